//! Answers: a rendered page, a cached one, a way elsewhere.

use askama::Template;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{self, HeaderValue};

use crate::cache::MadeFrom;
use crate::refusal::Refusal;

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

/// A page for this visitor alone; nobody stores it.
pub fn render(page: &impl Template) -> Result<Response, Refusal> {
    let body = page.render().map_err(|cause| Refusal::broken(&cause))?;
    let mut answer = body.into_response();
    answer.headers_mut().insert(header::CONTENT_TYPE, HTML);
    Ok(answer)
}

/// The same with another status: a form that was not accepted and keeps what was typed.
pub fn render_with(status: StatusCode, page: &impl Template) -> Result<Response, Refusal> {
    let mut answer = render(page)?;
    *answer.status_mut() = status;
    Ok(answer)
}

/// A page that is the same for every stranger, until one of the tags is dropped.
pub fn render_kept(page: &impl Template, made: MadeFrom) -> Result<Response, Refusal> {
    let mut answer = render(page)?;
    answer.extensions_mut().insert(made);
    Ok(answer)
}

/// Something other than a page (a feed, a sitemap) that is the same for everybody.
pub fn kept(media_type: &'static str, body: String, made: MadeFrom) -> Response {
    let mut answer = body.into_response();
    answer
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    answer.extensions_mut().insert(made);
    answer
}

/// After a form was accepted: go and look (RFC 9110, 303).
pub fn see(path: &str) -> Response {
    moved_with(StatusCode::SEE_OTHER, path)
}

/// This address has moved for good.
pub fn moved(path: &str) -> Response {
    moved_with(StatusCode::MOVED_PERMANENTLY, path)
}

fn moved_with(status: StatusCode, path: &str) -> Response {
    let Ok(location) = HeaderValue::from_str(path) else {
        return Refusal::NotFound.into_response();
    };
    (status, [(header::LOCATION, location)]).into_response()
}
