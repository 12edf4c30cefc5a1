//! Whether what the site keeps is all there: the log's chain, the counters, the files, the pictures.

use masthead_core::articles::{self, MediaState};
use masthead_core::kernel::App;
use masthead_core::kernel::audit::{self, Verdict};
use masthead_core::posts;
use masthead_db::transact;

use super::Closely;
use super::report::Report;

/// Names listed before the rest is only counted.
const NAMED: usize = 5;

pub(super) async fn look(report: &mut Report, app: &App, closely: Closely) {
    look_at_the_log(report, app).await;
    look_at_the_counters(report, app).await;
    look_at_the_files(report, app, closely).await;
    look_at_the_pictures(report, app).await;
}

async fn look_at_the_log(report: &mut Report, app: &App) {
    match audit::verify(app).await {
        Ok(Verdict::Whole(entries)) => {
            report.well("audit log", format!("whole, {entries} entries"));
        }
        Ok(Verdict::Broken { seq, how }) => {
            let todo = "keep this database as evidence and compare it with a backup from before that entry";
            report.bad("audit log", format!("broken at entry {seq}: {how}"), todo);
        }
        Err(error) => report.bad("audit log", error.to_string(), "see “database” above"),
    }
}

/// Counts everything again. A counter is not put right from here: it changes in the transaction that it counts, so one
/// that is wrong is a fault of the program, and its trace should not be wiped away.
async fn look_at_the_counters(report: &mut Report, app: &App) {
    match transact!(app.db.read(), |tx| { posts::recount(tx).await }) {
        Ok(drifts) if drifts.is_empty() => report.well("counters", "counted again, all equal"),
        Ok(drifts) => {
            let named = drifts.iter().take(NAMED).map(|it| {
                format!(
                    "{} {} says {} and has {}",
                    it.what, it.of, it.kept, it.counted
                )
            });
            let what = format!(
                "{} differ: {}",
                drifts.len(),
                named.collect::<Vec<_>>().join(", ")
            );
            report.bad(
                "counters",
                what,
                "the site goes on; report this line, it is a fault of the program",
            );
        }
        Err(error) => report.bad("counters", error.to_string(), "see “database” above"),
    }
}

async fn look_at_the_files(report: &mut Report, app: &App, closely: Closely) {
    if let Err(error) = app.files.check().await {
        let todo =
            "the folder “files” must belong to the account that runs Masthead, on a disk with room";
        return report.bad("files", error.to_string(), todo);
    }
    match articles::find_missing_files(app, closely.thorough).await {
        Ok(found) if found.missing.is_empty() && found.damaged.is_empty() => {
            let how = if closely.thorough {
                "there and unchanged"
            } else {
                "there"
            };
            report.well("files", format!("{} named, all {how}", found.named));
        }
        Ok(found) => {
            let todo = "copy them from a backup (they stand in it under files/): tar xf BACKUP -C DATA files";
            if !found.missing.is_empty() {
                report.bad(
                    "files",
                    format!("{} missing: {}", found.missing.len(), some(&found.missing)),
                    todo,
                );
            }
            if !found.damaged.is_empty() {
                report.bad(
                    "files",
                    format!("{} damaged: {}", found.damaged.len(), some(&found.damaged)),
                    todo,
                );
            }
        }
        Err(error) => report.bad(
            "files",
            error.to_string(),
            "look at the folder “files” in the data folder",
        ),
    }
}

fn some(files: &[(String, String)]) -> String {
    let mut named: Vec<String> = files
        .iter()
        .take(NAMED)
        .map(|(file, short)| {
            format!(
                "files/{}/{} of picture {short}",
                &file[..2.min(file.len())],
                &file[2.min(file.len())..]
            )
        })
        .collect();
    if files.len() > NAMED {
        named.push("…".to_owned());
    }
    named.join(", ")
}

async fn look_at_the_pictures(report: &mut Report, app: &App) {
    let counts = match articles::count_media(app).await {
        Ok(counts) => counts,
        Err(error) => return report.bad("pictures", error.to_string(), "see “database” above"),
    };
    let of = |state| {
        counts
            .iter()
            .find(|(it, _)| *it == state)
            .map_or(0, |(_, total)| *total)
    };
    let (drawn, failed) = (of(MediaState::Drawn), of(MediaState::Failed));
    let waiting = of(MediaState::Expected) + of(MediaState::Stored);
    let what = format!("{drawn} drawn, {waiting} waiting, {failed} failed");
    if failed > 0 {
        report.notable(
            "pictures",
            what,
            "each says in the newsroom, under media, what its trouble is",
        );
    } else {
        report.well("pictures", what);
    }
}
