//! What of an article is spoken, in which order, and with which pauses.

use std::collections::HashSet;

use super::{Lexicon, Slashes, say};
use crate::document::{BlockId, Body, Document};
use crate::lang::Lang;
use crate::sentences::{Part, SentenceId, Told, tell};

/// Silence behind a sentence, behind a paragraph, and around a quote and a crosshead, in milliseconds.
const BEHIND_SENTENCE: u32 = 250;
const BEHIND_PARAGRAPH: u32 = 600;
const AROUND_QUOTE: u32 = 150;
const BEHIND_CROSSHEAD: u32 = 800;

/// How an article is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    /// In which language.
    pub lang: Lang,
    /// What `06/03/2026` means.
    pub slashes: Slashes,
    /// Whether captions are read.
    pub with_captions: bool,
}

/// A sentence for the voice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// The sentence's id, which is also the cue's. `None` for what stands in no block: `Tabelle ausgelassen.`
    pub id: Option<SentenceId>,
    /// What is said.
    pub text: String,
    /// Silence behind it, in milliseconds.
    pub pause_ms: u32,
}

/// The sentences of an article in the order in which they are read.
///
/// Not read are embeds, code, descriptions of pictures, and whatever stands twice (see
/// [`Document::doubles`]); of a table only that it was left out. What has nothing to say, like a lone emoji, is left out.
#[must_use]
pub fn script(document: &Document, manner: Manner, lexicon: &Lexicon) -> Vec<Spoken> {
    let doubles = document.doubles();
    let spare: HashSet<(&BlockId, &Part)> = doubles
        .iter()
        .map(|double| (&double.spare.block, &double.spare.part))
        .collect();
    let told = tell(document, manner.lang);
    let mut told = told.iter().peekable();
    let mut spoken = Vec::new();
    for block in &document.blocks {
        let is_table = matches!(block.body, Body::Table(_));
        while let Some(passage) = told.next_if(|told| told.passage.block == block.id) {
            let is_spare = spare.contains(&(&block.id, &passage.passage.part));
            if !is_spare && !is_table && is_read(&block.body, &passage.passage.part, manner) {
                read(passage, &block.body, manner, lexicon, &mut spoken);
            }
        }
        if is_table {
            spoken.push(left_out(manner.lang));
        }
    }
    spoken
}

fn is_read(body: &Body, part: &Part, manner: Manner) -> bool {
    match (body, part) {
        (Body::Embed(_) | Body::Code(_) | Body::Divider(_), _) | (_, Part::Alt(_)) => false,
        (_, Part::Caption(_)) => manner.with_captions,
        _ => true,
    }
}

fn read(told: &Told, body: &Body, manner: Manner, lexicon: &Lexicon, spoken: &mut Vec<Spoken>) {
    let is_quote = matches!(body, Body::Quote(_));
    if let Some(last) = spoken
        .last_mut()
        .filter(|_| is_quote && told.passage.part == Part::Text)
    {
        last.pause_ms += AROUND_QUOTE;
    }
    let behind = match body {
        Body::Crosshead(_) => BEHIND_CROSSHEAD,
        Body::Quote(_) => BEHIND_PARAGRAPH + AROUND_QUOTE,
        _ => BEHIND_PARAGRAPH,
    };
    let from = spoken.len();
    for sentence in &told.sentences {
        let text = say(&sentence.text, manner.lang, manner.slashes, lexicon);
        if text.chars().any(char::is_alphanumeric) {
            spoken.push(Spoken {
                id: Some(sentence.id.clone()),
                text,
                pause_ms: BEHIND_SENTENCE,
            });
        }
    }
    if let Some(last) = spoken[from..].last_mut() {
        last.pause_ms = behind;
    }
}

fn left_out(lang: Lang) -> Spoken {
    let text = match lang {
        Lang::De => "Tabelle ausgelassen.",
        Lang::En => "Table omitted.",
    };
    Spoken {
        id: None,
        text: text.to_owned(),
        pause_ms: BEHIND_PARAGRAPH,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::from_markdown;

    fn spoken(markdown: &str, with_captions: bool) -> Vec<(String, u32)> {
        let manner = Manner {
            lang: Lang::De,
            slashes: Slashes::DayFirst,
            with_captions,
        };
        let script = script(
            &from_markdown(markdown).document,
            manner,
            &Lexicon::default(),
        );
        script
            .into_iter()
            .map(|it| (it.text, it.pause_ms))
            .collect()
    }

    const ARTICLE: &str = "## Am Fluss\n\nEs war am 1. April. Es regnete. 🌧\n\n![Ein Foto](/a.jpg \"Die Donau bei Lindach\")\n\n\
                           > Wir bauen.\n>\n> — Josef Auer\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n~~~\nx\n~~~\n";

    #[test]
    fn an_article_is_read_in_order_with_pauses() {
        let lines = spoken(ARTICLE, false);
        let lines: Vec<(&str, u32)> = lines
            .iter()
            .map(|(text, pause)| (text.as_str(), *pause))
            .collect();

        assert_eq!(
            lines,
            [
                ("Am Fluss", 800),
                ("Es war am ersten April.", 250),
                ("Es regnete.", 750),
                ("Wir bauen.", 750),
                ("Josef Auer", 750),
                ("Tabelle ausgelassen.", 600),
            ]
        );
    }

    #[test]
    fn captions_are_read_when_asked_for() {
        assert!(
            spoken(ARTICLE, true)
                .iter()
                .any(|(text, _)| text == "Die Donau bei Lindach")
        );
    }

    #[test]
    fn nothing_is_said_twice() {
        let article = "Er sagte: „Wir bauen den Damm höher als je zuvor.“\n\n> Wir bauen den Damm höher als je zuvor.\n>\n> — Josef Auer\n";
        let said = spoken(article, false);

        assert_eq!(
            said.iter()
                .filter(|(text, _)| text.contains("höher als je"))
                .count(),
            1
        );
    }
}
