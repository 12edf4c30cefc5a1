//! What a moderator should look at first: links and shouting, marked where they stand. Pure and in linear time.

use serde::{Deserialize, Serialize};

/// Letters from which a run of capitals counts as shouting; abbreviations and names of parties are shorter.
const SHOUTED_LETTERS: usize = 12;

/// Something that is looked for in every post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// An address of another site, written out or behind words.
    Link,
    /// A run of words in capitals.
    Shouting,
}

impl Check {
    /// The word by which it is known in locales.
    pub fn word(self) -> &'static str {
        match self {
            Check::Link => "link",
            Check::Shouting => "shouting",
        }
    }
}

/// Where something was found: bytes of the text as it was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// What was found.
    pub check: Check,
    /// The first byte of it.
    pub from: usize,
    /// The first byte behind it.
    pub to: usize,
}

/// A stretch of a text, with what was found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked<'a> {
    /// The stretch as it was written.
    pub text: &'a str,
    /// What was found there, if anything.
    pub check: Option<Check>,
}

/// Looks at a text and says what was found, in the order in which it stands there.
pub fn look_at(text: &str) -> Vec<Hit> {
    let mut hits = links(text);
    hits.extend(shouting(text));
    hits.sort_by_key(|hit| (hit.from, hit.to));
    hits
}

/// Cuts a text into what was marked and what stands between. Hits that overlap an earlier one, or that do not fit the
/// text, are left out: the text itself is always whole.
pub fn mark<'a>(text: &'a str, hits: &[Hit]) -> Vec<Marked<'a>> {
    let (mut marked, mut at) = (Vec::new(), 0);
    for hit in hits {
        let (Some(before), Some(found)) = (text.get(at..hit.from), text.get(hit.from..hit.to))
        else {
            continue;
        };
        marked.extend((!before.is_empty()).then_some(Marked {
            text: before,
            check: None,
        }));
        marked.push(Marked {
            text: found,
            check: Some(hit.check),
        });
        at = hit.to;
    }
    marked.extend((at < text.len()).then(|| Marked {
        text: &text[at..],
        check: None,
    }));
    marked
}

fn links(text: &str) -> Vec<Hit> {
    words(text)
        .filter_map(|(from, word)| {
            let start = ["http://", "https://", "www."]
                .iter()
                .filter_map(|it| find_folded(word, it))
                .min()?;
            let address = word[start..]
                .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"', '“', '»']);
            Some(Hit {
                check: Check::Link,
                from: from + start,
                to: from + start + address.len(),
            })
        })
        .collect()
}

fn shouting(text: &str) -> Vec<Hit> {
    let (mut hits, mut run): (Vec<Hit>, Option<(Hit, usize)>) = (Vec::new(), None);
    for (from, word) in words(text) {
        let capitals = word.chars().filter(|it| it.is_uppercase()).count();
        let shouted = capitals > 1 && !word.chars().any(char::is_lowercase);
        run = match (run, shouted) {
            (Some((hit, letters)), true) => Some((
                Hit {
                    to: from + word.len(),
                    ..hit
                },
                letters + capitals,
            )),
            (None, true) => Some((
                Hit {
                    check: Check::Shouting,
                    from,
                    to: from + word.len(),
                },
                capitals,
            )),
            (ended, false) => {
                hits.extend(
                    ended
                        .filter(|(_, letters)| *letters >= SHOUTED_LETTERS)
                        .map(|(hit, _)| hit),
                );
                None
            }
        };
    }
    hits.extend(
        run.filter(|(_, letters)| *letters >= SHOUTED_LETTERS)
            .map(|(hit, _)| hit),
    );
    hits
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace()
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

fn find_folded(word: &str, wanted: &str) -> Option<usize> {
    word.as_bytes()
        .windows(wanted.len())
        .position(|it| it.eq_ignore_ascii_case(wanted.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Check)> {
        look_at(text)
            .iter()
            .map(|hit| (&text[hit.from..hit.to], hit.check))
            .collect()
    }

    #[test]
    fn a_link_is_found_without_the_full_stop_behind_it() {
        assert_eq!(
            found("Siehe https://orf.example/a. Gut?"),
            [("https://orf.example/a", Check::Link)]
        );
        assert_eq!(
            found("[hier](HTTP://a.example)"),
            [("HTTP://a.example", Check::Link)]
        );
    }

    #[test]
    fn an_abbreviation_is_not_shouted() {
        assert_eq!(found("Die ÖVP und die SPÖ"), []);
        assert_eq!(
            found("DAS IST DOCH UNGLAUBLICH, Herr Minister"),
            [("DAS IST DOCH UNGLAUBLICH,", Check::Shouting)]
        );
    }

    #[test]
    fn marking_keeps_every_letter() {
        let text = "Ä https://a.example ß UND JETZT ALLE ZUSAMMEN!";
        let whole: String = mark(text, &look_at(text))
            .iter()
            .map(|it| it.text)
            .collect();
        assert_eq!(whole, text);
    }

    #[test]
    fn a_mark_that_does_not_fit_the_text_is_left_out() {
        let hit = Hit {
            check: Check::Link,
            from: 1,
            to: 99,
        };
        assert_eq!(
            mark("ä", &[hit]),
            [Marked {
                text: "ä",
                check: None
            }]
        );
    }
}
