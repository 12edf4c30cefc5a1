//! What people do with a translation: write a sentence, refuse a machine's, let an old one go, answer for the whole.

use masthead_db::{DbError, Tx, Uuid, transact};
use masthead_engines::translation::LanguageTag;
use masthead_text::sentences::SentenceKey;

use super::store::{self, SegmentRow};
use super::{PieceState, TranslationState, known, placeholders};
use crate::kernel::audit::{self, Entry};
use crate::kernel::{App, Person};
use crate::translation::TranslationError;
use crate::translation::memory::{self, Between, bytes};

/// A sentence as a person wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteSentence {
    /// The article, by the name it was translated under.
    pub article: String,
    /// The language of the translation.
    pub to: LanguageTag,
    /// The sentence's name in its article.
    pub sentence: String,
    /// The words, with the placeholders of the original.
    pub target: String,
    /// Whether they may stand in other articles as well.
    pub is_approved: bool,
}

/// Writes a sentence. From then on no engine is asked for it, and none overwrites it: when the original changes, it is
/// marked as stale and goes on standing until a person decides.
///
/// # Errors
/// The translation or the sentence is not there, it has no words, or its placeholders are not those of the original.
pub async fn write_sentence(
    app: &App,
    who: &Person,
    request: &WriteSentence,
) -> Result<(), TranslationError> {
    if request.target.trim().is_empty() {
        return Err(TranslationError::Empty);
    }
    transact!(app.db.write(), |tx| {
        let (row, segments) = known(tx, &request.article, &request.to).await?;
        let at = find(&segments, &request.sentence)?;
        let segment = &segments[at];
        if let Some(wrong) = placeholders::first_wrong(&segment.source, &request.target) {
            return Err(TranslationError::Placeholder(wrong));
        }
        let keys: Vec<SentenceKey> = segments
            .iter()
            .map(|it| SentenceKey::of(&it.source))
            .collect();
        let between = Between::all(&keys)[at];
        let id: Uuid = app.new_id();
        memory::store::insert_human(
            tx,
            id,
            &row.from_lang,
            request.to.as_str(),
            between.sentence.as_bytes(),
            bytes(between.before.as_ref()),
            bytes(between.after.as_ref()),
            &segment.source,
            request.target.trim(),
            request.is_approved,
            who.account,
            app.now(),
        )
        .await?;
        store::write_segment(
            tx,
            row.id,
            segment.position,
            request.target.trim(),
            who.account,
        )
        .await?;
        note(tx, app, who, "sentence written", request).await?;
        settle_state(tx, &row, &segments, at, PieceState::Human).await
    })
}

/// Lets a stale sentence go, or a person's: the next time the article is translated it is asked for again.
///
/// # Errors
/// The translation or the sentence is not there.
pub async fn let_go(
    app: &App,
    who: &Person,
    article: &str,
    to: &LanguageTag,
    sentence: &str,
) -> Result<(), TranslationError> {
    transact!(app.db.write(), |tx| {
        let (row, segments) = known(tx, article, to).await?;
        let at = find(&segments, sentence)?;
        store::empty_segment(tx, row.id, segments[at].position).await?;
        let subject = format!("translation {article} {to}");
        record(tx, app, who, "sentence let go", &subject, sentence).await?;
        settle_state(tx, &row, &segments, at, PieceState::Missing).await
    })
}

/// Refuses what a machine made of a sentence: it is never used again, here or elsewhere, and the place is empty until
/// another engine or a person fills it.
///
/// # Errors
/// The translation or the sentence is not there, or it is not a machine's.
pub async fn block(
    app: &App,
    who: &Person,
    article: &str,
    to: &LanguageTag,
    sentence: &str,
) -> Result<(), TranslationError> {
    transact!(app.db.write(), |tx| {
        let (row, segments) = known(tx, article, to).await?;
        let at = find(&segments, sentence)?;
        let Some(key) = segments[at].machine_key.as_deref() else {
            return Err(TranslationError::UnknownSentence(sentence.to_owned()));
        };
        memory::store::block_machine(tx, key).await?;
        store::empty_segment(tx, row.id, segments[at].position).await?;
        let subject = format!("translation {article} {to}");
        record(tx, app, who, "sentence refused", &subject, sentence).await?;
        settle_state(tx, &row, &segments, at, PieceState::Missing).await
    })
}

/// Answers for a translation: it is labelled as reviewed by this person from now on. The audit log keeps who and when
/// (Regulation (EU) 2024/1689, Art. 50(4): the exemption for human review under editorial responsibility).
///
/// # Errors
/// [`TranslationError::Unfinished`] while sentences are missing or belong to an earlier original.
pub async fn review(
    app: &App,
    who: &Person,
    article: &str,
    to: &LanguageTag,
) -> Result<(), TranslationError> {
    transact!(app.db.write(), |tx| {
        let (row, segments) = known(tx, article, to).await?;
        let count = |state| segments.iter().filter(|it| it.state == state).count();
        let (missing, stale) = (count(PieceState::Missing), count(PieceState::Stale));
        if missing + stale > 0 {
            return Err(TranslationError::Unfinished { missing, stale });
        }
        store::set_reviewed(tx, row.id, who.account, app.now()).await?;
        let subject = format!("translation {article} {to}");
        record(tx, app, who, "translation reviewed", &subject, "").await?;
        Ok(())
    })
}

fn find(segments: &[SegmentRow], sentence: &str) -> Result<usize, TranslationError> {
    let at = segments.iter().position(|it| it.sentence_id == sentence);
    at.ok_or_else(|| TranslationError::UnknownSentence(sentence.to_owned()))
}

/// What the translation is worth when one of its sentences has come into another state.
async fn settle_state(
    tx: &mut Tx,
    row: &store::TranslationRow,
    segments: &[SegmentRow],
    changed: usize,
    now: PieceState,
) -> Result<(), TranslationError> {
    let states = segments
        .iter()
        .enumerate()
        .map(|(at, it)| match at == changed {
            true => now,
            false => it.state,
        });
    let was_reviewed = row.state == TranslationState::Reviewed;
    let state = worth(states, was_reviewed);
    store::set_state(tx, row.id, state).await?;
    Ok(())
}

/// What a translation is worth by its sentences.
pub(in crate::translation) fn worth(
    states: impl Iterator<Item = PieceState>,
    is_reviewed: bool,
) -> TranslationState {
    let states: Vec<PieceState> = states.collect();
    if states.contains(&PieceState::Missing) {
        TranslationState::Partial
    } else if states.contains(&PieceState::Stale) {
        TranslationState::Stale
    } else if is_reviewed {
        TranslationState::Reviewed
    } else {
        TranslationState::Machine
    }
}

async fn note(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    verb: &str,
    request: &WriteSentence,
) -> Result<(), DbError> {
    let subject = format!("translation {} {}", request.article, request.to);
    record(tx, app, who, verb, &subject, &request.sentence).await
}

async fn record(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    verb: &str,
    subject: &str,
    detail: &str,
) -> Result<(), DbError> {
    let entry = Entry {
        actor: &who.account.to_string(),
        verb,
        subject,
        detail,
    };
    audit::record(tx, app, &entry).await.map(drop)
}
