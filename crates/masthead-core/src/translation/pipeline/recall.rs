//! What is known of an article before anybody is asked: how its translation stands, and what people wrote elsewhere.

use masthead_db::{DbError, Time, Tx, transact};
use masthead_text::Inline;
use masthead_text::placeholders::{Marked, Repair, Settled, Tries, settle};
use masthead_text::sentences::{Fate, SentenceKey, since};

use super::Order;
use super::gather::{Gathered, Sentence};
use crate::kernel::{AccountId, App};
use crate::translation::memory::{self, KeptHints, MachineKey, Manner};
use crate::translation::sheet::store::{SegmentRow, TranslationRow};
use crate::translation::sheet::{self, PieceState};

/// What an engine made of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) key: MachineKey,
    pub(super) target: String,
    pub(super) hints: KeptHints,
    pub(super) unknown_words: i64,
    pub(super) engine: String,
    /// Whether it was asked for now, and not before.
    pub(super) is_new: bool,
}

/// The words that stand for a sentence.
#[derive(Clone, Debug)]
pub(super) enum Known {
    /// A person's.
    Human { target: String, account: AccountId },
    /// A person's, for what stood there before.
    Stale {
        target: String,
        account: Option<AccountId>,
        since: Time,
        source: String,
    },
    /// A machine's.
    Machine(Answer),
}

impl Known {
    /// The words with their marks and links, and what was done to keep these.
    pub(super) fn settled(&self, marked: &Marked) -> (Inline, Vec<Repair>) {
        let no_hints = KeptHints::default();
        let (target, hints) = match self {
            Self::Human { target, .. } | Self::Stale { target, .. } => (target, &no_hints),
            Self::Machine(answer) => (&answer.target, &answer.hints),
        };
        match hints.with(|hints| settle(marked, target, Tries::Last, hints)) {
            Settled::Whole(inline) => (inline, Vec::new()),
            Settled::Mended(inline, repairs) => (inline, repairs),
            Settled::AskAgain(_) => unreachable!("it is told that this was the last try"),
        }
    }

    pub(super) fn is_machine(&self) -> bool {
        matches!(self, Self::Machine(_))
    }
}

/// What is known, sentence by sentence, and how the translation stood when it was looked up.
pub(super) struct Recalled {
    pub(super) known: Vec<Option<Known>>,
    pub(super) before: Option<(TranslationRow, Vec<SegmentRow>)>,
}

pub(super) async fn recall(
    app: &App,
    order: &Order<'_>,
    gathered: &Gathered,
) -> Result<Recalled, DbError> {
    transact!(app.db.read(), |tx| {
        let before = sheet::rows(tx, order.article.name, order.to).await?;
        let before = before.filter(|(row, _)| row.from_lang == order.from.as_str());
        let segments = before.as_ref().map_or(&[][..], |(_, segments)| segments);
        let earlier: Vec<SentenceKey> = segments
            .iter()
            .map(|it| SentenceKey::of(&it.source))
            .collect();
        let later: Vec<SentenceKey> = gathered.sentences.iter().map(|it| it.key).collect();
        let fates = since(&earlier, &later).later;
        let mut known = Vec::with_capacity(later.len());
        for (nth, fate) in fates.into_iter().enumerate() {
            let pair = (order.from.as_str(), order.to.as_str());
            let found = match fate {
                Fate::Kept(at) => {
                    let sentence = &gathered.sentences[nth];
                    kept(tx, order, sentence, &segments[at], app.now()).await?
                }
                _ => None,
            };
            let found = match found {
                Some(found) => Some(found),
                None => memory::human(tx, &gathered.between[nth], pair)
                    .await?
                    .map(|it| Known::Human {
                        target: it.target,
                        account: it.account,
                    }),
            };
            known.push(found.or_else(|| match fate {
                Fate::Rewritten(at) => stale(order, &segments[at], app.now()),
                _ => None,
            }));
        }
        Ok::<_, DbError>(Recalled { known, before })
    })
}

/// What stood for the same words before.
async fn kept(
    tx: &mut Tx,
    order: &Order<'_>,
    sentence: &Sentence,
    segment: &SegmentRow,
    now: Time,
) -> Result<Option<Known>, DbError> {
    Ok(match (segment.state, segment.account_id) {
        (PieceState::Human, Some(account)) => Some(Known::Human {
            target: segment.target.clone(),
            account,
        }),
        // The original changed, and nobody has said what is to become of these words.
        (PieceState::Stale, _) => stale(order, segment, now),
        (PieceState::Machine, _) => machine(tx, order, sentence, segment).await?,
        _ => None,
    })
}

/// A machine's words stand as long as they would be asked for in the same way.
async fn machine(
    tx: &mut Tx,
    order: &Order<'_>,
    sentence: &Sentence,
    segment: &SegmentRow,
) -> Result<Option<Known>, DbError> {
    let Some(key) = segment
        .machine_key
        .as_deref()
        .and_then(MachineKey::from_bytes)
    else {
        return Ok(None);
    };
    let Some(row) = memory::store::machine(tx, key.as_bytes()).await? else {
        return Ok(None);
    };
    let (engine, model) = (row.engine.as_str(), row.model.as_str());
    let same = MachineKey::of(&sentence.key, manner(order), engine, model, &sentence.terms);
    let is_wanted =
        order.engines.is_empty() || order.engines.iter().any(|it| it.id() == row.engine);
    let stands = same == key && is_wanted && !row.is_blocked;
    Ok(stands.then(|| Known::Machine(answer(key, row))))
}

/// How the order is asked, as far as it decides the answers.
pub(super) fn manner<'a>(order: &Order<'a>) -> Manner<'a> {
    Manner {
        from: order.from,
        to: order.to,
        tone: order.tone,
    }
}

/// What was asked for before.
pub(super) fn answer(key: MachineKey, row: memory::store::MachineRow) -> Answer {
    Answer {
        key,
        hints: KeptHints::read(&row.hints),
        target: row.target,
        unknown_words: row.unknown_words,
        engine: row.engine,
        is_new: false,
    }
}

/// A person's words, whose original was rewritten: they go on standing, and are marked.
fn stale(order: &Order<'_>, segment: &SegmentRow, now: Time) -> Option<Known> {
    let is_human = matches!(segment.state, PieceState::Human | PieceState::Stale);
    let since = segment.stale_at.unwrap_or(now);
    if !is_human || is_over(order, since, now) {
        return None;
    }
    let source = segment.stale_source.clone();
    Some(Known::Stale {
        target: segment.target.clone(),
        account: segment.account_id,
        since,
        source: source.unwrap_or_else(|| segment.source.clone()),
    })
}

/// Whether a person's sentence has stood long enough after its original changed.
fn is_over(order: &Order<'_>, since: Time, now: Time) -> bool {
    let stood = i128::from(now.as_micros()) - i128::from(since.as_micros());
    let bound = order
        .stale_for
        .map(|it| i128::try_from(it.as_micros()).unwrap_or(i128::MAX));
    bound.is_some_and(|bound| stood > bound)
}
