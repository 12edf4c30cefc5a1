//! The post on the desk with what stands around it, worded for the page.

use masthead_core::kernel::{QueueItemId, Time};
use masthead_core::office::NoticeGlance;
use masthead_core::posts::PostState;
use masthead_core::posts::desk::{AuthorHistory, Companion, DeskItem, Queue};
use masthead_core::screening::{Check, Rule, mark};

use crate::Site;
use crate::frame::Frame;
use crate::public::wording::lane_text;
use crate::times::Moment;

/// The post on the screen.
pub(super) struct Item {
    pub(super) id: QueueItemId,
    pub(super) version: i64,
    pub(super) is_waiting: bool,
    pub(super) held_by: Option<String>,
    pub(super) why: String,
    pub(super) queue: String,
    pub(super) marks: Vec<Mark>,
    pub(super) hits: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) author_name: String,
    pub(super) submitted: Moment,
    pub(super) waited: String,
    pub(super) lang: &'static str,
    pub(super) chain: Vec<Around>,
    pub(super) siblings: Vec<Around>,
    pub(super) article: Option<Article>,
    pub(super) author: Option<Author>,
}

/// What a notice says about the post on the screen; never who gave it.
pub(super) struct Notice {
    pub(super) number: String,
    pub(super) lane: String,
    pub(super) reason: String,
    pub(super) received: Moment,
}

pub(super) struct Mark {
    pub(super) text: String,
    pub(super) check: Option<String>,
}

pub(super) struct Around {
    pub(super) author_name: String,
    pub(super) submitted: Moment,
    pub(super) text: String,
    pub(super) state: String,
    pub(super) badge: &'static str,
}

pub(super) struct Article {
    pub(super) address: String,
    pub(super) kicker: String,
    pub(super) headline: String,
    pub(super) lede: String,
    pub(super) waiting: i64,
}

pub(super) struct Author {
    pub(super) former_names: String,
    pub(super) member_since: Moment,
    pub(super) approved: i64,
    pub(super) refused: i64,
    pub(super) is_trusted: bool,
    pub(super) earlier: Vec<Earlier>,
}

pub(super) struct Earlier {
    pub(super) text: String,
    pub(super) state: String,
    pub(super) badge: &'static str,
    pub(super) submitted: Moment,
    pub(super) ground: Option<String>,
}

pub(super) fn notice(frame: &Frame, glance: NoticeGlance) -> Notice {
    Notice {
        number: glance.number,
        lane: frame.say(lane_text(glance.lane)).into_owned(),
        reason: glance.reason,
        received: frame.figures(&glance.received_at),
    }
}

pub(super) fn shown(site: &Site, frame: &Frame, item: DeskItem) -> Item {
    let waited = site.app.now().since(item.waiting_since).as_secs();
    let marks = mark(&item.text, &item.hits).into_iter().map(|it| Mark {
        text: it.text.to_owned(),
        check: it
            .check
            .map(|check| frame.say(check_name(check)).into_owned()),
    });
    let marks: Vec<Mark> = marks.collect();
    let mut hits: Vec<String> = marks.iter().filter_map(|it| it.check.clone()).collect();
    hits.dedup();
    Item {
        id: item.id,
        version: item.version,
        is_waiting: item.is_waiting,
        held_by: item
            .claimed
            .map(|(name, _)| name)
            .filter(|name| !is_own(frame, name)),
        why: frame.say(rule_name(item.why)).into_owned(),
        queue: frame.say(queue_name(item.queue)).into_owned(),
        marks,
        hits,
        published: item.published_text,
        author_name: item.author_name,
        submitted: moment(frame, item.submitted_at),
        waited: duration(frame, waited),
        lang: item.lang.tag(),
        chain: item.chain.into_iter().map(|it| around(frame, it)).collect(),
        siblings: item
            .siblings
            .into_iter()
            .map(|it| around(frame, it))
            .collect(),
        article: item.article.map(|it| Article {
            address: article_address(frame, &it),
            kicker: it.kicker,
            headline: it.headline,
            lede: it.lede,
            waiting: item.remaining_below.total,
        }),
        author: item.author.map(|it| author(frame, it)),
    }
}

fn is_own(frame: &Frame, name: &str) -> bool {
    frame
        .signed_in
        .as_ref()
        .is_some_and(|it| it.display_name == name)
}

fn article_address(frame: &Frame, article: &masthead_core::posts::desk::ArticleGlance) -> String {
    frame.href_in(
        article.lang,
        &format!(
            "/{}/{}-{}",
            article.section_path, article.slug, article.short
        ),
    )
}

fn around(frame: &Frame, post: Companion) -> Around {
    let (state, badge) = state(frame, post.state);
    Around {
        author_name: post.author_name,
        submitted: moment(frame, post.submitted_at),
        text: post.text,
        state,
        badge,
    }
}

fn author(frame: &Frame, known: AuthorHistory) -> Author {
    Author {
        former_names: known.former_names.join(", "),
        member_since: frame.times.day(known.member_since),
        approved: known.approved,
        refused: known.refused,
        is_trusted: known.is_trusted,
        earlier: known
            .earlier
            .into_iter()
            .map(|post| {
                let (state, badge) = state(frame, post.state);
                Earlier {
                    text: post.text,
                    state,
                    badge,
                    submitted: moment(frame, post.submitted_at),
                    ground: post.ground,
                }
            })
            .collect(),
    }
}

fn moment(frame: &Frame, time: Time) -> Moment {
    frame.times.figures(time)
}

pub(super) fn duration(frame: &Frame, secs: u64) -> String {
    frame
        .times
        .duration(i64::try_from(secs).unwrap_or(i64::MAX))
}

fn state(frame: &Frame, state: PostState) -> (String, &'static str) {
    let (name, badge) = match state {
        PostState::Waiting => ("desk-state-waiting", "badge--waiting"),
        PostState::Published => ("desk-state-published", "badge--good"),
        PostState::Refused => ("desk-state-refused", "badge--danger"),
        PostState::Removed => ("desk-state-removed", "badge--danger"),
        PostState::Withdrawn => ("desk-state-withdrawn", ""),
        PostState::Erased => ("desk-state-erased", ""),
    };
    (frame.say(name).into_owned(), badge)
}

pub(super) fn queue_name(queue: Queue) -> &'static str {
    match queue {
        Queue::New => "desk-queue-new",
        Queue::Edited => "desk-queue-edited",
        Queue::Review => "desk-queue-review",
        Queue::Reported => "desk-queue-reported",
    }
}

fn check_name(check: Check) -> &'static str {
    match check {
        Check::Link => "desk-check-link",
        Check::Shouting => "desk-check-shouting",
    }
}

fn rule_name(rule: Rule) -> &'static str {
    match rule {
        Rule::CheckFailed => "desk-rule-check-failed",
        Rule::EverybodyWaits => "desk-rule-everybody-waits",
        Rule::LinksOfANewVoice => "desk-rule-links",
        Rule::NewVoice => "desk-rule-new-voice",
        Rule::KnownVoice => "desk-rule-known-voice",
        Rule::ReadAfterwards => "desk-rule-read-afterwards",
        Rule::EditedAfterPublication => "desk-rule-edited",
        Rule::Reopened => "desk-rule-reopened",
        Rule::ReportedUnlawful => "desk-rule-reported-unlawful",
    }
}
