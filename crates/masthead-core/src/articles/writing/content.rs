//! What somebody wrote: the text of a revision, and where its article belongs.

use masthead_db::{Time, Tx};
use masthead_text::{Body, Document, Source};

use super::store;
use crate::articles::ArticleError;
use crate::kernel::{
    AccountId, ArticleId, AuthorId, EditionId, MediaId, RevisionId, SectionId, TopicId,
};

/// Longest kicker, headline and place in characters.
const LINE_CHARACTERS: usize = 300;
/// Longest lede in characters.
const LEDE_CHARACTERS: usize = 2_000;
/// Longest body as JSON: some hundred thousand words.
const DOCUMENT_BYTES: usize = 2_000_000;

/// The text of a revision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// The line above the headline; may be empty.
    pub kicker: String,
    /// The headline. May be empty in a draft, never in what is published.
    pub headline: String,
    /// The opening that stands in bold and in teasers.
    pub lede: String,
    /// Where it was reported from; may be empty.
    pub place: String,
    /// The picture above the text.
    pub lead: Option<Lead>,
    /// The blocks.
    pub body: Document,
}

/// The picture above the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    /// Which.
    pub media: MediaId,
    /// A caption for this article; none takes the picture's own.
    pub caption: Option<String>,
}

/// Where an article belongs, and who made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filing {
    /// Its section.
    pub section: SectionId,
    /// Who wrote it, in the order of the byline.
    pub authors: Vec<AuthorId>,
    /// What it is about, the most important first.
    pub topics: Vec<TopicId>,
}

impl Content {
    /// Checks the lengths that pages and feeds can carry.
    pub(super) fn checked(&self) -> Result<(), ArticleError> {
        let lines = [
            ("kicker", &self.kicker),
            ("headline", &self.headline),
            ("place", &self.place),
        ];
        for (field, text) in lines {
            within(field, text, LINE_CHARACTERS)?;
        }
        within("lede", &self.lede, LEDE_CHARACTERS)
    }

    /// What the newsroom's list searches.
    pub(super) fn search_text(&self) -> String {
        format!("{} {}", self.kicker, self.headline).to_lowercase()
    }
}

fn within(field: &'static str, text: &str, limit: usize) -> Result<(), ArticleError> {
    if text.chars().count() > limit {
        Err(ArticleError::TooLong { field, limit })
    } else {
        Ok(())
    }
}

/// One revision about to be written.
pub(super) struct NewRevision<'a> {
    pub(super) edition: EditionId,
    pub(super) content: &'a Content,
    pub(super) by: Option<AccountId>,
    pub(super) at: Time,
    pub(super) note: &'a str,
}

/// Writes a revision under the next number and says which pictures it shows.
pub(super) async fn write_revision(
    tx: &mut Tx,
    id: RevisionId,
    new: &NewRevision<'_>,
) -> Result<(), ArticleError> {
    new.content.checked()?;
    let document = new.content.body.to_json();
    if document.len() > DOCUMENT_BYTES {
        return Err(ArticleError::TooLong {
            field: "text",
            limit: DOCUMENT_BYTES,
        });
    }
    let number = store::last_number(tx, new.edition).await?.number + 1;
    let words = i64::try_from(new.content.body.word_count()).unwrap_or(i64::MAX);
    let Content {
        kicker,
        headline,
        lede,
        place,
        lead,
        ..
    } = new.content;
    let caption = lead.as_ref().and_then(|it| it.caption.as_deref());
    let media = lead.as_ref().map(|it| it.media);
    store::insert_revision(
        tx,
        id,
        new.edition,
        number,
        kicker,
        headline,
        lede,
        place,
        media,
        caption,
        words,
        new.by,
        new.at,
        new.note,
        &document,
    )
    .await?;
    write_pictures(tx, id, new.content).await
}

async fn write_pictures(
    tx: &mut Tx,
    revision: RevisionId,
    content: &Content,
) -> Result<(), ArticleError> {
    if let Some(lead) = &content.lead {
        store::insert_lead_media(tx, revision, lead.media).await?;
    }
    for short in pictures_of(&content.body) {
        store::insert_revision_media(tx, revision, short).await?;
    }
    Ok(())
}

/// The short names of the pictures and recordings that a document shows from our own store.
fn pictures_of(document: &Document) -> Vec<&str> {
    let sources = document.blocks.iter().flat_map(|block| match &block.body {
        Body::Image(image) => vec![&image.source],
        Body::Gallery(gallery) => gallery.images.iter().map(|image| &image.source).collect(),
        Body::Video(video) => std::iter::once(&video.source)
            .chain(&video.poster)
            .collect(),
        Body::Audio(audio) => vec![&audio.source],
        _ => Vec::new(),
    });
    sources.filter_map(short_of).collect()
}

fn short_of(source: &Source) -> Option<&str> {
    match source {
        Source::Media(short) => Some(short),
        Source::Address(_) => None,
    }
}

/// Puts an article into its section and writes byline and topics anew.
pub(super) async fn write_filing(
    tx: &mut Tx,
    article: ArticleId,
    filing: &Filing,
) -> Result<(), ArticleError> {
    store::file_article(tx, article, filing.section).await?;
    store::clear_authors(tx, article).await?;
    for (position, author) in (1..).zip(&filing.authors) {
        store::insert_author_of(tx, article, *author, position).await?;
    }
    store::clear_topics(tx, article).await?;
    for (position, topic) in (1..).zip(&filing.topics) {
        store::insert_topic_of(tx, article, *topic, position).await?;
    }
    Ok(())
}
