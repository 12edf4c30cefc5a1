//! The statements of the queue.

use masthead_db::{Time, Uuid, row, statements};

use super::Queue;
use crate::kernel::{AccountId, ArticleId, Lang, PostId, QueueItemId, SessionId, ThreadId};
use crate::posts::state::PostState;
use crate::screening::Rule;

row! {
    /// An item as a decision needs it.
    pub(in crate::posts) struct ItemRow {
        pub id: QueueItemId,
        pub queue: Queue,
        pub subject_id: Uuid,
        pub subject_version: i64,
        pub thread_id: Option<ThreadId>,
        pub author_id: Option<AccountId>,
        pub why: Rule,
        pub hits: String,
        pub waiting_since: Time,
        pub state: String,
        pub version: i64,
        pub claimed_by: Option<AccountId>,
        pub claimed_until: Time,
        pub claimed_name: Option<String>,
    }
}
row! {
    pub(super) struct ClaimedRow {
        pub id: QueueItemId,
        pub version: i64,
        pub queue: Queue,
        pub priority: i64,
        pub waiting_since: Time,
        pub claimed_until: Time,
    }
}
row! {
    pub(super) struct ClaimRow {
        pub id: QueueItemId,
        pub thread_id: Option<ThreadId>,
        pub claimed_by: AccountId,
        pub display_name: String,
        pub claimed_until: Time,
    }
}
row! {
    pub(super) struct WaitingRow { pub queue: Queue, pub waiting: i64 }
}
row! {
    pub(super) struct WaitingBelowRow { pub thread_id: ThreadId, pub article_id: ArticleId, pub headline: String, pub waiting: i64 }
}
row! {
    pub(super) struct WaitedRow { pub waited_secs: i64 }
}
row! {
    pub(super) struct CompanionRow {
        pub id: PostId,
        pub short: String,
        pub author_name: String,
        pub state: PostState,
        pub text: String,
        pub submitted_at: Time,
    }
}
row! {
    pub(super) struct ArticleRow {
        pub id: ArticleId,
        pub short: String,
        pub lang: Lang,
        pub slug: String,
        pub section_path: String,
        pub kicker: String,
        pub headline: String,
        pub lede: String,
        pub published_at: Option<Time>,
    }
}
row! {
    pub(super) struct AuthorRow {
        pub display_name: String,
        pub member_since: Time,
        pub approved: i64,
        pub refused: i64,
        pub approved_since_refusal: i64,
    }
}
row! {
    pub(super) struct NameRow { pub display_name: String }
}
row! {
    pub(super) struct EarlierPostRow {
        pub short: String,
        pub state: PostState,
        pub text: String,
        pub submitted_at: Time,
        pub ground_label: Option<String>,
    }
}

statements! {
    /// Lets something wait.
    pub(super) fn insert_item(
        id: QueueItemId, queue: Queue, subject: Uuid, subject_version: i64, thread: ThreadId,
        author: Option<AccountId>, why: Rule, hits: &str, since: Time, priority: i64
    ) =
        "insert into queue_item
           (id, queue, subject_kind, subject_id, subject_version, thread_id, author_id, why, hits, waiting_since,
            priority, state, version)
         values ($1, $2, 'post', $3, $4, $5, $6, $7, $8, $9, $10, 'waiting', 1)";

    /// Gives a waiting item a newer text; whoever looks at the old one cannot decide it any more.
    pub(super) fn renew_item(id: QueueItemId, queue: Queue, subject_version: i64, why: Rule, hits: &str, priority: i64) =
        "update queue_item set queue = $2, subject_version = $3, why = $4, hits = $5, priority = $6,
                state = 'waiting', version = version + 1
         where id = $1";

    /// Takes an item out without a decision.
    pub(super) fn drop_item(id: QueueItemId, at: Time) =
        "update queue_item set state = 'dropped', version = version + 1, claimed_by = null, claimed_in = null,
                claimed_until = 0, done_at = $2
         where id = $1";

    /// What of a post waits, or is decided and can still be undone.
    pub(in crate::posts) fn open_item(subject: Uuid) -> Option<ItemRow> =
        "select q.id, q.queue, q.subject_id, q.subject_version, q.thread_id, q.author_id, q.why, q.hits,
                q.waiting_since, q.state, q.version, q.claimed_by, q.claimed_until, a.display_name as claimed_name
         from queue_item q left join account a on a.id = q.claimed_by
         where q.subject_id = $1 and q.state in ('waiting', 'decided')";

    /// An item.
    pub(in crate::posts) fn item(id: QueueItemId) -> Option<ItemRow> =
        "select q.id, q.queue, q.subject_id, q.subject_version, q.thread_id, q.author_id, q.why, q.hits,
                q.waiting_since, q.state, q.version, q.claimed_by, q.claimed_until, a.display_name as claimed_name
         from queue_item q left join account a on a.id = q.claimed_by
         where q.id = $1";

    /// Counts one item in.
    pub(super) fn count_in(queue: Queue, thread: Uuid, slot: i64) =
        "insert into queue_tally (queue, thread_id, slot, waiting) values ($1, $2, $3, 1)
         on conflict (queue, thread_id, slot) do update set waiting = queue_tally.waiting + 1";

    /// Counts one item out.
    pub(super) fn count_out(queue: Queue, thread: Uuid, slot: i64, whole: Uuid) =
        "update queue_tally set waiting = waiting - 1 where queue = $1 and slot = $3 and thread_id in ($2, $4)";

    /// Items that somebody has on the screen, in the order of the queue. “-priority” keeps SQLite from walking through the
    /// whole queue in its order, where the few items with a lease have an index of their own.
    pub(super) fn list_claimed_by(account: AccountId, session: SessionId, now: Time) -> Vec<ClaimedRow> =
        "select id, version, queue, priority, waiting_since, claimed_until from queue_item
         where state = 'waiting' and claimed_until > $3 and claimed_until > 0
           and claimed_by = $1 and claimed_in = $2
         order by -priority, waiting_since, id";

    /// Leases the next items of all queues.
    pub(super) fn claim(
        account: AccountId, session: SessionId, until: Time, now: Time, limit: i64
    ) -> Vec<ClaimedRow> =
        "update queue_item set claimed_by = $1, claimed_in = $2, claimed_until = $3
         where id in (
           select q.id from queue_item q
           where q.state = 'waiting' and q.claimed_until <= $4
             and (q.author_id is null or q.author_id <> $1)
           order by q.priority desc, q.waiting_since, q.id limit $5 {skip locked})
         returning id, version, queue, priority, waiting_since, claimed_until";

    /// Leases the next items of one queue.
    pub(super) fn claim_in_queue(
        account: AccountId, session: SessionId, until: Time, now: Time, limit: i64, queue: Queue
    ) -> Vec<ClaimedRow> =
        "update queue_item set claimed_by = $1, claimed_in = $2, claimed_until = $3
         where id in (
           select q.id from queue_item q
           where q.queue = $6 and q.state = 'waiting' and q.claimed_until <= $4
             and (q.author_id is null or q.author_id <> $1)
           order by q.priority desc, q.waiting_since, q.id limit $5 {skip locked})
         returning id, version, queue, priority, waiting_since, claimed_until";

    /// Leases the next items below one article.
    pub(super) fn claim_in_thread(
        account: AccountId, session: SessionId, until: Time, now: Time, limit: i64, thread: ThreadId
    ) -> Vec<ClaimedRow> =
        "update queue_item set claimed_by = $1, claimed_in = $2, claimed_until = $3
         where id in (
           select q.id from queue_item q
           where q.thread_id = $6 and q.state = 'waiting' and q.claimed_until <= $4
             and (q.author_id is null or q.author_id <> $1)
           order by q.priority desc, q.waiting_since, q.id limit $5 {skip locked})
         returning id, version, queue, priority, waiting_since, claimed_until";

    /// Leases one item that nobody else has.
    pub(super) fn claim_one(id: QueueItemId, account: AccountId, session: SessionId, until: Time, now: Time) =
        "update queue_item set claimed_by = $2, claimed_in = $3, claimed_until = $4
         where id = $1 and state = 'waiting' and (claimed_until <= $5 or claimed_by = $2)
           and (author_id is null or author_id <> $2)";

    /// Makes the leases of somebody last longer.
    pub(super) fn renew_claims(account: AccountId, session: SessionId, until: Time, now: Time) =
        "update queue_item set claimed_until = $3
         where state = 'waiting' and claimed_until > $4 and claimed_until > 0
           and claimed_by = $1 and claimed_in = $2";

    /// Ends the leases of somebody.
    pub(super) fn give_back_all(account: AccountId, session: SessionId) =
        "update queue_item set claimed_by = null, claimed_in = null, claimed_until = 0
         where state = 'waiting' and claimed_until > 0 and claimed_by = $1 and claimed_in = $2";

    /// Ends one lease of somebody.
    pub(super) fn give_back(id: QueueItemId, account: AccountId) =
        "update queue_item set claimed_by = null, claimed_in = null, claimed_until = 0
         where id = $1 and state = 'waiting' and claimed_by = $2";

    /// Everything that is on somebody's screen.
    pub(super) fn list_claims(now: Time) -> Vec<ClaimRow> =
        "select q.id, q.thread_id, a.id as claimed_by, a.display_name, q.claimed_until
         from queue_item q join account a on a.id = q.claimed_by
         where q.state = 'waiting' and q.claimed_until > $1 and q.claimed_until > 0
         order by a.display_name, q.claimed_until";

    /// Takes an item out of the queue by a decision made on this version of it.
    pub(in crate::posts) fn mark_decided(id: QueueItemId, version: i64) =
        "update queue_item set state = 'decided', version = version + 1
         where id = $1 and version = $2 and state = 'waiting'";

    /// Puts an item back whose decision was undone, on the screen of whoever undid it.
    pub(in crate::posts) fn mark_undone(id: QueueItemId, account: AccountId, session: SessionId, until: Time) =
        "update queue_item set state = 'waiting', version = version + 1, claimed_by = $2, claimed_in = $3,
                claimed_until = $4
         where id = $1 and state = 'decided'";

    /// Closes an item whose decision has taken effect.
    pub(in crate::posts) fn mark_done(id: QueueItemId, waited_secs: i64, at: Time) =
        "update queue_item set state = 'done', waited_secs = $2, done_at = $3, claimed_by = null, claimed_in = null,
                claimed_until = 0
         where id = $1";

    /// How many wait in each queue.
    pub(super) fn list_waiting(thread: Uuid) -> Vec<WaitingRow> =
        "select queue, cast(sum(waiting) as bigint) as waiting from queue_tally
         where thread_id = $1 and waiting > 0 group by queue";

    /// The articles below which something waits, the fullest first.
    pub(super) fn list_waiting_by_article(lang: Lang, limit: i64) -> Vec<WaitingBelowRow> =
        "select w.thread_id, t.article_id, coalesce(r.headline, '') as headline, w.waiting
         from (select thread_id, cast(sum(waiting) as bigint) as waiting from queue_tally
               where waiting > 0 group by thread_id) w
         join thread t on t.id = w.thread_id
         left join edition e on e.id = (
           select x.id from edition x where x.article_id = t.article_id
           order by (x.lang = $1) desc, x.is_original desc limit 1)
         left join revision r on r.id = coalesce(e.published_revision_id, e.revision_id)
         order by w.waiting desc, w.thread_id limit $2";

    /// How long the last ones waited.
    pub(super) fn list_waited(queue: Queue, since: Time, limit: i64) -> Vec<WaitedRow> =
        "select coalesce(waited_secs, 0) as waited_secs from queue_item
         where queue = $1 and state = 'done' and done_at >= $2 and waited_secs is not null
         order by done_at desc limit $3";

    /// What a post answers, from the root down.
    pub(super) fn list_ancestors(parent: PostId) -> Vec<CompanionRow> =
        "with recursive up (id, parent_id, level) as (
           select id, parent_id, 0 from post where id = $1
           union all
           select p.id, p.parent_id, up.level + 1 from up join post p on p.id = up.parent_id
         )
         select p.id, p.short, p.author_name, p.state, v.text, p.submitted_at
         from up join post p on p.id = up.id
         join post_version v on v.post_id = p.id and v.number = coalesce(p.published_version, p.version)
         order by p.depth, p.id";

    /// Other answers to the same post that wait, the oldest first.
    pub(super) fn list_waiting_siblings(thread: ThreadId, parent: PostId, but: PostId, limit: i64) -> Vec<CompanionRow> =
        "select p.id, p.short, p.author_name, p.state, v.text, p.submitted_at
         from post p join post_version v on v.post_id = p.id and v.number = p.version
         where p.parent_id = $2 and p.thread_id = $1 and p.state = 'waiting' and p.id <> $3
         order by p.submitted_at, p.id limit $4";

    /// The article that is talked about, in one language or else in its own.
    pub(super) fn article(thread: ThreadId, lang: Lang) -> Option<ArticleRow> =
        "select a.id, a.short, e.lang, e.slug, s.path as section_path, r.kicker, r.headline, r.lede, e.published_at
         from thread t join article a on a.id = t.article_id
         join section s on s.id = a.section_id
         join edition e on e.id = (
           select x.id from edition x where x.article_id = a.id
           order by (x.lang = $2) desc, x.is_original desc limit 1)
         join revision r on r.id = coalesce(e.published_revision_id, e.revision_id)
         where t.id = $1";

    /// An article by the letters in its address, in one language or else in its own.
    pub(super) fn article_by_short(short: &str, lang: Lang) -> Option<ArticleRow> =
        "select a.id, a.short, e.lang, e.slug, s.path as section_path, r.kicker, r.headline, r.lede, e.published_at
         from article a join section s on s.id = a.section_id
         join edition e on e.id = (
           select x.id from edition x where x.article_id = a.id
           order by (x.lang = $2) desc, x.is_original desc limit 1)
         join revision r on r.id = coalesce(e.published_revision_id, e.revision_id)
         where a.short = $1";

    /// Who wrote it.
    pub(super) fn author(account: AccountId) -> Option<AuthorRow> =
        "select a.display_name, a.created_at as member_since, coalesce(r.approved, 0) as approved,
                coalesce(r.refused, 0) as refused, coalesce(r.approved_since_refusal, 0) as approved_since_refusal
         from account a left join author_record r on r.account_id = a.id where a.id = $1";

    /// Under which names they wrote before.
    pub(super) fn list_former_names(account: AccountId) -> Vec<NameRow> =
        "select display_name from former_display_name where account_id = $1 order by given_up_at desc limit 10";

    /// What they wrote before, the newest first.
    pub(super) fn list_earlier_posts(account: AccountId, but: PostId, lang: Lang, limit: i64) -> Vec<EarlierPostRow> =
        "select p.short, p.state, v.text, p.submitted_at, g.label as ground_label
         from post p join post_version v on v.post_id = p.id and v.number = p.version
         left join restriction r on r.id = p.restriction_id
         left join ground_text g on g.ground_id = r.ground_id and g.lang = $3
         where p.account_id = $1 and p.id <> $2 order by p.submitted_at desc limit $4";
}
