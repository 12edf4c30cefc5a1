//! The names of the texts for what the office says: one list for its public pages and for those behind the counter.

use masthead_core::office::{About, Basis, ComplaintOutcome, ItemOutcome, Lane, Means, Urgency};

/// The name of a lane's text.
pub(crate) fn lane_text(lane: Lane) -> &'static str {
    match lane {
        Lane::Unlawful => "office-lane-unlawful",
        Lane::HouseRules => "office-lane-house-rules",
    }
}

/// The name of an outcome's text.
pub(crate) fn outcome_text(outcome: ItemOutcome) -> &'static str {
    match outcome {
        ItemOutcome::Removed => "office-outcome-removed",
        ItemOutcome::NoAction => "office-outcome-no-action",
        ItemOutcome::NotFound => "office-outcome-not-found",
        ItemOutcome::AlreadyGone => "office-outcome-already-gone",
        ItemOutcome::OutsideOurControl => "office-outcome-outside-our-control",
        ItemOutcome::Disabled => "office-outcome-disabled",
        ItemOutcome::OtherRestriction => "office-outcome-other",
    }
}

/// The name of the text for the means by which something was decided.
pub(crate) fn means_text(means: Means) -> &'static str {
    match means {
        Means::Person => "office-means-person",
        Means::Assisted => "office-means-assisted",
        Means::Program => "office-means-program",
    }
}

/// The name of the text for what whoever gave a notice is asked at once.
pub(crate) fn question_text(about: About) -> &'static str {
    match about {
        About::Reason => "office-asks-reason",
        About::Place => "office-asks-place",
        About::Both => "office-asks-both",
        About::Words => "office-asks-words",
    }
}

/// The name of the text for what a complaint is against.
pub(crate) fn basis_text(basis: Basis) -> &'static str {
    match basis {
        Basis::Restriction => "office-basis-restriction",
        Basis::NoAction => "office-basis-no-action",
        Basis::Inaction => "office-basis-inaction",
        Basis::Account => "office-basis-account",
    }
}

/// The name of the text for how a complaint was decided.
pub(crate) fn verdict_text(outcome: ComplaintOutcome) -> &'static str {
    match outcome {
        ComplaintOutcome::Upheld => "office-verdict-upheld",
        ComplaintOutcome::PartiallyReversed => "office-verdict-partially",
        ComplaintOutcome::Reversed => "office-verdict-reversed",
    }
}

/// The name of an urgency's text.
pub(crate) fn urgency_text(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Normal => "case-urgency-normal",
        Urgency::Manifest => "case-urgency-manifest",
        Urgency::ImminentDanger => "case-urgency-danger",
    }
}
