//! Tables: rows, header, caption; cells that span are written once.

use super::tree::{Element, Node};
use super::walk::Walk;
use crate::document::{Body, Table};
use crate::finding::Severity;
use crate::inline::Inline;

/// A cell may claim to be wider than the page; more columns than this are no table.
const WIDEST_SPAN: usize = 50;

struct Row<'e> {
    cells: Vec<&'e Element>,
    in_head: bool,
}

impl Walk<'_, '_> {
    pub(super) fn table(&mut self, element: &Element) {
        self.end_paragraph();
        let (mut rows, mut caption, mut strays) = (Vec::new(), None, Vec::new());
        rows_of(element, false, &mut rows, &mut caption, &mut strays);
        let mut others = Vec::new();
        let caption = caption
            .map(|caption| self.cell(caption, &mut others))
            .unwrap_or_default();
        let header_at = rows.iter().position(|row| row.in_head).or_else(|| {
            let first = rows.first()?;
            (rows.len() > 1
                && !first.cells.is_empty()
                && first.cells.iter().all(|cell| cell.name == "th"))
            .then_some(0)
        });
        let (mut header, mut body) = (Vec::new(), Vec::new());
        for (at, row) in rows.iter().enumerate() {
            let cells = self.row(row, &mut others);
            if Some(at) == header_at {
                header = cells;
            } else {
                body.push(cells);
            }
        }
        let table = Table::squared(caption, header, body);
        if !table.rows.is_empty() || !table.header.is_empty() {
            self.bodies.push(Body::Table(table));
        }
        if !others.is_empty() {
            self.journey.find(
                Severity::Doubt,
                element.line,
                "blocks inside a table were set behind it",
            );
            self.bodies.extend(others);
        }
        for stray in strays {
            self.nodes(std::slice::from_ref(stray));
        }
        self.end_paragraph();
    }

    fn row(&mut self, row: &Row<'_>, others: &mut Vec<Body>) -> Vec<Inline> {
        let mut cells = Vec::new();
        for cell in &row.cells {
            cells.push(self.cell(cell, others));
            let span = |name| {
                cell.attribute(name)
                    .and_then(|number| number.parse::<usize>().ok())
                    .unwrap_or(1)
            };
            if span("rowspan") > 1 || span("colspan") > 1 {
                self.journey.find(
                    Severity::Note,
                    cell.line,
                    "a cell over several rows or columns is written once",
                );
            }
            let further = span("colspan").clamp(1, WIDEST_SPAN) - 1;
            cells.extend(std::iter::repeat_n(Inline::default(), further));
        }
        cells
    }

    fn cell(&mut self, cell: &Element, others: &mut Vec<Body>) -> Inline {
        let (words, blocks) = self.words_of(&cell.children);
        others.extend(blocks);
        words
    }
}

fn rows_of<'e>(
    element: &'e Element,
    in_head: bool,
    rows: &mut Vec<Row<'e>>,
    caption: &mut Option<&'e Element>,
    strays: &mut Vec<&'e Node>,
) {
    for node in &element.children {
        match node {
            Node::Element(child) => match child.name.as_str() {
                "thead" => rows_of(child, true, rows, caption, strays),
                "tbody" | "tfoot" => rows_of(child, false, rows, caption, strays),
                "tr" => {
                    let cells = child
                        .elements()
                        .filter(|cell| matches!(cell.name.as_str(), "td" | "th"))
                        .collect();
                    strays.extend(child.children.iter().filter(|node| !is_cell(node)));
                    rows.push(Row { cells, in_head });
                }
                "caption" => *caption = Some(child),
                "td" | "th" => rows.push(Row {
                    cells: vec![child],
                    in_head,
                }),
                "col" | "colgroup" => {}
                _ => strays.push(node),
            },
            other => strays.push(other),
        }
    }
}

fn is_cell(node: &Node) -> bool {
    match node {
        Node::Element(element) => matches!(element.name.as_str(), "td" | "th"),
        Node::Text(text) => text.trim().is_empty(),
        Node::Comment(..) => false,
    }
}
