//! The newsroom's list of articles, and what is placed on the front page.

use masthead_db::{TextColumn, transact};

use super::store::{self, DeskRow};
use crate::articles::{ArticleError, EditionState};
use crate::kernel::{App, ArticleId, Lang, MediaId};

/// Editions on a page of the list.
const A_PAGE: i64 = 50;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct DeskQuery {
    /// Of one state; none lists all.
    pub state: Option<EditionState>,
    /// Of one section with those below it, by its address; empty lists all.
    pub section: String,
    /// Words in headline or kicker; empty lists all.
    pub words: String,
    /// The page, from 1.
    pub page: i64,
}

/// A page of the list with the counts beside it.
#[derive(Clone, Debug)]
pub struct DeskList {
    /// The editions, last saved first.
    pub rows: Vec<DeskRow>,
    /// How many of the section and with the words stand in each state.
    pub counts: Vec<(EditionState, i64)>,
    /// Whether another page follows.
    pub has_next: bool,
}

/// Lists editions for the newsroom.
///
/// # Errors
/// [`ArticleError::Db`].
pub async fn desk_list(app: &App, lang: Lang, query: &DeskQuery) -> Result<DeskList, ArticleError> {
    let state = query.state.map_or("", TextColumn::word);
    let words = containing(&query.words);
    let offset = (query.page.clamp(1, 10_000) - 1) * A_PAGE;
    transact!(app.db.read(), |tx| {
        let mut rows =
            store::list_editions(tx, state, &query.section, &words, lang, A_PAGE + 1, offset)
                .await?;
        let counted = store::count_by_state(tx, &query.section, &words).await?;
        let total = |state| {
            counted
                .iter()
                .find(|row| row.state == state)
                .map_or(0, |row| row.total)
        };
        let has_next = rows.len() as i64 > A_PAGE;
        rows.truncate(A_PAGE as usize);
        Ok(DeskList {
            rows,
            counts: EditionState::ALL
                .map(|state| (state, total(state)))
                .to_vec(),
            has_next,
        })
    })
}

/// The pattern of a text that contains the words as they were typed.
fn containing(words: &str) -> String {
    let mut pattern = String::from("%");
    for letter in words.trim().to_lowercase().chars() {
        if matches!(letter, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    if pattern.len() > 1 {
        pattern.push('%');
    }
    pattern
}

/// An article placed on the front page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Which.
    pub article: ArticleId,
    /// The headline of its original.
    pub headline: String,
}

/// What is placed on the front page by hand, the lead first.
///
/// # Errors
/// [`ArticleError::Db`].
pub async fn placements(app: &App) -> Result<Vec<Placed>, ArticleError> {
    transact!(app.db.read(), |tx| {
        let rows = store::list_placements(tx).await?;
        Ok(rows
            .into_iter()
            .map(|row| Placed {
                article: row.article_id,
                headline: row.headline,
            })
            .collect())
    })
}

/// The picture of a short name, to lead an article with it.
///
/// # Errors
/// [`ArticleError::Db`].
pub async fn find_media(app: &App, short: &str) -> Result<Option<MediaId>, ArticleError> {
    transact!(app.db.read(), |tx| {
        Ok(store::media_named(tx, short).await?.map(|row| row.id))
    })
}

#[cfg(test)]
mod tests {
    use super::containing;

    #[test]
    fn what_was_typed_is_looked_for_as_it_was_typed() {
        assert_eq!(containing("  100 % Über_mut "), "%100 !% über!_mut%");
        assert_eq!(containing(""), "%");
    }
}
