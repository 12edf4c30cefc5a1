//! The letters of decisions, and the words of the statement of reasons.

use masthead_db::{DbError, Tx};

use crate::accounts::{self, Reach};
use crate::kernel::App;
use crate::kernel::letters::write;
use crate::letter;
use crate::posts::store::PostRow;

letter! {
    /// The statement of reasons itself (spec/office.md, appendix C). Its first line is its title.
    pub(super) struct StatementOfReasons {
        was_published: bool,
        post: String,
        submitted: String,
        starts: String,
        ends: String,
        facts: String,
        cause: &'static str,
        detected_by_machine: bool,
        decided_by_machine: &'static str,
        is_law: bool,
        label: String,
        citation: String,
        explanation: String,
        complain_until: String,
        complain_at: String,
        number: String,
        contact: String,
        rules_version: i64,
        rules_link: String,
        earlier_rules: i64,
        replaces: String,
    }
    de "letters/de/statement_of_reasons.txt" en "letters/en/statement_of_reasons.txt"

    /// Says that a post was not published, or was removed, with the statement of reasons.
    pub(super) struct HeldBack { display_name: String, was_published: bool, is_corrected: bool, ends: String, link: String, statement: String }
    de "letters/de/post_held_back.txt" en "letters/en/post_held_back.txt"

    /// Says that a post that was held back is published after all.
    pub(super) struct Restored { display_name: String, is_over: bool, link: String }
    de "letters/de/post_restored.txt" en "letters/en/post_restored.txt"
}

/// Tells an author that their post is held back.
pub(super) async fn held_back(
    tx: &mut Tx,
    app: &App,
    post: &PostRow,
    reach: &Reach,
    words: &StatementOfReasons,
    statement: &str,
) -> Result<(), DbError> {
    let words = HeldBack {
        display_name: reach.display_name.clone(),
        was_published: words.was_published,
        is_corrected: !words.replaces.is_empty(),
        ends: words.ends.clone(),
        link: link(app, post),
        statement: statement.to_owned(),
    };
    write(tx, app, &reach.email, reach.lang, &words).await
}

/// Tells an author that their post is published after all, or again because its time is over; nobody, when there is
/// nobody to tell.
pub(super) async fn restored(
    tx: &mut Tx,
    app: &App,
    post: &PostRow,
    is_over: bool,
) -> Result<(), DbError> {
    let Some(account) = post.account_id else {
        return Ok(());
    };
    let Some(reach) = accounts::reach(tx, account).await? else {
        return Ok(());
    };
    let words = Restored {
        display_name: reach.display_name.clone(),
        is_over,
        link: link(app, post),
    };
    write(tx, app, &reach.email, reach.lang, &words).await
}

fn link(app: &App, post: &PostRow) -> String {
    app.settings().address.of(&format!("/posts/{}", post.short))
}
