//! Who is known to the site: signing up and in, sessions and roles, and what somebody has agreed to.

mod accept_terms;
mod account;
mod address;
mod bring_in;
mod browser;
mod change_display_name;
mod change_email;
mod change_language;
mod change_password;
mod close;
mod colleagues;
mod confirm;
mod create;
mod display_name;
mod documents;
mod drafts;
mod first_administrator;
mod hashing;
mod letters;
mod members;
mod password;
mod people;
mod problem;
mod profile;
mod reset_password;
mod secrets;
mod sessions;
mod set_role;
mod sign_in;
mod sign_up;
mod store;
mod suspension;

pub use accept_terms::{Accepted, accept_terms, has_accepted, open_documents};
pub use account::{Reach, State, display_name_of, reach};
pub use address::is_email_address;
pub use bring_in::{BringIn, account_of, bring_in};
pub use change_display_name::change_display_name;
pub use change_email::{ChangeEmail, ask_to_change_email, confirm_email, email_link_holds};
pub use change_language::change_language;
pub use change_password::{ChangePassword, change_password};
pub use close::{
    AskToClose, Leaving, PostsLeft, ask_to_close, close, keep_account, leaving, list_leaving,
    own_leave,
};
pub use colleagues::{Colleague, list_colleagues};
pub use confirm::{Confirm, confirm, find_unconfirmed};
pub use create::{Create, create, set_password, set_role_by_email};
pub use documents::{
    Document, DocumentKind, document, in_force, list_versions, publish_first, version_at,
};
pub use drafts::{
    Draft, NewDraft, TELL_MEMBERS, discard_draft, draft, open_draft, release, tell_members,
};
pub use first_administrator::{FirstAdministrator, first_administrator};
pub use members::{Member, find_member, list_members};
pub use people::{People, PersonLine, find_person, list_people};
pub use problem::{AccountError, Field, Problem};
pub use profile::{Profile, profile};
pub use reset_password::{ask_for_reset, reset_link_holds, reset_password};
pub use sessions::{SessionLine, end_other_sessions, end_session, list_sessions, person, sign_out};
pub use set_role::set_role;
pub use sign_in::{SignIn, SignedIn, sign_in};
pub use sign_up::{SignUp, sign_up};
pub(crate) use store::STATEMENTS;
pub use suspension::{reinstate, suspend};
