//! What is told at the end: the files, how they sound, what the speaker had to do, what it cost, what was found.

use std::fmt;
use std::io::Write as _;

use anyhow::Result;
use masthead_core::narration::{Finding, Manifest, Narrated, Severity, Spoken};
use serde_json::{Value, json};

use super::place::Place;
use crate::commands::import::plain;

/// On what terms the speaker was asked.
#[derive(Clone, Copy)]
pub(super) struct Bill {
    /// Whether it costs money.
    pub(super) is_billed: bool,
    /// The price of a million characters, in millionths of the currency; 0 if it is not known.
    pub(super) price_micros: i64,
}

/// What came of it.
pub(super) struct Report<'a> {
    place: &'a Place,
    manifest: Option<Manifest>,
    is_unchanged: bool,
    spoken: Spoken,
    bill: Bill,
    findings: Vec<Finding>,
}

impl<'a> Report<'a> {
    /// Everything was there already.
    pub(super) fn unchanged(
        place: &'a Place,
        manifest: Manifest,
        sentences: usize,
        findings: Vec<Finding>,
    ) -> Self {
        Self {
            place,
            manifest: Some(manifest),
            is_unchanged: true,
            spoken: Spoken {
                sentences,
                reused: sentences,
                ..Spoken::default()
            },
            bill: Bill {
                is_billed: false,
                price_micros: 0,
            },
            findings,
        }
    }

    /// Something had to be done.
    pub(super) fn of(place: &'a Place, narrated: Narrated, bill: Bill) -> Self {
        Self {
            place,
            manifest: narrated.narration.map(|it| it.manifest),
            is_unchanged: false,
            spoken: narrated.spoken,
            bill,
            findings: narrated.findings,
        }
    }

    /// Whether the files are there and nothing stands in the way of publishing them.
    pub(super) fn is_done(&self) -> bool {
        self.manifest.is_some() && self.findings.iter().all(|it| it.severity < Severity::Error)
    }

    /// In units of the currency.
    #[expect(
        clippy::cast_precision_loss,
        reason = "an article has no 2^52 characters"
    )]
    fn cost(&self) -> f64 {
        if !self.bill.is_billed {
            return 0.0;
        }
        self.spoken.billed_chars as f64 * self.bill.price_micros as f64 / 1e12
    }

    /// The report for programs, on the standard output.
    pub(super) fn print_json(&self) -> Result<()> {
        let findings = self.findings.iter();
        let findings: Vec<Value> = findings
            .map(|it| json!({"severity": it.severity.word(), "what": it.what}))
            .collect();
        let report = json!({
            "manifest": self.manifest.as_ref().map(|_| self.place.manifest()),
            "narration": self.manifest,
            "unchanged": self.is_unchanged,
            "sentences": self.spoken.sentences,
            "asked": self.spoken.asked,
            "reused": self.spoken.reused,
            "billed_chars": if self.bill.is_billed { self.spoken.billed_chars } else { 0 },
            "cost": self.cost(),
            "findings": findings,
        });
        writeln!(std::io::stdout(), "{report:#}")?;
        Ok(())
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.manifest {
            Some(manifest) => self.write_files(manifest, out)?,
            None => writeln!(out, "NOT NARRATED: no file was written")?,
        }
        let Spoken {
            sentences,
            asked,
            reused,
            billed_chars,
        } = self.spoken;
        writeln!(
            out,
            "sentences: {sentences}, of them {asked} spoken now, {reused} from before"
        )?;
        match self.bill {
            Bill {
                is_billed: false, ..
            } => writeln!(out, "cost: none")?,
            Bill {
                price_micros: 0, ..
            } => {
                writeln!(
                    out,
                    "cost: {billed_chars} characters; no price is configured"
                )?;
            }
            _ => writeln!(
                out,
                "cost: {:.4} for {billed_chars} characters",
                self.cost()
            )?,
        }
        for finding in &self.findings {
            writeln!(out, "{}: {}", finding.severity.word(), plain(&finding.what))?;
        }
        Ok(())
    }
}

impl Report<'_> {
    fn write_files(&self, manifest: &Manifest, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = if self.is_unchanged {
            " (unchanged)"
        } else {
            ""
        };
        writeln!(out, "{}{state}", self.place.manifest().display())?;
        for file in &manifest.files {
            let kind = file.media_type.split(';').next().unwrap_or_default();
            writeln!(out, "  {}  {:>9} bytes  {kind}", file.name, file.bytes)?;
        }
        let secs = manifest.duration_ms / 1_000;
        writeln!(
            out,
            "sound: {}:{:02} min, {:.1} LUFS, peaks at {:.1} dBTP, {}, voice {}",
            secs / 60,
            secs % 60,
            manifest.loudness_lufs,
            manifest.peak_dbtp,
            manifest.engine,
            manifest.voice
        )
    }
}
