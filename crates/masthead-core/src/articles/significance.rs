//! How much a new revision of a published article matters, and what follows for its “updated” time. Pure.

use masthead_db::Time;

/// Why a published article is published again. A slip of the pen must not move its time; a new fact must.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Significance {
    /// Spelling, a comma, a broken link: readers have nothing new to learn.
    Minor,
    /// New facts.
    Update,
    /// Something was wrong.
    Correction,
    /// Brought out again as new.
    Republication,
}

masthead_db::impl_text_column!(Significance {
    Minor = "minor",
    Update = "update",
    Correction = "correction",
    Republication = "republication",
});

impl Significance {
    /// All of them, from the least to the most.
    pub const ALL: [Significance; 4] = [
        Significance::Minor,
        Significance::Update,
        Significance::Correction,
        Significance::Republication,
    ];

    /// Whether page, feeds and sitemap tell a new “updated” time.
    pub fn moves_updated(self) -> bool {
        self != Significance::Minor
    }

    /// When the edition was published and last updated, after publishing it now with this significance.
    ///
    /// The first publication sets both. A republication moves the publication too, so that the article stands
    /// among the new ones again.
    pub fn times(self, before: Option<(Time, Time)>, now: Time) -> (Time, Time) {
        match (before, self) {
            (None, _) | (Some(_), Significance::Republication) => (now, now),
            (Some(times), Significance::Minor) => times,
            (Some((published, _)), Significance::Update | Significance::Correction) => {
                (published, now)
            }
        }
    }
}

/// No significance has this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no significance; use minor, update, correction or republication")]
pub struct UnknownSignificance(String);

impl std::str::FromStr for Significance {
    type Err = UnknownSignificance;

    fn from_str(word: &str) -> Result<Self, UnknownSignificance> {
        masthead_db::TextColumn::from_word(word).ok_or_else(|| UnknownSignificance(word.to_owned()))
    }
}

/// What kind of note tells readers that an article changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CorrectionKind {
    /// Something was wrong and is right now.
    Correction,
    /// Something was right and easily misread.
    Clarification,
    /// Something happened since.
    Update,
}

masthead_db::impl_text_column!(CorrectionKind {
    Correction = "correction",
    Clarification = "clarification",
    Update = "update",
});

impl CorrectionKind {
    /// All of them, the gravest first.
    pub const ALL: [CorrectionKind; 3] = [
        CorrectionKind::Correction,
        CorrectionKind::Clarification,
        CorrectionKind::Update,
    ];

    /// The word in tables, forms and classes.
    pub fn word(self) -> &'static str {
        masthead_db::TextColumn::word(self)
    }
}

/// No kind of correction has this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no kind of correction; use correction, clarification or update")]
pub struct UnknownCorrection(String);

impl std::str::FromStr for CorrectionKind {
    type Err = UnknownCorrection;

    fn from_str(word: &str) -> Result<Self, UnknownCorrection> {
        masthead_db::TextColumn::from_word(word).ok_or_else(|| UnknownCorrection(word.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MORNING: Time = Time::from_micros(1);
    const NOON: Time = Time::from_micros(2);
    const EVENING: Time = Time::from_micros(3);

    #[test]
    fn a_comma_does_not_move_the_clock() {
        assert_eq!(
            Significance::Minor.times(Some((MORNING, NOON)), EVENING),
            (MORNING, NOON)
        );
    }

    #[test]
    fn a_new_fact_moves_the_update_and_not_the_publication() {
        for new_fact in [Significance::Update, Significance::Correction] {
            assert_eq!(
                new_fact.times(Some((MORNING, NOON)), EVENING),
                (MORNING, EVENING)
            );
        }
    }

    #[test]
    fn a_republished_article_is_new_again() {
        assert_eq!(
            Significance::Republication.times(Some((MORNING, NOON)), EVENING),
            (EVENING, EVENING)
        );
    }

    #[test]
    fn the_first_publication_is_new_whatever_was_chosen() {
        assert_eq!(Significance::Minor.times(None, NOON), (NOON, NOON));
    }
}
