//! Who is acting, and what their roles let them do.

use std::fmt;
use std::str::FromStr;

use super::{AccountId, Lang, SessionId};

/// One thing that somebody may do behind the counter. Every newsroom route names the one it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Capability {
    /// See the newsroom's front page.
    EnterNewsroom,
    /// Write and revise articles.
    WriteArticles,
    /// Publish and withdraw articles.
    PublishArticles,
    /// Change sections, topics and authors.
    KeepRegisters,
    /// Take and decide posts from the queue.
    DecidePosts,
    /// Open and close threads, change who waits.
    RuleThreads,
    /// Decide notices.
    DecideNotices,
    /// Decide complaints against colleagues' decisions.
    DecideComplaints,
    /// See who gave a notice, with the reason recorded.
    SeeNotifiers,
    /// Warn members and suspend accounts.
    SanctionMembers,
    /// Release a netiquette or terms that somebody else has drafted.
    ReleaseDocuments,
    /// See and repeat background work.
    SeeJobs,
    /// Read the audit log.
    ReadAudit,
    /// Give and take roles, end sessions.
    ManageAccounts,
    /// Change the site's settings.
    ManageSite,
}

impl Capability {
    /// All of them, in the order of the printed matrix.
    pub const ALL: [Capability; 15] = [
        Capability::EnterNewsroom,
        Capability::WriteArticles,
        Capability::PublishArticles,
        Capability::KeepRegisters,
        Capability::DecidePosts,
        Capability::RuleThreads,
        Capability::DecideNotices,
        Capability::DecideComplaints,
        Capability::SeeNotifiers,
        Capability::SanctionMembers,
        Capability::ReleaseDocuments,
        Capability::SeeJobs,
        Capability::ReadAudit,
        Capability::ManageAccounts,
        Capability::ManageSite,
    ];
}

/// A set of capabilities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Capabilities(u32);

impl Capabilities {
    /// The set of those named.
    pub const fn of(list: &[Capability]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < list.len() {
            bits |= 1 << list[at] as u8;
            at += 1;
        }
        Self(bits)
    }

    /// Whether the capability is in the set.
    pub const fn allow(self, capability: Capability) -> bool {
        self.0 & (1 << capability as u8) != 0
    }

    /// Both sets together.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What somebody is to the site. A role is a name for a set of capabilities; an account has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Reads and writes posts.
    Reader,
    /// Decides posts and notices.
    Moderator,
    /// Writes and publishes articles.
    Editor,
    /// Answers notices and complaints.
    Office,
    /// Runs the site. Decides nothing about posts by virtue of the office.
    Administrator,
}

impl Role {
    /// All of them, from the least to the most.
    pub const ALL: [Role; 5] = [
        Role::Reader,
        Role::Moderator,
        Role::Editor,
        Role::Office,
        Role::Administrator,
    ];

    /// What the role may do (spec/office.md §14 keeps deciding and operating apart).
    pub const fn capabilities(self) -> Capabilities {
        use Capability as C;
        match self {
            Role::Reader => Capabilities::of(&[]),
            Role::Moderator => Capabilities::of(&[
                C::EnterNewsroom,
                C::DecidePosts,
                C::RuleThreads,
                C::DecideNotices,
                C::DecideComplaints,
            ]),
            Role::Editor => Capabilities::of(&[
                C::EnterNewsroom,
                C::WriteArticles,
                C::PublishArticles,
                C::KeepRegisters,
                C::RuleThreads,
            ]),
            Role::Office => Capabilities::of(&[
                C::EnterNewsroom,
                C::DecidePosts,
                C::DecideNotices,
                C::DecideComplaints,
                C::SeeNotifiers,
                C::SanctionMembers,
                C::ReleaseDocuments,
                C::ReadAudit,
            ]),
            Role::Administrator => Capabilities::of(&[
                C::EnterNewsroom,
                C::WriteArticles,
                C::PublishArticles,
                C::KeepRegisters,
                C::RuleThreads,
                C::SeeJobs,
                C::ReadAudit,
                C::ManageAccounts,
                C::ManageSite,
                C::ReleaseDocuments,
            ]),
        }
    }

    /// The word in tables, commands and locales.
    pub const fn word(self) -> &'static str {
        match self {
            Role::Reader => "reader",
            Role::Moderator => "moderator",
            Role::Editor => "editor",
            Role::Office => "office",
            Role::Administrator => "administrator",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.word())
    }
}

/// No role has this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no role; use reader, moderator, editor, office or administrator")]
pub struct UnknownRole(String);

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(word: &str) -> Result<Self, UnknownRole> {
        Role::ALL
            .into_iter()
            .find(|role| role.word() == word)
            .ok_or_else(|| UnknownRole(word.to_owned()))
    }
}

masthead_db::impl_text_column!(Role {
    Reader = "reader",
    Moderator = "moderator",
    Editor = "editor",
    Office = "office",
    Administrator = "administrator",
});

/// Somebody who is signed in and acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Whose account it is.
    pub account: AccountId,
    /// Where they are signed in.
    pub session: SessionId,
    /// The name that stands beside their posts.
    pub display_name: String,
    /// What they are to the site.
    pub role: Role,
    /// The language they are addressed in.
    pub lang: Lang,
}

impl Person {
    /// Whether their role lets them do it.
    pub fn may(&self, capability: Capability) -> bool {
        self.role.capabilities().allow(capability)
    }

    /// Whether they belong to the house: everyone but readers.
    pub fn works_here(&self) -> bool {
        self.may(Capability::EnterNewsroom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_may_nothing_behind_the_counter() {
        assert!(
            Capability::ALL
                .iter()
                .all(|it| !Role::Reader.capabilities().allow(*it))
        );
    }

    #[test]
    fn who_runs_the_machine_does_not_decide_what_is_said() {
        let administrator = Role::Administrator.capabilities();
        assert!(!administrator.allow(Capability::DecidePosts));
        assert!(!administrator.allow(Capability::DecideComplaints));
    }

    #[test]
    fn every_role_is_read_back_from_its_word() {
        for role in Role::ALL {
            assert_eq!(role.word().parse(), Ok(role));
        }
    }
}
