//! How the site is set up: its name, its zone, who waits, how long a decision can be taken back.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use masthead_core::kernel::settings::{self, BadSetting};
use masthead_core::kernel::{Posting, SiteSettings};
use serde::Deserialize;

use crate::door::Visitor;
use crate::forms::Form;
use crate::frame::Frame;
use crate::refusal::Refusal;
use crate::words::words;
use crate::{Site, page};

#[derive(Template)]
#[template(path = "newsroom/house/site.html")]
struct SitePage {
    frame: Frame,
    typed: Typed,
    faults: Vec<BadSetting>,
    was_kept: bool,
}

impl SitePage {
    fn is_bad(&self, fault: BadSetting) -> bool {
        self.faults.contains(&fault)
    }

    fn chosen(&self, posting: &str) -> bool {
        self.typed.posting == posting
    }
}

/// The form, as it was typed.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Typed {
    name: String,
    motto: String,
    publisher: String,
    office_mail: String,
    zone: String,
    accent: String,
    posting: String,
    threads_close_after_days: String,
    post_limit: String,
    undo_secs: String,
}

pub(super) async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refusal> {
    let typed = typed(&site.app.settings());
    let was_kept = visitor.query.as_deref() == Some("kept");
    page::render(&SitePage {
        frame: frame(&site, &visitor),
        typed,
        faults: Vec::new(),
        was_kept,
    })
}

pub(super) async fn change(
    State(site): State<Site>,
    visitor: Visitor,
    Form(typed): Form<Typed>,
) -> Result<Response, Refusal> {
    let who = visitor.signed_in()?;
    let wanted = wanted(&site.app.settings(), &typed);
    let faults = settings::change(&site.app, who, &wanted).await?;
    if faults.is_empty() {
        return Ok(page::see(&visitor.href(&site, "/newsroom/site?kept")));
    }
    let page = SitePage {
        frame: frame(&site, &visitor),
        typed,
        faults,
        was_kept: false,
    };
    page::render_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn frame(site: &Site, visitor: &Visitor) -> Frame {
    Frame::of(site, visitor, &words(visitor.lang).say("tool-site")).unlisted()
}

fn typed(settings: &SiteSettings) -> Typed {
    Typed {
        name: settings.name.clone(),
        motto: settings.motto.clone(),
        publisher: settings.publisher.clone(),
        office_mail: settings.office_mail.clone(),
        zone: settings.zone.clone(),
        accent: settings.accent.clone().unwrap_or_default(),
        posting: settings.posting.word().to_owned(),
        threads_close_after_days: settings
            .threads_close_after_days
            .map_or_else(String::new, |it| it.to_string()),
        post_limit: settings.post_limit.to_string(),
        undo_secs: settings.undo_secs.to_string(),
    }
}

/// What was typed as settings. A number that is none becomes one that no check lets through.
fn wanted(now: &SiteSettings, typed: &Typed) -> SiteSettings {
    let accent = typed.accent.trim();
    SiteSettings {
        name: typed.name.trim().to_owned(),
        motto: typed.motto.trim().to_owned(),
        publisher: typed.publisher.trim().to_owned(),
        office_mail: typed.office_mail.trim().to_owned(),
        zone: typed.zone.trim().to_owned(),
        accent: (!accent.is_empty()).then(|| accent.to_lowercase()),
        posting: typed.posting.parse().unwrap_or(Posting::Pre),
        threads_close_after_days: typed
            .threads_close_after_days
            .trim()
            .parse()
            .ok()
            .filter(|days| *days > 0),
        post_limit: typed.post_limit.trim().parse().unwrap_or(0),
        undo_secs: typed.undo_secs.trim().parse().unwrap_or(u16::MAX),
        ..now.clone()
    }
}
