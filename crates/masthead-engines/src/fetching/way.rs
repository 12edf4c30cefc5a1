//! The way to another host: its name resolved once, every answer checked, the connection to exactly those.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use url::Url;

use super::exchange::{self, Connection, Tls};
use super::{FetchError, Reach, Resolve, SystemResolver};

/// Where a connection may lead, who resolves names, and whose certificates are believed.
#[derive(Clone)]
pub(crate) struct Way {
    pub(crate) reach: Reach,
    pub(crate) resolver: Arc<dyn Resolve>,
    pub(crate) tls: Tls,
}

impl Way {
    /// This machine's resolver, and the certificate authorities that browsers trust.
    pub(crate) fn within(reach: Reach) -> Self {
        Self {
            reach,
            resolver: Arc::new(SystemResolver),
            tls: Tls::public(),
        }
    }

    /// Connects to the host of an address, in the time allowed for name, connection and encryption together.
    pub(crate) async fn open(&self, url: &Url, limit: Duration) -> Result<Connection, FetchError> {
        let host = url.host_str().unwrap_or_default();
        let unreachable = |cause: String| FetchError::Unreachable {
            host: host.to_owned(),
            cause,
        };
        let connecting = async {
            let addresses = self.checked(url).await?;
            exchange::connect(&addresses, url, &self.tls)
                .await
                .map_err(unreachable)
        };
        tokio::time::timeout(limit, connecting)
            .await
            .unwrap_or_else(|_| Err(unreachable("no connection in time".into())))
    }

    /// Resolves the host once and lets through only if every answer may be reached: a name that
    /// answers with both a public and a private address is up to something.
    async fn checked(&self, url: &Url) -> Result<Vec<SocketAddr>, FetchError> {
        let bad = || FetchError::BadAddress(url.to_string());
        let port = url.port_or_known_default().ok_or_else(bad)?;
        let host = url.host_str().ok_or_else(bad)?;
        let addresses = match url.host().ok_or_else(bad)? {
            url::Host::Ipv4(ip) => vec![(ip, port).into()],
            url::Host::Ipv6(ip) => vec![(ip, port).into()],
            url::Host::Domain(name) => {
                self.resolver.resolve(name, port).await.map_err(|error| {
                    FetchError::Unreachable {
                        host: host.to_owned(),
                        cause: error.to_string(),
                    }
                })?
            }
        };
        match addresses
            .iter()
            .find(|address| !self.reach.allows(address.ip()))
        {
            Some(inside) => Err(FetchError::Private {
                host: host.to_owned(),
                address: inside.ip(),
            }),
            None => Ok(addresses),
        }
    }
}
