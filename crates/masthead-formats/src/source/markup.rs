//! Elements of other documents (NITF, XHTML) written as HTML, so that one reader of HTML makes blocks of all of them.

use super::xml::Element;

/// The HTML of what stands in an element, each element under the name that `name` gives it; none is left out with all
/// that is in it, and an empty name keeps the words without the element.
pub(crate) fn inside(element: &Element, name: fn(&Element) -> Option<&str>) -> String {
    let mut html = String::new();
    write_inside(element, name, &mut html);
    html
}

/// The HTML of an element with its tag.
pub(crate) fn whole(element: &Element, name: fn(&Element) -> Option<&str>) -> String {
    let mut html = String::new();
    write(element, name, &mut html);
    html
}

/// The names of XHTML, as they are.
pub(crate) fn same(element: &Element) -> Option<&str> {
    Some(element.local())
}

fn write_inside(element: &Element, name: fn(&Element) -> Option<&str>, html: &mut String) {
    let mut from = 0;
    for child in &element.children {
        push_text(&element.text[from..child.at], html);
        from = child.at;
        write(child, name, html);
    }
    push_text(&element.text[from..], html);
}

fn write(element: &Element, name: fn(&Element) -> Option<&str>, html: &mut String) {
    let Some(tag) = name(element) else { return };
    let tag: String = tag.chars().filter(char::is_ascii_alphanumeric).collect();
    if tag.is_empty() {
        return write_inside(element, name, html);
    }
    html.push('<');
    html.push_str(&tag);
    for (key, value) in &element.attributes {
        let is_plain = key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if is_plain && key != "xmlns" {
            html.push_str(&format!(" {key}=\""));
            push_text(value, html);
            html.push('"');
        }
    }
    html.push('>');
    write_inside(element, name, html);
    if !matches!(tag.as_str(), "br" | "hr" | "img") {
        html.push_str(&format!("</{tag}>"));
    }
}

fn push_text(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '<' => html.push_str("&lt;"),
            '&' => html.push_str("&amp;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}
