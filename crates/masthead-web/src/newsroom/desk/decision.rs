//! What a moderator chose, read from the form, and what they are told instead when it could not be.

use masthead_core::kernel::{GroundId, Person, QueueItemId};
use masthead_core::posts::PostError;
use masthead_core::posts::decisions::{self, Decide, Decided, Outcome, Verdict};
use serde::Deserialize;

use super::page::Banner;
use crate::Site;
use crate::refusal::Refusal;
use crate::words::words;

/// The form below a post.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Choice {
    /// The version that was on the screen.
    pub(super) version: i64,
    /// `approve` or `refuse`.
    pub(super) verdict: String,
    #[serde(default)]
    pub(super) ground: String,
    #[serde(default)]
    pub(super) facts: String,
    #[serde(default)]
    pub(super) note: String,
    #[serde(default)]
    pub(super) from: String,
}

/// A refusal that lacks something; what was typed is kept.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) ground: Option<GroundId>,
    pub(super) facts: String,
    pub(super) note: String,
    pub(super) lacks: &'static str,
}

/// What the moderator is told.
pub(super) enum Told {
    /// It was made; on to the next.
    Made,
    /// Nothing was changed, for this reason.
    Instead(Banner),
    /// Something is missing.
    Incomplete(Draft),
}

pub(super) async fn decide(
    site: &Site,
    who: &Person,
    item: QueueItemId,
    choice: &Choice,
) -> Result<Told, Refusal> {
    let verdict = match choice.verdict.as_str() {
        "approve" => Verdict::Approve,
        "refuse" => match choice.ground.parse() {
            Ok(ground) => Verdict::Refuse {
                ground,
                facts: choice.facts.clone(),
            },
            Err(_) => return Ok(Told::Incomplete(draft(choice, "desk-lacks-ground"))),
        },
        _ => return Err(Refusal::BadForm),
    };
    let request = Decide {
        item,
        version: choice.version,
        verdict,
        note: choice.note.clone(),
    };
    match decisions::decide(&site.app, who, &request).await {
        Ok(Decided::Made { .. }) => Ok(Told::Made),
        Ok(instead) => Ok(Told::Instead(banner(who, instead))),
        Err(PostError::NoGround) => Ok(Told::Incomplete(draft(choice, "desk-lacks-ground"))),
        Err(PostError::NoFacts) => Ok(Told::Incomplete(draft(choice, "desk-lacks-facts"))),
        Err(error) => Err(super::refuse(error)),
    }
}

fn draft(choice: &Choice, lacks: &'static str) -> Draft {
    Draft {
        ground: choice.ground.parse().ok(),
        facts: choice.facts.clone(),
        note: choice.note.clone(),
        lacks,
    }
}

fn banner(who: &Person, instead: Decided) -> Banner {
    match instead {
        Decided::Already { by, outcome } => {
            let words = words(who.lang);
            let by = by.unwrap_or_else(|| words.say("desk-by-a-rule").into_owned());
            let outcome = words.say(outcome_name(outcome)).into_owned();
            Banner::with(
                "desk-already-decided",
                &[("name", &by), ("outcome", &outcome)],
            )
        }
        Decided::HeldBy { name, .. } => Banner::with("desk-held-by", &[("name", &name)]),
        Decided::TextChanged => Banner::plain("desk-text-changed"),
        Decided::Gone | Decided::Made { .. } => Banner::plain("desk-gone"),
    }
}

/// The name of an outcome's text.
pub(super) fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Approve => "desk-outcome-approve",
        Outcome::Refuse => "desk-outcome-refuse",
        Outcome::Keep => "desk-outcome-keep",
        Outcome::Remove => "desk-outcome-remove",
        Outcome::Restore => "desk-outcome-restore",
    }
}
