//! Who looks at a thread just now, and hears of new posts in it.
//!
//! Each thread that somebody looks at has one number: how many posts it has got since somebody began to look. A listener
//! waits for it to change and reads it, so that nothing piles up for one who is slow, and ten thousand listeners cost
//! little more than their connections.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use masthead_core::kernel::events::Event;
use masthead_core::kernel::{PostId, ThreadId};
use tokio::sync::watch;

/// Listeners that one node takes; more are asked to come again.
const LISTENERS_MAX: usize = 20_000;

/// Posts that are remembered so as not to be told twice: an event is heard at its commit and again from the feed.
const REMEMBERED_POSTS: usize = 4_096;

/// Everybody who listens on this node.
#[derive(Default)]
pub struct Live(Mutex<Listened>);

#[derive(Default)]
struct Listened {
    threads: HashMap<ThreadId, watch::Sender<u64>>,
    told: HashSet<PostId>,
    told_in_order: VecDeque<PostId>,
}

impl Live {
    /// Listens to a thread; nothing when too many listen already.
    pub fn listen(&self, thread: ThreadId) -> Option<watch::Receiver<u64>> {
        let mut listened = self.lock();
        listened
            .threads
            .retain(|_, sender| sender.receiver_count() > 0);
        let listeners: usize = listened
            .threads
            .values()
            .map(watch::Sender::receiver_count)
            .sum();
        if listeners >= LISTENERS_MAX {
            return None;
        }
        let sender = listened
            .threads
            .entry(thread)
            .or_insert_with(|| watch::Sender::new(0));
        Some(sender.subscribe())
    }

    /// Tells those who listen what has happened; telling it twice does no harm.
    pub fn hear(&self, event: &Event) {
        let Event::PostPublished { post, thread, .. } = event else {
            return;
        };
        let mut listened = self.lock();
        if !listened.remember(*post) {
            return;
        }
        if let Some(sender) = listened.threads.get(thread) {
            sender.send_modify(|posts| *posts += 1);
        }
    }

    /// Ends all listening, so that the site can stop.
    pub fn stop(&self) {
        self.lock().threads.clear();
    }

    fn lock(&self) -> MutexGuard<'_, Listened> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Listened {
    /// Whether the post was not told yet.
    fn remember(&mut self, post: PostId) -> bool {
        if !self.told.insert(post) {
            return false;
        }
        self.told_in_order.push_back(post);
        if self.told_in_order.len() > REMEMBERED_POSTS
            && let Some(oldest) = self.told_in_order.pop_front()
        {
            self.told.remove(&oldest);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use masthead_core::kernel::{ArticleId, Ids, Time};

    use super::*;

    fn published(thread: ThreadId) -> Event {
        let now = Time::from_micros(1);
        let article: ArticleId = Ids.at(now);
        Event::PostPublished {
            post: Ids.at(now),
            thread,
            article,
        }
    }

    #[test]
    fn a_post_is_told_once_to_those_who_look_at_its_thread() {
        let (live, now) = (Live::default(), Time::from_micros(1));
        let (here, elsewhere): (ThreadId, ThreadId) = (Ids.at(now), Ids.at(now));
        let mut listener = live.listen(here).expect("few listen");
        let mut other = live.listen(elsewhere).expect("few listen");

        let event = published(here);
        live.hear(&event);
        live.hear(&event);
        live.hear(&published(here));

        assert_eq!(*listener.borrow_and_update(), 2);
        assert_eq!(*other.borrow_and_update(), 0);
    }

    #[test]
    fn a_thread_that_nobody_looks_at_any_more_is_forgotten() {
        let (live, now) = (Live::default(), Time::from_micros(1));
        let thread: ThreadId = Ids.at(now);
        drop(live.listen(thread));
        let _other = live.listen(Ids.at(now));
        assert!(!live.lock().threads.contains_key(&thread));
    }
}
