//! Who writes: the people in bylines, and the accounts of readers and of the desk.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Finding, moment};

/// Somebody who writes articles.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Writer {
    /// The source's name for them; articles refer to it.
    pub source_id: String,
    /// The name that is printed.
    pub name: String,
    /// Their e-mail address; may be empty, never shown.
    pub email: String,
    /// Their office or function (`Wien-Korrespondentin`); may be empty.
    pub office: String,
    /// Who they are, in a few sentences; may be empty.
    pub biography: String,
}

/// What an account may do where it comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AccountRole {
    /// Reads and writes posts.
    #[default]
    Reader,
    /// Works for the house, without rights over others' posts.
    Staff,
    /// Decides on posts.
    Moderator,
    /// Writes and publishes articles.
    Editor,
    /// Answers notices and complaints.
    Office,
    /// Runs the system.
    Administrator,
}

/// Somebody known to the source by an account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Account {
    /// The source's number for it; posts refer to it.
    pub source_id: String,
    /// The name shown beside their posts.
    pub name: String,
    /// Their own name where the source has one beside that; never shown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub full_name: String,
    /// The language they are written to in; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// Their e-mail address; may be empty.
    pub email: String,
    /// Their own site; may be empty.
    pub website: String,
    /// What they may do.
    pub role: AccountRole,
    /// Whether they may no longer write.
    pub is_banned: bool,
    /// Whether the source has checked who they are, or that the mail address is theirs.
    pub is_verified: bool,
    /// Since when the account exists.
    #[serde(with = "moment")]
    pub created_at: Option<Timestamp>,
    /// When it was deleted, if it was.
    #[serde(with = "moment")]
    pub deleted_at: Option<Timestamp>,
    /// What was noticed.
    #[serde(skip)]
    pub findings: Vec<Finding>,
}
