//! The letters of the office. None names the other side.

use masthead_db::{DbError, Tx};

use super::case::{
    About, Basis, CaseKind, ComplaintOutcome, ItemOutcome, Lane, Opened, Receipt, token_of,
};
use super::complain::Complain;
use super::deadlines::Pressing;
use super::follow::means_of;
use super::give_notice::{GiveNotice, given};
use super::store::{self, CaseRow, ComplaintRow, ItemRow};
use crate::accounts::Reach;
use crate::kernel::letters::write;
use crate::kernel::{App, DecisionId, Lang, Time};
use crate::letter;
use crate::posts::decisions::dates;

letter! {
    /// Says that a notice has arrived, with its number and a copy (DSA Art. 16(4)).
    pub(super) struct NoticeReceived {
        number: String,
        is_unlawful: bool,
        addresses: Vec<String>,
        reason: String,
        law: String,
        due: String,
        link: String,
    }
    de "letters/de/notice_received.txt" en "letters/en/notice_received.txt"

    /// Says what was decided about each reported thing, and what can be done about it (Art. 16(5)).
    pub(super) struct NoticeDecided { number: String, items: Vec<Answer>, can_complain: bool, complain_until: String, link: String }
    de "letters/de/notice_decided.txt" en "letters/en/notice_decided.txt"

    /// Asks whoever gave a notice for what it does not say; it is looked at meanwhile.
    pub(super) struct NotifierAsked { number: String, about: &'static str, text: String, link: String }
    de "letters/de/notifier_asked.txt" en "letters/en/notifier_asked.txt"

    /// Says to whoever reported a post that was hidden for a time that it can be seen again.
    pub(super) struct RestrictionOver { number: String, complain_until: String, link: String }
    de "letters/de/restriction_over.txt" en "letters/en/restriction_over.txt"

    /// Asks an author for their view.
    pub(super) struct HearAuthor { display_name: String, number: String, is_unlawful: bool, is_complaint: bool, text: String, link: String }
    de "letters/de/hear_author.txt" en "letters/en/hear_author.txt"

    /// Says that a complaint has arrived.
    pub(super) struct ComplaintReceived { number: String, text: String, due: String, link: String }
    de "letters/de/complaint_received.txt" en "letters/en/complaint_received.txt"

    /// Says how a complaint was decided, with reasons and what else can be done (Art. 20(5)).
    pub(super) struct ComplaintDecided { number: String, outcome: &'static str, is_own_post: bool, is_account: bool, reasons: String, link: String }
    de "letters/de/complaint_decided.txt" en "letters/en/complaint_decided.txt"

    /// Says to those who decide which deadlines press.
    pub(super) struct DeadlinesPress { display_name: String, lines: Vec<PressingLine>, link: String }
    de "letters/de/deadlines_press.txt" en "letters/en/deadlines_press.txt"

    /// Says to whoever reported a post that it was published again.
    pub(super) struct DecisionReversed { number: String, link: String }
    de "letters/de/decision_reversed.txt" en "letters/en/decision_reversed.txt"
}

/// One reported thing, as the letter says it.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) address: String,
    pub(super) outcome: &'static str,
    pub(super) until: String,
    pub(super) reasons: String,
    pub(super) means: &'static str,
}

/// One deadline, as the letter says it.
#[derive(Clone, Debug)]
pub(super) struct PressingLine {
    pub(super) number: String,
    pub(super) is_notice: bool,
    pub(super) percent: i64,
    pub(super) due: String,
}

/// Tells a colleague which deadlines press; names cases, and nobody.
pub(super) async fn deadlines_press(
    tx: &mut Tx,
    app: &App,
    reach: &Reach,
    pressing: &[&Pressing],
) -> Result<(), DbError> {
    let site = app.settings();
    let line = |it: &&Pressing| PressingLine {
        number: it.number.clone(),
        is_notice: it.kind == CaseKind::Notice,
        percent: it.percent,
        due: dates::moment(it.due_at, reach.lang, &site.zone),
    };
    let words = DeadlinesPress {
        display_name: reach.display_name.clone(),
        lines: pressing.iter().map(line).collect(),
        link: site.address.of("/newsroom/cases"),
    };
    write(tx, app, &reach.email, reach.lang, &words).await
}

pub(super) async fn notice_received(
    tx: &mut Tx,
    app: &App,
    request: &GiveNotice,
    email: &str,
    lane: Lane,
    receipt: &Receipt,
) -> Result<(), DbError> {
    if email.is_empty() {
        return Ok(());
    }
    let (_, length) = super::case::CaseKind::Notice.deadline();
    let words = NoticeReceived {
        number: receipt.number.clone(),
        is_unlawful: lane == Lane::Unlawful,
        addresses: given(request).map(str::to_owned).collect(),
        reason: request.reason.trim().to_owned(),
        law: request.law.trim().to_owned(),
        due: day(app, app.now().after(length), request.lang),
        link: link(app, &receipt.number),
    };
    write(tx, app, email, request.lang, &words).await
}

pub(super) async fn notice_decided(
    tx: &mut Tx,
    app: &App,
    case: &CaseRow,
    items: &[ItemRow],
) -> Result<(), DbError> {
    if case.sender_email.is_empty() {
        return Ok(());
    }
    let until = items
        .iter()
        .filter(|it| it.outcome != Some(ItemOutcome::Removed))
        .filter_map(|it| it.complain_until)
        .min();
    let words = NoticeDecided {
        number: case.number.clone(),
        items: items.iter().map(|it| answer_of(app, case, it)).collect(),
        can_complain: until.is_some(),
        complain_until: until
            .map(|it| last_day(app, it, case.lang))
            .unwrap_or_default(),
        link: link(app, &case.number),
    };
    write(tx, app, &case.sender_email, case.lang, &words).await
}

/// Asks whoever gave a notice something about it; nobody, when they left no address: the page of the case asks as well.
pub(super) async fn notifier_asked(
    tx: &mut Tx,
    app: &App,
    case: &CaseRow,
    about: About,
    text: &str,
) -> Result<(), DbError> {
    if case.sender_email.is_empty() {
        return Ok(());
    }
    let words = NotifierAsked {
        number: case.number.clone(),
        about: masthead_db::TextColumn::word(about),
        text: text.to_owned(),
        link: link(app, &case.number),
    };
    write(tx, app, &case.sender_email, case.lang, &words).await
}

/// Asks an author for their view: of a notice about their post, or, without a lane, of a complaint that it stayed.
pub(super) async fn hear_author(
    tx: &mut Tx,
    app: &App,
    reach: &Reach,
    number: &str,
    lane: Option<Lane>,
    text: &str,
) -> Result<(), DbError> {
    let words = HearAuthor {
        display_name: reach.display_name.clone(),
        number: number.to_owned(),
        is_unlawful: lane == Some(Lane::Unlawful),
        is_complaint: lane.is_none(),
        text: text.to_owned(),
        link: app
            .settings()
            .address
            .of(&format!("/office/cases/{number}")),
    };
    write(tx, app, &reach.email, reach.lang, &words).await
}

pub(super) async fn complaint_received(
    tx: &mut Tx,
    app: &App,
    email: &str,
    request: &Complain,
    opened: &Opened,
) -> Result<(), DbError> {
    if email.is_empty() {
        return Ok(());
    }
    let words = ComplaintReceived {
        number: opened.receipt.number.clone(),
        text: request.text.trim().to_owned(),
        due: day(app, opened.due_at, request.lang),
        link: link(app, &opened.receipt.number),
    };
    write(tx, app, email, request.lang, &words).await
}

pub(super) async fn complaint_decided(
    tx: &mut Tx,
    app: &App,
    case: &CaseRow,
    complaint: &ComplaintRow,
    outcome: ComplaintOutcome,
    reasons: &str,
) -> Result<(), DbError> {
    if case.sender_email.is_empty() {
        return Ok(());
    }
    let words = ComplaintDecided {
        number: case.number.clone(),
        outcome: masthead_db::TextColumn::word(outcome),
        is_own_post: complaint.basis == Basis::Restriction,
        is_account: complaint.basis == Basis::Account,
        reasons: reasons.to_owned(),
        link: link(app, &case.number),
    };
    write(tx, app, &case.sender_email, case.lang, &words).await
}

/// Tells everybody whose notice led to a decision that it was reversed.
pub(super) async fn tell_reporters(
    tx: &mut Tx,
    app: &App,
    reversed: DecisionId,
) -> Result<(), DbError> {
    for reporter in store::list_reporters_of_decision(tx, reversed).await? {
        let words = DecisionReversed {
            link: link(app, &reporter.number),
            number: reporter.number,
        };
        write(tx, app, &reporter.sender_email, reporter.lang, &words).await?;
    }
    Ok(())
}

/// Tells everybody whose notice led to a hiding for a time that its time is over.
pub(super) async fn restriction_over(
    tx: &mut Tx,
    app: &App,
    first: DecisionId,
) -> Result<(), DbError> {
    for reporter in store::list_reporters_of_decision(tx, first).await? {
        let until = reporter.complain_until.filter(|it| *it > app.now());
        let words = RestrictionOver {
            link: link(app, &reporter.number),
            complain_until: until
                .map(|it| last_day(app, it, reporter.lang))
                .unwrap_or_default(),
            number: reporter.number,
        };
        write(tx, app, &reporter.sender_email, reporter.lang, &words).await?;
    }
    Ok(())
}

fn answer_of(app: &App, case: &CaseRow, item: &ItemRow) -> Answer {
    let moment = |at| dates::moment(at, case.lang, &app.settings().zone);
    Answer {
        address: item.address.clone(),
        outcome: item.outcome.map_or("", masthead_db::TextColumn::word),
        until: item.hidden_until_at.map(moment).unwrap_or_default(),
        means: means_of(item).word(),
        reasons: item.reasons.clone(),
    }
}

/// The page of a case, with the token that opens it.
fn link(app: &App, number: &str) -> String {
    let token = token_of(app, number);
    app.settings()
        .address
        .of(&format!("/office/cases/{number}?token={token}"))
}

fn day(app: &App, time: Time, lang: Lang) -> String {
    dates::last_day_before(
        Time::from_micros(time.as_micros() + 1),
        lang,
        &app.settings().zone,
    )
}

fn last_day(app: &App, too_late: Time, lang: Lang) -> String {
    dates::last_day_before(too_late, lang, &app.settings().zone)
}
