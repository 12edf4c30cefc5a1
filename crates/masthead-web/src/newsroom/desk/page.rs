//! The desk as a page: everything decided and worded, so that the template only shows it.

use askama::Template;
use axum::response::Response;
use masthead_core::kernel::{Capability, GroundId, QueueItemId};
use masthead_core::office::{self};
use masthead_core::posts::decisions::Outcome;
use masthead_core::posts::desk::{self, DeskItem, Overview, Queue};
use masthead_core::screening::{Ground, GroundKind};

use super::decision::{Draft, outcome_name};
use crate::Site;
use crate::door::Visitor;
use crate::frame::Frame;
use crate::page;
use crate::refusal::Refusal;
use crate::words::words;

use super::from::From;
use super::item::{Item, Notice, duration, notice, queue_name, shown};

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
            notices: notices.into_iter().map(|it| notice(&frame, it)).collect(),
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

    /// What the newest decision that can be taken back was.
    fn last_decision(&self) -> &str {
        self.undoable.first().map_or("", String::as_str)
    }

    fn steps_back(&self) -> i64 {
        i64::try_from(self.undoable.len()).unwrap_or(i64::MAX)
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

fn outcome_in_words(frame: &Frame, outcome: Outcome) -> String {
    frame.say(outcome_name(outcome)).into_owned()
}
