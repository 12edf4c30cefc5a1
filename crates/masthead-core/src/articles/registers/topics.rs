//! Topics: subjects that articles share.

use masthead_db::{Tx, transact};

use super::slug_for;
use super::store::{self, TopicRow};
use crate::articles::ArticleError;
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, Person, TopicId};

/// All topics by name.
pub async fn list_topics(tx: &mut Tx) -> Result<Vec<TopicRow>, ArticleError> {
    Ok(store::list_topics(tx).await?)
}

/// The topic at an address.
pub async fn topic_at(tx: &mut Tx, slug: &str) -> Result<Option<TopicRow>, ArticleError> {
    Ok(store::topic_at(tx, slug).await?)
}

/// Adds a topic; its address is made of its name.
///
/// # Errors
/// [`ArticleError::BadSlug`] when the name gives no address, [`ArticleError::SlugTaken`].
pub async fn create_topic(app: &App, _who: &Person, name: &str) -> Result<TopicId, ArticleError> {
    transact!(app.db.write(), |tx| {
        let slug = slug_for(name)?;
        insert(tx, app, &slug, name)
            .await?
            .ok_or(ArticleError::SlugTaken(slug))
    })
}

/// The topic of this name, added if there is none; for imports and for the article's form.
///
/// # Errors
/// [`ArticleError::BadSlug`] when the name gives no address.
pub async fn ensure_topic(tx: &mut Tx, app: &App, name: &str) -> Result<TopicId, ArticleError> {
    let slug = slug_for(name)?;
    if let Some(topic) = store::topic_at(tx, &slug).await? {
        return Ok(topic.id);
    }
    insert(tx, app, &slug, name)
        .await?
        .ok_or(ArticleError::SlugTaken(slug))
}

/// The topics of these names in their order, each added if there is none.
///
/// # Errors
/// [`ArticleError::BadSlug`] when a name gives no address.
pub async fn topics_named(
    app: &App,
    _who: &Person,
    names: &[String],
) -> Result<Vec<TopicId>, ArticleError> {
    transact!(app.db.write(), |tx| {
        let mut topics = Vec::with_capacity(names.len());
        for name in names {
            topics.push(ensure_topic(tx, app, name).await?);
        }
        Ok(topics)
    })
}

/// All topics by name.
///
/// # Errors
/// [`ArticleError::Db`].
pub async fn all_topics(app: &App) -> Result<Vec<TopicRow>, ArticleError> {
    transact!(app.db.read(), |tx| { list_topics(tx).await })
}

/// Renames a topic; its address stays as it is, because others have linked to it.
///
/// # Errors
/// [`ArticleError::Unknown`].
pub async fn rename_topic(
    app: &App,
    _who: &Person,
    id: TopicId,
    name: &str,
) -> Result<(), ArticleError> {
    transact!(app.db.write(), |tx| {
        if store::rename_topic(tx, id, name.trim()).await? == 0 {
            return Err(ArticleError::Unknown("topic"));
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
) -> Result<Option<TopicId>, ArticleError> {
    let id: TopicId = app.new_id();
    let written = store::insert_topic(tx, id, slug, name.trim(), app.now()).await?;
    Ok((written > 0).then_some(id))
}
