//! What readers write below an article: a small Markdown, cleaned, counted and shown.
//!
//! Understood are paragraphs, line breaks, `*emphasis*` and `_emphasis_`, `**strong**`, quotes (`> `, three deep), lists
//! (`- `, `* `, `+ `, `1. `), `[words](https://…)` and bare web addresses. A backslash takes a sign's meaning away.
//! There are no headings, pictures, tables or HTML: what looks like them is shown as it was typed.

mod blocks;
mod inline;
mod links;
mod write;

pub use write::post_markdown;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::clean::clean;
use crate::safe::SafeHtml;

/// A character as people count them may be built of several; no text needs more than this many of them on average.
const CODE_POINTS_A_CHARACTER: usize = 4;

/// The text of a post: NFC, without invisible characters, trimmed, not empty, not too long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostText(String);

/// Why a text cannot be a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PostTextError {
    /// Nothing in it that could be seen.
    #[error("nothing to read in it")]
    Empty,
    /// More characters than are allowed.
    #[error("{length} characters, {limit} are allowed")]
    TooLong {
        /// Its characters as people count them.
        length: usize,
        /// How many were allowed.
        limit: usize,
    },
}

impl PostText {
    /// Cleans and checks what somebody typed; `limit` is in characters as people count them (grapheme clusters).
    ///
    /// Controls, zero-width characters and overrides of the reading direction are removed, line ends become `\n`, and
    /// more than one empty line becomes one.
    ///
    /// # Errors
    /// [`PostTextError::Empty`] and [`PostTextError::TooLong`]; the writer can mend both.
    pub fn parse(text: &str, limit: usize) -> Result<Self, PostTextError> {
        let text = tidy(&clean(text));
        if !text.chars().any(|c| !c.is_whitespace() && !c.is_control()) {
            return Err(PostTextError::Empty);
        }
        let length = characters(&text);
        let built_of = text.chars().count();
        if length > limit || built_of > limit.saturating_mul(CODE_POINTS_A_CHARACTER) {
            return Err(PostTextError::TooLong {
                length: length.max(built_of / CODE_POINTS_A_CHARACTER),
                limit,
            });
        }
        Ok(Self(text))
    }

    /// A text that was parsed before and comes from our own database.
    #[must_use]
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// The text as it is stored and edited.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its length as people count it.
    #[must_use]
    pub fn characters(&self) -> usize {
        characters(&self.0)
    }

    /// The post as HTML: `p`, `br`, `em`, `strong`, `blockquote`, `ul`, `ol`, `li`, `a` and, after a link whose words
    /// hide where it leads, its host in `<span class="host">`. Nothing else, and no attribute but those of links.
    #[must_use]
    pub fn to_html(&self) -> SafeHtml {
        let mut html = SafeHtml::with_capacity(self.0.len() + self.0.len() / 4 + 64);
        blocks::render(&self.0, &mut html);
        html
    }

    /// The words without Markdown's signs, on one line: for mails, lists and search.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let mut text = String::with_capacity(self.0.len());
        blocks::render(&self.0, &mut text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Characters as people count them.
fn characters(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.graphemes(true).count()
    }
}

fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut empty_lines = 0;
    for line in text.lines().map(str::trim_end) {
        empty_lines = if line.is_empty() { empty_lines + 1 } else { 0 };
        if empty_lines > 1 || (tidy.is_empty() && line.is_empty()) {
            continue;
        }
        tidy.push_str(line);
        tidy.push('\n');
    }
    tidy.truncate(tidy.trim_end().len());
    tidy.trim_start_matches('\n').to_owned()
}

/// Where a post is rendered to: HTML, or nothing but words.
trait Page {
    fn markup(&mut self, literal: &'static str);
    fn text(&mut self, text: &str);
    /// Text inside an attribute, which nobody reads.
    fn text_in_tag(&mut self, text: &str);
}

impl Page for SafeHtml {
    fn markup(&mut self, literal: &'static str) {
        SafeHtml::markup(self, literal);
    }

    fn text(&mut self, text: &str) {
        SafeHtml::text(self, text);
    }

    fn text_in_tag(&mut self, text: &str) {
        SafeHtml::text(self, text);
    }
}

impl Page for String {
    fn markup(&mut self, literal: &'static str) {
        // Blocks and breaks part words; marks inside a word do not.
        if matches!(literal, "</p>" | "<br>" | "</li>") {
            self.push(' ');
        }
    }

    fn text(&mut self, text: &str) {
        self.push_str(text);
    }

    fn text_in_tag(&mut self, _: &str) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        PostText::parse(text, 2_000)
            .expect("a short text that says something")
            .to_html()
            .into_string()
    }

    #[test]
    fn paragraphs_and_breaks() {
        assert_eq!(
            html("Eins\nzwei\n\n\n\ndrei"),
            "<p>Eins<br>zwei</p><p>drei</p>"
        );
    }

    #[test]
    fn emphasis_and_strong() {
        assert_eq!(
            html("*so* und **so** und ***so***"),
            "<p><em>so</em> und <strong>so</strong> und <strong><em>so</em></strong></p>"
        );
        assert_eq!(
            html("snake_case_name 2*3*4 **offen"),
            "<p>snake_case_name 2<em>3</em>4 **offen</p>"
        );
        assert_eq!(html(r"\*kein\* Zeichen"), "<p>*kein* Zeichen</p>");
        assert_eq!(html("**a *b** c*"), "<p><strong>a *b</strong> c*</p>");
    }

    #[test]
    fn quotes_and_lists() {
        assert_eq!(
            html("> Ja.\n> Nein.\n\nDoch."),
            "<blockquote><p>Ja.<br>Nein.</p></blockquote><p>Doch.</p>"
        );
        assert_eq!(
            html("> > tief\n> hoch"),
            "<blockquote><blockquote><p>tief</p></blockquote><p>hoch</p></blockquote>"
        );
        assert_eq!(
            html("Also:\n- eins\n- zwei\n  weiter\n\nEnde"),
            "<p>Also:</p><ul><li>eins</li><li>zwei<br>weiter</li></ul><p>Ende</p>"
        );
        assert_eq!(html("1. a\n2. b"), "<ol><li>a</li><li>b</li></ol>");
        assert_eq!(
            html("2026. Was für ein Jahr"),
            "<p>2026. Was für ein Jahr</p>"
        );
    }

    #[test]
    fn headings_pictures_and_html_are_shown_as_typed() {
        assert_eq!(
            html("# Titel\n![x](https://a.at/b.png)\n<b>fett</b>"),
            "<p># Titel<br>!<a href=\"https://a.at/b.png\" rel=\"nofollow ugc noopener\">x</a> \
             <span class=\"host\">(a.at)</span><br>&lt;b&gt;fett&lt;/b&gt;</p>"
        );
    }

    #[test]
    fn links_show_where_they_lead() {
        let rel = "rel=\"nofollow ugc noopener\"";
        assert_eq!(
            html("Siehe https://orf.at/a?b=1&c=2."),
            format!(
                "<p>Siehe <a href=\"https://orf.at/a?b=1&amp;c=2\" {rel}>orf.at/a?b=1&amp;c=2</a>.</p>"
            )
        );
        assert_eq!(
            html("[Meine Bank](https://evil.example/x)"),
            format!(
                "<p><a href=\"https://evil.example/x\" {rel}>Meine Bank</a> <span class=\"host\">(evil.example)</span></p>"
            )
        );
        assert_eq!(
            html("[orf.at](https://orf.at/)"),
            format!("<p><a href=\"https://orf.at/\" {rel}>orf.at</a></p>")
        );
        assert_eq!(
            html("(https://de.wikipedia.org/wiki/Wien_(Stadt))"),
            format!(
                "<p>(<a href=\"https://de.wikipedia.org/wiki/Wien_%28Stadt%29\" {rel}>de.wikipedia.org/wiki/Wien_(Stadt)</a>)</p>"
            )
        );
    }

    #[test]
    fn deceptive_addresses_stay_text() {
        for text in [
            "https://bank.at@evil.example/",
            "https://xn--/",
            "[x](javascript:alert(1))",
            "https://bänk.at/",
            "[x](//evil)",
            "https://a",
        ] {
            assert!(
                !html(text).contains("<a"),
                "{text} became a link: {}",
                html(text)
            );
        }
    }

    #[test]
    fn lengths_are_counted_as_people_count() {
        assert_eq!(
            PostText::parse("👩‍🚀👩‍🚀", 2).map(|text| text.characters()),
            Ok(2)
        );
        assert_eq!(
            PostText::parse("abc", 2),
            Err(PostTextError::TooLong {
                length: 3,
                limit: 2
            })
        );
        assert_eq!(
            PostText::parse(" \u{200B}\n\u{2800} ", 10),
            Err(PostTextError::Empty)
        );
        assert!(PostText::parse(&format!("a{}", "\u{200D}👩".repeat(500)), 10).is_err());
    }

    #[test]
    fn the_words_alone() {
        let text = PostText::parse("> **Ja**, [hier](https://a.at/x)\n\n- eins\n- zwei", 100)
            .expect("short");

        assert_eq!(text.plain_text(), "Ja, hier (a.at) eins zwei");
    }
}
