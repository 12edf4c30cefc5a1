//! A case as the newsroom sees it, with all that belongs to it. Never who gave it.

use masthead_db::{DbError, Time, Tx, Uuid, transact};

use super::case::{Basis, ComplaintOutcome, ItemOutcome, Lane, Means, Urgency};
use super::error::OfficeError;
use super::follow::{AskedBack, means_of, questions};
use super::hear::text_complained_about;
use super::sanctions::{self, Sanction};
use super::store;
use crate::kernel::{AccountId, App, Capability, CaseId, Lang, Person, PostId};
use crate::posts::decisions::{self, Decision};
use crate::screening::{Ground, find_ground};

/// A case with all that belongs to it.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields of a case")]
pub struct CaseFile {
    pub number: String,
    pub lang: Lang,
    pub received_at: Time,
    pub due_at: Time,
    pub decided_at: Option<Time>,
    pub notice: Option<NoticeFile>,
    pub complaint: Option<ComplaintFile>,
    /// What the persons affected have said: who, when, what.
    pub statements: Vec<(String, Time, String)>,
    /// Which shares of the deadline are over, in percent, and since when.
    pub reminders: Vec<(i64, Time)>,
    /// What whoever gave it was asked, and what they have said.
    pub questions: Vec<AskedBack>,
    /// When whoever gave it took it back.
    pub withdrawn_at: Option<Time>,
}

/// What a notice says.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields of a notice")]
pub struct NoticeFile {
    pub lane: Lane,
    pub reason: String,
    pub law: String,
    pub precise: bool,
    pub urgency: Urgency,
    /// The ground that whoever gave it has named, in words.
    pub ground: Option<Ground>,
    /// It is said to show the sexual abuse of children: nobody was asked who they are, and what it is about is shown
    /// only to whoever asks for it (spec/office.md §15.3, NA-05).
    pub is_identity_exempt: bool,
    pub items: Vec<ItemFile>,
    /// How it was sorted since it came.
    pub sortings: Vec<Sorting>,
}

/// Somebody sorted a notice anew.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields of a sorting")]
pub struct Sorting {
    pub lane_before: Lane,
    pub lane: Lane,
    pub urgency: Urgency,
    pub reason: String,
    pub by: String,
    pub at: Time,
}

/// A picture of a reported post, under the hash of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceFile {
    /// The text of the post that it shows.
    pub text: String,
    /// SHA-256 of the file.
    pub hash: Vec<u8>,
    /// When it was taken.
    pub taken_at: Time,
}

/// One reported thing.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields of an item")]
pub struct ItemFile {
    pub id: Uuid,
    pub address: String,
    pub post: Option<PostId>,
    pub author: Option<AccountId>,
    pub author_name: String,
    /// The text as it stood when the notice came.
    pub text: Option<String>,
    /// The pictures, the earliest first: of the notice, and of every change its author made since.
    pub evidence: Vec<EvidenceFile>,
    pub outcome: Option<ItemOutcome>,
    /// Until when it is hidden, if it is for a time.
    pub hidden_until: Option<Time>,
    /// By what means it was answered, if it was.
    pub means: Option<Means>,
    pub reasons: String,
    pub decided_at: Option<Time>,
    pub heard_at: Option<Time>,
}

/// What a complaint says, and what it is against.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields of a complaint")]
pub struct ComplaintFile {
    pub basis: Basis,
    pub text: String,
    pub first_decider: Option<AccountId>,
    pub first_decider_name: Option<String>,
    pub first: Option<Decision>,
    /// The text that was decided about.
    pub post_text: Option<String>,
    /// Whose post it is, if somebody can be asked for their view, and when they were.
    pub author: Option<AccountId>,
    pub heard_at: Option<Time>,
    /// The measure against an account that is challenged.
    pub sanction: Option<Sanction>,
    pub outcome: Option<ComplaintOutcome>,
    pub reasons: String,
}

/// What somebody says about a post in an open notice; never who.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields of a notice")]
pub struct NoticeGlance {
    pub number: String,
    pub lane: Lane,
    /// Why, with what they have answered since.
    pub reason: String,
    pub law: String,
    pub received_at: Time,
}

/// One case.
///
/// # Errors
/// [`OfficeError::NotAllowed`], [`OfficeError::Unknown`].
pub async fn case_file(app: &App, who: &Person, number: &str) -> Result<CaseFile, OfficeError> {
    refuse_others(who)?;
    transact!(app.db.read(), |tx| {
        let case = store::case_by_number(tx, number)
            .await?
            .ok_or(OfficeError::Unknown)?;
        let notice = match store::notice(tx, case.id).await? {
            Some(row) => Some(notice(tx, case.id, who.lang, row).await?),
            None => None,
        };
        let complaint = match store::complaint(tx, case.id).await? {
            Some(row) => Some(complaint(tx, row).await?),
            None => None,
        };
        let statements = store::list_case_statements(tx, case.id).await?;
        let reminders = store::list_reminders(tx, case.id).await?;
        Ok(CaseFile {
            questions: questions(tx, case.id).await?,
            withdrawn_at: case.withdrawn_at,
            number: case.number,
            lang: case.lang,
            received_at: case.received_at,
            due_at: case.due_at,
            decided_at: case.decided_at,
            notice,
            complaint,
            statements: statements
                .into_iter()
                .map(|row| (row.display_name, row.made_at, row.text))
                .collect(),
            reminders: reminders
                .into_iter()
                .map(|row| (row.percent, row.reached_at))
                .collect(),
        })
    })
}

/// The open notices about a post, to stand beside it on the desk.
pub async fn open_notices_about(tx: &mut Tx, post: PostId) -> Result<Vec<NoticeGlance>, DbError> {
    let rows = store::list_open_notices_about(tx, post).await?;
    let glance = |row: store::GlanceRow| NoticeGlance {
        number: row.number,
        lane: row.lane,
        reason: [row.reason, row.answer]
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect::<Vec<_>>()
            .join("\n\n"),
        law: row.law,
        received_at: row.received_at,
    };
    Ok(rows.into_iter().map(glance).collect())
}

/// What open notices say about a post, for a moderator who has it on the desk; nothing for anybody else.
pub async fn notices_beside(
    app: &App,
    who: &Person,
    post: PostId,
) -> Result<Vec<NoticeGlance>, DbError> {
    if !who.may(Capability::DecideNotices) {
        return Ok(Vec::new());
    }
    transact!(app.db.read(), |tx| { open_notices_about(tx, post).await })
}

pub(super) fn refuse_others(who: &Person) -> Result<(), OfficeError> {
    let may = who.may(Capability::DecideNotices) || who.may(Capability::DecideComplaints);
    if may {
        Ok(())
    } else {
        Err(OfficeError::NotAllowed)
    }
}

async fn notice(
    tx: &mut Tx,
    case: CaseId,
    lang: Lang,
    row: store::NoticeRow,
) -> Result<NoticeFile, DbError> {
    let ground = match row.ground_id {
        Some(id) => find_ground(tx, id, lang).await?,
        None => None,
    };
    let pictures = store::list_evidence(tx, case).await?;
    let items = store::list_items(tx, case).await?;
    let sorting = |row: store::SortingRow| Sorting {
        lane_before: row.lane_before,
        lane: row.lane,
        urgency: row.urgency,
        reason: row.reason,
        by: row.by_name,
        at: row.sorted_at,
    };
    Ok(NoticeFile {
        lane: row.lane,
        reason: row.reason,
        law: row.law,
        precise: row.precise,
        urgency: row.urgency,
        ground,
        is_identity_exempt: row.is_identity_exempt,
        items: items.into_iter().map(|it| item(it, &pictures)).collect(),
        sortings: store::list_sortings(tx, case)
            .await?
            .into_iter()
            .map(sorting)
            .collect(),
    })
}

async fn complaint(tx: &mut Tx, row: store::ComplaintRow) -> Result<ComplaintFile, DbError> {
    let first = match row.against_decision {
        Some(id) => decisions::decision(tx, id).await?,
        None => None,
    };
    let post_text = match &first {
        Some(first) => crate::posts::words_of(tx, first.post, first.version).await?,
        None => Some(text_complained_about(tx, &row).await?).filter(|it| !it.is_empty()),
    };
    let can_be_heard = matches!(row.basis, Basis::NoAction | Basis::Inaction);
    let sanction = match row.against_sanction {
        Some(id) => sanctions::read::by_id(tx, id).await?,
        None => None,
    };
    Ok(ComplaintFile {
        author: row.author_id.filter(|_| can_be_heard),
        heard_at: row.heard_at,
        sanction,
        basis: row.basis,
        text: row.text,
        first_decider: row.first_decider,
        first_decider_name: row.first_decider_name,
        first,
        post_text,
        outcome: row.outcome,
        reasons: row.reasons,
    })
}

fn item(row: store::ItemRow, pictures: &[store::EvidenceRow]) -> ItemFile {
    let evidence = pictures
        .iter()
        .filter(|it| it.item_id == row.id)
        .map(|it| EvidenceFile {
            text: it.text.clone().unwrap_or_default(),
            hash: it.file_hash.clone(),
            taken_at: it.taken_at,
        });
    ItemFile {
        means: row.outcome.map(|_| means_of(&row)),
        hidden_until: row.hidden_until_at,
        evidence: evidence.collect(),
        id: row.id,
        address: row.address,
        post: row.post_id,
        author: row.author_id,
        author_name: row.author_name.unwrap_or_default(),
        text: row.text,
        outcome: row.outcome,
        reasons: row.reasons,
        decided_at: row.decided_at,
        heard_at: row.heard_at,
    }
}
