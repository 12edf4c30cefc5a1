//! Hearing the author: asking for their view before a notice is decided, and taking it down.

use masthead_db::{DbError, Tx, Uuid, transact};

use super::case::Basis;
use super::error::OfficeError;
use super::letters;
use super::store::{self, ComplaintRow};
use crate::accounts;
use crate::kernel::audit::{self, Entry};
use crate::kernel::{App, Capability, Person};

/// Letters that a statement may have.
const TEXT_LIMIT: usize = 5_000;

/// Asks the author of a reported post for their view. They are never told who reported it, and nothing is said about
/// what will be decided. Asking twice writes one letter.
///
/// # Errors
/// [`OfficeError::NotAllowed`], [`OfficeError::Unknown`] also when there is nobody to ask.
pub async fn hear(app: &App, who: &Person, number: &str, item: Uuid) -> Result<(), OfficeError> {
    if !who.may(Capability::DecideNotices) {
        return Err(OfficeError::NotAllowed);
    }
    transact!(app.db.write(), |tx| {
        let case = store::case_by_number(tx, number)
            .await?
            .ok_or(OfficeError::Unknown)?;
        let lane = store::notice(tx, case.id)
            .await?
            .ok_or(OfficeError::Unknown)?
            .lane;
        let items = store::list_items(tx, case.id).await?;
        let item = items
            .iter()
            .find(|it| it.id == item)
            .ok_or(OfficeError::Unknown)?;
        let author = item.author_id.ok_or(OfficeError::Unknown)?;
        let reach = accounts::reach(tx, author)
            .await?
            .ok_or(OfficeError::Unknown)?;
        if store::mark_heard(tx, item.id, app.now()).await? == 0 {
            return Ok(());
        }
        letters::hear_author(
            tx,
            app,
            &reach,
            number,
            Some(lane),
            item.text.as_deref().unwrap_or_default(),
        )
        .await?;
        Ok(write_down(tx, app, who, number).await?)
    })
}

/// Asks the author of a post for their view of a complaint that it stayed: it may go now. Asking twice writes one letter.
///
/// # Errors
/// [`OfficeError::NotAllowed`] without [`Capability::DecideComplaints`], [`OfficeError::SecondPersonNeeded`] for whoever
/// decided first, [`OfficeError::Unknown`] also when there is nobody to ask.
pub async fn hear_about_complaint(
    app: &App,
    who: &Person,
    number: &str,
) -> Result<(), OfficeError> {
    if !who.may(Capability::DecideComplaints) {
        return Err(OfficeError::NotAllowed);
    }
    transact!(app.db.write(), |tx| {
        let case = store::case_by_number(tx, number)
            .await?
            .ok_or(OfficeError::Unknown)?;
        let complaint = store::complaint(tx, case.id)
            .await?
            .filter(|it| matches!(it.basis, Basis::NoAction | Basis::Inaction))
            .filter(|it| it.outcome.is_none() && case.decided_at.is_none())
            .ok_or(OfficeError::Unknown)?;
        if complaint.first_decider == Some(who.account) {
            return Err(OfficeError::SecondPersonNeeded);
        }
        let text = text_complained_about(tx, &complaint).await?;
        let author = complaint.author_id.ok_or(OfficeError::Unknown)?;
        let reach = accounts::reach(tx, author)
            .await?
            .ok_or(OfficeError::Unknown)?;
        if store::mark_heard_about_complaint(tx, case.id, app.now()).await? == 0 {
            return Ok(());
        }
        letters::hear_author(tx, app, &reach, number, None, &text).await?;
        Ok(write_down(tx, app, who, number).await?)
    })
}

/// The text that was reported and stayed.
pub(super) async fn text_complained_about(
    tx: &mut Tx,
    complaint: &ComplaintRow,
) -> Result<String, DbError> {
    let Some(item) = complaint.against_item else {
        return Ok(String::new());
    };
    let Some(found) = store::notice_item(tx, item).await? else {
        return Ok(String::new());
    };
    let items = store::list_items(tx, found.case_id).await?;
    let text = items
        .into_iter()
        .find(|it| it.id == item)
        .and_then(|it| it.text);
    Ok(text.unwrap_or_default())
}

async fn write_down(tx: &mut Tx, app: &App, who: &Person, number: &str) -> Result<(), DbError> {
    let actor = who.account.to_string();
    let entry = Entry {
        actor: &actor,
        verb: "author asked",
        subject: number,
        detail: "",
    };
    audit::record(tx, app, &entry).await
}

/// Takes down what the author says to a notice about their post, or to a complaint that it stayed.
///
/// # Errors
/// [`OfficeError::Unknown`] for anybody else, and before they were asked; [`OfficeError::NoReasons`] for no words.
pub async fn add_statement(
    app: &App,
    who: &Person,
    number: &str,
    text: &str,
) -> Result<(), OfficeError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(OfficeError::NoReasons);
    }
    if text.chars().count() > TEXT_LIMIT {
        return Err(OfficeError::TooLong);
    }
    transact!(app.db.write(), |tx| {
        let case = store::case_by_number(tx, number)
            .await?
            .ok_or(OfficeError::Unknown)?;
        let items = store::list_items(tx, case.id).await?;
        let complaint = store::complaint(tx, case.id).await?;
        let is_asked = items
            .iter()
            .any(|it| it.author_id == Some(who.account) && it.heard_at.is_some())
            || complaint
                .is_some_and(|it| it.author_id == Some(who.account) && it.heard_at.is_some());
        if !is_asked {
            return Err(OfficeError::Unknown);
        }
        let id: Uuid = app.new_id();
        store::insert_case_statement(tx, id, case.id, who.account, text, app.now()).await?;
        Ok(())
    })
}
