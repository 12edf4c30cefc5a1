-- Accounts: who is known to the site, where they are signed in, and what they have agreed to.

create table account (
    id uuid not null primary key,
    short text not null unique,
    -- The person's own name, seen by them and by whoever manages accounts; never beside a post.
    name text not null,
    display_name text not null,
    -- As compared: without case, accents kept, look-alike spaces gone.
    display_name_folded text not null unique,
    email text not null,
    email_folded text not null unique,
    -- Argon2id in PHC notation; empty for an account that cannot sign in until a password is set.
    password_hash text not null,
    role text not null check (role in ('reader', 'moderator', 'editor', 'office', 'administrator')),
    lang text not null,
    state text not null check (state in ('unconfirmed', 'active', 'suspended', 'closed')),
    created_at bigint not null,
    confirmed_at bigint,
    suspended_at bigint,
    -- Its owner wants to go: from when on it is closed, and whether what they wrote goes with them.
    closes_at bigint,
    erases_posts boolean not null default false,
    closed_at bigint
);
create index account_leaving on account (closes_at) where closes_at is not null and closed_at is null;

create index account_by_role on account (role, id);

-- Display names that somebody had before; nobody else may take one while readers still know it.
create table former_display_name (
    id uuid not null primary key,
    account_id uuid not null references account (id),
    display_name text not null,
    display_name_folded text not null,
    given_up_at bigint not null
);

create index former_display_name_by_folded on former_display_name (display_name_folded);
create index former_display_name_by_account on former_display_name (account_id);

-- Where an account is signed in. The secret itself is only in the cookie.
create table session (
    id uuid not null primary key,
    account_id uuid not null references account (id),
    secret_hash bytea not null unique,
    browser text not null,
    created_at bigint not null,
    last_seen_at bigint not null,
    expires_at bigint not null,
    ended_at bigint
);

create index session_by_account on session (account_id, last_seen_at);

-- Links in letters: confirming an address, choosing a new password.
create table account_token (
    secret_hash bytea not null primary key,
    account_id uuid not null references account (id),
    purpose text not null check (purpose in ('confirm', 'reset')),
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);

create index account_token_by_account on account_token (account_id, purpose);

-- The netiquette and the terms, each version as it was published; never changed afterwards.
create table terms_document (
    id uuid not null primary key,
    kind text not null check (kind in ('netiquette', 'terms')),
    lang text not null,
    version bigint not null check (version > 0),
    effective_from_at bigint not null,
    body text not null,
    change_summary text not null,
    published_at bigint not null,
    unique (kind, version, lang)
);

-- Which version of which document an account has accepted, and when.
create table consent (
    account_id uuid not null references account (id),
    kind text not null check (kind in ('netiquette', 'terms')),
    version bigint not null,
    lang text not null,
    accepted_at bigint not null,
    primary key (account_id, kind, version)
);
