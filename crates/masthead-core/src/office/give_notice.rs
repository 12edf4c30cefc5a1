//! Somebody reports something: without an account if they like, and with an answer in the end (DSA Art. 16).

use masthead_db::{DbError, Tx, transact};

use super::case::{self, CaseKind, Lane, Opened, Receipt};
use super::error::OfficeError;
use super::look::{self, Looked, TRIES, Within};
use super::{letters, questions, store};
use crate::accounts::{self, is_email_address};
use crate::kernel::events::{Event, announce};
use crate::kernel::{AccountId, App, GroundId, Lang};
use crate::screening::find_ground;

/// Addresses in one notice; more are several notices.
pub const MOST_ADDRESSES: usize = 20;

/// Letters that a reason may have.
pub const REASON_LIMIT: usize = 5_000;

/// Letters a name may have.
const NAME_LIMIT: usize = 100;

/// A reason shorter than this says too little to be looked at without guessing.
pub(super) const PRECISE_FROM: usize = 20;

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
    /// The ground they name, if they have chosen one.
    pub ground: Option<GroundId>,
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

/// Takes a notice: a number and a token at once, a picture of every post before anything changes, each post back on
/// the desk, and a letter if an address was given. What says too little is taken all the same and looked at at once;
/// whoever gave it is asked (spec/office.md §15.3, NA-04). Whoever reports the sexual abuse of children is not asked who
/// they are: neither name nor account is kept, and an address only if they left one (NA-05).
///
/// # Errors
/// One for each thing that is missing: [`OfficeError::NoLane`], [`OfficeError::NoAddress`],
/// [`OfficeError::TooManyAddresses`], [`OfficeError::TooLong`], [`OfficeError::BadEmail`],
/// [`OfficeError::NoGoodFaith`].
pub async fn give_notice(app: &App, request: &GiveNotice) -> Result<Receipt, OfficeError> {
    let lane = check(request)?;
    let addresses: Vec<&str> = given(request).collect();
    for attempt in 1..=TRIES {
        let looked = look::look(app, &addresses).await?;
        if let Some(receipt) = write(app, request, lane, &looked, attempt == TRIES).await? {
            return Ok(receipt);
        }
    }
    Err(OfficeError::Unknown)
}

/// The addresses that say anything.
pub(super) fn given(request: &GiveNotice) -> impl Iterator<Item = &str> {
    let trimmed = request.addresses.iter().map(|it| it.trim());
    trimmed.filter(|it| !it.is_empty())
}

fn check(request: &GiveNotice) -> Result<Lane, OfficeError> {
    let lane = request.lane.ok_or(OfficeError::NoLane)?;
    match given(request).count() {
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

/// Whoever gave it, as far as it is kept.
struct Sender {
    account: Option<AccountId>,
    name: String,
    email: String,
    is_exempt: bool,
}

/// Writes the case down; nothing, when a post has changed since its picture was taken.
async fn write(
    app: &App,
    request: &GiveNotice,
    lane: Lane,
    looked: &[Looked],
    whatever: bool,
) -> Result<Option<Receipt>, OfficeError> {
    let says_why = request.reason.trim().chars().count() >= PRECISE_FROM;
    let unclear = look::unclear(looked, says_why);
    transact!(app.db.write(), |tx| {
        if !whatever && !look::still_so(tx, looked).await? {
            return Ok(None);
        }
        let opened = case::open(tx, app, CaseKind::Notice).await?;
        let sender = sender(tx, request).await?;
        insert(tx, app, request, &opened, &sender).await?;
        let (reason, law) = (request.reason.trim(), request.law.trim());
        store::insert_notice(
            tx,
            opened.id,
            lane,
            reason,
            law,
            request.in_good_faith,
            unclear.is_none(),
            request.ground,
            sender.is_exempt,
        )
        .await?;
        let within = Within {
            case: opened.id,
            number: &opened.receipt.number,
            lane,
        };
        for (position, item) in looked.iter().enumerate() {
            look::add(tx, app, &within, position, item).await?;
        }
        announce(tx, app, Event::NoticeReceived { case: opened.id }).await?;
        letters::notice_received(tx, app, request, &sender.email, lane, &opened.receipt).await?;
        if let Some(about) = unclear {
            questions::ask_at_once(tx, app, opened.id, about).await?;
        }
        super::decide_notice::close_if_all_is_decided(tx, app, opened.id).await?;
        Ok(Some(opened.receipt))
    })
}

/// Who gave it. Whoever is signed in is answered at their own address when they leave no other.
async fn sender(tx: &mut Tx, request: &GiveNotice) -> Result<Sender, DbError> {
    let ground = match request.ground {
        Some(id) => find_ground(tx, id, request.lang).await?,
        None => None,
    };
    let email = request.email.trim().to_owned();
    if ground.is_some_and(|it| it.asks_nobody_who()) {
        return Ok(Sender {
            account: None,
            name: String::new(),
            email,
            is_exempt: true,
        });
    }
    let own = match request.account {
        Some(account) if email.is_empty() => accounts::reach(tx, account).await?,
        _ => None,
    };
    Ok(Sender {
        account: request.account,
        name: request.name.trim().to_owned(),
        email: own.map_or(email, |it| it.email),
        is_exempt: false,
    })
}

async fn insert(
    tx: &mut Tx,
    app: &App,
    request: &GiveNotice,
    opened: &Opened,
    sender: &Sender,
) -> Result<(), DbError> {
    store::insert_case(
        tx,
        opened.id,
        &opened.receipt.number,
        CaseKind::Notice,
        request.lang,
        sender.account,
        &sender.name,
        &sender.email,
        app.now(),
        opened.deadline,
        opened.due_at,
    )
    .await?;
    Ok(())
}
