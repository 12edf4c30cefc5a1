//! What a whole `masthead translate` costs: a process of its own that loads the model, translates an article with its
//! memory and its checks, and ends.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::tokens;
use crate::bench::cpu;
use crate::bench::language::gold::{self, GERMAN};
use crate::bench::language::table::{self, Table};

const ARTICLE: table::Wanted = table::Wanted {
    metric: "article of 600 words, local MT, random weights",
    target: "≤ 3 CPU-s",
    prototype: "≈ 0.8–1.6 (derived)",
};
const MEMORY: table::Wanted = table::Wanted {
    metric: "fxtranslate base, random weights, memory",
    target: "≤ 250 MB",
    prototype: "211 MB",
};

/// How often the kernel is asked for the memory: what comes in the last moment is missed.
const MOMENT: Duration = Duration::from_millis(5);

pub(super) fn measure(data: &Path, table: &mut Table) -> Result<()> {
    let (article, told) = (data.join("article.md"), data.join("told.json"));
    let markdown = gold::markdown(GERMAN);
    fs::write(&article, &markdown)?;
    let before = cpu::used_with_ended_children()?;
    let mut child = start(data, &article, &told)?;
    let most = most_resident(&mut child)?;
    let used = cpu::used_with_ended_children()?.saturating_sub(before);
    let said = said(&told)?;
    let (secs, words) = (used.as_secs_f64(), markdown.split_whitespace().count());
    let ours = format!("{secs:.2} s ({words} words, {said} tokens said)");
    table.row(&ARTICLE, ours, secs <= 3.0);
    let megabytes = most / 1e6;
    let ours = format!("{megabytes:.0} MB at most, whole process");
    table.row(&MEMORY, ours, megabytes <= 250.0);
    Ok(())
}

fn start(data: &Path, article: &Path, told: &Path) -> Result<Child> {
    let mut command = Command::new(std::env::current_exe()?);
    let settled = std::env::vars_os().map(|(name, _)| name);
    for name in settled.filter(|name| name.to_string_lossy().starts_with("MASTHEAD_")) {
        command.env_remove(name);
    }
    let words = "translate --from de --to en --engine fxtranslate --json";
    command.args(words.split(' ')).arg("--data").arg(data);
    let command = command
        .arg(article)
        .stdin(Stdio::null())
        .stdout(File::create(told)?)
        .stderr(Stdio::null());
    command.spawn().context("this program starts")
}

/// The most bytes that were resident, as the kernel keeps count of it until the process ends.
fn most_resident(child: &mut Child) -> Result<f64> {
    let status = format!("/proc/{}/status", child.id());
    let mut most: f64 = 0.0;
    while child.try_wait()?.is_none() {
        let status = fs::read_to_string(&status).unwrap_or_default();
        let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"));
        let kibibytes = line.and_then(|it| it.trim().strip_suffix("kB")?.trim().parse().ok());
        most = most.max(kibibytes.unwrap_or(0.0) * 1_024.0);
        std::thread::sleep(MOMENT);
    }
    ensure!(most > 0.0, "the kernel does not say what was resident");
    Ok(most)
}

/// The tokens of all sentences. That checks find errors in chance is no failure; a sentence that is missing is.
fn said(told: &Path) -> Result<usize> {
    let report: Value = serde_json::from_str(&fs::read_to_string(told)?)?;
    ensure!(report["counts"]["missing"] == 0, "sentences are missing");
    let sentences = report["sentences"].as_array().context("it has sentences")?;
    let targets = sentences.iter().filter_map(|it| it["target"].as_str());
    Ok(targets.map(tokens).sum())
}
