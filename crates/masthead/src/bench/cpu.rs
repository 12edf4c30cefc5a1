//! How much processor time a process and its children have used, as the kernel counts it.

use std::collections::HashMap;
use std::fs;
use std::time::Duration;

use anyhow::{Context, Result};

/// The kernel counts in hundredths of a second on every Linux we run on (`getconf CLK_TCK`).
const TICKS_PER_SEC: u64 = 100;

/// The processor time of a process and everything it started that still runs.
///
/// # Errors
/// The process has ended, or the machine has no `/proc`.
pub(crate) fn used_by(process: u32) -> Result<Duration> {
    let all = every_process().context("/proc cannot be read")?;
    let own = all.get(&process).context("the process has ended")?;
    let mut ticks = own.ticks;
    let mut parents = vec![process];
    while let Some(parent) = parents.pop() {
        for (child, stat) in all.iter().filter(|(_, stat)| stat.parent == parent) {
            ticks += stat.ticks;
            parents.push(*child);
        }
    }
    Ok(Duration::from_millis(ticks * 1_000 / TICKS_PER_SEC))
}

/// The processor time of this process and of all children that have ended and were waited for.
///
/// # Errors
/// The machine has no `/proc`.
pub(crate) fn used_with_ended_children() -> Result<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").context("/proc cannot be read")?;
    let (_, fields) = stat.rsplit_once(") ").context("a stat line has a name")?;
    // Ours and theirs, in user mode and in the kernel (proc(5), fields 14 to 17).
    let fields = fields.split(' ').skip(11).take(4);
    let ticks = fields.map(str::parse::<u64>).sum::<Result<u64, _>>()?;
    Ok(Duration::from_millis(ticks * 1_000 / TICKS_PER_SEC))
}

struct Stat {
    parent: u32,
    ticks: u64,
}

fn every_process() -> Result<HashMap<u32, Stat>> {
    let entries = fs::read_dir("/proc")?.flatten();
    let processes = entries.filter_map(|entry| {
        let process: u32 = entry.file_name().to_str()?.parse().ok()?;
        let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
        Some((process, read(&stat)?))
    });
    Ok(processes.collect())
}

/// Reads the fields behind the name, which stands in brackets and may hold anything (proc(5)).
fn read(stat: &str) -> Option<Stat> {
    let (_, fields) = stat.rsplit_once(") ")?;
    let fields: Vec<&str> = fields.split(' ').collect();
    let number = |at: usize| fields.get(at)?.parse::<u64>().ok();
    Some(Stat {
        parent: fields.get(1)?.parse().ok()?,
        ticks: number(11)? + number(12)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_behind_a_name_with_brackets_are_found() {
        let stat =
            read("7 (a) b) S 3 7 7 0 -1 0 0 0 0 0 40 2 0 0 20 0 1").expect("it is a stat line");
        assert_eq!((stat.parent, stat.ticks), (3, 42));
    }

    #[test]
    fn our_own_process_is_there() {
        used_by(std::process::id()).expect("we run");
    }
}
