//! What a feed says, before it is written as RSS, Atom or JSON Feed.

use jiff::Timestamp;
use masthead_text::{Body, Image, Inline};

use super::collection::Collection;
use super::xhtml::xhtml;
use crate::model::{Article, ArticleState, Making};

/// A feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Feed {
    /// Its title.
    pub title: String,
    /// What it is about, in a sentence.
    pub description: String,
    /// The language of most of it.
    pub language: String,
    /// The page that it follows.
    pub home: String,
    /// Its own address.
    pub own: String,
    /// When something in it last changed in substance.
    pub updated_at: Option<Timestamp>,
    /// Newest first.
    pub entries: Vec<Entry>,
}

/// An article in a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Stays the same wherever the article moves: an address of any scheme.
    pub id: String,
    /// Where it can be read.
    pub address: String,
    /// Its headline.
    pub headline: String,
    /// What must be said before anything is read: that a machine translated it. May be empty.
    pub label: String,
    /// Its lede.
    pub lede: String,
    /// The names of its authors.
    pub authors: Vec<String>,
    /// The names of its sections and topics, the main section first.
    pub topics: Vec<String>,
    /// Its language, where it is not the feed's.
    pub language: Option<String>,
    /// When it was first published.
    pub published_at: Option<Timestamp>,
    /// When it last changed in substance; a mended comma moves nothing.
    pub updated_at: Option<Timestamp>,
    /// The picture that stands for it.
    pub picture: Option<Picture>,
    /// Its text as HTML of our own making.
    pub content: String,
    /// What was put right since.
    pub corrections: Vec<Correction>,
    /// Where the article is that it was translated from.
    pub original: Option<String>,
}

/// A picture in a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    /// Where the file is.
    pub address: String,
    /// Its media type, `image/jpeg`.
    pub media_type: String,
    /// In pixels, if known.
    pub width: Option<u32>,
    /// In pixels, if known.
    pub height: Option<u32>,
    /// Whose it is, as it must be printed.
    pub credit: String,
    /// What is seen and why it matters.
    pub caption: String,
}

/// What was wrong, and how it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Correction {
    /// In words.
    pub text: String,
    /// When it was put right.
    pub made_at: Option<Timestamp>,
    /// The day, where nothing more is known.
    pub day: String,
}

impl Correction {
    /// The time, or the day.
    pub(super) fn date(&self) -> String {
        match self.made_at {
            Some(time) => super::times::rfc3339(time),
            None => self.day.clone(),
        }
    }
}

impl Feed {
    /// The published articles of a collection, newest first. What is under embargo at that time, or only for some
    /// readers, is not in it.
    #[must_use]
    pub fn of(collection: &Collection, now: Timestamp) -> Self {
        let site = &collection.site;
        let mut entries: Vec<Entry> = collection
            .articles
            .iter()
            .filter(|article| is_public(article, now))
            .map(|article| Entry::of(article, collection))
            .collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.published_at));
        let title = if site.title.is_empty() {
            &site.name
        } else {
            &site.title
        };
        let description = if site.description.is_empty() {
            title
        } else {
            &site.description
        };
        Self {
            title: title.clone(),
            description: description.clone(),
            language: site.language.clone(),
            home: collection.home(),
            own: String::new(),
            updated_at: entries.iter().filter_map(|entry| entry.updated_at).max(),
            entries,
        }
    }
}

/// Whether everybody may read it at that time.
pub(super) fn is_public(article: &Article, now: Timestamp) -> bool {
    article.state == ArticleState::Published
        && article.embargo.is_empty()
        && article.embargo_until.is_none_or(|until| until <= now)
        && article.expires_at.is_none_or(|until| until > now)
        && article.published_at.is_none_or(|at| at <= now)
        && article.access == crate::model::Access::Everybody
}

impl Entry {
    fn of(article: &Article, collection: &Collection) -> Self {
        Self {
            id: collection.guid(article),
            address: collection.address(article),
            headline: article.headline.clone(),
            label: label(
                article.making,
                article
                    .language
                    .as_deref()
                    .unwrap_or(&collection.site.language),
            ),
            lede: article.lede.clone(),
            authors: collection.authors(article),
            topics: collection.subjects(article),
            language: article.language.clone(),
            published_at: article.published_at,
            updated_at: article.modified_at.or(article.published_at),
            picture: article
                .lead
                .as_ref()
                .and_then(|lead| collection.picture(lead)),
            content: xhtml(&article.document, &|source| collection.source(source)),
            corrections: corrections(article),
            original: article.translation_of.clone(),
        }
    }
}

/// The corrections that stand in the text, and those told beside it.
pub(super) fn corrections(article: &Article) -> Vec<Correction> {
    let blocks = article.document.blocks.iter();
    let corrections = blocks.filter_map(|block| match &block.body {
        Body::Correction(it) => Some(Correction {
            text: it.text.text(),
            made_at: None,
            day: it.date.clone(),
        }),
        _ => None,
    });
    let beside = article.corrections.iter().map(|it| Correction {
        text: it.text.clone(),
        made_at: it.told_at,
        day: String::new(),
    });
    corrections.chain(beside).collect()
}

/// What a reader must be told of a machine's part (AI Act, Art. 50), in German or English.
fn label(making: Making, language: &str) -> String {
    let is_german = language.starts_with("de");
    let words = match (making, is_german) {
        (Making::Written | Making::Translated, _) => "",
        (Making::MachineTranslated, true) => "Automatisch übersetzt",
        (Making::MachineTranslated, false) => "Automatically translated",
        (Making::MachineTranslatedReviewed, true) => "Automatisch übersetzt, redaktionell geprüft",
        (Making::MachineTranslatedReviewed, false) => {
            "Automatically translated, reviewed by editors"
        }
        (Making::MachineWritten, true) => "Automatisch erstellt",
        (Making::MachineWritten, false) => "Written by a machine",
    };
    words.to_owned()
}

impl Picture {
    /// A picture of the model, at that address.
    pub(super) fn of(image: &Image, address: String, media_type: String) -> Self {
        let of_name = || media_type_of(&address).to_owned();
        Self {
            media_type: Some(media_type)
                .filter(|it| !it.is_empty())
                .unwrap_or_else(of_name),
            address,
            width: image.width,
            height: image.height,
            credit: image.credit.clone(),
            caption: Inline::text(&image.caption),
        }
    }
}

/// What a name says about a file.
pub(super) fn media_type_of(address: &str) -> &'static str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "opus" => "audio/ogg",
        "mp4" => "video/mp4",
        _ => "",
    }
}
