//! Authors: the names in bylines. An author need not have an account.

use masthead_db::{Tx, transact};

use super::slug_for;
use super::store::{self, AuthorRow};
use crate::articles::ArticleError;
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, AuthorId, Person};

/// All authors by name.
pub async fn list_authors(tx: &mut Tx) -> Result<Vec<AuthorRow>, ArticleError> {
    Ok(store::list_authors(tx).await?)
}

/// All authors by name.
///
/// # Errors
/// [`ArticleError::Db`].
pub async fn all_authors(app: &App) -> Result<Vec<AuthorRow>, ArticleError> {
    transact!(app.db.read(), |tx| { list_authors(tx).await })
}

/// The author at an address.
pub async fn author_at(tx: &mut Tx, slug: &str) -> Result<Option<AuthorRow>, ArticleError> {
    Ok(store::author_at(tx, slug).await?)
}

/// Adds an author; the address is made of the name.
///
/// # Errors
/// [`ArticleError::BadSlug`] when the name gives no address, [`ArticleError::SlugTaken`].
pub async fn create_author(
    app: &App,
    _who: &Person,
    name: &str,
    bio: &str,
) -> Result<AuthorId, ArticleError> {
    transact!(app.db.write(), |tx| {
        let slug = slug_for(name)?;
        insert(tx, app, &slug, name, bio)
            .await?
            .ok_or(ArticleError::SlugTaken(slug))
    })
}

/// The author of this name, added if there is none; for imports and for the article's form.
///
/// # Errors
/// [`ArticleError::BadSlug`] when the name gives no address.
pub async fn ensure_author(
    tx: &mut Tx,
    app: &App,
    name: &str,
    bio: &str,
) -> Result<AuthorId, ArticleError> {
    let slug = slug_for(name)?;
    if let Some(author) = store::author_at(tx, &slug).await? {
        return Ok(author.id);
    }
    insert(tx, app, &slug, name, bio)
        .await?
        .ok_or(ArticleError::SlugTaken(slug))
}

/// Changes an author's name and description; the address stays as it is.
///
/// # Errors
/// [`ArticleError::Unknown`].
pub async fn change_author(
    app: &App,
    _who: &Person,
    id: AuthorId,
    name: &str,
    bio: &str,
) -> Result<(), ArticleError> {
    transact!(app.db.write(), |tx| {
        if store::change_author(tx, id, name.trim(), bio.trim()).await? == 0 {
            return Err(ArticleError::Unknown("author"));
        }
        announce(tx, app, Event::SiteChanged).await?;
        Ok(())
    })
}

async fn insert(
    tx: &mut Tx,
    app: &App,
    slug: &str,
    name: &str,
    bio: &str,
) -> Result<Option<AuthorId>, ArticleError> {
    let id: AuthorId = app.new_id();
    let written = store::insert_author(tx, id, slug, name.trim(), bio.trim(), app.now()).await?;
    Ok((written > 0).then_some(id))
}
