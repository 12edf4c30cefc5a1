//! Puts articles on the front page by hand: the first is the lead, the newest others follow by themselves.

use masthead_db::transact;

use super::store;
use crate::articles::ArticleError;
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, ArticleId, Person};

/// Most articles that can be placed; beyond that the newest come first again.
const PLACES: usize = 24;

/// Replaces what was placed by hand with these articles in this order. An empty list leaves the front page to time.
///
/// # Errors
/// [`ArticleError::Db`]; an article that is not there is a foreign key that fails.
pub async fn place(app: &App, who: &Person, articles: &[ArticleId]) -> Result<(), ArticleError> {
    transact!(app.db.write(), |tx| {
        store::clear_placements(tx).await?;
        for (position, article) in (1..).zip(articles.iter().take(PLACES)) {
            store::place_article(tx, *article, position, Some(who.account), app.now()).await?;
        }
        announce(tx, app, Event::FrontChanged).await?;
        Ok(())
    })
}
