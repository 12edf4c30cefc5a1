//! Reporting: one form for everybody, with nothing chosen in advance and everything kept when something is missing.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use http::StatusCode;
use masthead_core::kernel::GroundId;
use masthead_core::office::{self, GiveNotice, Lane, Receipt};
use masthead_core::screening::{Ground, GroundKind};
use serde::Deserialize;

use super::mistakes;
use crate::door::Visitor;
use crate::forms::Form;
use crate::frame::Frame;
use crate::mistakes::Mistakes;
use crate::rates::{Route, Who};
use crate::refusal::Refusal;
use crate::{Site, address, page};

#[derive(Template)]
#[template(path = "public/office/report.html")]
struct ReportPage {
    frame: Frame,
    mistakes: Mistakes,
    typed: ReportForm,
    lane: Option<Lane>,
    /// What somebody can say that it breaks, if they know.
    grounds: Vec<Ground>,
}

impl ReportPage {
    fn laws(&self) -> impl Iterator<Item = &Ground> {
        let is_law = |it: &&Ground| it.kind == GroundKind::Illegal;
        self.grounds.iter().filter(is_law)
    }

    fn clauses(&self) -> impl Iterator<Item = &Ground> {
        let is_ours = |it: &&Ground| it.kind == GroundKind::Contractual;
        self.grounds.iter().filter(is_ours)
    }

    fn is_chosen(&self, ground: &Ground) -> bool {
        self.typed.ground == ground.id.to_string()
    }
}

/// What is typed; the form below a post sends `post` instead of addresses.
#[derive(Default, Deserialize)]
pub(super) struct ReportForm {
    #[serde(default)]
    lane: String,
    #[serde(default)]
    post: String,
    #[serde(default)]
    addresses: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    law: String,
    #[serde(default)]
    ground: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    good_faith: String,
}

#[derive(Deserialize)]
pub(super) struct Coming {
    #[serde(default)]
    post: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(coming): Query<Coming>,
) -> Result<Response, Refusal> {
    let typed = with_address(
        &site,
        ReportForm {
            post: coming.post,
            ..ReportForm::default()
        },
    );
    form(&site, &visitor, typed, Mistakes::default(), StatusCode::OK).await
}

pub(super) async fn take(
    State(site): State<Site>,
    visitor: Visitor,
    Form(typed): Form<ReportForm>,
) -> Result<Response, Refusal> {
    site.rates.count(Route::Report, Who::at(visitor.address))?;
    let typed = with_address(&site, typed);
    let request = GiveNotice {
        lane: lane_of(&typed.lane),
        addresses: addresses_in(&typed.addresses),
        reason: typed.reason.clone(),
        law: typed.law.clone(),
        ground: typed.ground.parse::<GroundId>().ok(),
        name: typed.name.clone(),
        email: typed.email.clone(),
        in_good_faith: !typed.good_faith.is_empty(),
        account: visitor.person.as_ref().map(|person| person.account),
        lang: visitor.lang,
    };
    match office::give_notice(&site.app, &request).await {
        Ok(receipt) => Ok(to_case(&site, &visitor, &receipt)),
        Err(error) => {
            let mistakes = mistakes(visitor.lang, &error)?;
            form(
                &site,
                &visitor,
                typed,
                mistakes,
                StatusCode::UNPROCESSABLE_ENTITY,
            )
            .await
        }
    }
}

/// The page of a new case, which says its number and its token.
pub(super) fn to_case(site: &Site, visitor: &Visitor, receipt: &Receipt) -> Response {
    let path = format!(
        "/office/cases/{}?token={}&new=yes",
        receipt.number, receipt.token
    );
    page::see(&address::in_language(
        &path,
        visitor.lang,
        site.app.settings().first_language(),
    ))
}

async fn form(
    site: &Site,
    visitor: &Visitor,
    typed: ReportForm,
    mistakes: Mistakes,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let frame = Frame::of(site, visitor, "")
        .titled("report-title")
        .unlisted();
    let lane = lane_of(&typed.lane);
    page::render_with(
        status,
        &ReportPage {
            frame,
            mistakes,
            typed,
            lane,
            grounds: office::grounds(&site.app, visitor.lang).await?,
        },
    )
}

/// The address of the post that the form came from, where somebody can see and add to it.
fn with_address(site: &Site, mut typed: ReportForm) -> ReportForm {
    let is_post = !typed.post.is_empty()
        && typed
            .post
            .bytes()
            .all(|letter| letter.is_ascii_alphanumeric());
    if is_post && typed.addresses.trim().is_empty() {
        typed.addresses = site
            .app
            .settings()
            .address
            .of(&format!("/posts/{}", typed.post));
    }
    typed
}

/// One address for each line; several in a row are several, and words that are none stay together.
fn addresses_in(typed: &str) -> Vec<String> {
    let mut addresses = Vec::new();
    for line in typed.lines() {
        let is_address = |word: &str| word.contains("://") || word.starts_with('/');
        if line.split_whitespace().all(is_address) {
            addresses.extend(line.split_whitespace().map(str::to_owned));
        } else {
            addresses.push(line.trim().to_owned());
        }
    }
    addresses
}

fn lane_of(word: &str) -> Option<Lane> {
    match word {
        "unlawful" | "art16_illegal" => Some(Lane::Unlawful),
        "house_rules" | "tc_flag" => Some(Lane::HouseRules),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_apart_and_words_stay_together() {
        let typed = "https://a.example/1 https://a.example/2\n/posts/3\n\nder dritte von oben";
        let found = addresses_in(typed);
        let expected = [
            "https://a.example/1",
            "https://a.example/2",
            "/posts/3",
            "der dritte von oben",
        ];
        assert_eq!(found, expected);
    }
}
