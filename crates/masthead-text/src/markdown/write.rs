//! Blocks to Markdown, so that it reads well and comes back as the same blocks.

use std::fmt::Write as _;

use crate::document::{Body, Document, Embed, Image, List, Quote, Source, Table};
use crate::inline::{Inline, Span};
use crate::marks::Mark;

/// Writes a document as Markdown. [`crate::from_markdown`] makes the same blocks of it again.
#[must_use]
pub fn to_markdown(document: &Document) -> String {
    let mut text = String::new();
    let mut lists_in_a_row = 0;
    for block in &document.blocks {
        lists_in_a_row = if matches!(block.body, Body::List(_)) {
            lists_in_a_row + 1
        } else {
            0
        };
        if !text.is_empty() {
            text.push('\n');
        }
        body(&block.body, lists_in_a_row % 2 == 0, &mut text);
        if !text.ends_with('\n') {
            text.push('\n');
        }
    }
    text
}

/// `other_marker`: a list right behind a list needs another marker, or it would be the same list.
fn body(body: &Body, other_marker: bool, out: &mut String) {
    match body {
        Body::Paragraph(block) => out.push_str(&paragraph(&block.text)),
        Body::Crosshead(block) => {
            let marker = if block.level == 2 { "##" } else { "###" };
            let _ = write!(out, "{marker} {}", words(&block.text, Setting::Heading));
        }
        Body::Quote(block) => quote(block, out),
        Body::List(block) => list(block, "", other_marker, out),
        Body::Image(block) => out.push_str(&image(block)),
        Body::Gallery(block) if block.caption.is_empty() && block.images.len() > 1 => {
            out.push_str(&images(&block.images));
        }
        Body::Gallery(block) => directive(
            "gallery",
            &line(&block.caption),
            &images(&block.images),
            out,
        ),
        Body::Video(block) => {
            let poster = block
                .poster
                .as_ref()
                .map(|poster| format!(" poster={}", bare(poster)))
                .unwrap_or_default();
            let argument = format!("{}{poster}", bare(&block.source));
            directive(
                "video",
                &argument,
                &caption_and_credit(&block.caption, &block.credit),
                out,
            );
        }
        Body::Audio(block) => {
            let words = caption_and_credit(&block.caption, &block.credit);
            directive("audio", &bare(&block.source), &words, out);
        }
        Body::Embed(block) => card(block, out),
        Body::Table(block) if block.caption.is_empty() => table(block, out),
        Body::Table(block) => {
            let mut rows = String::new();
            table(block, &mut rows);
            directive("table", &line(&block.caption), rows.trim_end(), out);
        }
        Body::Code(block) => {
            let fence = "`".repeat(longest_run(&block.text).max(2) + 1);
            let _ = write!(out, "{fence}{}\n{}\n{fence}", block.language, block.text);
        }
        Body::Callout(block) => directive(
            "callout",
            &plain(&block.title),
            &paragraphs(&block.text),
            out,
        ),
        Body::Divider(_) => out.push_str("---"),
        Body::Correction(block) => {
            directive("correction", &block.date, &paragraphs(&block.text), out);
        }
    }
}

fn directive(name: &str, argument: &str, text: &str, out: &mut String) {
    let gap = if argument.is_empty() { "" } else { " " };
    let end = if text.is_empty() { "" } else { "\n" };
    let _ = write!(out, ":::{name}{gap}{argument}\n{text}{end}:::");
}

/// A paragraph that is nothing but a web address must not become a card.
fn paragraph(text: &Inline) -> String {
    let written = words(text, Setting::Paragraph);
    match written.split_once("://") {
        Some((scheme @ ("http" | "https"), rest)) if !rest.contains(char::is_whitespace) => {
            format!("{scheme}\\://{rest}")
        }
        _ => written,
    }
}

fn paragraphs(text: &Inline) -> String {
    text.paragraphs()
        .iter()
        .map(paragraph)
        .collect::<Vec<_>>()
        .join("\n\n")
}

fn quote(quote: &Quote, out: &mut String) {
    let mut text = paragraphs(&quote.text);
    let whole = quote.text.text();
    let last_line = whole.rsplit('\n').next().unwrap_or_default();
    let attribution = match (quote.person.as_str(), quote.office.as_str()) {
        // A last line that only looks like an attribution is followed by an empty one.
        ("", "") if last_line.starts_with(['—', '-']) => "—".to_owned(),
        ("", "") => String::new(),
        (person, "") => format!("— {}", plain(person)),
        (person, office) => format!("— {}, {}", plain(person), plain(office)),
    };
    if !attribution.is_empty() {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&attribution);
    }
    for line in text.split('\n') {
        out.push_str(if line.is_empty() { ">" } else { "> " });
        out.push_str(line);
        out.push('\n');
    }
}

fn list(list: &List, indent: &str, other_marker: bool, out: &mut String) {
    for (nth, item) in list.items.iter().enumerate() {
        let marker = match (list.ordered, other_marker) {
            (true, false) => format!("{}.", nth + 1),
            (true, true) => format!("{})", nth + 1),
            (false, false) => "-".to_owned(),
            (false, true) => "*".to_owned(),
        };
        let deeper = format!("{indent}{}", " ".repeat(marker.len() + 1));
        let text = words(&item.text, Setting::Paragraph).replace('\n', &format!("\n{deeper}"));
        let _ = writeln!(out, "{}", format!("{indent}{marker} {text}").trim_end());
        if let Some(inner) = &item.list {
            self::list(inner, &deeper, false, out);
        }
    }
}

fn images(images: &[Image]) -> String {
    images.iter().map(image).collect::<Vec<_>>().join("\n")
}

fn image(image: &Image) -> String {
    let mut out = format!("![{}]({}", plain(&image.alt), source(&image.source));
    let title = caption_and_credit(&image.caption, &image.credit);
    if !title.is_empty() {
        let title = title
            .replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace('&', "&amp;");
        let _ = write!(out, " \"{title}\"");
    }
    out.push(')');
    if let Some(link) = &image.link {
        out = format!("[{out}]({})", destination(link.as_str()));
    }
    if let (Some(width), Some(height)) = (image.width, image.height) {
        let _ = write!(out, "{{{width}x{height}}}");
    }
    out
}

fn source(source: &Source) -> String {
    match source {
        Source::Media(id) => format!("media:{id}"),
        Source::Address(address) => destination(address.as_str()),
    }
}

/// A source behind a directive's name, where nothing is read into it.
fn bare(source: &Source) -> String {
    match source {
        Source::Media(id) => format!("media:{id}"),
        Source::Address(address) => address.to_string(),
    }
}

/// An address as the target of a link: only a character reference could be misread in it.
fn destination(address: &str) -> String {
    if address.contains(';') {
        address.replace('&', "\\&")
    } else {
        address.to_owned()
    }
}

fn caption_and_credit(caption: &Inline, credit: &str) -> String {
    match (line(caption), plain(credit)) {
        (caption, credit) if credit.is_empty() => caption,
        (caption, credit) => format!("{caption} | {credit}"),
    }
}

fn card(card: &Embed, out: &mut String) {
    if *card == Embed::to(card.address.clone()) {
        out.push_str(card.address.as_str());
        return;
    }
    let whose = if card.source == Embed::to(card.address.clone()).source {
        ""
    } else {
        &card.source
    };
    let text = caption_and_credit(&Inline::plain(&card.title), whose);
    directive("embed", card.address.as_str(), &text, out);
}

fn table(table: &Table, out: &mut String) {
    let columns = table
        .header
        .len()
        .max(table.rows.iter().map(Vec::len).max().unwrap_or(0));
    let empty = Inline::default();
    let row = |cells: &[Inline]| {
        let cells: Vec<_> = (0..columns)
            .map(|at| words(cells.get(at).unwrap_or(&empty), Setting::Line))
            .collect();
        format!("| {} |\n", cells.join(" | "))
    };
    out.push_str(&row(&table.header));
    let _ = writeln!(out, "| {} |", vec!["---"; columns].join(" | "));
    table
        .rows
        .iter()
        .for_each(|cells| out.push_str(&row(cells)));
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

fn line(text: &Inline) -> String {
    words(text, Setting::Line)
}

fn plain(text: &str) -> String {
    words(&Inline::plain(&text.replace('\n', " ")), Setting::Line)
}

/// Where words stand, which decides what a break looks like and what has to be escaped.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Setting {
    /// At the beginning of a line, with room for more lines.
    Paragraph,
    /// Behind something else, on one line.
    Line,
    /// Behind `##`.
    Heading,
}

fn words(text: &Inline, setting: Setting) -> String {
    let mut out = String::new();
    let spans = text.spans();
    for (at, span) in spans.iter().enumerate() {
        let follows = at > 0 && spans[at - 1].link == span.link;
        if span.link.is_some() && !follows {
            out.push('[');
        }
        marked(span, spans.get(at + 1), setting, &mut out);
        if let Some(link) = &span.link
            && spans.get(at + 1).is_none_or(|next| next.link != span.link)
        {
            let _ = write!(out, "]({})", destination(link.as_str()));
        }
    }
    out
}

fn marked(span: &Span, next: Option<&Span>, setting: Setting, out: &mut String) {
    // In a link, a bracket within backticks could end a paragraph's first brackets as the label of a reference does.
    let is_label = span.link.is_some() && span.text.contains(['[', ']']);
    let code_fits = !span.text.contains(['`', '|'])
        && !span.text.starts_with(' ')
        && !span.text.ends_with(' ')
        && !is_label;
    let backticks = span.marks.has(Mark::Code) && code_fits;
    let tags = if backticks {
        span.marks.without(Mark::Code)
    } else {
        span.marks
    };
    let delimiter = delimiter(span, next, out);
    match delimiter {
        Some(delimiter) => out.push_str(delimiter),
        None => tags.iter().for_each(|mark| out.push_str(mark.opening())),
    }
    if backticks {
        let _ = write!(out, "`{}`", span.text);
    } else {
        let before_link = next.is_some_and(|next| next.link.is_some() && next.link != span.link);
        escape(&span.text, before_link, setting, out);
    }
    match delimiter {
        Some(delimiter) => out.push_str(delimiter),
        None => tags
            .iter_inside_out()
            .for_each(|mark| out.push_str(mark.closing())),
    }
}

/// `*` or `**` where it certainly works: one mark, letters inside it at both ends, space or punctuation around it.
fn delimiter(span: &Span, next: Option<&Span>, out: &str) -> Option<&'static str> {
    let delimiter = match span.marks {
        marks if marks == Mark::Strong.into() => "**",
        marks if marks == Mark::Emphasis.into() => "*",
        _ => return None,
    };
    let inside =
        span.text.starts_with(char::is_alphanumeric) && span.text.ends_with(char::is_alphanumeric);
    let before = out
        .chars()
        .next_back()
        .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '„' | '«' | '»'));
    let after = match next {
        None => true,
        Some(next) => {
            next.link != span.link
                || next.marks.is_none()
                    && next
                        .text
                        .starts_with([' ', '\n', '.', ',', ';', ':', '!', '?', ')'])
        }
    };
    // A link right behind would put its bracket there, which is punctuation too.
    (inside && before && after).then_some(delimiter)
}

fn escape(text: &str, before_link: bool, setting: Setting, out: &mut String) {
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        let line_start = setting == Setting::Paragraph && (out.is_empty() || out.ends_with('\n'));
        match character {
            '\n' if next == Some('\n') => {
                characters.next();
                out.push_str("<br><br>");
            }
            '\n' if setting == Setting::Paragraph && !out.is_empty() && next.is_some() => {
                out.push_str("\\\n");
            }
            '\n' => out.push_str("<br>"),
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' => push_escaped(character, out),
            '_' if !(out.ends_with(char::is_alphanumeric)
                && next.is_some_and(char::is_alphanumeric)) =>
            {
                push_escaped('_', out);
            }
            '&' if next.is_none_or(|c| c.is_ascii_alphanumeric() || c == '#') => {
                push_escaped('&', out);
            }
            '!' if before_link && next.is_none() => push_escaped('!', out),
            '#' if setting == Setting::Heading || line_start => push_escaped('#', out),
            '>' | '+' | '-' | '=' | '~' | ':' if line_start => push_escaped(character, out),
            '.' | ')' if setting == Setting::Paragraph && ends_with_a_line_number(out) => {
                push_escaped(character, out);
            }
            other => out.push(other),
        }
    }
}

fn push_escaped(character: char, out: &mut String) {
    out.push('\\');
    out.push(character);
}

/// Whether the line so far is only digits, so that a full stop would make a list of it.
fn ends_with_a_line_number(out: &str) -> bool {
    let line = out.rsplit('\n').next().unwrap_or_default();
    !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())
}
