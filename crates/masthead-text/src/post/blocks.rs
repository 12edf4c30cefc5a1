//! Lines of a post to paragraphs, quotes and lists.

use super::{Page, inline};

/// Quotes in quotes are followed so far; further signs are text.
const DEEPEST_QUOTE: usize = 3;

pub(super) fn render(text: &str, page: &mut impl Page) {
    let lines: Vec<&str> = text.split('\n').collect();
    blocks(&lines, 0, page);
}

fn blocks(lines: &[&str], depth: usize, page: &mut impl Page) {
    let mut rest = lines;
    while let Some(&line) = rest.first() {
        let taken = if line.trim().is_empty() {
            1
        } else if depth < DEEPEST_QUOTE && quoted(line).is_some() {
            quote(rest, depth, page)
        } else if let Some(marker) = marker(line) {
            list(rest, marker.ordered, page)
        } else {
            paragraph(rest, depth, page)
        };
        rest = &rest[taken..];
    }
}

fn quote(lines: &[&str], depth: usize, page: &mut impl Page) -> usize {
    let inner: Vec<&str> = lines.iter().map_while(|line| quoted(line)).collect();
    page.markup("<blockquote>");
    blocks(&inner, depth + 1, page);
    page.markup("</blockquote>");
    inner.len()
}

fn quoted(line: &str) -> Option<&str> {
    let rest = line.strip_prefix('>')?;
    Some(rest.strip_prefix(' ').unwrap_or(rest))
}

fn paragraph(lines: &[&str], depth: usize, page: &mut impl Page) -> usize {
    let interrupts = |line: &str| {
        line.trim().is_empty()
            || marker(line).is_some()
            || (depth < DEEPEST_QUOTE && quoted(line).is_some())
    };
    let end = lines
        .iter()
        .skip(1)
        .position(|line| interrupts(line))
        .map_or(lines.len(), |at| at + 1);
    page.markup("<p>");
    inline::render(&lines[..end], page);
    page.markup("</p>");
    end
}

struct Marker<'a> {
    ordered: bool,
    words: &'a str,
}

/// `- `, `* `, `+ `, or a number of at most two digits: `2026.` begins a sentence, not a list.
fn marker(line: &str) -> Option<Marker<'_>> {
    let line = line.trim_start_matches(' ');
    if let Some(words) = ["- ", "* ", "+ ", "• "]
        .into_iter()
        .find_map(|marker| line.strip_prefix(marker))
    {
        return Some(Marker {
            ordered: false,
            words,
        });
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let words = line[digits..]
        .strip_prefix(". ")
        .or_else(|| line[digits..].strip_prefix(") "))?;
    (1..=2).contains(&digits).then_some(Marker {
        ordered: true,
        words,
    })
}

fn list(lines: &[&str], ordered: bool, page: &mut impl Page) -> usize {
    page.markup(if ordered { "<ol>" } else { "<ul>" });
    let mut at = 0;
    while let Some(marker) = lines
        .get(at)
        .and_then(|line| marker(line))
        .filter(|marker| marker.ordered == ordered)
    {
        let mut item = vec![marker.words];
        at += 1;
        // An indented line goes on with the point above it.
        while let Some(more) = lines
            .get(at)
            .filter(|line| line.starts_with(' ') && self::marker(line).is_none())
        {
            item.push(more.trim_start());
            at += 1;
        }
        page.markup("<li>");
        inline::render(&item, page);
        page.markup("</li>");
    }
    page.markup(if ordered { "</ol>" } else { "</ul>" });
    at
}
