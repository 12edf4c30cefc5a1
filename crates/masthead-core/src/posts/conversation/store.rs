//! The statements of reading a thread.
//!
//! The three lists differ only in the order of conversations. Each takes a page of first posts by its index, and for
//! each of them the answers up to the one that is one too many, so that no conversation, however long, is read whole.

use masthead_db::{Time, row, statements};

use crate::kernel::{AccountId, Lang, PostId, ThreadId};
use crate::posts::PostState;

row! {
    pub(super) struct ShownRow {
        pub id: PostId,
        pub short: String,
        pub parent_id: Option<PostId>,
        pub depth: i64,
        pub account_id: Option<AccountId>,
        pub author_name: String,
        pub lang: Lang,
        pub state: PostState,
        pub text: String,
        pub published_at: Time,
        pub edited_at: Option<Time>,
        pub reply_count: i64,
        pub ground_label: Option<String>,
    }
}

/// What stands in a [`ShownRow`], of the posts `p` that `$which` names after whatever is reckoned before; what a ground
/// is called stands in the language of the parameter `$lang`.
macro_rules! shown {
    ($before:literal, $which:literal, $lang:literal, $order:literal) => {
        concat!(
            $before,
            "select p.id, p.short, p.parent_id, p.depth, p.account_id, p.author_name, p.lang, p.state, v.text,
                coalesce(p.published_at, 0) as published_at, p.edited_at, p.reply_count, g.label as ground_label
         from ",
            $which,
            " join post_version v on v.post_id = p.id and v.number = p.published_version
         left join restriction r on r.id = p.restriction_id
         left join ground_text g on g.ground_id = r.ground_id and g.lang = ",
            $lang,
            " ",
            $order
        )
    };
}

statements! {
    /// A page of conversations, the newest first.
    pub(super) fn list_newest(
        thread: ThreadId, before: Time, before_id: PostId, limit: i64, depth: i64, answers: i64, behind_all: &[u8],
        lang: Lang
    ) -> Vec<ShownRow> = shown!(
        "with page as (
           select id, published_at as at from post
           where thread_id = $1 and depth = 0 and listed = true and (published_at, id) < ($2, $3)
           order by published_at desc, id desc limit $4
         ) ",
        "page join post p on p.root_id = page.id and p.listed = true and p.depth <= $5
           and p.path < coalesce(
             (select q.path from post q where q.root_id = page.id and q.listed = true
              order by q.path limit 1 offset $6), $7)",
        "$8",
        "order by page.at desc, page.id desc, p.path"
    );

    /// A page of conversations, the oldest first.
    pub(super) fn list_oldest(
        thread: ThreadId, after: Time, after_id: PostId, limit: i64, depth: i64, answers: i64, behind_all: &[u8],
        lang: Lang
    ) -> Vec<ShownRow> = shown!(
        "with page as (
           select id, published_at as at from post
           where thread_id = $1 and depth = 0 and listed = true and (published_at, id) > ($2, $3)
           order by published_at, id limit $4
         ) ",
        "page join post p on p.root_id = page.id and p.listed = true and p.depth <= $5
           and p.path < coalesce(
             (select q.path from post q where q.root_id = page.id and q.listed = true
              order by q.path limit 1 offset $6), $7)",
        "$8",
        "order by page.at, page.id, p.path"
    );

    /// A page of conversations, those with the most answers first.
    pub(super) fn list_discussed(
        thread: ThreadId, replies: i64, before: Time, before_id: PostId, limit: i64, depth: i64, answers: i64,
        behind_all: &[u8], lang: Lang
    ) -> Vec<ShownRow> = shown!(
        "with page as (
           select id, reply_count as replies, published_at as at from post
           where thread_id = $1 and depth = 0 and listed = true and (reply_count, published_at, id) < ($2, $3, $4)
           order by reply_count desc, published_at desc, id desc limit $5
         ) ",
        "page join post p on p.root_id = page.id and p.listed = true and p.depth <= $6
           and p.path < coalesce(
             (select q.path from post q where q.root_id = page.id and q.listed = true
              order by q.path limit 1 offset $7), $8)",
        "$9",
        "order by page.replies desc, page.at desc, page.id desc, p.path"
    );

    /// What answers a post, in the order of the conversation: from behind one place to before another, down to a depth.
    pub(super) fn list_below(
        root: PostId, behind: &[u8], before: &[u8], depth: i64, limit: i64, lang: Lang
    ) -> Vec<ShownRow> = shown!(
        "",
        "post p",
        "$6",
        "where p.root_id = $1 and p.listed = true and p.path > $2 and p.path < $3 and p.depth <= $4
         order by p.path limit $5"
    );

    /// A post and what it answers, from the root down.
    pub(super) fn list_line(post: PostId, lang: Lang) -> Vec<ShownRow> = shown!(
        "with recursive up (id, parent_id) as (
           select id, parent_id from post where id = $1
           union all
           select p.id, p.parent_id from up join post p on p.id = up.parent_id
         ) ",
        "up join post p on p.id = up.id and p.listed = true",
        "$2",
        "order by p.depth, p.id"
    );
}
