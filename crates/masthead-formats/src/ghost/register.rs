//! What Ghost's articles refer to: people, tags, and the further facts of each article.

use std::collections::HashMap;
use std::io::BufRead;

use serde_json::{Map, Value};

use super::table;
use crate::model::{ReadError, Record, Site, Topic, Writer};
use crate::source::json::{Look, Values};
use crate::source::words::{host_of, plain};

/// The tables that are read here.
pub(super) const TABLES: &[&str] = &[
    "users",
    "tags",
    "posts_tags",
    "posts_authors",
    "posts_meta",
    "settings",
    "roles",
    "roles_users",
    "permissions",
    "permissions_roles",
];
/// The facts of an article that are kept until it comes.
const KEPT: &[&str] = &[
    "feature_image_alt",
    "feature_image_caption",
    "email_only",
    "meta_description",
    "frontmatter",
];

/// Everything that articles refer to.
#[derive(Default)]
pub(super) struct Register {
    site: Site,
    people: HashMap<String, Writer>,
    tags: HashMap<String, Topic>,
    /// The people of an article, with their place in the byline.
    authors_of: HashMap<String, Vec<(u64, String)>>,
    tags_of: HashMap<String, Vec<(u64, String)>>,
    facts_of: HashMap<String, Map<String, Value>>,
}

impl Register {
    pub(super) fn read(values: Values<impl BufRead>) -> Result<Self, ReadError> {
        let mut register = Self::default();
        register.site.system = "ghost".to_owned();
        let mut is_ghost = false;
        for found in values {
            let found = match found {
                Ok(found) => found,
                Err(error) if !is_ghost => return Err(error),
                // The second reading tells where it breaks off, after everything before.
                Err(_) => break,
            };
            let Some(table) = table(&found.path) else {
                continue;
            };
            is_ghost |= matches!(table, "posts" | "users" | "tags" | "settings");
            if TABLES.contains(&table) {
                register.take(table, &found.value()?);
            }
        }
        match is_ghost {
            true => Ok(register),
            false => Err(ReadError::malformed(0, "this is no export of Ghost")),
        }
    }

    fn take(&mut self, table: &str, row: &Value) {
        let id = row.text("id");
        match table {
            "users" => drop(self.people.insert(id, person(row))),
            "tags" => drop(self.tags.insert(id, tag(row))),
            "posts_authors" => {
                let belongs = (row.number("sort_order"), row.text("author_id"));
                self.authors_of
                    .entry(row.text("post_id"))
                    .or_default()
                    .push(belongs);
            }
            "posts_tags" => {
                let belongs = (row.number("sort_order"), row.text("tag_id"));
                self.tags_of
                    .entry(row.text("post_id"))
                    .or_default()
                    .push(belongs);
            }
            "posts_meta" => {
                let facts = KEPT
                    .iter()
                    .filter_map(|key| Some(((*key).to_owned(), row.member(key)?.clone())));
                self.facts_of.insert(row.text("post_id"), facts.collect());
            }
            "settings" => self.setting(&row.text("key"), row.text("value")),
            _ => {}
        }
    }

    fn setting(&mut self, key: &str, value: String) {
        match key {
            "title" => self.site.title = value,
            "description" => self.site.description = value,
            "locale" | "lang" | "default_locale" => self.site.language = value,
            "url" => {
                self.site.name = host_of(&value);
                self.site.address = value;
            }
            _ => {}
        }
    }

    /// What comes before the first article.
    pub(super) fn records(&self) -> Vec<Record> {
        let mut writers: Vec<_> = self.people.values().cloned().collect();
        writers.sort_by(|one, other| one.source_id.cmp(&other.source_id));
        let mut topics: Vec<_> = self
            .tags
            .values()
            .filter(|tag| !is_internal(tag))
            .cloned()
            .collect();
        topics.sort_by(|one, other| one.source_id.cmp(&other.source_id));
        let site = std::iter::once(Record::Site(self.site.clone()));
        site.chain(writers.into_iter().map(Record::Writer))
            .chain(topics.into_iter().map(Record::Topic))
            .collect()
    }

    /// The names of an article's people, in the order of its byline.
    pub(super) fn writers_of(&self, post: &str) -> Vec<String> {
        let ids = sorted(self.authors_of.get(post));
        let known = ids.iter().filter_map(|id| self.people.get(id));
        known.map(|writer| writer.source_id.clone()).collect()
    }

    /// The tags of an article in their order, and those that only the machine saw.
    pub(super) fn tags_of(&self, post: &str) -> (Vec<String>, Vec<String>) {
        let ids = sorted(self.tags_of.get(post));
        let known = ids.iter().filter_map(|id| self.tags.get(id));
        let (internal, shown): (Vec<_>, Vec<_>) = known.partition(|tag| is_internal(tag));
        (
            shown.into_iter().map(|tag| tag.source_id.clone()).collect(),
            internal.into_iter().map(|tag| tag.name.clone()).collect(),
        )
    }

    pub(super) fn fact(&self, post: &str, key: &str) -> String {
        self.facts_of
            .get(post)
            .map(|facts| facts.text(key))
            .unwrap_or_default()
    }
}

fn sorted(belonging: Option<&Vec<(u64, String)>>) -> Vec<String> {
    let mut belonging = belonging.cloned().unwrap_or_default();
    belonging.sort_by_key(|(order, _)| *order);
    belonging.into_iter().map(|(_, id)| id).collect()
}

fn is_internal(tag: &Topic) -> bool {
    tag.name.starts_with('#')
}

fn person(row: &Value) -> Writer {
    Writer {
        source_id: row.first(&["slug", "id"]),
        name: plain(&row.text("name")),
        email: row.text("email"),
        biography: row.text("bio"),
        ..Writer::default()
    }
}

fn tag(row: &Value) -> Topic {
    Topic {
        source_id: row.first(&["slug", "id"]),
        name: plain(&row.text("name")),
    }
}
