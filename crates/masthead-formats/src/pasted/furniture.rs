//! Whether a line belongs to the page and not to the article, by what it says.

use super::line::Line;
use super::vocabulary::{BEGINS, COUNTED, EXACTLY, RULES};

/// Why a line is dropped; none when nothing speaks against it.
pub(super) fn reason(line: &Line) -> Option<&'static str> {
    let small = bare(&line.text);
    if small.is_empty() {
        return Some("marks without words");
    }
    if is_clock(&small) {
        return Some("player");
    }
    exactly(&small)
        .or_else(|| begins(&small))
        .or_else(|| counted(&small))
        .or_else(|| {
            RULES
                .iter()
                .any(|words| small.contains(words))
                .then_some("community")
        })
        .or_else(|| is_path(&line.text).then_some("menu"))
}

/// Small letters, without marks at the ends and a number in brackets behind.
fn bare(text: &str) -> String {
    let small = text.to_lowercase();
    let marks = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '.' | '…' | '|' | '·' | '•' | '›' | '‹' | '+' | '#' | '*' | '–' | '-' | '_' | '='
            )
    };
    let small = small.trim_matches(marks);
    let without = small.strip_suffix(')').and_then(|rest| {
        let (words, number) = rest.rsplit_once('(')?;
        number
            .trim()
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
            .then_some(words)
    });
    without
        .unwrap_or(small)
        .trim_matches(marks)
        .trim_end_matches([':', '!', '?'])
        .trim()
        .to_owned()
}

fn exactly(small: &str) -> Option<&'static str> {
    let found = EXACTLY.iter().find(|(_, lines)| lines.contains(&small));
    found.map(|(reason, _)| *reason)
}

fn begins(small: &str) -> Option<&'static str> {
    let starts = |words: &&str| {
        small.starts_with(words.trim_end()) && {
            // `werbung ` wants another word behind, and few of them.
            !words.ends_with(' ')
                || small.starts_with(*words) && small.split_whitespace().count() <= 8
        }
    };
    let found = BEGINS.iter().find(|(_, lines)| lines.iter().any(&starts));
    found.map(|(reason, _)| *reason)
}

/// `145 Postings`, `4 Min. Lesezeit`.
fn counted(small: &str) -> Option<&'static str> {
    let (number, words) = small.split_once(' ')?;
    let is_number = number
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    if !is_number || words.split_whitespace().count() > 3 {
        return None;
    }
    let found = COUNTED
        .iter()
        .find(|(_, endings)| endings.contains(&words.trim()));
    found.map(|(reason, _)| *reason)
}

/// `0:00 / 3:45`, `03:45`: how far a player is.
fn is_clock(small: &str) -> bool {
    let is_time = |part: &str| {
        let mut parts = part.trim().split(':');
        let digits = |part: Option<&str>| {
            part.is_some_and(|part| {
                (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
            })
        };
        digits(parts.next())
            && digits(parts.next())
            && parts.next().is_none_or(|part| digits(Some(part)))
    };
    small.split('/').all(is_time)
}

/// `Startseite › Politik › Wien`: where on the site the page stands.
pub(super) fn is_path(text: &str) -> bool {
    let steps: Vec<&str> = text.split(['›', '»', '>', '→']).map(str::trim).collect();
    steps.len() >= 2
        && text.chars().count() <= 120
        && steps
            .iter()
            .all(|step| !step.is_empty() && step.split_whitespace().count() <= 4)
}

/// The section at the end of such a path: the last step, or the one before an article's own title.
pub(super) fn section_in(path: &str) -> Option<String> {
    let steps: Vec<&str> = path.split(['›', '»', '>', '→']).map(str::trim).collect();
    let named = steps
        .into_iter()
        .skip(1)
        .filter(|step| step.split_whitespace().count() <= 2);
    let named: Vec<&str> = named.collect();
    (!named.is_empty()).then(|| named.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(text: &str) -> Option<&'static str> {
        reason(&Line {
            number: 1,
            text: text.to_owned(),
            after_gap: false,
        })
    }

    #[test]
    fn the_page_is_told_from_the_article() {
        for (text, reason) in [
            ("Anmelden", "log-in"),
            ("Kommentare (145)", "community"),
            ("145 Postings", "community"),
            ("0:00 / 3:45", "player"),
            ("4 Min. Lesezeit", "reading time"),
            ("Startseite › Politik › Wien", "menu"),
            ("© 2026 Das Blatt GmbH", "page footer"),
            ("Kreuzworträtsel", "games"),
            ("Please keep comments respectful and on topic.", "community"),
            ("•••", "marks without words"),
        ] {
            assert_eq!(why(text), Some(reason), "{text}");
        }
    }

    #[test]
    fn sentences_with_the_same_words_stay() {
        for text in [
            "Der Sport in Wien braucht mehr Hallen, sagt die Stadträtin.",
            "Werbung für Alkohol soll nach dem Willen der Ministerin ab Jänner auf Plakaten verboten sein.",
            "Home is where the heart is, she said on Monday.",
            "22 Menschen wurden verletzt",
            "Mehr Geld für Schulen",
        ] {
            assert_eq!(why(text), None, "{text}");
        }
    }
}
