//! The people of the site: finding them and giving them roles.

mod documents;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use http::StatusCode;
use masthead_core::accounts::{self, AccountError, People, PersonLine, State as Standing};
use masthead_core::kernel::{Capability, Role};
use serde::Deserialize;

use super::Door;
use crate::door::Visitor;
use crate::forms::Form;
use crate::frame::Frame;
use crate::public::refused_account;
use crate::refusal::Refusal;
use crate::{Site, address, page};

pub(super) const DOORS: &[Door] = &[
    Door::get("/newsroom/people", Capability::ManageAccounts, || get(list)),
    Door::post(
        "/newsroom/people/{short}/role",
        Capability::ManageAccounts,
        || post(set_role),
    ),
    Door::get("/newsroom/documents", Capability::ReleaseDocuments, || {
        get(documents::show)
    }),
    Door::post(
        "/newsroom/documents/release",
        Capability::ReleaseDocuments,
        || post(documents::release),
    ),
    Door::post(
        "/newsroom/documents/{kind}/draft",
        Capability::ManageSite,
        || post(documents::draft),
    ),
    Door::post(
        "/newsroom/documents/{kind}/discard",
        Capability::ManageSite,
        || post(documents::discard),
    ),
];

#[derive(Template)]
#[template(path = "newsroom/accounts/people.html")]
struct PeoplePage {
    frame: Frame,
    words: String,
    people: People,
    /// Somebody tried to take the last administrator's role.
    refused_last: bool,
}

impl PeoplePage {
    fn state_text(&self, line: &PersonLine) -> &'static str {
        match line.state {
            Standing::Unconfirmed => "state-unconfirmed",
            Standing::Active => "state-active",
            Standing::Suspended => "state-suspended",
            Standing::Closed => "state-closed",
        }
    }

    fn role_text(&self, role: &Role) -> &'static str {
        match role {
            Role::Reader => "role-reader",
            Role::Moderator => "role-moderator",
            Role::Editor => "role-editor",
            Role::Office => "role-office",
            Role::Administrator => "role-administrator",
        }
    }
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    words: String,
    #[serde(default)]
    after: String,
}

#[derive(Deserialize)]
struct RoleForm {
    role: String,
    #[serde(default)]
    words: String,
}

async fn list(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    people_page(&site, &visitor, &asked, false).await
}

async fn set_role(
    State(site): State<Site>,
    visitor: Visitor,
    Path(short): Path<String>,
    Form(typed): Form<RoleForm>,
) -> Result<Response, Refusal> {
    let who = visitor.signed_in()?;
    let role: Role = typed.role.parse().map_err(|_| Refusal::BadForm)?;
    let person = accounts::find_person(&site.app, who, &short)
        .await
        .map_err(|error| refused_account(&error))?;
    match accounts::set_role(&site.app, who, person.id, role).await {
        Ok(()) => Ok(page::see(&list_address(&site, &visitor, &typed.words))),
        Err(AccountError::LastAdministrator) => {
            people_page(
                &site,
                &visitor,
                &Asked {
                    words: typed.words,
                    after: String::new(),
                },
                true,
            )
            .await
        }
        Err(error) => Err(refused_account(&error)),
    }
}

async fn people_page(
    site: &Site,
    visitor: &Visitor,
    asked: &Asked,
    refused_last: bool,
) -> Result<Response, Refusal> {
    let who = visitor.signed_in()?;
    let people = accounts::list_people(&site.app, who, &asked.words, &asked.after).await;
    let people = people.map_err(|error| refused_account(&error))?;
    let frame = Frame::of(site, visitor, "")
        .titled("people-title")
        .unlisted();
    let status = if refused_last {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    page::render_with(
        status,
        &PeoplePage {
            frame,
            words: asked.words.clone(),
            people,
            refused_last,
        },
    )
}

fn list_address(site: &Site, visitor: &Visitor, words: &str) -> String {
    let path = address::in_language(
        "/newsroom/people",
        visitor.lang,
        site.app.settings().first_language(),
    );
    if words.is_empty() {
        return path;
    }
    let query = serde_html_form::to_string([("words", words)]).unwrap_or_default();
    format!("{path}?{query}")
}
