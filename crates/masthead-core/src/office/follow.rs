//! What becomes of a case, as whoever gave it sees it, and as the author who was asked sees it.

use masthead_db::{Time, Uuid, transact};

use super::case::{Basis, CaseKind, ComplaintOutcome, ItemOutcome, Lane, opens};
use super::error::OfficeError;
use super::store::{self, CaseRow, ItemRow};
use crate::kernel::{App, Lang, Person};

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
    let holds_token = follower
        .token
        .is_some_and(|token| opens(app, number, token));
    let account = follower.person.map(|it| it.account);
    transact!(app.db.read(), |tx| {
        let case = store::case_by_number(tx, number)
            .await?
            .ok_or(OfficeError::Unknown)?;
        let items = store::list_items(tx, case.id).await?;
        let is_sender = holds_token || (account.is_some() && case.account_id == account);
        let is_asked =
            |it: &ItemRow| account.is_some() && it.author_id == account && it.heard_at.is_some();
        if !is_sender && !items.iter().any(is_asked) {
            return Err(OfficeError::Unknown);
        }
        let notice = store::notice(tx, case.id).await?;
        let complaint = store::complaint(tx, case.id).await?;
        let mut shown: Vec<FollowedItem> = Vec::new();
        for item in items {
            if is_sender || is_asked(&item) {
                shown.push(item_of(&case, item, app.now(), is_sender));
            }
        }
        let words = match (&notice, &complaint) {
            _ if !is_sender => String::new(),
            (Some(notice), _) => notice.reason.clone(),
            (None, Some(complaint)) => complaint.text.clone(),
            (None, None) => String::new(),
        };
        let own = |row: &store::StatementRow| !is_sender && Some(row.account_id) == account;
        let statements = store::list_case_statements(tx, case.id).await?;
        Ok(Followed {
            number: case.number,
            kind: case.kind,
            lang: case.lang,
            received_at: case.received_at,
            due_at: case.due_at,
            decided_at: case.decided_at,
            lane: notice.map(|it| it.lane),
            words,
            items: shown,
            basis: complaint.as_ref().map(|it| it.basis),
            outcome: complaint.as_ref().and_then(|it| it.outcome),
            reasons: complaint.map(|it| it.reasons).unwrap_or_default(),
            is_author: !is_sender,
            statements: statements
                .into_iter()
                .filter(own)
                .map(|row| (row.made_at, row.text))
                .collect(),
        })
    })
}

fn item_of(case: &CaseRow, item: ItemRow, now: Time, is_sender: bool) -> FollowedItem {
    let is_overdue = item.outcome.is_none() && now > case.due_at;
    let complain_until = match item.outcome {
        Some(ItemOutcome::Removed) => None,
        Some(_) => item.complain_until,
        None => is_overdue.then_some(case.due_at),
    };
    FollowedItem {
        id: item.id,
        address: item.address,
        text: if is_sender { None } else { item.text },
        outcome: item.outcome,
        reasons: item.reasons,
        decided_at: item.decided_at,
        complain_until: complain_until.filter(|_| is_sender),
    }
}
