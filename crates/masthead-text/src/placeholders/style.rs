//! How each kind of translator is shown placeholders, and how its answer is read.

use super::{Marked, read};

/// What a translator understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Nothing: the words alone. Placeholders are put back by alignment.
    Plain,
    /// `⟦1⟧…⟦/1⟧`, for translators that leave signs alone.
    Brackets,
    /// `[[1]]…[[/1]]`, for language models.
    Square,
    /// `<g id="1">…</g>` and `<x id="2"/>`, the rest escaped.
    Xml,
    /// Apertium's word-bound blanks: each word carries its numbers, and takes them along when it moves.
    Blanks,
}

impl Marked {
    /// The sentence as a translator of this kind is asked for it.
    #[must_use]
    pub fn render(&self, style: Style) -> String {
        match style {
            Style::Plain => self.plain.clone(),
            Style::Brackets => self.text.clone(),
            Style::Square => self.text.replace('⟦', "[[").replace('⟧', "]]"),
            Style::Xml => xml(&self.text),
            Style::Blanks => blanks(&self.text),
        }
    }
}

impl Style {
    /// An answer of a translator of this kind, with placeholders of our own. It may still be wrong in every way.
    #[must_use]
    pub fn neutral(self, answer: &str) -> String {
        match self {
            Self::Plain | Self::Brackets => answer.to_owned(),
            Self::Square => answer.replace("[[", "⟦").replace("]]", "⟧"),
            Self::Xml => from_xml(answer),
            Self::Blanks => from_blanks(answer),
        }
    }
}

fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    for piece in read::pieces(text) {
        match piece {
            read::Piece::Words(words) => {
                for c in words.chars() {
                    match c {
                        '&' => out.push_str("&amp;"),
                        '<' => out.push_str("&lt;"),
                        '>' => out.push_str("&gt;"),
                        c => out.push(c),
                    }
                }
            }
            read::Piece::Open(number) => out.push_str(&format!("<g id=\"{number}\">")),
            read::Piece::Close(_) => out.push_str("</g>"),
            read::Piece::Single(number) => out.push_str(&format!("<x id=\"{number}\"/>")),
            read::Piece::Stray => {}
        }
    }
    out
}

/// Only our own two tags are read; any other stays as it is, and is found by the validator.
fn from_xml(answer: &str) -> String {
    let mut out = String::with_capacity(answer.len());
    let mut open = Vec::new();
    let mut rest = answer;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = if let Some((sign, length)) = entity(rest) {
            out.push(sign);
            length
        } else if rest.starts_with("</g>") {
            match open.pop() {
                Some(number) => out.push_str(&format!("⟦/{number}⟧")),
                None => out.push('⟧'),
            }
            "</g>".len()
        } else if rest.starts_with("</x>") {
            "</x>".len()
        } else if let Some((name, number, length)) = tag(rest) {
            if name == 'g' {
                open.push(number);
                out.push_str(&format!("⟦{number}⟧"));
            } else {
                out.push_str(&format!("⟦{number}/⟧"));
            }
            length
        } else {
            out.push_str(&rest[..1]);
            1
        };
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

fn entity(text: &str) -> Option<(char, usize)> {
    let known = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&apos;", '\''),
        ("&#39;", '\''),
    ];
    known
        .into_iter()
        .find(|(name, _)| text.starts_with(name))
        .map(|(name, sign)| (sign, name.len()))
}

/// `<g id="3">` or `<x id="3"/>`, with either quotes and any spaces.
fn tag(text: &str) -> Option<(char, u32, usize)> {
    let end = text.char_indices().take(40).find(|(_, c)| *c == '>')?.0;
    let inside = &text[1..end];
    let name = inside.chars().next().filter(|c| matches!(c, 'g' | 'x'))?;
    let attribute = inside[1..].trim().trim_end_matches('/').trim();
    let value = attribute.strip_prefix("id")?.trim_start();
    let value = value.strip_prefix('=')?.trim().trim_matches(['"', '\'']);
    Some((name, value.parse().ok()?, end + 1))
}

const ESCAPED: [char; 11] = ['[', ']', '{', '}', '^', '$', '/', '\\', '@', '<', '>'];

fn blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut open: Vec<u32> = Vec::new();
    for piece in read::pieces(text) {
        match piece {
            read::Piece::Words(words) => bound_words(words, &open, &mut out),
            read::Piece::Open(number) => open.push(number),
            read::Piece::Close(number) => open.retain(|it| *it != number),
            read::Piece::Single(number) => out.push_str(&format!("[<x{number}/>]")),
            read::Piece::Stray => {}
        }
    }
    out
}

fn bound_words(words: &str, open: &[u32], out: &mut String) {
    let numbers: Vec<String> = open.iter().map(|number| format!("t:g:{number}")).collect();
    for word in words.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let is_bound = !open.is_empty() && !bare.is_empty();
        if is_bound {
            out.push_str(&format!("[[{}]]", numbers.join("; ")));
        }
        for c in bare.chars() {
            if ESCAPED.contains(&c) {
                out.push('\\');
            }
            out.push(c);
        }
        if is_bound {
            out.push_str("[[/]]");
        }
        out.push_str(&word[bare.len()..]);
    }
}

/// Neighbouring words with the same number become one pair again.
fn from_blanks(answer: &str) -> String {
    let mut out = String::with_capacity(answer.len());
    let mut open: Vec<u32> = Vec::new();
    let mut rest = answer;
    while let Some(c) = rest.chars().next() {
        if let Some((numbers, length)) = binding(rest) {
            enter(&numbers, &mut open, &mut out);
            rest = &rest[length..];
        } else if let Some(after) = rest.strip_prefix("[[/]]") {
            rest = after;
            let words = rest.trim_start();
            if binding(words).is_none_or(|(next, _)| !open.iter().any(|it| next.contains(it))) {
                enter(&[], &mut open, &mut out);
            }
        } else if let Some((number, length)) = superblank(rest) {
            out.push_str(&format!("⟦{number}/⟧"));
            rest = &rest[length..];
        } else {
            let mut sign = c;
            rest = &rest[c.len_utf8()..];
            if c == '\\'
                && let Some(escaped) = rest.chars().next()
            {
                sign = escaped;
                rest = &rest[escaped.len_utf8()..];
            }
            out.push(sign);
        }
    }
    enter(&[], &mut open, &mut out);
    out
}

/// Closes what does not go on, from the inside, and opens what is new.
fn enter(numbers: &[u32], open: &mut Vec<u32>, out: &mut String) {
    while let Some(outermost) = open.iter().position(|it| !numbers.contains(it)) {
        for number in open.drain(outermost..).rev() {
            let spaces = out.len() - out.trim_end_matches(' ').len();
            let at = out.len() - spaces;
            out.insert_str(at, &format!("⟦/{number}⟧"));
        }
    }
    for number in numbers {
        if !open.contains(number) {
            open.push(*number);
            out.push_str(&format!("⟦{number}⟧"));
        }
    }
}

/// `[[t:g:1; t:g:2]]`
fn binding(text: &str) -> Option<(Vec<u32>, usize)> {
    let inside = text.strip_prefix("[[")?;
    let end = inside.char_indices().take(200).find(|(_, c)| *c == ']')?.0;
    let numbers = inside[..end].split(';').map(|one| {
        let number = one.trim().strip_prefix("t:g:")?;
        number.parse().ok()
    });
    let numbers: Option<Vec<u32>> = numbers.collect();
    let is_closed = inside[end..].starts_with("]]");
    numbers
        .filter(|_| is_closed)
        .map(|numbers| (numbers, end + 4))
}

/// `[<x2/>]`
fn superblank(text: &str) -> Option<(u32, usize)> {
    let inside = text.strip_prefix("[<x")?;
    let end = inside.char_indices().take(12).find(|(_, c)| *c == '/')?.0;
    let is_closed = inside[end..].starts_with("/>]");
    let number = inside[..end].parse().ok().filter(|_| is_closed)?;
    Some((number, 3 + end + 3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::inline_from_markdown;

    const SOURCE: &str =
        "Ein [*roter* Wagen](/w) & ein **blaues** [**Haus** hier](/h) mit `a < b`.";

    #[test]
    fn every_style_comes_back_untouched() {
        let inline = inline_from_markdown(SOURCE);
        let marked = Marked::whole(&inline);
        for style in [Style::Brackets, Style::Square, Style::Xml, Style::Blanks] {
            let answer = style.neutral(&marked.render(style));
            assert_eq!(
                marked.restore(&answer),
                Ok(inline.clone()),
                "{style:?}: {answer}"
            );
        }
    }

    #[test]
    fn each_style_is_written_as_its_translator_wants_it() {
        let marked = Marked::whole(&inline_from_markdown("Ein *rotes Haus* & `x`."));

        assert_eq!(
            marked.render(Style::Xml),
            "Ein <g id=\"1\">rotes Haus</g> &amp; <x id=\"2\"/>."
        );
        assert_eq!(
            marked.render(Style::Square),
            "Ein [[1]]rotes Haus[[/1]] & [[2/]]."
        );
        assert_eq!(
            marked.render(Style::Blanks),
            "Ein [[t:g:1]]rotes[[/]] [[t:g:1]]Haus[[/]] & [<x2/>]."
        );
        assert_eq!(marked.render(Style::Plain), "Ein rotes Haus & x.");
    }

    #[test]
    fn a_translators_own_tags_stay_words_and_are_found() {
        let marked = Marked::whole(&inline_from_markdown("Ein **Haus**."));
        let answer = Style::Xml.neutral("A <g id='1'>house</g>.<script>x</script>");

        assert_eq!(answer, "A ⟦1⟧house⟦/1⟧.<script>x</script>");
        assert_eq!(
            marked.restore(&answer),
            Err(vec![super::super::Fault::Markup])
        );
    }

    #[test]
    fn a_word_takes_its_numbers_along() {
        assert_eq!(
            Style::Blanks.neutral("la [[t:g:2]]casa[[/]] [[t:g:1]]roja[[/]] \\[sic\\]"),
            "la ⟦2⟧casa⟦/2⟧ ⟦1⟧roja⟦/1⟧ [sic]"
        );
    }
}
