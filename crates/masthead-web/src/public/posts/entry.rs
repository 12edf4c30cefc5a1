//! Posts as they stand on a page: in the order of reading, with the lists that open and close around them.

use masthead_core::kernel::Lang;
use masthead_core::posts::decisions::complaint_path;
use masthead_core::posts::{Gap, Mine, OwnPost, Shown};

use crate::frame::Frame;
use crate::markup::Markup;
use crate::times::Brief;

/// A post, a gap or one's own waiting post, at its place.
pub(crate) struct Entry {
    /// Levels below the first entry of the list.
    depth: i64,
    /// Whether a list of answers opens behind it.
    pub opens: bool,
    /// How many lists of answers end behind it.
    pub closes: Vec<()>,
    pub short: String,
    pub author: String,
    pub at: Option<Brief>,
    pub is_edited: bool,
    /// The post's language where it is not the page's.
    pub lang: Option<&'static str>,
    /// What it says; nothing for a gap.
    pub text: Markup,
    /// Why there is a gap.
    pub gap: Option<String>,
    /// Where one's own post stands.
    pub state: Option<StateView>,
    pub is_mine: bool,
    pub can_answer: bool,
    /// Answers that continue on the post's own page.
    pub continues: i64,
}

/// Where one's own post stands, in words.
pub(crate) struct StateView {
    /// `waiting`, `refused` or `published`: the colour of the line.
    pub kind: &'static str,
    pub badge: &'static str,
    pub words: String,
    pub ground: String,
    pub facts: String,
    pub statement: Option<String>,
    pub complain: Option<String>,
    pub can_edit: bool,
    pub can_withdraw: bool,
}

/// What the entries of a page need to know of it.
pub(crate) struct Around<'a> {
    pub frame: &'a Frame,
    /// Whether the thread takes posts.
    pub is_open: bool,
    pub usual_waiting_secs: Option<u64>,
    /// Whose posts are marked as one's own.
    pub reader: Option<masthead_core::kernel::AccountId>,
}

impl Around<'_> {
    /// Everybody's posts and one's own that wait, each at its place.
    pub(crate) fn entries(&self, posts: Vec<Shown>, own: Vec<OwnPost>) -> Vec<Entry> {
        let base = posts.first().map_or(0, |post| post.depth);
        let places: Vec<_> = posts.iter().map(|post| post.id).collect();
        let mut entries: Vec<Entry> = posts
            .into_iter()
            .map(|post| self.shown(post, base))
            .collect();
        let mut added = 0;
        for post in own {
            if let Some(at) = places.iter().position(|id| *id == post.id) {
                let state = self.state(&post);
                mark(&mut entries, &post.short, state);
                debug_assert!(at < places.len());
                continue;
            }
            let parent = post
                .parent
                .and_then(|parent| places.iter().position(|id| *id == parent));
            match parent.map(|at| places[at].short()) {
                Some(short) => below(&mut entries, &short, self.own(post)),
                None => {
                    entries.insert(added, self.own(post));
                    added += 1;
                }
            }
        }
        nest(&mut entries);
        entries
    }

    fn shown(&self, post: Shown, base: i64) -> Entry {
        let is_mine = post.account.is_some() && post.account == self.reader;
        let (text, gap) = match post.content {
            Ok(html) => (Markup::of(html), None),
            Err(gap) => (Markup::default(), Some(self.gap(&gap))),
        };
        Entry {
            depth: post.depth - base,
            opens: false,
            closes: Vec::new(),
            short: post.short,
            author: self.author(post.author_name),
            at: Some(self.frame.brief(&post.published_at)),
            is_edited: post.edited_at.is_some(),
            lang: self.other_lang(post.lang),
            can_answer: self.is_open && gap.is_none(),
            text,
            gap,
            state: None,
            is_mine,
            continues: post.continues,
        }
    }

    /// The name beside a post; whoever has closed their account has none.
    fn author(&self, name: String) -> String {
        if name.is_empty() {
            return self.frame.say("post-author-gone").into_owned();
        }
        name
    }

    /// One's own post, as only its author sees it.
    pub(crate) fn own(&self, post: OwnPost) -> Entry {
        let state = self.state(&post);
        Entry {
            depth: 0,
            opens: false,
            closes: Vec::new(),
            short: post.short,
            author: String::new(),
            at: Some(self.frame.brief(&post.submitted_at)),
            is_edited: false,
            lang: None,
            text: Markup::of(post.html),
            gap: None,
            state: Some(state),
            is_mine: true,
            can_answer: false,
            continues: 0,
        }
    }

    fn state(&self, post: &OwnPost) -> StateView {
        let view = |kind, badge, words| StateView {
            kind,
            badge,
            words,
            ground: String::new(),
            facts: String::new(),
            statement: None,
            complain: None,
            can_edit: self.is_open,
            can_withdraw: true,
        };
        let say = |name| self.frame.say(name).into_owned();
        match &post.state {
            Mine::Waiting => view(
                "waiting",
                "post-badge-waiting",
                self.waiting("post-waiting"),
            ),
            Mine::NewerTextWaits => view(
                "waiting",
                "post-badge-waiting",
                self.waiting("post-newer-waits"),
            ),
            Mine::Published => view("published", "post-badge-published", say("post-published")),
            Mine::Withdrawn => StateView {
                can_edit: false,
                can_withdraw: false,
                ..view("waiting", "post-badge-withdrawn", say("post-withdrawn"))
            },
            Mine::HeldBack {
                was_published,
                ground,
                facts,
                statement,
            } => {
                let name = if *was_published {
                    "post-removed"
                } else {
                    "post-refused"
                };
                let badge = if *was_published {
                    "post-badge-removed"
                } else {
                    "post-badge-refused"
                };
                StateView {
                    ground: ground.clone(),
                    facts: facts.clone(),
                    statement: statement
                        .as_ref()
                        .map(|it| format!("/office/statements/{it}")),
                    complain: statement.as_deref().map(complaint_path),
                    can_edit: self.is_open && !was_published,
                    can_withdraw: !was_published,
                    ..view("refused", badge, say(name))
                }
            }
        }
    }

    /// That a post waits, and how long that usually takes, where it is known.
    fn waiting(&self, name: &str) -> String {
        let waits = self.frame.say(name);
        match self
            .usual_waiting_secs
            .and_then(|secs| i64::try_from(secs).ok())
        {
            Some(secs) => {
                let usual = self.frame.times.duration(secs);
                format!("{waits} {}", self.frame.name("post-usual-waiting", &usual))
            }
            None => waits.into_owned(),
        }
    }

    fn gap(&self, gap: &Gap) -> String {
        match gap {
            Gap::Removed { ground } if ground.is_empty() => {
                self.frame.say("gap-removed").into_owned()
            }
            Gap::Removed { ground } => self.frame.name("gap-removed-for", ground),
            Gap::Withdrawn => self.frame.say("gap-withdrawn").into_owned(),
            Gap::Erased => self.frame.say("gap-erased").into_owned(),
        }
    }

    fn other_lang(&self, lang: Lang) -> Option<&'static str> {
        (lang != self.frame.lang).then(|| lang.tag())
    }
}

/// Says below a published post of one's own that its newer text waits.
fn mark(entries: &mut [Entry], short: &str, state: StateView) {
    if let Some(entry) = entries.iter_mut().find(|entry| entry.short == short) {
        entry.state = Some(state);
    }
}

/// Puts one's own waiting answer behind all other answers to the same post.
fn below(entries: &mut Vec<Entry>, parent: &str, mut own: Entry) {
    let Some(at) = entries.iter().position(|entry| entry.short == parent) else {
        return;
    };
    own.depth = entries[at].depth + 1;
    let behind = entries[at + 1..]
        .iter()
        .take_while(|it| it.depth > entries[at].depth)
        .count();
    entries.insert(at + 1 + behind, own);
}

/// Works out where lists of answers begin and end.
fn nest(entries: &mut [Entry]) {
    for at in 0..entries.len() {
        let depth = entries[at].depth;
        let next = entries.get(at + 1).map_or(0, |entry| entry.depth);
        entries[at].opens = next > depth;
        let closes = usize::try_from((depth - next).max(0)).unwrap_or(0);
        entries[at].closes = vec![(); closes];
    }
    // A level that is skipped is not opened, so it must not be closed either.
    let mut depth = 0;
    for entry in entries {
        let closes = entry.closes.len().min(depth);
        entry.closes.truncate(closes);
        depth -= closes;
        depth += usize::from(entry.opens);
    }
}
