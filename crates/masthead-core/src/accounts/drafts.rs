//! A new netiquette or new terms: drafted by one person, released by another, and then told to every member.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use masthead_db::{DbError, Time, Tx, transact};
use masthead_jobs::NewJob;

use super::colleagues::list_colleagues;
use super::documents::{self, DocumentKind, NewDocument};
use super::letters::{TermsChange, page};
use super::problem::{AccountError, Problem, none_of};
use super::store;
use crate::kernel::audit::{self, Entry};
use crate::kernel::{AccountId, App, Capability, DraftId, Lang, Person, letters};

/// The job that writes to members about a new version; its payload names the version and the member it has come to.
pub const TELL_MEMBERS: &str = "tell_members";

/// Letters that one job writes; the next one takes up where it ends.
const BATCH: i64 = 200;

/// What somebody drafts.
#[derive(Clone, Debug)]
pub struct NewDraft {
    /// Which of the two.
    pub kind: DocumentKind,
    /// The day on which it comes into force, as `2026-12-24`; nothing for the day on which it is released.
    pub effective_on: String,
    /// Whether every member is written to (DSA Art. 14(2)).
    pub is_significant: bool,
    /// Language, body and what has changed, for every language of the site.
    pub texts: Vec<(Lang, String, String)>,
}

/// A draft as it waits for its release.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields of a draft")]
pub struct Draft {
    pub id: DraftId,
    pub kind: DocumentKind,
    pub effective_from_at: Time,
    pub is_significant: bool,
    pub drafted_by: AccountId,
    pub by_name: String,
    pub drafted_at: Time,
    pub texts: Vec<(Lang, String, String)>,
}

/// Writes a draft down, in the place of an earlier one of its kind. Nothing is published by it.
///
/// # Errors
/// [`AccountError::NotAllowed`] without [`Capability::ManageSite`]; [`AccountError::Invalid`] for a text that is missing
/// and a day that is none or is over.
pub async fn draft(app: &App, who: &Person, new: &NewDraft) -> Result<DraftId, AccountError> {
    if !who.may(Capability::ManageSite) {
        return Err(AccountError::NotAllowed);
    }
    let effective = effective(app, new)?;
    transact!(app.db.write(), |tx| {
        store::discard_draft(tx, new.kind, app.now()).await?;
        let id: DraftId = app.new_id();
        store::insert_draft(
            tx,
            id,
            new.kind,
            effective,
            new.is_significant,
            who.account,
            app.now(),
        )
        .await?;
        for (lang, body, changes) in &new.texts {
            store::insert_draft_text(tx, id, *lang, body.trim(), changes.trim()).await?;
        }
        write_down(tx, app, who, "document drafted", new.kind, "").await?;
        Ok(id)
    })
}

/// Throws the draft of a kind away.
///
/// # Errors
/// [`AccountError::NotAllowed`] without [`Capability::ManageSite`], [`AccountError::Unknown`] when there is none.
pub async fn discard_draft(
    app: &App,
    who: &Person,
    kind: DocumentKind,
) -> Result<(), AccountError> {
    if !who.may(Capability::ManageSite) {
        return Err(AccountError::NotAllowed);
    }
    transact!(app.db.write(), |tx| {
        if store::discard_draft(tx, kind, app.now()).await? == 0 {
            return Err(AccountError::Unknown);
        }
        write_down(tx, app, who, "document draft discarded", kind, "").await?;
        Ok(())
    })
}

/// The draft of a kind that waits, if there is one.
///
/// # Errors
/// [`AccountError::NotAllowed`] without [`Capability::ReleaseDocuments`].
pub async fn open_draft(
    app: &App,
    who: &Person,
    kind: DocumentKind,
) -> Result<Option<Draft>, AccountError> {
    if !who.may(Capability::ReleaseDocuments) {
        return Err(AccountError::NotAllowed);
    }
    transact!(app.db.read(), |tx| {
        let Some(row) = store::open_draft(tx, kind).await? else {
            return Ok(None);
        };
        let texts = store::list_draft_texts(tx, row.id).await?;
        Ok(Some(Draft {
            id: row.id,
            kind,
            effective_from_at: row.effective_from_at,
            is_significant: row.is_significant,
            drafted_by: row.drafted_by,
            by_name: row.by_name,
            drafted_at: row.drafted_at,
            texts: texts
                .into_iter()
                .map(|it| (it.lang, it.body, it.change_summary))
                .collect(),
        }))
    })
}

/// Publishes a draft as the next version and gives its number. It cannot be taken back, and so a second person does it
/// (spec/office.md §14); where nobody else can, whoever drafted it says why they do it alone, and the log keeps that.
/// Members are written to if it changes something for them, and asked to accept it when it is in force.
///
/// # Errors
/// [`AccountError::NotAllowed`] without [`Capability::ReleaseDocuments`], [`AccountError::SecondPersonNeeded`],
/// [`AccountError::Unknown`] for a draft that was replaced meanwhile.
pub async fn release(
    app: &App,
    who: &Person,
    id: DraftId,
    alone_because: &str,
) -> Result<i64, AccountError> {
    let Some(draft) = find(app, who, id).await? else {
        return Err(AccountError::Unknown);
    };
    transact!(app.db.write(), |tx| {
        let alone = alone_because.trim();
        if draft.drafted_by == who.account {
            let colleagues = list_colleagues(tx).await?;
            let can =
                |role: crate::kernel::Role| role.capabilities().allow(Capability::ReleaseDocuments);
            let somebody_else = colleagues
                .iter()
                .any(|it| it.account != who.account && can(it.role));
            if somebody_else || alone.is_empty() {
                return Err(AccountError::SecondPersonNeeded);
            }
        }
        let actor = who.account.to_string();
        let new = NewDocument {
            kind: draft.kind,
            effective_from_at: draft.effective_from_at,
            texts: draft.texts.clone(),
        };
        let version = documents::insert(tx, app, &actor, &new).await?;
        if store::mark_released(tx, id, who.account, app.now(), alone, version).await? == 0 {
            return Err(AccountError::Unknown);
        }
        write_down(tx, app, who, "document released", draft.kind, alone).await?;
        if draft.is_significant {
            masthead_jobs::enqueue(tx, &tell_job(app, draft.kind, version, None)).await?;
        }
        Ok(version)
    })
}

/// Writes to the next members about a version, and asks for the others in the same transaction.
pub async fn tell_members(
    app: &App,
    kind: DocumentKind,
    version: i64,
    after: Option<AccountId>,
) -> Result<(), DbError> {
    transact!(app.db.write(), |tx| {
        let texts = store::list_document(tx, kind, version).await?;
        let members =
            store::list_to_tell(tx, after.unwrap_or(masthead_db::Uuid::nil().into()), BATCH)
                .await?;
        for member in &members {
            let Some(text) = texts
                .iter()
                .find(|it| it.lang == member.lang)
                .or(texts.first())
            else {
                continue;
            };
            let words = change(app, kind, version, member, text);
            letters::write(tx, app, &member.email, member.lang, &words).await?;
        }
        if let Some(last) = members.last() {
            masthead_jobs::enqueue(tx, &tell_job(app, kind, version, Some(last.id))).await?;
        }
        Ok(())
    })
}

fn change(
    app: &App,
    kind: DocumentKind,
    version: i64,
    member: &store::ColleagueRow,
    text: &store::DocumentRow,
) -> TermsChange {
    let path = match kind {
        DocumentKind::Netiquette => "/netiquette",
        DocumentKind::Terms => "/terms",
    };
    let site = app.settings();
    let day = TimeZone::get(&site.zone).unwrap_or(TimeZone::UTC);
    let day = jiff::Timestamp::from_microsecond(text.effective_from_at.as_micros())
        .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
        .to_zoned(day);
    TermsChange {
        display_name: member.display_name.clone(),
        is_netiquette: kind == DocumentKind::Netiquette,
        day: match member.lang {
            Lang::De => day.strftime("%-d.%-m.%Y").to_string(),
            Lang::En => day.strftime("%-d/%-m/%Y").to_string(),
        },
        changes: text.change_summary.clone(),
        link: page(app, &format!("{path}?version={version}")),
    }
}

fn tell_job(app: &App, kind: DocumentKind, version: i64, after: Option<AccountId>) -> NewJob {
    let word = masthead_db::TextColumn::word(kind);
    let after = after.map(|it| it.to_string()).unwrap_or_default();
    let key = format!("{word}:{version}:{after}");
    let payload = serde_json::json!({ "kind": word, "version": version, "after": after });
    NewJob::new(TELL_MEMBERS, payload, app.now()).once(key)
}

async fn find(app: &App, who: &Person, id: DraftId) -> Result<Option<Draft>, AccountError> {
    for kind in DocumentKind::ALL {
        if let Some(draft) = open_draft(app, who, kind).await?.filter(|it| it.id == id) {
            return Ok(Some(draft));
        }
    }
    Ok(None)
}

/// The moment at which a draft comes into force, where the site is.
fn effective(app: &App, new: &NewDraft) -> Result<Time, AccountError> {
    let languages = app.settings().languages.clone();
    let has = |lang: &Lang| {
        new.texts
            .iter()
            .any(|(it, body, _)| it == lang && !body.trim().is_empty())
    };
    let mut problems = Vec::new();
    if !languages.iter().all(has) {
        problems.push(Problem::DocumentEmpty);
    }
    let explains = |(_, _, changes): &(Lang, String, String)| !changes.trim().is_empty();
    if new.is_significant && !new.texts.iter().all(explains) {
        problems.push(Problem::ChangesMissing);
    }
    let day = match new.effective_on.trim() {
        "" => Some(app.now()),
        typed => start_of(typed, &app.settings().zone).filter(|at| *at > app.now()),
    };
    if day.is_none() {
        problems.push(Problem::DayOver);
    }
    none_of(problems)?;
    Ok(day.unwrap_or(app.now()))
}

fn start_of(day: &str, zone: &str) -> Option<Time> {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let start = day.parse::<Date>().ok()?.to_zoned(zone).ok()?;
    Some(Time::from_micros(start.timestamp().as_microsecond()))
}

async fn write_down(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    verb: &str,
    kind: DocumentKind,
    detail: &str,
) -> Result<(), DbError> {
    let actor = who.account.to_string();
    let entry = Entry {
        actor: &actor,
        verb,
        subject: masthead_db::TextColumn::word(kind),
        detail,
    };
    audit::record(tx, app, &entry).await
}
