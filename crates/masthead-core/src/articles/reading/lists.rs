//! Lists of articles: the front page, sections, topics, authors, a day of the archive, corrections.

use std::collections::HashSet;

use masthead_db::{Time, transact};

use super::store::{self, CorrectedRow, TeaserRow};
use crate::articles::ArticleError;
use crate::articles::registers::{self, AuthorRow, SectionRow, TopicRow};
use crate::kernel::{App, Lang};

/// Articles on the front page.
const FRONT: usize = 60;
/// Articles on a page of a list.
const A_PAGE: i64 = 24;
/// The last page a list can be turned to; further back the archive is quicker.
const LAST_PAGE: i64 = 400;

/// One page of a list.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// What is on it.
    pub rows: Vec<T>,
    /// Its number, from 1.
    pub number: i64,
    /// Whether another follows.
    pub has_next: bool,
}

impl<T> Page<T> {
    fn of(mut rows: Vec<T>, number: i64) -> Self {
        let wanted = usize::try_from(A_PAGE).unwrap_or(usize::MAX);
        let has_next = rows.len() > wanted && number < LAST_PAGE;
        rows.truncate(wanted);
        Self {
            rows,
            number,
            has_next,
        }
    }
}

fn offset(number: i64) -> i64 {
    (number.clamp(1, LAST_PAGE) - 1) * A_PAGE
}

/// The front page: what an editor has placed comes first and in that order, then the newest.
pub async fn front_page(app: &App, lang: Lang) -> Result<Vec<TeaserRow>, ArticleError> {
    let now = app.now();
    transact!(app.db.read(), |tx| {
        let mut rows = store::list_placed(tx, now, lang).await?;
        let placed: HashSet<_> = rows.iter().map(|row| row.article_id).collect();
        let newest = store::list_newest(tx, now, lang, FRONT as i64).await?;
        rows.extend(
            newest
                .into_iter()
                .filter(|row| !placed.contains(&row.article_id)),
        );
        rows.truncate(FRONT);
        Ok(rows)
    })
}

/// A page of a section with those below it, if there is such a section.
pub async fn section_page(
    app: &App,
    lang: Lang,
    path: &str,
    number: i64,
) -> Result<Option<(SectionRow, Page<TeaserRow>)>, ArticleError> {
    let now = app.now();
    transact!(app.db.read(), |tx| {
        let Some(section) = registers::section_at(tx, lang, path).await? else {
            return Ok(None);
        };
        let rows = store::list_of_section(tx, now, lang, path, A_PAGE + 1, offset(number)).await?;
        Ok(Some((section, Page::of(rows, number))))
    })
}

/// A page of a topic, if there is such a topic.
pub async fn topic_page(
    app: &App,
    lang: Lang,
    slug: &str,
    number: i64,
) -> Result<Option<(TopicRow, Page<TeaserRow>)>, ArticleError> {
    let now = app.now();
    transact!(app.db.read(), |tx| {
        let Some(topic) = registers::topic_at(tx, slug).await? else {
            return Ok(None);
        };
        let rows = store::list_of_topic(tx, now, lang, slug, A_PAGE + 1, offset(number)).await?;
        Ok(Some((topic, Page::of(rows, number))))
    })
}

/// A page of an author's articles, if there is such an author.
pub async fn author_page(
    app: &App,
    lang: Lang,
    slug: &str,
    number: i64,
) -> Result<Option<(AuthorRow, Page<TeaserRow>)>, ArticleError> {
    let now = app.now();
    transact!(app.db.read(), |tx| {
        let Some(author) = registers::author_at(tx, slug).await? else {
            return Ok(None);
        };
        let rows = store::list_of_author(tx, now, lang, slug, A_PAGE + 1, offset(number)).await?;
        Ok(Some((author, Page::of(rows, number))))
    })
}

/// What was published between two moments, newest first.
pub async fn archive_day(
    app: &App,
    lang: Lang,
    from: Time,
    until: Time,
) -> Result<Vec<TeaserRow>, ArticleError> {
    let now = app.now();
    transact!(app.db.read(), |tx| {
        Ok(store::list_between(tx, now, lang, from, until).await?)
    })
}

/// A page of the newest corrections.
pub async fn corrections_page(
    app: &App,
    lang: Lang,
    number: i64,
) -> Result<Page<CorrectedRow>, ArticleError> {
    let now = app.now();
    transact!(app.db.read(), |tx| {
        let rows =
            store::list_newest_corrections(tx, now, lang, A_PAGE + 1, offset(number)).await?;
        Ok(Page::of(rows, number))
    })
}

/// All sections in the order of the page, with their names in a language.
///
/// # Errors
/// [`ArticleError::Db`].
pub async fn all_sections(app: &App, lang: Lang) -> Result<Vec<SectionRow>, ArticleError> {
    transact!(app.db.read(), |tx| {
        registers::list_sections(tx, lang).await
    })
}

/// The section at an address, if there is one.
///
/// # Errors
/// [`ArticleError::Db`].
pub async fn find_section(
    app: &App,
    lang: Lang,
    path: &str,
) -> Result<Option<SectionRow>, ArticleError> {
    transact!(app.db.read(), |tx| {
        registers::section_at(tx, lang, path).await
    })
}

/// The topic at an address, if there is one.
///
/// # Errors
/// [`ArticleError::Db`].
pub async fn find_topic(app: &App, slug: &str) -> Result<Option<TopicRow>, ArticleError> {
    transact!(app.db.read(), |tx| { registers::topic_at(tx, slug).await })
}

/// The author at an address, if there is one.
///
/// # Errors
/// [`ArticleError::Db`].
pub async fn find_author(app: &App, slug: &str) -> Result<Option<AuthorRow>, ArticleError> {
    transact!(app.db.read(), |tx| { registers::author_at(tx, slug).await })
}
