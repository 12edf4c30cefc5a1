//! New posts, announced to an open page as server-sent events (WHATWG HTML, 9.2): only how many there are.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, Stream};
use http::StatusCode;
use http::header::{self, HeaderName, HeaderValue};
use masthead_core::posts::{article_by_short, thread_of};
use tokio::sync::watch;

use crate::Site;
use crate::door::Visitor;
use crate::refusal::Refusal;

/// A sign of life, so that whoever stands between does not close the connection and a listener who has gone is noticed.
const SIGN_OF_LIFE: Duration = Duration::from_secs(25);

/// Keeps the connection and says how many posts have been published since it was made.
pub(super) async fn listen(
    State(site): State<Site>,
    visitor: Visitor,
    Path(short): Path<String>,
) -> Result<Response, Refusal> {
    let article = article_by_short(&site.app, &short, visitor.lang)
        .await?
        .ok_or(Refusal::NotFound)?;
    let thread = thread_of(article.id);
    let Some(listener) = site.live.listen(thread) else {
        return Ok((
            StatusCode::SERVICE_UNAVAILABLE,
            [(header::RETRY_AFTER, "60")],
        )
            .into_response());
    };
    let mut answer = Body::from_stream(events(listener)).into_response();
    let headers = answer.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/event-stream"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        HeaderName::from_static("x-accel-buffering"),
        HeaderValue::from_static("no"),
    );
    Ok(answer)
}

fn events(listener: watch::Receiver<u64>) -> impl Stream<Item = Result<Bytes, Infallible>> {
    let seen = *listener.borrow();
    let first = Some(Bytes::from_static(b"retry: 15000\n\n"));
    stream::unfold(
        (listener, seen, first),
        |(mut listener, seen, first)| async move {
            if let Some(greeting) = first {
                return Some((Ok(greeting), (listener, seen, None)));
            }
            let changed = tokio::time::timeout(SIGN_OF_LIFE, listener.changed()).await;
            match changed {
                // The site is stopping.
                Ok(Err(_)) => None,
                Ok(Ok(())) => {
                    let now = *listener.borrow_and_update();
                    let event = format!("event: posts\ndata: {}\n\n", now - seen);
                    Some((Ok(Bytes::from(event)), (listener, now, None)))
                }
                Err(_) => Some((Ok(Bytes::from_static(b":\n\n")), (listener, seen, None))),
            }
        },
    )
}
