//! Letters to people: written in the transaction that is their reason, sent by a job afterwards.

use std::time::{Duration, UNIX_EPOCH};

use masthead_db::{DbError, Tx};
use masthead_engines::mail::{self, Address, AddressError, MailError, Sent};
use masthead_jobs::NewJob;

pub use super::words::{Words, write};
use super::{App, Lang, store};

/// The job that sends one letter; its payload is the letter's number.
pub const SEND: &str = "send_letter";

/// A letter in plain text. No pixels, no tracked links (spec/office.md §5).
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the parts of a letter")]
pub struct Letter {
    pub to: String,
    pub lang: Lang,
    pub subject: String,
    pub body: String,
}

/// Puts the letter into the outbox and asks for it to be sent.
pub async fn post(tx: &mut Tx, app: &App, letter: &Letter) -> Result<(), DbError> {
    let now = app.now();
    let id: masthead_db::Uuid = app.new_id();
    store::insert_letter(
        tx,
        id,
        &letter.to,
        letter.lang,
        &letter.subject,
        &letter.body,
        now,
    )
    .await?;
    let payload = serde_json::json!({ "letter": id.simple().to_string() });
    masthead_jobs::enqueue(tx, &NewJob::new(SEND, payload, now)).await?;
    Ok(())
}

/// Why a letter could not be sent, for the job that tries.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// The outbox could not be read or written.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The mail engine refused or failed.
    #[error(transparent)]
    Mail(#[from] MailError),
}

impl SendError {
    /// Whether the same letter may be taken later.
    pub fn is_worth_retrying(&self) -> bool {
        match self {
            SendError::Db(_) => true,
            SendError::Mail(error) => error.is_worth_retrying(),
        }
    }
}

/// Sends a letter that still waits. A letter that was sent already is not sent again, unless the process
/// died between sending and writing it down: then once more is better than never.
pub async fn send(app: &App, id: masthead_db::Uuid) -> Result<(), SendError> {
    let waiting =
        masthead_db::transact!(app.db.read(), |tx| { store::waiting_letter(tx, id).await })?;
    let Some(letter) = waiting else { return Ok(()) };
    let now = app.now();
    match hand_over(app, id, letter).await {
        Ok(_) => masthead_db::transact!(app.db.write(), |tx| {
            store::mark_letter_sent(tx, id, now).await
        })?,
        Err(error) => {
            let words = error.to_string();
            masthead_db::transact!(app.db.write(), |tx| {
                store::note_letter_failure(tx, id, &words).await
            })?;
            return Err(error.into());
        }
    };
    Ok(())
}

/// Writes down that a letter will never be sent, so that the newsroom sees it.
pub async fn give_up(app: &App, id: masthead_db::Uuid, why: &str) -> Result<(), DbError> {
    masthead_db::transact!(app.db.write(), |tx| {
        store::give_up_letter(tx, id, why).await
    })?;
    Ok(())
}

/// Forgets the letters to an address that have left the house.
pub async fn forget(tx: &mut Tx, to: &str) -> Result<(), DbError> {
    store::forget_letters(tx, to).await?;
    Ok(())
}

/// How the outbox stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Letters that wait.
    pub waiting: i64,
    /// When the oldest of them was written.
    pub oldest_waiting_at: Option<masthead_db::Time>,
    /// Letters that will never be sent.
    pub given_up: i64,
    /// What was last said about one that was not sent.
    pub last_error: Option<String>,
}

/// How the outbox stands, for whoever runs the site.
pub async fn standing(app: &App) -> Result<Standing, DbError> {
    let row = masthead_db::transact!(app.db.read(), |tx| { store::letter_standing(tx).await })?;
    Ok(Standing {
        waiting: row.waiting,
        oldest_waiting_at: row.oldest_waiting_at,
        given_up: row.given_up,
        last_error: row.last_error,
    })
}

async fn hand_over(
    app: &App,
    id: masthead_db::Uuid,
    letter: store::LetterRow,
) -> Result<Sent, MailError> {
    let to: Address = letter
        .recipient
        .parse()
        .map_err(|error: AddressError| MailError::GiveUp(error.to_string()))?;
    let written_at = UNIX_EPOCH
        + Duration::from_micros(u64::try_from(letter.created_at.as_micros()).unwrap_or(0));
    let out = mail::Letter {
        id: id.simple().to_string(),
        to,
        lang: letter.lang.tag().to_owned(),
        subject: letter.subject,
        text: letter.body,
        written_at,
    };
    app.mail.send(&out).await
}
