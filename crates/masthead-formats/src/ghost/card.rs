//! Ghost's cards: pictures, films, boxes and everything else that is no running text. Lexical and Mobiledoc share them.

use masthead_text::{
    Address, Audio, Body, Callout, Code, Divider, Embed, Gallery, HtmlOrigin, Image, Source, Video,
    from_markdown,
};
use serde_json::Value;

use super::article::clean;
use crate::model::Finding;
use crate::source::json::Look;
use crate::source::words::{self, inline, plain};

/// Blocks in the order of the text: markup is gathered until a card comes.
#[derive(Default)]
pub(super) struct Gathering {
    pub(super) html: String,
    bodies: Vec<Body>,
}

impl Gathering {
    /// Adds a card by its name.
    pub(super) fn card(&mut self, name: &str, card: &Value, findings: &mut Vec<Finding>) {
        if name == "html" {
            self.html.push_str(&clean(&card.text("html")));
            return;
        }
        self.flush(findings);
        match bodies(name, card, findings) {
            Some(bodies) => self.bodies.extend(bodies),
            None => {
                let what = format!("the card `{name}` was left out");
                findings.push(Finding::lossy("text", what));
            }
        }
    }

    fn flush(&mut self, findings: &mut Vec<Finding>) {
        let (document, found) = words::blocks(&self.html, HtmlOrigin::Plain, "");
        self.bodies
            .extend(document.blocks.into_iter().map(|block| block.body));
        findings.extend(found);
        self.html.clear();
    }

    /// All blocks.
    pub(super) fn finish(mut self, findings: &mut Vec<Finding>) -> Vec<Body> {
        self.flush(findings);
        self.bodies
    }
}

fn bodies(name: &str, card: &Value, findings: &mut Vec<Finding>) -> Option<Vec<Body>> {
    let address = |key: &str| Address::parse(&clean(&card.text(key)));
    let caption = || inline(&clean(&card.text("caption")));
    Some(match name {
        "image" => vec![Body::Image(image(card)?)],
        "gallery" => vec![Body::Gallery(Gallery {
            images: card.list("images").iter().filter_map(image).collect(),
            caption: caption(),
        })],
        "video" => vec![Body::Video(Video {
            source: Source::Address(address("src")?),
            caption: caption(),
            credit: String::new(),
            poster: address("thumbnailSrc").map(Source::Address),
        })],
        "audio" => vec![Body::Audio(Audio {
            source: Source::Address(address("src")?),
            caption: inline(&card.text("title")),
            credit: String::new(),
        })],
        "bookmark" | "embed" | "file" | "transistor" => vec![Body::Embed(embed(card)?)],
        "button" | "email-cta" | "call-to-action" | "product" => {
            let note = format!("the card `{name}` became a link");
            findings.push(Finding::note("text", note));
            vec![Body::Embed(embed(card)?)]
        }
        "callout" | "aside" => vec![callout("", &card.first(&["calloutText", "text", "html"]))],
        "toggle" => vec![callout(&card.text("heading"), &card.text("content"))],
        "header" => vec![callout(&card.text("header"), &card.text("subheader"))],
        "code" | "codeblock" => vec![Body::Code(Code {
            text: card.text("code"),
            language: card.text("language"),
        })],
        "markdown" | "card-markdown" => {
            let reading = from_markdown(&clean(&card.text("markdown")));
            findings.extend(reading.findings.into_iter().map(Finding::from));
            reading
                .document
                .blocks
                .into_iter()
                .map(|block| block.body)
                .collect()
        }
        "hr" | "horizontalrule" => vec![Body::Divider(Divider {})],
        "paywall" => {
            let what = "what follows was for those who pay";
            findings.push(Finding::doubtful("text", what));
            Vec::new()
        }
        _ => return None,
    })
}

fn image(card: &Value) -> Option<Image> {
    let address = Address::parse(&clean(&card.text("src")))?;
    let side = |key: &str| {
        u32::try_from(card.number(key))
            .ok()
            .filter(|side| *side > 0)
    };
    Some(Image {
        caption: inline(&clean(&card.text("caption"))),
        alt: plain(&card.text("alt")),
        width: side("width"),
        height: side("height"),
        link: Address::parse(&clean(&card.text("href"))),
        ..Image::at(Source::Address(address))
    })
}

fn embed(card: &Value) -> Option<Embed> {
    let addresses = ["url", "buttonUrl", "productUrl", "src"];
    let address = addresses
        .iter()
        .find_map(|key| Address::parse(&clean(&card.text(key))));
    let told = card
        .member("metadata")
        .map(|metadata| metadata.text("title"));
    let title = told.filter(|title| !title.is_empty());
    Some(Embed {
        title: plain(&title.unwrap_or_else(|| {
            card.first(&[
                "buttonText",
                "productTitle",
                "fileTitle",
                "fileName",
                "title",
            ])
        })),
        ..Embed::to(address?)
    })
}

fn callout(title: &str, html: &str) -> Body {
    Body::Callout(Callout {
        title: plain(title),
        text: inline(&clean(html)),
    })
}
