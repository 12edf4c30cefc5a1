//! Everything the page of an article shows, and where an address leads that shows nothing.

use std::collections::HashMap;

use masthead_db::{Time, Tx, transact};
use masthead_text::Document;

use super::picture::Picture;
use super::store::{self, AroundRow, ArticleRow, CorrectionRow, MediaRow, StandingRow, TeaserRow};
use crate::articles::address::article_path;
use crate::articles::{ArticleError, EditionState};
use crate::kernel::{App, EditionId, Lang};

/// An article with what stands around it.
#[derive(Clone, Debug)]
pub struct ArticlePage {
    /// The article.
    pub row: ArticleRow,
    /// Its blocks.
    pub document: Document,
    /// Who wrote it, in the order of the byline.
    pub authors: Vec<Named>,
    /// What it is about.
    pub topics: Vec<Named>,
    /// Its editions that readers can see, this one among them.
    pub editions: Vec<Alternate>,
    /// The pictures it shows, by their short names. Those not drawn yet are missing.
    pub pictures: HashMap<String, Picture>,
    /// What is stored of pictures and recordings, by their short names: rights for machines.
    pub media: HashMap<String, MediaRow>,
    /// What was wrong, oldest first.
    pub corrections: Vec<CorrectionRow>,
    /// What to go on with.
    pub beside: Vec<TeaserRow>,
}

/// A name with its part of the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// As printed.
    pub name: String,
    /// As in its address.
    pub slug: String,
}

/// An edition of the same article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternate {
    /// Its language.
    pub lang: Lang,
    /// Its headline.
    pub headline: String,
    /// Its address below the language's prefix.
    pub path: String,
    /// Whether it is the original.
    pub is_original: bool,
}

/// What was found for an article's short name in a language.
#[derive(Clone, Debug)]
pub enum Found {
    /// The article.
    Here(Box<ArticlePage>),
    /// It is not in this language, and is in another: language and address below its prefix.
    Elsewhere(Lang, String),
    /// Readers saw it and no longer do.
    Gone,
    /// Nothing that readers may know of.
    Nothing,
}

/// The article of a short name, in one transaction and without a query in a loop.
///
/// # Errors
/// [`ArticleError::Unreadable`] when a newer Masthead wrote the text, [`ArticleError::Db`].
pub async fn article_page(app: &App, lang: Lang, short: &str) -> Result<Found, ArticleError> {
    let now = app.now();
    transact!(app.db.read(), |tx| {
        let Some(row) = store::article_for_readers(tx, now, lang, short).await? else {
            return Ok(elsewhere(
                &store::list_standings(tx, short).await?,
                short,
                now,
            ));
        };
        let media = store::list_media_shown(tx, now, row.edition_id).await?;
        Ok(Found::Here(Box::new(
            with_surroundings(tx, row, media, now).await?,
        )))
    })
}

/// The newest revision of an edition as its page would show it, published or not. For the newsroom only.
///
/// # Errors
/// As [`article_page`].
pub async fn preview(app: &App, edition: EditionId) -> Result<Option<ArticlePage>, ArticleError> {
    let now = app.now();
    transact!(app.db.read(), |tx| {
        let Some(row) = store::article_in_preview(tx, edition).await? else {
            return Ok(None);
        };
        let media = store::list_media_in_preview(tx, edition).await?;
        Ok(Some(with_surroundings(tx, row, media, now).await?))
    })
}

async fn with_surroundings(
    tx: &mut Tx,
    row: ArticleRow,
    media: Vec<MediaRow>,
    now: Time,
) -> Result<ArticlePage, ArticleError> {
    let around = store::list_around(tx, now, row.article_id).await?;
    let corrections = store::list_corrections(tx, row.edition_id).await?;
    let beside = store::list_beside(tx, now, row.lang, row.section_id, row.article_id).await?;
    let document = Document::from_json(&row.document)?;
    let named = |kind: &str| {
        around
            .iter()
            .filter(|it| it.kind == kind)
            .map(named)
            .collect()
    };
    let pictures = media
        .iter()
        .filter_map(Picture::of_media)
        .map(|it| (it.short.clone(), it))
        .collect();
    Ok(ArticlePage {
        document,
        authors: named("author"),
        topics: named("topic"),
        editions: around.iter().filter_map(|it| alternate(it, &row)).collect(),
        pictures,
        media: media.into_iter().map(|it| (it.short.clone(), it)).collect(),
        corrections,
        beside,
        row,
    })
}

fn named(row: &AroundRow) -> Named {
    Named {
        name: row.name.clone(),
        slug: row.slug.clone(),
    }
}

fn alternate(around: &AroundRow, row: &ArticleRow) -> Option<Alternate> {
    if around.kind != "edition" {
        return None;
    }
    Some(Alternate {
        lang: around.lang.parse().ok()?,
        headline: around.name.clone(),
        path: article_path(&row.section_path, &around.slug, &row.short),
        is_original: around.position == 1,
    })
}

fn elsewhere(standings: &[StandingRow], short: &str, now: Time) -> Found {
    let readable = |row: &&StandingRow| {
        row.state == EditionState::Published && row.embargo_until.is_none_or(|until| until <= now)
    };
    if let Some(row) = standings.iter().find(readable) {
        return Found::Elsewhere(row.lang, article_path(&row.section_path, &row.slug, short));
    }
    if standings
        .iter()
        .any(|row| row.state == EditionState::Withdrawn)
    {
        Found::Gone
    } else {
        Found::Nothing
    }
}

/// Where an address of before leads now, below the language's prefix; for articles the language follows from theirs.
///
/// # Errors
/// [`ArticleError::Db`].
pub async fn where_leads(
    app: &App,
    lang: Lang,
    path: &str,
) -> Result<Option<(Lang, String)>, ArticleError> {
    let now = app.now();
    transact!(app.db.read(), |tx| {
        let Some(row) = store::redirect(tx, path).await? else {
            return Ok(None);
        };
        if let Some(section) = row.path {
            return Ok(Some((lang, format!("/{section}"))));
        }
        let Some(short) = row.short else {
            return Ok(None);
        };
        let mut standings = store::list_standings(tx, &short).await?;
        standings.sort_by_key(|standing| standing.lang != lang);
        Ok(match elsewhere(&standings, &short, now) {
            Found::Elsewhere(lang, path) => Some((lang, path)),
            _ => None,
        })
    })
}
