//! Blocks to the small Markdown of posts, for comments that come from elsewhere.

use crate::document::{Body, Document, Image, List, Source};
use crate::inline::{Inline, Span};
use crate::marks::Mark;

/// Writes a document as the text of a post. What a post cannot be (a picture, a table, a crosshead) becomes the words
/// and addresses that it holds, so that nothing is lost but its form.
#[must_use]
pub fn post_markdown(document: &Document) -> String {
    let blocks = document
        .blocks
        .iter()
        .map(|block| body(&block.body))
        .filter(|text| !text.is_empty());
    blocks.collect::<Vec<_>>().join("\n\n")
}

fn body(body: &Body) -> String {
    match body {
        Body::Paragraph(block) => words(&block.text),
        Body::Crosshead(block) => words(&block.text),
        Body::Quote(block) => {
            let by = [block.person.as_str(), block.office.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty());
            let by = by.collect::<Vec<_>>().join(", ");
            let by = if by.is_empty() {
                by
            } else {
                format!("\n\n— {by}")
            };
            format!("{}{by}", words(&block.text))
                .lines()
                .map(|line| format!("> {line}\n"))
                .collect::<String>()
                .trim_end()
                .to_owned()
        }
        Body::List(block) => list(block),
        Body::Image(image) => address(image),
        Body::Gallery(gallery) => gallery
            .images
            .iter()
            .map(address)
            .collect::<Vec<_>>()
            .join("\n"),
        Body::Video(block) => place(&block.source),
        Body::Audio(block) => place(&block.source),
        Body::Embed(block) => block.address.to_string(),
        Body::Code(block) => escaped(&block.text),
        Body::Table(_) | Body::Callout(_) | Body::Correction(_) | Body::Divider(_) => {
            escaped(&Document::of([body.clone()]).plain_text())
        }
    }
}

fn list(list: &List) -> String {
    let mut text = String::new();
    for (nth, item) in list.items.iter().enumerate() {
        let marker = if list.ordered && nth < 99 {
            format!("{}. ", nth + 1)
        } else {
            "- ".to_owned()
        };
        text.push_str(&format!(
            "{marker}{}\n",
            words(&item.text).replace('\n', "\n  ")
        ));
        if let Some(inner) = &item.list {
            // Posts have no lists in lists; the points below follow.
            text.push_str(&self::list(inner));
            text.push('\n');
        }
    }
    text.trim_end().to_owned()
}

fn address(image: &Image) -> String {
    let words = if image.alt.is_empty() {
        String::new()
    } else {
        format!("{} ", escaped(&image.alt))
    };
    format!("{words}{}", place(&image.source))
}

fn place(source: &Source) -> String {
    match source {
        Source::Media(_) => String::new(),
        Source::Address(address) => address.to_string(),
    }
}

fn words(text: &Inline) -> String {
    text.spans().iter().map(span).collect()
}

fn span(span: &Span) -> String {
    let text = &span.text;
    if let Some(link) = &span.link {
        let shown = text.trim().replace(['[', ']', '\n'], " ");
        let same = link.as_str().trim_end_matches('/') == shown.trim_end_matches('/');
        let gap = |ends: bool| if ends { " " } else { "" };
        let (before, after) = (gap(text.starts_with(' ')), gap(text.ends_with(' ')));
        return if same || !link.is_web() || shown.is_empty() {
            format!(
                "{before}{}{after}",
                if link.is_web() { link.as_str() } else { &shown }
            )
        } else {
            format!("{before}[{shown}]({link}){after}")
        };
    }
    let sign = match (span.marks.has(Mark::Strong), span.marks.has(Mark::Emphasis)) {
        (true, true) => "***",
        (true, false) => "**",
        (false, true) => "*",
        (false, false) => "",
    };
    // A sign must touch its words, and a mark does not reach over a break.
    let (start, end) = (text.len() - text.trim_start().len(), text.trim_end().len());
    if sign.is_empty() || start >= end || text.contains('\n') {
        return escaped(text);
    }
    format!(
        "{}{sign}{}{sign}{}",
        &text[..start],
        escaped(&text[start..end]),
        &text[end..]
    )
}

/// Takes its meaning from every sign that would have one; addresses stay as they are.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (nth, line) in text.split('\n').enumerate() {
        if nth > 0 {
            out.push('\n');
        }
        for (nth, word) in line.split(' ').enumerate() {
            if nth > 0 {
                out.push(' ');
            }
            escape_word(word, nth == 0, &mut out);
        }
    }
    out
}

fn escape_word(word: &str, begins_line: bool, out: &mut String) {
    let address = word
        .find("https://")
        .or_else(|| word.find("http://"))
        .unwrap_or(word.len());
    let (word, address) = word.split_at(address);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = (1..=2).contains(&digits) && matches!(&word[digits..], "." | ")");
    let begins_block = begins_line && (word.starts_with('>') || matches!(word, "-" | "+" | "•"));
    if begins_block && word != "•" {
        out.push('\\');
    }
    for (at, character) in word.char_indices() {
        let breaks_number = begins_line && is_number && at == digits;
        if matches!(character, '*' | '_' | '[' | '\\') || breaks_number {
            out.push('\\');
        }
        out.push(character);
    }
    out.push_str(address);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{HtmlOrigin, HtmlSource, Pictures, PostText, from_html};

    fn post(html: &str) -> String {
        let source = HtmlSource {
            html,
            origin: HtmlOrigin::Comment,
            base: "",
            pictures: &Pictures::default(),
            own_pictures: &[],
        };
        post_markdown(&from_html(&source).document)
    }

    #[test]
    fn comments_from_elsewhere_become_posts() {
        assert_eq!(
            post("Hallo,\nWelt\n\n<b>Ja</b> und <em>nein </em>."),
            "Hallo,\nWelt\n\n**Ja** und *nein* ."
        );
        assert_eq!(
            post("<blockquote>Ja.\nNein.</blockquote><ul><li>a</li><li>b</li></ul>"),
            "> Ja.\n> Nein.\n\n- a\n- b"
        );
        assert_eq!(
            post("<a href=\"https://a.at/x\">hier</a> https://b.at/_c_"),
            "[hier](https://a.at/x) https://b.at/_c_"
        );
        assert_eq!(
            post("2 * 3\n- kein Punkt\n1. auch nicht [x](y)"),
            "2 \\* 3\n\\- kein Punkt\n1\\. auch nicht \\[x](y)"
        );
    }

    #[test]
    fn what_was_typed_is_what_is_shown() {
        for text in ["a *b* _c_ **d**", "> e", "\\*", "1. f", "+ i", "snake_case"] {
            let post = PostText::parse(&post(&text.replace('>', "&gt;")), 2_000).expect("short");
            assert_eq!(
                post.to_html().as_str(),
                format!("<p>{}</p>", text.replace('>', "&gt;")),
                "{}",
                post.as_str()
            );
        }
    }

    #[test]
    fn an_address_that_was_typed_is_a_link_and_nothing_hides_it() {
        let post = PostText::parse(&post("[g](https://h.at)"), 2_000).expect("short");
        assert_eq!(
            post.to_html().as_str(),
            "<p>[g](<a href=\"https://h.at\" rel=\"nofollow ugc noopener\">h.at</a>)</p>"
        );
    }
}
