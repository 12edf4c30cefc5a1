//! Where the database is: a file, or a PostgreSQL server.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use crate::error::OpenError;

/// Where the database is.
#[derive(Clone, PartialEq, Eq)]
pub enum Address {
    /// A file, made on first use.
    Sqlite(PathBuf),
    /// A server, as `postgres://name:password@host:5432/database?sslmode=verify-full`.
    Postgres(String),
}

impl FromStr for Address {
    type Err = OpenError;

    /// Reads `sqlite:path`, a bare path, or `postgres://…`.
    fn from_str(text: &str) -> Result<Self, OpenError> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        let path = text
            .strip_prefix("sqlite://")
            .or_else(|| text.strip_prefix("sqlite:"))
            .unwrap_or(text);
        if path.trim().is_empty() || path.contains("://") {
            return Err(OpenError::BadAddress {
                address: Self::Postgres(text.to_owned()).to_string(),
                why: "it is neither a file nor a postgres:// address".to_owned(),
            });
        }
        Ok(Self::Sqlite(PathBuf::from(path)))
    }
}

/// Without the password, so that it can stand in a message or a log.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "{}", path.display()),
            Self::Postgres(url) => f.write_str(&without_password(url)),
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}

/// Leaves out what stands between the name and the last `@`, and a `password=` among the options.
fn without_password(url: &str) -> String {
    let (rest, options) = url.split_once('?').unwrap_or((url, ""));
    let shown = match (rest.split_once("://"), rest.rfind('@')) {
        (Some((scheme, _)), Some(at)) if at > scheme.len() + 3 => {
            let name = rest[scheme.len() + 3..at]
                .split(':')
                .next()
                .unwrap_or_default();
            format!("{scheme}://{name}{}", &rest[at..])
        }
        _ => rest.to_owned(),
    };
    let kept: Vec<&str> = options
        .split('&')
        .filter(|one| !one.is_empty() && !one.starts_with("password="))
        .collect();
    if kept.is_empty() {
        shown
    } else {
        format!("{shown}?{}", kept.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        let address: Address =
            "postgres://anna:ge@heim@db.example:5433/site?sslmode=require&password=x"
                .parse()
                .expect("valid");
        assert_eq!(
            address.to_string(),
            "postgres://anna@db.example:5433/site?sslmode=require"
        );
    }

    #[test]
    fn a_bare_path_is_a_file() {
        assert_eq!(
            "data/site.db".parse::<Address>().expect("valid"),
            Address::Sqlite("data/site.db".into())
        );
        assert_eq!(
            "sqlite:/srv/site.db".parse::<Address>().expect("valid"),
            Address::Sqlite("/srv/site.db".into())
        );
    }

    #[test]
    fn an_address_of_another_database_is_refused_by_name() {
        let refused = "mysql://root@localhost/site"
            .parse::<Address>()
            .expect_err("not ours");
        assert!(
            refused.to_string().contains("mysql://root@localhost/site"),
            "{refused}"
        );
    }
}
