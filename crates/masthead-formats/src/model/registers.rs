//! What articles are filed under, where they were before, and what is not brought in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Finding;

/// The site that a source comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Site {
    /// The system: `wordpress`, `markdown`.
    pub system: String,
    /// Which of its sites: an address without scheme, or empty.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its address with scheme; may be empty.
    pub address: String,
    /// What it says about itself in a sentence; may be empty.
    pub description: String,
    /// Its language as the source names it (`de`, `en-US`); may be empty.
    pub language: String,
    /// What was noticed about the source as a whole, at its beginning.
    #[serde(skip)]
    pub findings: Vec<Finding>,
}

/// A section, perhaps below another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Section {
    /// The source's name for it; articles refer to it.
    pub source_id: String,
    /// The `source_id` of the section above.
    pub parent: Option<String>,
    /// The name that is printed.
    pub name: String,
    /// Its names in all languages, where it has several.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, String>,
    /// Its place among its siblings, where they have an order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<i64>,
}

/// A topic.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Topic {
    /// The source's name for it; articles refer to it.
    pub source_id: String,
    /// The name that is printed.
    pub name: String,
}

/// An old address that leads to something. What an article knows of itself stands in its `old_addresses`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Redirect {
    /// The old path with query, beginning with a slash.
    pub from: String,
    /// A path on this site or an address elsewhere.
    pub to: String,
    /// Whether the old address will never be used again.
    pub is_permanent: bool,
}

/// An item that is not brought in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LeftOut {
    /// What it is where it comes from: `nav_menu_item`, `pingback`.
    pub kind: String,
    /// The source's number for it.
    pub source_id: String,
    /// Its title or first words.
    pub title: String,
    /// Why, as a sentence without a full stop.
    pub reason: String,
}
