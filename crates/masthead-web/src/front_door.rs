//! The way every request goes: kept page, language, visitor, room, and what every answer carries.

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, StatusCode, Uri};
use http_body_util::Full;
use tower::ServiceExt;

use crate::cache::{Began, MadeFrom};
use crate::door::{Visitor, session_cookie};
use crate::{Site, address, assets};

/// Nothing but what we serve ourselves; no script or style inside a page (design.md §3).
const CONTENT_SECURITY_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; \
     connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'",
);
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("public, max-age=0, must-revalidate");
const NOT_STORED: HeaderValue = HeaderValue::from_static("private, no-store");

/// A page larger than this is answered but not kept.
const MOST_KEPT_BYTES: usize = 4 * 1024 * 1024;

/// The whole site as one function from request to answer; what listens on a socket and what tests call.
#[derive(Clone)]
pub struct FrontDoor {
    site: Site,
    rooms: Router,
}

impl FrontDoor {
    /// Opens the site's doors.
    pub fn new(site: Site) -> Self {
        let rooms = crate::routes::all(&site);
        Self { site, rooms }
    }

    /// The site behind the door.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The answer to one request, if it is kept ready: what most strangers ask for.
    pub fn kept<B>(&self, request: &http::Request<B>) -> Option<http::Response<Full<Bytes>>> {
        let uri = request.uri();
        let address = uri.path_and_query().map_or(uri.path(), |it| it.as_str());
        let kept = self.site.cache.get(address)?;
        self.may_be_kept(request)
            .then(|| kept.answer(request.headers()))
    }

    /// Whether the answer is the same for whoever asks.
    fn may_be_kept<B>(&self, request: &http::Request<B>) -> bool {
        is_read(request.method()) && session_cookie(&self.site, request.headers()).is_none()
    }

    /// Answers one request.
    pub async fn answer(&self, request: Request) -> Response {
        if let Some(kept) = self.kept(&request) {
            return kept.map(Body::new);
        }
        let may_be_kept = self.may_be_kept(&request);
        if let Some(asset) = assets::find_asset(request.uri().path()) {
            return asset.answer(request.headers());
        }
        let began = self.site.cache.begin();
        let asked = Asked::of(&request);
        let is_secure = self.site.app.settings().address.is_secure();
        let mut answer = match self.enter(request).await {
            Ok(answer) => answer,
            Err(refused) => refused,
        };
        put_headers(answer.headers_mut(), is_secure);
        match answer.extensions_mut().remove::<MadeFrom>() {
            Some(made) if may_be_kept => self.keep(answer, began, asked, made).await,
            Some(_) | None => answer,
        }
    }

    async fn enter(&self, request: Request) -> Result<Response, Response> {
        let (mut head, body) = request.into_parts();
        let languages = self.site.app.settings().languages.clone();
        let (lang, path) = address::split(head.uri.path(), &languages);
        head.uri =
            with_path(&head.uri, &path).ok_or_else(|| StatusCode::BAD_REQUEST.into_response())?;
        let visitor = Visitor::at(&self.site, lang, &head)
            .await
            .map_err(IntoResponse::into_response)?;
        head.extensions.insert(visitor);
        let answered = self
            .rooms
            .clone()
            .oneshot(Request::from_parts(head, body))
            .await;
        answered.map_err(|never| match never {})
    }

    async fn keep(&self, answer: Response, began: Began, asked: Asked, made: MadeFrom) -> Response {
        let is_whole = answer.status() == StatusCode::OK && asked.method == Method::GET;
        if !is_whole || (asked.has_query && !made.with_query) {
            return answer;
        }
        let (mut head, body) = answer.into_parts();
        let is_small = body
            .size_hint()
            .upper()
            .is_some_and(|it| it <= MOST_KEPT_BYTES as u64);
        if !is_small {
            return Response::from_parts(head, body);
        }
        let Ok(body) = axum::body::to_bytes(body, MOST_KEPT_BYTES).await else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        head.headers.insert(header::CACHE_CONTROL, ASK_AGAIN);
        head.headers.remove(header::CONTENT_LENGTH);
        let kept = self
            .site
            .cache
            .keep(began, &asked.address, made, head.headers, body);
        kept.answer(&asked.headers).map(Body::new)
    }
}

/// What has to be remembered of a request that is handed on.
struct Asked {
    address: String,
    has_query: bool,
    method: Method,
    headers: HeaderMap,
}

impl Asked {
    fn of(request: &Request) -> Self {
        let uri = request.uri();
        let mut headers = HeaderMap::new();
        for name in [header::ACCEPT_ENCODING, header::IF_NONE_MATCH] {
            if let Some(value) = request.headers().get(&name) {
                headers.insert(name, value.clone());
            }
        }
        Self {
            address: uri
                .path_and_query()
                .map_or(uri.path(), |it| it.as_str())
                .to_owned(),
            has_query: uri.query().is_some_and(|it| !it.is_empty()),
            method: request.method().clone(),
            headers,
        }
    }
}

fn is_read(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

fn with_path(uri: &Uri, path: &str) -> Option<Uri> {
    if uri.path() == path {
        return Some(uri.clone());
    }
    let whole = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    whole.parse().ok()
}

fn put_headers(headers: &mut HeaderMap, is_secure: bool) {
    let fixed: [(HeaderName, HeaderValue); 4] = [
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
        (
            header::REFERRER_POLICY,
            HeaderValue::from_static("strict-origin-when-cross-origin"),
        ),
        (
            header::VARY,
            HeaderValue::from_static("accept-encoding, cookie"),
        ),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            HeaderValue::from_static("same-origin"),
        ),
    ];
    headers.extend(fixed);
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(CONTENT_SECURITY_POLICY);
    headers.entry(header::CACHE_CONTROL).or_insert(NOT_STORED);
    if is_secure {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000"),
        );
    }
}
