//! What members write below articles: threads and posts, the desk that reads them, the decisions about them.

mod bring_in;
mod conversation;
pub mod decisions;
pub mod desk;
mod erase;
mod error;
mod hold;
mod mine;
mod place;
mod reading;
mod recount;
mod rename;
mod revise;
mod state;
mod store;
mod submit;
mod threads;
mod withdraw;
mod words;

pub use bring_in::{
    BringIn, BroughtIn, bring_close_in, bring_in, post_called, stands_below, thread_was_brought_in,
};
pub use conversation::{
    BadCursor, Conversation, Cursor, Found, Gap, Order, PAGE, Shown, Surroundings, conversation,
    find_post, post_with_answers,
};
pub use desk::reopen;
pub use erase::close_account;
pub use error::PostError;
pub use hold::{hold_for, release_holds_of};
pub use mine::{Mine, OwnPost, list_own_posts, own_posts_in};
pub use place::thread_of;
pub use reading::{
    OwnPosts, PostPage, PostQuery, Tally, ThreadPage, ThreadQuery, article_by_short, own_posts,
    post_page, statement_for, thread_page,
};
pub use recount::{Drift, recount};
pub use rename::{RENAME_POSTS, rename_job, rename_posts};
pub use revise::{EDIT_WINDOW_SECS, Revise, Revised, revise};
pub use state::{ImpossibleChange, PostState};
pub use submit::{Submit, Submitted, submit};
pub use threads::{close_thread, open_thread, set_posting, thread_opening};
pub use withdraw::withdraw;
pub use words::words_of;

use masthead_db::Statement;

/// Every statement of this feature.
pub(crate) fn statements() -> [&'static [Statement]; 4] {
    use crate::posts;
    [
        posts::store::STATEMENTS,
        posts::conversation::store::STATEMENTS,
        posts::decisions::store::STATEMENTS,
        posts::desk::store::STATEMENTS,
    ]
}
