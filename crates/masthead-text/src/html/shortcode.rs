//! WordPress' shortcodes: those that we know become elements of our own, others stay text and are reported.

use crate::gather::shorten;

/// What was found, and the HTML in which the known ones are elements named `wp-…`.
pub(super) struct Expanded {
    pub(super) html: String,
    /// Shortcodes that stay text.
    pub(super) unknown: Vec<String>,
}

const KNOWN: &[&str] = &[
    "caption",
    "wp_caption",
    "gallery",
    "video",
    "audio",
    "embed",
    "playlist",
    "youtube",
    "vimeo",
];

/// Elements whose text is text.
const VERBATIM: &[&str] = &["pre", "code", "script", "style", "textarea"];

/// Turns `[caption …]…[/caption]` into `<wp-caption …>…</wp-caption>`; `[[caption]]` is the text `[caption]`.
pub(super) fn expand(html: &str) -> Expanded {
    let mut expanded = Expanded {
        html: String::with_capacity(html.len() + 64),
        unknown: Vec::new(),
    };
    let mut verbatim: Option<&str> = None;
    let mut rest = html;
    while let Some(at) = rest.find(['<', '[']) {
        expanded.html.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = if rest.starts_with('<') {
            let length = tag_length(rest);
            track_verbatim(&rest[..length], &mut verbatim);
            expanded.html.push_str(&rest[..length]);
            length
        } else if verbatim.is_some() {
            expanded.html.push('[');
            1
        } else {
            bracket(rest, &mut expanded)
        };
        rest = &rest[length..];
    }
    expanded.html.push_str(rest);
    expanded
}

/// How long a tag or comment is; a lone `<` is one byte.
fn tag_length(text: &str) -> usize {
    if let Some(comment) = text.strip_prefix("<!--") {
        return comment.find("-->").map_or(text.len(), |end| end + 7);
    }
    if !text[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        return 1;
    }
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    1
}

fn track_verbatim<'a>(tag: &'a str, verbatim: &mut Option<&'a str>) {
    let inner = tag.trim_start_matches(['<', '/']);
    let name = inner
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    let Some(name) = VERBATIM
        .iter()
        .find(|verbatim| verbatim.eq_ignore_ascii_case(name))
    else {
        return;
    };
    if tag.starts_with("</") {
        if *verbatim == Some(name) {
            *verbatim = None;
        }
    } else if verbatim.is_none() {
        *verbatim = Some(name);
    }
}

/// One `[…]`: writes what it becomes and says how much of the text it was.
fn bracket(text: &str, expanded: &mut Expanded) -> usize {
    let Some(end) = closing(text) else {
        expanded.html.push('[');
        return 1;
    };
    let inner = &text[1..end];
    if let Some(literal) = inner.strip_prefix('[') {
        // `[[caption]]` was written to be read, not to be run.
        expanded.html.push_str(&format!("&#91;{literal}"));
        let doubled = text[end + 1..].starts_with(']');
        expanded.html.push(']');
        return end + 1 + usize::from(doubled);
    }
    let (closes, inner) = inner
        .strip_prefix('/')
        .map_or((false, inner), |inner| (true, inner));
    let name_end = inner
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'))
        .unwrap_or(inner.len());
    let (name, attributes) = inner.split_at(name_end);
    if KNOWN.contains(&name) {
        write_tag(name, attributes, closes, &mut expanded.html);
        return end + 1;
    }
    let looks_like_one = !name.is_empty()
        && (closes || attributes.contains('=') || name.contains('_') || attributes.trim() == "/");
    if looks_like_one && !closes {
        expanded.unknown.push(shorten(&text[..=end]));
    }
    expanded.html.push('[');
    1
}

/// Where the bracket closes; brackets in quoted values do not count.
fn closing(text: &str) -> Option<usize> {
    const LONGEST: usize = 8_000;
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().skip(1).take(LONGEST) {
        match (quote, byte) {
            (None, b']') => return Some(at),
            (None, b'<') => return None,
            (None, b'"' | b'\'') if text.as_bytes()[at - 1] == b'=' => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    None
}

fn write_tag(name: &str, attributes: &str, closes: bool, html: &mut String) {
    let name = if name == "wp_caption" {
        "caption"
    } else {
        name
    };
    if closes {
        html.push_str(&format!("</wp-{name}>"));
        return;
    }
    html.push_str(&format!("<wp-{name}"));
    for (name, value) in attributes_of(attributes) {
        let value = value.replace('&', "&amp;").replace('"', "&quot;");
        html.push_str(&format!(" {name}=\"{value}\""));
    }
    html.push('>');
    // Only these two have an end; the others stand alone even where somebody closed them.
    if !matches!(name, "caption" | "embed" | "video" | "audio")
        || attributes.trim_end().ends_with('/')
    {
        html.push_str(&format!("</wp-{name}>"));
    }
}

/// `name="value"`, `name='value'`, `name=value`; a value without a name is called `value`.
fn attributes_of(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text.trim_end_matches('/').trim();
    while !rest.is_empty() {
        let name_end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'))
            .unwrap_or(rest.len());
        let named = name_end > 0 && rest[name_end..].starts_with('=');
        let (name, behind) = if named {
            (&rest[..name_end], &rest[name_end + 1..])
        } else {
            ("value", rest)
        };
        let (value, length) = value_of(behind);
        found.push((name.to_ascii_lowercase(), value.to_owned()));
        rest = behind[length..].trim_start();
    }
    found
}

fn value_of(text: &str) -> (&str, usize) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner
                .find(quote)
                .map_or((inner, text.len()), |end| (&inner[..end], end + 2));
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    (
        &text[..end],
        end.max(text.chars().next().map_or(0, char::len_utf8)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_shortcodes_become_elements() {
        let html = expand(
            r#"[caption id="a" caption='Ein "Bild"']<img src=x>[/caption] [gallery ids=1,2]"#,
        )
        .html;

        assert_eq!(
            html,
            r#"<wp-caption id="a" caption="Ein &quot;Bild&quot;"><img src=x></wp-caption> <wp-gallery ids="1,2"></wp-gallery>"#
        );
    }

    #[test]
    fn others_stay_text_and_are_told() {
        let expanded =
            expand(r#"[contact-form id="1"] [sic] [1] a[0] <a title="[gallery]">[[gallery]]</a>"#);

        assert_eq!(
            expanded.html,
            r#"[contact-form id="1"] [sic] [1] a[0] <a title="[gallery]">&#91;gallery]</a>"#
        );
        assert_eq!(expanded.unknown, [r#"[contact-form id="1"]"#]);
    }

    #[test]
    fn code_is_left_alone() {
        assert_eq!(
            expand("<pre>[gallery]</pre><code>[video]</code>").html,
            "<pre>[gallery]</pre><code>[video]</code>"
        );
    }
}
