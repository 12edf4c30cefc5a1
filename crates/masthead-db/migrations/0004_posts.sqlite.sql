-- Threads and posts, what waits for a moderator, what was decided and what its author was told.

-- What a decision may rest on: a clause of the netiquette or a law, each version a row that is never changed.
create table ground (
    id blob not null primary key,
    code text not null,
    version integer not null check (version > 0),
    kind text not null check (kind in ('illegal', 'contractual')),
    -- The order in which a list shows it.
    position integer not null,
    -- Vocabulary of the DSA Transparency Database (spec/office.md, appendix A).
    category text not null,
    keyword text not null,
    prosecution text not null,
    art18 text not null check (art18 in ('never', 'consider', 'always')),
    -- SHA-256 of the entry as it was sown, so that sowing the same list again changes nothing.
    fingerprint blob not null,
    active_from integer not null,
    active_to integer,
    unique (code, version)
) strict;

create table ground_text (
    ground_id blob not null references ground (id),
    lang text not null,
    label text not null,
    citation text not null,
    explanation text not null,
    -- What a moderator may put into the facts instead of typing it; never sent unread.
    prepared text not null,
    primary key (ground_id, lang)
) strict;

-- The posts below one article. It carries the article's identifier, so that its address is known before the first post.
create table thread (
    id blob not null primary key,
    article_id blob not null unique references article (id),
    -- Who waits here; null leaves it to the article, its section and the site.
    posting text check (posting in ('pre', 'trusted', 'post', 'closed')),
    state text not null check (state in ('open', 'closed')),
    -- In words, shown to readers.
    closed_because text,
    -- Posts that readers see; gaps are not counted.
    published_count integer not null default 0 check (published_count >= 0),
    last_published_at integer,
    created_at integer not null
) strict;

create table post (
    id blob not null primary key,
    short text not null unique,
    thread_id blob not null references thread (id),
    parent_id blob references post (id),
    root_id blob not null,
    depth integer not null check (depth >= 0),
    -- The identifiers from the root down to this post, one behind the other: its place in the conversation.
    path blob not null,
    -- None for a post that was imported, or whose author was erased.
    account_id blob references account (id),
    -- The display name as it was when the post was written; a later change of name does not touch it.
    author_name text not null,
    lang text not null,
    state text not null check (state in ('waiting', 'published', 'refused', 'removed', 'withdrawn', 'erased')),
    -- The newest text, and the one that readers see.
    version integer not null check (version > 0),
    published_version integer,
    -- Whether it has a place in the conversation: its text or a marked gap.
    listed integer not null,
    -- Posts below it, at any depth, that readers see.
    reply_count integer not null default 0 check (reply_count >= 0),
    -- Said by whoever submits; the same key never makes a second post.
    submission_key text not null unique,
    -- What holds a refused or removed post back.
    restriction_id blob,
    submitted_at integer not null,
    published_at integer,
    edited_at integer,
    check (state <> 'published' or (published_version is not null and published_at is not null)),
    check (state not in ('refused', 'removed') or restriction_id is not null),
    check (listed = false or published_at is not null)
) strict;
create index post_newest_root on post (thread_id, published_at, id) where depth = 0 and listed = true;
create index post_discussed_root on post (thread_id, reply_count, published_at, id) where depth = 0 and listed = true;
create index post_conversation on post (root_id, path) where listed = true;
create index post_by_thread on post (thread_id, submitted_at);
create index post_by_parent on post (parent_id);
create index post_by_author on post (account_id, submitted_at);

-- Each text of a post as it was handed in; no member of staff can change one. There is no reference to the post, which is
-- written in the same transaction and never deleted: to check one, PostgreSQL reads the page of the index on which
-- everybody's newest posts lie, and then all who write at once collide.
create table post_version (
    post_id blob not null,
    number integer not null check (number > 0),
    text text not null,
    submitted_at integer not null,
    decided text not null check (decided in ('waiting', 'approved', 'refused', 'removed', 'replaced', 'withdrawn')),
    primary key (post_id, number)
) strict;

-- What waits for a human: a text of a post, or a case of the office.
create table queue_item (
    id blob not null primary key,
    queue text not null check (queue in ('new', 'edited', 'review', 'reported')),
    subject_kind text not null check (subject_kind in ('post', 'case')),
    subject_id blob not null,
    subject_version integer not null,
    thread_id blob references thread (id),
    -- Whose post it is: nobody is given their own.
    author_id blob,
    -- The name of the rule that held it, and what the checks found, as JSON.
    why text not null,
    hits text not null,
    waiting_since integer not null,
    priority integer not null,
    state text not null check (state in ('waiting', 'decided', 'done', 'dropped')),
    -- Goes up with every change of text and every decision; a decision names the one it was made on.
    version integer not null check (version > 0),
    -- The lease: who has it on the screen, where they are signed in, until when. Never outlives the lease.
    claimed_by blob references account (id),
    claimed_in blob,
    claimed_until integer not null default 0,
    -- Seconds from waiting to the decision taking effect, for the usual waiting time.
    waited_secs integer,
    done_at integer
) strict;
create index queue_item_next on queue_item (priority desc, waiting_since, id) where state = 'waiting';
create index queue_item_next_in_queue on queue_item (queue, priority desc, waiting_since, id) where state = 'waiting';
create index queue_item_next_in_thread on queue_item (thread_id, priority desc, waiting_since, id) where state = 'waiting';
create index queue_item_claims on queue_item (claimed_until) where state = 'waiting' and claimed_until > 0;
create index queue_item_subject on queue_item (subject_id);
create index queue_item_done on queue_item (queue, done_at) where state = 'done';
-- One open item for one subject: whoever reports a post again finds it in the queue already.
create unique index queue_item_subject_id_key on queue_item (subject_id) where state in ('waiting', 'decided');

-- How many items wait in a queue, changed in the transaction of what it counts. Spread over slots so that many at once
-- do not wait for one row (an item is counted in one slot only); the number is the sum. “thread_id” is all zeros for the whole queue.
create table queue_tally (
    queue text not null,
    thread_id blob not null,
    slot integer not null,
    waiting integer not null check (waiting >= 0),
    primary key (queue, thread_id, slot)
) strict;
create index queue_tally_not_empty on queue_tally (thread_id, queue, waiting) where waiting > 0;

-- What the house knows of somebody's posts.
create table author_record (
    account_id blob not null primary key references account (id),
    approved integer not null check (approved >= 0),
    refused integer not null check (refused >= 0),
    approved_since_refusal integer not null check (approved_since_refusal >= 0)
) strict;

-- What was decided about a post, by whom or by which rule, and on what ground. Until “effective_at” nothing has
-- followed from it and it can be taken back.
create table decision (
    id blob not null primary key,
    subject_kind text not null check (subject_kind in ('post', 'case')),
    subject_id blob not null,
    subject_version integer not null,
    queue_item_id blob references queue_item (id),
    outcome text not null check (outcome in ('approve', 'refuse', 'keep', 'remove', 'restore')),
    cause text not null check (cause in ('own_initiative', 'notice', 'rules_report', 'complaint', 'rule')),
    -- The case of the office that it answers.
    case_id blob,
    by_account blob references account (id),
    by_rule text,
    ground_id blob references ground (id),
    -- The ground as it read on the day, as JSON.
    ground_snapshot text,
    facts text not null,
    -- For colleagues; the author never sees it.
    note text not null,
    automated_detection integer not null,
    automated_decision text not null check (automated_decision in ('not', 'partially', 'fully')),
    decided_at integer not null,
    due_at integer not null,
    effective_at integer,
    undone_at integer,
    supersedes blob references decision (id),
    check ((by_account is null) <> (by_rule is null)),
    check (outcome not in ('refuse', 'remove') or (ground_id is not null and ground_snapshot is not null and facts <> '')),
    check (effective_at is null or undone_at is null)
) strict;
create index decision_subject on decision (subject_id, decided_at);
create index decision_pending on decision (due_at) where effective_at is null and undone_at is null;
create index decision_pending_by on decision (by_account, decided_at) where effective_at is null and undone_at is null;
create index decision_by on decision (by_account, decided_at);

-- What the person affected was told (DSA Art. 17(3)).
create table statement_of_reasons (
    id blob not null primary key,
    short text not null unique,
    decision_id blob not null unique references decision (id),
    post_id blob not null references post (id),
    recipient_id blob not null references account (id),
    lang text not null,
    -- (a) what was done, where it applies, from when and until when; null is without limit.
    restriction text not null check (restriction in ('visibility_other', 'content_removed')),
    territory text not null,
    starts_at integer not null,
    ends_at integer,
    -- (b) the facts, and whether a notice led to it.
    facts text not null check (facts <> ''),
    notice_based integer not null,
    -- (c) automated means.
    automated_detection integer not null,
    automated_decision text not null check (automated_decision in ('not', 'partially', 'fully')),
    -- (d), (e) the legal or contractual ground, and why the post conflicts with it.
    ground_kind text not null check (ground_kind in ('illegal', 'contractual')),
    ground_code text not null,
    ground_version integer not null,
    ground_citation text not null check (ground_citation <> ''),
    ground_explanation text not null check (ground_explanation <> ''),
    -- (f) the way to complain: until when, and the whole text of redress as it was sent.
    complain_until integer not null,
    body text not null check (body <> ''),
    created_at integer not null,
    delivered_at integer,
    delivery text not null check (delivery in ('inbox', 'inbox_and_letter'))
) strict;
create index statement_of_reasons_recipient on statement_of_reasons (recipient_id, created_at);
create index statement_of_reasons_post on statement_of_reasons (post_id, created_at);

-- What holds a post back. It cannot stand without the statement of reasons, or a named exemption from it (DSA Art. 17(2)).
create table restriction (
    id blob not null primary key,
    decision_id blob not null unique references decision (id),
    post_id blob not null references post (id),
    kind text not null check (kind in ('visibility_other', 'content_removed')),
    statement_id blob unique references statement_of_reasons (id),
    ground_id blob not null references ground (id),
    exemption text check (exemption in ('no_contact_known', 'deceptive_high_volume_commercial', 'order_art9')),
    starts_at integer not null,
    ends_at integer,
    lifted_at integer,
    lifted_by blob references decision (id),
    check ((statement_id is null) <> (exemption is null))
) strict;
create index restriction_post on restriction (post_id, starts_at);
