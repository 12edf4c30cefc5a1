//! Translations as they stand: each sentence with its place, its words, and who they are from.

mod edit;
pub(super) mod placeholders;
pub(super) mod store;

use masthead_db::{DbError, Time, Tx, Uuid, impl_column_via, impl_text_column, transact};
use masthead_engines::translation::LanguageTag;

pub(super) use edit::worth;
pub use edit::{WriteSentence, block, let_go, review, write_sentence};

use super::TranslationError;
use crate::kernel::{AccountId, App};

/// A translation of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TranslationId(Uuid);

impl From<Uuid> for TranslationId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl_column_via!(TranslationId(Uuid));

/// How far a translation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TranslationState {
    /// Sentences are missing.
    Partial,
    /// Whole, and nobody answers for it: to be labelled as made by a machine.
    Machine,
    /// Somebody has read it and answers for it.
    Reviewed,
    /// The original has changed under a sentence that a person wrote, or since it was reviewed.
    Stale,
}

impl_text_column!(TranslationState {
    Partial = "partial",
    Machine = "machine",
    Reviewed = "reviewed",
    Stale = "stale",
});

/// Where the words of a place come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceState {
    /// From an engine.
    Machine,
    /// From a person.
    Human,
    /// From a person, for an earlier original.
    Stale,
    /// There are none.
    Missing,
}

impl_text_column!(PieceState {
    Machine = "machine",
    Human = "human",
    Stale = "stale",
    Missing = "missing",
});

/// A sentence of a translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands: a line such as `headline`, or a block and which of its words.
    pub place: String,
    /// The sentence's name in its article.
    pub sentence: String,
    /// The original, with numbered placeholders for its marks and links.
    pub source: String,
    /// The translation, with the same placeholders; empty when there is none.
    pub target: String,
    /// Where it comes from.
    pub state: PieceState,
    /// Who wrote it.
    pub author: Option<AccountId>,
    /// For a stale one: since when, and what the original was.
    pub stale: Option<(Time, String)>,
}

/// A translation with its sentences, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The language of the original.
    pub from: String,
    /// How far it is.
    pub state: TranslationState,
    /// When it was last made.
    pub built_at: Time,
    /// Who answers for it, and since when.
    pub reviewed: Option<(AccountId, Time)>,
    /// Its sentences.
    pub pieces: Vec<Piece>,
}

/// The translation of an article into a language, if it was ever begun.
///
/// # Errors
/// Whatever the database says.
pub async fn sheet(app: &App, article: &str, to: &LanguageTag) -> Result<Option<Sheet>, DbError> {
    transact!(app.db.read(), |tx| {
        let Some(row) = store::translation(tx, article, to.as_str()).await? else {
            return Ok(None);
        };
        let segments = store::segments(tx, row.id).await?;
        Ok(Some(Sheet {
            from: row.from_lang,
            state: row.state,
            built_at: row.built_at,
            reviewed: row.reviewer_id.zip(row.reviewed_at),
            pieces: segments.into_iter().map(piece).collect(),
        }))
    })
}

fn piece(row: store::SegmentRow) -> Piece {
    Piece {
        place: row.place,
        sentence: row.sentence_id,
        source: row.source,
        target: row.target,
        state: row.state,
        author: row.account_id,
        stale: row.stale_at.zip(row.stale_source),
    }
}

/// The translation and its sentences, for whoever is in a transaction already.
pub(super) async fn rows(
    tx: &mut Tx,
    article: &str,
    to: &LanguageTag,
) -> Result<Option<(store::TranslationRow, Vec<store::SegmentRow>)>, DbError> {
    let Some(row) = store::translation(tx, article, to.as_str()).await? else {
        return Ok(None);
    };
    let segments = store::segments(tx, row.id).await?;
    Ok(Some((row, segments)))
}

/// The same, where it must be there.
async fn known(
    tx: &mut Tx,
    article: &str,
    to: &LanguageTag,
) -> Result<(store::TranslationRow, Vec<store::SegmentRow>), TranslationError> {
    let found = rows(tx, article, to).await?;
    found.ok_or_else(|| TranslationError::Unknown(article.to_owned()))
}
