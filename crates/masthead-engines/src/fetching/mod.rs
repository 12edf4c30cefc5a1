//! Fetches a file from another site, for an import, and trusts nothing on the way.
//!
//! An address in an import was written by somebody else. It may point into our own network, lead
//! there by a redirect or by a name that changes its mind, never end, or never begin. So a name is
//! resolved once, every answer is checked, the connection goes to exactly the checked address, and
//! each redirect starts over. Nothing is sent but the request: no cookie, no referrer, no password.

pub(crate) mod exchange;
mod reach;
mod resolve;
mod way;

pub use reach::{NotANetwork, Reach};
pub use resolve::{Resolve, Resolving, SystemResolver};

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use url::Url;

use exchange::{Answer, Tls};

pub(crate) use way::Way;

/// How far a fetch may go.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Most bytes of the file.
    pub body_bytes: u64,
    /// Most redirects followed.
    pub redirects: u32,
    /// Most time for name, connection and encryption, each time.
    pub connect: Duration,
    /// Most time for everything together.
    pub total: Duration,
}

impl Default for Limits {
    /// Enough for a large photograph over a slow line.
    fn default() -> Self {
        Self {
            body_bytes: 40 * 1024 * 1024,
            redirects: 5,
            connect: Duration::from_secs(10),
            total: Duration::from_secs(60),
        }
    }
}

/// A file from elsewhere.
#[derive(Debug, Clone)]
pub struct Fetched {
    /// Where it came from in the end, after redirects.
    pub address: String,
    /// What the other site calls it. Not to be believed: look at the bytes.
    pub media_type: Option<String>,
    /// The file, whole.
    pub bytes: Bytes,
}

/// Why a file could not be fetched.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// Not a complete http or https address, or one with a password in it.
    #[error("{0} is not an address that we fetch from")]
    BadAddress(String),
    /// The address leads into a private network, and the configuration does not allow it.
    #[error("{host} leads to {address}, which is inside a private network")]
    Private {
        /// Host as it was written.
        host: String,
        /// Address it leads to.
        address: std::net::IpAddr,
    },
    /// No such name, no connection, no valid certificate, or the answer broke off.
    #[error("{host} cannot be reached: {cause}")]
    Unreachable {
        /// Host as it was written.
        host: String,
        /// What happened.
        cause: String,
    },
    /// The other site answered, but not with the file.
    #[error("{address} answers with {status}")]
    Status {
        /// Address that was asked.
        address: String,
        /// Its answer.
        status: u16,
    },
    /// More bytes than allowed; nothing of it is kept.
    #[error("{address} sends more than {limit} bytes")]
    TooLarge {
        /// Address that was asked.
        address: String,
        /// Bytes that are allowed.
        limit: u64,
    },
    /// Not done in the time allowed.
    #[error("{address} takes longer than {} seconds", .limit.as_secs())]
    TooSlow {
        /// Address that was asked.
        address: String,
        /// Time that is allowed.
        limit: Duration,
    },
    /// Redirects without end.
    #[error("{address} redirects more than {limit} times")]
    TooManyRedirects {
        /// Address that was asked first.
        address: String,
        /// Redirects that are allowed.
        limit: u32,
    },
}

impl FetchError {
    /// Whether the same fetch may succeed later: the other side was away, slow or busy.
    pub fn is_worth_retrying(&self) -> bool {
        match self {
            Self::Unreachable { .. } | Self::TooSlow { .. } => true,
            Self::Status { status, .. } => matches!(status, 408 | 425 | 429 | 500..=599),
            _ => false,
        }
    }
}

/// The door other sites' files come in by.
#[derive(Clone)]
pub struct Fetcher {
    way: Way,
    limits: Limits,
}

impl Fetcher {
    /// Fetches within `limits` from wherever `reach` allows.
    pub fn new(reach: Reach, limits: Limits) -> Self {
        Self {
            way: Way::within(reach),
            limits,
        }
    }

    /// The same, but names are resolved by `resolver`: tests play a name that changes its mind.
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

    /// Fetches one file.
    ///
    /// # Errors
    /// Every [`FetchError`]; [`FetchError::is_worth_retrying`] says which may pass.
    pub async fn fetch(&self, address: &str) -> Result<Fetched, FetchError> {
        let fetching = self.follow(address);
        let too_slow = |_| FetchError::TooSlow {
            address: address.to_owned(),
            limit: self.limits.total,
        };
        tokio::time::timeout(self.limits.total, fetching)
            .await
            .map_err(too_slow)?
    }

    async fn follow(&self, first: &str) -> Result<Fetched, FetchError> {
        let mut url = parse(first)?;
        for _ in 0..=self.limits.redirects {
            match self.ask(&url).await? {
                Answer::File { media_type, bytes } => {
                    return Ok(Fetched {
                        address: url.into(),
                        media_type,
                        bytes,
                    });
                }
                Answer::Elsewhere(location) => url = next(&url, &location)?,
            }
        }
        Err(FetchError::TooManyRedirects {
            address: first.into(),
            limit: self.limits.redirects,
        })
    }

    async fn ask(&self, url: &Url) -> Result<Answer, FetchError> {
        let connection = self.way.open(url, self.limits.connect).await?;
        exchange::ask(connection, url, self.limits.body_bytes).await
    }
}

impl std::fmt::Debug for Fetcher {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Fetcher")
            .field("reach", &self.way.reach)
            .finish_non_exhaustive()
    }
}

fn parse(address: &str) -> Result<Url, FetchError> {
    let bad = || FetchError::BadAddress(address.to_owned());
    let url = Url::parse(address).map_err(|_| bad())?;
    check(&url).then_some(url).ok_or_else(bad)
}

fn next(from: &Url, location: &str) -> Result<Url, FetchError> {
    let bad = || FetchError::BadAddress(location.to_owned());
    let url = from.join(location).map_err(|_| bad())?;
    check(&url).then_some(url).ok_or_else(bad)
}

fn check(url: &Url) -> bool {
    let is_web = matches!(url.scheme(), "http" | "https");
    is_web && url.has_host() && url.username().is_empty() && url.password().is_none()
}
