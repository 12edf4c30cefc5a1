//! Where an engine listens: an address that the operator gave, and nowhere else.

use std::sync::Arc;

use bytes::Bytes;
use http::Request;
use http::header::{ACCEPT, ACCEPT_ENCODING, HOST, USER_AGENT};
use http_body_util::Full;
use url::Url;

use super::{Bounds, EngineError, Question, Reply};
use crate::fetching::exchange::{self, BodyFault, Tls};
use crate::fetching::{FetchError, Reach, Resolve, Way};

/// The way to one engine.
///
/// Its name is resolved for each question, every answer is checked, and the connection goes to exactly those
/// addresses. A redirect is not followed: a key would travel along.
#[derive(Clone)]
pub struct Endpoint {
    base: Url,
    way: Way,
    bounds: Bounds,
}

/// Why an address cannot be an engine's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EndpointError {
    /// Not a complete http or https address, or one with a password, a query or a fragment in it.
    #[error("{0} is not the address of an engine")]
    BadAddress(String),
    /// Unencrypted, and not said to be in the house.
    #[error("{0} is not encrypted; say allow_local if the engine is in your own network")]
    Unencrypted(String),
}

impl Endpoint {
    /// The engine at this address. In the public internet it has to be encrypted; private networks are refused, unless
    /// `allow_local`.
    ///
    /// # Errors
    /// Every [`EndpointError`].
    pub fn new(base: &str, allow_local: bool) -> Result<Self, EndpointError> {
        let bad = || EndpointError::BadAddress(base.to_owned());
        let base = Url::parse(base).map_err(|_| bad())?;
        let is_plain = base.username().is_empty()
            && base.password().is_none()
            && base.query().is_none()
            && base.fragment().is_none();
        if !matches!(base.scheme(), "http" | "https") || !base.has_host() || !is_plain {
            return Err(bad());
        }
        if base.scheme() == "http" && !allow_local {
            return Err(EndpointError::Unencrypted(base.into()));
        }
        let reach = match allow_local {
            true => Reach::and_local(),
            false => Reach::public(),
        };
        Ok(Self {
            base,
            way: Way::within(reach),
            bounds: Bounds::default(),
        })
    }

    /// The same within other bounds.
    #[must_use]
    pub fn within(self, bounds: Bounds) -> Self {
        Self { bounds, ..self }
    }

    /// The same, but names are resolved by `resolver`.
    #[must_use]
    pub fn with_resolver(self, resolver: Arc<dyn Resolve>) -> Self {
        let way = Way {
            resolver,
            ..self.way
        };
        Self { way, ..self }
    }

    /// The same, but certificates of these authorities (PEM) are believed as well.
    ///
    /// # Errors
    /// When the text holds something that is not a certificate; says what.
    pub fn trusting(self, authorities_pem: &[u8]) -> Result<Self, String> {
        let tls = Tls::public_and(authorities_pem)?;
        let way = Way { tls, ..self.way };
        Ok(Self { way, ..self })
    }

    /// Asks once and reads the answer whole, whatever its status.
    ///
    /// # Errors
    /// - [`EngineError::Away`]: no connection; nothing was sent.
    /// - [`EngineError::Transient`]: it broke off, or took longer than allowed.
    /// - [`EngineError::Invalid`]: more bytes than allowed, or not HTTP.
    /// - [`EngineError::Rejected`]: the address leads where it may not, or elsewhere.
    pub async fn ask(&self, question: &Question) -> Result<Reply, EngineError> {
        let url = self.url(&question.path)?;
        let connection = self.way.open(&url, self.bounds.connect).await;
        let connection = connection.map_err(|error| not_connected(&error))?;
        let exchange = self.exchange(connection, &url, question);
        match tokio::time::timeout(self.bounds.total, exchange).await {
            Ok(reply) => reply,
            Err(_) => {
                let secs = self.bounds.total.as_secs();
                Err(EngineError::Transient(format!("not done in {secs} s")))
            }
        }
    }

    /// Asks once; an answer that is not a success is an error of the engine's.
    ///
    /// # Errors
    /// As [`Endpoint::ask`], and what [`Reply::refusal`] makes of the status.
    pub async fn ask_well(
        &self,
        question: &Question,
        now: std::time::SystemTime,
    ) -> Result<Reply, EngineError> {
        let reply = self.ask(question).await?;
        match reply.status.is_success() {
            true => Ok(reply),
            false => Err(reply.refusal(now)),
        }
    }

    async fn exchange(
        &self,
        connection: exchange::Connection,
        url: &Url,
        question: &Question,
    ) -> Result<Reply, EngineError> {
        let sent = exchange::send(connection, request(url, question)?).await;
        let (response, _moving) = sent.map_err(EngineError::Transient)?;
        let (head, body) = response.into_parts();
        if head.status.is_redirection() {
            let said = format!("{} leads elsewhere ({})", host(url), head.status.as_u16());
            return Err(EngineError::Rejected(said));
        }
        let body = exchange::body(body, self.bounds.answer_bytes).await;
        let body = body.map_err(|fault| match fault {
            BodyFault::Broken(cause) => EngineError::Transient(cause),
            BodyFault::TooLarge => {
                let most = self.bounds.answer_bytes;
                EngineError::Invalid(format!("more than {most} bytes"))
            }
        })?;
        Ok(Reply {
            status: head.status,
            headers: head.headers,
            body,
            secrets: question.secrets.clone(),
        })
    }

    fn url(&self, path: &str) -> Result<Url, EngineError> {
        let base = self.base.as_str().trim_end_matches('/');
        let joined = Url::parse(&format!("{base}/{}", path.trim_start_matches('/')));
        joined.map_err(|_| EngineError::Rejected(format!("{base} has no such place")))
    }
}

fn host(url: &Url) -> &str {
    url.host_str().unwrap_or_default()
}

fn request(url: &Url, question: &Question) -> Result<Request<Full<Bytes>>, EngineError> {
    let host = &url[url::Position::BeforeHost..url::Position::AfterPort];
    let target = &url[url::Position::BeforePath..url::Position::AfterQuery];
    let mut request = Request::builder()
        .method(question.method.clone())
        .uri(target)
        .header(HOST, host)
        .header(USER_AGENT, exchange::NAME)
        .header(ACCEPT, "*/*")
        .header(ACCEPT_ENCODING, "identity");
    for (name, value) in &question.headers {
        request = request.header(name, value);
    }
    request
        .body(Full::new(question.body.clone()))
        .map_err(|_| EngineError::Rejected("the question is not HTTP".into()))
}

fn not_connected(error: &FetchError) -> EngineError {
    match error {
        FetchError::Unreachable { .. } => EngineError::Away(error.to_string()),
        _ => EngineError::Rejected(error.to_string()),
    }
}

impl std::fmt::Debug for Endpoint {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Endpoint({})", self.base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_in_the_internet_is_encrypted() {
        assert!(Endpoint::new("https://engine.example/v1/", false).is_ok());
        let refused = Endpoint::new("http://engine.example", false).expect_err("unencrypted");
        assert!(matches!(refused, EndpointError::Unencrypted(_)));
        assert!(Endpoint::new("http://127.0.0.1:5000", true).is_ok());
    }

    #[test]
    fn an_address_with_more_in_it_is_refused() {
        for base in [
            "",
            "engine.example",
            "ftp://engine.example",
            "file:///etc/passwd",
            "https://me:word@engine.example",
            "https://engine.example/?key=1",
            "https://engine.example/#x",
        ] {
            let refused = Endpoint::new(base, true).expect_err(base);
            assert_eq!(refused, EndpointError::BadAddress(base.into()));
        }
    }

    #[test]
    fn paths_are_below_the_address() {
        let endpoint = Endpoint::new("https://engine.example/sub/", false).expect("good");
        let url = endpoint.url("/v2/translate?a=b").expect("good");
        assert_eq!(url.as_str(), "https://engine.example/sub/v2/translate?a=b");
    }
}
