//! Measures as they are read: by their holder, with the token of the letter, and by the office.

use masthead_db::{DbError, Time, Tx, transact};

use super::super::error::OfficeError;
use super::store::{self, SanctionRow};
use crate::accounts::{self, Member};
use crate::kernel::{AccountId, App, Capability, GroundId, Lang, Person, SanctionId};
use crate::posts::desk::{AuthorHistory, author_history};

/// What the tokens of measures are signed for.
const PURPOSE: &str = "office sanction";

/// Suspensions on one page.
const PAGE: i64 = 200;

/// Which measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SanctionKind {
    /// Words, and what follows if it happens again.
    Warning,
    /// Nobody can sign in with the account, for a time.
    Suspension,
}

masthead_db::impl_text_column!(SanctionKind { Warning = "warning", Suspension = "suspension" });

/// How a measure ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ended {
    /// Its time was over.
    Expired,
    /// The office ended it early.
    Lifted,
    /// A complaint was right.
    Reversed,
    /// A complaint was right in part; another measure took its place.
    Replaced,
}

masthead_db::impl_text_column!(Ended {
    Expired = "expired",
    Lifted = "lifted",
    Reversed = "reversed",
    Replaced = "replaced",
});

/// A warning or a suspension.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields of a measure")]
pub struct Sanction {
    pub id: SanctionId,
    /// The letters in its address, which are its case number.
    pub short: String,
    pub account: AccountId,
    pub display_name: String,
    pub kind: SanctionKind,
    pub ground: GroundId,
    pub facts: String,
    /// The statement of reasons as it was sent.
    pub body: String,
    pub by: AccountId,
    pub by_name: String,
    pub starts_at: Time,
    pub ends_at: Option<Time>,
    /// The first moment that is too late to complain.
    pub complain_until: Time,
    pub ended: Option<(Time, Ended)>,
    pub is_grave: bool,
}

impl Sanction {
    /// Whether it was taken back or replaced, so that there is nothing left to challenge.
    pub fn is_undone(&self) -> bool {
        matches!(self.ended, Some((_, Ended::Reversed | Ended::Replaced)))
    }
}

/// One measure in the file of a member.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields of a measure")]
pub struct SanctionLine {
    pub sanction: Sanction,
    /// The label of the ground.
    pub ground: String,
    pub note: String,
    pub end_reason: String,
}

/// What the office knows of a member. Neither address nor own name belongs to it.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the parts of a file")]
pub struct MemberFile {
    pub member: Member,
    pub history: Option<AuthorHistory>,
    /// The newest first.
    pub sanctions: Vec<SanctionLine>,
    /// Whether a warning stands that a suspension can follow.
    pub is_warned: bool,
}

/// The suspensions in force, and members by name.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the parts of a page")]
pub struct Members {
    pub suspended: Vec<Sanction>,
    pub found: Vec<Member>,
}

/// By what right somebody reads a measure.
#[derive(Clone, Copy, Debug)]
pub struct Holder<'a> {
    /// The token of their letter, if they have one.
    pub token: &'a str,
    /// Who is signed in, if anybody is.
    pub person: Option<&'a Person>,
}

/// The suspensions in force, and members whose display name contains some words.
///
/// # Errors
/// [`OfficeError::NotAllowed`] without [`Capability::SanctionMembers`].
pub async fn members(app: &App, who: &Person, words: &str) -> Result<Members, OfficeError> {
    refuse_others(who)?;
    transact!(app.db.read(), |tx| {
        let suspended = store::list_in_force(tx, PAGE).await?;
        let found = if words.trim().is_empty() {
            Vec::new()
        } else {
            accounts::list_members(tx, words).await?
        };
        Ok(Members {
            suspended: suspended.into_iter().map(read).collect(),
            found,
        })
    })
}

/// The newest measure against an account since a moment that was not taken back.
pub(in crate::office) async fn since(
    tx: &mut Tx,
    account: AccountId,
    moment: Time,
) -> Result<Option<SanctionId>, DbError> {
    let row = store::measure_since(tx, account, moment).await?;
    Ok(row.map(|row| row.id))
}

/// Everything the office knows of a member.
///
/// # Errors
/// [`OfficeError::NotAllowed`] without [`Capability::SanctionMembers`], [`OfficeError::Unknown`].
pub async fn member_file(
    app: &App,
    who: &Person,
    account: AccountId,
) -> Result<MemberFile, OfficeError> {
    refuse_others(who)?;
    transact!(app.db.read(), |tx| {
        let member = accounts::find_member(tx, account)
            .await?
            .ok_or(OfficeError::Unknown)?;
        let mut sanctions = Vec::new();
        for row in store::list_sanctions_of(tx, account).await? {
            sanctions.push(line(tx, row, who.lang).await?);
        }
        Ok(MemberFile {
            member,
            history: author_history(tx, account, who.lang).await?,
            is_warned: super::impose::warning(tx, app, account).await?.is_some(),
            sanctions,
        })
    })
}

/// A measure, for its holder: by the token of the letter, or signed in. For everybody else there is none.
///
/// # Errors
/// [`OfficeError::Unknown`].
pub async fn sanction(app: &App, short: &str, holder: Holder<'_>) -> Result<Sanction, OfficeError> {
    let holds_token = !holder.token.is_empty() && app.has_signed(PURPOSE, short, holder.token);
    let found = transact!(app.db.read(), |tx| {
        store::sanction_by_short(tx, short).await
    })?;
    let found = found.map(read).ok_or(OfficeError::Unknown)?;
    let is_theirs = holder.person.is_some_and(|it| it.account == found.account);
    if holds_token || is_theirs {
        Ok(found)
    } else {
        Err(OfficeError::Unknown)
    }
}

/// The suspension of an account that is in force, with the token that opens it: for whoever has just shown the right
/// password.
pub async fn suspension_of(
    app: &App,
    account: AccountId,
) -> Result<Option<(Sanction, String)>, DbError> {
    let rows = transact!(app.db.read(), |tx| {
        store::list_sanctions_of(tx, account).await
    })?;
    let in_force = rows
        .into_iter()
        .find(|row| row.kind == SanctionKind::Suspension && row.ended_at.is_none());
    Ok(in_force.map(|row| {
        let token = token_of(app, &row.short);
        (read(row), token)
    }))
}

/// A measure by its identifier.
pub(in crate::office) async fn by_id(
    tx: &mut Tx,
    id: SanctionId,
) -> Result<Option<Sanction>, DbError> {
    Ok(store::sanction(tx, id).await?.map(read))
}

/// A measure by the token of its letter.
pub(in crate::office) async fn by_token(
    tx: &mut Tx,
    app: &App,
    short: &str,
    token: &str,
) -> Result<Sanction, OfficeError> {
    if !app.has_signed(PURPOSE, short, token) {
        return Err(OfficeError::Unknown);
    }
    let found = store::sanction_by_short(tx, short).await?;
    found.map(read).ok_or(OfficeError::Unknown)
}

/// The page of a measure, with the token that opens it.
pub(super) fn link(app: &App, short: &str) -> String {
    let path = format!("/office/sanctions/{short}?token={}", token_of(app, short));
    app.settings().address.of(&path)
}

/// The token that opens a measure's page, for whoever may see it already.
pub fn token_for(app: &App, sanction: &Sanction) -> String {
    token_of(app, &sanction.short)
}

fn token_of(app: &App, short: &str) -> String {
    app.sign(PURPOSE, short)
}

pub(super) fn refuse_others(who: &Person) -> Result<(), OfficeError> {
    if who.may(Capability::SanctionMembers) {
        Ok(())
    } else {
        Err(OfficeError::NotAllowed)
    }
}

async fn line(tx: &mut Tx, row: SanctionRow, lang: Lang) -> Result<SanctionLine, DbError> {
    let ground = crate::screening::find_ground(tx, row.ground_id, lang).await?;
    Ok(SanctionLine {
        ground: ground.map(|it| it.label).unwrap_or_default(),
        note: row.note.clone(),
        end_reason: row.end_reason.clone(),
        sanction: read(row),
    })
}

pub(super) fn read(row: SanctionRow) -> Sanction {
    Sanction {
        id: row.id,
        short: row.short,
        account: row.account_id,
        display_name: row.display_name,
        kind: row.kind,
        ground: row.ground_id,
        facts: row.facts,
        body: row.body,
        by: row.decided_by,
        by_name: row.by_name,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        complain_until: row.complain_until,
        ended: row.ended_at.zip(row.ended_how),
        is_grave: row.is_grave,
    }
}
