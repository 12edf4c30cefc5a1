//! Who is at the door: the language they read, who they are if they have signed in, where they come from.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{HeaderMap, header};
use masthead_core::accounts;
use masthead_core::kernel::{Capability, Lang, Person};

use crate::refusal::Refusal;
use crate::{Site, address};

/// Name of the session cookie on a site without TLS (a demo, a test). With TLS it is bound to the host.
const COOKIE: &str = "session";
const COOKIE_OVER_TLS: &str = "__Host-session";

/// Somebody who asks for a page.
#[derive(Clone, Debug)]
pub struct Visitor(Arc<Known>);

/// What is known of a visitor; see [`Visitor`].
#[derive(Debug)]
#[expect(missing_docs, reason = "named for what they are")]
pub struct Known {
    pub lang: Lang,
    /// The path without the language's prefix.
    pub path: String,
    pub query: Option<String>,
    pub person: Option<Person>,
    /// The secret of the session cookie, if one was sent and is good.
    pub session: Option<String>,
    pub address: IpAddr,
    pub browser: String,
    pub wants_html: bool,
    /// The form came from a page of another site, as far as the browser says.
    pub from_elsewhere: bool,
}

impl std::ops::Deref for Visitor {
    type Target = Known;

    fn deref(&self) -> &Known {
        &self.0
    }
}

impl Visitor {
    /// Looks at the request's head, and at the session if it names one.
    pub(crate) async fn at(site: &Site, lang: Lang, head: &Parts) -> Result<Self, Refusal> {
        let session = session_cookie(site, &head.headers);
        let person = match &session {
            Some(secret) => accounts::person(&site.app, secret).await?,
            None => None,
        };
        let text = |name| {
            head.headers
                .get(name)
                .and_then(|it| it.to_str().ok())
                .unwrap_or("")
        };
        let accept = text(header::ACCEPT);
        Ok(Self(Arc::new(Known {
            lang,
            path: head.uri.path().to_owned(),
            query: head.uri.query().map(str::to_owned),
            session: session.filter(|_| person.is_some()),
            person,
            address: site.proxies.address_of(head),
            browser: text(header::USER_AGENT).chars().take(200).collect(),
            wants_html: accept.is_empty() || accept.contains("text/html") || accept.contains("*/*"),
            from_elsewhere: is_from_elsewhere(site, &head.headers),
        })))
    }

    /// The person, or the invitation to sign in.
    pub fn signed_in(&self) -> Result<&Person, Refusal> {
        self.person.as_ref().ok_or(Refusal::SignIn)
    }

    /// The person, if their role has the capability.
    pub fn with(&self, capability: Capability) -> Result<&Person, Refusal> {
        let person = self.signed_in()?;
        if person.may(capability) {
            Ok(person)
        } else {
            Err(Refusal::NotAllowed)
        }
    }

    /// An address of this site in the visitor's language.
    pub fn href(&self, site: &Site, path: &str) -> String {
        address::in_language(path, self.lang, site.app.settings().first_language())
    }

    /// Where to return to after signing in: this page, in its language.
    pub fn return_address(&self) -> String {
        match &self.query {
            Some(query) => format!("{}?{query}", self.path),
            None => self.path.clone(),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Refusal;

    async fn from_request_parts(head: &mut Parts, _: &S) -> Result<Self, Refusal> {
        // The front door puts it there for every request.
        head.extensions
            .get::<Visitor>()
            .cloned()
            .ok_or(Refusal::Broken)
    }
}

/// The name of the session cookie on this site.
pub fn cookie_name(site: &Site) -> &'static str {
    if site.app.settings().address.is_secure() {
        COOKIE_OVER_TLS
    } else {
        COOKIE
    }
}

/// The header that gives a browser its session, or takes it away (`secret` empty).
pub fn session_cookie_header(site: &Site, secret: &str, lasts_secs: u64) -> String {
    let name = cookie_name(site);
    let secure = if name == COOKIE_OVER_TLS {
        "; Secure"
    } else {
        ""
    };
    format!("{name}={secret}; Path=/; Max-Age={lasts_secs}; HttpOnly; SameSite=Lax{secure}")
}

pub(crate) fn session_cookie(site: &Site, headers: &HeaderMap) -> Option<String> {
    let name = cookie_name(site);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|it| it.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, value)| *key == name && !value.is_empty())
        .map(|(_, value)| value.to_owned())
}

/// Whether the browser says that the request was made by another site's page. Browsers of the last years send
/// `Sec-Fetch-Site`; older ones `Origin` with forms. A program that sends neither has no cookies to abuse.
fn is_from_elsewhere(site: &Site, headers: &HeaderMap) -> bool {
    if let Some(origin) = headers.get(header::ORIGIN).and_then(|it| it.to_str().ok()) {
        let host = headers
            .get(header::HOST)
            .and_then(|it| it.to_str().ok())
            .unwrap_or("");
        let own_host = origin.split_once("://").is_some_and(|(_, it)| it == host);
        return !(own_host || origin == site.app.settings().address.0);
    }
    headers
        .get("sec-fetch-site")
        .is_some_and(|it| it == "cross-site")
}
