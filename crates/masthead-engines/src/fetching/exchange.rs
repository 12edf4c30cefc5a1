//! One question and one answer over a connection of its own. Engines that are asked over HTTP use the same one.

use std::net::SocketAddr;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use http::header::{
    ACCEPT, ACCEPT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HOST, LOCATION, USER_AGENT,
};
use http::{HeaderMap, HeaderName, Request, Response, StatusCode};
use http_body_util::{BodyExt, Empty};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use url::Url;

use super::FetchError;

/// How we introduce ourselves, so that the other side's log says who asked.
pub(crate) const NAME: &str = concat!("Masthead/", env!("CARGO_PKG_VERSION"));

/// What the other side said.
pub(super) enum Answer {
    /// The file.
    File {
        media_type: Option<String>,
        bytes: Bytes,
    },
    /// Ask there instead.
    Elsewhere(String),
}

/// Whom we believe that they are who they say.
#[derive(Clone)]
pub(crate) struct Tls(Arc<ClientConfig>);

impl Tls {
    /// The certificate authorities that browsers trust.
    pub(crate) fn public() -> Self {
        Self::of(public_roots())
    }

    /// Those, and the ones in this PEM file.
    pub(crate) fn public_and(pem: &[u8]) -> Result<Self, String> {
        let mut roots = public_roots();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate = certificate.map_err(|error| error.to_string())?;
            roots.add(certificate).map_err(|error| error.to_string())?;
        }
        Ok(Self::of(roots))
    }

    fn of(roots: RootCertStore) -> Self {
        let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("the built-in provider knows the default versions")
            .with_root_certificates(roots)
            .with_no_client_auth();
        Self(Arc::new(config))
    }
}

fn public_roots() -> RootCertStore {
    RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    }
}

trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// An open way to the other side, encrypted if the address says so.
pub(crate) struct Connection(Box<dyn Stream>);

/// Connects to the first of these addresses that answers, and to no other.
pub(crate) async fn connect(
    addresses: &[SocketAddr],
    url: &Url,
    tls: &Tls,
) -> Result<Connection, String> {
    let plain = TcpStream::connect(addresses)
        .await
        .map_err(|error| error.to_string())?;
    if url.scheme() == "http" {
        return Ok(Connection(Box::new(plain)));
    }
    let host = url
        .host_str()
        .unwrap_or_default()
        .trim_matches(['[', ']'])
        .to_owned();
    let name = ServerName::try_from(host).map_err(|error| error.to_string())?;
    let secured = TlsConnector::from(Arc::clone(&tls.0))
        .connect(name, plain)
        .await;
    Ok(Connection(Box::new(
        secured.map_err(|error| error.to_string())?,
    )))
}

/// Asks for the file and reads it, at most `limit` bytes.
pub(super) async fn ask(
    connection: Connection,
    url: &Url,
    limit: u64,
) -> Result<Answer, FetchError> {
    let sent = send(connection, request(url)?).await;
    let (response, _moving) = sent.map_err(|cause| unreachable(url, cause))?;
    read(response, url, limit).await
}

fn unreachable(url: &Url, cause: String) -> FetchError {
    FetchError::Unreachable {
        host: url.host_str().unwrap_or_default().to_owned(),
        cause,
    }
}

/// Sends the request and waits for the head of the answer. Its body comes as long as the second value is kept.
pub(crate) async fn send<B>(
    connection: Connection,
    request: Request<B>,
) -> Result<(Response<Incoming>, Moving), String>
where
    B: hyper::body::Body<Data = Bytes, Error = std::convert::Infallible> + Send + 'static,
{
    let (mut sender, driver) = http1::handshake(TokioIo::new(connection.0))
        .await
        .map_err(|error| error.to_string())?;
    let moving = Moving(tokio::spawn(async move { drop(driver.await) }));
    match sender.send_request(request).await {
        Ok(response) => Ok((response, moving)),
        Err(error) => Err(error.to_string()),
    }
}

/// The task that moves the bytes ends with the exchange, however that ends.
pub(crate) struct Moving(tokio::task::JoinHandle<()>);

impl Drop for Moving {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn request(url: &Url) -> Result<Request<Empty<Bytes>>, FetchError> {
    let host = &url[url::Position::BeforeHost..url::Position::AfterPort];
    let target = &url[url::Position::BeforePath..url::Position::AfterQuery];
    Request::get(target)
        .header(HOST, host)
        .header(USER_AGENT, NAME)
        .header(ACCEPT, "*/*")
        .header(ACCEPT_ENCODING, "identity")
        .body(Empty::new())
        .map_err(|_| FetchError::BadAddress(url.to_string()))
}

async fn read(response: Response<Incoming>, url: &Url, limit: u64) -> Result<Answer, FetchError> {
    let status = response.status();
    let headers = response.headers();
    if is_redirect(status)
        && let Some(location) = text(headers, &LOCATION)
    {
        return Ok(Answer::Elsewhere(location));
    }
    if status != StatusCode::OK {
        return Err(FetchError::Status {
            address: url.to_string(),
            status: status.as_u16(),
        });
    }
    let media_type = text(headers, &CONTENT_TYPE);
    let announced = text(headers, &CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
    if announced.is_some_and(|length| length > limit) {
        return Err(FetchError::TooLarge {
            address: url.to_string(),
            limit,
        });
    }
    match body(response.into_body(), limit).await {
        Ok(bytes) => Ok(Answer::File { media_type, bytes }),
        Err(BodyFault::Broken(cause)) => Err(unreachable(url, cause)),
        Err(BodyFault::TooLarge) => Err(FetchError::TooLarge {
            address: url.to_string(),
            limit,
        }),
    }
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// Why a body is not there.
pub(crate) enum BodyFault {
    /// It broke off.
    Broken(String),
    /// It has more bytes than allowed.
    TooLarge,
}

/// Reads to the end. Hyper notices an end that comes before the announced length.
pub(crate) async fn body(mut body: Incoming, limit: u64) -> Result<Bytes, BodyFault> {
    let mut bytes = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| BodyFault::Broken(error.to_string()))?;
        let Ok(piece) = frame.into_data() else {
            continue;
        };
        if (bytes.len() + piece.len()) as u64 > limit {
            return Err(BodyFault::TooLarge);
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes.freeze())
}
