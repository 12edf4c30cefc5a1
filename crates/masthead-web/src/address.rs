//! Addresses in the languages of the site: the first language has none, the others have `/{lang}` in front.

use masthead_core::kernel::Lang;

/// The path in a language. `path` starts with a slash and has no language in front.
pub fn in_language(path: &str, lang: Lang, first: Lang) -> String {
    if lang == first {
        path.to_owned()
    } else if path == "/" {
        format!("/{lang}/")
    } else {
        format!("/{lang}{path}")
    }
}

/// Splits the language off a path: the language, and the rest with its slash.
///
/// The first language has no address of its own: `/de/…` on a German site stays as it is (and is not found).
pub fn split(path: &str, languages: &[Lang]) -> (Lang, String) {
    let first = languages.first().copied().unwrap_or(Lang::De);
    let (head, rest) = match path[1..].split_once('/') {
        Some((head, rest)) => (head, rest),
        None => (&path[1..], ""),
    };
    match languages.iter().skip(1).find(|lang| lang.tag() == head) {
        Some(lang) => (*lang, format!("/{rest}")),
        None => (first, path.to_owned()),
    }
}

/// A path of this site that is safe to send somebody to; anything else is the front page.
///
/// `//host`, `/\host` and control characters would lead elsewhere.
pub fn own_path(path: &str) -> &str {
    let is_own = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(['\\', '\r', '\n', '\t', '\0'])
        && path.len() < 2_000;
    if is_own { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_together_comes_apart() {
        let languages = [Lang::De, Lang::En];
        for path in ["/", "/politik/ein-titel-0123", "/newsroom/queue"] {
            for lang in languages {
                let whole = in_language(path, lang, Lang::De);
                assert_eq!(split(&whole, &languages), (lang, path.to_owned()));
            }
        }
    }

    #[test]
    fn nobody_is_sent_elsewhere() {
        for bad in [
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/a\r\nb",
            "",
        ] {
            assert_eq!(own_path(bad), "/");
        }
        assert_eq!(own_path("/posts/1?page=2"), "/posts/1?page=2");
    }
}
