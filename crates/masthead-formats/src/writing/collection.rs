//! All articles of a source with their registers, so that names can be printed where the model has numbers.

use std::collections::HashMap;

use jiff::Timestamp;
use masthead_text::{Body, Image, Source};

use super::feed::{Picture, is_public};
use crate::model::{
    Article, ArticleState, Finding, Media, Place, ReadError, Record, Section, Site, Topic, Writer,
};

/// A source in memory. What readers wrote, and their accounts, is not in it: no format but our own export has a place
/// for it, and that one is written record by record.
#[derive(Debug, Default)]
pub struct Collection {
    /// The site.
    pub site: Site,
    /// The articles, in their order.
    pub articles: Vec<Article>,
    /// Pictures, films and recordings by their `source_id`.
    pub media: HashMap<String, Media>,
    writers: HashMap<String, Writer>,
    sections: HashMap<String, Section>,
    topics: HashMap<String, Topic>,
    left_behind: HashMap<&'static str, usize>,
}

impl Collection {
    /// Reads a source to its end.
    ///
    /// # Errors
    /// The first that the reader gives.
    pub fn of(
        records: impl IntoIterator<Item = Result<Record, ReadError>>,
    ) -> Result<Self, ReadError> {
        let mut collection = Self::default();
        for record in records {
            collection.take(record?);
        }
        Ok(collection)
    }

    fn take(&mut self, record: Record) {
        match record {
            Record::Site(site) => self.site = site,
            Record::Writer(it) => drop(self.writers.insert(it.source_id.clone(), it)),
            Record::Section(it) => drop(self.sections.insert(it.source_id.clone(), it)),
            Record::Topic(it) => drop(self.topics.insert(it.source_id.clone(), it)),
            Record::Media(it) => drop(self.media.insert(it.source_id.clone(), *it)),
            Record::Article(it) => self.articles.push(*it),
            Record::Account(_) => *self.left_behind.entry("accounts").or_default() += 1,
            Record::Thread(_) => *self.left_behind.entry("threads").or_default() += 1,
            Record::Post(_) => *self.left_behind.entry("posts").or_default() += 1,
            Record::Redirect(_) => *self.left_behind.entry("redirects").or_default() += 1,
            Record::LeftOut(_) | Record::Finding(_) => {}
        }
    }

    /// What was in the source and is not in here.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut left: Vec<(&str, usize)> = self
            .left_behind
            .iter()
            .map(|(kind, count)| (*kind, *count))
            .collect();
        left.sort_unstable();
        left.into_iter()
            .map(|(kind, count)| {
                Finding::lossy(kind, format!("{count} {kind} have no place in this format"))
            })
            .collect()
    }

    /// The articles that no feed and no sitemap shows at that time, each with the reason.
    #[must_use]
    pub fn held_back(&self, now: Timestamp) -> Vec<Finding> {
        let held = self.articles.iter().filter(|it| !is_public(it, now));
        held.map(|article| {
            let place = Place::path("state").of(article.source_id.as_str());
            let why = match article.state {
                ArticleState::Published => "it is under an embargo, expired, or not for everybody",
                other => other.word(),
            };
            Finding::lossy(place, format!("not shown: {why}"))
        })
        .collect()
    }

    /// The articles that no sitemap can name, because nobody knows where they are.
    #[must_use]
    pub fn without_address(&self) -> Vec<Finding> {
        let nowhere = |article: &&Article| !self.address(article).starts_with("http");
        let nowhere = self.articles.iter().filter(nowhere);
        nowhere
            .map(|article| {
                let place = Place::path("address").of(article.source_id.as_str());
                Finding::lossy(place, "not shown: it has no address")
            })
            .collect()
    }

    /// Where the site is; empty when nobody knows.
    #[must_use]
    pub fn home(&self) -> String {
        match (self.site.address.as_str(), self.site.name.as_str()) {
            ("", "") => String::new(),
            ("", name) if name.contains('.') => format!("https://{name}/"),
            ("", _) => String::new(),
            (address, _) => address.to_owned(),
        }
    }

    /// Where an article can be read; its `urn` when nobody knows.
    #[must_use]
    pub fn address(&self, article: &Article) -> String {
        if !article.address.is_empty() {
            return article.address.clone();
        }
        let home = self.home();
        match article.old_addresses.first() {
            Some(path) if !home.is_empty() => format!("{}{path}", home.trim_end_matches('/')),
            _ => self.guid(article),
        }
    }

    /// A name for an article that nobody else gives to another: `urn:newsml:` (RFC 3085), with the site, the day and
    /// the source's number.
    #[must_use]
    pub fn guid(&self, article: &Article) -> String {
        let day = article.published_at.or(article.created_at).map_or_else(
            || "00000000".to_owned(),
            |time| time.strftime("%Y%m%d").to_string(),
        );
        let provider = match self.site.name.as_str() {
            "" => self
                .site
                .address
                .trim_start_matches("https://")
                .trim_end_matches('/'),
            name => name,
        };
        let provider = if provider.is_empty() {
            "masthead"
        } else {
            provider
        };
        format!(
            "urn:newsml:{}:{day}:{}:1",
            in_urn(provider),
            in_urn(&article.source_id)
        )
    }

    /// The names of an article's authors, or its byline.
    #[must_use]
    pub fn authors(&self, article: &Article) -> Vec<String> {
        let name = |id: &String| {
            self.writers
                .get(id)
                .map_or_else(|| id.clone(), |it| it.name.clone())
        };
        let names: Vec<String> = article.writers.iter().map(name).collect();
        match names.is_empty() && !article.byline.is_empty() {
            true => vec![article.byline.clone()],
            false => names,
        }
    }

    /// The names of an article's sections.
    #[must_use]
    pub fn sections(&self, article: &Article) -> Vec<String> {
        let name = |id: &String| {
            self.sections
                .get(id)
                .map_or_else(|| id.clone(), |it| it.name.clone())
        };
        article.sections.iter().map(name).collect()
    }

    /// The names of an article's topics.
    #[must_use]
    pub fn topics(&self, article: &Article) -> Vec<String> {
        let name = |id: &String| {
            self.topics
                .get(id)
                .map_or_else(|| id.clone(), |it| it.name.clone())
        };
        article.topics.iter().map(name).collect()
    }

    /// Sections and topics.
    #[must_use]
    pub fn subjects(&self, article: &Article) -> Vec<String> {
        let mut subjects = self.sections(article);
        subjects.extend(self.topics(article));
        subjects
    }

    /// Where a file is.
    #[must_use]
    pub fn source(&self, source: &Source) -> Option<String> {
        match source {
            Source::Address(address) => Some(address.as_str().to_owned()),
            Source::Media(id) => match &self.media.get(id)?.image.source {
                Source::Address(address) => Some(address.as_str().to_owned()),
                Source::Media(_) => None,
            },
        }
    }

    /// A picture as feeds show it; nothing if nobody knows where it is.
    #[must_use]
    pub fn picture(&self, image: &Image) -> Option<Picture> {
        let address = self.source(&image.source)?;
        let media_type = self
            .media_of(image)
            .map_or_else(String::new, |it| it.media_type.clone());
        Some(Picture::of(image, address, media_type))
    }

    /// What the source knows about a picture.
    #[must_use]
    pub fn media_of(&self, image: &Image) -> Option<&Media> {
        match &image.source {
            Source::Media(id) => self.media.get(id),
            Source::Address(_) => self
                .media
                .values()
                .find(|it| it.image.source == image.source),
        }
    }

    /// The pictures of an article: the lead, then those in the text.
    pub fn pictures<'a>(&self, article: &'a Article) -> Vec<&'a Image> {
        let mut pictures: Vec<&Image> = article.lead.iter().collect();
        for block in &article.document.blocks {
            match &block.body {
                Body::Image(image) => pictures.push(image),
                Body::Gallery(gallery) => pictures.extend(&gallery.images),
                _ => {}
            }
        }
        pictures
    }
}

/// A part of a `urn`: what is neither letter nor digit is written in hexadecimal digits (RFC 8141).
fn in_urn(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
                out.push(char::from(byte));
            }
            _ => out += &format!("%{byte:02X}"),
        }
    }
    out
}
