//! Marks and links on their way through a translator: as numbered placeholders, never as HTML.
//!
//! A sentence goes out as `Der ⟦1⟧Präsident⟦/1⟧ kam mit ⟦2/⟧.`; what the numbers stand for stays here. What comes back
//! is never trusted: it is read by `read.rs`, which tells every [`Fault`], and mended by `mend.rs` in the order that
//! loses least. What comes out is [`Inline`], so that no tag of a translator's making can reach a page.

mod mend;
mod read;
mod style;

use std::ops::Range;

pub use mend::{Hints, Pairing, Repair, Settled, Tries, settle};
pub use read::Fault;
pub use style::Style;

use crate::address::Address;
use crate::inline::{Inline, Span};
use crate::marks::{Mark, Marks};

/// The brackets of the placeholders. Where a text has them itself they travel as placeholders too.
const BRACKETS: [char; 2] = ['⟦', '⟧'];

/// What a placeholder stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Tag {
    /// A pair around the words that lead somewhere.
    Link(Address),
    /// A pair around words that are set apart.
    Looks(Marks),
    /// One sign for words that no translator may touch: code, and brackets like our own.
    Fixed(String, Marks),
}

/// A sentence whose marks and links are placeholders, numbered from 1 in the order in which they open.
///
/// Two sentences that differ only in where their links lead have the same [`text`](Self::text), and so the same place
/// in the memory of translations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    text: String,
    /// The words alone, as a reader sees them.
    plain: String,
    /// What number `n` stands for, at `n - 1`, and where its words stand in `plain`.
    tags: Vec<(Tag, Range<usize>)>,
}

impl Marked {
    /// The part of a running text that stands at `range` of [`Inline::text`], in bytes.
    ///
    /// Bytes outside of the text and inside of a character are left out.
    #[must_use]
    pub fn of(inline: &Inline, range: Range<usize>) -> Self {
        let mut marked = Self {
            text: String::new(),
            plain: String::new(),
            tags: Vec::new(),
        };
        let mut at = 0;
        let mut pieces = Vec::new();
        for span in inline.spans() {
            let start = range.start.saturating_sub(at).min(span.text.len());
            let end = range.end.saturating_sub(at).min(span.text.len());
            at += span.text.len();
            if let Some(words) = span.text.get(start..end).filter(|words| !words.is_empty()) {
                pieces.push((words, span));
            }
        }
        let mut rest = pieces.as_slice();
        while let Some((_, first)) = rest.first() {
            let together = rest
                .iter()
                .take_while(|(_, span)| span.link == first.link)
                .count();
            let (group, behind) = rest.split_at(together);
            marked.push_group(first.link.as_ref(), group);
            rest = behind;
        }
        marked
    }

    /// The whole of a running text.
    #[must_use]
    pub fn whole(inline: &Inline) -> Self {
        Self::of(inline, 0..usize::MAX)
    }

    /// The words with their placeholders.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words alone, as a reader sees them.
    #[must_use]
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// Whether nothing is marked: then any words are a translation of it.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.tags.is_empty()
    }

    /// The number of each link with the words that lead there, to be translated on their own where a link is lost.
    pub fn anchors(&self) -> impl Iterator<Item = (u32, &str)> {
        self.tags
            .iter()
            .zip(1..)
            .filter(|((tag, _), _)| matches!(tag, Tag::Link(_)))
            .map(|((_, range), number)| (number, &self.plain[range.clone()]))
    }

    /// Puts the marks and links back into an answer.
    ///
    /// # Errors
    /// All that is wrong with its placeholders; [`settle`] knows what can still be done.
    pub fn restore(&self, answer: &str) -> Result<Inline, Vec<Fault>> {
        let read = self.read(answer);
        if read.faults.is_empty() {
            Ok(self.inline(&read.plain, &read.places))
        } else {
            Err(read.faults)
        }
    }

    fn push_group(&mut self, link: Option<&Address>, group: &[(&str, &Span)]) {
        let number = link.map(|link| self.open(Tag::Link(link.clone())));
        for (words, span) in group {
            self.push_span(words, span.marks);
        }
        if let Some(number) = number {
            self.close(number);
        }
    }

    fn push_span(&mut self, words: &str, marks: Marks) {
        if marks.has(Mark::Code) {
            self.push_fixed(words, marks);
            return;
        }
        let number = (!marks.is_none()).then(|| self.open(Tag::Looks(marks)));
        let mut rest = words;
        while let Some(at) = rest.find(is_like_ours) {
            let (before, bracket) = rest.split_at(at);
            self.push_words(before);
            let end = bracket.find(|c| !is_like_ours(c)).unwrap_or(bracket.len());
            self.push_fixed(&bracket[..end], Marks::NONE);
            rest = &bracket[end..];
        }
        self.push_words(rest);
        if let Some(number) = number {
            self.close(number);
        }
    }

    fn push_words(&mut self, words: &str) {
        self.text.push_str(words);
        self.plain.push_str(words);
    }

    fn push_fixed(&mut self, words: &str, marks: Marks) {
        let start = self.plain.len();
        self.plain.push_str(words);
        let fixed = Tag::Fixed(words.to_owned(), marks);
        self.tags.push((fixed, start..self.plain.len()));
        self.text.push_str(&format!("⟦{}/⟧", self.tags.len()));
    }

    fn open(&mut self, tag: Tag) -> usize {
        let start = self.plain.len();
        self.tags.push((tag, start..start));
        let number = self.tags.len();
        self.text.push_str(&format!("⟦{number}⟧"));
        number
    }

    fn close(&mut self, number: usize) {
        self.tags[number - 1].1.end = self.plain.len();
        self.text.push_str(&format!("⟦/{number}⟧"));
    }

    fn tag(&self, number: u32) -> Option<&(Tag, Range<usize>)> {
        self.tags.get(usize::try_from(number).ok()?.checked_sub(1)?)
    }

    /// Words with what lies upon each of their places.
    fn inline(&self, plain: &str, places: &[(u32, Range<usize>)]) -> Inline {
        let mut cuts: Vec<usize> = places
            .iter()
            .flat_map(|(_, range)| [range.start, range.end])
            .chain([0, plain.len()])
            .collect();
        cuts.sort_unstable();
        cuts.dedup();
        let span = |cut: &[usize]| {
            let above = places
                .iter()
                .filter(|(_, range)| range.start <= cut[0] && cut[1] <= range.end);
            let mut span = Span::plain(&plain[cut[0]..cut[1]]);
            for (tag, _) in above.filter_map(|(number, _)| self.tag(*number)) {
                match tag {
                    Tag::Link(link) => span.link = Some(link.clone()),
                    Tag::Looks(marks) | Tag::Fixed(_, marks) => {
                        span.marks = marks.iter().fold(span.marks, |set, mark| set | mark);
                    }
                }
            }
            span
        };
        Inline::new(cuts.windows(2).map(span))
    }
}

/// Our brackets, and the square ones that some translators get instead of them.
fn is_like_ours(c: char) -> bool {
    BRACKETS.contains(&c) || matches!(c, '[' | ']')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::inline_from_markdown;

    fn marked(markdown: &str) -> Marked {
        Marked::whole(&inline_from_markdown(markdown))
    }

    #[test]
    fn marks_and_links_become_numbers() {
        let marked = marked("Der **Kanzler** [sagt *es* so](https://a.example/) mit `rm -r`.");

        assert_eq!(
            marked.text(),
            "Der ⟦1⟧Kanzler⟦/1⟧ ⟦2⟧sagt ⟦3⟧es⟦/3⟧ so⟦/2⟧ mit ⟦4/⟧."
        );
        assert_eq!(marked.plain(), "Der Kanzler sagt es so mit rm -r.");
        assert_eq!(marked.anchors().collect::<Vec<_>>(), [(2, "sagt es so")]);
    }

    #[test]
    fn a_sentence_has_the_marks_that_stand_in_it() {
        let inline = inline_from_markdown("Eins **zwei. Drei** vier.");
        let text = inline.text();
        let at = text.find("Drei").expect("it is there");

        assert_eq!(Marked::of(&inline, 0..at - 1).text(), "Eins ⟦1⟧zwei.⟦/1⟧");
        assert_eq!(
            Marked::of(&inline, at..text.len()).text(),
            "⟦1⟧Drei⟦/1⟧ vier."
        );
    }

    #[test]
    fn what_comes_back_untouched_is_the_same_text() {
        for markdown in [
            "Der **Kanzler** [sagt *es* so](https://a.example/) mit `rm -r`.",
            "H<sub>2</sub>O und ***beides***",
            "ohne alles",
            "mit \\[\\[1\\]\\] und ⟦2⟧ im Text",
        ] {
            let inline = inline_from_markdown(markdown);
            let marked = Marked::whole(&inline);
            assert_eq!(marked.restore(marked.text()), Ok(inline), "{markdown}");
        }
    }

    #[test]
    fn words_may_change_their_order() {
        let marked = marked("the *red* [house](/h)");

        assert_eq!(
            marked.restore("la ⟦2⟧casa⟦/2⟧ ⟦1⟧roja⟦/1⟧"),
            Ok(inline_from_markdown("la [casa](/h) *roja*"))
        );
    }

    #[test]
    fn a_mark_may_move_inside_a_link() {
        let marked = marked("[a *b*](/h)");

        assert_eq!(
            marked.restore("⟦2⟧⟦1⟧x⟦/1⟧⟦/2⟧"),
            Ok(inline_from_markdown("[*x*](/h)"))
        );
    }
}
