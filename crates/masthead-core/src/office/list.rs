//! The list of cases: the open ones by deadline, or those decided last.

use masthead_db::{Time, transact};

use super::case::{Basis, CaseKind, Lane, Urgency};
use super::cases::refuse_others;
use super::error::OfficeError;
use super::store::{self, LineRow};
use crate::kernel::{App, Person};

/// Cases on one page of the list.
const PAGE: i64 = 200;

/// A line of the list.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields of a case")]
pub struct CaseLine {
    pub number: String,
    pub kind: CaseKind,
    pub received_at: Time,
    pub due_at: Time,
    pub decided_at: Option<Time>,
    pub lane: Option<Lane>,
    pub basis: Option<Basis>,
    /// How the words begin.
    pub opening: String,
    pub items: i64,
    pub urgency: Option<Urgency>,
    /// How much of the deadline is over, in percent, as far as it was said: 50, 80 or 100; none is 0.
    pub reminded: i64,
    /// Whoever opened it took it back.
    pub is_withdrawn: bool,
    /// Questions to whoever gave it that are not answered.
    pub questions: i64,
}

/// The open cases by their deadline, or those decided last.
///
/// # Errors
/// [`OfficeError::NotAllowed`] for whoever decides neither notices nor complaints.
pub async fn list_cases(
    app: &App,
    who: &Person,
    decided: bool,
) -> Result<Vec<CaseLine>, OfficeError> {
    refuse_others(who)?;
    let rows = transact!(app.db.read(), |tx| {
        if decided {
            store::list_decided_cases(tx, PAGE).await
        } else {
            store::list_open_cases(tx, PAGE).await
        }
    })?;
    Ok(rows.into_iter().map(line).collect())
}

fn line(row: LineRow) -> CaseLine {
    CaseLine {
        number: row.number,
        kind: row.kind,
        received_at: row.received_at,
        due_at: row.due_at,
        decided_at: row.decided_at,
        lane: row.lane,
        basis: row.basis,
        opening: row.opening.chars().take(120).collect(),
        items: row.items,
        urgency: row.urgency,
        reminded: row.reminded,
        is_withdrawn: row.is_withdrawn,
        questions: row.questions,
    }
}
