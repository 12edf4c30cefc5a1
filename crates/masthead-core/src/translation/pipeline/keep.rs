//! Writes down how a translation stands. What a person wrote meanwhile is not overwritten: then nothing is written.

use masthead_db::{DbError, Time, Tx, transact};

use super::Order;
use super::gather::Gathered;
use super::recall::{Known, Recalled};
use crate::kernel::{AccountId, App};
use crate::translation::TranslationState;
use crate::translation::sheet::store::{self, SegmentRow, TranslationRow};
use crate::translation::sheet::{self, PieceState, TranslationId};

/// How one sentence is written down.
#[derive(Default)]
struct Entry<'a> {
    target: &'a str,
    state: Option<PieceState>,
    machine_key: Option<&'a [u8]>,
    account: Option<AccountId>,
    stale: Option<(Time, &'a str)>,
}

/// Gives the state of the translation, or nothing when somebody has written meanwhile.
pub(super) async fn keep(
    app: &App,
    order: &Order<'_>,
    gathered: &Gathered,
    recalled: &Recalled,
) -> Result<Option<TranslationState>, DbError> {
    let entries: Vec<Entry<'_>> = recalled.known.iter().map(|it| entry(it.as_ref())).collect();
    transact!(app.db.write(), |tx| {
        let now = sheet::rows(tx, order.article.name, order.to).await?;
        let now = now.filter(|(row, _)| row.from_lang == order.from.as_str());
        if stands(now.as_ref()) != stands(recalled.before.as_ref()) {
            return Ok::<_, DbError>(None);
        }
        let state = state(recalled, gathered, &entries);
        let id = write(tx, app, order, state).await?;
        for (nth, entry) in entries.iter().enumerate() {
            let sentence = &gathered.sentences[nth];
            store::insert_segment(
                tx,
                id,
                i64::try_from(nth).unwrap_or(i64::MAX),
                &gathered.places[sentence.place].name,
                &sentence.id,
                sentence.key.as_bytes(),
                sentence.marked.text(),
                entry.target,
                entry.state.unwrap_or(PieceState::Missing),
                entry.machine_key,
                entry.account,
                entry.stale.map(|(since, _)| since),
                entry.stale.map(|(_, source)| source),
            )
            .await?;
        }
        Ok(Some(state))
    })
}

async fn write(
    tx: &mut Tx,
    app: &App,
    order: &Order<'_>,
    state: TranslationState,
) -> Result<TranslationId, DbError> {
    let (article, from, to) = (order.article.name, order.from.as_str(), order.to.as_str());
    let known = store::translation(tx, article, to).await?;
    let id = known.map_or_else(|| app.new_id(), |row| row.id);
    store::put_translation(tx, id, article, from, to, state, app.now()).await?;
    store::delete_segments(tx, id).await?;
    Ok(id)
}

/// What a person may have changed: which words stand where.
type Stands<'a> = Vec<(i64, &'a str, PieceState)>;

fn stands(rows: Option<&(TranslationRow, Vec<SegmentRow>)>) -> Option<Stands<'_>> {
    let (_, segments) = rows?;
    let pieces = segments
        .iter()
        .map(|it| (it.position, it.target.as_str(), it.state));
    Some(pieces.collect())
}

fn entry(known: Option<&Known>) -> Entry<'_> {
    match known {
        None => Entry::default(),
        Some(Known::Human { target, account }) => Entry {
            target,
            state: Some(PieceState::Human),
            account: Some(*account),
            ..Entry::default()
        },
        Some(Known::Stale {
            target,
            account,
            since,
            source,
        }) => Entry {
            target,
            state: Some(PieceState::Stale),
            account: *account,
            stale: Some((*since, source)),
            ..Entry::default()
        },
        Some(Known::Machine(answer)) => Entry {
            target: &answer.target,
            state: Some(PieceState::Machine),
            machine_key: Some(answer.key.as_bytes()),
            ..Entry::default()
        },
    }
}

/// What it is worth: who answered for a translation answered for these words and no others.
fn state(recalled: &Recalled, gathered: &Gathered, entries: &[Entry<'_>]) -> TranslationState {
    let states = entries
        .iter()
        .map(|it| it.state.unwrap_or(PieceState::Missing));
    let worth = sheet::worth(states, false);
    let Some((row, segments)) = &recalled.before else {
        return worth;
    };
    let is_same = segments.len() == entries.len()
        && segments
            .iter()
            .zip(entries)
            .enumerate()
            .all(|(nth, (old, new))| {
                old.source == gathered.sentences[nth].marked.text() && old.target == new.target
            });
    match (worth, row.reviewed_at) {
        (TranslationState::Machine, Some(_)) => match (is_same, row.state) {
            (true, state) if state != TranslationState::Partial => state,
            _ => TranslationState::Stale,
        },
        (worth, _) => worth,
    }
}
