//! Every article in every language: the text that readers see, or the newest where they see none.

use masthead_db::{Tx, transact};
use masthead_formats::{Article, ArticleState, CorrectionTold, Record};
use masthead_text::{Document, Image, Inline, Source};

use super::export::{ExportError, Takes, moment};
use super::store::{self, ArticleRow, EditionRow};
use crate::articles::{ArticleError, EditionState, article_path};
use crate::kernel::{App, SiteSettings};

/// Articles in one page.
const PAGE: i64 = 50;

pub(super) async fn export(app: &App, out: &mut dyn Takes) -> Result<(), ExportError> {
    let mut after = String::new();
    loop {
        let (last, articles) = transact!(app.db.read(), |tx| { page(tx, app, &after).await })?;
        let Some(last) = last else {
            return Ok(());
        };
        after = last;
        for article in articles {
            out.record(Record::Article(Box::new(article)))?;
        }
    }
}

/// The editions of the next articles, the original of each first, and the letters of the last of them.
async fn page(
    tx: &mut Tx,
    app: &App,
    after: &str,
) -> Result<(Option<String>, Vec<Article>), ExportError> {
    let settings = app.settings();
    let mut articles = Vec::new();
    let rows = store::list_articles(tx, after, PAGE).await?;
    for row in &rows {
        let shared = shared(tx, row).await?;
        for edition in store::list_editions(tx, row.id).await? {
            let address = address(&settings, row, &edition);
            let article = of_edition(tx, &shared, edition).await?;
            articles.push(Article { address, ..article });
        }
    }
    Ok((rows.last().map(|row| row.short.clone()), articles))
}

/// Where readers find an edition; empty where they cannot.
fn address(settings: &SiteSettings, row: &ArticleRow, edition: &EditionRow) -> String {
    if edition.state != EditionState::Published {
        return String::new();
    }
    let path = article_path(&row.section, &edition.slug, &row.short);
    match edition.lang == settings.first_language() {
        true => settings.address.of(&path),
        false => settings
            .address
            .of(&format!("/{}{path}", edition.lang.tag())),
    }
}

/// What all editions of an article have in common.
async fn shared(tx: &mut Tx, row: &ArticleRow) -> Result<Article, ExportError> {
    let authors = store::list_authors_of(tx, row.id).await?;
    let topics = store::list_topics_of(tx, row.id).await?;
    Ok(Article {
        source_id: row.short.clone(),
        sections: vec![row.section.clone()],
        writers: authors.into_iter().map(|it| it.slug).collect(),
        topics: topics.into_iter().map(|it| it.slug).collect(),
        takes_posts: !row.is_closed,
        ..Article::default()
    })
}

async fn of_edition(
    tx: &mut Tx,
    shared: &Article,
    row: EditionRow,
) -> Result<Article, ExportError> {
    let mut article = shared.clone();
    if row.is_original {
        let addresses = store::list_redirects_to(tx, row.article_id).await?;
        article.old_addresses = addresses.into_iter().map(|it| it.path).collect();
    } else {
        article.translation_of = Some(article.source_id.clone());
        article.source_id = format!("{}/{}", article.source_id, row.lang);
    }
    let told = store::list_corrections(tx, row.id).await?.into_iter();
    article.corrections = told
        .map(|it| CorrectionTold {
            kind: it.kind.word().to_owned(),
            text: it.text,
            told_at: moment(it.made_at),
        })
        .collect();
    article.document = Document::from_json(&row.document).map_err(ArticleError::from)?;
    Ok(with_text(article, row))
}

fn with_text(article: Article, row: EditionRow) -> Article {
    let seen = row.published_at.or(row.scheduled_for);
    Article {
        state: state(row.state),
        language: Some(row.lang.tag().to_owned()),
        slug: row.slug,
        kicker: row.kicker,
        headline: row.headline,
        lede: row.lede,
        dateline: row.place,
        lead: row.lead.map(|short| lead(short, row.lead_caption)),
        created_at: moment(row.created_at),
        published_at: seen.and_then(moment),
        modified_at: row.updated_at.and_then(moment),
        // An embargo that is over has done what it was for.
        embargo_until: row
            .embargo_until
            .filter(|_| row.published_at.is_none())
            .and_then(moment),
        withdrawn_because: row.withdrawn_because,
        ..article
    }
}

fn lead(short: String, caption: Option<String>) -> Image {
    let mut image = Image::at(Source::Media(short));
    image.caption = Inline::plain(&caption.unwrap_or_default());
    image
}

fn state(state: EditionState) -> ArticleState {
    match state {
        EditionState::Draft => ArticleState::Draft,
        EditionState::AtDesk => ArticleState::Pending,
        EditionState::Ready => ArticleState::Ready,
        EditionState::Scheduled => ArticleState::Scheduled,
        EditionState::Published => ArticleState::Published,
        EditionState::Withdrawn => ArticleState::Withdrawn,
    }
}
