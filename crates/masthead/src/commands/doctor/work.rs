//! Whether work is being done: jobs, letters, the mail server.

use std::collections::BTreeMap;
use std::time::Duration;

use masthead_core::kernel::{App, Time, letters};
use masthead_db::transact;
use masthead_jobs::{JobState, Listed};

use super::report::Report;

/// A job that is due for longer means that nobody works.
const OVERDUE: Duration = Duration::from_secs(15 * 60);

/// Jobs looked at in each state.
const LOOKED_AT: i64 = 200;

pub(super) async fn look(report: &mut Report, app: &App) {
    look_at_the_jobs(report, app).await;
    look_at_the_mail(report, app).await;
}

async fn look_at_the_jobs(report: &mut Report, app: &App) {
    let read = transact!(app.db.read(), |tx| {
        let given_up = masthead_jobs::list(tx, JobState::GivenUp, None, LOOKED_AT).await?;
        let waiting = masthead_jobs::list(tx, JobState::Waiting, None, LOOKED_AT).await?;
        Ok::<_, masthead_db::DbError>((given_up, waiting))
    });
    let (given_up, waiting) = match read {
        Ok(read) => read,
        Err(error) => return report.bad("jobs", error.to_string(), "see “database” above"),
    };
    let overdue = waiting
        .iter()
        .filter(|job| is_overdue(job, app.now()))
        .count();
    if overdue > 0 {
        let todo = "is “masthead serve” or “masthead work” running, and is jobs = “off” nowhere it should not be?";
        report.bad(
            "jobs",
            format!("{overdue} due for more than a quarter of an hour"),
            todo,
        );
    } else {
        report.well("jobs", format!("{} waiting, none overdue", waiting.len()));
    }
    if !given_up.is_empty() {
        let todo = "mend the cause and repeat them in the newsroom, under jobs";
        report.notable(
            "jobs",
            format!("{} given up: {}", given_up.len(), by_kind(&given_up)),
            todo,
        );
    }
}

fn is_overdue(job: &Listed, now: Time) -> bool {
    let waited = now.as_micros().saturating_sub(job.due_at.as_micros());
    u128::try_from(waited).is_ok_and(|waited| waited > OVERDUE.as_micros())
}

/// Each kind with its number and the newest reason.
fn by_kind(jobs: &[Listed]) -> String {
    let mut kinds: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for job in jobs.iter().rev() {
        let kind = kinds.entry(&job.kind).or_default();
        *kind = (
            kind.0 + 1,
            job.reason.as_deref().unwrap_or("no reason noted"),
        );
    }
    let lines = kinds
        .iter()
        .map(|(kind, (count, reason))| format!("{count} × {kind} ({reason})"));
    lines.collect::<Vec<_>>().join(", ")
}

async fn look_at_the_mail(report: &mut Report, app: &App) {
    match app.mail.check().await {
        Ok(()) => report.well("mail", "the way out is open"),
        Err(why) => report.bad(
            "mail",
            why,
            "look at mail.… in masthead.toml; letters wait and are not lost",
        ),
    }
    match letters::standing(app).await {
        Ok(standing) if standing.given_up == 0 => {
            report.well("letters", format!("{} waiting", standing.waiting));
        }
        Ok(standing) => {
            let last = standing.last_error.unwrap_or_default();
            let what = format!(
                "{} waiting, {} given up (last: {last})",
                standing.waiting, standing.given_up
            );
            report.notable(
                "letters",
                what,
                "the address does not exist or the server refuses the sender",
            );
        }
        Err(error) => report.bad("letters", error.to_string(), "see “database” above"),
    }
}
