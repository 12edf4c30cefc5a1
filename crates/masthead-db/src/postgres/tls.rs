//! How the address asks for encryption, and whose certificate is believed.

use tokio_postgres::{Config, NoTls};

use super::open;
use crate::error::OpenError;

/// Reads the address into what the driver understands.
pub(super) fn read(url: &str) -> Result<(Config, NoTls), OpenError> {
    let mut config: Config =
        url.parse()
            .map_err(|error: tokio_postgres::Error| OpenError::BadAddress {
                address: open::place(url),
                why: said(&error),
            })?;
    open::with_settings(&mut config);
    Ok((config, NoTls))
}

fn said(error: &tokio_postgres::Error) -> String {
    std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string)
}
