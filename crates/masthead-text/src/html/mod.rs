//! Foreign HTML, as other systems export it, to blocks.
//!
//! Bounded and tolerant: tags may be missing, wrong or nested without end. The tree that is read here never becomes
//! HTML again; only words, marks, safe addresses and the kinds of block that we know are taken out of it, and whatever
//! is left behind is reported.

mod blocks;
mod lists;
mod media;
mod read;
mod shortcode;
mod table;
mod tree;
mod walk;

use std::collections::BTreeMap;

use crate::document::{Document, Image};
use crate::finding::Finding;

pub use read::from_html;
pub use tree::{Element as HtmlElement, Node as HtmlNode, parse as html_tree};

/// Where the HTML comes from, which decides how line ends and brackets are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HtmlOrigin {
    /// Any system: line ends are spaces, brackets are brackets.
    Plain,
    /// What readers typed below an article: empty lines part paragraphs, line ends are breaks, brackets are brackets.
    Comment,
    /// WordPress: shortcodes are read, block comments understood, and text without blocks gets its paragraphs from
    /// empty lines and its breaks from line ends, as WordPress does when it shows it.
    WordPress,
}

/// One piece of foreign HTML with what is known about it.
#[derive(Debug, Clone)]
pub struct HtmlSource<'a> {
    /// The HTML itself.
    pub html: &'a str,
    /// Where it comes from.
    pub origin: HtmlOrigin,
    /// The address it had, against which relative addresses are read; may be empty.
    pub base: &'a str,
    /// What the system it comes from knows about its pictures.
    pub pictures: &'a Pictures,
    /// The numbers of those that belong to this text, in order: what `[gallery]` without numbers shows.
    pub own_pictures: &'a [String],
}

/// Pictures that HTML may name by a number.
#[derive(Debug, Clone, Default)]
pub struct Pictures {
    /// By the number of the system it comes from.
    pub by_id: BTreeMap<String, Image>,
}

/// A document made from HTML, and what was noticed on the way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HtmlReading {
    /// The blocks.
    pub document: Document,
    /// What was doubtful or could not be kept; the same finding at many places is told once, with their number.
    pub findings: Vec<Finding>,
}
