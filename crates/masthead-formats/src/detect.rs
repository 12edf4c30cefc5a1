//! Guesses what a file is from its name and its beginning.

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// WordPress eXtended RSS.
    WordPress,
    /// Markdown with front matter.
    Markdown,
}

impl Format {
    /// The word used on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::WordPress => "wordpress",
            Self::Markdown => "markdown",
        }
    }

    /// A format by its word; `None` when it is not one of ours.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        match word {
            "wordpress" | "wxr" => Some(Self::WordPress),
            "markdown" | "md" => Some(Self::Markdown),
            _ => None,
        }
    }
}

/// What a file is, judged by its name and its first few thousand bytes; `None` when it is neither.
#[must_use]
pub fn detect(file_name: &str, beginning: &[u8]) -> Option<Format> {
    let beginning = String::from_utf8_lossy(beginning);
    let beginning = beginning.trim_start_matches('\u{FEFF}').trim_start();
    if beginning.starts_with('<')
        && beginning.contains("<rss")
        && beginning.contains("wordpress.org/export/")
    {
        return Some(Format::WordPress);
    }
    let ending = file_name
        .rsplit_once('.')
        .map_or("", |(_, ending)| ending)
        .to_ascii_lowercase();
    if matches!(ending.as_str(), "md" | "markdown" | "mdown") {
        return Some(Format::Markdown);
    }
    let has_front_matter = ["---\n", "---\r\n", "+++\n", "+++\r\n"]
        .iter()
        .any(|fence| beginning.starts_with(fence));
    (matches!(ending.as_str(), "" | "txt") && has_front_matter).then_some(Format::Markdown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_what_they_are() {
        let wxr = b"<?xml version=\"1.0\"?><rss xmlns:wp=\"http://wordpress.org/export/1.2/\">";

        assert_eq!(detect("export.xml", wxr), Some(Format::WordPress));
        assert_eq!(detect("Artikel.MD", b"# Hallo"), Some(Format::Markdown));
        assert_eq!(
            detect("artikel", b"---\ntitle: x\n"),
            Some(Format::Markdown)
        );
        assert_eq!(detect("feed.xml", b"<rss><channel>"), None);
        assert_eq!(detect("bild.jpg", b"\xff\xd8\xff"), None);
    }
}
