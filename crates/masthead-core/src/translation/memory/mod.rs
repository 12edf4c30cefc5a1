//! The memory: every sentence that was ever translated, by an engine or by a person, with what decided the answer.

mod hints;
mod key;
pub(super) mod store;

use masthead_db::{DbError, Time, Tx, transact};
use masthead_text::sentences::SentenceKey;

use crate::kernel::{AccountId, App};

pub(super) use hints::Kept as KeptHints;
pub(super) use key::{MachineKey, Manner};

/// A sentence and the two beside it, by which the memory knows what people wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Between {
    pub(super) sentence: SentenceKey,
    pub(super) before: Option<SentenceKey>,
    pub(super) after: Option<SentenceKey>,
}

/// What a person wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Human {
    pub(super) target: String,
    pub(super) account: AccountId,
}

impl Between {
    /// The sentences of an article, each with its neighbours.
    pub(super) fn all(keys: &[SentenceKey]) -> Vec<Self> {
        let at = |at: Option<usize>| at.and_then(|at| keys.get(at).copied());
        let between = |(nth, sentence): (usize, &SentenceKey)| Self {
            sentence: *sentence,
            before: at(nth.checked_sub(1)),
            after: at(Some(nth + 1)),
        };
        keys.iter().enumerate().map(between).collect()
    }
}

/// The bytes of a neighbour's key; none at the ends.
pub(super) fn bytes(key: Option<&SentenceKey>) -> &[u8] {
    key.map_or(&[], |key| key.as_bytes())
}

/// What people made of a sentence: first of all between the same neighbours, whoever wrote it; else what was approved
/// anywhere. Words that were only edited speak for their own place alone.
pub(super) async fn human(
    tx: &mut Tx,
    between: &Between,
    (from, to): (&str, &str),
) -> Result<Option<Human>, DbError> {
    let rows = store::human(tx, between.sentence.as_bytes(), from, to).await?;
    Ok(choose(rows, between))
}

fn choose(rows: Vec<store::HumanRow>, between: &Between) -> Option<Human> {
    let is_here = |row: &store::HumanRow| {
        row.before_key == bytes(between.before.as_ref())
            && row.after_key == bytes(between.after.as_ref())
    };
    let here = rows.iter().position(is_here);
    let at = here.or_else(|| rows.iter().position(|row| row.is_approved))?;
    let row = rows.into_iter().nth(at)?;
    Some(Human {
        target: row.target,
        account: row.account_id,
    })
}

/// Forgets machines' sentences that nobody has used since a time and no translation stands on. What people wrote, and
/// what they refused, is never forgotten. Gives how many went.
///
/// # Errors
/// Whatever the database says.
pub async fn forget_unused(app: &App, since: Time) -> Result<u64, DbError> {
    transact!(app.db.write(), |tx| {
        store::delete_unused(tx, since).await
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use masthead_db::Uuid;

    fn row(before: &str, target: &str, is_approved: bool) -> store::HumanRow {
        store::HumanRow {
            before_key: SentenceKey::of(before).as_bytes().to_vec(),
            after_key: Vec::new(),
            target: target.to_owned(),
            is_approved,
            account_id: AccountId::from(Uuid::nil()),
        }
    }

    fn chosen(rows: Vec<store::HumanRow>) -> Option<String> {
        let between = Between {
            sentence: SentenceKey::of("Ja."),
            before: Some(SentenceKey::of("Kommt er?")),
            after: None,
        };
        choose(rows, &between).map(|it| it.target)
    }

    #[test]
    fn the_same_neighbours_come_before_approval_elsewhere() {
        let rows = vec![
            row("Stimmt das?", "It is.", true),
            row("Kommt er?", "He is.", false),
            row("Kommt er?", "Yes, he is.", true),
        ];
        assert_eq!(chosen(rows).as_deref(), Some("He is."));
    }

    #[test]
    fn what_was_only_edited_elsewhere_is_not_used() {
        let elsewhere = |is_approved| vec![row("Stimmt das?", "It is.", is_approved)];
        assert_eq!(chosen(elsewhere(false)), None);
        assert_eq!(chosen(elsewhere(true)).as_deref(), Some("It is."));
    }
}
