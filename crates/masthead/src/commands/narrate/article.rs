//! A Markdown file as a manuscript: headline, writers and lede of its front matter, and the text below.

use std::collections::HashMap;
use std::io::Cursor;
use std::path::Path;

use anyhow::{Context, Result, bail};
use jiff::tz::TimeZone;
use masthead_core::narration::Manuscript;
use masthead_formats::{Format, Making, Record, Surroundings};
use masthead_text::narration::Origin;

/// No article is larger.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// Reads a file.
pub(super) fn read(path: &Path) -> Result<Manuscript> {
    let about = std::fs::metadata(path).context("it cannot be read")?;
    if about.len() > MOST_BYTES {
        bail!(
            "it is larger than an article can be ({} bytes)",
            about.len()
        );
    }
    let bytes = std::fs::read(path).context("it cannot be read")?;
    let text = String::from_utf8(bytes).context("it is not UTF-8")?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let place = path.canonicalize().context("it has no path")?;
    let mut manuscript = of(&text, &name)?;
    manuscript.article = format!("file {}", place.display());
    Ok(manuscript)
}

fn of(text: &str, file_name: &str) -> Result<Manuscript> {
    let around = Surroundings {
        file_name,
        zone: &TimeZone::UTC,
        beside: &|_| None,
        is_time_up: None,
    };
    let records = masthead_formats::open(Format::Markdown, Cursor::new(text.to_owned()), &around)?;
    let mut writers = HashMap::new();
    for record in records {
        match record? {
            Record::Writer(writer) => drop(writers.insert(writer.source_id, writer.name)),
            Record::Article(article) => {
                let named = article
                    .writers
                    .iter()
                    .filter_map(|id| writers.get(id).cloned());
                let printed = Some(article.byline.clone()).filter(|it| !it.is_empty());
                return Ok(Manuscript {
                    headline: article.headline,
                    writers: named.chain(printed).collect(),
                    lede: article.lede,
                    origin: origin(text, article.making),
                    document: article.document,
                    address: article.address,
                    article: String::new(),
                });
            }
            _ => {}
        }
    }
    bail!("there is no article in it")
}

/// How the words came into their language: what `masthead translate` writes into the front matter, or the format says.
fn origin(text: &str, making: Making) -> Origin {
    let said = front_matter(text).find_map(|line| {
        let (key, value) = line.split_once([':', '='])?;
        let value = value.trim().trim_matches(['"', '\'']);
        (key.trim() == "translation").then(|| value.to_owned())
    });
    match (said.as_deref(), making) {
        (Some("reviewed"), _) | (None, Making::MachineTranslatedReviewed) => Origin::Reviewed,
        (Some(_), _) | (None, Making::MachineTranslated | Making::MachineWritten) => {
            Origin::Machine
        }
        _ => Origin::Human,
    }
}

fn front_matter(text: &str) -> impl Iterator<Item = &str> {
    let mut lines = text.trim_start_matches('\u{FEFF}').lines();
    let fence = lines.next().unwrap_or_default().trim_end();
    let has_any = matches!(fence, "---" | "+++");
    lines.take_while(move |line| has_any && line.trim_end() != fence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_read() {
        let text = "---\nheadline: Die Donau steigt\nauthor: Anna Berger\nlede: Es regnet.\ntranslation: \"machine\"\n---\n\nText.\n";
        let manuscript = of(text, "donau.md").expect("an article");
        assert_eq!(manuscript.headline, "Die Donau steigt");
        assert_eq!(manuscript.writers, ["Anna Berger"]);
        assert_eq!(manuscript.lede, "Es regnet.");
        assert_eq!(manuscript.origin, Origin::Machine);
        assert_eq!(manuscript.document.blocks.len(), 1);
    }

    #[test]
    fn an_article_needs_none() {
        let manuscript =
            of("# Die Donau steigt\n\ntranslation: reviewed\n", "donau.md").expect("an article");
        assert_eq!(manuscript.headline, "Die Donau steigt");
        assert_eq!(manuscript.origin, Origin::Human);
    }
}
