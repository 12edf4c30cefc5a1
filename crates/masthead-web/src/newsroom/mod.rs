//! Behind the counter. Every address here names the capability it needs; the list below is the whole newsroom.

mod accounts;
mod articles;
mod desk;
mod entrance;
mod house;
mod media;
mod office;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use http::Method;
use masthead_core::kernel::Capability;

use crate::Site;
use crate::door::Visitor;

/// One address of the newsroom.
pub struct Door {
    /// Its path, without the language.
    pub path: &'static str,
    /// How it is asked.
    pub method: Method,
    /// What somebody must be able to do to be let in.
    pub needs: Capability,
    room: fn() -> MethodRouter<Site>,
}

impl Door {
    /// An address that shows something.
    pub(crate) const fn get(
        path: &'static str,
        needs: Capability,
        room: fn() -> MethodRouter<Site>,
    ) -> Self {
        Self {
            path,
            method: Method::GET,
            needs,
            room,
        }
    }

    /// An address that takes a form.
    pub(crate) const fn post(
        path: &'static str,
        needs: Capability,
        room: fn() -> MethodRouter<Site>,
    ) -> Self {
        Self {
            path,
            method: Method::POST,
            needs,
            room,
        }
    }
}

/// A tool in the newsroom's bar.
pub struct Tool {
    /// Its front door.
    pub path: &'static str,
    /// Its name in `locales/…/newsroom.ftl`.
    pub name: &'static str,
    /// Who sees it.
    pub needs: Capability,
}

impl Tool {
    const fn new(path: &'static str, name: &'static str, needs: Capability) -> Self {
        Self { path, name, needs }
    }
}

/// The tools in the order of the bar.
pub const TOOLS: &[Tool] = &[
    Tool::new(
        "/newsroom/articles",
        "tool-articles",
        Capability::WriteArticles,
    ),
    Tool::new("/newsroom/front", "tool-front", Capability::PublishArticles),
    Tool::new(
        "/newsroom/registers",
        "tool-registers",
        Capability::KeepRegisters,
    ),
    Tool::new("/newsroom/media", "tool-media", Capability::WriteArticles),
    Tool::new("/newsroom/queue", "tool-desk", Capability::DecidePosts),
    Tool::new("/newsroom/cases", "tool-cases", Capability::DecideNotices),
    Tool::new(
        "/newsroom/members",
        "tool-members",
        Capability::SanctionMembers,
    ),
    Tool::new(
        "/newsroom/people",
        "tool-people",
        Capability::ManageAccounts,
    ),
    Tool::new(
        "/newsroom/documents",
        "tool-documents",
        Capability::ReleaseDocuments,
    ),
    Tool::new("/newsroom/jobs", "tool-jobs", Capability::SeeJobs),
    Tool::new("/newsroom/audit", "tool-audit", Capability::ReadAudit),
    Tool::new("/newsroom/site", "tool-site", Capability::ManageSite),
];

/// Every door of the newsroom, feature by feature. A test knocks at each as every role and compares with a printed
/// matrix.
pub fn doors() -> Vec<&'static Door> {
    let features: &[&'static [Door]] = &[
        entrance::DOORS,
        accounts::DOORS,
        articles::DOORS,
        desk::DOORS,
        house::DOORS,
        media::DOORS,
        office::DOORS,
    ];
    features.iter().copied().flatten().collect()
}

pub(crate) fn routes(site: &Site) -> Router<Site> {
    doors().into_iter().fold(Router::new(), |router, door| {
        let guarded = (door.room)().layer(from_fn_with_state((site.clone(), door.needs), guard));
        router.route(door.path, guarded)
    })
}

async fn guard(
    State((_, needs)): State<(Site, Capability)>,
    visitor: Visitor,
    request: Request,
    next: Next,
) -> Response {
    match visitor.with(needs) {
        Ok(_) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}
