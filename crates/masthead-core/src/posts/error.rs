//! What can stand in the way of a post.

use masthead_db::DbError;

use super::state::ImpossibleChange;
use crate::screening::ClosedBecause;

/// Why nothing was written. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// There is no such article, post or item.
    #[error("there is no such thing")]
    Unknown,
    /// The thread takes no posts.
    #[error("the thread is closed")]
    Closed(ClosedBecause),
    /// There are no words in it.
    #[error("the post is empty")]
    Empty,
    /// There are too many.
    #[error("the post has {length} characters, {limit} are possible")]
    TooLong {
        /// Characters it has.
        length: usize,
        /// Characters it may have.
        limit: usize,
    },
    /// The post that it answers is not there any more, or not to be seen.
    #[error("the post that this answers cannot be answered")]
    NoParent,
    /// Netiquette or terms have changed and were not accepted yet.
    #[error("netiquette or terms are not accepted")]
    ConsentNeeded,
    /// The account cannot write: not confirmed, suspended or closed.
    #[error("this account cannot write")]
    MayNotWrite,
    /// It is somebody else's post.
    #[error("this is somebody else's post")]
    NotYours,
    /// The post stands where this is not possible.
    #[error(transparent)]
    Impossible(#[from] ImpossibleChange),
    /// The time in which a published post can be changed is over.
    #[error("the time to change it is over")]
    TooLate,
    /// Somebody's role does not allow it.
    #[error("this role does not allow it")]
    NotAllowed,
    /// A refusal names a ground that is in force.
    #[error("a refusal needs a ground")]
    NoGround,
    /// A refusal says what the post says, in words of its own.
    #[error("a refusal needs an explanation")]
    NoFacts,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}
