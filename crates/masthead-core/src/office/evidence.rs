//! Evidence: a post as it stood when it was reported, with what was around it, stored under the hash of its content.

use masthead_db::{DbError, Tx, Uuid, transact};
use masthead_engines::files::FileKey;
use masthead_jobs::NewJob;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::error::OfficeError;
use super::store;
use crate::kernel::audit::{self, Entry};
use crate::kernel::{App, CaseId, Lang, PostId, Time};
use crate::posts::{Found, Gap, Shown, find_post, post_with_answers, words_of};

/// A reported post and its snapshot, before anything is written down.
pub(super) struct Snapshot {
    pub(super) post: Found,
    pub(super) version: i64,
    pub(super) text_hash: Vec<u8>,
    file: Vec<u8>,
}

/// The file as it is read again: plain JSON with names that explain themselves.
#[derive(Serialize)]
struct File<'a> {
    format: &'static str,
    taken_at_micros: i64,
    site: &'a str,
    address: String,
    post: String,
    version: i64,
    author_name: &'a str,
    author_account: Option<String>,
    published_at_micros: Option<i64>,
    text: &'a str,
    text_sha256: String,
    above: Vec<Around>,
    below: Vec<Around>,
}

#[derive(Serialize)]
struct Around {
    post: String,
    author_name: String,
    published_at_micros: i64,
    html: Option<String>,
}

/// Looks at a published post and what is around it, in one moment of the database.
pub(super) async fn take(
    tx: &mut Tx,
    app: &App,
    short: &str,
    post: Found,
) -> Result<Option<Snapshot>, DbError> {
    let Some(version) = post.published_version else {
        return Ok(None);
    };
    of_version(tx, app, short, post, version).await
}

/// Looks at one text of a post, published or not, and what is around it.
async fn of_version(
    tx: &mut Tx,
    app: &App,
    short: &str,
    post: Found,
    version: i64,
) -> Result<Option<Snapshot>, DbError> {
    let Some(text) = words_of(tx, post.id, version).await? else {
        return Ok(None);
    };
    let around = post_with_answers(tx, short, None, Lang::De).await?;
    let (above, below) = around.map_or((Vec::new(), Vec::new()), |it| (it.above, it.posts));
    let text_hash = Sha256::digest(text.as_bytes()).to_vec();
    let site = app.settings();
    let file = File {
        format: "masthead evidence 1",
        taken_at_micros: app.now().as_micros(),
        site: &site.name,
        address: site.address.of(&format!("/posts/{short}")),
        post: post.id.to_string(),
        version,
        author_name: &post.author_name,
        author_account: post.account.map(|account| account.to_string()),
        published_at_micros: post.published_at.map(Time::as_micros),
        text: &text,
        text_sha256: data_encoding::HEXLOWER.encode(&text_hash),
        above: above.into_iter().map(around_of).collect(),
        below: below
            .into_iter()
            .filter(|it| it.id != post.id)
            .map(around_of)
            .collect(),
    };
    let file = serde_json::to_vec_pretty(&file).expect("words and numbers are always JSON");
    Ok(Some(Snapshot {
        post,
        version,
        text_hash,
        file,
    }))
}

/// Stores the file. Storing the same content twice is storing it once.
pub(super) async fn keep(app: &App, snapshot: &Snapshot) -> Result<FileKey, OfficeError> {
    Ok(app.files.put(snapshot.file.clone()).await?)
}

/// Writes down where the evidence is and what its hash is, also in the audit log.
pub(super) async fn write_down(
    tx: &mut Tx,
    app: &App,
    case: (CaseId, &str),
    item: Uuid,
    snapshot: &Snapshot,
    key: FileKey,
) -> Result<(), DbError> {
    let (id, number) = case;
    let (row, file_hash): (Uuid, _) = (app.new_id(), key.as_bytes().to_vec());
    store::insert_evidence(
        tx,
        row,
        id,
        item,
        snapshot.version,
        &file_hash,
        &snapshot.text_hash,
        app.now(),
    )
    .await?;
    let detail = format!(
        "{} version {} sha256 {key}",
        snapshot.post.id, snapshot.version
    );
    let entry = Entry {
        actor: "site",
        verb: "evidence taken",
        subject: number,
        detail: &detail,
    };
    audit::record(tx, app, &entry).await
}

/// The job that follows when an author changes their post; its payload is the post.
pub const TAKE_EVIDENCE: &str = "take_evidence";

/// The job for a post that its author has changed.
pub fn evidence_job(post: PostId, now: Time) -> NewJob {
    NewJob::new(
        TAKE_EVIDENCE,
        serde_json::json!({ "post": post.to_string() }),
        now,
    )
}

/// Takes a picture of the newest text of a reported post for every open notice about it; the earlier pictures stay
/// (spec/office.md §15.3, NA-10). Doing it twice takes one.
///
/// # Errors
/// [`OfficeError::File`] when the picture cannot be stored.
pub async fn take_evidence(app: &App, post: PostId) -> Result<(), OfficeError> {
    let short = post.short();
    let newest = transact!(app.db.read(), |tx| {
        if store::list_open_items_about(tx, post).await?.is_empty() {
            return Ok(None);
        }
        match find_post(tx, &short).await? {
            Some(found) => {
                let version = found.version;
                of_version(tx, app, &short, found, version).await
            }
            None => Ok(None),
        }
    })?;
    let Some(snapshot) = newest else {
        return Ok(());
    };
    let key = keep(app, &snapshot).await?;
    transact!(app.db.write(), |tx| {
        for item in store::list_open_items_about(tx, post).await? {
            let known = store::count_evidence_of(tx, item.id, snapshot.version).await?;
            if let (0, Some(case)) = (known.total, store::case(tx, item.case_id).await?) {
                write_down(tx, app, (case.id, &case.number), item.id, &snapshot, key).await?;
            }
        }
        Ok(())
    })
}

fn around_of(shown: Shown) -> Around {
    Around {
        post: shown.short,
        author_name: shown.author_name,
        published_at_micros: shown.published_at.as_micros(),
        html: match shown.content {
            Ok(html) => Some(html.to_string()),
            Err(Gap::Removed { .. } | Gap::Withdrawn | Gap::Erased) => None,
        },
    }
}
