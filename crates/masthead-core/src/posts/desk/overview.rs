//! The desk around the item: what remains where, who has what, what can still be taken back, the grounds at hand.

use masthead_db::{DbError, transact};

use super::{
    Claim, Remaining, WaitingBelow, list_claims, remaining, usual_waiting_secs, waiting_by_article,
};
use crate::kernel::{App, Capability, Person};
use crate::posts::PostError;
use crate::posts::decisions::{Undoable, list_undoable};
use crate::screening::{Ground, list_grounds};

/// Everything on the desk but the item itself, from one moment of the database.
#[derive(Clone, Debug)]
pub struct Overview {
    /// Exact counts for each queue.
    pub remaining: Remaining,
    /// Exact counts for each article, the fullest first.
    pub by_article: Vec<WaitingBelow>,
    /// Who has what on the screen, oneself included.
    pub claims: Vec<Claim>,
    /// What this moderator can still take back, the newest first.
    pub undoable: Vec<Undoable>,
    /// The grounds in force, in the moderator's language.
    pub grounds: Vec<Ground>,
    /// How long a post usually waits just now, if that can be said.
    pub usual_waiting_secs: Option<u64>,
}

/// Reads the desk for a moderator.
///
/// # Errors
/// [`PostError::NotAllowed`] for a role that decides nothing.
pub async fn overview(app: &App, who: &Person) -> Result<Overview, PostError> {
    if !who.may(Capability::DecidePosts) {
        return Err(PostError::NotAllowed);
    }
    let now = app.now();
    Ok(transact!(app.db.read(), |tx| {
        Ok::<_, DbError>(Overview {
            remaining: remaining(tx, None).await?,
            by_article: waiting_by_article(tx, who.lang).await?,
            claims: list_claims(tx, now).await?,
            undoable: list_undoable(tx, who).await?,
            grounds: list_grounds(tx, who.lang).await?,
            usual_waiting_secs: usual_waiting_secs(tx, now).await?,
        })
    })?)
}
