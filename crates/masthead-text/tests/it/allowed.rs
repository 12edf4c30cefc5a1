//! Looks at HTML as a suspicious reader would: every tag, attribute and address must be on a short list.

/// The elements of a post.
pub(crate) const POST: &[&str] = &[
    "p",
    "br",
    "em",
    "strong",
    "blockquote",
    "ul",
    "ol",
    "li",
    "a",
    "span",
];
/// The elements of running text.
pub(crate) const INLINE: &[&str] = &["br", "em", "strong", "sub", "sup", "code", "a"];

/// Fails with a sentence when the markup holds anything that is not allowed, or is not well nested.
pub(crate) fn check(html: &str, elements: &[&str]) {
    let mut open = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let text = &rest[..start];
        assert!(
            !text.contains(['>', '"', '\'']),
            "unescaped text {text:?} in {html}"
        );
        let end = rest[start..]
            .find('>')
            .unwrap_or_else(|| panic!("a tag without end in {html}"));
        tag(&rest[start + 1..start + end], elements, &mut open, html);
        rest = &rest[start + end + 1..];
    }
    assert!(!rest.contains('>'), "a loose > in {html}");
    assert!(open.is_empty(), "{open:?} left open in {html}");
    assert!(!html.contains('\0'), "a null byte in {html}");
}

fn tag<'a>(tag: &'a str, elements: &[&str], open: &mut Vec<&'a str>, html: &str) {
    if let Some(name) = tag.strip_prefix('/') {
        assert_eq!(open.pop(), Some(name), "badly nested: {html}");
        return;
    }
    let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    assert!(
        elements.contains(&name),
        "the element {name} is not allowed: {html}"
    );
    match name {
        "a" => link(attributes, html),
        "span" => assert_eq!(attributes, "class=\"host\"", "{html}"),
        _ => assert_eq!(attributes, "", "{html}"),
    }
    if name != "br" {
        open.push(name);
    }
}

fn link(attributes: &str, html: &str) {
    let (address, rest) = attributes
        .strip_prefix("href=\"")
        .and_then(|rest| rest.split_once('"'))
        .unwrap_or_else(|| panic!("a link without address: {html}"));
    assert!(
        ["", " rel=\"noopener\"", " rel=\"nofollow ugc noopener\""].contains(&rest),
        "{html}"
    );
    let address = address.to_ascii_lowercase();
    let before_path = address.split(['/', '?', '#']).next().unwrap_or_default();
    let safe = matches!(before_path, "http:" | "https:")
        || before_path.starts_with("mailto:")
        || !before_path.contains(':');
    assert!(safe, "the address {address} is not safe: {html}");
    assert!(!before_path.contains("&#"), "{html}");
}
