//! Which of our posts an address means, as it was pasted by somebody. Pure.

/// What an address points to, as far as it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pointed {
    /// A post, by the letters in its address.
    Post(String),
    /// Something of ours that is no post.
    Ours,
    /// Somebody else's site.
    Elsewhere,
    /// No address at all.
    Unreadable,
}

/// Letters that a post's address has.
const SHORT_LETTERS: usize = 12;

/// Reads an address as it was given; `site` is our own, such as `https://zeitung.example`.
pub(super) fn read(given: &str, site: &str) -> Pointed {
    let given = given.trim();
    if is_short(given) {
        return Pointed::Post(given.to_lowercase());
    }
    let Some(path) = own_path(given, site) else {
        let elsewhere = given.contains("://") || given.starts_with("www.");
        return if elsewhere {
            Pointed::Elsewhere
        } else {
            Pointed::Unreadable
        };
    };
    match short_in(path) {
        Some(short) => Pointed::Post(short),
        None => Pointed::Ours,
    }
}

fn own_path<'a>(given: &'a str, site: &str) -> Option<&'a str> {
    if given.starts_with('/') && !given.starts_with("//") {
        return Some(given);
    }
    let host = without_scheme(site);
    let rest = without_scheme(given);
    let is_ours = rest.len() >= host.len()
        && rest.is_char_boundary(host.len())
        && rest[..host.len()].eq_ignore_ascii_case(host);
    let rest = is_ours.then(|| &rest[host.len()..])?;
    (rest.is_empty() || rest.starts_with(['/', '?', '#'])).then_some(rest)
}

fn without_scheme(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest)
}

/// A post's own page (`/posts/…`), or its place on an article's page (`#post-…`).
fn short_in(path: &str) -> Option<String> {
    let after_page = path.split_once("/posts/").map(|(_, rest)| rest);
    let after_mark = path.split_once("#post-").map(|(_, rest)| rest);
    let found = after_page.or(after_mark)?.split(['/', '?', '#']).next()?;
    is_short(found).then(|| found.to_lowercase())
}

fn is_short(text: &str) -> bool {
    text.len() == SHORT_LETTERS && text.bytes().all(|letter| letter.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = "https://zeitung.example";

    #[test]
    fn a_post_is_found_however_its_address_was_pasted() {
        let post = Pointed::Post("0123456789ab".to_owned());
        for given in [
            "https://zeitung.example/posts/0123456789ab",
            " HTTPS://ZEITUNG.example/en/posts/0123456789AB?x=1 ",
            "/posts/0123456789ab",
            "https://zeitung.example/wien/bruecke-abc#post-0123456789ab",
            "zeitung.example/posts/0123456789ab#top",
            "0123456789ab",
        ] {
            assert_eq!(read(given, SITE), post, "{given}");
        }
    }

    #[test]
    fn what_is_not_ours_is_told_apart_from_what_is_nothing() {
        assert_eq!(
            read("https://zeitung.example.evil.com/posts/0123456789ab", SITE),
            Pointed::Elsewhere
        );
        assert_eq!(
            read("//evil.com/posts/0123456789ab", SITE),
            Pointed::Unreadable
        );
        assert_eq!(
            read("der dritte Kommentar von oben", SITE),
            Pointed::Unreadable
        );
        assert_eq!(read("https://zeitung.example/wien", SITE), Pointed::Ours);
    }
}
