//! The desk as a page: everything decided and worded, so that the template only shows it.

use askama::Template;
use axum::response::Response;
use masthead_core::kernel::{Capability, GroundId, QueueItemId, ThreadId, Time};
use masthead_core::office::{self, NoticeGlance};
use masthead_core::posts::PostState;
use masthead_core::posts::decisions::Outcome;
use masthead_core::posts::desk::{
    self, AuthorHistory, ClaimNext, Companion, DeskItem, Overview, Queue,
};
use masthead_core::screening::{Check, Ground, GroundKind, Rule, mark};

use super::decision::{Draft, outcome_name};
use crate::Site;
use crate::door::Visitor;
use crate::frame::Frame;
use crate::page;
use crate::public::lane_text;
use crate::refusal::Refusal;
use crate::times::Moment;
use crate::words::words;

/// Where somebody takes from: everywhere, one queue, or below one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum From {
    Anywhere,
    Queue(Queue),
    Article(ThreadId),
}

impl From {
    /// Reads the word of an address; what cannot be read is everywhere.
    pub(super) fn read(word: &str) -> Self {
        if let Some(queue) = Queue::ALL.into_iter().find(|it| it.word() == word) {
            return From::Queue(queue);
        }
        word.parse().map_or(From::Anywhere, From::Article)
    }

    pub(super) fn word(&self) -> String {
        match self {
            From::Anywhere => String::new(),
            From::Queue(queue) => queue.word().to_owned(),
            From::Article(thread) => thread.to_string(),
        }
    }

    pub(super) fn claim(&self) -> ClaimNext {
        match self {
            From::Anywhere => ClaimNext::Anything,
            From::Queue(queue) => ClaimNext::From(*queue),
            From::Article(thread) => ClaimNext::Below(*thread),
        }
    }

    /// The desk that takes from here.
    pub(super) fn address(&self) -> String {
        match self {
            From::Anywhere => "/newsroom/queue".to_owned(),
            _ => format!("/newsroom/queue?from={}", self.word()),
        }
    }
}

/// Something the desk has to say above the item.
#[derive(Clone, Debug)]
pub(super) struct Banner {
    name: &'static str,
    variables: Vec<(&'static str, String)>,
}

impl Banner {
    pub(super) fn plain(name: &'static str) -> Self {
        Self {
            name,
            variables: Vec::new(),
        }
    }

    pub(super) fn with(name: &'static str, variables: &[(&'static str, &str)]) -> Self {
        let variables = variables
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect();
        Self { name, variables }
    }
}

/// The desk with all that stands on it.
pub(super) struct Desk {
    frame: Frame,
    item: Option<Item>,
    from: String,
    queues: Vec<Line>,
    articles: Vec<Line>,
    colleagues: Vec<String>,
    grounds: Vec<GroundLine>,
    undoable: Vec<String>,
    notices: Vec<Notice>,
    next: String,
    banner: String,
    draft: Option<Draft>,
    usual_wait: Option<String>,
}

#[derive(Template)]
#[template(path = "newsroom/desk/desk.html")]
struct Whole<'a> {
    frame: &'a Frame,
    desk: &'a Desk,
}

/// The same without what stands around it, for the desk's own script.
#[derive(Template)]
#[template(path = "newsroom/desk/desk.html", block = "desk")]
struct Part<'a> {
    frame: &'a Frame,
    desk: &'a Desk,
}

/// One line of the queues: a name, how many wait, whether one takes from there now.
struct Line {
    address: String,
    name: String,
    waiting: i64,
    is_here: bool,
}

struct GroundLine {
    id: String,
    label: String,
    citation: String,
    explanation: String,
    prepared: String,
    is_law: bool,
    is_chosen: bool,
    /// The key that picks it: 1 to 9 for the first nine.
    key: Option<usize>,
}

/// The post on the screen.
struct Item {
    id: QueueItemId,
    version: i64,
    is_waiting: bool,
    held_by: Option<String>,
    why: String,
    queue: String,
    marks: Vec<Mark>,
    hits: Vec<String>,
    published: Option<String>,
    author_name: String,
    submitted: Moment,
    waited: String,
    lang: &'static str,
    chain: Vec<Around>,
    siblings: Vec<Around>,
    article: Option<Article>,
    author: Option<Author>,
}

/// What a notice says about the post on the screen; never who gave it.
struct Notice {
    number: String,
    lane: String,
    reason: String,
    received: Moment,
}

struct Mark {
    text: String,
    check: Option<String>,
}

struct Around {
    author_name: String,
    submitted: Moment,
    text: String,
    state: String,
    badge: &'static str,
}

struct Article {
    address: String,
    kicker: String,
    headline: String,
    lede: String,
    waiting: i64,
}

struct Author {
    former_names: String,
    member_since: Moment,
    approved: i64,
    refused: i64,
    is_trusted: bool,
    earlier: Vec<Earlier>,
}

struct Earlier {
    text: String,
    state: String,
    badge: &'static str,
    submitted: Moment,
    ground: Option<String>,
}

fn notice(frame: &Frame, glance: NoticeGlance) -> Notice {
    Notice {
        number: glance.number,
        lane: frame.say(lane_text(glance.lane)).into_owned(),
        reason: glance.reason,
        received: frame.figures(&glance.received_at),
    }
}

impl Desk {
    pub(super) async fn new(
        site: &Site,
        visitor: &Visitor,
        from: &From,
        item: Option<DeskItem>,
        next: Vec<QueueItemId>,
    ) -> Result<Self, Refusal> {
        let who = visitor.with(Capability::DecidePosts)?;
        let overview = desk::overview(&site.app, who)
            .await
            .map_err(super::refuse)?;
        let words = words(visitor.lang);
        let frame = Frame::of(site, visitor, &words.say("desk-title"))
            .unlisted()
            .with_script("desk.js");
        let notices = match &item {
            Some(item) => office::notices_beside(&site.app, who, item.post).await?,
            None => Vec::new(),
        };
        let next: Vec<String> = next.iter().map(ToString::to_string).collect();
        Ok(Self {
            from: from.word(),
            queues: queues(&frame, &overview, from),
            articles: articles(&frame, &overview, from),
            colleagues: colleagues(&overview, &who.display_name),
            grounds: (1..)
                .zip(&overview.grounds)
                .map(|(place, ground)| ground_line(place, ground))
                .collect(),
            undoable: overview
                .undoable
                .iter()
                .map(|it| outcome_in_words(&frame, it.outcome))
                .collect(),
            notices: notices
                .into_iter()
                .map(|it| notice(&frame, it))
                .collect(),
            next: next.join(" "),
            banner: String::new(),
            draft: None,
            usual_wait: overview
                .usual_waiting_secs
                .map(|secs| duration(&frame, secs)),
            item: item.map(|it| shown(site, &frame, it)),
            frame,
        })
    }

    /// Says something above the item.
    pub(super) fn with(mut self, banner: Option<Banner>) -> Self {
        if let Some(banner) = banner {
            let variables: Vec<_> = banner
                .variables
                .iter()
                .map(|(name, value)| (*name, value.into()))
                .collect();
            self.banner = self.frame.words.say_with(banner.name, &variables);
        }
        self
    }

    /// Shows a refusal that lacks something again, with what was typed; the prepared text where nothing was.
    pub(super) fn with_draft(mut self, mut draft: Draft) -> Self {
        for ground in &mut self.grounds {
            ground.is_chosen = draft
                .ground
                .is_some_and(|it: GroundId| it.to_string() == ground.id);
            if ground.is_chosen && draft.facts.trim().is_empty() {
                draft.facts.clone_from(&ground.prepared);
            }
        }
        self.draft = Some(draft);
        self
    }

    pub(super) fn render(&self, is_part: bool) -> Result<Response, Refusal> {
        let (frame, desk) = (&self.frame, self);
        if is_part {
            page::render(&Part { frame, desk })
        } else {
            page::render(&Whole { frame, desk })
        }
    }

    fn facts(&self) -> &str {
        self.draft.as_ref().map_or("", |it| it.facts.as_str())
    }

    fn note(&self) -> &str {
        self.draft.as_ref().map_or("", |it| it.note.as_str())
    }
}

fn queues(frame: &Frame, overview: &Overview, from: &From) -> Vec<Line> {
    let all = Line {
        address: frame.href("/newsroom/queue"),
        name: frame.say("desk-all").into_owned(),
        waiting: overview.remaining.total,
        is_here: *from == From::Anywhere,
    };
    let each = Queue::ALL.into_iter().map(|queue| Line {
        address: frame.href(&From::Queue(queue).address()),
        name: frame.say(queue_name(queue)).into_owned(),
        waiting: overview.remaining.of(queue),
        is_here: *from == From::Queue(queue),
    });
    std::iter::once(all).chain(each).collect()
}

fn articles(frame: &Frame, overview: &Overview, from: &From) -> Vec<Line> {
    let lines = overview.by_article.iter().map(|below| Line {
        address: frame.href(&From::Article(below.thread).address()),
        name: below.headline.clone(),
        waiting: below.waiting,
        is_here: *from == From::Article(below.thread),
    });
    lines.collect()
}

/// Who else has something on the screen, each once with how much.
fn colleagues(overview: &Overview, own_name: &str) -> Vec<String> {
    let mut names: Vec<&str> = overview
        .claims
        .iter()
        .map(|it| it.name.as_str())
        .filter(|it| *it != own_name)
        .collect();
    names.sort_unstable();
    names
        .chunk_by(|one, other| one == other)
        .map(|same| format!("{} ({})", same[0], same.len()))
        .collect()
}

fn ground_line(place: usize, ground: &Ground) -> GroundLine {
    GroundLine {
        id: ground.id.to_string(),
        label: ground.label.clone(),
        citation: ground.citation.clone(),
        explanation: ground.explanation.clone(),
        prepared: ground.prepared.clone(),
        is_law: ground.kind == GroundKind::Illegal,
        is_chosen: false,
        key: (place <= 9).then_some(place),
    }
}

fn shown(site: &Site, frame: &Frame, item: DeskItem) -> Item {
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

fn duration(frame: &Frame, secs: u64) -> String {
    frame
        .times
        .duration(i64::try_from(secs).unwrap_or(i64::MAX))
}

fn outcome_in_words(frame: &Frame, outcome: Outcome) -> String {
    frame.say(outcome_name(outcome)).into_owned()
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

fn queue_name(queue: Queue) -> &'static str {
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
    }
}
