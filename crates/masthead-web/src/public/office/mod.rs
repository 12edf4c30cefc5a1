//! The reporting and redress office as everybody reaches it: without an account, without a script.

mod about;
mod case;
mod complaint;
mod report;
mod sanction;
pub(crate) mod wording;

use axum::Router;
use axum::routing::{get, post};
use masthead_core::kernel::Lang;
use masthead_core::office::OfficeError;

use crate::Site;
use crate::mistakes::Mistakes;
use crate::public::refused_account;
use crate::refusal::Refusal;
use crate::words::words;

/// The addresses of the office.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/office", get(about::show))
        .route("/office/report", get(report::show).post(report::take))
        .route("/office/cases/{number}", get(case::show))
        .route(
            "/office/cases/{number}/statement",
            post(case::add_statement),
        )
        .route("/office/cases/{number}/answer", post(case::answer))
        .route("/office/cases/{number}/withdrawal", post(case::take_back))
        .route("/office/sanctions/{short}", get(sanction::show))
        .route(
            "/office/complaint",
            get(complaint::show).post(complaint::take),
        )
}

/// What is wrong with a form of the office, or a refusal for everything else.
fn mistakes(lang: Lang, error: &OfficeError) -> Result<Mistakes, Refusal> {
    let (field, text) = match error {
        OfficeError::NoLane => ("lane", "office-problem-no-lane"),
        OfficeError::NoAddress => ("addresses", "office-problem-no-address"),
        OfficeError::TooManyAddresses => ("addresses", "office-problem-too-many-addresses"),
        OfficeError::TooLong => ("text", "office-problem-too-long"),
        OfficeError::BadEmail => ("email", "problem-email-malformed"),
        OfficeError::NoGoodFaith => ("good_faith", "office-problem-no-good-faith"),
        OfficeError::NoReasons => ("text", "office-problem-no-words"),
        OfficeError::AlreadyChallenged => ("text", "office-problem-already-challenged"),
        other => return Err(refused(other)),
    };
    let mut mistakes = Mistakes::default();
    mistakes.add(field, words(lang).say(text));
    Ok(mistakes)
}

/// What a person is told when it is not a matter of what they typed.
pub(crate) fn refused(error: &OfficeError) -> Refusal {
    match error {
        OfficeError::Unknown => Refusal::NotFound,
        OfficeError::NotAllowed | OfficeError::OwnMatter | OfficeError::SecondPersonNeeded => {
            Refusal::NotAllowed
        }
        OfficeError::AlreadyDecided
        | OfficeError::AlreadyChallenged
        | OfficeError::NothingChanges
        | OfficeError::StillThere
        | OfficeError::NoMeasure
        | OfficeError::NoWarning
        | OfficeError::NotOpen
        | OfficeError::WorksHere => Refusal::Conflict,
        OfficeError::NothingToChallenge => Refusal::Gone,
        OfficeError::Account(cause) => refused_account(cause),
        OfficeError::Db(cause) => Refusal::broken(cause),
        OfficeError::File(cause) => Refusal::broken(cause),
        OfficeError::NoReasons
        | OfficeError::NoAddress
        | OfficeError::TooManyAddresses
        | OfficeError::TooLong
        | OfficeError::NoLane
        | OfficeError::BadEmail
        | OfficeError::NoGoodFaith
        | OfficeError::NoLength
        | OfficeError::Post(_) => Refusal::BadForm,
    }
}
