//! `masthead import`: brings in files of other systems and says what became of every item.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use masthead_core::imports::{self, Line, Options, Outcome, Totals};
use masthead_core::kernel::App;
use masthead_core::{accounts, screening};
use masthead_formats::{Format, Surroundings, detect};

use crate::config::Config;

/// Enough of a file to know what it is.
const BEGINNING_BYTES: u64 = 64 * 1024;
/// No picture beside an article is larger.
const MOST_PICTURE_BYTES: u64 = 100 * 1024 * 1024;

/// What to import, and how.
#[derive(clap::Args)]
pub(crate) struct Import {
    /// What the files are: auto, or one of wordpress, ghost, ninjs, newsml-g2, nitf, feed, page, text, markdown, disqus,
    /// coral, isso, isso-json, remark42, commento, artrans, masthead.
    #[arg(long, default_value = "auto", value_name = "FORMAT")]
    format: String,
    /// Seconds after which to stop reading, whatever is left of a file.
    #[arg(long, value_name = "SECS")]
    within: Option<u64>,
    /// Say what would happen, and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// The files.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Imports the files, one after the other, and prints a line for each item and the totals. Everything went in: code 0;
/// something did not: code 2, and it is named.
pub(crate) async fn import(config: &Config, request: &Import) -> Result<ExitCode> {
    let format = match request.format.as_str() {
        "auto" => None,
        word => match Format::named(word) {
            Some(format) => Some(format),
            None => bail!("`{word}` is no format; use auto, {}", words()),
        },
    };
    let app = super::app(config).await?;
    if !request.dry_run {
        accounts::publish_first(&app).await?;
        screening::sow_grounds(&app).await?;
    }
    let mut totals = Totals::default();
    let mut out = std::io::BufWriter::new(std::io::stdout());
    for file in &request.files {
        let of_file = one(&app, request, format, file, &mut out).await;
        out.flush()?;
        totals.add(&of_file.with_context(|| format!("{} did not go in whole", file.display()))?);
    }
    print_totals(&totals, request.dry_run, &mut out)?;
    out.flush()?;
    Ok(if totals.all_went_in() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(2)
    })
}

/// The words of all formats.
pub(super) fn words() -> String {
    Format::all()
        .map(Format::word)
        .collect::<Vec<_>>()
        .join(", ")
}

async fn one(
    app: &App,
    request: &Import,
    format: Option<Format>,
    file: &Path,
    out: &mut (impl Write + Send),
) -> Result<Totals> {
    let name = file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let open = || File::open(file).with_context(|| "it cannot be opened".to_owned());
    let mut beginning = Vec::new();
    open()?.take(BEGINNING_BYTES).read_to_end(&mut beginning)?;
    let Some(format) = format.or_else(|| detect(&name, &beginning)) else {
        bail!(
            "it is nothing that is known here; say what it is with --format {}",
            words()
        );
    };
    writeln!(out, "{} ({})", file.display(), format.word())?;
    let folder = file.parent().unwrap_or(Path::new("."));
    let beside = |path: &str| read_beside(folder, path);
    let zone = zone(app)?;
    let around = Surroundings {
        file_name: &name,
        zone: &zone,
        beside: &|name| {
            let file = File::open(folder.join(Path::new(name).file_name()?)).ok()?;
            Some(Box::new(BufReader::new(file)) as Box<dyn BufRead>)
        },
        is_time_up: super::foreign::within(request.within),
    };
    let records = masthead_formats::open(format, BufReader::new(open()?), &around)?;
    let options = Options {
        is_dry_run: request.dry_run,
        by: None,
        beside: Some(&beside),
    };
    let mut told = Ok(());
    let mut tell = |line: &Line| {
        if told.is_ok() {
            told = print_line(line, out);
        }
    };
    let totals = imports::import(app, records, options, &mut tell).await?;
    told?;
    Ok(totals)
}

fn zone(app: &App) -> Result<jiff::tz::TimeZone> {
    let name = &app.settings().zone;
    jiff::tz::TimeZone::get(name)
        .with_context(|| format!("the site's time zone {name} is not known"))
}

/// A file below the folder of the article, by a relative path. Nothing outside the folder is ever read.
fn read_beside(folder: &Path, path: &str) -> Option<Vec<u8>> {
    let folder = folder.canonicalize().ok()?;
    let path = percent_decoded(path.split(['?', '#']).next()?);
    let file = folder
        .join(path.trim_start_matches("./"))
        .canonicalize()
        .ok()?;
    if !file.starts_with(&folder)
        || !file.is_file()
        || file.metadata().ok()?.len() > MOST_PICTURE_BYTES
    {
        return None;
    }
    std::fs::read(file).ok()
}

/// Addresses in documents have their spaces and brackets encoded.
fn percent_decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let pair = after
            .get(..2)
            .and_then(|pair| std::str::from_utf8(pair).ok());
        match pair
            .filter(|_| *first == b'%')
            .and_then(|pair| u8::from_str_radix(pair, 16).ok())
        {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn print_line(line: &Line, out: &mut impl Write) -> std::io::Result<()> {
    let Line {
        kind,
        source_id,
        title,
        outcome,
        findings,
    } = line;
    write!(
        out,
        "  {}: {kind} {source_id} “{}”",
        outcome.word(),
        plain(title)
    )?;
    match outcome {
        Outcome::LeftOut(why) | Outcome::Failed(why) => writeln!(out, ": {}", plain(why))?,
        _ => writeln!(out)?,
    }
    for finding in findings {
        writeln!(out, "      {}", plain(&finding.to_string()))?;
    }
    Ok(())
}

/// What foreign files say is shown on somebody's terminal: no controls.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

fn print_totals(totals: &Totals, is_dry_run: bool, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(
        out,
        "{}",
        if is_dry_run {
            "In all, if it were done:"
        } else {
            "In all:"
        }
    )?;
    for (kind, outcome, count) in totals.iter() {
        writeln!(out, "  {count:>8}  {kind} {outcome}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_folder_is_read() {
        let place = tempfile::tempdir().expect("a folder can be made");
        let folder = place.path().join("artikel");
        std::fs::create_dir(&folder).expect("a folder can be made");
        std::fs::write(place.path().join("geheim"), "x").expect("a file can be written");
        std::fs::write(folder.join("bild 1.jpg"), "y").expect("a file can be written");

        assert_eq!(read_beside(&folder, "bild%201.jpg"), Some(b"y".to_vec()));
        assert_eq!(read_beside(&folder, "../geheim"), None);
        assert_eq!(
            read_beside(&folder, &place.path().join("geheim").to_string_lossy()),
            None
        );
        assert_eq!(read_beside(&folder, "%2e%2e/geheim"), None);
    }
}
