//! The statements of accounts.

use masthead_db::{Time, Uuid, row, statements};

use super::account::State;
use super::documents::DocumentKind;
use super::secrets::Purpose;
use crate::kernel::{AccountId, DraftId, Lang, Role, SessionId};

row! {
    pub(super) struct IdRow { pub id: AccountId }
    pub(super) struct CountRow { pub total: i64 }
    pub(super) struct VersionRow { pub version: i64 }
    pub(super) struct ReachRow { pub email: String, pub lang: Lang, pub display_name: String, pub name: String }
    pub(super) struct EmailChangeRow { pub account_id: AccountId, pub email: String, pub email_folded: String }
    pub(super) struct DraftRow {
        pub id: DraftId,
        pub effective_from_at: Time,
        pub is_significant: bool,
        pub drafted_by: AccountId,
        pub by_name: String,
        pub drafted_at: Time,
    }
    pub(super) struct DraftTextRow { pub lang: Lang, pub body: String, pub change_summary: String }
    pub(super) struct MemberRow {
        pub id: AccountId,
        pub display_name: String,
        pub role: Role,
        pub state: State,
        pub created_at: Time,
    }
    pub(super) struct ColleagueRow {
        pub id: AccountId,
        pub role: Role,
        pub email: String,
        pub lang: Lang,
        pub display_name: String,
        pub name: String,
    }
    pub(super) struct PersonRow {
        pub account: AccountId,
        pub session: SessionId,
        pub display_name: String,
        pub role: Role,
        pub lang: Lang,
        pub last_seen_at: Time,
    }
    /// What signing in and changing a password need.
    pub(super) struct CredentialRow {
        pub id: AccountId,
        pub name: String,
        pub display_name: String,
        pub email: String,
        pub password_hash: String,
        pub role: Role,
        pub lang: Lang,
        pub state: State,
    }
    pub(super) struct ProfileRow {
        pub id: AccountId,
        pub short: String,
        pub name: String,
        pub display_name: String,
        pub email: String,
        pub role: Role,
        pub lang: Lang,
        pub state: State,
        pub created_at: Time,
        pub last_seen_at: Option<Time>,
    }
    pub(super) struct NameRow { pub display_name: String, pub display_name_folded: String }
    pub(super) struct SessionRow {
        pub id: SessionId,
        pub browser: String,
        pub created_at: Time,
        pub last_seen_at: Time,
    }
    pub(super) struct LeavingRow { pub closes_at: Time, pub erases_posts: bool }
    pub(super) struct TokenRow { pub account_id: AccountId }
    pub(super) struct DocumentRow {
        pub kind: DocumentKind,
        pub lang: Lang,
        pub version: i64,
        pub effective_from_at: Time,
        pub body: String,
        pub change_summary: String,
    }
}

statements! {
    /// Registers an account.
    pub(super) fn insert_account(
        id: AccountId, short: &str, name: &str, display_name: &str, display_name_folded: &str, email: &str,
        email_folded: &str, password_hash: &str, role: Role, lang: Lang, state: State, at: Time,
        confirmed_at: Option<Time>
    ) =
        "insert into account (id, short, name, display_name, display_name_folded, email, email_folded, password_hash,
             role, lang, state, created_at, confirmed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

    /// Signs up anew with an address that was never confirmed.
    pub(super) fn replace_unconfirmed(
        id: AccountId, name: &str, display_name: &str, display_name_folded: &str, email: &str, password_hash: &str,
        lang: Lang, at: Time
    ) =
        "update account set name = $2, display_name = $3, display_name_folded = $4, email = $5, password_hash = $6,
             lang = $7, created_at = $8
         where id = $1 and state = 'unconfirmed'";

    /// The account with an address.
    pub(super) fn credential_by_email(email_folded: &str) -> Option<CredentialRow> =
        "select id, name, display_name, email, password_hash, role, lang, state from account where email_folded = $1";

    /// The account with an identifier.
    pub(super) fn credential(id: AccountId) -> Option<CredentialRow> =
        "select id, name, display_name, email, password_hash, role, lang, state from account where id = $1";

    /// Whose a display name is, or was since a moment.
    pub(super) fn holders_of_display_name(folded: &str, given_up_since: Time) -> Vec<IdRow> =
        "select id from account where display_name_folded = cast($1 as text)
         union
         select account_id as id from former_display_name
         where display_name_folded = cast($1 as text) and given_up_at > $2";

    /// How to reach somebody.
    pub(super) fn reach(id: AccountId) -> Option<ReachRow> =
        "select email, lang, display_name, name from account where id = $1 and state <> 'closed' and email <> ''";

    /// Opens a confirmed account.
    pub(super) fn mark_confirmed(id: AccountId, at: Time) =
        "update account set state = 'active', confirmed_at = $2 where id = $1 and state = 'unconfirmed'";

    /// Replaces the password.
    pub(super) fn set_password_hash(id: AccountId, password_hash: &str) =
        "update account set password_hash = $2 where id = $1";

    /// Replaces a hash of another time, unless the password was changed meanwhile.
    pub(super) fn renew_password_hash(id: AccountId, old: &str, new: &str) =
        "update account set password_hash = $3 where id = $1 and password_hash = $2";

    /// The name beside posts.
    pub(super) fn display_name(id: AccountId) -> Option<NameRow> =
        "select display_name, display_name_folded from account where id = $1";

    /// Changes the name beside posts.
    pub(super) fn set_display_name(id: AccountId, display_name: &str, folded: &str) =
        "update account set display_name = $2, display_name_folded = $3 where id = $1";

    /// Remembers a display name that was given up.
    pub(super) fn insert_former_display_name(id: Uuid, account: AccountId, display_name: &str, folded: &str, at: Time) =
        "insert into former_display_name (id, account_id, display_name, display_name_folded, given_up_at)
         values ($1, $2, $3, $4, $5)";

    /// Changes the language somebody is addressed in.
    pub(super) fn set_lang(id: AccountId, lang: Lang) = "update account set lang = $2 where id = $1";

    /// Gives another role.
    pub(super) fn set_role(id: AccountId, role: Role) = "update account set role = $2 where id = $1";

    /// How many administrators can sign in, one left out.
    pub(super) fn count_other_administrators(id: AccountId) -> One<CountRow> =
        "select count(*) as total from account where role = 'administrator' and state = 'active' and id <> $1";

    /// How many administrators there are, whatever their state.
    pub(super) fn count_administrators() -> One<CountRow> =
        "select count(*) as total from account where role = 'administrator'";

    /// Suspends an active account.
    pub(super) fn mark_suspended(id: AccountId, at: Time) =
        "update account set state = 'suspended', suspended_at = $2 where id = $1 and state = 'active'";

    /// Opens a suspended account again.
    pub(super) fn mark_reinstated(id: AccountId) =
        "update account set state = 'active', suspended_at = null where id = $1 and state = 'suspended'";

    /// Writes down that an account is to be closed.
    pub(super) fn mark_leaving(id: AccountId, closes_at: Time, erases_posts: bool) =
        "update account set closes_at = $2, erases_posts = $3 where id = $1 and state = 'active'";

    /// Writes down that an account is to stay, while it is not too late.
    pub(super) fn mark_staying(id: AccountId, now: Time) =
        "update account set closes_at = null, erases_posts = false
         where id = $1 and state = 'active' and closes_at > $2";

    /// How somebody's leave stands.
    pub(super) fn leaving(id: AccountId) -> Option<LeavingRow> =
        "select coalesce(closes_at, 0) as closes_at, erases_posts from account where id = $1 and closes_at is not null and closed_at is null";

    /// The accounts whose day is over.
    pub(super) fn list_leaving(now: Time, limit: i64) -> Vec<IdRow> =
        "select id from account where closes_at is not null and closed_at is null and closes_at <= $1
         order by closes_at limit $2";

    /// Closes an account whose day is over, and removes whatever says whose it was.
    pub(super) fn mark_closed(id: AccountId, nobody: &str, at: Time) =
        "update account set state = 'closed', closed_at = cast($3 as bigint), name = '', display_name = '',
             display_name_folded = cast($2 as text), email = cast($2 as text), email_folded = cast($2 as text),
             password_hash = '', role = 'reader'
         where id = $1 and closed_at is null and closes_at <= cast($3 as bigint)";

    /// Forgets where an account was signed in.
    pub(super) fn forget_sessions(account: AccountId) = "delete from session where account_id = $1";

    /// Forgets the links in letters to an account.
    pub(super) fn forget_tokens(account: AccountId) = "delete from account_token where account_id = $1";

    /// Forgets what an account was called before.
    pub(super) fn forget_former_names(account: AccountId) = "delete from former_display_name where account_id = $1";

    /// Somebody as they see themselves.
    pub(super) fn profile(id: AccountId) -> Option<ProfileRow> =
        "select a.id, a.short, a.name, a.display_name, a.email, a.role, a.lang, a.state, a.created_at,
             (select max(s.last_seen_at) from session s where s.account_id = a.id) as last_seen_at
         from account a where a.id = $1";

    /// The people whose display name, name or address contains some words, by display name.
    pub(super) fn list_people(pattern: &str, after: &str, limit: i64) -> Vec<ProfileRow> =
        "select a.id, a.short, a.name, a.display_name, a.email, a.role, a.lang, a.state, a.created_at,
             (select max(s.last_seen_at) from session s where s.account_id = a.id) as last_seen_at
         from account a
         where (a.display_name_folded like cast($1 as text) escape '!' or a.email_folded like cast($1 as text) escape '!'
                or lower(a.name) like cast($1 as text) escape '!')
           and a.display_name_folded > $2
         order by a.display_name_folded limit $3";

    /// The people of the house: whoever has a role beyond reading.
    pub(super) fn list_staff() -> Vec<ProfileRow> =
        "select a.id, a.short, a.name, a.display_name, a.email, a.role, a.lang, a.state, a.created_at,
             (select max(s.last_seen_at) from session s where s.account_id = a.id) as last_seen_at
         from account a where a.role <> 'reader' order by a.display_name_folded";

    /// Writes down that somebody wants another address.
    pub(super) fn insert_email_change(
        secret_hash: &[u8], account: AccountId, email: &str, email_folded: &str, at: Time, expires_at: Time
    ) =
        "insert into email_change (secret_hash, account_id, email, email_folded, asked_at, expires_at)
         values ($1, $2, $3, $4, $5, $6)";

    /// A wish for another address whose link still holds.
    pub(super) fn email_change(secret_hash: &[u8], now: Time) -> Option<EmailChangeRow> =
        "select account_id, email, email_folded from email_change
         where secret_hash = $1 and used_at is null and expires_at > $2";

    /// Forgets which addresses somebody wanted.
    pub(super) fn forget_email_changes(account: AccountId) = "delete from email_change where account_id = $1";

    /// Changes the address.
    pub(super) fn set_email(id: AccountId, email: &str, email_folded: &str) =
        "update account set email = $2, email_folded = $3 where id = $1";

    /// Drafts a document.
    pub(super) fn insert_draft(
        id: DraftId, kind: DocumentKind, effective_from_at: Time, is_significant: bool, by: AccountId, at: Time
    ) =
        "insert into terms_draft (id, kind, effective_from_at, is_significant, drafted_by, drafted_at, alone_because)
         values ($1, $2, $3, $4, $5, $6, '')";

    /// The text of a draft in a language.
    pub(super) fn insert_draft_text(draft: DraftId, lang: Lang, body: &str, change_summary: &str) =
        "insert into terms_draft_text (draft_id, lang, body, change_summary) values ($1, $2, $3, $4)";

    /// Throws the open draft of a kind away.
    pub(super) fn discard_draft(kind: DocumentKind, at: Time) =
        "update terms_draft set discarded_at = $2 where kind = $1 and released_at is null and discarded_at is null";

    /// The open draft of a kind.
    pub(super) fn open_draft(kind: DocumentKind) -> Option<DraftRow> =
        "select d.id, d.effective_from_at, d.is_significant, d.drafted_by, a.display_name as by_name, d.drafted_at
         from terms_draft d join account a on a.id = d.drafted_by
         where d.kind = $1 and d.released_at is null and d.discarded_at is null";

    /// The texts of a draft.
    pub(super) fn list_draft_texts(draft: DraftId) -> Vec<DraftTextRow> =
        "select lang, body, change_summary from terms_draft_text where draft_id = $1 order by lang";

    /// Says that a draft was published, by whom, and why by one person alone.
    pub(super) fn mark_released(id: DraftId, by: AccountId, at: Time, alone_because: &str, version: i64) =
        "update terms_draft set released_by = $2, released_at = $3, alone_because = $4, version = $5
         where id = $1 and released_at is null and discarded_at is null";

    /// The next members who can be written to.
    pub(super) fn list_to_tell(after: AccountId, limit: i64) -> Vec<ColleagueRow> =
        "select id, role, email, lang, display_name, name from account
         where id > $1 and state in ('active', 'suspended') and email <> '' order by id limit $2";

    /// Members whose display name contains some words.
    pub(super) fn list_members(pattern: &str, limit: i64) -> Vec<MemberRow> =
        "select id, display_name, role, state, created_at from account
         where display_name_folded like $1 escape '!' and state in ('active', 'suspended')
         order by display_name_folded limit $2";

    /// A member.
    pub(super) fn member(id: AccountId) -> Option<MemberRow> =
        "select id, display_name, role, state, created_at from account where id = $1";

    /// Whoever has a role beyond reading and can be written to.
    pub(super) fn list_colleagues() -> Vec<ColleagueRow> =
        "select id, role, email, lang, display_name, name from account
         where role <> 'reader' and state = 'active' and email <> '' order by display_name_folded";

    /// The account with an address of ours.
    pub(super) fn account_by_short(short: &str) -> Option<IdRow> = "select id from account where short = $1";

    /// Opens a session.
    pub(super) fn insert_session(
        id: SessionId, account: AccountId, secret_hash: &[u8], browser: &str, at: Time, expires_at: Time
    ) =
        "insert into session (id, account_id, secret_hash, browser, created_at, last_seen_at, expires_at)
         values ($1, $2, $3, $4, cast($5 as bigint), cast($5 as bigint), $6)";

    /// Who is signed in with a secret.
    pub(super) fn person(secret_hash: &[u8], now: Time) -> Option<PersonRow> =
        "select a.id as account, s.id as session, a.display_name, a.role, a.lang, s.last_seen_at
         from session s join account a on a.id = s.account_id
         where s.secret_hash = $1 and s.ended_at is null and s.expires_at > $2 and a.state = 'active'";

    /// Writes down that a session is in use.
    pub(super) fn mark_seen(id: SessionId, at: Time, expires_at: Time) =
        "update session set last_seen_at = $2, expires_at = $3 where id = $1 and ended_at is null";

    /// The open sessions of an account, the latest seen first.
    pub(super) fn list_sessions(account: AccountId, now: Time) -> Vec<SessionRow> =
        "select id, browser, created_at, last_seen_at from session
         where account_id = $1 and ended_at is null and expires_at > $2
         order by last_seen_at desc, id desc";

    /// Ends one session of an account.
    pub(super) fn end_session(id: SessionId, account: AccountId, at: Time) =
        "update session set ended_at = $3 where id = $1 and account_id = $2 and ended_at is null";

    /// Ends every session of an account.
    pub(super) fn end_sessions(account: AccountId, at: Time) =
        "update session set ended_at = $2 where account_id = $1 and ended_at is null";

    /// Ends every session of an account but one.
    pub(super) fn end_other_sessions(account: AccountId, keep: SessionId, at: Time) =
        "update session set ended_at = $3 where account_id = $1 and id <> $2 and ended_at is null";

    /// Writes down a link.
    pub(super) fn insert_token(
        secret_hash: &[u8], account: AccountId, purpose: Purpose, at: Time, expires_at: Time
    ) =
        "insert into account_token (secret_hash, account_id, purpose, created_at, expires_at)
         values ($1, $2, $3, $4, $5)";

    /// A link that still holds.
    pub(super) fn token(secret_hash: &[u8], purpose: Purpose, now: Time) -> Option<TokenRow> =
        "select account_id from account_token
         where secret_hash = $1 and purpose = $2 and used_at is null and expires_at > $3";

    /// Takes all links of one purpose out of force.
    pub(super) fn spend_tokens(account: AccountId, purpose: Purpose, at: Time) =
        "update account_token set used_at = $3 where account_id = $1 and purpose = $2 and used_at is null";

    /// Publishes a document. There is no statement that changes one.
    pub(super) fn insert_document(
        id: Uuid, kind: DocumentKind, lang: Lang, version: i64, effective_from_at: Time, body: &str,
        change_summary: &str, at: Time
    ) =
        "insert into terms_document (id, kind, lang, version, effective_from_at, body, change_summary, published_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)";

    /// The version of a kind that is in force.
    pub(super) fn version_in_force(kind: DocumentKind, now: Time) -> Option<VersionRow> =
        "select version from terms_document where kind = $1 and effective_from_at <= $2 order by version desc limit 1";

    /// The newest version of a kind, in force or not.
    pub(super) fn newest_version(kind: DocumentKind) -> Option<VersionRow> =
        "select version from terms_document where kind = $1 order by version desc limit 1";

    /// One version in every language it has.
    pub(super) fn list_document(kind: DocumentKind, version: i64) -> Vec<DocumentRow> =
        "select kind, lang, version, effective_from_at, body, change_summary from terms_document
         where kind = $1 and version = $2 order by lang";

    /// Every version of a kind in a language, the newest first, without its body.
    pub(super) fn list_versions(kind: DocumentKind, lang: Lang) -> Vec<DocumentRow> =
        "select kind, lang, version, effective_from_at, cast('' as text) as body, change_summary from terms_document
         where kind = $1 and lang = $2 order by version desc";

    /// Writes down what somebody has accepted; accepting twice changes nothing.
    pub(super) fn insert_consent(account: AccountId, kind: DocumentKind, version: i64, lang: Lang, at: Time) =
        "insert into consent (account_id, kind, version, lang, accepted_at) values ($1, $2, $3, $4, $5)
         on conflict (account_id, kind, version) do nothing";

    /// The newest version of a kind that somebody has accepted.
    pub(super) fn accepted_version(account: AccountId, kind: DocumentKind) -> Option<VersionRow> =
        "select version from consent where account_id = $1 and kind = $2 order by version desc limit 1";
}
