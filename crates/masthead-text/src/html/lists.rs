//! Lists, lists in lists, and lists of definitions.

use super::tree::{Element, Node};
use super::walk::Walk;
use crate::document::{Body, DEEPEST_LIST, Gallery, Item, List};
use crate::finding::Severity;
use crate::gather::{flatten_below, item};
use crate::inline::{Inline, Span};
use crate::marks::Mark;

impl Walk<'_, '_> {
    pub(super) fn list(&mut self, element: &Element) {
        self.end_paragraph();
        if ["start", "reversed", "type"]
            .iter()
            .any(|name| element.attribute(name).is_some())
        {
            self.journey.find(
                Severity::Note,
                element.line,
                "a list's own numbering was left out",
            );
        }
        let (mut items, mut behind) = (Vec::new(), Vec::new());
        for node in &element.children {
            match node {
                Node::Element(child) if child.name == "li" => {
                    let inner = self.blocks_of(&child.children);
                    items.extend(item(inner, &mut behind));
                }
                // A list right inside a list belongs to the point before it.
                Node::Element(child) if matches!(child.name.as_str(), "ul" | "ol") => {
                    let inner = self.blocks_of(std::slice::from_ref(node));
                    nest(inner, &mut items, &mut behind);
                }
                other => items.extend(item(
                    self.blocks_of(std::slice::from_ref(other)),
                    &mut behind,
                )),
            }
        }
        let list = List {
            ordered: element.name == "ol",
            items,
        };
        self.finish_list(list, behind, element.line);
    }

    /// A term in strong words with its definitions below it.
    pub(super) fn definitions(&mut self, element: &Element) {
        self.end_paragraph();
        let (mut items, mut behind) = (Vec::new(), Vec::new());
        self.terms(element, &mut items, &mut behind);
        self.finish_list(
            List {
                ordered: false,
                items,
            },
            behind,
            element.line,
        );
    }

    fn terms(&mut self, element: &Element, items: &mut Vec<Item>, behind: &mut Vec<Body>) {
        for child in element.elements() {
            match child.name.as_str() {
                "div" => self.terms(child, items, behind),
                "dt" => {
                    let (words, others) = self.words_of(&child.children);
                    behind.extend(others);
                    items.extend((!words.is_empty()).then(|| Item {
                        text: strong(words),
                        list: None,
                    }));
                }
                _ => {
                    let inner = self.blocks_of(&child.children);
                    let definition = item(inner, behind).map(|item| {
                        Body::List(List {
                            ordered: false,
                            items: vec![item],
                        })
                    });
                    nest(definition.into_iter().collect(), items, behind);
                }
            }
        }
    }

    fn finish_list(&mut self, list: List, behind: Vec<Body>, line: u64) {
        let list = flatten_below(list, DEEPEST_LIST);
        if list.items.is_empty() {
            return self.bodies.extend(only_pictures(behind));
        }
        self.bodies.push(Body::List(list));
        if !behind.is_empty() {
            self.journey.find(
                Severity::Doubt,
                line,
                "blocks inside a point of a list were set behind the list",
            );
        }
        self.bodies.extend(behind);
    }
}

/// A list of nothing but pictures is a gallery.
fn only_pictures(behind: Vec<Body>) -> Vec<Body> {
    if behind.len() < 2 || !behind.iter().all(|body| matches!(body, Body::Image(_))) {
        return behind;
    }
    let images = behind.into_iter().filter_map(|body| match body {
        Body::Image(image) => Some(image),
        _ => None,
    });
    vec![Body::Gallery(Gallery {
        images: images.collect(),
        caption: Inline::default(),
    })]
}

fn nest(inner: Vec<Body>, items: &mut Vec<Item>, behind: &mut Vec<Body>) {
    for body in inner {
        match (body, items.last_mut()) {
            (Body::List(list), Some(last)) => match &mut last.list {
                Some(first) => first.items.extend(list.items),
                none => *none = Some(Box::new(list)),
            },
            (Body::List(list), None) => items.extend(list.items),
            (other, _) => behind.push(other),
        }
    }
}

fn strong(words: Inline) -> Inline {
    Inline::new(words.into_spans().into_iter().map(|span| Span {
        marks: span.marks | Mark::Strong,
        ..span
    }))
}
