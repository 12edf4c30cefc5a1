//! The first start: a site without an administrator gets one.

use std::time::Duration;

use masthead_db::transact;

use super::create::{self, Create};
use super::letters::page;
use super::problem::AccountError;
use super::secrets::{self, Purpose};
use super::store;
use crate::kernel::{App, Lang, Role};

/// How long the link on the console holds; whoever misses it uses `masthead account password`.
const LINK_HOLDS: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// What the console shows once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstAdministrator {
    /// To sign in with.
    pub email: String,
    /// Where the password is chosen; works once.
    pub link: String,
}

/// Makes the first administrator if there is none, and gives the link with which a password is chosen.
///
/// Nobody else may learn the link: print it to the console and nowhere else. Once there is an administrator it is
/// nothing, for ever.
pub async fn first_administrator(app: &App) -> Result<Option<FirstAdministrator>, AccountError> {
    let site = app.settings();
    let request = Create {
        name: "Administration".to_owned(),
        display_name: "Administration".to_owned(),
        email: site.office_mail.clone(),
        password: None,
        role: Role::Administrator,
        lang: site.languages.first().copied().unwrap_or(Lang::De),
    };
    let (name, email) = create::check(&request)?;
    transact!(app.db.write(), |tx| {
        if store::count_administrators(tx).await?.total > 0 {
            return Ok(None);
        }
        let id = create::insert(tx, app, &request, &name, &email, "").await?;
        let secret = secrets::issue_for(tx, app, id, Purpose::Reset, LINK_HOLDS).await?;
        let link = page(app, &format!("/account/reset/{secret}"));
        Ok(Some(FirstAdministrator {
            email: email.typed.clone(),
            link,
        }))
    })
}
