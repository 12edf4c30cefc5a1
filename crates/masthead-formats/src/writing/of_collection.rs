//! Articles of a source as search engines and podcast players see them.

use jiff::Timestamp;
use masthead_text::{Body, Image};

use super::collection::Collection;
use super::feed::{corrections, is_public, media_type_of};
use super::ninjs::{language, plain, source_type_of};
use super::podcast::{Episode, Podcast};
use super::schema_org::{Byline, Edition, ImageObject, NewsArticle, Organization};
use crate::Place;
use crate::model::{Access, Article, Finding, Making, Media, MediaKind};

impl NewsArticle {
    /// An article of a collection.
    #[must_use]
    pub fn of(article: &Article, collection: &Collection) -> Self {
        let edition = |address: &str| Edition {
            address: address.to_owned(),
            ..Edition::default()
        };
        let authors = collection.authors(article).into_iter();
        let sections = collection.sections(article);
        Self {
            address: collection.address(article),
            headline: article.headline.clone(),
            kicker: article.kicker.clone(),
            lede: article.lede.clone(),
            language: language(article, collection),
            section: sections.into_iter().next().unwrap_or_default(),
            dateline: article.dateline.clone(),
            words: Some(plain(&article.document).split_whitespace().count() as u64),
            is_free: article.access == Access::Everybody,
            authors: authors
                .map(|name| Byline {
                    name,
                    address: String::new(),
                })
                .collect(),
            publisher: Organization {
                name: collection.site.title.clone(),
                address: collection.home(),
                ..Organization::default()
            },
            topics: collection.topics(article),
            published_at: article.published_at,
            updated_at: article.modified_at,
            images: collection.images(article),
            corrections: corrections(article),
            original: article.translation_of.as_deref().map(edition),
            translations: match article.translation_of {
                Some(_) => Vec::new(),
                None => article
                    .alternates
                    .iter()
                    .map(|it| Edition {
                        language: it.language.clone(),
                        ..edition(&it.address)
                    })
                    .collect(),
            },
            digital_source_type: source_type_of(article),
            copyright_holder: article.rights.holder.clone(),
            copyright_notice: article.rights.notice.clone(),
            licence: article.rights.licence.clone(),
            ..Self::default()
        }
    }
}

impl ImageObject {
    /// A picture with what is said about it where it is shown and in its file.
    #[must_use]
    pub fn of(image: &Image, media: Option<&Media>, address: String) -> Self {
        let mut rights = media.map(|it| it.rights.clone()).unwrap_or_default();
        let caption = image.caption.text();
        if !caption.is_empty() {
            rights.caption = caption;
        }
        if !image.credit.is_empty() {
            rights.credit.clone_from(&image.credit);
        }
        Self {
            address,
            width: image.width,
            height: image.height,
            rights,
        }
    }
}

impl Collection {
    fn images(&self, article: &Article) -> Vec<ImageObject> {
        let pictures = self.pictures(article).into_iter();
        let images = pictures.filter_map(|image| {
            let address = self.source(&image.source)?;
            Some(ImageObject::of(image, self.media_of(image), address))
        });
        images.collect()
    }
}

impl Podcast {
    /// The public articles of a collection that have a recording. A recording whose size is not known is left out and
    /// reported: players refuse an episode without one.
    #[must_use]
    pub fn of(collection: &Collection, now: Timestamp) -> (Self, Vec<Finding>) {
        let site = &collection.site;
        let mut findings = Vec::new();
        let mut episodes: Vec<Episode> = Vec::new();
        let mut is_synthetic = false;
        for article in collection.articles.iter().filter(|it| is_public(it, now)) {
            match episode(article, collection) {
                Ok(None) => {}
                Ok(Some(episode)) => {
                    is_synthetic |= article.making == Making::MachineWritten;
                    episodes.push(episode);
                }
                Err(finding) => findings.push(finding),
            }
        }
        episodes.sort_by_key(|it| std::cmp::Reverse(it.published_at));
        let image = collection.articles.iter().find_map(|it| it.lead.as_ref());
        let image = image.and_then(|image| collection.source(&image.source));
        for (is_missing, what) in [
            (site.language.is_empty(), "language"),
            (image.is_none(), "picture"),
            (collection.home().is_empty(), "address"),
        ] {
            if is_missing {
                let what = format!("players ask for the podcast's {what}, and the source has none");
                findings.push(Finding::doubtful("site", what));
            }
        }
        let description = if site.description.is_empty() {
            &site.title
        } else {
            &site.description
        };
        let podcast = Self {
            title: site.title.clone(),
            description: description.clone(),
            home: collection.home(),
            own: format!("{}/podcast.xml", collection.home().trim_end_matches('/')),
            language: site.language.clone(),
            category: "News".to_owned(),
            image: image.unwrap_or_default(),
            author: site.title.clone(),
            is_synthetic,
            episodes,
            ..Self::default()
        };
        (podcast, findings)
    }
}

/// The first recording of an article.
fn episode(article: &Article, collection: &Collection) -> Result<Option<Episode>, Finding> {
    let recordings = article
        .document
        .blocks
        .iter()
        .filter_map(|block| match &block.body {
            Body::Audio(audio) => Some(audio),
            _ => None,
        });
    let mut recordings =
        recordings.filter_map(|audio| Some((audio, collection.source(&audio.source)?)));
    let Some((audio, recording)) = recordings.next() else {
        return Ok(None);
    };
    let media = collection
        .media
        .values()
        .find(|it| it.kind == MediaKind::Audio && it.image.source == audio.source);
    let Some(recording_bytes) = media.and_then(|it| it.size_bytes).filter(|it| *it > 0) else {
        let place = Place::path("audio").of(article.source_id.as_str());
        let what = "left out: nobody knows how many bytes its recording has";
        return Err(Finding::lossy(place, what));
    };
    let of_source = media.map_or("", |it| it.media_type.as_str());
    let media_type = if of_source.is_empty() {
        media_type_of(&recording)
    } else {
        of_source
    };
    Ok(Some(Episode {
        title: article.headline.clone(),
        guid: collection.guid(article),
        recording_bytes,
        media_type: media_type.to_owned(),
        recording,
        address: Some(collection.address(article))
            .filter(|it| it.starts_with("http"))
            .unwrap_or_default(),
        description: article.lede.clone(),
        published_at: article.published_at,
        duration_secs: media.and_then(|it| it.duration_secs),
        image: String::new(),
        transcripts: Vec::new(),
        chapters: String::new(),
        people: Vec::new(),
    }))
}
