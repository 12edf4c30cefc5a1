//! Every address of the site, in one list of lists.

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;

use crate::refusal::{self, Refusal};
use crate::{Site, newsroom, public};

/// All rooms behind the front door.
pub(crate) fn all(site: &Site) -> Router {
    Router::new()
        .merge(public::routes())
        .merge(newsroom::routes(site))
        .fallback(|| async { Refusal::NotFound.into_response() })
        .layer(from_fn_with_state(site.clone(), refusal::with_page))
        .with_state(site.clone())
}
