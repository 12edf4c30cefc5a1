//! Reaching the server, and saying plainly why it cannot be reached.

use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Config, SimpleQueryMessage};

use super::tls;
use crate::address::Address;
use crate::database::Options;
use crate::dialect;
use crate::error::{DbError, OpenError};

/// Makes the pool and tries one connection, so that a wrong address is noticed at the start and not by a reader.
pub(super) async fn pool(url: &str, options: &Options) -> Result<Pool, OpenError> {
    let (config, tls) = tls::read(url)?;
    let manager = Manager::from_config(
        config,
        tls,
        ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        },
    );
    let pool = Pool::builder(manager)
        .max_size(options.connections_max.max(1))
        .wait_timeout(Some(options.wait_max))
        .create_timeout(Some(options.wait_max))
        .runtime(Runtime::Tokio1)
        .build()
        .map_err(|error| OpenError::BadAddress {
            address: place(url),
            why: error.to_string(),
        })?;
    let first = pool.get().await.map_err(|error| explained(url, error))?;
    let found = version(&first)
        .await
        .map_err(|error| other(url, error.into()))?;
    if found < dialect::POSTGRES_NEEDED {
        return Err(OpenError::TooOld {
            place: place(url),
            found: found.to_string(),
            needed: dialect::POSTGRES_NEEDED,
        });
    }
    Ok(pool)
}

/// The server's version, as people say it: 15 of `150008`.
async fn version(server: &deadpool_postgres::Object) -> Result<u32, tokio_postgres::Error> {
    let shown = server.simple_query("show server_version_num").await?;
    let number = shown.iter().find_map(|message| match message {
        SimpleQueryMessage::Row(row) => row.get(0)?.parse::<u32>().ok(),
        _ => None,
    });
    Ok(number.unwrap_or_default() / 10_000)
}

/// What every connection asks of the server: one zone, and no statement that hangs for ever.
pub(super) fn with_settings(config: &mut Config) {
    config.application_name("masthead");
    config.connect_timeout(std::time::Duration::from_secs(5));
    config.options("-c timezone=UTC -c idle_in_transaction_session_timeout=60s -c lock_timeout=10s -c client_min_messages=warning");
}

pub(super) fn place(url: &str) -> String {
    Address::Postgres(url.to_owned()).to_string()
}

fn other(url: &str, cause: DbError) -> OpenError {
    OpenError::Other {
        place: place(url),
        cause,
    }
}

fn explained(url: &str, error: deadpool_postgres::PoolError) -> OpenError {
    let place = place(url);
    let deadpool_postgres::PoolError::Backend(error) = error else {
        return OpenError::Unreachable {
            place,
            why: error.to_string(),
        };
    };
    let Some(refusal) = error.as_db_error() else {
        return unanswered(place, &error);
    };
    let why = refusal.message().to_owned();
    match *refusal.code() {
        SqlState::INVALID_PASSWORD | SqlState::INVALID_AUTHORIZATION_SPECIFICATION => {
            OpenError::Refused { place, why }
        }
        SqlState::INVALID_CATALOG_NAME => OpenError::NoSuchDatabase { place, why },
        SqlState::CANNOT_CONNECT_NOW | SqlState::TOO_MANY_CONNECTIONS => {
            OpenError::Unreachable { place, why }
        }
        _ => other(url, error.into()),
    }
}

/// The server said nothing that could be understood, or we did not believe that it is the one.
fn unanswered(place: String, error: &tokio_postgres::Error) -> OpenError {
    let Some(cause) = std::error::Error::source(error) else {
        let why = error.to_string();
        return OpenError::Unreachable { place, why };
    };
    let why = cause.to_string();
    let inner = cause
        .downcast_ref::<std::io::Error>()
        .and_then(std::io::Error::get_ref);
    match inner.and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        Some(rustls::Error::InvalidCertificate(_)) => OpenError::NotTrusted { place, why },
        _ => OpenError::Unreachable { place, why },
    }
}
