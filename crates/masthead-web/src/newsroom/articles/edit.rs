//! The form to write and publish in. It works without script, and keeps what was typed whatever happens.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use masthead_core::articles::{
    self, ArticleError, CorrectionKind, EditionState, NewArticle, Publish, Saved, Significance,
    TheirText, Workbench,
};
use masthead_core::kernel::{Capability, EditionId, Lang, RevisionId};
use masthead_text::to_markdown;

use super::form::{Registers, Typed, save_of};
use super::{address_of, edition_in, moment, state_badge, state_text, time_in, zone};
use crate::Site;
use crate::door::Visitor;
use crate::forms::Form;
use crate::frame::Frame;
use crate::mistakes::Mistakes;
use crate::page;
use crate::public::articles::name_of;
use crate::refusal::Refusal;
use crate::times::Moment;

#[derive(Template)]
#[template(path = "newsroom/articles/edit.html")]
struct EditPage {
    frame: Frame,
    typed: Typed,
    registers: Registers,
    mistakes: Mistakes,
    /// What a colleague saved in between.
    collision: Option<Theirs>,
    /// Where the edition stands; none for an article that is being begun.
    standing: Option<Standing>,
    languages: Vec<Lang>,
    zone: String,
}

/// What a colleague saved while somebody was writing.
struct Theirs {
    number: i64,
    headline: String,
    lede: String,
    body: String,
}

/// Where an edition stands, for the side of the form.
struct Standing {
    address: String,
    public_path: String,
    state: EditionState,
    name: &'static str,
    badge: &'static str,
    published: Option<Moment>,
    updated: Option<Moment>,
    scheduled: Option<Moment>,
    withdrawn_because: String,
    has_changes: bool,
    editions: Vec<(String, Lang, &'static str)>,
    /// Languages it has no edition in.
    missing: Vec<Lang>,
    revisions: Vec<Line>,
    corrections: Vec<(&'static str, String, Moment)>,
}

/// A line in the list of revisions.
struct Line {
    id: String,
    number: i64,
    saved: Moment,
    saved_by: String,
    note: String,
    words: i64,
    is_published: bool,
    /// The revision before it, to compare with.
    before: Option<String>,
}

impl EditPage {
    fn is_new(&self) -> bool {
        self.standing.is_none()
    }

    fn is_published(&self) -> bool {
        self.standing
            .as_ref()
            .is_some_and(|it| it.state == EditionState::Published)
    }

    fn states(&self) -> [(&'static str, &'static str); 3] {
        [
            ("draft", "state-draft"),
            ("at_desk", "state-at-desk"),
            ("ready", "state-ready"),
        ]
    }

    fn significances(&self) -> [(&'static str, &'static str); 4] {
        [
            ("minor", "significance-minor"),
            ("update", "significance-update"),
            ("correction", "significance-correction"),
            ("republication", "significance-republication"),
        ]
    }

    fn kinds(&self) -> [(&'static str, &'static str); 3] {
        CorrectionKind::ALL.map(|kind| (kind.word(), name_of(kind)))
    }
}

/// An empty form.
pub(super) async fn begin(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refusal> {
    let lang = site.app.settings().first_language().tag().to_owned();
    new_page(
        &site,
        &visitor,
        Typed {
            lang,
            ..Typed::default()
        },
        Mistakes::default(),
    )
    .await
}

/// Begins an article with what was typed.
pub(super) async fn create(
    State(site): State<Site>,
    visitor: Visitor,
    Form(typed): Form<Typed>,
) -> Result<Response, Refusal> {
    let who = visitor.signed_in()?;
    let frame = frame(&site, &visitor);
    let registers = Registers::read(&site, &frame).await?;
    let mut mistakes = Mistakes::default();
    let understood = typed
        .understand(&site, who, &frame, &registers, &mut mistakes)
        .await?;
    let (Some(understood), Ok(lang)) = (understood, typed.lang.parse()) else {
        return new_page(&site, &visitor, typed, mistakes).await;
    };
    let request = NewArticle {
        lang,
        slug: understood.slug,
        filing: understood.filing,
        content: understood.content,
    };
    match articles::create_draft(&site.app, who, &request).await {
        Ok(drafted) => Ok(page::see(&frame.href(&address_of(drafted.edition)))),
        Err(error) => {
            mistake(error, &frame, &mut mistakes)?;
            new_page(&site, &visitor, typed, mistakes).await
        }
    }
}

/// The form with the newest revision.
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(edition): Path<String>,
) -> Result<Response, Refusal> {
    let edition = edition_in(&edition)?;
    edit_page(&site, &visitor, edition, Shown::default()).await
}

/// Saves what was typed as a new revision.
pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Path(edition): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Refusal> {
    let edition = edition_in(&edition)?;
    match saved(&site, &visitor, edition, &typed).await? {
        Ok(_) => Ok(page::see(
            &frame(&site, &visitor).href(&address_of(edition)),
        )),
        Err(shown) => edit_page(&site, &visitor, edition, shown.with(typed)).await,
    }
}

/// Saves what was typed and lets readers see it.
pub(super) async fn publish(
    State(site): State<Site>,
    visitor: Visitor,
    Path(edition): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Refusal> {
    let edition = edition_in(&edition)?;
    let revision = match saved(&site, &visitor, edition, &typed).await? {
        Ok(revision) => revision,
        Err(shown) => return edit_page(&site, &visitor, edition, shown.with(typed)).await,
    };
    let significance = typed.significance.parse().unwrap_or(Significance::Update);
    let request = Publish {
        edition,
        revision,
        significance,
    };
    let done = articles::publish(&site.app, visitor.signed_in()?, &request).await;
    after(&site, &visitor, edition, typed, done).await
}

/// Saves what was typed and gives it the time at which it publishes itself.
pub(super) async fn schedule(
    State(site): State<Site>,
    visitor: Visitor,
    Path(edition): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Refusal> {
    let edition = edition_in(&edition)?;
    let frame = frame(&site, &visitor);
    if let Err(shown) = saved(&site, &visitor, edition, &typed).await? {
        return edit_page(&site, &visitor, edition, shown.with(typed)).await;
    }
    let Some(at) = time_in(&typed.publish_at, &frame.times) else {
        let mut mistakes = Mistakes::default();
        mistakes.add("publish_at", frame.say("mistake-time"));
        return edit_page(
            &site,
            &visitor,
            edition,
            Shown {
                mistakes,
                ..Shown::default()
            },
        )
        .await;
    };
    let done = articles::schedule(&site.app, visitor.signed_in()?, edition, at).await;
    after(&site, &visitor, edition, typed, done).await
}

/// The text is saved; what is shown again is the newest revision with what stood in the way of publishing it.
async fn after(
    site: &Site,
    visitor: &Visitor,
    edition: EditionId,
    typed: Typed,
    done: Result<(), ArticleError>,
) -> Result<Response, Refusal> {
    let frame = frame(site, visitor);
    let Err(error) = done else {
        return Ok(page::see(&frame.href(&address_of(edition))));
    };
    let mut mistakes = Mistakes::default();
    mistake(error, &frame, &mut mistakes)?;
    let made_on = articles::workbench(&site.app, edition)
        .await?
        .ok_or(Refusal::NotFound)?
        .revision
        .0
        .to_string();
    let shown = Shown {
        mistakes,
        ..Shown::default()
    };
    edit_page(
        site,
        visitor,
        edition,
        shown.with(Typed { made_on, ..typed }),
    )
    .await
}

/// What the form shows when it is shown again.
#[derive(Default)]
struct Shown {
    typed: Option<Typed>,
    mistakes: Mistakes,
    collision: Option<Theirs>,
    /// The revision a second try is made on, after a collision.
    made_on: Option<RevisionId>,
}

impl Shown {
    fn with(mut self, mut typed: Typed) -> Self {
        if let Some(made_on) = self.made_on {
            typed.made_on = made_on.to_string();
        }
        self.typed = Some(typed);
        self
    }
}

/// Saves, or says why not.
async fn saved(
    site: &Site,
    visitor: &Visitor,
    edition: EditionId,
    typed: &Typed,
) -> Result<Result<RevisionId, Shown>, Refusal> {
    let who = visitor.signed_in()?;
    let frame = frame(site, visitor);
    let registers = Registers::read(site, &frame).await?;
    let mut mistakes = Mistakes::default();
    let understood = typed
        .understand(site, who, &frame, &registers, &mut mistakes)
        .await?;
    let Some(understood) = understood else {
        return Ok(Err(Shown {
            mistakes,
            ..Shown::default()
        }));
    };
    match articles::save_revision(&site.app, who, &save_of(typed, edition, understood)?).await {
        Ok(Saved::Done(revision)) => Ok(Ok(revision)),
        Ok(Saved::Collision(text)) => Ok(Err(collided(*text))),
        Err(error) => {
            mistake(error, &frame, &mut mistakes)?;
            Ok(Err(Shown {
                mistakes,
                ..Shown::default()
            }))
        }
    }
}

fn collided(text: TheirText) -> Shown {
    let theirs = Theirs {
        number: text.number,
        body: to_markdown(&text.content.body),
        headline: text.content.headline,
        lede: text.content.lede,
    };
    Shown {
        collision: Some(theirs),
        made_on: Some(text.revision),
        ..Shown::default()
    }
}

/// What is in the way, at its field; whatever is not the writer's doing is a refusal.
fn mistake(error: ArticleError, frame: &Frame, mistakes: &mut Mistakes) -> Result<(), Refusal> {
    let (field, text) = match error {
        ArticleError::NoHeadline => ("headline", frame.say("mistake-headline").into_owned()),
        ArticleError::BadSlug(slug) => ("slug", frame.name("mistake-slug", &slug)),
        ArticleError::SlugTaken(slug) => ("slug", frame.name("mistake-slug-taken", &slug)),
        ArticleError::Embargoed(until) => (
            "embargo",
            frame.name("mistake-embargo", &frame.moment(&until).shown),
        ),
        ArticleError::NoCredit(short) => ("lead", frame.name("mistake-credit", &short)),
        ArticleError::InThePast => ("publish_at", frame.say("mistake-past").into_owned()),
        ArticleError::TooLong {
            field: "headline", ..
        } => ("headline", frame.say("mistake-long").into_owned()),
        ArticleError::TooLong {
            field: "kicker", ..
        } => ("kicker", frame.say("mistake-long").into_owned()),
        ArticleError::TooLong { field: "place", .. } => {
            ("place", frame.say("mistake-long").into_owned())
        }
        ArticleError::TooLong { field: "lede", .. } => {
            ("lede", frame.say("mistake-long").into_owned())
        }
        ArticleError::TooLong { .. } => ("body", frame.say("mistake-long").into_owned()),
        ArticleError::Impossible(_) => ("state", frame.say("mistake-state").into_owned()),
        error => return Err(error.into()),
    };
    mistakes.add(field, text);
    Ok(())
}

fn frame(site: &Site, visitor: &Visitor) -> Frame {
    Frame::of(site, visitor, "")
        .titled("article-edit")
        .unlisted()
}

async fn new_page(
    site: &Site,
    visitor: &Visitor,
    typed: Typed,
    mistakes: Mistakes,
) -> Result<Response, Refusal> {
    let frame = frame(site, visitor);
    let shown = EditPage {
        registers: Registers::read(site, &frame).await?,
        languages: site.app.settings().languages.clone(),
        zone: zone(site),
        collision: None,
        standing: None,
        typed,
        mistakes,
        frame,
    };
    let status = if shown.mistakes.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    page::render_with(status, &shown)
}

async fn edit_page(
    site: &Site,
    visitor: &Visitor,
    edition: EditionId,
    shown: Shown,
) -> Result<Response, Refusal> {
    let bench = articles::workbench(&site.app, edition)
        .await?
        .ok_or(Refusal::NotFound)?;
    let frame = frame(site, visitor);
    let registers = Registers::read(site, &frame).await?;
    let status = match (&shown.collision, shown.mistakes.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    let typed = shown
        .typed
        .unwrap_or_else(|| Typed::of(&bench, &registers, &frame.times));
    let languages = site.app.settings().languages.clone();
    let edited = EditPage {
        standing: Some(standing(bench, &frame, &languages)),
        zone: zone(site),
        mistakes: shown.mistakes,
        collision: shown.collision,
        languages,
        typed,
        registers,
        frame,
    };
    page::render_with(status, &edited)
}

fn standing(bench: Workbench, frame: &Frame, languages: &[Lang]) -> Standing {
    let has = |lang: &Lang| bench.editions.iter().any(|(_, it, _)| it == lang);
    Standing {
        address: frame.href(&address_of(bench.edition)),
        public_path: frame.href(&bench.path),
        name: state_text(bench.state),
        badge: state_badge(bench.state),
        published: moment(bench.published_at, &frame.times),
        updated: moment(bench.updated_at, &frame.times),
        scheduled: moment(bench.scheduled_for, &frame.times),
        has_changes: bench
            .published_revision
            .is_some_and(|it| it != bench.revision.0),
        missing: languages
            .iter()
            .filter(|lang| !has(lang))
            .copied()
            .collect(),
        editions: bench
            .editions
            .iter()
            .map(|(id, lang, state)| (frame.href(&address_of(*id)), *lang, state_text(*state)))
            .collect(),
        corrections: bench
            .corrections
            .iter()
            .map(|(kind, text, at)| (name_of(*kind), text.clone(), frame.figures(at)))
            .collect(),
        revisions: lines(&bench, frame),
        state: bench.state,
        withdrawn_because: bench.withdrawn_because,
    }
}

fn lines(bench: &Workbench, frame: &Frame) -> Vec<Line> {
    let revisions = &bench.revisions;
    let line = |(nth, row): (usize, &articles::RevisionLine)| Line {
        id: row.id.to_string(),
        number: row.number,
        saved: frame.figures(&row.saved_at),
        saved_by: row.saved_by_name.clone(),
        note: row.note.clone(),
        words: row.words,
        is_published: bench.published_revision == Some(row.id),
        before: revisions.get(nth + 1).map(|it| it.id.to_string()),
    };
    revisions.iter().enumerate().map(line).collect()
}
