//! Somebody reports something: without an account if they like, and with an answer in the end (DSA Art. 16).

use masthead_db::{Tx, Uuid, transact};
use masthead_engines::files::FileKey;

use super::address::{self, Pointed};
use super::case::{self, CaseKind, ItemOutcome, Lane, Opened, Receipt};
use super::error::OfficeError;
use super::evidence::{self, Snapshot};
use super::{letters, store};
use crate::accounts::is_email_address;
use crate::kernel::events::{Event, announce};
use crate::kernel::{AccountId, App, Lang, PostId};
use crate::posts::decisions::complaint_window_ends;
use crate::posts::{Found, PostError, PostState, find_post, hold_for, reopen};
use crate::screening::Rule;

/// Addresses in one notice; more are several notices.
pub const MOST_ADDRESSES: usize = 20;

/// Letters that a reason may have.
pub const REASON_LIMIT: usize = 5_000;

/// Letters a name may have.
const NAME_LIMIT: usize = 100;

/// A reason shorter than this says too little to be looked at without guessing.
const PRECISE_FROM: usize = 20;

/// How often the post may change under our hands while we take its picture.
const TRIES: usize = 3;

/// What somebody hands in.
#[derive(Clone, Debug)]
pub struct GiveNotice {
    /// Which of the two it is; nothing is chosen for them.
    pub lane: Option<Lane>,
    /// What it is about, one address each.
    pub addresses: Vec<String>,
    /// Why, in their words; may be empty (spec/office.md §15.3, NA-04).
    pub reason: String,
    /// The law they name, if they know one.
    pub law: String,
    /// May be empty.
    pub name: String,
    /// May be empty.
    pub email: String,
    /// That they believe what they say (Art. 16(2)(d)).
    pub in_good_faith: bool,
    /// Whose account it is, if they are signed in.
    pub account: Option<AccountId>,
    /// The language they are answered in.
    pub lang: Lang,
}

/// One address, and what we found there.
struct Looked {
    address: String,
    found: Thing,
}

enum Thing {
    Post(Box<Snapshot>, FileKey),
    /// Ours, but no post: a person has to look.
    Other,
    Settled(ItemOutcome),
}

/// Takes a notice: a number and a token at once, a picture of every post before anything changes, each post back on
/// the desk, and a letter if an address was given.
///
/// # Errors
/// One for each thing that is missing: [`OfficeError::NoLane`], [`OfficeError::NoAddress`],
/// [`OfficeError::TooManyAddresses`], [`OfficeError::TooLong`], [`OfficeError::BadEmail`],
/// [`OfficeError::NoGoodFaith`].
pub async fn give_notice(app: &App, request: &GiveNotice) -> Result<Receipt, OfficeError> {
    let lane = check(request)?;
    for _ in 1..TRIES {
        let looked = look(app, request).await?;
        if let Some(receipt) = write(app, request, lane, &looked, false).await? {
            return Ok(receipt);
        }
    }
    let looked = look(app, request).await?;
    write(app, request, lane, &looked, true)
        .await?
        .ok_or(OfficeError::Unknown)
}

fn check(request: &GiveNotice) -> Result<Lane, OfficeError> {
    let addresses = request
        .addresses
        .iter()
        .filter(|it| !it.trim().is_empty())
        .count();
    let lane = request.lane.ok_or(OfficeError::NoLane)?;
    match addresses {
        0 => return Err(OfficeError::NoAddress),
        1..=MOST_ADDRESSES => {}
        _ => return Err(OfficeError::TooManyAddresses),
    }
    let long = request.reason.chars().count() > REASON_LIMIT
        || request.law.chars().count() > REASON_LIMIT
        || request.name.chars().count() > NAME_LIMIT
        || request.addresses.iter().any(|it| it.len() > 2_000);
    if long {
        return Err(OfficeError::TooLong);
    }
    if !request.email.trim().is_empty() && !is_email_address(&request.email) {
        return Err(OfficeError::BadEmail);
    }
    if request.in_good_faith {
        Ok(lane)
    } else {
        Err(OfficeError::NoGoodFaith)
    }
}

/// Looks at every address and stores the pictures, outside any transaction that writes.
async fn look(app: &App, request: &GiveNotice) -> Result<Vec<Looked>, OfficeError> {
    let mut looked = Vec::new();
    for address in request
        .addresses
        .iter()
        .map(|it| it.trim())
        .filter(|it| !it.is_empty())
    {
        let found = match address::read(address, &app.settings().address.0) {
            Pointed::Elsewhere => Thing::Settled(ItemOutcome::OutsideOurControl),
            Pointed::Unreadable => Thing::Settled(ItemOutcome::NotFound),
            Pointed::Ours => Thing::Other,
            Pointed::Post(short) => look_at_post(app, &short).await?,
        };
        looked.push(Looked {
            address: address.to_owned(),
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

/// Writes the case down; nothing, when a post has changed since its picture was taken.
async fn write(
    app: &App,
    request: &GiveNotice,
    lane: Lane,
    looked: &[Looked],
    whatever: bool,
) -> Result<Option<Receipt>, OfficeError> {
    transact!(app.db.write(), |tx| {
        if !whatever && !still_so(tx, looked).await? {
            return Ok(None);
        }
        let opened = case::open(tx, app, CaseKind::Notice).await?;
        insert(tx, app, request, lane, &opened).await?;
        for (position, item) in looked.iter().enumerate() {
            let id = insert_item(tx, app, &opened, position, item).await?;
            if let Thing::Post(snapshot, key) = &item.found {
                let case = (opened.id, opened.receipt.number.as_str());
                evidence::write_down(tx, app, case, id, snapshot, *key).await?;
                hold_for(tx, app, opened.id, snapshot.post.id).await?;
                ask_the_desk(tx, app, lane, snapshot.post.id).await?;
            }
        }
        announce(tx, app, Event::NoticeReceived { case: opened.id }).await?;
        letters::notice_received(tx, app, request, lane, &opened.receipt).await?;
        super::decide_notice::close_if_all_is_decided(tx, app, opened.id).await?;
        Ok(Some(opened.receipt))
    })
}

async fn still_so(tx: &mut Tx, looked: &[Looked]) -> Result<bool, OfficeError> {
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

async fn insert(
    tx: &mut Tx,
    app: &App,
    request: &GiveNotice,
    lane: Lane,
    opened: &Opened,
) -> Result<(), OfficeError> {
    let (reason, law) = (request.reason.trim(), request.law.trim());
    let precise = reason.chars().count() >= PRECISE_FROM;
    store::insert_case(
        tx,
        opened.id,
        &opened.receipt.number,
        CaseKind::Notice,
        request.lang,
        request.account,
        request.name.trim(),
        request.email.trim(),
        app.now(),
        opened.deadline,
        opened.due_at,
    )
    .await?;
    store::insert_notice(
        tx,
        opened.id,
        lane,
        reason,
        law,
        request.in_good_faith,
        precise,
    )
    .await?;
    Ok(())
}

async fn insert_item(
    tx: &mut Tx,
    app: &App,
    opened: &Opened,
    position: usize,
    item: &Looked,
) -> Result<Uuid, OfficeError> {
    let (id, now): (Uuid, _) = (app.new_id(), app.now());
    let position = i64::try_from(position).unwrap_or(i64::MAX);
    let post = match &item.found {
        Thing::Post(snapshot, _) => Some(snapshot),
        Thing::Other | Thing::Settled(_) => None,
    };
    let (post_id, version) = (post.map(|it| it.post.id), post.map(|it| it.version));
    store::insert_notice_item(tx, id, opened.id, position, &item.address, post_id, version).await?;
    if let Thing::Settled(outcome) = &item.found {
        let until = complaint_window_ends(now, &app.settings().zone);
        store::settle_item(tx, id, *outcome, "", None, None, now, until).await?;
    }
    Ok(id)
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
