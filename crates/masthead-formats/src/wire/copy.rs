//! Wire copy without markup: paragraphs by empty lines, or by indented lines where there are none.

use masthead_text::{Body, Inline, Paragraph};

/// How a new paragraph is set off; a single space is a slip.
const INDENTS: &[&str] = &["  ", "\t", "\u{3000}"];

/// The paragraphs of preformatted text.
pub(super) fn paragraphs(text: &str) -> Vec<Body> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let has_gaps = text.trim().contains("\n\n");
    let mut paragraphs: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines() {
        let is_gap = line.trim().is_empty();
        let is_indented = !has_gaps && INDENTS.iter().any(|indent| line.starts_with(indent));
        if is_gap || is_indented {
            paragraphs.push(Vec::new());
        }
        if !is_gap {
            let last = paragraphs.last_mut().expect("there is always one");
            last.push(line.trim());
        }
    }
    let paragraphs = paragraphs.into_iter().filter(|lines| !lines.is_empty());
    paragraphs
        .map(|lines| {
            let text = Inline::plain(&lines.join(" "));
            Body::Paragraph(Paragraph { text })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_parted_by_gaps_or_by_indents() {
        assert_eq!(paragraphs("a\nb\n\nc\n").len(), 2);
        assert_eq!(paragraphs("   a\nb\n   c\n").len(), 2);
        assert!(paragraphs(" \n\n").is_empty());
    }
}
