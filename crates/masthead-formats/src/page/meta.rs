//! What the head of a page says: `meta`, `link`, `title`, and the first heading and time of its body.

use masthead_text::{HtmlElement, HtmlNode};

use super::walk;
use crate::model::Alternate;

/// Entries that are kept; pages have some dozens.
const MOST: usize = 1_000;

/// The head of a page.
#[derive(Default)]
pub(super) struct Meta {
    entries: Vec<(String, String)>,
    pub(super) canonical: String,
    pub(super) title: String,
    pub(super) heading: String,
    pub(super) time: String,
    pub(super) language: String,
    pub(super) alternates: Vec<Alternate>,
}

impl Meta {
    pub(super) fn of(nodes: &[HtmlNode]) -> Self {
        let mut meta = Self::default();
        walk(nodes, &mut |element| meta.take(element));
        meta
    }

    fn take(&mut self, element: &HtmlElement) {
        let told = |key: &str| element.attribute(key).unwrap_or_default();
        match element.name.as_str() {
            "meta" if self.entries.len() < MOST => {
                let keys = [told("property"), told("name"), told("itemprop")];
                if let Some(key) = keys.into_iter().find(|key| !key.is_empty()) {
                    let content = told("content").to_owned();
                    self.entries.push((key.to_lowercase(), content));
                }
            }
            "link" if told("rel") == "canonical" => told("href").clone_into(&mut self.canonical),
            "link" if told("rel") == "alternate" && self.alternates.len() < MOST => {
                if let Some(language) = element.attribute("hreflang") {
                    self.alternate(language, told("href"));
                }
            }
            "title" if self.title.is_empty() => self.title = element.text(),
            "h1" if self.heading.is_empty() => self.heading = element.text(),
            "time" if self.time.is_empty() => told("datetime").clone_into(&mut self.time),
            "html" => told("lang").clone_into(&mut self.language),
            _ => {}
        }
    }

    /// The first entry with this name; empty when there is none.
    pub(super) fn get(&self, key: &str) -> &str {
        let found = self.entries.iter().find(|(other, _)| other == key);
        found.map_or("", |(_, content)| content)
    }

    pub(super) fn all<'m>(&'m self, key: &'m str) -> impl Iterator<Item = &'m str> {
        let entries = self.entries.iter().filter(move |(other, _)| other == key);
        entries.map(|(_, content)| content.as_str())
    }
}
