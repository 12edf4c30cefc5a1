//! Pictures, films and recordings, with everything that is known about whose they are.

use masthead_text::Image;
use serde::{Deserialize, Serialize};

use super::Finding;

/// What a file is to those who see or hear it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MediaKind {
    /// A picture.
    #[default]
    Picture,
    /// A film.
    Video,
    /// A recording.
    Audio,
    /// Anything else: a PDF, a table.
    Document,
}

/// A picture, film or document that articles use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Media {
    /// The source's number for it.
    pub source_id: String,
    /// What it is.
    #[serde(default)]
    pub kind: MediaKind,
    /// Its title, for the report.
    #[serde(default)]
    pub title: String,
    /// Where it is kept, with caption, credit, alternative text and size.
    pub image: Image,
    /// What else is known about whose it is.
    #[serde(default)]
    pub rights: MediaRights,
    /// The media type (`image/jpeg`); may be empty.
    #[serde(default)]
    pub media_type: String,
    /// Its size.
    #[serde(default)]
    pub size_bytes: Option<u64>,
    /// How long it plays.
    #[serde(default)]
    pub duration_secs: Option<u64>,
    /// What was noticed.
    #[serde(skip)]
    pub findings: Vec<Finding>,
}

impl Media {
    /// A picture of which only its name and place are known.
    #[must_use]
    pub fn of(source_id: impl Into<String>, image: Image) -> Self {
        Self {
            source_id: source_id.into(),
            kind: MediaKind::Picture,
            title: String::new(),
            image,
            rights: MediaRights::default(),
            media_type: String::new(),
            size_bytes: None,
            duration_secs: None,
            findings: Vec::new(),
        }
    }
}

/// Whose a photo is and how it may be used: the fields of the IPTC Photo Metadata Standard 2025.1 that a newsroom works
/// with. Everything is text as it stands in the file; empty where it does not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MediaRights {
    /// What is seen, as the photographer wrote it.
    pub caption: String,
    /// A line above it.
    pub headline: String,
    /// The name of the file or object.
    pub title: String,
    /// Who made it, in order.
    pub creators: Vec<String>,
    /// As what they made it.
    pub creator_office: String,
    /// How the credit must be printed.
    pub credit: String,
    /// Who supplied it.
    pub source: String,
    /// The copyright notice.
    pub copyright_notice: String,
    /// Who holds the copyright.
    pub copyright_holder: String,
    /// What it may be used for, in words.
    pub usage_terms: String,
    /// A page with the statement of rights: the licence.
    pub rights_page: String,
    /// Where a licence can be had.
    pub licence_page: String,
    /// Whether machines may learn from it, as PLUS words it.
    pub mining: String,
    /// What the desk must know (`NO ARCHIVE`).
    pub instructions: String,
    /// The job number.
    pub job: String,
    /// Who wrote the caption.
    pub caption_writer: String,
    /// Keywords.
    pub keywords: Vec<String>,
    /// When it was made, as text: an IPTC date may be a year alone.
    pub created: String,
    /// Where it was made: town.
    pub city: String,
    /// Where it was made: state or province.
    pub state: String,
    /// Where it was made: country.
    pub country: String,
    /// Where it was made: country as ISO 3166 code.
    pub country_code: String,
    /// Who is seen.
    pub people: Vec<String>,
    /// In words, for those who do not see it.
    pub alt: String,
    /// In many words.
    pub long_description: String,
    /// How it came to be, as an address of the IPTC vocabulary.
    pub digital_source_type: String,
    /// The machine that made or changed it, and what it was told.
    pub machine: Machine,
}

/// What the standard of 2025 asks about pictures made with a machine that learns.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Machine {
    /// Which system.
    pub system: String,
    /// In which version.
    pub version: String,
    /// What it was told.
    pub prompt: String,
    /// Who told it.
    pub prompt_writer: String,
}
