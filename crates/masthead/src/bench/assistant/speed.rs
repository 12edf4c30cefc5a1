//! What it costs, on one core: judging, learning, learning everything again, judging a queue again, room.

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use masthead_assistant::{Duplicates, Post, Print};

use super::line::{Line, Pupil, lines};
use super::table::{Bar, Table};

/// Runs of each measurement; the quickest counts. Processor time, because machines are shared.
const RUNS: usize = 5;

const RELEARNED: usize = 100_000;
const WAITING: usize = 1_000;

/// Searches that are timed together: the kernel's account is not kept for each microsecond.
const SEARCHES: u16 = 2_000;

pub(super) fn measure(folder: &Path, table: &mut Table) -> Result<()> {
    let set = lines(folder, "rp-mod-train")?;
    let posts: Vec<(Post<'_>, bool)> = set
        .iter()
        .map(|line| (line.post(), line.is_refused()))
        .collect();
    let mut pupil = Pupil::of(set.iter());
    let score = quickest(|| {
        for (post, _) in &posts {
            black_box(pupil.assistant.predict(post, &mut pupil.reading));
        }
    });
    let both = quickest(|| {
        for (post, is_refused) in &posts {
            black_box(pupil.learn(post, *is_refused));
        }
    });
    let each = |time: Duration| time.as_secs_f64() * 1e6 / posts.len() as f64;
    table.check("score a post, µs", Bar::AtMost(15.0), "54", each(score));
    table.check(
        "learn it, µs more",
        Bar::AtMost(15.0),
        "7",
        each(both) - each(score),
    );
    table.check(
        "100,000 decisions relearned, s",
        Bar::AtMost(5.0),
        "6.1",
        relearn(&posts),
    );
    let waiting = quickest(|| {
        for (post, _) in &posts[..WAITING] {
            black_box(pupil.assistant.predict(post, &mut pupil.reading));
        }
    });
    table.check(
        "1,000 waiting posts judged again, ms",
        Bar::AtMost(50.0),
        "",
        waiting.as_secs_f64() * 1e3,
    );
    let room = pupil.assistant.bytes_in_memory() as f64 / 1e6;
    table.check("state of the main head, MB", Bar::AtMost(32.0), "20", room);
    table.check(
        "a duplicate among 100,000, ms",
        Bar::AtMost(0.1),
        "0.1",
        duplicate(&set),
    );
    Ok(())
}

fn quickest(mut run: impl FnMut()) -> Duration {
    let times = (0..RUNS).map(|_| {
        let began = processor_time();
        run();
        processor_time().saturating_sub(began)
    });
    times.min().unwrap_or_default()
}

/// What this thread has had of a processor so far, from the kernel's own account; nothing where there is none.
fn processor_time() -> Duration {
    let account = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = account
        .split(' ')
        .next()
        .and_then(|nanos| nanos.parse().ok());
    Duration::from_nanos(nanos.unwrap_or_default())
}

fn relearn(posts: &[(Post<'_>, bool)]) -> f64 {
    let began = processor_time();
    let mut pupil = Pupil::default();
    for (post, is_refused) in posts.iter().cycle().take(RELEARNED) {
        pupil.learn(post, *is_refused);
    }
    black_box(pupil.assistant.decided());
    processor_time().saturating_sub(began).as_secs_f64()
}

fn duplicate(set: &[Line]) -> f64 {
    let prints: Vec<Print> = set
        .iter()
        .map(|line| Print::of(line.text("text")).0)
        .collect();
    let mut seen = Duplicates::default();
    for (id, print) in prints
        .iter()
        .cycle()
        .take(masthead_assistant::REMEMBERED)
        .enumerate()
    {
        seen.remember(*print, id);
    }
    let unknown = Print::of("this was never written before, in no newspaper of the world").0;
    let time = quickest(|| {
        for _ in 0..SEARCHES {
            black_box(seen.find(unknown).count());
        }
    });
    time.as_secs_f64() * 1e3 / f64::from(SEARCHES)
}
