//! The report: where the sentences come from, what the checks found, what it cost.

use std::fmt;

use anyhow::Result;
use masthead_core::kernel::App;
use masthead_core::ledger::{self, Cost, Usage, WARNED_AT_PERCENT};
use masthead_core::translation::{Done, Origin};
use masthead_text::checks::Found;
use serde_json::{Value, json};

use super::{Translate, word};
use crate::commands::import::plain;
use crate::translators::Hired;

/// So much of a sentence is shown beside a finding.
const SHOWN_CHARS: usize = 70;

/// All that is said about a translation.
pub(super) struct Report<'a> {
    pub(super) request: &'a Translate,
    pub(super) done: &'a Done,
    pub(super) hired: &'a [Hired],
    pub(super) costs: Vec<Cost>,
    pub(super) usage: Vec<Usage>,
    pub(super) is_remembered: bool,
}

/// What each engine has counted, in the order of the engines.
pub(super) async fn usage(app: &App, hired: &[Hired]) -> Result<Vec<Usage>> {
    let mut usages = Vec::with_capacity(hired.len());
    for engine in hired {
        usages.push(ledger::usage(app, engine.careful.id()).await?);
    }
    Ok(usages)
}

impl Report<'_> {
    /// As JSON; with the translation itself where it was not written to a file.
    pub(super) fn json(&self, markdown: Option<&str>) -> Result<String> {
        let done = self.done;
        let (counts, costs) = (&done.counts, &self.costs);
        let costs: Vec<Value> = costs
            .iter()
            .map(|it| {
                json!({ "engine": it.engine, "questions": it.calls, "unsettled": it.open_calls, "chars": it.chars,
                    "price": it.price })
            })
            .collect();
        let report = json!({
            "from": self.request.from.as_str(),
            "to": self.request.to.as_str(),
            "state": word(done.state),
            "is_remembered": self.is_remembered,
            "is_fully_checked": done.is_fully_checked,
            "counts": { "sentences": counts.sentences, "human": counts.human, "stale": counts.stale,
                "remembered": counts.remembered, "asked": counts.asked, "missing": counts.missing,
                "sent": counts.sent, "sent_chars": counts.sent_chars, "billed_chars": counts.billed_chars },
            "costs": costs,
            "findings": done.report.found.iter().map(|it| self.finding(it)).collect::<Vec<_>>(),
            "names": done.names.iter().map(|it| json!({ "from": it.from, "to": it.to, "times": it.times }))
                .collect::<Vec<_>>(),
            "repairs": done.repairs.iter().map(|(nth, repair)| json!({ "sentence": done.sentences[*nth].sentence,
                "says": repair.to_string() })).collect::<Vec<_>>(),
            "doubles": done.doubles.iter().map(|it| json!({ "kept": it.kept.block.to_string(),
                "spare": it.spare.block.to_string() })).collect::<Vec<_>>(),
            "failures": done.failures.iter().map(|it| json!({ "engine": it.engine, "says": it.why.to_string(),
                "sentences": it.sentences })).collect::<Vec<_>>(),
            "sentences": done.sentences.iter().map(|it| json!({ "id": it.sentence, "place": it.place,
                "source": it.source, "target": it.target, "origin": origin(&it.origin) })).collect::<Vec<_>>(),
            "markdown": markdown,
        });
        Ok(serde_json::to_string_pretty(&report)? + "\n")
    }

    fn finding(&self, found: &Found) -> Value {
        let sentence = found.at.map(|at| self.done.sentences[at].sentence.as_str());
        json!({ "severity": found.check.severity().word(), "check": found.check.code(), "sentence": sentence,
            "says": found.check.to_string() })
    }

    fn write_costs(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = &self.done.counts;
        writeln!(
            out,
            "Sent now: {} sentences, {} characters.",
            counts.sent, counts.sent_chars
        )?;
        for cost in &self.costs {
            write!(
                out,
                "  {}: {} characters in {} questions for this article so far",
                cost.engine, cost.chars, cost.calls
            )?;
            match cost.price > 0.0 {
                true => writeln!(out, ", about {:.2}", cost.price)?,
                false => writeln!(out)?,
            }
        }
        for (hired, usage) in self.hired.iter().zip(&self.usage) {
            let percent = usage.percent(hired.terms.allowance);
            if let Some(percent) = percent.filter(|it| *it >= WARNED_AT_PERCENT) {
                writeln!(
                    out,
                    "  {}: {percent} % of its budget is used",
                    hired.careful.id()
                )?;
            }
        }
        Ok(())
    }

    fn write_findings(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let done = self.done;
        for found in &done.report.found {
            write!(out, "{}: ", found.check.severity().word())?;
            match found.at {
                Some(at) => writeln!(
                    out,
                    "{}: {} [{}]",
                    done.sentences[at].sentence,
                    plain(&found.check.to_string()),
                    shown(&done.sentences[at].source)
                )?,
                None => writeln!(out, "{}", plain(&found.check.to_string()))?,
            }
        }
        for (nth, repair) in &done.repairs {
            writeln!(out, "mended: {}: {repair}", done.sentences[*nth].sentence)?;
        }
        for change in &done.names {
            writeln!(
                out,
                "name: “{}” became “{}” {} times",
                plain(&change.from),
                plain(&change.to),
                change.times
            )?;
        }
        for double in &done.doubles {
            let (kept, spare) = (&double.kept.block, &double.spare.block);
            writeln!(out, "doubled: block {spare} says what block {kept} says")?;
        }
        for failure in &done.failures {
            writeln!(
                out,
                "{}: {}; {} sentences were left",
                failure.engine, failure.why, failure.sentences
            )?;
        }
        Ok(())
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = &self.done.counts;
        writeln!(
            out,
            "{} sentences: {} asked for, {} remembered, {} by people, {} stale, {} not translated ({}).",
            counts.sentences,
            counts.asked,
            counts.remembered,
            counts.human,
            counts.stale,
            counts.missing,
            word(self.done.state),
        )?;
        self.write_costs(out)?;
        self.write_findings(out)?;
        if !self.done.is_fully_checked {
            let (from, to) = (&self.request.from, &self.request.to);
            writeln!(
                out,
                "Figures, names and the language were not checked: there are no rules here for both {from} and {to}."
            )?;
        }
        Ok(())
    }
}

fn origin(origin: &Origin) -> Value {
    match origin {
        Origin::Human(_) => json!({ "by": "person" }),
        Origin::Stale => json!({ "by": "person", "is_stale": true }),
        Origin::Asked(engine) => json!({ "by": engine, "is_new": true }),
        Origin::Remembered(engine) => json!({ "by": engine, "is_new": false }),
        Origin::Missing => Value::Null,
    }
}

fn shown(text: &str) -> String {
    let text = plain(text);
    match text.chars().count() > SHOWN_CHARS {
        true => text.chars().take(SHOWN_CHARS - 1).chain(['…']).collect(),
        false => text,
    }
}
