//! What a file is, by its bytes. Its name decides only between texts that nothing else tells apart.

use crate::source::pack;
use crate::source::xml::root_name;
use crate::sqlite;

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// WordPress eXtended RSS.
    WordPress,
    /// Markdown with front matter.
    Markdown,
    /// Ghost's JSON.
    Ghost,
    /// The IPTC's news in JSON.
    Ninjs,
    /// The IPTC's NewsML-G2.
    NewsMl,
    /// The IPTC's NITF.
    Nitf,
    /// RSS or Atom.
    Feed,
    /// A saved page.
    Page,
    /// What somebody copied out of a page.
    Pasted,
    /// Disqus' export.
    Disqus,
    /// Coral's tables or documents.
    Coral,
    /// Isso's JSON.
    IssoJson,
    /// Isso's database.
    IssoDatabase,
    /// Remark42's backup.
    Remark42,
    /// Commento's export.
    Commento,
    /// Artrans.
    Artrans,
    /// Masthead's own export.
    Masthead,
}

/// Every format with its words on the command line; the first is the one that is shown.
const WORDS: &[(Format, &[&str])] = &[
    (Format::WordPress, &["wordpress", "wxr"]),
    (Format::Markdown, &["markdown", "md"]),
    (Format::Ghost, &["ghost"]),
    (Format::Ninjs, &["ninjs"]),
    (Format::NewsMl, &["newsml-g2", "newsml"]),
    (Format::Nitf, &["nitf"]),
    (Format::Feed, &["feed", "rss", "atom"]),
    (Format::Page, &["page", "html"]),
    (Format::Pasted, &["text", "pasted"]),
    (Format::Disqus, &["disqus"]),
    (Format::Coral, &["coral"]),
    (Format::IssoJson, &["isso-json"]),
    (Format::IssoDatabase, &["isso"]),
    (Format::Remark42, &["remark42"]),
    (Format::Commento, &["commento"]),
    (Format::Artrans, &["artrans"]),
    (Format::Masthead, &["masthead"]),
];

impl Format {
    /// The word used on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        let words = WORDS.iter().find(|(format, _)| *format == self);
        words.map_or("", |(_, words)| words[0])
    }

    /// A format by its word; `None` when it is not one of ours.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        let found = WORDS.iter().find(|(_, words)| words.contains(&word));
        found.map(|(format, _)| *format)
    }

    /// All formats.
    pub fn all() -> impl Iterator<Item = Self> {
        WORDS.iter().map(|(format, _)| *format)
    }
}

/// What a file is, judged by its first few thousand bytes, and by its name where they are plain text; `None` when it is
/// nothing that is read here.
#[must_use]
pub fn detect(file_name: &str, beginning: &[u8]) -> Option<Format> {
    if crate::writing::is_archive(beginning) {
        return Some(Format::Masthead);
    }
    if beginning.starts_with(sqlite::MAGIC) {
        return Some(Format::IssoDatabase);
    }
    let unpacked = pack::beginning(beginning);
    let beginning = unpacked.as_slice();
    if beginning.iter().filter(|byte| **byte == 0).count() > 0 && root_name(beginning).is_none() {
        return None;
    }
    let text = String::from_utf8_lossy(beginning);
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    match text.chars().next()? {
        '<' => markup(text, beginning),
        '{' | '[' => json(text),
        _ => table(text).or_else(|| prose(file_name, text)),
    }
}

fn markup(text: &str, beginning: &[u8]) -> Option<Format> {
    let is_html = || {
        let small = text.to_ascii_lowercase();
        let marks = ["<html", "<!doctype html", "<body", "<article", "<head"];
        marks
            .iter()
            .any(|mark| small.contains(mark))
            .then_some(Format::Page)
    };
    match root_name(beginning)?.as_str() {
        "rss" if text.contains("wordpress.org/export/") => Some(Format::WordPress),
        "rss" | "feed" | "RDF" => Some(Format::Feed),
        "disqus" => Some(Format::Disqus),
        "nitf" => Some(Format::Nitf),
        "newsItem" | "newsMessage" | "packageItem" | "conceptItem" | "knowledgeItem"
        | "planningItem" => Some(Format::NewsMl),
        _ => is_html(),
    }
}

/// By the keys that stand near the beginning; a file is mostly larger than what is looked at.
fn json(text: &str) -> Option<Format> {
    let has = |key: &str| text.contains(&format!("\"{key}\""));
    let all = |keys: &[&str]| keys.iter().all(|key| has(key));
    let is_list = text.starts_with('[');
    if all(&["locator", "text"])
        || !is_list && has("version") && all(&["users", "posts"]) && !has("meta") && !has("db")
    {
        return Some(Format::Remark42);
    }
    if has("commentHex") || all(&["commenters", "comments"]) {
        return Some(Format::Commento);
    }
    if !is_list && (has("db") && has("meta") || all(&["meta", "data"])) {
        return Some(Format::Ghost);
    }
    if all(&["page_key", "content"]) {
        return Some(Format::Artrans);
    }
    if is_list && all(&["comments", "id"]) && !has("uri") {
        return Some(Format::IssoJson);
    }
    let is_coral = all(&["storyID", "revisions"])
        || all(&["tenantID", "id"])
        || all(&["commentID", "actionType"]);
    if is_coral {
        return Some(Format::Coral);
    }
    let is_ninjs = has("uri") || has("guid") && (has("body_html") || has("pubstatus"));
    is_ninjs.then_some(Format::Ninjs)
}

/// Coral's tables have no header: six, seven or eight columns, and a time where one belongs.
fn table(text: &str) -> Option<Format> {
    let row = crate::source::csv::Rows::of(text.as_bytes()).next()?.ok()?;
    let is_time = |at: usize| crate::source::time::read(row.field(at)).is_some();
    let is_word = |at: usize, words: &[&str]| words.contains(&row.field(at));
    let is_coral = match row.fields.len() {
        6 => row.field(1).contains('@') && is_time(5),
        7 => row.field(1).contains("://"),
        8 => is_time(3) && is_word(6, &["APPROVED", "REJECTED", "NONE", ""]),
        _ => false,
    };
    is_coral.then_some(Format::Coral)
}

fn prose(file_name: &str, text: &str) -> Option<Format> {
    let ending = file_name
        .rsplit_once('.')
        .map_or("", |(_, ending)| ending)
        .to_ascii_lowercase();
    let fences = ["---\n", "---\r\n", "+++\n", "+++\r\n"];
    let has_front_matter = fences.iter().any(|fence| text.starts_with(fence));
    let is_markdown = matches!(ending.as_str(), "md" | "markdown" | "mdown");
    if is_markdown || has_front_matter {
        return Some(Format::Markdown);
    }
    let controls = text
        .chars()
        .filter(|c| c.is_control() && !c.is_whitespace())
        .count();
    let is_text = matches!(ending.as_str(), "" | "txt" | "text") && controls == 0;
    is_text.then_some(Format::Pasted)
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
        assert_eq!(detect("feed.xml", b"<rss><channel>"), Some(Format::Feed));
        assert_eq!(detect("bild.jpg", b"\xff\xd8\xff\x00"), None);
        assert_eq!(detect("zahlen.csv", b"a,b,c\n1,2,3"), None);
    }

    #[test]
    fn every_format_has_a_word_of_its_own() {
        for format in Format::all() {
            assert_eq!(Format::named(format.word()), Some(format));
        }
    }
}
