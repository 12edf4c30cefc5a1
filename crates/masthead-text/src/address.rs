//! Addresses that may stand in a link or a picture: http, https, mailto and paths of our own site.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// No longer than this, in bytes: what browsers and mail programs are known to carry.
const LONGEST: usize = 2_000;

/// An address that does nothing but lead somewhere.
///
/// It is `http:`, `https:` or `mailto:`, or relative to this site. Everything else (`javascript:`, `data:`,
/// `vbscript:`, `file:` and what may be invented) cannot become an `Address`, not even from stored JSON. An address
/// without scheme that names another host (`//host/…`) becomes `https:`. Controls, spaces and invisible characters
/// are removed or percent-encoded first, as browsers do, so that they cannot hide a scheme.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

impl Address {
    /// Reads an address; `None` when it is empty, too long or of a scheme that is not on the list.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = with_scheme(tidy(text));
        let leads_somewhere = match scheme(&text) {
            Some(name) => is_safe(name) && has_a_target(&text),
            None => !text.is_empty(),
        };
        (leads_somewhere && text.len() <= LONGEST).then(|| Self(text.into_owned()))
    }

    /// The address as written into an attribute (still to be escaped there).
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it leads to another site (`http:` or `https:`), not to our own and not to a mailbox.
    #[must_use]
    pub fn is_web(&self) -> bool {
        self.0.starts_with("http:") || self.0.starts_with("https:")
    }

    /// The host of a web address as a reader should see it, without port, name and password.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        let (_, rest) = self.0.split_once("://").filter(|_| self.is_web())?;
        let authority = rest.split(['/', '?', '#']).next()?;
        let host = authority.rsplit('@').next()?;
        let host = if host.starts_with('[') {
            host
        } else {
            host.split(':').next()?
        };
        (!host.is_empty()).then_some(host)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl Serialize for Address {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Address {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom("an address that is not http, https, mailto or relative")
        })
    }
}

/// Removes what browsers ignore, encodes what would be invisible or break out of Markdown, turns `\` into `/`.
fn tidy(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c.is_control() || is_hidden(c));
    if text
        .bytes()
        .all(|byte| matches!(byte, b'!'..=b'~') && !needs_care(byte as char))
    {
        return lower_scheme(Cow::Borrowed(text));
    }
    let mut tidy = String::with_capacity(text.len() + 8);
    let mut in_query = false;
    for character in text.chars().filter(|&c| !c.is_control() && !is_hidden(c)) {
        in_query |= matches!(character, '?' | '#');
        match character {
            '\\' if !in_query => tidy.push('/'),
            c if needs_care(c) || c.is_whitespace() => encode(c, &mut tidy),
            c => tidy.push(c),
        }
    }
    lower_scheme(Cow::Owned(tidy))
}

fn needs_care(character: char) -> bool {
    matches!(
        character,
        '<' | '>' | '"' | '\'' | '`' | '\\' | '(' | ')' | '{' | '}' | '|' | '^'
    )
}

fn encode(character: char, into: &mut String) {
    let mut bytes = [0; 4];
    for byte in character.encode_utf8(&mut bytes).bytes() {
        into.push('%');
        into.push(
            char::from_digit(u32::from(byte >> 4), 16)
                .expect("four bits are a digit")
                .to_ascii_uppercase(),
        );
        into.push(
            char::from_digit(u32::from(byte & 15), 16)
                .expect("four bits are a digit")
                .to_ascii_uppercase(),
        );
    }
}

pub(crate) fn is_hidden(character: char) -> bool {
    crate::clean::is_invisible(character) || matches!(character, '\u{200C}' | '\u{200D}')
}

/// `HTTP://` and `https:/x` as browsers read them: lower case, two slashes.
fn lower_scheme(text: Cow<'_, str>) -> Cow<'_, str> {
    let Some(name) = scheme(&text) else {
        return text;
    };
    let (lower, rest) = (name.to_ascii_lowercase(), &text[name.len() + 1..]);
    let web = lower == "http" || lower == "https";
    if lower == name && (!web || (rest.starts_with("//") && !rest.starts_with("///"))) {
        return text;
    }
    let slashes = if web { "//" } else { "" };
    let rest = if web {
        rest.trim_start_matches('/')
    } else {
        rest
    };
    Cow::Owned(format!("{lower}:{slashes}{rest}"))
}

/// `//host/x` leads to another site; browsers take any number of slashes for two.
fn with_scheme(text: Cow<'_, str>) -> Cow<'_, str> {
    match text.strip_prefix("//") {
        Some(rest) => Cow::Owned(format!("https://{}", rest.trim_start_matches('/'))),
        None => text,
    }
}

/// What stands before a colon that no `/`, `?` or `#` precedes. Whatever it is, it would be read as a scheme.
fn scheme(text: &str) -> Option<&str> {
    let end = text.find([':', '/', '?', '#'])?;
    text[end..].starts_with(':').then(|| &text[..end])
}

fn is_safe(scheme: &str) -> bool {
    matches!(scheme, "http" | "https" | "mailto")
}

fn has_a_target(text: &str) -> bool {
    let (_, rest) = text
        .split_once(':')
        .expect("an address with a scheme has a colon");
    let target = rest.trim_start_matches('/');
    !target.is_empty() && !target.starts_with(['?', '#', ':', '@'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        Address::parse(text).map(|address| address.0)
    }

    #[test]
    fn only_http_https_mailto_and_relative_addresses_are_read() {
        for safe in [
            "https://orf.at/stories/1",
            "http://a.b",
            "mailto:a@b.at",
            "/sport",
            "bild.jpg",
            "#note",
            "?seite=2",
        ] {
            assert_eq!(read(safe).as_deref(), Some(safe));
        }
        for unsafe_one in [
            "javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc",
            "blob:x",
            "",
            "http://",
            "https:?x",
        ] {
            assert_eq!(read(unsafe_one), None, "{unsafe_one}");
        }
    }

    #[test]
    fn whatever_was_read_is_read_again() {
        let long = format!("//a.at/{}", "x".repeat(LONGEST - 7));
        for (text, address) in [
            ("///b.example/x", Some("https://b.example/x")),
            ("////b.example", Some("https://b.example")),
            ("//?x", None),
            ("//", None),
            (long.as_str(), None),
        ] {
            assert_eq!(read(text).as_deref(), address, "{text}");
            assert_eq!(address.and_then(read).as_deref(), address);
        }
    }

    #[test]
    fn a_scheme_cannot_hide_behind_controls_spaces_or_capitals() {
        for hidden in [
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\u{200B}script:alert(1)",
            " \t javascript:alert(1)",
            "javascript\u{0}:x",
            "\u{FEFF}javascript:x",
        ] {
            assert_eq!(read(hidden), None, "{hidden:?}");
        }
    }

    #[test]
    fn hosts_are_shown_as_they_are() {
        let host =
            |text| Address::parse(text).and_then(|address| address.host().map(str::to_owned));

        assert_eq!(
            host("https://bank.at@evil.example:8080/x").as_deref(),
            Some("evil.example")
        );
        assert_eq!(host("//cdn.example/x").as_deref(), Some("cdn.example"));
        assert_eq!(
            host(r"https:\\evil.example\x").as_deref(),
            Some("evil.example")
        );
        assert_eq!(host("HTTPS:evil.example").as_deref(), Some("evil.example"));
        assert_eq!(host("/here"), None);
    }

    #[test]
    fn quotes_and_brackets_are_encoded() {
        assert_eq!(
            read("/a b\"c<d>(e)").as_deref(),
            Some("/a%20b%22c%3Cd%3E%28e%29")
        );
    }
}
