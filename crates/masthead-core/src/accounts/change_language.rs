//! Choosing the language one is addressed in.

use masthead_db::transact;

use super::problem::AccountError;
use super::store;
use crate::kernel::{App, Lang, Person};

/// Changes the language of pages and letters for this person.
pub async fn change_language(app: &App, who: &Person, lang: Lang) -> Result<(), AccountError> {
    transact!(app.db.write(), |tx| {
        store::set_lang(tx, who.account, lang).await
    })?;
    Ok(())
}
