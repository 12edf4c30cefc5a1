//! Who may speak at once, and whose words wait. Pure: no clock, no database.

use crate::kernel::Posting;

use super::Hit;

/// Posts approved, with none refused since, before somebody is known by their record.
pub const TRUSTED_AFTER: i64 = 5;

/// What is known about somebody who hands in a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Standing {
    /// They belong to the house.
    pub works_here: bool,
    /// Posts of theirs that were approved and are still up.
    pub approved: i64,
    /// Posts approved since the last one was refused or removed.
    pub approved_since_refusal: i64,
}

impl Standing {
    /// Whether the house knows them by their record.
    pub fn is_trusted(self) -> bool {
        self.works_here || self.approved_since_refusal >= TRUSTED_AFTER
    }
}

/// What an automatic check saw: its hits, or that it could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The checks were made; the list may be empty.
    Hits(Vec<Hit>),
    /// A check could not be made.
    CheckFailed,
}

/// A rule of this house, by the name under which moderators see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// A check that fails holds the post; it never lets it through.
    CheckFailed,
    /// Here everybody waits.
    EverybodyWaits,
    /// Links from somebody whom the house does not know yet wait.
    LinksOfANewVoice,
    /// Somebody whom the house does not know yet waits.
    NewVoice,
    /// Somebody whom the house knows by their record does not wait.
    KnownVoice,
    /// Here nobody waits; posts are read after they were published.
    ReadAfterwards,
    /// A published post was changed by its author: the new text waits, the old one stays.
    EditedAfterPublication,
    /// The office has asked for another look.
    Reopened,
    /// Somebody has reported it as unlawful (DSA Art. 16).
    ReportedUnlawful,
}

masthead_db::impl_text_column!(Rule {
    CheckFailed = "check_failed",
    EverybodyWaits = "everybody_waits",
    LinksOfANewVoice = "links_of_a_new_voice",
    NewVoice = "new_voice",
    KnownVoice = "known_voice",
    ReadAfterwards = "read_afterwards",
    EditedAfterPublication = "edited_after_publication",
    Reopened = "reopened",
    ReportedUnlawful = "reported_unlawful",
});

/// What becomes of a new post, and by which rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screened {
    /// It waits for a moderator.
    Held(Rule),
    /// It is published at once.
    Published(Rule),
    /// It is published at once and read by a moderator afterwards.
    PublishedForReview(Rule),
}

/// One rule: what it says about a post, if it has something to say.
type Says = fn(Posting, Standing, &Seen) -> Option<Screened>;

/// The rules in their order; the first that says something decides.
const RULES: [Says; 6] = [
    check_failed,
    everybody_waits,
    links_of_a_new_voice,
    new_voice,
    known_voice,
    read_afterwards,
];

/// Decides whether a new post is published at once or waits for a moderator.
///
/// This is the whole rule, kept free of clock and database so that a moderator who asks "why was this held?" can be
/// answered by running it again. What no rule lets through waits.
pub fn screen(posting: Posting, author: Standing, seen: &Seen) -> Screened {
    RULES
        .iter()
        .find_map(|rule| rule(posting, author, seen))
        .unwrap_or(Screened::Held(Rule::EverybodyWaits))
}

fn check_failed(_: Posting, _: Standing, seen: &Seen) -> Option<Screened> {
    (*seen == Seen::CheckFailed).then_some(Screened::Held(Rule::CheckFailed))
}

fn everybody_waits(posting: Posting, _: Standing, _: &Seen) -> Option<Screened> {
    matches!(posting, Posting::Pre | Posting::Closed)
        .then_some(Screened::Held(Rule::EverybodyWaits))
}

fn links_of_a_new_voice(_: Posting, author: Standing, seen: &Seen) -> Option<Screened> {
    let has_link =
        matches!(seen, Seen::Hits(hits) if hits.iter().any(|hit| hit.check == super::Check::Link));
    (has_link && !author.is_trusted()).then_some(Screened::Held(Rule::LinksOfANewVoice))
}

fn new_voice(posting: Posting, author: Standing, _: &Seen) -> Option<Screened> {
    (posting == Posting::Trusted && !author.is_trusted()).then_some(Screened::Held(Rule::NewVoice))
}

fn known_voice(posting: Posting, author: Standing, _: &Seen) -> Option<Screened> {
    (posting == Posting::Trusted && author.is_trusted())
        .then_some(Screened::Published(Rule::KnownVoice))
}

fn read_afterwards(posting: Posting, _: Standing, _: &Seen) -> Option<Screened> {
    (posting == Posting::Post).then_some(Screened::PublishedForReview(Rule::ReadAfterwards))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screening::look_at;

    const STRANGER: Standing = Standing {
        works_here: false,
        approved: 0,
        approved_since_refusal: 0,
    };
    const REGULAR: Standing = Standing {
        works_here: false,
        approved: 9,
        approved_since_refusal: TRUSTED_AFTER,
    };
    const COLLEAGUE: Standing = Standing {
        works_here: true,
        approved: 0,
        approved_since_refusal: 0,
    };

    fn seen(text: &str) -> Seen {
        Seen::Hits(look_at(text))
    }

    #[test]
    fn where_everybody_waits_colleagues_wait_too() {
        for author in [STRANGER, REGULAR, COLLEAGUE] {
            assert_eq!(
                screen(Posting::Pre, author, &seen("Guten Morgen")),
                Screened::Held(Rule::EverybodyWaits)
            );
        }
    }

    #[test]
    fn a_new_voice_waits_and_a_known_one_does_not() {
        let post = seen("Guten Morgen");
        assert_eq!(
            screen(Posting::Trusted, STRANGER, &post),
            Screened::Held(Rule::NewVoice)
        );
        assert_eq!(
            screen(Posting::Trusted, REGULAR, &post),
            Screened::Published(Rule::KnownVoice)
        );
        assert_eq!(
            screen(Posting::Trusted, COLLEAGUE, &post),
            Screened::Published(Rule::KnownVoice)
        );
    }

    #[test]
    fn one_refusal_costs_the_trust() {
        let fallen = Standing {
            approved: 500,
            approved_since_refusal: TRUSTED_AFTER - 1,
            ..STRANGER
        };
        assert_eq!(
            screen(Posting::Trusted, fallen, &seen("Hm")),
            Screened::Held(Rule::NewVoice)
        );
    }

    #[test]
    fn a_link_of_a_new_voice_waits_even_where_nobody_waits() {
        let post = seen("Gewinnspiel: https://spam.example/jetzt");
        assert_eq!(
            screen(Posting::Post, STRANGER, &post),
            Screened::Held(Rule::LinksOfANewVoice)
        );
        assert_eq!(
            screen(Posting::Post, REGULAR, &post),
            Screened::PublishedForReview(Rule::ReadAfterwards)
        );
    }

    #[test]
    fn a_check_that_fails_holds_whoever_speaks() {
        for posting in [Posting::Pre, Posting::Trusted, Posting::Post] {
            assert_eq!(
                screen(posting, COLLEAGUE, &Seen::CheckFailed),
                Screened::Held(Rule::CheckFailed)
            );
        }
    }
}
