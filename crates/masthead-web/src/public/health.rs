//! For those who watch the machines: is the process alive, can it do its work?

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use masthead_core::kernel::is_reachable;

use crate::Site;

/// The process runs.
pub(crate) async fn is_alive() -> &'static str {
    "alive\n"
}

/// The process can read its database.
pub(crate) async fn is_ready(State(site): State<Site>) -> Response {
    match is_reachable(&site.app).await {
        Ok(()) => "ready\n".into_response(),
        Err(cause) => {
            tracing::warn!(%cause, "the database cannot be read");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database cannot be read\n",
            )
                .into_response()
        }
    }
}
