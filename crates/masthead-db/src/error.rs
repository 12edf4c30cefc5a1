//! What can go wrong with a database, in words that say what to do about it.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use crate::column::Misfit;

/// What happened, alike on both databases.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Situation {
    /// Another row has the same key. `constraint` is named as PostgreSQL does it, on SQLite too: `account_email_key`,
    /// `account_pkey`.
    NotUnique {
        /// The constraint or unique index that refused.
        constraint: String,
    },
    /// A row that is pointed at is not there, or is still pointed at.
    ForeignKey,
    /// A `check` or `not null` of the schema refused the row.
    Refused,
    /// A row that must be there is not.
    Missing,
    /// A column holds what the program does not know.
    Misfit,
    /// Two transactions could not both have run alone, and running this one again did not help.
    Collision,
    /// Another program keeps the database locked, or every connection is in use.
    Busy,
    /// The disk is full.
    Full,
    /// The database cannot be written.
    ReadOnly,
    /// The connection is gone, or the site is stopping. Whether a last commit happened is not known.
    Closed,
    /// Anything else: a broken file, a statement the database does not understand.
    Other,
}

/// An error of the database, with the situation for the program and the cause for the log.
///
/// Cheap to clone, because the members of a failed group commit all receive the same one.
#[derive(Debug, Clone)]
pub struct DbError {
    situation: Situation,
    place: Option<&'static str>,
    cause: Arc<dyn Error + Send + Sync>,
}

impl DbError {
    pub(crate) fn new(
        situation: Situation,
        cause: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self {
            situation,
            place: None,
            cause: Arc::from(cause.into()),
        }
    }

    pub(crate) fn missing(place: &'static str) -> Self {
        Self::new(Situation::Missing, "the row is not there").at(place)
    }

    pub(crate) fn misfit(place: &'static str, misfit: &Misfit) -> Self {
        Self::new(Situation::Misfit, misfit.to_string()).at(place)
    }

    /// A text column holds something of ours (JSON, a document) that this version cannot read; `place` says which.
    pub fn unreadable(place: &'static str, cause: &impl fmt::Display) -> Self {
        Self::new(Situation::Misfit, cause.to_string()).at(place)
    }

    /// Adds the name of the statement, unless one is known already.
    #[must_use]
    pub(crate) fn at(mut self, place: &'static str) -> Self {
        self.place.get_or_insert(place);
        self
    }

    /// What happened; the one thing a program should look at.
    pub fn situation(&self) -> &Situation {
        &self.situation
    }

    /// Whether a row with the same key was in the way of `constraint`.
    pub fn is_not_unique(&self, constraint: &str) -> bool {
        matches!(&self.situation, Situation::NotUnique { constraint: found } if found == constraint)
    }
}

/// What happened, in words for the log and for whoever runs the site.
fn in_words(situation: &Situation) -> &'static str {
    match situation {
        Situation::NotUnique { .. } => "there is such a row already",
        Situation::ForeignKey => "a row that is pointed at is missing, or still in use",
        Situation::Refused => "the schema refuses the row",
        Situation::Missing => "a row that must be there is missing",
        Situation::Misfit => "a column holds what this version does not know",
        Situation::Collision => "too many changes at once; try again",
        Situation::Busy => "the database is kept busy; is another program using it?",
        Situation::Full => "the disk is full; make room and go on, what was acknowledged is kept",
        Situation::ReadOnly => "the database cannot be written; look at its owner and permissions",
        Situation::Closed => "the connection to the database is gone",
        Situation::Other => "the database reports an error",
    }
}

impl fmt::Display for DbError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(in_words(&self.situation))?;
        if let Some(place) = self.place {
            write!(f, " (at {place})")?;
        }
        write!(f, ": {}", self.cause)?;
        if let Some(deeper) = self.cause.source() {
            write!(f, ": {deeper}")?;
        }
        Ok(())
    }
}

impl Error for DbError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self.cause.as_ref())
    }
}

/// Why a database could not be opened or brought up to date, and what to do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The address cannot be understood.
    #[error(
        "The database address “{address}” cannot be used: {why}. Write a file (data/site.db) or postgres://name:password@host/database."
    )]
    BadAddress {
        /// The address, without its password.
        address: String,
        /// What is wrong with it.
        why: String,
    },
    /// The folder of the file is missing, is no folder, or cannot be entered.
    #[error(
        "The folder {folder} of the database cannot be used: {why}. Make it, and let the account that runs Masthead write there."
    )]
    Folder {
        /// The folder.
        folder: String,
        /// What the system says.
        why: String,
    },
    /// The file or its folder cannot be written.
    #[error(
        "The database {place} cannot be written. Its folder and file must belong to the account that runs Masthead, on a disk that is not mounted read-only."
    )]
    ReadOnly {
        /// The file.
        place: String,
    },
    /// The file is no SQLite database, or a damaged one.
    #[error(
        "The file {place} is not a database that can be read: {why}. Choose another file, or restore it from a backup."
    )]
    NotADatabase {
        /// The file.
        place: String,
        /// What SQLite says.
        why: String,
    },
    /// Another program keeps the file locked.
    #[error(
        "The database {place} is locked by another program. Stop it (a second Masthead, a backup, a database browser) and start again."
    )]
    Locked {
        /// The file.
        place: String,
    },
    /// There is no room left.
    #[error(
        "The disk of the database {place} is full. Make room and start again; what was acknowledged is kept."
    )]
    Full {
        /// The file or server.
        place: String,
    },
    /// The server does not answer.
    #[error(
        "PostgreSQL at {place} cannot be reached: {why}. Is it running, and are host and port right?"
    )]
    Unreachable {
        /// The address, without its password.
        place: String,
        /// What the system says.
        why: String,
    },
    /// The server shows a certificate that the address does not let us believe.
    #[error(
        "PostgreSQL at {place} is not known to be the one that is meant: {why}. Name the authority that signed its certificate with sslrootcert=FILE, and address it by the name in the certificate."
    )]
    NotTrusted {
        /// The address, without its password.
        place: String,
        /// What is wrong with the certificate.
        why: String,
    },
    /// The server refuses name or password.
    #[error(
        "PostgreSQL at {place} refuses the sign-in: {why}. Check name and password, and pg_hba.conf on the server."
    )]
    Refused {
        /// The address, without its password.
        place: String,
        /// What the server says.
        why: String,
    },
    /// The server has no database of this name.
    #[error("PostgreSQL at {place} has no such database: {why}. Make it with “createdb”.")]
    NoSuchDatabase {
        /// The address, without its password.
        place: String,
        /// What the server says.
        why: String,
    },
    /// The server is older than what Masthead is tested with.
    #[error("PostgreSQL at {place} is version {found}, and Masthead needs {needed} or newer.")]
    TooOld {
        /// The address, without its password.
        place: String,
        /// The server's version.
        found: String,
        /// The oldest version that will do.
        needed: u32,
    },
    /// A released migration is not what it was when it was applied.
    #[error(
        "Migration {number} ({name}) was applied to this database with another text. A released migration is never edited: run the Masthead this database came from, or restore a backup."
    )]
    MigrationChanged {
        /// Its number.
        number: i64,
        /// Its name.
        name: String,
    },
    /// A newer Masthead has changed the database so that this one cannot use it.
    #[error(
        "This database was changed by a newer Masthead (migration {number}, {name}) in a way that this version cannot use. Run the newer version."
    )]
    TooNew {
        /// The migration.
        number: i64,
        /// Its name.
        name: String,
    },
    /// The schema is older than the program; somebody has to migrate first.
    #[error("Migration {number} ({name}) failed: {cause}. Nothing of it was kept.")]
    MigrationFailed {
        /// The migration.
        number: i64,
        /// Its name.
        name: String,
        /// What the database says.
        cause: DbError,
    },
    /// Anything else.
    #[error("The database {place} cannot be opened: {cause}")]
    Other {
        /// The file or server.
        place: String,
        /// What the database says.
        cause: DbError,
    },
}
