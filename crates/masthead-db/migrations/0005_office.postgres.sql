-- The reporting and redress office: notices, complaints, what was decided about them, and the evidence.

-- A notice or a complaint, with what both have: a number, a token, a deadline.
create table office_case (
    id uuid not null primary key,
    -- As people read it out: N-2026-7K3F9Q, C-2026-….
    number text not null unique,
    kind text not null check (kind in ('notice', 'complaint')),
    state text not null check (state in ('open', 'decided')),
    lang text not null,
    -- Who gave it. All of it may be missing; seen only by whoever may see notifiers, for a reason that is written down.
    account_id uuid references account (id),
    sender_name text not null,
    sender_email text not null,
    received_at bigint not null,
    -- The deadline by its name (spec/office.md §4), computed once.
    deadline text not null,
    due_at bigint not null,
    decided_at bigint,
    check ((state = 'decided') = (decided_at is not null))
);
create index office_case_open on office_case (due_at, id) where state = 'open';
create index office_case_decided on office_case (decided_at, id) where state = 'decided';

-- What somebody reports (DSA Art. 16(2)).
create table notice (
    case_id uuid not null primary key references office_case (id),
    lane text not null check (lane in ('unlawful', 'house_rules')),
    -- Why, in their words, and the law that they name, if any.
    reason text not null,
    law text not null,
    in_good_faith boolean not null,
    -- Whether it says enough to be looked at without guessing (Art. 16(3)); never a reason not to look.
    precise boolean not null
);

-- One thing that is reported. Each has its own outcome (spec/office.md §2.3).
create table notice_item (
    id uuid not null primary key,
    case_id uuid not null references office_case (id),
    position bigint not null,
    -- The address as it was given.
    address text not null,
    post_id uuid references post (id),
    -- The text that readers saw when the notice came.
    post_version bigint,
    outcome text check (outcome in ('removed', 'no_action', 'not_found', 'already_gone', 'outside_our_control')),
    -- What the reporter is told, and the decision about the post.
    reasons text not null,
    decision_id uuid references decision (id),
    decided_by uuid references account (id),
    decided_at bigint,
    complain_until bigint,
    -- When the author was asked for their view.
    heard_at bigint,
    check ((outcome is null) = (decided_at is null)),
    check ((outcome is null) = (complain_until is null)),
    check ((post_id is null) = (post_version is null)),
    unique (case_id, position)
);
create index notice_item_open_by_post on notice_item (post_id) where outcome is null;
create index notice_item_by_post on notice_item (post_id, case_id);

-- A challenge to a decision, or to there being none (DSA Art. 20).
create table complaint (
    case_id uuid not null primary key references office_case (id),
    basis text not null check (basis in ('restriction', 'no_action', 'inaction')),
    post_id uuid references post (id),
    -- The decision that is challenged, and who made it; nobody for a rule, or where nothing was decided.
    against_decision uuid references decision (id),
    against_item uuid references notice_item (id),
    first_decider uuid references account (id),
    text text not null,
    -- The first moment that is too late.
    window_ends_at bigint not null,
    outcome text check (outcome in ('upheld', 'partially_reversed', 'reversed')),
    reasons text not null,
    decider uuid references account (id),
    decision_id uuid references decision (id),
    check ((outcome is null) = (decider is null)),
    -- Nobody decides a complaint against their own decision (spec/office.md §3.5).
    check (decider is null or first_decider is null or decider <> first_decider),
    check (outcome is null or reasons <> ''),
    check (against_decision is not null or against_item is not null)
);
create index complaint_against_decision on complaint (against_decision);
create index complaint_against_item on complaint (against_item);

-- What the person affected says to a case.
create table case_statement (
    id uuid not null primary key,
    case_id uuid not null references office_case (id),
    account_id uuid not null references account (id),
    text text not null check (text <> ''),
    made_at bigint not null
);
create index case_statement_by_case on case_statement (case_id, made_at);

-- A snapshot of a post and of what was around it, taken before anything changed; the file is stored by its content.
create table evidence (
    id uuid not null primary key,
    case_id uuid not null references office_case (id),
    item_id uuid not null references notice_item (id),
    -- SHA-256 of the file, which is also its name.
    file_hash bytea not null,
    -- SHA-256 of the text alone.
    text_hash bytea not null,
    taken_at bigint not null
);
create index evidence_by_case on evidence (case_id);
