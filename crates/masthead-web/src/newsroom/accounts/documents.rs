//! Drafting a new netiquette or new terms, and releasing what somebody else has drafted.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use masthead_core::accounts::{
    self, AccountError, Document, DocumentKind, Draft, NewDraft, Problem,
};
use masthead_core::kernel::{Capability, DraftId, Lang};
use masthead_text::{Change, Piece, diff};
use serde::Deserialize;

use crate::door::Visitor;
use crate::forms::Form;
use crate::frame::Frame;
use crate::mistakes::Mistakes;
use crate::public::refused_account;
use crate::refusal::Refusal;
use crate::words::words;
use crate::{Site, page};

#[derive(Template)]
#[template(path = "newsroom/accounts/documents.html")]
struct DocumentsPage {
    frame: Frame,
    mistakes: Mistakes,
    rooms: Vec<Room>,
    may_draft: bool,
    told: Option<&'static str>,
}

/// One of the two documents: what is in force, what is drafted, and the form for the next draft.
struct Room {
    kind: DocumentKind,
    in_force: Option<Document>,
    draft: Option<Draft>,
    is_own: bool,
    /// What the draft changes, language by language.
    changes: Vec<(Lang, Vec<Piece>)>,
    texts: Vec<(Lang, String, String)>,
    effective_on: String,
    is_significant: bool,
}

impl Room {
    fn word(&self) -> &'static str {
        word_of(self.kind)
    }

    fn title(&self) -> &'static str {
        match self.kind {
            DocumentKind::Netiquette => "netiquette-title",
            DocumentKind::Terms => "terms-title",
        }
    }
}

/// The form of a draft, in the languages of the house.
#[derive(Clone, Default, Deserialize)]
pub(super) struct DraftForm {
    #[serde(default)]
    effective_on: String,
    #[serde(default)]
    significant: String,
    #[serde(default)]
    body_de: String,
    #[serde(default)]
    changes_de: String,
    #[serde(default)]
    body_en: String,
    #[serde(default)]
    changes_en: String,
}

#[derive(Deserialize)]
pub(super) struct ReleaseForm {
    draft: String,
    #[serde(default)]
    alone_because: String,
}

#[derive(Deserialize)]
pub(super) struct NothingTyped {}

pub(super) async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refusal> {
    page::render(&documents_page(&site, &visitor).await?)
}

pub(super) async fn draft(
    State(site): State<Site>,
    visitor: Visitor,
    Path(word): Path<String>,
    Form(typed): Form<DraftForm>,
) -> Result<Response, Refusal> {
    let (who, kind) = (visitor.signed_in()?, kind_of(&word)?);
    let new = NewDraft {
        kind,
        effective_on: typed.effective_on.clone(),
        is_significant: !typed.significant.is_empty(),
        texts: texts_of(&site, &typed),
    };
    let problems = match accounts::draft(&site.app, who, &new).await {
        Ok(_) => return Ok(back(&site, &visitor)),
        Err(AccountError::Invalid(problems)) => problems,
        Err(error) => return Err(refused_account(&error)),
    };
    let mut page = documents_page(&site, &visitor).await?;
    for problem in problems {
        let said = words(visitor.lang)
            .say(&format!("problem-{}", problem.word()))
            .into_owned();
        page.mistakes.add(field_of(kind, problem), said);
    }
    for room in page.rooms.iter_mut().filter(|it| it.kind == kind) {
        room.texts.clone_from(&new.texts);
        room.effective_on.clone_from(&new.effective_on);
        room.is_significant = new.is_significant;
    }
    page::render_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

pub(super) async fn discard(
    State(site): State<Site>,
    visitor: Visitor,
    Path(word): Path<String>,
    Form(NothingTyped {}): Form<NothingTyped>,
) -> Result<Response, Refusal> {
    accounts::discard_draft(&site.app, visitor.signed_in()?, kind_of(&word)?)
        .await
        .map_err(|error| refused_account(&error))?;
    Ok(back(&site, &visitor))
}

pub(super) async fn release(
    State(site): State<Site>,
    visitor: Visitor,
    Form(typed): Form<ReleaseForm>,
) -> Result<Response, Refusal> {
    let who = visitor.signed_in()?;
    let draft: DraftId = typed.draft.parse().map_err(|_| Refusal::BadForm)?;
    match accounts::release(&site.app, who, draft, &typed.alone_because).await {
        Ok(_) => Ok(back(&site, &visitor)),
        Err(AccountError::SecondPersonNeeded) => {
            let page = documents_page(&site, &visitor).await?;
            let told = Some("documents-second-person");
            page::render_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                &DocumentsPage { told, ..page },
            )
        }
        Err(error) => Err(refused_account(&error)),
    }
}

async fn documents_page(site: &Site, visitor: &Visitor) -> Result<DocumentsPage, Refusal> {
    let who = visitor.signed_in()?;
    let mut rooms = Vec::new();
    for kind in DocumentKind::ALL {
        rooms.push(room(site, visitor, kind).await?);
    }
    Ok(DocumentsPage {
        frame: Frame::of(site, visitor, "")
            .titled("documents-title")
            .unlisted(),
        mistakes: Mistakes::default(),
        rooms,
        may_draft: who.may(Capability::ManageSite),
        told: None,
    })
}

async fn room(site: &Site, visitor: &Visitor, kind: DocumentKind) -> Result<Room, Refusal> {
    let who = visitor.signed_in()?;
    let draft = accounts::open_draft(&site.app, who, kind)
        .await
        .map_err(|error| refused_account(&error))?;
    let (mut texts, mut changes) = (Vec::new(), Vec::new());
    for lang in site.app.settings().languages.iter().copied() {
        let present = accounts::in_force(&site.app, kind, lang).await?;
        let present = present
            .filter(|it| it.lang == lang)
            .map(|it| it.body)
            .unwrap_or_default();
        let drafted = draft
            .iter()
            .flat_map(|it| &it.texts)
            .find(|it| it.0 == lang);
        if let Some((_, body, _)) = drafted {
            changes.push((lang, diff(&present, body)));
        }
        texts.push(drafted.cloned().unwrap_or((lang, present, String::new())));
    }
    Ok(Room {
        kind,
        in_force: accounts::in_force(&site.app, kind, visitor.lang).await?,
        is_own: draft
            .as_ref()
            .is_some_and(|it| it.drafted_by == who.account),
        is_significant: draft.as_ref().is_none_or(|it| it.is_significant),
        draft,
        changes,
        texts,
        effective_on: String::new(),
    })
}

fn texts_of(site: &Site, typed: &DraftForm) -> Vec<(Lang, String, String)> {
    let typed_in = |lang: Lang| match lang {
        Lang::De => (lang, typed.body_de.clone(), typed.changes_de.clone()),
        Lang::En => (lang, typed.body_en.clone(), typed.changes_en.clone()),
    };
    let settings = site.app.settings();
    settings.languages.iter().copied().map(typed_in).collect()
}

/// The field of a form at which a problem is shown; each of the two forms has its own.
fn field_of(kind: DocumentKind, problem: Problem) -> &'static str {
    match (kind, problem) {
        (DocumentKind::Netiquette, Problem::DayOver) => "effective-netiquette",
        (DocumentKind::Netiquette, _) => "body-netiquette-de",
        (DocumentKind::Terms, Problem::DayOver) => "effective-terms",
        (DocumentKind::Terms, _) => "body-terms-de",
    }
}

fn kind_of(word: &str) -> Result<DocumentKind, Refusal> {
    DocumentKind::ALL
        .into_iter()
        .find(|kind| word_of(*kind) == word)
        .ok_or(Refusal::NotFound)
}

fn word_of(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Netiquette => "netiquette",
        DocumentKind::Terms => "terms",
    }
}

fn back(site: &Site, visitor: &Visitor) -> Response {
    page::see(&visitor.href(site, "/newsroom/documents"))
}
