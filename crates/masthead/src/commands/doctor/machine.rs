//! The machine below the site: room on its disk, its clock, who can read its secrets.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use masthead_core::kernel::{App, audit};
use masthead_db::transact;

use super::report::Report;
use crate::config::Config;

/// Below this a busy day fills the disk.
const LITTLE_BYTES: u64 = 1 << 30;
/// Below this the database soon cannot write.
const TOO_LITTLE_BYTES: u64 = 100 << 20;

/// A clock may stand behind the newest entry by this much, for a leap second or a hasty correction.
const BEHIND_MICROS: i64 = 2_000_000;

pub(super) fn look(report: &mut Report, config: &Config) {
    look_at_the_disk(report, &config.data);
    look_at_the_secrets(report, &config.data);
}

fn look_at_the_disk(report: &mut Report, data: &Path) {
    let Ok(disk) = rustix::fs::statvfs(data) else {
        let todo = "is --data right, and may this account read it?";
        return report.bad(
            "data folder",
            format!("{} cannot be looked at", data.display()),
            todo,
        );
    };
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    let what = format!("{} has {} MB free", data.display(), free >> 20);
    if free < TOO_LITTLE_BYTES {
        report.bad(
            "disk",
            what,
            "make room now; what was acknowledged is kept, and new posts are refused until then",
        );
    } else if free < LITTLE_BYTES || disk.f_favail < 1_000 {
        report.notable("disk", what, "make room soon");
    } else {
        report.well("disk", what);
    }
}

fn look_at_the_secrets(report: &mut Report, data: &Path) {
    for name in ["secret", "masthead.toml"] {
        let path = data.join(name);
        let Ok(found) = std::fs::metadata(&path) else {
            continue;
        };
        let mode = found.permissions().mode() & 0o777;
        if mode & 0o077 != 0 && name == "secret" {
            let todo = format!("chmod 600 {}", path.display());
            report.bad(
                "secrets",
                format!("{} can be read by others", path.display()),
                todo,
            );
        } else if mode & 0o002 != 0 {
            let todo = format!("chmod 640 {}", path.display());
            report.bad(
                "secrets",
                format!("{} can be changed by others", path.display()),
                todo,
            );
        }
    }
}

/// A clock that was set back makes new posts older than the ones they answer, and leases that do not end.
pub(super) async fn look_at_the_clock(report: &mut Report, app: &App) {
    let newest = transact!(app.db.read(), |tx| { audit::newest(tx, 1).await });
    let now = app.now();
    let ahead = newest
        .ok()
        .and_then(|entries| {
            entries
                .first()
                .map(|entry| entry.at.as_micros() - now.as_micros())
        })
        .unwrap_or(0);
    if ahead > BEHIND_MICROS {
        let what = format!(
            "stands {} seconds behind the newest entry of the log",
            ahead / 1_000_000
        );
        report.bad(
            "clock",
            what,
            "set the clock (timedatectl status) and restart the site",
        );
    } else {
        report.well("clock", "not behind the log");
    }
}
