//! The netiquette and the terms: published in versions, never changed, and always one of each in force.

use masthead_db::{DbError, Time, Tx, Uuid, transact};

use super::store;
use crate::kernel::audit::{self, Entry};
use crate::kernel::{App, Lang};

/// Which of the two documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DocumentKind {
    /// How people treat each other here; what a refusal rests on.
    Netiquette,
    /// The contract.
    Terms,
}

masthead_db::impl_text_column!(DocumentKind { Netiquette = "netiquette", Terms = "terms" });

impl DocumentKind {
    /// Both.
    pub const ALL: [DocumentKind; 2] = [DocumentKind::Netiquette, DocumentKind::Terms];
}

/// One version in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of a document")]
pub struct Document {
    pub kind: DocumentKind,
    pub lang: Lang,
    pub version: i64,
    pub effective_from_at: Time,
    /// Markdown; empty in lists of versions.
    pub body: String,
    /// What is different from the version before, for those who have accepted that one.
    pub change_summary: String,
}

/// A version to publish, in every language of the site.
#[derive(Clone, Debug)]
pub(super) struct NewDocument {
    /// Which document.
    pub kind: DocumentKind,
    /// From when it holds; not before now.
    pub effective_from_at: Time,
    /// Language, body and what has changed.
    pub texts: Vec<(Lang, String, String)>,
}

/// The version that is in force, in `lang` if it has been written in it.
pub async fn in_force(
    app: &App,
    kind: DocumentKind,
    lang: Lang,
) -> Result<Option<Document>, DbError> {
    transact!(app.db.read(), |tx| {
        let Some(version) = version_in_force(tx, kind, app.now()).await? else {
            return Ok(None);
        };
        in_lang(tx, kind, version, lang).await
    })
}

/// One version, in `lang` if it has been written in it.
pub async fn document(
    app: &App,
    kind: DocumentKind,
    version: i64,
    lang: Lang,
) -> Result<Option<Document>, DbError> {
    transact!(app.db.read(), |tx| {
        in_lang(tx, kind, version, lang).await
    })
}

/// The number of the version that was in force at a moment; a statement of reasons names it.
pub async fn version_at(
    tx: &mut Tx,
    kind: DocumentKind,
    moment: Time,
) -> Result<Option<i64>, DbError> {
    version_in_force(tx, kind, moment).await
}

/// Every version in a language, the newest first, without bodies.
pub async fn list_versions(
    app: &App,
    kind: DocumentKind,
    lang: Lang,
) -> Result<Vec<Document>, DbError> {
    let rows = transact!(app.db.read(), |tx| {
        store::list_versions(tx, kind, lang).await
    })?;
    Ok(rows.into_iter().map(from_row).collect())
}

/// Publishes the house's own netiquette and terms where there are none, so that a new site has something to accept.
pub async fn publish_first(app: &App) -> Result<(), DbError> {
    transact!(app.db.write(), |tx| {
        for kind in DocumentKind::ALL {
            if store::newest_version(tx, kind).await?.is_none() {
                insert(tx, app, "site", &first(kind, app.now())).await?;
            }
        }
        Ok(())
    })
}

/// The version in force at a moment.
pub(super) async fn version_in_force(
    tx: &mut Tx,
    kind: DocumentKind,
    now: Time,
) -> Result<Option<i64>, DbError> {
    Ok(store::version_in_force(tx, kind, now)
        .await?
        .map(|row| row.version))
}

async fn in_lang(
    tx: &mut Tx,
    kind: DocumentKind,
    version: i64,
    lang: Lang,
) -> Result<Option<Document>, DbError> {
    let mut found: Vec<Document> = store::list_document(tx, kind, version)
        .await?
        .into_iter()
        .map(from_row)
        .collect();
    let at = found
        .iter()
        .position(|document| document.lang == lang)
        .unwrap_or(0);
    Ok((at < found.len()).then(|| found.swap_remove(at)))
}

/// Publishes the next version and gives its number. It cannot be taken back, only followed by another.
pub(super) async fn insert(
    tx: &mut Tx,
    app: &App,
    actor: &str,
    new: &NewDocument,
) -> Result<i64, DbError> {
    let version = store::newest_version(tx, new.kind)
        .await?
        .map_or(1, |row| row.version + 1);
    let from = new.effective_from_at.max(app.now());
    for (lang, body, changes) in &new.texts {
        let id: Uuid = app.new_id();
        store::insert_document(
            tx,
            id,
            new.kind,
            *lang,
            version,
            from,
            body,
            changes,
            app.now(),
        )
        .await?;
    }
    let subject = format!("{}:{version}", masthead_db::TextColumn::word(new.kind));
    audit::record(
        tx,
        app,
        &Entry {
            actor,
            verb: "document published",
            subject: &subject,
            detail: "",
        },
    )
    .await?;
    Ok(version)
}

fn first(kind: DocumentKind, now: Time) -> NewDocument {
    let (de, en) = match kind {
        DocumentKind::Netiquette => (
            include_str!("../../documents/de/netiquette.md"),
            include_str!("../../documents/en/netiquette.md"),
        ),
        DocumentKind::Terms => (
            include_str!("../../documents/de/terms.md"),
            include_str!("../../documents/en/terms.md"),
        ),
    };
    let text = |lang: Lang, body: &str| (lang, body.to_owned(), String::new());
    NewDocument {
        kind,
        effective_from_at: now,
        texts: vec![text(Lang::De, de), text(Lang::En, en)],
    }
}

fn from_row(row: store::DocumentRow) -> Document {
    Document {
        kind: row.kind,
        lang: row.lang,
        version: row.version,
        effective_from_at: row.effective_from_at,
        body: row.body,
        change_summary: row.change_summary,
    }
}
