//! What can be wrong with what somebody typed, and what can stand in the way of an account's wish.

use masthead_db::DbError;

use crate::kernel::AccountId;

/// Why a use case of accounts did not happen.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// What was typed cannot be taken; each problem names its field. Nothing was written.
    #[error("what was typed cannot be taken: {0:?}")]
    Invalid(Vec<Problem>),
    /// The link is not ours, was used, or is too old. A new one can be asked for.
    #[error("the link does not hold any more")]
    LinkSpent,
    /// The address and the password do not belong together; not said which of them is wrong.
    #[error("address and password do not belong together")]
    WrongPair,
    /// What cannot be taken back is done by a second person.
    #[error("a second person is needed")]
    SecondPersonNeeded,
    /// The right password, but the address was never confirmed. A new letter is on its way.
    #[error("the address is not confirmed")]
    Unconfirmed,
    /// The right password, but the account is suspended; until when and why is known to the office.
    #[error("the account is suspended")]
    Suspended(AccountId),
    /// No such account (any more).
    #[error("there is no such account")]
    Unknown,
    /// The person may not do this.
    #[error("not allowed")]
    NotAllowed,
    /// The site must keep an administrator who can sign in.
    #[error("the last administrator cannot be taken away")]
    LastAdministrator,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// A field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "fields are named by what is typed into them")]
pub enum Field {
    Name,
    DisplayName,
    Email,
    Password,
    CurrentPassword,
    Netiquette,
    Terms,
    Body,
    Changes,
    EffectiveOn,
}

/// One thing that is wrong with what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Problem {
    /// No name was given, or one of more than a hundred letters.
    NameLength,
    /// Shorter than two or longer than forty letters.
    DisplayNameLength,
    /// Signs that do not belong in a name, such as line breaks or invisible ones.
    DisplayNameSigns,
    /// Somebody has it, or had it until recently.
    DisplayNameTaken,
    /// It would pass for the house itself.
    DisplayNameReserved,
    /// It does not look like an address that a letter can be sent to.
    EmailMalformed,
    /// An account has it. Told to the command line only.
    EmailKnown,
    /// It is their address already.
    EmailSame,
    /// A document has no text in one of the site's languages.
    DocumentEmpty,
    /// Members are to be told, but not of what.
    ChangesMissing,
    /// A document cannot come into force on a day that is over, or is none.
    DayOver,
    /// Fewer than twelve letters.
    PasswordShort,
    /// More than 256 bytes.
    PasswordLong,
    /// One of those that are tried first.
    PasswordCommon,
    /// It is the name, display name or address itself.
    PasswordIsName,
    /// The present password is another.
    PasswordWrong,
    /// The netiquette was not accepted.
    NetiquetteNotAccepted,
    /// The terms were not accepted.
    TermsNotAccepted,
    /// A newer netiquette has come into force since the form was opened.
    NetiquetteChanged,
    /// Newer terms have come into force since the form was opened.
    TermsChanged,
}

impl Problem {
    /// The field it belongs to.
    pub fn field(self) -> Field {
        match self {
            Problem::NameLength => Field::Name,
            Problem::DisplayNameLength
            | Problem::DisplayNameSigns
            | Problem::DisplayNameTaken
            | Problem::DisplayNameReserved => Field::DisplayName,
            Problem::EmailMalformed | Problem::EmailKnown | Problem::EmailSame => Field::Email,
            Problem::DocumentEmpty => Field::Body,
            Problem::ChangesMissing => Field::Changes,
            Problem::DayOver => Field::EffectiveOn,
            Problem::PasswordShort
            | Problem::PasswordLong
            | Problem::PasswordCommon
            | Problem::PasswordIsName => Field::Password,
            Problem::PasswordWrong => Field::CurrentPassword,
            Problem::NetiquetteNotAccepted | Problem::NetiquetteChanged => Field::Netiquette,
            Problem::TermsNotAccepted | Problem::TermsChanged => Field::Terms,
        }
    }

    /// The name of its text in the locales, after `problem-`.
    pub fn word(self) -> &'static str {
        match self {
            Problem::NameLength => "name-length",
            Problem::DisplayNameLength => "display-name-length",
            Problem::DisplayNameSigns => "display-name-signs",
            Problem::DisplayNameTaken => "display-name-taken",
            Problem::DisplayNameReserved => "display-name-reserved",
            Problem::EmailMalformed => "email-malformed",
            Problem::EmailKnown => "email-known",
            Problem::EmailSame => "email-same",
            Problem::DocumentEmpty => "document-empty",
            Problem::ChangesMissing => "changes-missing",
            Problem::DayOver => "day-over",
            Problem::PasswordShort => "password-short",
            Problem::PasswordLong => "password-long",
            Problem::PasswordCommon => "password-common",
            Problem::PasswordIsName => "password-is-name",
            Problem::PasswordWrong => "password-wrong",
            Problem::NetiquetteNotAccepted => "netiquette-not-accepted",
            Problem::TermsNotAccepted => "terms-not-accepted",
            Problem::NetiquetteChanged => "netiquette-changed",
            Problem::TermsChanged => "terms-changed",
        }
    }
}

/// Nothing, if nothing is wrong.
pub(super) fn none_of(problems: Vec<Problem>) -> Result<(), AccountError> {
    if problems.is_empty() {
        Ok(())
    } else {
        Err(AccountError::Invalid(problems))
    }
}
