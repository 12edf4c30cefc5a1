//! A notice is decided, thing by thing; whoever gave it is told with reasons, and the author whose post goes with a
//! statement of reasons, all in one transaction.

use masthead_db::{Tx, Uuid, transact};

use super::error::OfficeError;
use super::letters;
use super::ruling::{Ruled, Ruling, rule};
use super::store::{self, CaseRow, ItemRow};
use crate::kernel::audit::{self, Entry};
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, Capability, CaseId, Person};
use crate::posts::decisions::complaint_window_ends;
use crate::posts::release_holds_of;

/// What somebody decides about one reported thing.
#[derive(Clone, Debug)]
pub struct DecideItem {
    /// The case's number.
    pub number: String,
    /// Which of its things.
    pub item: Uuid,
    /// What is to become of it.
    pub ruling: Ruling,
    /// A note for colleagues; may be empty.
    pub note: String,
    /// What was weighed, above all the freedom to speak (DSA Art. 14(4)); may be empty. For colleagues and for whoever
    /// decides a complaint.
    pub weighing: String,
}

/// Decides about one thing. Whoever else reported the same post is answered with the same decision.
///
/// # Errors
/// [`OfficeError::NotAllowed`] without [`Capability::DecideNotices`], [`OfficeError::OwnMatter`],
/// [`OfficeError::AlreadyDecided`], [`OfficeError::NoReasons`], [`OfficeError::StillThere`] for what can be seen and is
/// said to be gone, [`OfficeError::NoMeasure`], [`OfficeError::NoLength`], and what the post says to it.
pub async fn decide_item(app: &App, who: &Person, request: &DecideItem) -> Result<(), OfficeError> {
    if !who.may(Capability::DecideNotices) {
        return Err(OfficeError::NotAllowed);
    }
    transact!(app.db.write(), |tx| {
        let case = store::case_by_number(tx, &request.number)
            .await?
            .ok_or(OfficeError::Unknown)?;
        let items = store::list_items(tx, case.id).await?;
        let item = items
            .iter()
            .find(|it| it.id == request.item)
            .ok_or(OfficeError::Unknown)?;
        refuse_own_matter(who, &case, item)?;
        if item.outcome.is_some() {
            return Err(OfficeError::AlreadyDecided);
        }
        let ruled = rule(tx, app, who, &case, item, request).await?;
        let alike = match item.post_id {
            Some(post) => store::list_open_items_about(tx, post).await?,
            None => vec![store::OpenItemRow {
                id: item.id,
                case_id: case.id,
            }],
        };
        for one in &alike {
            settle_one(tx, app, one, &ruled, Some(who)).await?;
        }
        close_all(tx, app, &alike).await
    })
}

/// Writes down what became of one thing.
pub(super) async fn settle_one(
    tx: &mut Tx,
    app: &App,
    item: &store::OpenItemRow,
    ruled: &Ruled,
    who: Option<&Person>,
) -> Result<(), OfficeError> {
    let (now, by) = (app.now(), who.map(|it| it.account));
    let until = complaint_window_ends(now, &app.settings().zone);
    store::settle_item(
        tx,
        item.id,
        ruled.outcome,
        &ruled.reasons,
        ruled.decision,
        by,
        now,
        until,
        ruled.hidden_until,
        ruled.sanction,
    )
    .await?;
    Ok(())
}

/// Closes every case in which nothing is left to decide.
pub(super) async fn close_all(
    tx: &mut Tx,
    app: &App,
    items: &[store::OpenItemRow],
) -> Result<(), OfficeError> {
    let mut cases: Vec<CaseId> = items.iter().map(|it| it.case_id).collect();
    cases.dedup();
    for case in cases {
        close_if_all_is_decided(tx, app, case).await?;
    }
    Ok(())
}

/// Closes a notice when every thing in it has its outcome, and writes to whoever gave it.
pub(super) async fn close_if_all_is_decided(
    tx: &mut Tx,
    app: &App,
    id: CaseId,
) -> Result<(), OfficeError> {
    if store::count_open_items(tx, id).await?.total > 0
        || store::close_case(tx, id, app.now()).await? == 0
    {
        return Ok(());
    }
    release_holds_of(tx, app, id).await?;
    let case = store::case(tx, id).await?.ok_or(OfficeError::Unknown)?;
    let items = store::list_items(tx, id).await?;
    letters::notice_decided(tx, app, &case, &items).await?;
    let entry = Entry {
        actor: "site",
        verb: "notice decided",
        subject: &case.number,
        detail: "",
    };
    audit::record(tx, app, &entry).await?;
    announce(tx, app, Event::NoticeDecided { case: id }).await?;
    Ok(())
}

fn refuse_own_matter(who: &Person, case: &CaseRow, item: &ItemRow) -> Result<(), OfficeError> {
    let is_own = item.author_id == Some(who.account) || case.account_id == Some(who.account);
    if is_own {
        Err(OfficeError::OwnMatter)
    } else {
        Ok(())
    }
}
