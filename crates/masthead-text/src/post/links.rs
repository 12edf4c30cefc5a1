//! Web addresses in posts: where one ends, whether it may be a link, and how it is shown.

use super::Page;
use crate::address::Address;

/// An address is shown up to this length; the host is always whole.
const SHOWN: usize = 60;

/// Where the bare address at the beginning of `text` ends, if one begins there.
///
/// Full stops and the like at the end belong to the sentence, a closing bracket too unless it was opened inside.
pub(super) fn bare_end(text: &str) -> Option<usize> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))?;
    let stop = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '<' | '>' | '"' | '`' | '\\' | '|' | '„' | '“' | '”' | '«' | '»'
            )
    };
    let mut address = &text[..text.len() - rest.len() + rest.find(stop).unwrap_or(rest.len())];
    let mut open = address.matches('(').count();
    let mut closed = address.matches(')').count();
    while let Some(last) = address.chars().next_back() {
        match last {
            ')' if closed <= open => break,
            ')' => closed -= 1,
            '(' => open -= 1,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '…' | ']' => {}
            _ => break,
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    Some(address.len())
}

/// The address as a link that deceives nobody; `None` when it must stay text.
///
/// Only http and https; only hosts in plain ASCII with a dot, because look-alike letters of other scripts could
/// imitate a name (an international name can still be written in its `xn--` form); and no name or password before the
/// host, because `https://bank.at@evil.example` looks like the bank.
pub(super) fn honest(text: &str) -> Option<Address> {
    if !(text.starts_with("https://") || text.starts_with("http://")) {
        return None;
    }
    let address = Address::parse(text)?;
    let authority = address
        .as_str()
        .split_once("://")?
        .1
        .split(['/', '?', '#'])
        .next()?;
    let host = address.host()?;
    let label = |label: &str| {
        !label.is_empty()
            && label != "xn--"
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let plain = host.contains('.') && host.split('.').all(label);
    (plain && !authority.contains('@')).then_some(address)
}

/// A bare address, shown without its scheme and not endlessly.
pub(super) fn render_bare(address: &Address, typed: &str, page: &mut impl Page) {
    open(address, page);
    let shown = typed
        .split_once("://")
        .map_or(typed, |(_, rest)| rest)
        .trim_end_matches('/');
    let host = address.host().map_or(0, str::len);
    match shown.char_indices().nth(SHOWN.max(host)) {
        Some((cut, _)) => {
            page.text(&shown[..cut]);
            page.text("…");
        }
        None => page.text(shown),
    }
    page.markup("</a>");
}

/// Words that lead to an address: begun here, ended by [`close_words`].
pub(super) fn open(address: &Address, page: &mut impl Page) {
    page.markup("<a href=\"");
    page.text_in_tag(address.as_str());
    page.markup("\" rel=\"nofollow ugc noopener\">");
}

/// Ends a link and shows its host, unless its words are the host.
pub(super) fn close_words(address: &Address, words: &str, page: &mut impl Page) {
    page.markup("</a>");
    let host = address.host().unwrap_or_default();
    if words.trim() != host {
        page.text(" ");
        page.markup("<span class=\"host\">");
        page.text("(");
        page.text(host);
        page.text(")");
        page.markup("</span>");
    }
}
