//! What holds of any bytes whatever: the list that `cargo test` tries for moments and `make fuzz` for minutes.

use std::io::Cursor;

use jiff::tz::TimeZone;
use masthead_formats::{detect, markdown, wordpress};

/// Each promise: its name, seeds to begin with, and what holds of any bytes (it panics where it does not).
pub(crate) const PROMISES: &[(&str, fn() -> Vec<Vec<u8>>, fn(&[u8]))] = &[
    ("markdown", markdown_seeds, read_markdown),
    ("wordpress", wordpress_seeds, read_wordpress),
];

/// Items that are counted before a reader is let go; no file of a test holds more.
const ENOUGH: usize = 10_000;

pub(crate) fn read_wordpress(bytes: &[u8]) {
    let _ = detect("x.xml", bytes);
    if let Ok(records) = wordpress::read(Cursor::new(bytes)) {
        records.take(ENOUGH).for_each(drop);
    }
}

pub(crate) fn read_markdown(bytes: &[u8]) {
    let _ = markdown::read(&String::from_utf8_lossy(bytes), "x", &TimeZone::UTC);
}

fn markdown_seeds() -> Vec<Vec<u8>> {
    let texts = [
        "---\ntitle: A headline\ndate: 2026-11-22T08:00:00+01:00\ntags: [one, two]\nauthor:\n  - Anna Berger\ndraft: false\n---\n\nWords.\n",
        "+++\ntitle = \"A headline\"\ndate = 2026-11-22\ntags = [\"one\"]\n[extra]\na = 1\n+++\n\n# Words\n",
        "---\ntitle: >\n  folded\n  words\nlist:\n  - a: b\n    c: 'd'\n  - {e: f}\n---\n![alt](a.jpg \"Caption\")\n",
    ];
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

fn wordpress_seeds() -> Vec<Vec<u8>> {
    let item = "<item><title>T</title><wp:post_id>1</wp:post_id><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>\
        <wp:post_date_gmt>2026-11-22 08:00:00</wp:post_date_gmt><content:encoded><![CDATA[<p>Words</p>]]></content:encoded>\
        <category domain=\"post_tag\" nicename=\"a\"><![CDATA[A]]></category>\
        <wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value><![CDATA[2]]></wp:meta_value></wp:postmeta>\
        <wp:comment><wp:comment_id>3</wp:comment_id><wp:comment_author>B</wp:comment_author><wp:comment_content>Words &amp; more</wp:comment_content>\
        <wp:comment_approved>1</wp:comment_approved><wp:comment_parent>0</wp:comment_parent></wp:comment></item>";
    let export = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:wp=\"http://wordpress.org/export/1.2/\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Blatt</title><link>https://alt.example</link>\
         <wp:author><wp:author_login>anna</wp:author_login></wp:author>{item}</channel></rss>"
    );
    vec![export.into_bytes()]
}
