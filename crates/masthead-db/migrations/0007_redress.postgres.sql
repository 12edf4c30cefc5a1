-- Deadlines that were reminded of, notices sorted anew, what a case keeps from erasure, measures against accounts,
-- drafts of terms, and changes of address.

-- Half, four fifths and all of a case's deadline: each said once.
create table case_reminder (
    case_id uuid not null references office_case (id),
    percent bigint not null check (percent in (50, 80, 100)),
    reached_at bigint not null,
    primary key (case_id, percent)
);

-- How urgent a notice is (spec/office.md §2.3); its deadline follows from it.
alter table notice add column urgency text not null default 'normal' check (urgency in ('normal', 'manifest', 'imminent_danger'));

-- A notice that somebody sorted anew: as what, by whom and why.
create table notice_sorting (
    id uuid not null primary key,
    case_id uuid not null references office_case (id),
    lane_before text not null check (lane_before in ('unlawful', 'house_rules')),
    lane text not null check (lane in ('unlawful', 'house_rules')),
    urgency text not null check (urgency in ('normal', 'manifest', 'imminent_danger')),
    reason text not null check (reason <> ''),
    sorted_by uuid not null references account (id),
    sorted_at bigint not null
);
create index notice_sorting_by_case on notice_sorting (case_id, sorted_at);

-- A post whose author changed it while it was reported has more than one picture; null is the text of the notice.
alter table evidence add column post_version bigint;

-- What keeps the texts of a post from erasure, as long as a case about it is open.
create table post_hold (
    case_id uuid not null,
    post_id uuid not null references post (id),
    opened_at bigint not null,
    released_at bigint,
    primary key (case_id, post_id)
);
create index post_hold_open on post_hold (post_id) where released_at is null;

-- Warnings and suspensions of accounts (DSA Art. 23; spec/office.md §3.7), each with the statement of reasons as sent.
create table sanction (
    id uuid not null primary key,
    short text not null unique,
    account_id uuid not null references account (id),
    kind text not null check (kind in ('warning', 'suspension')),
    -- A grave offence needs no warning before (recital 64).
    is_grave boolean not null,
    ground_id uuid not null references ground (id),
    facts text not null check (facts <> ''),
    note text not null,
    lang text not null,
    body text not null check (body <> ''),
    -- The warning that a suspension follows, or the suspension whose end was moved.
    follows uuid references sanction (id),
    -- The complaint that it answers.
    case_id uuid references office_case (id),
    decided_by uuid not null references account (id),
    starts_at bigint not null,
    ends_at bigint,
    complain_until bigint not null,
    ended_at bigint,
    ended_how text check (ended_how in ('expired', 'lifted', 'reversed', 'replaced')),
    ended_by uuid references account (id),
    end_reason text not null,
    check ((kind = 'warning') = (ends_at is null)),
    check ((ended_at is null) = (ended_how is null)),
    check (kind = 'warning' or is_grave or follows is not null)
);
create unique index sanction_account_id_key on sanction (account_id) where kind = 'suspension' and ended_at is null;
create index sanction_by_account on sanction (account_id, starts_at);
create index sanction_due on sanction (ends_at) where kind = 'suspension' and ended_at is null;

-- Complaints can now be against a measure against an account, too.
create table complaint_kept as select * from complaint;
drop table complaint;
create table complaint (
    case_id uuid not null primary key references office_case (id),
    basis text not null check (basis in ('restriction', 'no_action', 'inaction', 'account')),
    post_id uuid references post (id),
    -- The decision that is challenged, and who made it; nobody for a rule, or where nothing was decided.
    against_decision uuid references decision (id),
    against_item uuid references notice_item (id),
    against_sanction uuid references sanction (id),
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
    check (against_decision is not null or against_item is not null or against_sanction is not null)
);
insert into complaint (case_id, basis, post_id, against_decision, against_item, first_decider, text,
    window_ends_at, outcome, reasons, decider, decision_id)
select case_id, basis, post_id, against_decision, against_item, first_decider, text,
    window_ends_at, outcome, reasons, decider, decision_id from complaint_kept;
drop table complaint_kept;
create index complaint_against_decision on complaint (against_decision);
create index complaint_against_item on complaint (against_item);
create index complaint_against_sanction on complaint (against_sanction);

-- A new netiquette or new terms, written by one person and released by another (spec/office.md §14).
create table terms_draft (
    id uuid not null primary key,
    kind text not null check (kind in ('netiquette', 'terms')),
    effective_from_at bigint not null,
    -- Whether every member is written to (DSA Art. 14(2)).
    is_significant boolean not null,
    drafted_by uuid not null references account (id),
    drafted_at bigint not null,
    released_by uuid references account (id),
    released_at bigint,
    -- Why one person did both, where there is nobody else.
    alone_because text not null,
    version bigint,
    discarded_at bigint,
    check ((released_at is null) = (released_by is null)),
    check ((released_at is null) = (version is null)),
    check (released_by is null or released_by <> drafted_by or alone_because <> '')
);
create unique index terms_draft_kind_key on terms_draft (kind) where released_at is null and discarded_at is null;

create table terms_draft_text (
    draft_id uuid not null references terms_draft (id),
    lang text not null,
    body text not null check (body <> ''),
    change_summary text not null,
    primary key (draft_id, lang)
);

-- Somebody wants to be reached at another address; it changes when a letter there was answered.
create table email_change (
    secret_hash bytea not null primary key,
    account_id uuid not null references account (id),
    email text not null,
    email_folded text not null,
    asked_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);
create index email_change_by_account on email_change (account_id);
