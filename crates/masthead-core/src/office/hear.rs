//! Hearing the author: asking for their view before a notice is decided, and taking it down.

use masthead_db::{Uuid, transact};

use super::error::OfficeError;
use super::{letters, store};
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
            lane,
            item.text.as_deref().unwrap_or_default(),
        )
        .await?;
        let actor = who.account.to_string();
        audit::record(
            tx,
            app,
            &Entry {
                actor: &actor,
                verb: "author asked",
                subject: number,
                detail: "",
            },
        )
        .await?;
        Ok(())
    })
}

/// Takes down what the author says to a notice about their post.
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
        let is_asked = items
            .iter()
            .any(|it| it.author_id == Some(who.account) && it.heard_at.is_some());
        if !is_asked {
            return Err(OfficeError::Unknown);
        }
        let id: Uuid = app.new_id();
        store::insert_case_statement(tx, id, case.id, who.account, text, app.now()).await?;
        Ok(())
    })
}
