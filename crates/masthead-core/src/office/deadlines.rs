//! Deadlines: whoever can still keep one hears when half of it is over, four fifths, and all of it.

use masthead_db::{DbError, Time, Tx, transact};

use super::letters;
use super::store::{self, DeadlineRow};
use crate::accounts::{self, Colleague};
use crate::kernel::audit::{self, Entry};
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, Role};

/// The job that comes round for deadlines.
pub const REMIND: &str = "remind_of_deadlines";

/// Cases that are looked at in one round; the next round takes the rest.
const PAGE: i64 = 500;

/// Shares of a deadline, in percent, at which something is said (spec/office.md §4 and §15.3, NA-11).
const SHARES: [i64; 3] = [50, 80, 100];

/// A case of whose deadline more is over than was said.
pub(super) struct Pressing {
    pub(super) number: String,
    pub(super) kind: super::case::CaseKind,
    pub(super) percent: i64,
    pub(super) due_at: Time,
    /// Whose decision is challenged: they cannot decide it, so they are not asked to.
    pub(super) first_decider: Option<crate::kernel::AccountId>,
}

/// Says of every open case, once each, that half of its deadline is over, four fifths, and all of it: in the list of
/// cases, in the audit log, in the feed, and in one letter to each of those who must act ([`escalated_to`]).
pub async fn remind_of_deadlines(app: &App) -> Result<(), DbError> {
    transact!(app.db.write(), |tx| {
        let mut pressing = Vec::new();
        for row in store::list_deadlines(tx, app.now(), PAGE).await? {
            pressing.extend(say(tx, app, row).await?);
        }
        if pressing.is_empty() {
            return Ok(());
        }
        for colleague in accounts::list_colleagues(tx).await? {
            tell(tx, app, &colleague, &pressing).await?;
        }
        Ok(())
    })
}

/// Writes down what was reached since the last time; the highest share is what letters name.
async fn say(tx: &mut Tx, app: &App, row: DeadlineRow) -> Result<Option<Pressing>, DbError> {
    let mut highest = None;
    for percent in reached(row.received_at, row.due_at, app.now()) {
        if percent <= row.reminded
            || store::insert_reminder(tx, row.id, percent, app.now()).await? == 0
        {
            continue;
        }
        let detail = format!("{percent} %");
        let entry = Entry {
            actor: "site",
            verb: "deadline reached",
            subject: &row.number,
            detail: &detail,
        };
        audit::record(tx, app, &entry).await?;
        announce(
            tx,
            app,
            Event::DeadlineReached {
                case: row.id,
                percent,
            },
        )
        .await?;
        highest = Some(percent);
    }
    Ok(highest.map(|percent| Pressing {
        number: row.number,
        kind: row.kind,
        percent,
        due_at: row.due_at,
        first_decider: row.first_decider,
    }))
}

async fn tell(
    tx: &mut Tx,
    app: &App,
    colleague: &Colleague,
    pressing: &[Pressing],
) -> Result<(), DbError> {
    let theirs: Vec<&Pressing> = pressing
        .iter()
        .filter(|it| escalated_to(it.percent).contains(&colleague.role))
        .filter(|it| it.first_decider != Some(colleague.account))
        .collect();
    if theirs.is_empty() {
        return Ok(());
    }
    letters::deadlines_press(tx, app, &colleague.reach, &theirs).await
}

/// The shares of a deadline that are over.
fn reached(received: Time, due: Time, now: Time) -> impl Iterator<Item = i64> {
    let (whole, gone) = (
        due.as_micros() - received.as_micros(),
        now.as_micros() - received.as_micros(),
    );
    SHARES
        .into_iter()
        .filter(move |percent| i128::from(gone) * 100 >= i128::from(whole) * i128::from(*percent))
}

/// Who hears of it: the office first, then everybody who may decide, and when it is too late whoever runs the site, who
/// cannot decide but can see to it that somebody does.
fn escalated_to(percent: i64) -> &'static [Role] {
    match percent {
        ..80 => &[Role::Office],
        80..100 => &[Role::Office, Role::Moderator],
        _ => &[Role::Office, Role::Moderator, Role::Administrator],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn over(now: i64) -> Vec<i64> {
        reached(
            Time::from_micros(1_000),
            Time::from_micros(1_100),
            Time::from_micros(now),
        )
        .collect()
    }

    #[test]
    fn each_share_is_reached_at_its_moment_and_not_before() {
        assert!(over(1_049).is_empty());
        assert_eq!(over(1_050), [50]);
        assert_eq!(over(1_080), [50, 80]);
        assert_eq!(over(1_099), [50, 80]);
        assert_eq!(over(9_999), [50, 80, 100]);
    }

    #[test]
    fn the_later_it_is_the_more_people_hear_of_it() {
        assert!(!escalated_to(50).contains(&Role::Moderator));
        assert!(escalated_to(80).contains(&Role::Moderator));
        assert!(escalated_to(100).contains(&Role::Administrator));
    }
}
