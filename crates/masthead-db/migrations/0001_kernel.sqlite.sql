-- What every feature stands on: the feed of events, background work, the audit chain, letters, settings.

-- What happened, in the order in which it was settled (see docs/adr/0003-event-feed-order.md).
create table event (
    number integer not null primary key autoincrement,
    settled_in integer not null default (0),
    kind text not null,
    subject blob,
    payload text not null,
    at integer not null
) strict;
create index event_settled_in_number_idx on event (settled_in, number);

-- How far each follower of the feed has come.
create table event_follower (
    name text not null primary key,
    settled_in integer not null,
    number integer not null,
    moved_at integer not null
) strict;

-- Background work, waiting, running, done or given up. `due_at` is when somebody should take it: for waiting work the
-- time it is to run, for running work the end of the lease, after which whoever had it is taken to be gone.
create table job (
    number integer not null primary key autoincrement,
    kind text not null,
    payload text not null,
    unique_key text,
    state text not null check (state in ('waiting', 'running', 'done', 'given_up')),
    due_at integer not null,
    attempts integer not null,
    attempts_max integer not null,
    leased_by text,
    reason text,
    created_at integer not null,
    finished_at integer
) strict;
create index job_due_at_idx on job (due_at) where state in ('waiting', 'running');
create index job_state_number_idx on job (state, number);
create unique index job_kind_unique_key_key on job (kind, unique_key) where state = 'waiting';

-- Work that comes round again, and when it is due next.
create table job_schedule (
    name text not null primary key,
    next_at integer not null
) strict;

-- Who did what, each entry bound to the one before it by its hash.
create table audit_entry (
    seq integer not null primary key,
    at integer not null,
    actor text not null,
    verb text not null,
    subject text not null,
    detail text,
    salt blob,
    commitment blob not null,
    prev_hash blob not null,
    hash blob not null unique
) strict;
create index audit_entry_subject_idx on audit_entry (subject, seq);

-- The end of the chain; one row, changed with every entry.
create table audit_head (
    only_row integer not null primary key check (only_row = 1),
    seq integer not null,
    hash blob not null
) strict;
insert into audit_head (only_row, seq, hash) values (1, 0, cast('' as blob));

-- Mail on its way out.
create table letter (
    id blob not null primary key,
    recipient text not null,
    language text not null,
    subject text not null,
    body text not null,
    state text not null check (state in ('waiting', 'sent', 'given_up')),
    attempts integer not null,
    last_error text,
    created_at integer not null,
    sent_at integer
) strict;
create index letter_state_created_at_idx on letter (state, created_at);

-- What the newsroom has chosen.
create table setting (
    key text not null primary key,
    value text not null,
    changed_at integer not null
) strict;
