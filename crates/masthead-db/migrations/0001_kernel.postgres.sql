-- What every feature stands on: the feed of events, background work, the audit chain, letters, settings.

-- What happened, in the order in which it was settled (see docs/adr/0003-event-feed-order.md).
create table event (
    number bigint generated always as identity primary key,
    settled_in bigint not null default (cast(cast(pg_current_xact_id() as text) as bigint)),
    kind text not null,
    subject uuid,
    payload text not null,
    at bigint not null
);
create index event_settled_in_number_idx on event (settled_in, number);

-- How far each follower of the feed has come.
create table event_follower (
    name text not null primary key,
    settled_in bigint not null,
    number bigint not null,
    moved_at bigint not null
);

-- Background work, waiting, running, done or given up. `due_at` is when somebody should take it: for waiting work the
-- time it is to run, for running work the end of the lease, after which whoever had it is taken to be gone.
create table job (
    number bigint generated always as identity primary key,
    kind text not null,
    payload text not null,
    unique_key text,
    state text not null check (state in ('waiting', 'running', 'done', 'given_up')),
    due_at bigint not null,
    attempts bigint not null,
    attempts_max bigint not null,
    leased_by text,
    reason text,
    created_at bigint not null,
    finished_at bigint
);
create index job_due_at_idx on job (due_at) where state in ('waiting', 'running');
create index job_state_number_idx on job (state, number);
create unique index job_kind_unique_key_key on job (kind, unique_key) where state = 'waiting';

-- Work that comes round again, and when it is due next.
create table job_schedule (
    name text not null primary key,
    next_at bigint not null
);

-- Who did what, each entry bound to the one before it by its hash.
create table audit_entry (
    seq bigint not null primary key,
    at bigint not null,
    actor text not null,
    verb text not null,
    subject text not null,
    detail text,
    salt bytea,
    commitment bytea not null,
    prev_hash bytea not null,
    hash bytea not null unique
);
create index audit_entry_subject_idx on audit_entry (subject, seq);

-- The end of the chain; one row, changed with every entry.
create table audit_head (
    only_row bigint not null primary key check (only_row = 1),
    seq bigint not null,
    hash bytea not null
);
insert into audit_head (only_row, seq, hash) values (1, 0, cast('' as bytea));

-- Mail on its way out.
create table letter (
    id uuid not null primary key,
    recipient text not null,
    language text not null,
    subject text not null,
    body text not null,
    state text not null check (state in ('waiting', 'sent', 'given_up')),
    attempts bigint not null,
    last_error text,
    created_at bigint not null,
    sent_at bigint
);
create index letter_state_created_at_idx on letter (state, created_at);

-- What the newsroom has chosen.
create table setting (
    key text not null primary key,
    value text not null,
    changed_at bigint not null
);
