//! What is said before an article: that no human speaks, and if no human translated; then headline, byline and lede.

use super::script::Manner;
use super::{Lexicon, say};
use crate::lang::Lang;
use crate::sentences::split;

/// Silence behind each part, in milliseconds.
const BEHIND_ANNOUNCEMENT: u32 = 500;
const BEHIND_HEADLINE: u32 = 700;
const BEHIND_BYLINE: u32 = 600;
const BEHIND_SENTENCE: u32 = 250;
const BEHIND_LEDE: u32 = 900;

/// How the words of an article came into its language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Origin {
    /// Somebody wrote them, or translated them.
    #[default]
    Human,
    /// A machine translated them and nobody has checked it.
    Machine,
    /// A machine translated them and somebody has checked it.
    Reviewed,
}

/// What stands above an article.
#[derive(Debug, Clone, Copy, Default)]
pub struct Masthead<'a> {
    /// The headline.
    pub headline: &'a str,
    /// Who wrote it, in order.
    pub writers: &'a [String],
    /// The lede.
    pub lede: &'a str,
    /// How its words came into its language.
    pub origin: Origin,
}

/// Which part of the opening a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// That the voice is synthetic.
    Announcement,
    /// The headline.
    Headline,
    /// Who wrote it.
    Byline,
    /// A sentence of the lede.
    Lede,
}

impl Opening {
    /// The word for it in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Announcement => "announcement",
            Self::Headline => "headline",
            Self::Byline => "byline",
            Self::Lede => "lede",
        }
    }
}

/// A line of the opening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningLine {
    /// Which part it is.
    pub part: Opening,
    /// As it would be printed.
    pub printed: String,
    /// As it is said.
    pub said: String,
    /// Silence behind it, in milliseconds.
    pub pause_ms: u32,
}

/// That the voice is synthetic, and how the words came to be: what Article 50 of the EU's AI Act asks to be said, in the
/// first seconds and in the listener's language.
#[must_use]
pub fn announcement(lang: Lang, origin: Origin) -> &'static str {
    match (lang, origin) {
        (Lang::De, Origin::Human) => "Dieser Artikel wird von einer synthetischen Stimme gelesen.",
        (Lang::De, Origin::Machine) => {
            "Dieser Artikel wurde automatisch übersetzt und wird von einer synthetischen Stimme gelesen."
        }
        (Lang::De, Origin::Reviewed) => {
            "Dieser Artikel wurde automatisch übersetzt, von der Redaktion geprüft und wird von einer synthetischen Stimme gelesen."
        }
        (Lang::En, Origin::Human) => "This article is read by a synthetic voice.",
        (Lang::En, Origin::Machine) => {
            "This article was translated automatically and is read by a synthetic voice."
        }
        (Lang::En, Origin::Reviewed) => {
            "This article was translated automatically, checked by the editors, and is read by a synthetic voice."
        }
    }
}

/// The lines before an article, in the order in which they are read. What is empty is left out, the announcement never.
#[must_use]
pub fn opening(masthead: Masthead<'_>, manner: Manner, lexicon: &Lexicon) -> Vec<OpeningLine> {
    let mut lines = vec![(
        Opening::Announcement,
        announcement(manner.lang, masthead.origin).to_owned(),
        BEHIND_ANNOUNCEMENT,
    )];
    lines.push((
        Opening::Headline,
        masthead.headline.to_owned(),
        BEHIND_HEADLINE,
    ));
    lines.push((
        Opening::Byline,
        byline(masthead.writers, manner.lang),
        BEHIND_BYLINE,
    ));
    let ranges = split(masthead.lede, manner.lang);
    let last = ranges.len().saturating_sub(1);
    lines.extend(ranges.into_iter().enumerate().map(|(nth, range)| {
        let pause = if nth == last {
            BEHIND_LEDE
        } else {
            BEHIND_SENTENCE
        };
        (Opening::Lede, masthead.lede[range].to_owned(), pause)
    }));
    let read = |(part, printed, pause_ms): (Opening, String, u32)| OpeningLine {
        part,
        said: say(&printed, manner.lang, manner.slashes, lexicon),
        printed,
        pause_ms,
    };
    let lines = lines.into_iter().map(read);
    lines
        .filter(|line| line.said.chars().any(char::is_alphanumeric))
        .collect()
}

/// `Von Anna Berger und Karl Huber`; empty without writers.
fn byline(writers: &[String], lang: Lang) -> String {
    let (by, and) = match lang {
        Lang::De => ("Von", "und"),
        Lang::En => ("By", "and"),
    };
    match writers {
        [] => String::new(),
        [one] => format!("{by} {one}"),
        [first @ .., last] => format!("{by} {} {and} {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::narration::Slashes;

    fn lines(masthead: Masthead<'_>, lang: Lang) -> Vec<(Opening, String)> {
        let manner = Manner {
            lang,
            slashes: Slashes::DayFirst,
            with_captions: false,
        };
        let lines = opening(masthead, manner, &Lexicon::default());
        lines.into_iter().map(|it| (it.part, it.said)).collect()
    }

    #[test]
    fn the_first_words_say_that_no_human_speaks() {
        let writers = [
            "Anna Berger".to_owned(),
            "Karl Huber".to_owned(),
            "Eva Lang".to_owned(),
        ];
        let said = lines(
            Masthead {
                headline: "Am 1. April",
                writers: &writers,
                lede: "Es regnet. Seit 3 Tagen.",
                origin: Origin::Machine,
            },
            Lang::De,
        );
        let said: Vec<(Opening, &str)> =
            said.iter().map(|(part, it)| (*part, it.as_str())).collect();
        assert_eq!(
            said,
            [
                (
                    Opening::Announcement,
                    "Dieser Artikel wurde automatisch übersetzt und wird von einer synthetischen Stimme gelesen."
                ),
                (Opening::Headline, "Am ersten April"),
                (Opening::Byline, "Von Anna Berger, Karl Huber und Eva Lang"),
                (Opening::Lede, "Es regnet."),
                (Opening::Lede, "Seit drei Tagen."),
            ]
        );
    }

    #[test]
    fn it_is_said_even_where_there_is_nothing_else() {
        let said = lines(Masthead::default(), Lang::En);
        assert_eq!(
            said,
            [(
                Opening::Announcement,
                "This article is read by a synthetic voice.".to_owned()
            )]
        );
    }
}
