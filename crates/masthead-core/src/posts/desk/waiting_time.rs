//! How long a post usually waits just now, said only when it is known.

use std::time::Duration;

use masthead_db::{DbError, Time, Tx};

use super::{Queue, store};

/// The last decisions that are looked at.
const SAMPLE: i64 = 50;
/// Fewer than these say nothing.
const SAMPLE_MIN: usize = 5;
/// Older than this, a decision says nothing about now.
const FRESH: Duration = Duration::from_secs(3 * 60 * 60);

/// The median of what the last posts waited, in seconds; nothing when too few were decided lately to promise anything.
pub async fn usual_waiting_secs(tx: &mut Tx, now: Time) -> Result<Option<u64>, DbError> {
    let rows = store::list_waited(tx, Queue::New, now.before(FRESH), SAMPLE).await?;
    Ok(median(rows.iter().map(|row| row.waited_secs).collect()))
}

fn median(mut waited: Vec<i64>) -> Option<u64> {
    if waited.len() < SAMPLE_MIN {
        return None;
    }
    waited.sort_unstable();
    u64::try_from(waited[waited.len() / 2]).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_forgotten_post_does_not_change_what_is_usual() {
        assert_eq!(median(vec![60, 50, 70, 86_400, 55]), Some(60));
    }

    #[test]
    fn too_few_decisions_promise_nothing() {
        assert_eq!(median(vec![60, 60, 60, 60]), None);
    }
}
