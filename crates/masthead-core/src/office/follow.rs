//! What becomes of a case, as whoever gave it sees it, and as the author who was asked sees it.

use masthead_db::{DbError, Time, Tx, Uuid, transact};

use super::case::{
    About, Basis, CaseKind, ComplaintOutcome, ItemOutcome, Lane, Means, opens, token_of,
};
use super::error::OfficeError;
use super::hear::text_complained_about;
use super::store::{self, CaseRow, ComplaintRow, ItemRow, NoticeRow};
use crate::kernel::{AccountId, App, CaseId, Lang, Person};
use crate::posts::decisions::AutomatedDecision;

/// By what right somebody looks.
#[derive(Clone, Copy, Debug)]
pub struct Follower<'a> {
    /// The token of the case, if they have one.
    pub token: Option<&'a str>,
    /// Who is signed in, if anybody is.
    pub person: Option<&'a Person>,
}

/// A case as it is shown outside the house. Names nobody.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields of a case")]
pub struct Followed {
    pub number: String,
    pub kind: CaseKind,
    pub lang: Lang,
    pub received_at: Time,
    pub due_at: Time,
    pub decided_at: Option<Time>,
    pub lane: Option<Lane>,
    /// What they said themselves; nothing for the author of the post.
    pub words: String,
    pub items: Vec<FollowedItem>,
    pub basis: Option<Basis>,
    pub outcome: Option<ComplaintOutcome>,
    pub reasons: String,
    /// They see it as the author of a reported post, who was asked for their view.
    pub is_author: bool,
    /// What the author has said.
    pub statements: Vec<(Time, String)>,
    /// The text of their post that a complaint is about, for an author who was asked.
    pub post_text: String,
    /// What whoever gave it was asked; nothing for the author of the post.
    pub questions: Vec<AskedBack>,
    /// The secret that opens the case, for whoever opened it; empty for the author of the post.
    pub token: String,
    /// When it was taken back.
    pub withdrawn_at: Option<Time>,
    /// Nobody was asked who they are, and neither name nor account is kept.
    pub is_identity_exempt: bool,
}

/// A question to whoever gave a notice.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields of a question")]
pub struct AskedBack {
    pub about: About,
    /// The question in somebody's own words; empty for what is asked at once.
    pub text: String,
    /// Who asked, for colleagues.
    pub by: Option<String>,
    pub asked_at: Time,
    pub answer: String,
    pub answered_at: Option<Time>,
}

/// One thing of a notice.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields of an item")]
pub struct FollowedItem {
    pub id: Uuid,
    pub address: String,
    /// The text of the post, for its author alone.
    pub text: Option<String>,
    pub outcome: Option<ItemOutcome>,
    pub reasons: String,
    pub decided_at: Option<Time>,
    /// Until when it is hidden, if it is for a time.
    pub hidden_until: Option<Time>,
    /// By what means it was answered, if it was.
    pub means: Option<Means>,
    /// The first moment that is too late; nothing when there is nothing to challenge.
    pub complain_until: Option<Time>,
}

/// Shows a case to whoever holds its token, whoever gave it while signed in, and an author who was asked.
///
/// # Errors
/// [`OfficeError::Unknown`] for everybody else, whether there is such a case or not.
pub async fn follow(
    app: &App,
    number: &str,
    follower: Follower<'_>,
) -> Result<Followed, OfficeError> {
    transact!(app.db.read(), |tx| {
        let case = store::case_by_number(tx, number)
            .await?
            .ok_or(OfficeError::Unknown)?;
        if is_sender(app, &case, follower) {
            return Ok(as_sender(tx, app, &case).await?);
        }
        let account = follower.person.map(|it| it.account);
        as_author(tx, app, &case, account.ok_or(OfficeError::Unknown)?).await
    })
}

/// The case for whoever opened it.
async fn as_sender(tx: &mut Tx, app: &App, case: &CaseRow) -> Result<Followed, DbError> {
    let notice = store::notice(tx, case.id).await?;
    let complaint = store::complaint(tx, case.id).await?;
    let words = match (&notice, &complaint) {
        (Some(notice), _) => notice.reason.clone(),
        (None, Some(complaint)) => complaint.text.clone(),
        (None, None) => String::new(),
    };
    let items = store::list_items(tx, case.id).await?;
    let item = |it| item_of(case, it, app.now(), true);
    Ok(Followed {
        words,
        items: items.into_iter().map(item).collect(),
        outcome: complaint.as_ref().and_then(|it| it.outcome),
        questions: questions(tx, case.id).await?,
        token: token_of(app, &case.number),
        withdrawn_at: case.withdrawn_at,
        is_identity_exempt: notice.as_ref().is_some_and(|it| it.is_identity_exempt),
        is_author: false,
        ..outline(case, notice.as_ref(), complaint.as_ref())
    })
}

/// The case for an author who was asked for their view: what it is about, and what they have said.
async fn as_author(
    tx: &mut Tx,
    app: &App,
    case: &CaseRow,
    account: AccountId,
) -> Result<Followed, OfficeError> {
    let mut items = store::list_items(tx, case.id).await?;
    items.retain(|it| it.author_id == Some(account) && it.heard_at.is_some());
    let complaint = store::complaint(tx, case.id)
        .await?
        .filter(|it| it.author_id == Some(account) && it.heard_at.is_some());
    let post_text = match &complaint {
        Some(complaint) => text_complained_about(tx, complaint).await?,
        None if items.is_empty() => return Err(OfficeError::Unknown),
        None => String::new(),
    };
    let notice = store::notice(tx, case.id).await?;
    let statements = store::list_case_statements(tx, case.id).await?;
    let own = statements
        .into_iter()
        .filter(|row| row.account_id == account);
    let item = |it| item_of(case, it, app.now(), false);
    Ok(Followed {
        items: items.into_iter().map(item).collect(),
        statements: own.map(|row| (row.made_at, row.text)).collect(),
        post_text,
        reasons: String::new(),
        ..outline(case, notice.as_ref(), complaint.as_ref())
    })
}

/// What everybody sees of a case who sees it at all; the rest is empty.
fn outline(
    case: &CaseRow,
    notice: Option<&NoticeRow>,
    complaint: Option<&ComplaintRow>,
) -> Followed {
    Followed {
        number: case.number.clone(),
        kind: case.kind,
        lang: case.lang,
        received_at: case.received_at,
        due_at: case.due_at,
        decided_at: case.decided_at,
        lane: notice.map(|it| it.lane),
        words: String::new(),
        items: Vec::new(),
        basis: complaint.map(|it| it.basis),
        outcome: None,
        reasons: complaint.map(|it| it.reasons.clone()).unwrap_or_default(),
        is_author: true,
        statements: Vec::new(),
        post_text: String::new(),
        questions: Vec::new(),
        token: String::new(),
        withdrawn_at: None,
        is_identity_exempt: false,
    }
}

/// Whether somebody opened a case: by its token, or signed in as they were.
pub(super) fn is_sender(app: &App, case: &CaseRow, follower: Follower<'_>) -> bool {
    let holds_token = follower
        .token
        .is_some_and(|token| opens(app, &case.number, token));
    let account = follower.person.map(|it| it.account);
    holds_token || (account.is_some() && case.account_id == account)
}

/// What whoever gave a notice was asked, and what they said.
pub(super) async fn questions(tx: &mut Tx, case: CaseId) -> Result<Vec<AskedBack>, DbError> {
    let asked = |row: store::QuestionRow| AskedBack {
        about: row.about,
        text: row.text,
        by: row.by_name,
        asked_at: row.asked_at,
        answer: row.answer,
        answered_at: row.answered_at,
    };
    let rows = store::list_questions(tx, case).await?;
    Ok(rows.into_iter().map(asked).collect())
}

/// By what means one thing was answered. Read from who decided and from the decision itself, never from a form.
pub(super) fn means_of(item: &ItemRow) -> Means {
    let (by, decision) = (item.decided_by, item.automated_decision);
    match (by, decision) {
        (None, None) | (_, Some(AutomatedDecision::Fully)) => Means::Program,
        (_, Some(AutomatedDecision::Partially)) => Means::Assisted,
        _ if item.automated_detection == Some(true) => Means::Assisted,
        _ => Means::Person,
    }
}

fn item_of(case: &CaseRow, item: ItemRow, now: Time, is_sender: bool) -> FollowedItem {
    let is_overdue = item.outcome.is_none() && now > case.due_at;
    let complain_until = match item.outcome {
        Some(ItemOutcome::Removed) => None,
        Some(_) => item.complain_until,
        None => is_overdue.then_some(case.due_at),
    };
    FollowedItem {
        means: item.outcome.map(|_| means_of(&item)),
        hidden_until: item.hidden_until_at,
        id: item.id,
        address: item.address,
        text: if is_sender { None } else { item.text },
        outcome: item.outcome,
        reasons: item.reasons,
        decided_at: item.decided_at,
        complain_until: complain_until.filter(|_| is_sender),
    }
}
