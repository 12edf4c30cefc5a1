//! The house itself: what works in the background, who decided what, how the site is set up.

mod audit;
mod jobs;
mod site;

use axum::routing::{get, post};
use masthead_core::kernel::Capability;

use super::Door;

pub(super) const DOORS: &[Door] = &[
    Door::get("/newsroom/jobs", Capability::SeeJobs, || get(jobs::list)),
    Door::post(
        "/newsroom/jobs/{number}/attempt",
        Capability::SeeJobs,
        || post(jobs::try_again),
    ),
    Door::get("/newsroom/audit", Capability::ReadAudit, || {
        get(audit::list)
    }),
    Door::get("/newsroom/site", Capability::ManageSite, || get(site::show)),
    Door::post("/newsroom/site", Capability::ManageSite, || {
        post(site::change)
    }),
];
