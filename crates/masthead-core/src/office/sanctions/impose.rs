//! Warning a member, or suspending an account for a time: a person weighs and decides, and the holder is told why.

use std::time::Duration;

use masthead_db::{DbError, Time, Tx, transact};

use super::super::error::OfficeError;
use super::letters::{self, Told};
use super::read::{SanctionKind, refuse_others};
use super::store;
use crate::accounts::{self, State};
use crate::kernel::audit::{self, Entry};
use crate::kernel::{AccountId, App, CaseId, GroundId, Person, SanctionId};
use crate::posts::PostError;
use crate::posts::decisions::complaint_window_ends;
use crate::screening::find_ground;

/// The lengths that a suspension may have, in days (spec/office.md §4, `misuse.suspension`); a week is for the first
/// offence of somebody whom the house knows. There is none without an end (DSA Art. 23: “a reasonable period”).
pub const DAYS: [u32; 4] = [7, 30, 90, 180];

/// Days for which a warning stands (`misuse.window`).
pub const MEMORY_DAYS: u64 = 90;

/// What the office decides about a member.
#[derive(Clone, Debug)]
pub struct Impose {
    /// Whose account.
    pub account: AccountId,
    /// What is done.
    pub measure: Measure,
    /// On this ground.
    pub ground: GroundId,
    /// Why: what happened, how often and how grave; the holder reads it (Art. 23(3)).
    pub facts: String,
    /// A note for colleagues; may be empty.
    pub note: String,
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// They are warned.
    Warn,
    /// The account is suspended.
    Suspend {
        /// For so many days, one of [`DAYS`].
        days: u32,
        /// The offence is grave enough to need no warning first (recital 64).
        is_grave: bool,
    },
}

/// A measure that is to be written down.
pub(super) struct Written<'a> {
    pub account: AccountId,
    pub ends_at: Option<Time>,
    pub starts_at: Time,
    pub is_grave: bool,
    pub ground: GroundId,
    pub facts: &'a str,
    pub note: &'a str,
    pub follows: Option<SanctionId>,
    pub case: Option<CaseId>,
    /// The letters of the measure in whose place it stands; empty for a first one.
    pub replaces: &'a str,
}

/// Warns a member or suspends their account. A suspension ends every session, in the transaction in which its statement
/// of reasons is written and posted.
///
/// # Errors
/// [`OfficeError::NotAllowed`], [`OfficeError::OwnMatter`], [`OfficeError::WorksHere`], [`OfficeError::NotOpen`],
/// [`OfficeError::NoWarning`], [`OfficeError::NoLength`], and [`OfficeError::Post`] without ground or facts.
pub async fn impose(app: &App, who: &Person, request: &Impose) -> Result<String, OfficeError> {
    refuse_others(who)?;
    if request.account == who.account {
        return Err(OfficeError::OwnMatter);
    }
    transact!(app.db.write(), |tx| {
        impose_in(tx, app, who, request).await
    })
}

async fn impose_in(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    request: &Impose,
) -> Result<String, OfficeError> {
    let member = accounts::find_member(tx, request.account)
        .await?
        .ok_or(OfficeError::Unknown)?;
    if member
        .role
        .capabilities()
        .allow(crate::kernel::Capability::EnterNewsroom)
    {
        return Err(OfficeError::WorksHere);
    }
    if member.state != State::Active {
        return Err(OfficeError::NotOpen);
    }
    let (ends_at, is_grave, follows) = match request.measure {
        Measure::Warn => (None, false, None),
        Measure::Suspend { days, is_grave } => {
            let warning = warning(tx, app, request.account).await?;
            if warning.is_none() && !is_grave {
                return Err(OfficeError::NoWarning);
            }
            (Some(end_of(app.now(), days)?), is_grave, warning)
        }
    };
    let written = Written {
        account: request.account,
        starts_at: app.now(),
        ends_at,
        is_grave,
        ground: request.ground,
        facts: &request.facts,
        note: &request.note,
        follows,
        case: None,
        replaces: "",
    };
    let short = write(tx, app, who, &written).await?;
    if ends_at.is_some() {
        let actor = who.account.to_string();
        accounts::suspend(tx, app, &actor, request.account).await?;
    }
    Ok(short)
}

/// The end of a suspension of so many days.
pub(super) fn end_of(starts: Time, days: u32) -> Result<Time, OfficeError> {
    if !DAYS.contains(&days) {
        return Err(OfficeError::NoLength);
    }
    Ok(starts.after(Duration::from_secs(u64::from(days) * 24 * 60 * 60)))
}

/// The warning that a suspension can follow, if one stands.
pub(super) async fn warning(
    tx: &mut Tx,
    app: &App,
    account: AccountId,
) -> Result<Option<SanctionId>, DbError> {
    let since = app
        .now()
        .before(Duration::from_secs(MEMORY_DAYS * 24 * 60 * 60));
    Ok(store::warning_since(tx, account, since)
        .await?
        .map(|row| row.id))
}

/// Writes a measure down with its statement of reasons, and posts that to its holder.
pub(super) async fn write(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    written: &Written<'_>,
) -> Result<String, OfficeError> {
    let reach = accounts::reach(tx, written.account)
        .await?
        .ok_or(OfficeError::NotOpen)?;
    let ground = find_ground(tx, written.ground, reach.lang)
        .await?
        .ok_or(PostError::NoGround)?;
    let facts = written.facts.trim();
    if facts.is_empty() || facts == ground.label {
        return Err(PostError::NoFacts.into());
    }
    let (id, now): (SanctionId, _) = (app.new_id(), app.now());
    let (short, complain_until) = (id.short(), complaint_window_ends(now, &app.settings().zone));
    let told = Told {
        short: &short,
        facts,
        ground: &ground,
        starts_at: written.starts_at,
        ends_at: written.ends_at,
        complain_until,
        replaces: written.replaces,
    };
    let body = letters::imposed(tx, app, &reach, &told).await?;
    let kind = written
        .ends_at
        .map_or(SanctionKind::Warning, |_| SanctionKind::Suspension);
    store::insert_sanction(
        tx,
        id,
        &short,
        written.account,
        kind,
        written.is_grave,
        written.ground,
        facts,
        written.note.trim(),
        reach.lang,
        &body,
        written.follows,
        written.case,
        who.account,
        written.starts_at,
        written.ends_at,
        complain_until,
    )
    .await?;
    let (actor, subject) = (
        who.account.to_string(),
        format!("account:{}", written.account),
    );
    let detail = format!("{} {short}", masthead_db::TextColumn::word(kind));
    let entry = Entry {
        actor: &actor,
        verb: "member sanctioned",
        subject: &subject,
        detail: &detail,
    };
    audit::record(tx, app, &entry).await?;
    Ok(short)
}
