//! Exports of five gigabytes that are made while they are read.

use std::fmt::Write as _;
use std::io::{BufRead, ErrorKind, Read, Result, Seek, SeekFrom};

use masthead_formats::{Article, Post, Record, Site};
use masthead_text::{Body, Document, Inline, Paragraph};

/// About how long such an export is.
pub(crate) const BYTES: u64 = 5_000_000_000;
/// Paragraphs of each article, of some three hundred characters.
const PARAGRAPHS: u64 = 12;
/// Posts below each article.
const POSTS: u64 = 20;

/// How an export is made: its beginning, each piece by its number, its end behind so many.
#[derive(Clone, Copy)]
pub(crate) struct Making {
    first: fn() -> String,
    piece: fn(number: u64) -> String,
    last: fn(pieces: u64) -> String,
}

/// An export that is on no disk.
pub(crate) struct Endless {
    making: Making,
    pieces: u64,
    number: u64,
    piece: String,
    at: usize,
}

impl Endless {
    pub(crate) fn of(making: Making) -> Self {
        Self {
            pieces: BYTES / (making.piece)(1_000_000).len() as u64,
            making,
            number: 0,
            piece: String::new(),
            at: 0,
        }
    }

    fn next_piece(&self) -> String {
        match self.number {
            0 => (self.making.first)(),
            number if number <= self.pieces => (self.making.piece)(number),
            number if number == self.pieces + 1 => (self.making.last)(self.pieces),
            _ => String::new(),
        }
    }
}

impl BufRead for Endless {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.at == self.piece.len() {
            self.piece = self.next_piece();
            self.at = 0;
            self.number += 1;
        }
        Ok(&self.piece.as_bytes()[self.at..])
    }

    fn consume(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.piece.len());
    }
}

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let ready = self.fill_buf()?;
        let length = ready.len().min(into.len());
        into[..length].copy_from_slice(&ready[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl Seek for Endless {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        if to != SeekFrom::Start(0) {
            return Err(ErrorKind::Unsupported.into());
        }
        *self = Self::of(self.making);
        Ok(0)
    }
}

/// A WordPress export.
pub(crate) const WORDPRESS: Making = Making {
    first: || {
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel>\
         <title>Blatt</title><link>https://blatt.example</link>
"
            .to_owned()
    },
    piece: item,
    last: |_| {
        "</channel></rss>
"
        .to_owned()
    },
};

fn item(number: u64) -> String {
    let mut out = format!(
        "<item><title>Artikel {number}</title><link>https://blatt.example/{number}/</link><wp:post_id>{number}</wp:post_id>\
         <wp:post_date_gmt>2026-11-22 08:00:00</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>\
         <content:encoded><![CDATA["
    );
    for at in 0..PARAGRAPHS {
        let _ = writeln!(out, "<p>{}</p>", super::words(number * PARAGRAPHS + at));
    }
    out += "]]></content:encoded>";
    for at in 0..POSTS {
        let post = number * POSTS + at;
        let _ = write!(
            out,
            "<wp:comment><wp:comment_id>{post}</wp:comment_id><wp:comment_author>Leserin {}</wp:comment_author>\
             <wp:comment_date_gmt>2026-11-22 08:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA[{}]]></wp:comment_content>\
             <wp:comment_approved>1</wp:comment_approved><wp:comment_parent>0</wp:comment_parent></wp:comment>",
            post % 9_000,
            super::words(post)
        );
    }
    out + "</item>\n"
}

/// Our own export.
pub(crate) const MASTHEAD: Making = Making {
    first: || {
        let site = Record::Site(Site {
            system: "masthead".to_owned(),
            name: "blatt.example".to_owned(),
            ..Site::default()
        });
        format!(
            "{{\"masthead\":\"export\",\"version\":1}}
{}",
            line(&site)
        )
    },
    piece: records,
    last: |pieces| {
        let records = 1 + pieces * (1 + POSTS);
        format!(
            "{{\"end\":{{\"records\":{records}}}}}
"
        )
    },
};

fn records(number: u64) -> String {
    let paragraph = |at| {
        let text = Inline::plain(&super::words(number * PARAGRAPHS + at));
        Body::Paragraph(Paragraph { text })
    };
    let mut out = line(&Record::Article(Box::new(Article {
        source_id: number.to_string(),
        headline: format!("Artikel {number}"),
        document: Document::of((0..PARAGRAPHS).map(paragraph)),
        ..Article::default()
    })));
    for at in 0..POSTS {
        let post = number * POSTS + at;
        out += &line(&Record::Post(Box::new(Post {
            source_id: post.to_string(),
            thread: number.to_string(),
            text: super::words(post),
            ..Post::default()
        })));
    }
    out
}

fn line(record: &Record) -> String {
    serde_json::to_string(record).expect("a record is JSON") + "\n"
}
