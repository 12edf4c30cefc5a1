//! The blocks of a document as HTML, on pages and in feeds.

use std::collections::HashMap;

use askama::Template;
use masthead_core::articles::Picture;
use masthead_text::{Address, Body, Document, Image, Inline, List, Quote, Source};

use crate::markup::Markup;
use crate::refusal::Refusal;
use crate::words::Words;

/// The blocks of a document, one after the other.
#[derive(Template)]
#[template(path = "public/articles/blocks.html")]
pub(crate) struct Blocks<'a> {
    pub(crate) document: &'a Document,
    pub(crate) pictures: &'a HashMap<String, Picture>,
    pub(crate) words: &'static Words,
    /// Where it was reported from; stands before the first paragraph.
    pub(crate) place: &'a str,
    /// What stands before addresses of our own: nothing on a page, the site's address in a feed.
    pub(crate) base: &'a str,
}

/// A picture of the document as it is shown.
struct Figure<'a> {
    picture: &'a Picture,
    caption: Markup,
    credit: &'a str,
    alt: &'a str,
    link: Option<&'a Address>,
}

/// A list with its lists inside.
#[derive(Template)]
#[template(path = "public/articles/points.html")]
struct Points<'a> {
    list: &'a List,
}

impl<'a> Blocks<'a> {
    /// The markup of all blocks.
    pub(crate) fn markup(&self) -> Result<Markup, Refusal> {
        Markup::rendered(self)
    }

    fn is_first_paragraph(&self, index: &usize) -> bool {
        let first = self
            .document
            .blocks
            .iter()
            .position(|block| matches!(block.body, Body::Paragraph(_)));
        !self.place.is_empty() && first == Some(*index)
    }

    fn figure(&self, image: &'a Image) -> Option<Figure<'a>> {
        let Source::Media(short) = &image.source else {
            return None;
        };
        let picture = self.pictures.get(short)?;
        let caption = if image.caption.is_empty() {
            html(&Inline::plain(&picture.caption))
        } else {
            html(&image.caption)
        };
        Some(Figure {
            caption,
            credit: first_of(&image.credit, &picture.credit),
            alt: first_of(&image.alt, &picture.alt),
            link: image.link.as_ref(),
            picture,
        })
    }

    fn srcset(&self, picture: &Picture, ending: &str) -> String {
        let set = picture.srcset(ending);
        if self.base.is_empty() {
            return set;
        }
        set.replace("/media/", &format!("{}/media/", self.base))
    }
}

/// Where something lies that is not in our own store; pages lead there and load nothing from it.
fn elsewhere(source: &Source) -> Option<&Address> {
    match source {
        Source::Media(_) => None,
        Source::Address(address) => Some(address),
    }
}

fn host(address: &Address) -> &str {
    address.host().unwrap_or_default()
}

fn html(inline: &Inline) -> Markup {
    inline.to_html().into()
}

fn paragraphs(inline: &Inline) -> Vec<Markup> {
    inline.paragraphs().iter().map(html).collect()
}

fn has_source(quote: &Quote) -> bool {
    !quote.person.is_empty() || !quote.office.is_empty()
}

/// Whether the page sets the quotation marks: somebody is quoted, and whoever wrote it down has set none.
fn needs_marks(quote: &Quote) -> bool {
    let has_marks = quote
        .text
        .text()
        .starts_with(['„', '“', '”', '"', '»', '«', '‚', '‘', '’', '\'']);
    has_source(quote) && !has_marks
}

fn points(list: &List) -> Markup {
    // A list of text renders whatever it holds; a template fails only when what it writes to does.
    Markup::rendered(&Points { list }).unwrap_or_default()
}

fn first_of<'a>(own: &'a str, other: &'a str) -> &'a str {
    if own.is_empty() { other } else { own }
}
