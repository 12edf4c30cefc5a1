//! What is looked at before a narration is given out: is there something to read, in this language, and is it loud.

use masthead_text::{Body, Document, detect};

use super::{Line, Manifest, Manuscript, Sound};

pub use masthead_text::checks::Severity;

/// A text shorter than this is in no language for certain.
const LETTERS_FOR_A_LANGUAGE: usize = 150;
/// What was promised about loudness and peaks.
const OFF_BY_AT_MOST_LU: f64 = 0.5;
const PEAK_AT_MOST_DB: f64 = -1.0;

/// Something that was noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters; an error stands in the way.
    pub severity: Severity,
    /// What it is, in a line.
    pub what: String,
}

impl Finding {
    pub(super) fn error(what: impl Into<String>) -> Self {
        Self::of(Severity::Error, what)
    }

    fn of(severity: Severity, what: impl Into<String>) -> Self {
        Self {
            severity,
            what: what.into(),
        }
    }
}

pub(super) fn is_in_the_way(findings: &[Finding]) -> bool {
    findings.iter().any(|it| it.severity == Severity::Error)
}

/// What a manuscript shows before anybody reads it.
pub(super) fn manuscript(manuscript: &Manuscript, sound: &Sound, lines: &[Line]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let text: Vec<&str> = lines
        .iter()
        .filter(|line| line.part == "text")
        .map(|line| line.printed.as_str())
        .collect();
    if text.is_empty() {
        findings.push(Finding::error("there is no text to read"));
    }
    findings.extend(other_language(&text.join(" "), sound));
    if manuscript.headline.is_empty() {
        findings.push(Finding::of(Severity::Warning, "it has no headline"));
    }
    let unread = lines
        .iter()
        .filter(|line| line.said.chars().any(|c| c.is_ascii_digit()));
    findings.extend(unread.map(|line| {
        let said: String = line.said.chars().take(80).collect();
        Finding::of(
            Severity::Warning,
            format!("figures are left to the voice: “{said}”"),
        )
    }));
    findings.extend(left_out(&manuscript.document));
    findings
}

/// A German voice does not read English, it makes noises.
fn other_language(text: &str, sound: &Sound) -> Option<Finding> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let found = detect(text).filter(|it| it.is_certain() && letters >= LETTERS_FOR_A_LANGUAGE)?;
    let wanted = sound.manner.lang.tag();
    let what = format!(
        "the text is in “{}”, the voice would read it as “{wanted}”",
        found.tag
    );
    (found.tag != wanted).then(|| Finding::error(what))
}

/// What listeners miss.
fn left_out(document: &Document) -> Vec<Finding> {
    type Is = fn(&Body) -> bool;
    let kinds: [(&str, Is); 4] = [
        ("tables (it is said that they are left out)", |it| {
            matches!(it, Body::Table(_))
        }),
        ("embeds", |it| matches!(it, Body::Embed(_))),
        ("blocks of code", |it| matches!(it, Body::Code(_))),
        ("films and recordings", |it| {
            matches!(it, Body::Video(_) | Body::Audio(_))
        }),
    ];
    let counted = kinds.into_iter().map(|(name, is_it)| {
        let count = document
            .blocks
            .iter()
            .filter(|block| is_it(&block.body))
            .count();
        (count, format!("not read: {count} {name}"))
    });
    counted
        .filter(|(count, _)| *count > 0)
        .map(|(_, what)| Finding::of(Severity::Info, what))
        .collect()
}

/// Whether the sound is as promised.
pub(super) fn sound(manifest: &Manifest) -> Vec<Finding> {
    let mut findings = Vec::new();
    let off = (manifest.loudness_lufs - manifest.wanted_lufs).abs();
    if off > OFF_BY_AT_MOST_LU || off.is_nan() {
        let what = format!("it is {off:.1} LU louder or softer than wanted");
        findings.push(Finding::error(what));
    }
    if manifest.peak_dbtp > PEAK_AT_MOST_DB {
        let what = format!("its peaks are at {:.1} dBTP", manifest.peak_dbtp);
        findings.push(Finding::error(what));
    }
    findings
}
