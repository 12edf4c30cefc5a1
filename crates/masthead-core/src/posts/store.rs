//! The statements of threads and posts.

use masthead_db::{Time, Uuid, row, statements};

use super::state::PostState;
use crate::accounts::State as AccountState;
use crate::kernel::{AccountId, ArticleId, CaseId, Lang, PostId, Posting, ThreadId};

row! {
    /// What has to be known before somebody may write below an article.
    pub(super) struct PlaceRow {
        pub article_id: ArticleId,
        pub has_thread: bool,
        pub posting: Option<Posting>,
        pub closed_because: Option<String>,
        pub published_at: Option<Time>,
        pub closes_after_days: Option<i64>,
    }
}
row! {
    /// What has to be known about whoever writes.
    pub(super) struct VoiceRow {
        pub state: AccountState,
        pub display_name: String,
        pub approved: i64,
        pub approved_since_refusal: i64,
        pub open_documents: i64,
    }
}
row! {
    /// A post without its text, as use cases need it.
    pub(in crate::posts) struct PostRow {
        pub id: PostId,
        pub short: String,
        pub thread_id: ThreadId,
        pub article_id: ArticleId,
        pub parent_id: Option<PostId>,
        pub root_id: PostId,
        pub depth: i64,
        pub path: Vec<u8>,
        pub account_id: Option<AccountId>,
        pub author_name: String,
        pub lang: Lang,
        pub state: PostState,
        pub version: i64,
        pub published_version: Option<i64>,
        pub listed: bool,
        pub restriction_id: Option<Uuid>,
        pub submitted_at: Time,
        pub published_at: Option<Time>,
    }
}
row! {
    pub(super) struct EarlierRow { pub id: PostId, pub thread_id: ThreadId, pub state: PostState, pub account_id: Option<AccountId> }
}
row! {
    pub(in crate::posts) struct TextRow { pub text: String, pub submitted_at: Time, pub decided: String }
}
row! {
    pub(super) struct OwnRow {
        pub id: PostId,
        pub short: String,
        pub article_id: ArticleId,
        pub parent_id: Option<PostId>,
        pub state: PostState,
        pub text: String,
        pub newest_decided: String,
        pub submitted_at: Time,
        pub handed_in_at: Time,
        pub published_at: Option<Time>,
        pub headline: Option<String>,
        pub ground_label: Option<String>,
        pub facts: Option<String>,
        pub statement_short: Option<String>,
    }
}
row! {
    pub(super) struct DriftRow { pub id: Uuid, pub kept: i64, pub counted: i64 }
}
row! {
    pub(super) struct QueueDriftRow { pub queue: String, pub thread_id: Uuid, pub kept: i64, pub counted: i64 }
}
row! {
    pub(super) struct StandingRow { pub state: PostState, pub total: i64 }
}
row! {
    pub(super) struct NamedRow { pub id: PostId, pub thread_id: ThreadId, pub article_id: ArticleId }
}
row! {
    pub(super) struct FoundRow { pub found: bool }
}
row! {
    pub(super) struct HeldRow { pub post_id: PostId, pub is_erased: bool }
}
row! {
    pub(super) struct ThreadRow {
        pub published_count: i64,
        pub last_published_at: Option<Time>,
    }
}

/// What stands in a [`PostRow`], of the posts that the rest of the statement names.
macro_rules! posts {
    ($which:literal) => {
        concat!(
            "select p.id, p.short, p.thread_id, t.article_id, p.parent_id, p.root_id, p.depth, p.path, p.account_id,
                p.author_name, p.lang, p.state, p.version, p.published_version, p.listed, p.restriction_id,
                p.submitted_at, p.published_at
         from post p join thread t on t.id = p.thread_id ",
            $which
        )
    };
}

/// What stands in an [`OwnRow`], with the headline and the ground in the language `$3`.
macro_rules! own_posts {
    ($which:literal) => {
        concat!(
            "select p.id, p.short, t.article_id, p.parent_id, p.state, v.text, v.decided as newest_decided, v.submitted_at,
                p.submitted_at as handed_in_at, p.published_at, h.headline, g.label as ground_label, d.facts, s.short as statement_short
         from post p join thread t on t.id = p.thread_id
         join post_version v on v.post_id = p.id and v.number = p.version
         left join edition e on e.id = (
           select x.id from edition x where x.article_id = t.article_id
           order by (x.lang = $3) desc, x.is_original desc limit 1)
         left join revision h on h.id = coalesce(e.published_revision_id, e.revision_id)
         left join restriction r on r.id = p.restriction_id
         left join ground_text g on g.ground_id = r.ground_id and g.lang = $3
         left join decision d on d.id = r.decision_id
         left join statement_of_reasons s on s.id = r.statement_id ",
            $which
        )
    };
}

statements! {
    /// Where somebody wants to write: the nearest of thread, article and sections that says who waits.
    pub(super) fn place(article: ArticleId) -> Option<PlaceRow> =
        "with recursive up (id, parent_id, posting, days, level) as (
           select s.id, s.parent_id, s.posting, s.threads_close_after_days, 0
           from article a join section s on s.id = a.section_id where a.id = $1
           union all
           select s.id, s.parent_id, s.posting, s.threads_close_after_days, up.level + 1
           from up join section s on s.id = up.parent_id
         )
         select a.id as article_id, (t.id is not null) as has_thread,
                coalesce(t.posting, a.posting,
                  (select u.posting from up u where u.posting is not null order by u.level limit 1)) as posting,
                case when t.state = 'closed' then coalesce(t.closed_because, '') end as closed_because,
                (select min(e.published_at) from edition e where e.article_id = a.id and e.state = 'published')
                  as published_at,
                coalesce(a.threads_close_after_days,
                  (select u.days from up u where u.days is not null order by u.level limit 1)) as closes_after_days
         from article a left join thread t on t.article_id = a.id where a.id = $1";

    /// Who writes: whether they may, how the house knows them, and how many documents they have yet to accept.
    pub(super) fn voice(account: AccountId, now: Time) -> Option<VoiceRow> =
        "select a.state, a.display_name,
                coalesce(r.approved, 0) as approved, coalesce(r.approved_since_refusal, 0) as approved_since_refusal,
                (select count(*) from (
                   select d.kind as kind, max(d.version) as version from terms_document d
                   where d.effective_from_at <= $2 group by d.kind
                 ) f where not exists (
                   select 1 from consent c
                   where c.account_id = a.id and c.kind = f.kind and c.version >= f.version
                 )) as open_documents
         from account a left join author_record r on r.account_id = a.id where a.id = $1";

    /// Opens the thread of an article, unless somebody has.
    pub(super) fn insert_thread(id: ThreadId, article: ArticleId, at: Time) =
        "insert into thread (id, article_id, state, created_at) values ($1, $2, 'open', $3) on conflict do nothing";

    /// A post by its identifier.
    pub(in crate::posts) fn post(id: PostId) -> Option<PostRow> =
        posts!("where p.id = $1");

    /// A post by the letters in its address.
    pub(super) fn post_by_short(short: &str) -> Option<PostRow> =
        posts!("where p.short = $1");

    /// What was made of a submission key before.
    pub(super) fn earlier(key: &str) -> Option<EarlierRow> =
        "select id, thread_id, state, account_id from post where submission_key = $1";

    /// A post; nothing when its submission key was used before.
    pub(super) fn insert_post(
        id: PostId, short: &str, thread: ThreadId, parent: Option<PostId>, root: PostId, depth: i64, path: &[u8],
        account: Option<AccountId>, author_name: &str, lang: Lang, key: &str, at: Time
    ) =
        "insert into post
           (id, short, thread_id, parent_id, root_id, depth, path, account_id, author_name, lang, state, version,
            listed, submission_key, submitted_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'waiting', 1, false, $11, $12)
         on conflict (submission_key) do nothing";

    /// Says whose account a post that was brought in belongs to.
    pub(super) fn sign_post(id: PostId, account: AccountId) = "update post set account_id = $2 where id = $1";

    /// A text of a post.
    pub(super) fn insert_version(post: PostId, number: i64, text: &str, at: Time) =
        "insert into post_version (post_id, number, text, submitted_at, decided) values ($1, $2, $3, $4, 'waiting')";

    /// Says what became of a text.
    pub(in crate::posts) fn decide_version(post: PostId, number: i64, decided: &str) =
        "update post_version set decided = $3 where post_id = $1 and number = $2";

    /// Says that a newer text has come before anybody read this one.
    pub(super) fn replace_waiting_version(post: PostId, number: i64) =
        "update post_version set decided = 'replaced' where post_id = $1 and number = $2 and decided = 'waiting'";

    /// Whether something below a post has a place in the conversation.
    pub(super) fn has_listed_answers(post: PostId) -> One<FoundRow> =
        "select exists (select 1 from post where parent_id = $1 and listed = true) as found";

    /// Posts of somebody that are not erased yet.
    pub(super) fn list_posts_of(account: AccountId, limit: i64) -> Vec<PostRow> =
        posts!("where p.account_id = $1 order by p.submitted_at limit $2");

    /// Posts of somebody that nobody has read yet.
    pub(super) fn list_waiting_of(account: AccountId, limit: i64) -> Vec<PostRow> =
        posts!("where p.account_id = $1 and p.state = 'waiting' order by p.submitted_at limit $2");

    /// Posts of somebody beside which another name stands.
    pub(super) fn list_named_otherwise(account: AccountId, name: &str, limit: i64) -> Vec<NamedRow> =
        "select p.id, p.thread_id, t.article_id from post p join thread t on t.id = p.thread_id
         where p.account_id = $1 and p.author_name <> $2 order by p.submitted_at limit $3";

    /// Writes another name beside a post.
    pub(super) fn rename_post(id: PostId, name: &str) = "update post set author_name = $2 where id = $1";

    /// One text of a post.
    pub(in crate::posts) fn text(post: PostId, number: i64) -> Option<TextRow> =
        "select text, submitted_at, decided from post_version where post_id = $1 and number = $2";

    /// Gives a post a newer text that waits.
    pub(super) fn revise_post(id: PostId, version: i64, state: PostState) =
        "update post set version = $2, state = $3, restriction_id = null where id = $1";

    /// Gives a published post a newer text that waits; the old one stays where it is.
    pub(super) fn revise_published_post(id: PostId, version: i64) = "update post set version = $2 where id = $1";

    /// Puts a post where everybody sees it.
    pub(in crate::posts) fn publish_post(id: PostId, version: i64, at: Time) =
        "update post set state = 'published', published_version = $2, published_at = coalesce(published_at, $3),
                listed = true, restriction_id = null
         where id = $1";

    /// Shows readers the newer text of a published post.
    pub(in crate::posts) fn replace_text(id: PostId, version: i64, at: Time) =
        "update post set published_version = $2, edited_at = $3 where id = $1";

    /// Takes a post from view, with what holds it back.
    pub(in crate::posts) fn hold_post(id: PostId, state: PostState, restriction: Uuid) =
        "update post set state = $2, restriction_id = $3 where id = $1";

    /// Puts another restriction in the place of the one that holds a post back.
    pub(in crate::posts) fn exchange_restriction(id: PostId, earlier: Uuid, restriction: Uuid) =
        "update post set restriction_id = $3 where id = $1 and restriction_id = $2";

    /// Takes a post from view because its author wants it, leaving a gap where others have answered.
    pub(super) fn take_back_post(id: PostId, state: PostState, listed: bool) =
        "update post set state = $2, listed = $3 where id = $1";

    /// Removes whose post it was, and what it said.
    pub(super) fn erase_post(id: PostId) =
        "update post set state = 'erased', account_id = null, author_name = '' where id = $1";

    /// Keeps the texts of a post for a case.
    pub(super) fn insert_hold(case: CaseId, post: PostId, at: Time) =
        "insert into post_hold (case_id, post_id, opened_at) values ($1, $2, $3)
         on conflict (case_id, post_id) do nothing";

    /// The posts that a case holds, and which of them were erased meanwhile.
    pub(super) fn list_held_by(case: CaseId) -> Vec<HeldRow> =
        "select h.post_id, p.state = 'erased' as is_erased from post_hold h join post p on p.id = h.post_id
         where h.case_id = $1 and h.released_at is null order by h.post_id";

    /// Whether any case holds a post.
    pub(super) fn is_held(post: PostId) -> One<FoundRow> =
        "select count(*) > 0 as found from post_hold where post_id = $1 and released_at is null";

    /// Lets a post go.
    pub(super) fn release_hold(case: CaseId, post: PostId, at: Time) =
        "update post_hold set released_at = $3 where case_id = $1 and post_id = $2 and released_at is null";

    /// Removes what a post said in all its versions.
    pub(super) fn erase_texts(id: PostId) = "update post_version set text = '' where post_id = $1";

    /// Counts a post in or out of its thread.
    pub(in crate::posts) fn count_in_thread(thread: ThreadId, by: i64, last: Option<Time>) =
        "update thread set published_count = published_count + $2,
                last_published_at = coalesce(cast($3 as bigint), last_published_at)
         where id = $1";

    /// Counts a post in or out of everything that it answers.
    pub(in crate::posts) fn count_in_ancestors(parent: PostId, by: i64) =
        "with recursive up (id, parent_id) as (
           select id, parent_id from post where id = $1
           union all
           select p.id, p.parent_id from up join post p on p.id = up.parent_id
         )
         update post set reply_count = reply_count + $2 where id in (select id from up)";

    /// Writes down that posts of somebody were approved or refused.
    pub(in crate::posts) fn keep_record(account: AccountId, approved: i64, refused: i64) =
        "insert into author_record (account_id, approved, refused, approved_since_refusal)
         values ($1, cast($2 as bigint), cast($3 as bigint), cast($2 as bigint))
         on conflict (account_id) do update set
           approved = author_record.approved + excluded.approved,
           refused = author_record.refused + excluded.refused,
           approved_since_refusal =
             case when excluded.refused > 0 then 0 else author_record.approved_since_refusal + excluded.approved end";

    /// What a thread says of itself.
    pub(super) fn thread(id: ThreadId) -> Option<ThreadRow> =
        "select published_count, last_published_at from thread where id = $1";

    /// Closes a thread, with the reason that readers are shown.
    pub(super) fn close_thread(id: ThreadId, because: &str) =
        "update thread set state = 'closed', closed_because = $2 where id = $1";

    /// Opens a thread again.
    pub(super) fn open_thread(id: ThreadId) =
        "update thread set state = 'open', closed_because = null where id = $1";

    /// Says who waits in a thread.
    pub(super) fn set_posting(id: ThreadId, posting: Option<Posting>) = "update thread set posting = $2 where id = $1";

    /// One's own posts below one article that others do not see.
    pub(super) fn list_own_in(account: AccountId, thread: ThreadId, lang: Lang, limit: i64) -> Vec<OwnRow> =
        own_posts!("where p.account_id = $1 and p.thread_id = $2
           and (p.state in ('waiting', 'refused') or (p.state = 'published' and v.decided = 'waiting'))
         order by p.submitted_at desc limit $4");

    /// One of one's own posts.
    pub(super) fn own_post(account: AccountId, id: PostId, lang: Lang) -> Option<OwnRow> =
        own_posts!("where p.account_id = $1 and p.id = $2");

    /// One's own posts.
    pub(super) fn list_own(account: AccountId, before: Time, lang: Lang, limit: i64) -> Vec<OwnRow> =
        own_posts!("where p.account_id = $1 and p.submitted_at < $2 order by p.submitted_at desc limit $4");

    /// How many of one's own posts stand where.
    pub(super) fn count_own(account: AccountId) -> Vec<StandingRow> =
        "select state, count(*) as total from post where account_id = $1 group by state";

    /// Threads whose count is not that of their posts.
    pub(super) fn list_thread_drift() -> Vec<DriftRow> =
        "select t.id, t.published_count as kept, coalesce(c.counted, 0) as counted
         from thread t left join (
           select thread_id, count(*) as counted from post where state = 'published' group by thread_id
         ) c on c.thread_id = t.id
         where t.published_count <> coalesce(c.counted, 0)";

    /// Posts whose count of answers is not that of the posts below them.
    pub(super) fn list_answer_drift() -> Vec<DriftRow> =
        "with recursive up (leaf, above) as (
           select p.id, p.parent_id from post p where p.state = 'published' and p.parent_id is not null
           union all
           select up.leaf, p.parent_id from up join post p on p.id = up.above where p.parent_id is not null
         )
         select p.id, p.reply_count as kept, coalesce(c.counted, 0) as counted
         from post p left join (select above, count(*) as counted from up group by above) c on c.above = p.id
         where p.reply_count <> coalesce(c.counted, 0)";

    /// Queues whose count is not that of their items; all zeros is the whole queue.
    pub(super) fn list_queue_drift() -> Vec<QueueDriftRow> =
        "with kept as (
           select queue, thread_id, cast(sum(waiting) as bigint) as n from queue_tally
           where waiting > 0 group by queue, thread_id
         ), below as (
           select queue, thread_id, count(*) as n from queue_item
           where state = 'waiting' group by queue, thread_id
         ), whole as (
           select queue, cast(sum(n) as bigint) as n from below group by queue
         )
         select k.queue, k.thread_id, k.n as kept, coalesce(b.n, w.n, 0) as counted
         from kept k
         left join below b on b.queue = k.queue and b.thread_id = k.thread_id
         left join whole w on w.queue = k.queue
           and not exists (select 1 from thread t where t.id = k.thread_id)
         where k.n <> coalesce(b.n, w.n, 0)
         union all
         select b.queue, b.thread_id, 0 as kept, b.n as counted from below b
         where not exists (select 1 from kept k where k.queue = b.queue and k.thread_id = b.thread_id)";
}
