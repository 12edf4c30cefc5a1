//! Changing the name beside one's posts.

use masthead_db::{Uuid, transact};

use super::problem::AccountError;
use super::sign_up::refuse_taken;
use super::{display_name, store};
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, Person};

/// Changes the display name. That it stands beside earlier posts too follows from [`Event::AccountRenamed`]. Nobody else can take the old one for a year, so that readers do not
/// mistake one person for another.
///
/// # Errors
/// [`AccountError::Invalid`] with what is wrong.
pub async fn change_display_name(app: &App, who: &Person, text: &str) -> Result<(), AccountError> {
    let read = if who.works_here() {
        display_name::read_for_the_house(text)
    } else {
        display_name::read(text, &app.settings().name)
    };
    let name = read.map_err(|problem| AccountError::Invalid(vec![problem]))?;
    transact!(app.db.write(), |tx| {
        refuse_taken(tx, app, &name, Some(who.account)).await?;
        let before = store::display_name(tx, who.account)
            .await?
            .ok_or(AccountError::Unknown)?;
        if before.display_name == name.shown {
            return Ok(());
        }
        let id: Uuid = app.new_id();
        if before.display_name_folded != name.folded {
            store::insert_former_display_name(
                tx,
                id,
                who.account,
                &before.display_name,
                &before.display_name_folded,
                app.now(),
            )
            .await?;
        }
        store::set_display_name(tx, who.account, &name.shown, &name.folded).await?;
        announce(
            tx,
            app,
            Event::AccountRenamed {
                account: who.account,
            },
        )
        .await?;
        Ok(())
    })
}
