//! Challenging a decision: its author's complaint, or that of whoever reported something (DSA Art. 20).

use masthead_db::{Time, Tx, Uuid, transact};

use super::case::{self, Basis, CaseKind, ItemOutcome, Receipt, opens};
use super::error::OfficeError;
use super::{letters, sanctions, store};
use crate::accounts;
use crate::kernel::events::{Event, announce};
use crate::kernel::{AccountId, App, DecisionId, Lang, Person, PostId, SanctionId};
use crate::posts::decisions::{complaint_window_ends, statement_by_short};
use crate::posts::hold_for;

/// Letters that a complaint may have.
const TEXT_LIMIT: usize = 5_000;

/// A complaint. The law asks for no form (recital 58): the text may be empty.
#[derive(Clone, Debug)]
pub struct Complain {
    /// What is challenged, and by what right.
    pub challenge: Challenge,
    /// Why, in their words.
    pub text: String,
    /// The language they are answered in.
    pub lang: Lang,
}

/// What is challenged, and by what right.
#[derive(Clone, Debug)]
pub enum Challenge {
    /// The author, against what a statement of reasons told them.
    Statement {
        /// The letters in the statement's address.
        short: String,
        /// Whoever is signed in.
        who: Person,
    },
    /// Whoever reported something, known or not, by the token of their notice.
    Notice {
        /// The notice's number.
        number: String,
        /// Its token.
        token: String,
        /// Which of its things.
        item: Uuid,
    },
    /// The holder of an account, against a warning or a suspension, by the token in their letter: whoever is suspended
    /// cannot sign in.
    Sanction {
        /// The letters in its address.
        short: String,
        /// Its token.
        token: String,
    },
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Complained {
    /// It will be decided by somebody else than the first time.
    Taken(Receipt),
    /// The window closed at this moment; the other ways of redress are still open.
    TooLate(Time),
}

/// A challenge that was found to stand on something.
struct Standing {
    basis: Basis,
    post: Option<PostId>,
    decision: Option<DecisionId>,
    item: Option<Uuid>,
    sanction: Option<SanctionId>,
    window_ends_at: Time,
    account: Option<AccountId>,
    name: String,
    email: String,
}

/// Takes a complaint within six months of the day on which somebody was informed, free of charge and without form.
///
/// # Errors
/// [`OfficeError::Unknown`], [`OfficeError::NothingToChallenge`], [`OfficeError::AlreadyChallenged`],
/// [`OfficeError::TooLong`].
pub async fn complain(app: &App, request: &Complain) -> Result<Complained, OfficeError> {
    if request.text.chars().count() > TEXT_LIMIT {
        return Err(OfficeError::TooLong);
    }
    transact!(app.db.write(), |tx| {
        let standing = match &request.challenge {
            Challenge::Statement { short, who } => of_author(tx, short, who).await?,
            Challenge::Notice {
                number,
                token,
                item,
            } => of_reporter(tx, app, number, token, *item).await?,
            Challenge::Sanction { short, token } => of_member(tx, app, short, token).await?,
        };
        if app.now() >= standing.window_ends_at {
            return Ok(Complained::TooLate(standing.window_ends_at));
        }
        let earlier = store::count_complaints_against(
            tx,
            standing.decision,
            standing.item,
            standing.sanction,
            standing.basis,
        )
        .await?;
        if earlier.total > 0 {
            return Err(OfficeError::AlreadyChallenged);
        }
        file(tx, app, request, &standing)
            .await
            .map(Complained::Taken)
    })
}

async fn of_author(tx: &mut Tx, short: &str, who: &Person) -> Result<Standing, OfficeError> {
    let statement = statement_by_short(tx, short)
        .await?
        .filter(|it| it.recipient == who.account);
    let statement = statement.ok_or(OfficeError::Unknown)?;
    if statement.lifted_at.is_some() {
        return Err(OfficeError::NothingToChallenge);
    }
    let reach = accounts::reach(tx, who.account).await?;
    Ok(Standing {
        basis: Basis::Restriction,
        post: Some(statement.post),
        decision: Some(statement.decision),
        item: None,
        sanction: None,
        window_ends_at: statement.complain_until,
        account: Some(who.account),
        name: who.display_name.clone(),
        email: reach.map(|it| it.email).unwrap_or_default(),
    })
}

async fn of_reporter(
    tx: &mut Tx,
    app: &App,
    number: &str,
    token: &str,
    item: Uuid,
) -> Result<Standing, OfficeError> {
    if !opens(app, number, token) {
        return Err(OfficeError::Unknown);
    }
    let case = store::case_by_number(tx, number)
        .await?
        .ok_or(OfficeError::Unknown)?;
    let items = store::list_items(tx, case.id).await?;
    let item = items
        .into_iter()
        .find(|it| it.id == item)
        .ok_or(OfficeError::Unknown)?;
    let (basis, window_ends_at) = match (item.outcome, item.complain_until) {
        (Some(ItemOutcome::Removed), _) => return Err(OfficeError::NothingToChallenge),
        (Some(_), Some(until)) => (Basis::NoAction, until),
        _ if app.now() > case.due_at => (
            Basis::Inaction,
            complaint_window_ends(case.due_at, &app.settings().zone),
        ),
        _ => return Err(OfficeError::NothingToChallenge),
    };
    Ok(Standing {
        basis,
        post: item.post_id,
        decision: item.decision_id,
        item: Some(item.id),
        sanction: None,
        window_ends_at,
        account: case.account_id,
        name: case.sender_name,
        email: case.sender_email,
    })
}

async fn of_member(
    tx: &mut Tx,
    app: &App,
    short: &str,
    token: &str,
) -> Result<Standing, OfficeError> {
    let sanction = sanctions::read::by_token(tx, app, short, token).await?;
    if sanction.is_undone() {
        return Err(OfficeError::NothingToChallenge);
    }
    let reach = accounts::reach(tx, sanction.account).await?;
    Ok(Standing {
        basis: Basis::Account,
        post: None,
        decision: None,
        item: None,
        sanction: Some(sanction.id),
        window_ends_at: sanction.complain_until,
        account: Some(sanction.account),
        name: sanction.display_name,
        email: reach.map(|it| it.email).unwrap_or_default(),
    })
}

async fn file(
    tx: &mut Tx,
    app: &App,
    request: &Complain,
    standing: &Standing,
) -> Result<Receipt, OfficeError> {
    let opened = case::open(tx, app, CaseKind::Complaint).await?;
    store::insert_case(
        tx,
        opened.id,
        &opened.receipt.number,
        CaseKind::Complaint,
        request.lang,
        standing.account,
        &standing.name,
        &standing.email,
        app.now(),
        opened.deadline,
        opened.due_at,
    )
    .await?;
    store::insert_complaint(
        tx,
        opened.id,
        standing.basis,
        standing.post,
        standing.decision,
        standing.item,
        standing.sanction,
        request.text.trim(),
        standing.window_ends_at,
    )
    .await?;
    if let Some(post) = standing.post {
        hold_for(tx, app, opened.id, post).await?;
    }
    announce(tx, app, Event::ComplaintReceived { case: opened.id }).await?;
    letters::complaint_received(tx, app, &standing.email, request, &opened).await?;
    Ok(opened.receipt)
}
