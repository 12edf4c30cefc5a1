//! `masthead inspect`: says what files are and what is in them. Needs no site and changes nothing.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use jiff::tz::TimeZone;
use masthead_formats::{Finding, Format, Kind};

use super::open::{self, OpenError, Opened};
use super::report::Report;
use crate::commands::import::plain;

/// Findings of a sort that are shown; `--json` has more.
const SHOWN: usize = 50;

/// What to look at.
#[derive(clap::Args)]
pub(crate) struct Inspect {
    /// What the files are; found out if not said.
    #[arg(long, default_value = "auto", value_name = "FORMAT")]
    format: String,
    /// The zone of times that have none.
    #[arg(long, default_value = "UTC", value_name = "ZONE")]
    zone: String,
    /// Seconds after which to stop reading, whatever is left of a file.
    #[arg(long, value_name = "SECS")]
    within: Option<u64>,
    /// For programs: a list with an object for each file.
    #[arg(long)]
    json: bool,
    /// The files.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Looks at each file. Code 0: all were read to their end; 2: one was not, because of what is in it; 1: because of the
/// disk.
pub(crate) fn inspect(request: &Inspect) -> Result<ExitCode> {
    let format = open::format(&request.format)?;
    let zone = open::zone(&request.zone)?;
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let mut code = 0;
    for (place, file) in request.files.iter().enumerate() {
        let (report, its_code) = one(file, format, &zone, request.within);
        code = match (code, its_code) {
            (1, _) | (_, 1) => 1,
            (one, other) => one.max(other),
        };
        if request.json {
            writeln!(out, "{}", if place == 0 { "[" } else { "," })?;
            serde_json::to_writer_pretty(&mut out, &report)?;
        } else {
            print(&report, &mut out)?;
        }
    }
    if request.json {
        writeln!(out, "\n]")?;
    }
    out.flush()?;
    Ok(ExitCode::from(code))
}

fn one(file: &Path, format: Option<Format>, zone: &TimeZone, secs: Option<u64>) -> (Report, u8) {
    let report = match open::open(file, format, zone, open::within(secs)) {
        Ok(Opened::Photo(photo)) => Report::of_photo(file, *photo),
        Ok(Opened::Records(format, records)) => Report::of_records(file, format.word(), records),
        Err(error) => {
            let code = if OpenError::is_of_the_file(&error) {
                2
            } else {
                1
            };
            return (Report::unread(file, &error), code);
        }
    };
    let code = if report.broke_off.is_some() { 2 } else { 0 };
    (report, code)
}

fn print(report: &Report, out: &mut impl Write) -> std::io::Result<()> {
    let file = plain(&report.file);
    match report.format.as_str() {
        "" => writeln!(out, "{file}")?,
        format => writeln!(out, "{file}: {format}")?,
    }
    for (item, count) in &report.items {
        writeln!(out, "  {count:>8}  {item}")?;
    }
    for right in &report.rights {
        let values = plain(&right.values.join("; "));
        writeln!(out, "  {:<20}  {values}  ({})", right.field, right.from)?;
    }
    if !report.private.is_empty() {
        writeln!(out, "  private: {}", report.private.join(", "))?;
    }
    sort(report, "doubtful", &[Kind::Doubtful], out)?;
    sort(report, "would be lost", &[Kind::Lossy, Kind::Refused], out)?;
    sort(report, "changed in form", &[Kind::Note], out)?;
    match &report.broke_off {
        Some(why) => writeln!(out, "  NOT READ TO ITS END: {}", plain(why)),
        None => Ok(()),
    }
}

/// The findings of a sort, the first of them in full.
fn sort(report: &Report, title: &str, kinds: &[Kind], out: &mut impl Write) -> std::io::Result<()> {
    let counts = kinds.iter().map(|kind| report.noticed.get(kind.word()));
    let total: u64 = counts.flatten().sum();
    if total == 0 {
        return Ok(());
    }
    writeln!(out, "  {title}: {total}")?;
    let mut shown = 0;
    for Finding { place, what, .. } in report.of_kinds(kinds).take(SHOWN) {
        shown += 1;
        writeln!(out, "    {}: {}", plain(&place.to_string()), plain(what))?;
    }
    match total - shown {
        0 => Ok(()),
        more => writeln!(out, "    and {more} more; --json has them"),
    }
}
