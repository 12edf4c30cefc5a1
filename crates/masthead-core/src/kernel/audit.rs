//! The log of who decided what: each entry carries the hash of the one before it.
//!
//! `hash = SHA-256(previous hash ‖ the entry's fields, each with its length before it)` (spec/office.md §12.4). Of the
//! detail only a salted hash stands in the chain, so that it can be erased and the chain still holds. A changed, missing or moved entry breaks the chain at its place, and
//! [`verify`] names the first that does not fit.

use masthead_db::{DbError, Time, Tx, transact};
use sha2::{Digest, Sha256};

use super::{App, store};

/// Entries read at a time while verifying; keeps memory flat whatever the log's length.
const PAGE: i64 = 1_000;

/// What is written down: who did what to which thing, and what else is worth knowing.
///
/// `actor` is an account's identifier, `rule:<name>` or `site`. Names and addresses of people do not belong here:
/// the log outlives their erasure.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named above")]
pub struct Entry<'a> {
    pub actor: &'a str,
    pub verb: &'a str,
    pub subject: &'a str,
    pub detail: &'a str,
}

/// An entry as it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of an entry")]
pub struct Recorded {
    pub seq: i64,
    pub at: Time,
    pub actor: String,
    pub verb: String,
    pub subject: String,
    /// None when it was erased.
    pub detail: Option<String>,
}

/// What a look at the whole log found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every entry fits the one before it; their number.
    Whole(i64),
    /// The first entry that does not fit, and in which way.
    Broken {
        /// Its number in the log.
        seq: i64,
        /// In words, for the person who has to explain it.
        how: &'static str,
    },
}

/// Appends an entry, in the transaction of what it is about.
pub async fn record(tx: &mut Tx, app: &App, entry: &Entry<'_>) -> Result<(), DbError> {
    let head = store::advance_audit_head(tx).await?;
    let now = app.now();
    let salt = app.ids.salt();
    let commitment = commitment_of(&salt, entry.detail);
    let link = Link {
        seq: head.seq,
        at: now,
        actor: entry.actor,
        verb: entry.verb,
        subject: entry.subject,
    };
    let hash = link.hash(&head.hash, &commitment);
    store::insert_audit_entry(
        tx,
        head.seq,
        now,
        entry.actor,
        entry.verb,
        entry.subject,
        entry.detail,
        &salt,
        &commitment,
        &head.hash,
        &hash,
    )
    .await?;
    store::set_audit_head(tx, &hash).await?;
    Ok(())
}

/// Walks the whole log and recomputes every hash.
pub async fn verify(app: &App) -> Result<Verdict, DbError> {
    let (mut seq, mut hash) = (0, Vec::new());
    loop {
        let page = transact!(app.db.read(), |tx| {
            store::list_audit_entries(tx, seq, PAGE).await
        })?;
        let Some(last) = page.last() else { break };
        let (next_seq, next_hash) = (last.seq, last.hash.clone());
        if let Some(broken) = first_misfit(&page, seq, hash) {
            return Ok(broken);
        }
        (seq, hash) = (next_seq, next_hash);
    }
    let head = transact!(app.db.read(), |tx| { store::audit_head(tx).await })?;
    if head.seq != seq || (seq > 0 && head.hash != hash) {
        return Ok(Verdict::Broken {
            seq: seq + 1,
            how: "entries at the end of the log are missing",
        });
    }
    Ok(Verdict::Whole(seq))
}

/// The newest entries about one thing, newest first.
pub async fn about(tx: &mut Tx, subject: &str, limit: i64) -> Result<Vec<Recorded>, DbError> {
    Ok(store::list_audit_entries_about(tx, subject, limit)
        .await?
        .into_iter()
        .map(recorded)
        .collect())
}

/// The newest entries, newest first.
pub async fn newest(tx: &mut Tx, limit: i64) -> Result<Vec<Recorded>, DbError> {
    Ok(store::list_newest_audit_entries(tx, limit)
        .await?
        .into_iter()
        .map(recorded)
        .collect())
}

/// The newest entries for the newsroom's page, newest first.
pub async fn page(app: &App, limit: i64) -> Result<Vec<Recorded>, DbError> {
    transact!(app.db.read(), |tx| { newest(tx, limit).await })
}

fn recorded(row: store::EntryRow) -> Recorded {
    Recorded {
        seq: row.seq,
        at: row.at,
        actor: row.actor,
        verb: row.verb,
        subject: row.subject,
        detail: row.detail,
    }
}

fn first_misfit(page: &[store::EntryRow], mut seq: i64, mut hash: Vec<u8>) -> Option<Verdict> {
    for row in page {
        let how = misfit(row, seq, &hash);
        if let Some(how) = how {
            return Some(Verdict::Broken { seq: row.seq, how });
        }
        (seq, hash) = (row.seq, row.hash.clone());
    }
    None
}

fn misfit(row: &store::EntryRow, seq_before: i64, hash_before: &[u8]) -> Option<&'static str> {
    let link = Link {
        seq: row.seq,
        at: row.at,
        actor: &row.actor,
        verb: &row.verb,
        subject: &row.subject,
    };
    let detail_fits = match (&row.salt, &row.detail) {
        (Some(salt), Some(detail)) => commitment_of(salt, detail) == row.commitment,
        (None, None) => true,
        _ => false,
    };
    if row.seq != seq_before + 1 {
        Some("entries before it are missing")
    } else if row.prev_hash != hash_before {
        Some("it does not follow from the entry before it")
    } else if !detail_fits || row.hash != link.hash(hash_before, &row.commitment) {
        Some("its content was changed after it was written")
    } else {
        None
    }
}

fn commitment_of(salt: &[u8], detail: &str) -> Vec<u8> {
    Sha256::new()
        .chain_update(salt)
        .chain_update(detail.as_bytes())
        .finalize()
        .to_vec()
}

/// What one entry puts into the chain.
struct Link<'a> {
    seq: i64,
    at: Time,
    actor: &'a str,
    verb: &'a str,
    subject: &'a str,
}

impl Link<'_> {
    fn hash(&self, previous: &[u8], commitment: &[u8]) -> Vec<u8> {
        let mut sha = Sha256::new();
        for field in [
            previous,
            self.actor.as_bytes(),
            self.verb.as_bytes(),
            self.subject.as_bytes(),
            commitment,
        ] {
            sha.update((field.len() as u64).to_be_bytes());
            sha.update(field);
        }
        sha.update(self.seq.to_be_bytes());
        sha.update(self.at.as_micros().to_be_bytes());
        sha.finalize().to_vec()
    }
}
