//! The kinds of block that an article is made of.

use serde::{Deserialize, Serialize};

use crate::address::Address;
use crate::inline::Inline;

/// Lists deeper than this are flattened by every reader: no newspaper nests further.
pub(crate) const DEEPEST_LIST: usize = 6;

/// What a block is. Each kind has its own struct, which templates take apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Running text.
    Paragraph(Paragraph),
    /// A heading inside the article.
    Crosshead(Crosshead),
    /// Somebody's words, set apart.
    Quote(Quote),
    /// Points in a row.
    List(List),
    /// One picture.
    Image(Image),
    /// Several pictures that belong together.
    Gallery(Gallery),
    /// A film.
    Video(Video),
    /// A sound recording.
    Audio(Audio),
    /// A card that leads to something elsewhere; loads nothing.
    Embed(Embed),
    /// Rows and columns.
    Table(Table),
    /// Text for machines, line by line.
    Code(Code),
    /// A box beside the text.
    Callout(Callout),
    /// A pause.
    Divider(Divider),
    /// What was wrong before.
    Correction(Correction),
}

/// Running text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// The words.
    pub text: Inline,
}

/// A heading inside the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crosshead {
    /// 2 or 3; the headline is 1. Other numbers are read as the nearer one.
    #[serde(deserialize_with = "two_or_three")]
    pub level: u8,
    /// The words.
    pub text: Inline,
}

/// Somebody's words, set apart. Double breaks part its paragraphs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The words.
    pub text: Inline,
    /// Who said them; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub person: String,
    /// As what: an office, a work, an occasion; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub office: String,
}

/// Points in a row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Whether the points are numbered, from 1.
    #[serde(default, skip_serializing_if = "is_false")]
    pub ordered: bool,
    /// The points.
    pub items: Vec<Item>,
}

/// One point of a list, perhaps with a list of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The words.
    pub text: Inline,
    /// Points below this point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<Box<List>>,
}

/// Where a picture, a film or a recording is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// In our own store, by its short id.
    Media(String),
    /// Still elsewhere, as an import found it; pages do not load it from there.
    Address(Address),
}

/// One picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// Where it is kept.
    pub source: Source,
    /// What is seen and why it matters.
    #[serde(default, skip_serializing_if = "Inline::is_empty")]
    pub caption: Inline,
    /// Whose it is, as it must be printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub credit: String,
    /// The picture in words, for those who do not see it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alt: String,
    /// In pixels, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// In pixels, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// Where a click on it leads, if anywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Address>,
}

impl Image {
    /// A picture of which only the place is known.
    #[must_use]
    pub fn at(source: Source) -> Self {
        Self {
            source,
            caption: Inline::default(),
            credit: String::new(),
            alt: String::new(),
            width: None,
            height: None,
            link: None,
        }
    }
}

/// Several pictures that belong together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gallery {
    /// The pictures, each with its own caption and credit.
    pub images: Vec<Image>,
    /// A caption for all of them.
    #[serde(default, skip_serializing_if = "Inline::is_empty")]
    pub caption: Inline,
}

/// A film.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Video {
    /// Where it is kept.
    pub source: Source,
    /// What is seen.
    #[serde(default, skip_serializing_if = "Inline::is_empty")]
    pub caption: Inline,
    /// Whose it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub credit: String,
    /// A still that stands for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poster: Option<Source>,
}

/// A sound recording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audio {
    /// Where it is kept.
    pub source: Source,
    /// What is heard.
    #[serde(default, skip_serializing_if = "Inline::is_empty")]
    pub caption: Inline,
    /// Whose it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub credit: String,
}

/// A card that leads to something elsewhere; loads nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Embed {
    /// Where it leads.
    pub address: Address,
    /// What is there, if known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Whose place it is; the address's host where nothing better is known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

impl Embed {
    /// A card of which only the address is known.
    #[must_use]
    pub fn to(address: Address) -> Self {
        let source = address.host().unwrap_or_default();
        let source = source.strip_prefix("www.").unwrap_or(source).to_owned();
        Self {
            address,
            title: String::new(),
            source,
        }
    }
}

/// Rows and columns.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What it shows.
    #[serde(default, skip_serializing_if = "Inline::is_empty")]
    pub caption: Inline,
    /// The names of the columns; empty when they have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub header: Vec<Inline>,
    /// The cells, each row as long as the longest.
    pub rows: Vec<Vec<Inline>>,
}

impl Table {
    /// A table whose rows (and header, if it has one) are all as long as the longest; empty rows are left out.
    #[must_use]
    pub fn squared(caption: Inline, header: Vec<Inline>, rows: Vec<Vec<Inline>>) -> Self {
        let mut table = Self {
            caption,
            header,
            rows,
        };
        table
            .rows
            .retain(|row| row.iter().any(|cell| !cell.is_empty()));
        let columns = table
            .rows
            .iter()
            .map(Vec::len)
            .max()
            .unwrap_or(0)
            .max(table.header.len());
        table
            .rows
            .iter_mut()
            .for_each(|row| row.resize(columns, Inline::default()));
        if table.header.iter().all(Inline::is_empty) {
            table.header.clear();
        } else {
            table.header.resize(columns, Inline::default());
        }
        table
    }
}

/// Text for machines, line by line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// The lines.
    pub text: String,
    /// Which language they are in, if known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
}

/// A box beside the text. Double breaks part its paragraphs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Callout {
    /// What it is about; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The words.
    pub text: Inline,
}

/// A pause.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Divider {}

/// What was wrong before, and how it is. Double breaks part its paragraphs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The words.
    pub text: Inline,
    /// The day, as `2026-11-22`; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date: String,
}

fn is_false(value: &bool) -> bool {
    !value
}

fn two_or_three<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    u8::deserialize(deserializer).map(|level| level.clamp(2, 3))
}
