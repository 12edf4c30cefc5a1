//! What is open to everybody.

mod accent;
mod accounts;
pub mod articles;
mod health;
mod media;
mod office;
mod posts;

use axum::Router;
use axum::routing::get;

use crate::Site;

pub(crate) use accounts::refused as refused_account;
pub(crate) use office::{refused as refused_office, wording};
pub(crate) use posts::{StatementPart, parts_of};

/// The public addresses.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/accent/{file}", get(accent::sheet))
        .route("/media/{short}/{drawing}", get(media::drawing))
        .merge(articles::routes())
        .route("/healthz", get(health::is_alive))
        .route("/readyz", get(health::is_ready))
        .merge(accounts::routes())
        .merge(posts::routes())
        .merge(office::routes())
}
