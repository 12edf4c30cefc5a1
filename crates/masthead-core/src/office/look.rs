//! Looking at what a notice names: which post is meant, how it stands just now, and writing that down as the things of
//! the case.

use masthead_db::{Tx, Uuid, transact};
use masthead_engines::files::FileKey;

use super::address::{self, Pointed};
use super::case::{About, ItemOutcome, Lane};
use super::error::OfficeError;
use super::evidence::{self, Snapshot};
use super::store;
use crate::kernel::{App, CaseId, PostId};
use crate::posts::decisions::complaint_window_ends;
use crate::posts::{Found, PostError, PostState, find_post, hold_for, reopen};
use crate::screening::Rule;

/// How often a post may change under our hands while we take its picture.
pub(super) const TRIES: usize = 3;

/// One address, and what was found there.
pub(super) struct Looked {
    address: String,
    found: Thing,
}

enum Thing {
    Post(Box<Snapshot>, FileKey),
    /// Ours, but no post: a person has to look.
    Other,
    /// Words, but no address: a person has to look, and whoever wrote them is asked.
    Unclear,
    Settled(ItemOutcome),
}

/// Where things are written down.
pub(super) struct Within<'a> {
    pub(super) case: CaseId,
    pub(super) number: &'a str,
    pub(super) lane: Lane,
}

/// Looks at every address and stores the pictures, outside any transaction that writes.
pub(super) async fn look(app: &App, addresses: &[&str]) -> Result<Vec<Looked>, OfficeError> {
    let mut looked = Vec::new();
    for address in addresses {
        let found = match address::read(address, &app.settings().address.0) {
            Pointed::Elsewhere => Thing::Settled(ItemOutcome::OutsideOurControl),
            Pointed::Unreadable => Thing::Unclear,
            Pointed::Ours => Thing::Other,
            Pointed::Post(short) => look_at_post(app, &short).await?,
        };
        looked.push(Looked {
            address: (*address).to_owned(),
            found,
        });
    }
    Ok(looked)
}

async fn look_at_post(app: &App, short: &str) -> Result<Thing, OfficeError> {
    let found = transact!(app.db.read(), |tx| {
        let Some(post) = find_post(tx, short).await? else {
            return Ok(Err(ItemOutcome::NotFound));
        };
        if post.state != PostState::Published {
            return Ok(Err(gone(&post)));
        }
        Ok::<Result<Snapshot, ItemOutcome>, OfficeError>(
            evidence::take(tx, app, short, post)
                .await?
                .ok_or(ItemOutcome::NotFound),
        )
    })?;
    Ok(match found {
        Err(outcome) => Thing::Settled(outcome),
        Ok(snapshot) => {
            let key = evidence::keep(app, &snapshot).await?;
            Thing::Post(Box::new(snapshot), key)
        }
    })
}

/// What was never seen by readers is not there, for a stranger; what was, is gone.
fn gone(post: &Found) -> ItemOutcome {
    if post.published_at.is_some() {
        ItemOutcome::AlreadyGone
    } else {
        ItemOutcome::NotFound
    }
}

/// What has to be asked, if anything: whether it is clear which post is meant, and what is wrong with it.
pub(super) fn unclear(looked: &[Looked], says_why: bool) -> Option<About> {
    let nowhere = looked.iter().any(|it| matches!(it.found, Thing::Unclear));
    match (nowhere, says_why) {
        (true, true) => Some(About::Place),
        (true, false) => Some(About::Both),
        (false, false) => Some(About::Reason),
        (false, true) => None,
    }
}

/// The posts among what was looked at.
pub(super) fn posts(looked: &[Looked]) -> impl Iterator<Item = PostId> {
    looked.iter().filter_map(|it| match &it.found {
        Thing::Post(snapshot, _) => Some(snapshot.post.id),
        Thing::Other | Thing::Unclear | Thing::Settled(_) => None,
    })
}

/// Whether every post still stands as it was pictured.
pub(super) async fn still_so(tx: &mut Tx, looked: &[Looked]) -> Result<bool, OfficeError> {
    for item in looked {
        if let Thing::Post(snapshot, _) = &item.found {
            let now = find_post(tx, &snapshot.post.id.short()).await?;
            let same = now.is_some_and(|it| {
                it.state == PostState::Published && it.published_version == Some(snapshot.version)
            });
            if !same {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// Writes down one thing of a notice; a post is pictured, kept from erasure, and back on the desk.
pub(super) async fn add(
    tx: &mut Tx,
    app: &App,
    within: &Within<'_>,
    position: usize,
    looked: &Looked,
) -> Result<(), OfficeError> {
    let (id, now): (Uuid, _) = (app.new_id(), app.now());
    let position = i64::try_from(position).unwrap_or(i64::MAX);
    store::insert_notice_item(tx, id, within.case, position, &looked.address, None, None).await?;
    match &looked.found {
        Thing::Post(..) => point(tx, app, within, id, looked).await?,
        Thing::Settled(outcome) => {
            let until = complaint_window_ends(now, &app.settings().zone);
            store::settle_item(tx, id, *outcome, "", None, None, now, until, None, None).await?;
        }
        Thing::Other | Thing::Unclear => {}
    }
    Ok(())
}

/// Says which post a thing of a notice is, with all that follows; nothing for what is no post.
pub(super) async fn point(
    tx: &mut Tx,
    app: &App,
    within: &Within<'_>,
    item: Uuid,
    looked: &Looked,
) -> Result<(), OfficeError> {
    let Thing::Post(snapshot, key) = &looked.found else {
        return Ok(());
    };
    let post = snapshot.post.id;
    if store::point_item(tx, item, post, snapshot.version).await? == 0 {
        return Ok(());
    }
    let case = (within.case, within.number);
    evidence::write_down(tx, app, case, item, snapshot, *key).await?;
    hold_for(tx, app, within.case, post).await?;
    ask_the_desk(tx, app, within.lane, post).await
}

/// Brings a reported post back to the desk, with what it was reported as. One that nobody sees any more needs no look.
async fn ask_the_desk(tx: &mut Tx, app: &App, lane: Lane, post: PostId) -> Result<(), OfficeError> {
    let why = match lane {
        Lane::Unlawful => Rule::ReportedUnlawful,
        Lane::HouseRules => Rule::Reopened,
    };
    match reopen(tx, app, post, why).await {
        Ok(_) | Err(PostError::Unknown) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
