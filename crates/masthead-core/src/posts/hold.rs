//! What a case needs is not erased while it is open: its holds on posts, and what follows when the last one falls.

use masthead_db::{DbError, Tx};

use super::store;
use crate::kernel::audit::{self, Entry};
use crate::kernel::{App, CaseId, PostId};

/// Keeps the texts of a post from erasure until the case is closed (GDPR Art. 17(3)(e)). Holding twice is holding once.
pub async fn hold_for(tx: &mut Tx, app: &App, case: CaseId, post: PostId) -> Result<(), DbError> {
    store::insert_hold(tx, case, post, app.now()).await?;
    Ok(())
}

/// Lets go of every post that was kept for a case. What its author had erased meanwhile is erased now, without being
/// asked again (spec/office.md §3.13), unless another case still holds it.
pub async fn release_holds_of(tx: &mut Tx, app: &App, case: CaseId) -> Result<(), DbError> {
    for held in store::list_held_by(tx, case).await? {
        store::release_hold(tx, case, held.post_id, app.now()).await?;
        if !held.is_erased || store::is_held(tx, held.post_id).await?.found {
            continue;
        }
        store::erase_texts(tx, held.post_id).await?;
        let entry = Entry {
            actor: "site",
            verb: "held text erased",
            subject: &held.post_id.to_string(),
            detail: "",
        };
        audit::record(tx, app, &entry).await?;
    }
    Ok(())
}
