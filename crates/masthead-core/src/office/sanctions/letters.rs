//! What a member is told about a measure: the statement of reasons (spec/office.md, appendix C), and its end.

use masthead_db::{DbError, Time, Tx};

use super::impose::MEMORY_DAYS;
use super::read::{Sanction, link};
use crate::accounts::Reach;
use crate::kernel::App;
use crate::kernel::letters::{Words, write};
use crate::letter;
use crate::posts::decisions::{dates, rules_cited};
use crate::screening::{Ground, GroundKind};

letter! {
    /// The statement of reasons for a warning or a suspension. Its first line is its title.
    pub(super) struct AccountStatement {
        number: String,
        display_name: String,
        is_suspension: bool,
        starts: String,
        ends: String,
        memory_days: u64,
        facts: String,
        is_law: bool,
        label: String,
        citation: String,
        explanation: String,
        complain_until: String,
        link: String,
        contact: String,
        rules_version: i64,
        rules_link: String,
        replaces: String,
    }
    de "letters/de/account_statement.txt" en "letters/en/account_statement.txt"

    /// Says that somebody was warned, or that their account is suspended, with the statement of reasons.
    pub(super) struct AccountSanctioned { display_name: String, is_suspension: bool, is_corrected: bool, ends: String, statement: String }
    de "letters/de/account_sanctioned.txt" en "letters/en/account_sanctioned.txt"

    /// Says that a measure has ended.
    pub(super) struct SanctionEnded { display_name: String, is_suspension: bool, number: String, reason: String, sign_in: String }
    de "letters/de/sanction_ended.txt" en "letters/en/sanction_ended.txt"
}

/// What is told about a measure.
pub(super) struct Told<'a> {
    pub short: &'a str,
    pub facts: &'a str,
    pub ground: &'a Ground,
    pub starts_at: Time,
    pub ends_at: Option<Time>,
    pub complain_until: Time,
    pub replaces: &'a str,
}

/// Writes the statement of reasons, posts it, and gives its text.
pub(super) async fn imposed(
    tx: &mut Tx,
    app: &App,
    reach: &Reach,
    told: &Told<'_>,
) -> Result<String, DbError> {
    let (site, lang) = (app.settings(), reach.lang);
    let ends = told
        .ends_at
        .map(|at| dates::moment(at, lang, &site.zone))
        .unwrap_or_default();
    let rules = rules_cited::cited(tx, app, told.starts_at, lang).await?;
    let statement = AccountStatement {
        rules_version: rules.version,
        rules_link: rules.link,
        number: told.short.to_owned(),
        display_name: reach.display_name.clone(),
        is_suspension: told.ends_at.is_some(),
        starts: dates::moment(told.starts_at, lang, &site.zone),
        ends: ends.clone(),
        memory_days: MEMORY_DAYS,
        facts: told.facts.to_owned(),
        is_law: told.ground.kind == GroundKind::Illegal,
        label: told.ground.label.clone(),
        citation: told.ground.citation.clone(),
        explanation: told.ground.explanation.clone(),
        complain_until: dates::last_day_before(told.complain_until, lang, &site.zone),
        link: link(app, told.short),
        contact: site.office_mail.clone(),
        replaces: told.replaces.to_owned(),
    };
    let body = statement.in_lang(lang, &site);
    let letter = AccountSanctioned {
        display_name: reach.display_name.clone(),
        is_suspension: told.ends_at.is_some(),
        is_corrected: !told.replaces.is_empty(),
        ends,
        statement: body.clone(),
    };
    write(tx, app, &reach.email, lang, &letter).await?;
    Ok(body)
}

/// Tells a member that a measure has ended.
pub(super) async fn ended(
    tx: &mut Tx,
    app: &App,
    reach: &Reach,
    sanction: &Sanction,
    reason: &str,
) -> Result<(), DbError> {
    let words = SanctionEnded {
        display_name: reach.display_name.clone(),
        is_suspension: sanction.ends_at.is_some(),
        number: sanction.short.clone(),
        reason: reason.to_owned(),
        sign_in: app.settings().address.of("/account/sign-in"),
    };
    write(tx, app, &reach.email, reach.lang, &words).await
}
