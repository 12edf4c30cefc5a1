//! The cast: eight people we know by name, in every test and in the demo.

use masthead_core::kernel::{Lang, Role};

/// One of the eight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the fields of an account")]
pub struct Cast {
    pub name: &'static str,
    pub display_name: &'static str,
    pub email: &'static str,
    pub role: Role,
    pub lang: Lang,
}

const fn cast(
    name: &'static str,
    display_name: &'static str,
    email: &'static str,
    role: Role,
    lang: Lang,
) -> Cast {
    Cast {
        name,
        display_name,
        email,
        role,
        lang,
    }
}

/// A reader who writes often and well.
pub const ANNA: Cast = cast(
    "Anna Berger",
    "annab",
    "anna@example.at",
    Role::Reader,
    Lang::De,
);
/// A reader who likes to contradict.
pub const BRUNO: Cast = cast(
    "Bruno Costa",
    "Bruno C.",
    "bruno@example.at",
    Role::Reader,
    Lang::En,
);
/// Decides posts; the first to do so.
pub const CLARA: Cast = cast(
    "Clara Dorn",
    "Clara Dorn",
    "clara@example.at",
    Role::Moderator,
    Lang::De,
);
/// Decides posts; the second person.
pub const DENIZ: Cast = cast(
    "Deniz Eren",
    "Deniz Eren",
    "deniz@example.at",
    Role::Moderator,
    Lang::De,
);
/// Writes articles.
pub const ELIF: Cast = cast(
    "Elif Feld",
    "Elif Feld",
    "elif@example.at",
    Role::Editor,
    Lang::De,
);
/// Answers notices and complaints.
pub const FRIDA: Cast = cast(
    "Frida Gruber",
    "Frida Gruber",
    "frida@example.at",
    Role::Office,
    Lang::De,
);
/// Runs the machine and decides nothing.
pub const GREGOR: Cast = cast(
    "Gregor Haas",
    "Gregor Haas",
    "gregor@example.at",
    Role::Administrator,
    Lang::De,
);
/// A new voice: signed up today, no posts yet.
pub const HANA: Cast = cast(
    "Hana Ito",
    "hana.ito",
    "hana@example.at",
    Role::Reader,
    Lang::De,
);

/// All eight.
pub const ALL: [Cast; 8] = [ANNA, BRUNO, CLARA, DENIZ, ELIF, FRIDA, GREGOR, HANA];

/// Somebody of each role, for tests that try every route as every role.
pub const ONE_OF_EACH_ROLE: [Cast; 5] = [ANNA, CLARA, ELIF, FRIDA, GREGOR];
