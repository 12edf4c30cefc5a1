//! What can stand in the way at the office.

use masthead_db::DbError;
use masthead_engines::files::FileError;

use crate::accounts::AccountError;
use crate::posts::PostError;

/// Why nothing was written. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// There is no such case, or the token is not its own.
    #[error("there is no such case")]
    Unknown,
    /// Somebody's role does not allow it.
    #[error("this role does not allow it")]
    NotAllowed,
    /// A complaint is decided by somebody else than the first decision (spec/office.md §3.5).
    #[error("a complaint is decided by a second person")]
    SecondPersonNeeded,
    /// It is about one's own post, notice or complaint.
    #[error("nobody decides in their own matter")]
    OwnMatter,
    /// It was decided already.
    #[error("this was decided already")]
    AlreadyDecided,
    /// The post that is said to be gone can be seen, or what is said to be somebody else's is ours.
    #[error("it can still be seen")]
    StillThere,
    /// Another measure was named as the answer, and there is none against the author since the notice came.
    #[error("there was no other measure")]
    NoMeasure,
    /// There is nothing yet that could be challenged.
    #[error("there is nothing to challenge yet")]
    NothingToChallenge,
    /// The same person has complained about the same decision already.
    #[error("this has been challenged already")]
    AlreadyChallenged,
    /// A decision or a complaint needs words.
    #[error("reasons are missing")]
    NoReasons,
    /// A suspension follows a warning, unless the offence was grave (spec/office.md §3.7).
    #[error("there was no warning")]
    NoWarning,
    /// The account is suspended already, or is not open.
    #[error("the account cannot be suspended")]
    NotOpen,
    /// Whoever works here is not disciplined by the office: roles are given and taken by those who manage accounts.
    #[error("this person works here")]
    WorksHere,
    /// A suspension lasts as long as one of the lengths that the netiquette names.
    #[error("this is no length of a suspension")]
    NoLength,
    /// It would stay as it is.
    #[error("nothing would change")]
    NothingChanges,
    /// A notice names at least one address.
    #[error("an address is missing")]
    NoAddress,
    /// A notice names more than can be looked at as one.
    #[error("too many addresses")]
    TooManyAddresses,
    /// There are more words than one can read.
    #[error("the text is too long")]
    TooLong,
    /// A notice says which of the two it is.
    #[error("the lane is missing")]
    NoLane,
    /// The address for the answer is none.
    #[error("the e-mail address cannot be read")]
    BadEmail,
    /// A notice is given in good faith, or not at all.
    #[error("the statement of good faith is missing")]
    NoGoodFaith,
    /// The post does not stand where the decision supposes it, or the ground is missing.
    #[error(transparent)]
    Post(#[from] PostError),
    /// The evidence could not be stored.
    #[error(transparent)]
    File(#[from] FileError),
    /// The account.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}
