//! The people of the site, for whoever manages accounts.

use masthead_db::transact;

use super::problem::AccountError;
use super::profile::{self, Profile};
use super::store;
use crate::kernel::{AccountId, App, Capability, Person};

/// People on a page of the list.
const PAGE: usize = 50;

/// One line of the list.
pub type PersonLine = Profile;

/// A page of the list of people.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// By display name.
    pub lines: Vec<PersonLine>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

/// The people whose display name, name or address contains `words`; without words, those who work here.
///
/// # Errors
/// [`AccountError::NotAllowed`] without [`Capability::ManageAccounts`].
pub async fn list_people(
    app: &App,
    who: &Person,
    words: &str,
    after: &str,
) -> Result<People, AccountError> {
    if !who.may(Capability::ManageAccounts) {
        return Err(AccountError::NotAllowed);
    }
    let words = words.trim().to_lowercase();
    let rows = transact!(app.db.read(), |tx| {
        if words.is_empty() {
            store::list_staff(tx).await
        } else {
            let one_more = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
            store::list_people(tx, &pattern(&words), after, one_more).await
        }
    })?;
    Ok(page(rows, !words.is_empty()))
}

/// One person, by the short name in addresses.
///
/// # Errors
/// [`AccountError::NotAllowed`] without [`Capability::ManageAccounts`], [`AccountError::Unknown`].
pub async fn find_person(app: &App, who: &Person, short: &str) -> Result<PersonLine, AccountError> {
    if !who.may(Capability::ManageAccounts) {
        return Err(AccountError::NotAllowed);
    }
    let row = transact!(app.db.read(), |tx| {
        let Some(found) = store::account_by_short(tx, short).await? else {
            return Ok(None);
        };
        store::profile(tx, found.id).await
    })?;
    row.map(profile::from_row).ok_or(AccountError::Unknown)
}

fn page(rows: Vec<store::ProfileRow>, in_pages: bool) -> People {
    let mut lines: Vec<PersonLine> = rows.into_iter().map(profile::from_row).collect();
    let has_more = in_pages && lines.len() > PAGE;
    if has_more {
        lines.truncate(PAGE);
    }
    let last = lines.last().filter(|_| has_more);
    People {
        next: last.map(|line| super::display_name::fold(&line.display_name)),
        lines,
    }
}

/// The words as a pattern: what has a meaning in a pattern loses it.
pub(super) fn pattern(words: &str) -> String {
    let plain = words
        .replace('!', "!!")
        .replace('%', "!%")
        .replace('_', "!_");
    format!("%{plain}%")
}

/// Whose account it is that the house calls by this identifier, for other rooms of the newsroom.
pub(super) fn subject(account: AccountId) -> String {
    format!("account:{account}")
}
