//! What a decision of the office may rest on, for the form in which it is made.

use masthead_db::{DbError, Uuid, transact};

use crate::kernel::{App, Lang};
use crate::screening::{Ground, list_grounds};

/// The grounds in force, the netiquette's first.
pub async fn grounds(app: &App, lang: Lang) -> Result<Vec<Ground>, DbError> {
    transact!(app.db.read(), |tx| { list_grounds(tx, lang).await })
}

/// The thing of a notice that an address names, if it names one.
pub fn item_of(text: &str) -> Option<Uuid> {
    Uuid::try_parse(text).ok()
}
