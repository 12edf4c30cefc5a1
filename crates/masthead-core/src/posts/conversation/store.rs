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

statements! {
    /// A page of conversations, the newest first.
    pub(super) fn list_newest(
        thread: ThreadId, before: Time, before_id: PostId, limit: i64, depth: i64, answers: i64, behind_all: &[u8],
        lang: Lang
    ) -> Vec<ShownRow> =
        "with page as (
           select id, published_at as at from post
           where thread_id = $1 and depth = 0 and listed = true and (published_at, id) < ($2, $3)
           order by published_at desc, id desc limit $4
         )
         select p.id, p.short, p.parent_id, p.depth, p.account_id, p.author_name, p.lang, p.state, v.text,
                coalesce(p.published_at, 0) as published_at, p.edited_at, p.reply_count, g.label as ground_label
         from page join post p on p.root_id = page.id and p.listed = true and p.depth <= $5
           and p.path < coalesce(
             (select q.path from post q where q.root_id = page.id and q.listed = true
              order by q.path limit 1 offset $6), $7)
         join post_version v on v.post_id = p.id and v.number = p.published_version
         left join restriction r on r.id = p.restriction_id
         left join ground_text g on g.ground_id = r.ground_id and g.lang = $8
         order by page.at desc, page.id desc, p.path";

    /// A page of conversations, the oldest first.
    pub(super) fn list_oldest(
        thread: ThreadId, after: Time, after_id: PostId, limit: i64, depth: i64, answers: i64, behind_all: &[u8],
        lang: Lang
    ) -> Vec<ShownRow> =
        "with page as (
           select id, published_at as at from post
           where thread_id = $1 and depth = 0 and listed = true and (published_at, id) > ($2, $3)
           order by published_at, id limit $4
         )
         select p.id, p.short, p.parent_id, p.depth, p.account_id, p.author_name, p.lang, p.state, v.text,
                coalesce(p.published_at, 0) as published_at, p.edited_at, p.reply_count, g.label as ground_label
         from page join post p on p.root_id = page.id and p.listed = true and p.depth <= $5
           and p.path < coalesce(
             (select q.path from post q where q.root_id = page.id and q.listed = true
              order by q.path limit 1 offset $6), $7)
         join post_version v on v.post_id = p.id and v.number = p.published_version
         left join restriction r on r.id = p.restriction_id
         left join ground_text g on g.ground_id = r.ground_id and g.lang = $8
         order by page.at, page.id, p.path";

    /// A page of conversations, those with the most answers first.
    pub(super) fn list_discussed(
        thread: ThreadId, replies: i64, before: Time, before_id: PostId, limit: i64, depth: i64, answers: i64,
        behind_all: &[u8], lang: Lang
    ) -> Vec<ShownRow> =
        "with page as (
           select id, reply_count as replies, published_at as at from post
           where thread_id = $1 and depth = 0 and listed = true and (reply_count, published_at, id) < ($2, $3, $4)
           order by reply_count desc, published_at desc, id desc limit $5
         )
         select p.id, p.short, p.parent_id, p.depth, p.account_id, p.author_name, p.lang, p.state, v.text,
                coalesce(p.published_at, 0) as published_at, p.edited_at, p.reply_count, g.label as ground_label
         from page join post p on p.root_id = page.id and p.listed = true and p.depth <= $6
           and p.path < coalesce(
             (select q.path from post q where q.root_id = page.id and q.listed = true
              order by q.path limit 1 offset $7), $8)
         join post_version v on v.post_id = p.id and v.number = p.published_version
         left join restriction r on r.id = p.restriction_id
         left join ground_text g on g.ground_id = r.ground_id and g.lang = $9
         order by page.replies desc, page.at desc, page.id desc, p.path";

    /// A post and what answers it, in the order of the conversation.
    pub(super) fn list_below(root: PostId, from: &[u8], to: &[u8], limit: i64, lang: Lang) -> Vec<ShownRow> =
        "select p.id, p.short, p.parent_id, p.depth, p.account_id, p.author_name, p.lang, p.state, v.text,
                coalesce(p.published_at, 0) as published_at, p.edited_at, p.reply_count, g.label as ground_label
         from post p join post_version v on v.post_id = p.id and v.number = p.published_version
         left join restriction r on r.id = p.restriction_id
         left join ground_text g on g.ground_id = r.ground_id and g.lang = $5
         where p.root_id = $1 and p.listed = true and p.path >= $2 and p.path < $3
         order by p.path limit $4";

    /// What a post answers, from the root down.
    pub(super) fn list_above(parent: PostId, lang: Lang) -> Vec<ShownRow> =
        "with recursive up (id, parent_id) as (
           select id, parent_id from post where id = $1
           union all
           select p.id, p.parent_id from up join post p on p.id = up.parent_id
         )
         select p.id, p.short, p.parent_id, p.depth, p.account_id, p.author_name, p.lang, p.state, v.text,
                coalesce(p.published_at, 0) as published_at, p.edited_at, p.reply_count, g.label as ground_label
         from up join post p on p.id = up.id and p.listed = true
         join post_version v on v.post_id = p.id and v.number = p.published_version
         left join restriction r on r.id = p.restriction_id
         left join ground_text g on g.ground_id = r.ground_id and g.lang = $2
         order by p.depth, p.id";
}
