//! Accepting the netiquette and the terms, and again when they have changed.

use masthead_db::{DbError, Tx, transact};

use super::documents::{self, Document, DocumentKind};
use super::problem::{AccountError, Problem, none_of};
use super::store;
use crate::kernel::{AccountId, App, Lang, Person};

/// The versions that somebody has read and accepts.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// Each document they were shown, with its version.
    pub versions: Vec<(DocumentKind, i64)>,
    /// The language they read it in.
    pub lang: Lang,
}

/// The documents in force that somebody has not accepted. Until they have, they read but do not write.
pub async fn open_documents(app: &App, who: &Person) -> Result<Vec<Document>, DbError> {
    let kinds = transact!(app.db.read(), |tx| {
        open_kinds(tx, app, who.account).await
    })?;
    let mut open = Vec::new();
    for kind in kinds {
        open.extend(documents::in_force(app, kind, who.lang).await?);
    }
    Ok(open)
}

/// Whether somebody has accepted everything that is in force, for the use case in which they want to write.
pub async fn has_accepted(tx: &mut Tx, app: &App, account: AccountId) -> Result<bool, DbError> {
    Ok(open_kinds(tx, app, account).await?.is_empty())
}

/// Writes down what was accepted.
///
/// # Errors
/// [`AccountError::Invalid`] if a newer version has come into force since the page was opened.
pub async fn accept_terms(
    app: &App,
    who: &Person,
    accepted: &Accepted,
) -> Result<(), AccountError> {
    transact!(app.db.write(), |tx| {
        let mut problems = Vec::new();
        for (kind, version) in &accepted.versions {
            if documents::version_in_force(tx, *kind, app.now()).await? != Some(*version) {
                problems.push(changed(*kind));
            }
        }
        none_of(problems)?;
        for (kind, version) in &accepted.versions {
            store::insert_consent(tx, who.account, *kind, *version, accepted.lang, app.now())
                .await?;
        }
        Ok(())
    })
}

async fn open_kinds(
    tx: &mut Tx,
    app: &App,
    account: AccountId,
) -> Result<Vec<DocumentKind>, DbError> {
    let mut open = Vec::new();
    for kind in DocumentKind::ALL {
        let in_force = documents::version_in_force(tx, kind, app.now()).await?;
        let accepted = store::accepted_version(tx, account, kind)
            .await?
            .map(|row| row.version);
        if in_force.is_some() && accepted < in_force {
            open.push(kind);
        }
    }
    Ok(open)
}

fn changed(kind: DocumentKind) -> Problem {
    match kind {
        DocumentKind::Netiquette => Problem::NetiquetteChanged,
        DocumentKind::Terms => Problem::TermsChanged,
    }
}
