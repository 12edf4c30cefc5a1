//! Where an article, section, topic or author is found, and which words an address may not take. Pure.

use super::error::ArticleError;

/// Letters of an article's short name: what `ArticleId::short` gives.
const SHORT_LETTERS: usize = 12;

/// Longest slug in bytes: what still fits a line when an address is shared.
const SLUG_BYTES: usize = 80;

/// First parts of addresses that the site needs for itself; no section may take them.
const TAKEN: [&str; 21] = [
    "account",
    "api",
    "archive",
    "assets",
    "authors",
    "corrections",
    "embed",
    "forum",
    "games",
    "healthz",
    "impressum",
    "media",
    "metrics",
    "newsroom",
    "office",
    "posts",
    "readyz",
    "search",
    "section",
    "sections",
    "topics",
];

/// The address of an article below the language's prefix.
pub fn article_path(section_path: &str, slug: &str, short: &str) -> String {
    let mut path = String::with_capacity(section_path.len() + slug.len() + short.len() + 3);
    path.push('/');
    path.push_str(section_path);
    path.push('/');
    if !slug.is_empty() {
        path.push_str(slug);
        path.push('-');
    }
    path.push_str(short);
    path
}

/// The short name of an article in an address, if its last part ends with one.
///
/// Only this part counts: what stands before it may be old or mistyped, and the page then leads on to the address
/// that is right.
pub fn short_in(path: &str) -> Option<&str> {
    let last = path.rsplit('/').next()?;
    let start = last.len().checked_sub(SHORT_LETTERS)?;
    let (before, short) = (last.get(..start)?, last.get(start..)?);
    let is_short = short.bytes().all(|letter| {
        letter.is_ascii_digit() || (letter.is_ascii_lowercase() && !b"ilou".contains(&letter))
    });
    (is_short && (before.is_empty() || before.ends_with('-'))).then_some(short)
}

/// Checks a slug somebody chose.
///
/// # Errors
/// [`ArticleError::BadSlug`] unless it has lower-case letters, digits and single hyphens only.
pub(super) fn checked_slug(slug: &str) -> Result<&str, ArticleError> {
    let is_plain = masthead_text::slug(slug, SLUG_BYTES) == slug && !slug.is_empty();
    if is_plain {
        Ok(slug)
    } else {
        Err(ArticleError::BadSlug(slug.to_owned()))
    }
}

/// Checks the slug of a section: also none of the site's own words, no language, and nothing that reads as an article.
///
/// # Errors
/// [`ArticleError::BadSlug`].
pub(super) fn checked_section_slug(slug: &str, is_at_top: bool) -> Result<&str, ArticleError> {
    let is_taken = is_at_top && (TAKEN.contains(&slug) || slug.len() == 2);
    if is_taken || short_in(slug).is_some() {
        return Err(ArticleError::BadSlug(slug.to_owned()));
    }
    checked_slug(slug)
}

/// The slug a headline gives; a headline without a single letter gives none, and the short name stands alone.
pub(super) fn slug_of(headline: &str) -> String {
    masthead_text::slug(headline, SLUG_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_found_by_the_end_of_its_address_alone() {
        let path = article_path("politik/gemeinde", "bruecke-gesperrt", "0a1b2c3d4e5f");
        assert_eq!(path, "/politik/gemeinde/bruecke-gesperrt-0a1b2c3d4e5f");
        assert_eq!(short_in(&path), Some("0a1b2c3d4e5f"));
        assert_eq!(
            short_in("/anything/old-title-0a1b2c3d4e5f"),
            Some("0a1b2c3d4e5f")
        );
        assert_eq!(short_in("/politik/0a1b2c3d4e5f"), Some("0a1b2c3d4e5f"));
    }

    #[test]
    fn a_section_does_not_look_like_an_article() {
        for path in [
            "/politik",
            "/kultur/buehne",
            "/x/bruecken-gesperrtes",
            "/ü",
            "/",
        ] {
            assert_eq!(short_in(path), None, "{path}");
        }
    }

    #[test]
    fn no_section_takes_an_address_that_the_site_needs() {
        for taken in [
            "newsroom",
            "feed.xml",
            "en",
            "",
            "Über",
            "a--b",
            "x-0a1b2c3d4e5f",
        ] {
            assert!(checked_section_slug(taken, true).is_err(), "{taken}");
        }
        assert_eq!(
            checked_section_slug("archive", false).expect("below another"),
            "archive"
        );
    }
}
