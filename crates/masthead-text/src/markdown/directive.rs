//! Finds the `:::word …` parts of a Markdown text, so that the rest is plain CommonMark.

/// A stretch of a Markdown text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// CommonMark, with the line on which it begins.
    Plain { text: &'a str, line: usize },
    /// `:::name argument`, the lines up to `:::`, and the line on which it begins.
    Directive {
        name: &'a str,
        argument: &'a str,
        text: &'a str,
        line: usize,
    },
}

/// Parts a text at its directives. A `:::` inside fenced code is code; a directive that nobody closes ends with the
/// text. They do not nest.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut lines = Lines::of(text);
    let mut plain_from = (0, 1);
    let mut fence: Option<&str> = None;
    while let Some((start, number, line)) = lines.next() {
        if let Some(open) = fence {
            if closes(line, open) {
                fence = None;
            }
        } else if let Some(open) = fence_of(line) {
            fence = Some(open);
        } else if let Some((name, argument)) = opening(line) {
            push_plain(&text[plain_from.0..start], plain_from.1, &mut parts);
            let (from, mut to) = (lines.at, lines.at);
            for (_, _, line) in lines.by_ref() {
                if line.trim() == ":::" {
                    break;
                }
                to = from + (line.as_ptr() as usize - text[from..].as_ptr() as usize) + line.len();
            }
            parts.push(Part::Directive {
                name,
                argument,
                text: &text[from.min(to)..to],
                line: number,
            });
            plain_from = (lines.at, lines.number + 1);
        }
    }
    push_plain(
        &text[plain_from.0.min(text.len())..],
        plain_from.1,
        &mut parts,
    );
    parts
}

fn push_plain<'a>(text: &'a str, line: usize, parts: &mut Vec<Part<'a>>) {
    if !text.trim().is_empty() {
        parts.push(Part::Plain { text, line });
    }
}

fn opening(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix(":::")?;
    let name_end = rest
        .find(|c: char| !c.is_ascii_lowercase())
        .unwrap_or(rest.len());
    let (name, argument) = rest.split_at(name_end);
    let named = !name.is_empty() && (argument.is_empty() || argument.starts_with([' ', '\t']));
    named.then(|| (name, argument.trim()))
}

/// The opening run of a code fence.
fn fence_of(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(' ');
    let mark = line.chars().next().filter(|&c| c == '`' || c == '~')?;
    let run = line.len() - line.trim_start_matches(mark).len();
    let really = run >= 3 && !(mark == '`' && line[run..].contains('`'));
    really.then(|| &line[..run])
}

fn closes(line: &str, open: &str) -> bool {
    let line = line.trim();
    line.len() >= open.len() && line.bytes().all(|byte| byte == open.as_bytes()[0])
}

/// Lines with the place where each begins.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    number: usize,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            number: 0,
        }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = (usize, usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let line = rest
            .split('\n')
            .next()
            .expect("splitting gives at least one piece");
        self.at = (start + line.len() + 1).min(self.text.len());
        self.number += 1;
        Some((start, self.number, line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_are_parted_from_the_text_around_them() {
        assert_eq!(
            parts("a\n\n:::callout Gut zu wissen\nb\n\nc\n:::\nd\n"),
            [
                Part::Plain {
                    text: "a\n\n",
                    line: 1
                },
                Part::Directive {
                    name: "callout",
                    argument: "Gut zu wissen",
                    text: "b\n\nc",
                    line: 3
                },
                Part::Plain {
                    text: "d\n",
                    line: 8
                },
            ]
        );
    }

    #[test]
    fn a_directive_in_code_is_code_and_an_open_one_ends_with_the_text() {
        assert_eq!(parts("```\n:::callout\n```").len(), 1);
        assert_eq!(
            parts(":::correction\nx"),
            [Part::Directive {
                name: "correction",
                argument: "",
                text: "x",
                line: 1
            }]
        );
        assert_eq!(
            parts(":::callout"),
            [Part::Directive {
                name: "callout",
                argument: "",
                text: "",
                line: 1
            }]
        );
    }
}
