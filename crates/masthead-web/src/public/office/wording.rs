//! The names of the texts for what the office says: one list for its public pages and for those behind the counter.

use masthead_core::office::{Basis, ComplaintOutcome, ItemOutcome, Lane, Urgency};

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
