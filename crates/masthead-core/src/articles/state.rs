//! Where an edition stands between the first draft and the reader. Pure: no clock, no database.

use std::fmt;

/// Where an edition stands. Withdrawing is not deleting: every revision stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EditionState {
    /// Somebody writes.
    Draft,
    /// Handed to the desk for editing.
    AtDesk,
    /// Edited; may be published.
    Ready,
    /// Will be published by itself at its time.
    Scheduled,
    /// Readers see it.
    Published,
    /// Readers saw it and no longer do.
    Withdrawn,
}

masthead_db::impl_text_column!(EditionState {
    Draft = "draft",
    AtDesk = "at_desk",
    Ready = "ready",
    Scheduled = "scheduled",
    Published = "published",
    Withdrawn = "withdrawn",
});

/// A change of state that is not possible; names both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an edition that is “{from}” cannot become “{to}”")]
pub struct ImpossibleChange {
    /// Where the edition stands.
    pub from: EditionState,
    /// Where somebody wanted it.
    pub to: EditionState,
}

impl EditionState {
    /// All of them, in the order of the work.
    pub const ALL: [EditionState; 6] = [
        EditionState::Draft,
        EditionState::AtDesk,
        EditionState::Ready,
        EditionState::Scheduled,
        EditionState::Published,
        EditionState::Withdrawn,
    ];

    /// The state after a change, if the change is possible.
    ///
    /// Work goes forward and back between draft, desk and ready as people like. Whatever is not published can be
    /// published or given a time; what is published can only be published again or withdrawn; and what was
    /// withdrawn comes back by being published, or is worked on as a draft.
    ///
    /// # Errors
    /// [`ImpossibleChange`], which names both states.
    pub fn change_to(self, to: EditionState) -> Result<EditionState, ImpossibleChange> {
        use EditionState::{AtDesk, Draft, Published, Ready, Scheduled, Withdrawn};
        let possible = match (self, to) {
            (Published, Published | Withdrawn) => true,
            (Published, _) => false,
            (Withdrawn, Published | Scheduled | Draft) => true,
            (Withdrawn, _) => false,
            (Draft | AtDesk | Ready | Scheduled, Withdrawn) => false,
            (
                Draft | AtDesk | Ready | Scheduled,
                Draft | AtDesk | Ready | Scheduled | Published,
            ) => true,
        };
        if possible {
            Ok(to)
        } else {
            Err(ImpossibleChange { from: self, to })
        }
    }
}

impl fmt::Display for EditionState {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(masthead_db::TextColumn::word(*self))
    }
}

/// No state has this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no state of an edition")]
pub struct UnknownState(String);

impl std::str::FromStr for EditionState {
    type Err = UnknownState;

    fn from_str(word: &str) -> Result<Self, UnknownState> {
        masthead_db::TextColumn::from_word(word).ok_or_else(|| UnknownState(word.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::EditionState::*;
    use super::*;

    #[test]
    fn what_readers_see_does_not_slip_back_into_a_draft() {
        let refused = Published.change_to(Draft).expect_err("it is published");
        assert_eq!(
            refused.to_string(),
            "an edition that is “published” cannot become “draft”"
        );
    }

    #[test]
    fn nothing_is_withdrawn_that_readers_never_saw() {
        for never_seen in [Draft, AtDesk, Ready, Scheduled, Withdrawn] {
            assert_eq!(
                never_seen.change_to(Withdrawn),
                Err(ImpossibleChange {
                    from: never_seen,
                    to: Withdrawn
                })
            );
        }
    }

    #[test]
    fn everything_can_be_published_or_published_again() {
        assert!(
            EditionState::ALL
                .iter()
                .all(|state| state.change_to(Published) == Ok(Published))
        );
    }

    #[test]
    fn a_withdrawn_edition_can_be_worked_on_again() {
        assert_eq!(Withdrawn.change_to(Draft), Ok(Draft));
        assert!(Withdrawn.change_to(Ready).is_err());
    }
}
