//! Which post answers which, in whatever order they come: orphans, late parents, doubles and circles of one.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::tally::Tally;
use crate::model::{Finding, Place, Post, PostState, Record};

/// Orphans that are told by name; the others are counted.
const MOST_NAMED: usize = 1_000;
/// Posts whose ids are kept: memory for them ends at some fifty megabytes, just before it would be doubled.
const MOST_KEPT: usize = 3_500_000;
/// Nothing on the web was written before.
const FIRST_YEAR: i16 = 1991;

/// What is known of the posts of a source so far. Ids are kept as 64-bit hashes, nine bytes for each post: two of a
/// million posts meet by chance once in some forty million sources, and then one finding is wrong.
#[derive(Default)]
pub(crate) struct Ties {
    seen: HashSet<u64>,
    threads: HashSet<u64>,
    deleted: HashSet<u64>,
    /// Parents that have not come yet, and how many answers wait for them.
    awaited: HashMap<u64, u32>,
    named: Vec<(u64, String, String)>,
    late: u64,
    below_deleted: u64,
    without_mail: u64,
    /// Posts behind [`MOST_KEPT`]: whom they answer is not looked at.
    unwatched: u64,
}

impl Ties {
    /// Whether a thread is met for the first time.
    pub(crate) fn opens(&mut self, thread: &str) -> bool {
        self.threads.insert(hash(thread))
    }

    /// Looks at a post on its way out, and says with it what is odd about it.
    pub(crate) fn take(&mut self, post: &mut Post) {
        if self.seen.len() + 2 * self.awaited.len() >= MOST_KEPT {
            let own = hash(&post.source_id);
            self.late += u64::from(self.awaited.remove(&own).is_some());
            self.unwatched += 1;
            return oddities(post);
        }
        if post.source_id.is_empty() {
            post.findings.push(Finding::doubtful(
                "id",
                "it has no id: nothing can answer it",
            ));
        } else if !self.seen.insert(hash(&post.source_id)) {
            let what = format!("there is another post {}", post.source_id);
            post.findings.push(Finding::doubtful("id", what));
        }
        let own = hash(&post.source_id);
        if self.awaited.remove(&own).is_some() {
            self.late += 1;
        }
        if post.state == PostState::Deleted {
            self.deleted.insert(own);
        }
        self.tie(post);
        if !self.threads.is_empty() && !self.threads.contains(&hash(&post.thread)) {
            let what = format!("its thread {} is not in the source", post.thread);
            post.findings.push(Finding::doubtful("thread", what));
        }
        oddities(post);
        self.without_mail +=
            u64::from(post.author.email.is_empty() && post.author.account.is_none());
    }

    fn tie(&mut self, post: &mut Post) {
        if post
            .parent
            .as_ref()
            .is_some_and(|parent| *parent == post.source_id)
        {
            post.parent = None;
            let what = "it answers itself and stands at the top";
            post.findings.push(Finding::doubtful("parent", what));
        }
        let Some(parent) = &post.parent else { return };
        let tie = hash(parent);
        if self.deleted.contains(&tie) {
            self.below_deleted += 1;
        }
        if !self.seen.contains(&tie) {
            *self.awaited.entry(tie).or_default() += 1;
            if self.named.len() < MOST_NAMED {
                self.named
                    .push((tie, parent.clone(), post.source_id.clone()));
            }
        }
    }

    /// Tells at the end of the source what was left out, and then which parents never came.
    pub(crate) fn tell_last(&self, tally: &Tally, ready: &mut VecDeque<Record>) {
        let told = tally.findings().into_iter().chain(self.findings());
        ready.extend(told.map(Record::Finding));
    }

    /// Whose parents never came, and what else was noticed of who answers whom.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let orphans: u64 = self.awaited.values().map(|count| u64::from(*count)).sum();
        let named = self
            .named
            .iter()
            .filter(|(tie, _, _)| self.awaited.contains_key(tie));
        for (_, parent, child) in named.clone() {
            let what = format!("it answers {parent}, which is not in the source");
            findings.push(Finding::doubtful(Place::path("parent").of(child), what));
        }
        let others = orphans.saturating_sub(named.count() as u64);
        let counts = [
            (
                others,
                "further posts answer posts that are not in the source",
            ),
            (self.late, "posts were answered before they came"),
            (self.below_deleted, "posts answer posts that were deleted"),
            (
                self.without_mail,
                "posts have neither an account nor an e-mail address",
            ),
            (
                self.unwatched,
                "posts at the end are more than are kept in mind: whom they answer was not looked at",
            ),
        ];
        for (count, what) in counts.into_iter().filter(|(count, _)| *count > 0) {
            findings.push(Finding::note("posts", format!("{count} {what}")));
        }
        findings
    }
}

fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

fn oddities(post: &mut Post) {
    match post.written_at {
        None if post
            .findings
            .iter()
            .all(|finding| finding.place.path != "date") =>
        {
            let what = "the time of writing is unknown";
            post.findings.push(Finding::doubtful("date", what));
        }
        Some(time) if time.to_zoned(jiff::tz::TimeZone::UTC).year() < FIRST_YEAR => {
            let what = format!("it says it was written on {}", time.strftime("%Y-%m-%d"));
            post.findings.push(Finding::doubtful("date", what));
        }
        _ => {}
    }
    if post.text.is_empty() && post.state != PostState::Deleted {
        post.findings
            .push(Finding::doubtful("text", "there are no words in it"));
    }
}
