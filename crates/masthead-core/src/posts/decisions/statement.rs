//! What somebody is told whose words are held back: what was done, why, on what ground, and how to complain
//! (DSA Art. 17(3); spec/office.md, appendix C).

use masthead_db::{DbError, Time, Tx, Uuid};

use super::letters::{self, StatementOfReasons};
use super::made::{AutomatedDecision, Cause, Outcome};
use super::store::{self, DecisionRow};
use super::{dates, rules_cited, window};
use crate::accounts::{self, Reach};
use crate::kernel::letters::Words;
use crate::kernel::{AccountId, App, DecisionId, PostId, StatementId};
use crate::posts::PostError;
use crate::posts::store::PostRow;
use crate::screening::{Ground, GroundKind, find_ground};

/// Where a restriction applies. Posts are shown everywhere or nowhere.
const EVERYWHERE: &str = "worldwide";

/// A statement of reasons as its recipient reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Which.
    pub id: StatementId,
    /// The letters in its address, which are also its case number.
    pub short: String,
    /// The decision it explains; a complaint names it.
    pub decision: DecisionId,
    /// The post it is about, and the letters in its address.
    pub post: PostId,
    /// The letters in the post's address.
    pub post_short: String,
    /// Who alone may read it, besides those who decide complaints.
    pub recipient: AccountId,
    /// The language it is written in.
    pub lang: crate::kernel::Lang,
    /// Whether the post had been published before.
    pub was_published: bool,
    /// Where the restriction applies.
    pub territory: String,
    /// Since when the restriction applies.
    pub starts_at: Time,
    /// Until when; none is without limit.
    pub ends_at: Option<Time>,
    /// What was seen in the post.
    pub facts: String,
    /// Whether a notice led to it.
    pub notice_based: bool,
    /// Whether a program drew attention to the post.
    pub automated_detection: bool,
    /// How far a program decided.
    pub automated_decision: AutomatedDecision,
    /// Law or netiquette.
    pub ground_kind: GroundKind,
    /// The code of the ground.
    pub ground_code: String,
    /// Where the ground is written.
    pub ground_citation: String,
    /// Why posts like this conflict with it.
    pub ground_explanation: String,
    /// The first moment that is too late to complain.
    pub complain_until: Time,
    /// The whole text as it was sent.
    pub body: String,
    /// When the restriction was lifted, if it was.
    pub lifted_at: Option<Time>,
    /// The letters of the statement that has taken its place, if its reasons were corrected.
    pub replaced_by: Option<String>,
}

/// A statement by the letters in its address. Whoever shows it checks that it is shown to its recipient.
pub async fn statement_by_short(tx: &mut Tx, short: &str) -> Result<Option<Statement>, DbError> {
    Ok(store::statement_by_short(tx, short).await?.map(read))
}

/// A statement by its identifier.
pub async fn statement(tx: &mut Tx, id: StatementId) -> Result<Option<Statement>, DbError> {
    Ok(store::statement(tx, id).await?.map(read))
}

/// What somebody was told, the newest first.
pub async fn list_statements(
    tx: &mut Tx,
    recipient: AccountId,
    limit: i64,
) -> Result<Vec<Statement>, DbError> {
    Ok(store::list_statements(tx, recipient, limit)
        .await?
        .into_iter()
        .map(read)
        .collect())
}

/// Holds a post back: the restriction with its statement of reasons, delivered to the inbox and by letter. For somebody
/// whom we cannot reach the restriction says so instead (spec/office.md §15.4, SR-05).
pub(super) async fn restrict(
    tx: &mut Tx,
    app: &App,
    decision: &DecisionRow,
    post: &PostRow,
) -> Result<Uuid, PostError> {
    let now = app.now();
    let ground = decision.ground_id.ok_or(PostError::NoGround)?;
    let reach = match post.account_id {
        Some(account) => accounts::reach(tx, account)
            .await?
            .map(|reach| (account, reach)),
        None => None,
    };
    let statement = match &reach {
        Some((account, reach)) => Some(tell(tx, app, decision, post, *account, reach).await?),
        None => None,
    };
    let exemption = statement.is_none().then_some("no_contact_known");
    let restriction: Uuid = app.new_id();
    let kind = kind_of(decision.outcome);
    store::insert_restriction(
        tx,
        restriction,
        decision.id,
        post.id,
        kind,
        statement,
        ground,
        exemption,
        now,
        decision.ends_at,
    )
    .await?;
    Ok(restriction)
}

async fn tell(
    tx: &mut Tx,
    app: &App,
    decision: &DecisionRow,
    post: &PostRow,
    recipient: AccountId,
    reach: &Reach,
) -> Result<StatementId, PostError> {
    let (now, site) = (app.now(), app.settings());
    let ground_id = decision.ground_id.ok_or(PostError::NoGround)?;
    let ground = find_ground(tx, ground_id, reach.lang)
        .await?
        .ok_or(PostError::NoGround)?;
    let id: StatementId = app.new_id();
    let complain_until = window::complaint_window_ends(now, &site.zone);
    let replaces = match decision.supersedes {
        Some(earlier) => store::statement_short_of(tx, earlier).await?,
        None => None,
    };
    let rules = rules_cited::cited(tx, app, post.submitted_at, reach.lang).await?;
    let words = StatementOfReasons {
        rules_version: rules.version,
        rules_link: rules.link,
        earlier_rules: rules.earlier,
        replaces: replaces.map(|row| row.short).unwrap_or_default(),
        ..words(
            app,
            decision,
            post,
            &ground,
            (id, complain_until, reach.lang),
        )
    };
    let body = words.in_lang(reach.lang, &site);
    store::insert_statement(
        tx,
        id,
        &id.short(),
        decision.id,
        post.id,
        recipient,
        reach.lang,
        kind_of(decision.outcome),
        EVERYWHERE,
        now,
        decision.ends_at,
        &decision.facts,
        decision.cause == Cause::Notice,
        decision.automated_detection,
        decision.automated_decision,
        ground.kind,
        &ground.code,
        ground.version,
        &ground.citation,
        &ground.explanation,
        complain_until,
        &body,
        "inbox_and_letter",
    )
    .await?;
    letters::held_back(tx, app, post, reach, &words, &body).await?;
    Ok(id)
}

fn words(
    app: &App,
    decision: &DecisionRow,
    post: &PostRow,
    ground: &Ground,
    (id, complain_until, lang): (StatementId, Time, crate::kernel::Lang),
) -> StatementOfReasons {
    let site = app.settings();
    StatementOfReasons {
        was_published: decision.outcome == Outcome::Remove,
        post: post.short.clone(),
        submitted: dates::moment(post.submitted_at, lang, &site.zone),
        starts: dates::moment(app.now(), lang, &site.zone),
        ends: decision
            .ends_at
            .map(|at| dates::moment(at, lang, &site.zone))
            .unwrap_or_default(),
        facts: decision.facts.clone(),
        cause: match decision.cause {
            Cause::Notice => "notice",
            Cause::RulesReport => "rules_report",
            Cause::Complaint => "complaint",
            Cause::OwnInitiative | Cause::Rule => "own_initiative",
        },
        detected_by_machine: decision.automated_detection,
        decided_by_machine: match decision.automated_decision {
            AutomatedDecision::Not => "not",
            AutomatedDecision::Partially => "partially",
            AutomatedDecision::Fully => "fully",
        },
        is_law: ground.kind == GroundKind::Illegal,
        label: ground.label.clone(),
        citation: ground.citation.clone(),
        explanation: ground.explanation.clone(),
        complain_until: dates::last_day_before(complain_until, lang, &site.zone),
        complain_at: site.address.of(&complaint_path(&id.short())),
        number: id.short(),
        contact: site.office_mail.clone(),
        rules_version: 0,
        rules_link: String::new(),
        earlier_rules: 0,
        replaces: String::new(),
    }
}

/// The path of the form in which somebody complains about the decision that a statement explains.
pub fn complaint_path(statement_short: &str) -> String {
    format!("/office/complaint?statement={statement_short}")
}

fn kind_of(outcome: Outcome) -> &'static str {
    if outcome == Outcome::Remove {
        "content_removed"
    } else {
        "visibility_other"
    }
}

fn read(row: store::StatementRow) -> Statement {
    Statement {
        id: row.id,
        short: row.short,
        decision: row.decision_id,
        post: row.post_id,
        post_short: row.post_short,
        recipient: row.recipient_id,
        lang: row.lang,
        was_published: row.restriction == "content_removed",
        territory: row.territory,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        facts: row.facts,
        notice_based: row.notice_based,
        automated_detection: row.automated_detection,
        automated_decision: row.automated_decision,
        ground_kind: row.ground_kind,
        ground_code: row.ground_code,
        ground_citation: row.ground_citation,
        ground_explanation: row.ground_explanation,
        complain_until: row.complain_until,
        body: row.body,
        lifted_at: row.lifted_at,
        replaced_by: row.replaced_by,
    }
}
