//! Pictures, films and recordings, with the captions that stand around them.

use super::tree::{Element, Node};
use super::walk::Walk;
use crate::document::{Audio, Body, Embed, Gallery, Image, Paragraph, Source, Video};
use crate::finding::Severity;
use crate::gather::shorten;
use crate::inline::Inline;

impl Walk<'_, '_> {
    pub(super) fn image(&mut self, element: &Element) {
        // Little faces are words.
        if element.has_class("wp-smiley") || element.has_class("emoji") {
            return self.push(element.attribute("alt").unwrap_or_default());
        }
        let Some(image) = self.picture(element) else {
            self.journey.find(
                Severity::Loss,
                element.line,
                "a picture without a usable address was left out",
            );
            return self.push(element.attribute("alt").unwrap_or_default());
        };
        self.block_among_words(Body::Image(image));
    }

    fn picture(&mut self, element: &Element) -> Option<Image> {
        let known = known_number(element)
            .and_then(|id| self.journey.source.pictures.by_id.get(id))
            .cloned();
        // Pages that load pictures late keep the real address elsewhere.
        let late = [
            "data-src",
            "data-orig-file",
            "data-full-url",
            "data-lazy-src",
        ];
        let address = element
            .attribute("src")
            .filter(|address| !address.starts_with("data:"));
        let address = address.or_else(|| late.iter().find_map(|name| element.attribute(name)));
        let source = match address {
            Some(address) => self.journey.place(address, element.line)?,
            None => return known.map(|image| self.linked(image)),
        };
        if element.attribute("srcset").is_some() {
            self.journey.find(
                Severity::Note,
                element.line,
                "further sizes of a picture were left out; ours are made anew",
            );
        }
        let number = |name| {
            element
                .attribute(name)
                .and_then(|number| number.parse().ok())
        };
        let image = Image {
            alt: element
                .attribute("alt")
                .map(|alt| Inline::plain(alt).text().replace('\n', " "))
                .unwrap_or_default(),
            width: number("width"),
            height: number("height"),
            ..Image::at(source)
        };
        let credit = known.map(|known| known.credit).unwrap_or_default();
        Some(self.linked(Image { credit, ..image }))
    }

    /// A picture inside a link leads where the link leads, unless that is only the picture itself.
    fn linked(&self, image: Image) -> Image {
        let link = self.links.last().cloned().flatten();
        let itself = match (&link, &image.source) {
            (Some(link), Source::Address(source)) => same_picture(link.as_str(), source.as_str()),
            _ => false,
        };
        Image {
            link: link.filter(|_| !itself),
            ..image
        }
    }

    /// Old blocks keep their picture in a style.
    pub(super) fn background(&mut self, element: &Element) {
        let Some(style) = element
            .attribute("style")
            .filter(|style| style.contains("background-image"))
        else {
            return;
        };
        let Some(address) = style
            .split_once("url(")
            .and_then(|(_, rest)| rest.split(')').next())
        else {
            return;
        };
        let address = address.trim_matches(['"', '\'', ' ']).to_owned();
        if let Some(source) = self.journey.place(&address, element.line) {
            self.journey.find(
                Severity::Note,
                element.line,
                "a picture in the background became a picture in the text",
            );
            self.block(Body::Image(Image::at(source)));
        }
    }

    /// A figure: what is in it, with its caption.
    pub(super) fn figure(&mut self, element: &Element) {
        self.end_paragraph();
        let mut caption = Inline::default();
        let mut bodies = Vec::new();
        for node in &element.children {
            match node {
                Node::Element(child) if child.name == "figcaption" => {
                    let (words, others) = self.words_of(&child.children);
                    caption = words;
                    bodies.extend(others);
                }
                other => {
                    let link = self.links.last().cloned().flatten();
                    let mut inner = Walk::with(self.journey);
                    inner.links.push(link);
                    inner.nodes(std::slice::from_ref(other));
                    bodies.extend(inner.finish());
                }
            }
        }
        let is_gallery = element.has_class("wp-block-gallery");
        self.with_caption(bodies, caption, is_gallery);
    }

    /// `[caption]`: a picture, and words that are its caption.
    pub(super) fn caption(&mut self, element: &Element) {
        self.end_paragraph();
        let given = element
            .attribute("caption")
            .map(|caption| self.caption_from_attribute(caption));
        let inner = self.blocks_of(&element.children);
        let (words, media): (Vec<_>, Vec<_>) = inner
            .into_iter()
            .partition(|body| matches!(body, Body::Paragraph(_)));
        let spans = words.into_iter().flat_map(|body| match body {
            Body::Paragraph(paragraph) => paragraph.text.into_spans(),
            _ => Vec::new(),
        });
        let inside = Inline::new(spans);
        let caption = if inside.is_empty() {
            given.unwrap_or_default()
        } else {
            inside
        };
        self.with_caption(media, caption, false);
    }

    fn caption_from_attribute(&mut self, html: &str) -> Inline {
        let (nodes, _) = super::tree::parse(html);
        self.words_of(&nodes).0
    }

    fn with_caption(&mut self, mut bodies: Vec<Body>, caption: Inline, is_gallery: bool) {
        let pictures = bodies
            .iter()
            .filter(|body| matches!(body, Body::Image(_) | Body::Gallery(_)))
            .count();
        if pictures == bodies.len() && (pictures > 1 || (is_gallery && pictures > 0)) {
            return self.bodies.push(Body::Gallery(Gallery {
                images: pictures_in(bodies),
                caption,
            }));
        }
        let place = match bodies.as_mut_slice() {
            [Body::Image(one)] => Some(&mut one.caption),
            [Body::Gallery(one)] => Some(&mut one.caption),
            [Body::Video(one)] => Some(&mut one.caption),
            [Body::Audio(one)] => Some(&mut one.caption),
            [Body::Table(one)] => Some(&mut one.caption),
            _ => None,
        };
        match place {
            Some(place) if place.is_empty() => *place = caption,
            _ => match bodies.as_mut_slice() {
                [Body::Embed(Embed { title, .. })] if title.is_empty() => {
                    *title = caption.text().replace('\n', " ");
                }
                _ if caption.is_empty() => {}
                _ => bodies.push(Body::Paragraph(Paragraph { text: caption })),
            },
        }
        self.bodies.extend(bodies);
    }

    /// `[gallery]`: by numbers, or all pictures that belong to the article.
    pub(super) fn gallery_code(&mut self, element: &Element) {
        let listed = element
            .attribute("ids")
            .or_else(|| element.attribute("include"));
        let pictures = self.journey.source.pictures;
        let ids: Vec<&str> = match listed {
            Some(ids) => ids
                .split(',')
                .map(str::trim)
                .filter(|id| !id.is_empty())
                .collect(),
            None => self
                .journey
                .source
                .own_pictures
                .iter()
                .map(String::as_str)
                .collect(),
        };
        let images: Vec<_> = ids
            .iter()
            .filter_map(|id| pictures.by_id.get(*id))
            .cloned()
            .collect();
        for missing in ids.iter().filter(|id| !pictures.by_id.contains_key(**id)) {
            self.journey.find(
                Severity::Loss,
                element.line,
                format!(
                    "a gallery names the picture {}, which is not there",
                    shorten(missing)
                ),
            );
        }
        if images.is_empty() {
            return self.journey.find(
                Severity::Loss,
                element.line,
                format!("[{}] without pictures was left out", &element.name[3..]),
            );
        }
        self.block(Body::Gallery(Gallery {
            images,
            caption: Inline::default(),
        }));
    }

    pub(super) fn recording(&mut self, element: &Element, kind: &str) {
        let names = [
            "src", "value", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav", "flv", "wmv",
        ];
        let inside = element
            .elements()
            .find(|child| child.name == "source")
            .and_then(|child| child.attribute("src"));
        let text = element.text();
        let address = names
            .iter()
            .find_map(|name| element.attribute(name))
            .or(inside);
        let address = address.or_else(|| {
            Some(text.trim()).filter(|text| text.starts_with("http") && !text.contains(' '))
        });
        let Some(source) = address.and_then(|address| self.journey.place(address, element.line))
        else {
            self.journey.find(
                Severity::Loss,
                element.line,
                format!("a <{kind}> without a usable address was left out"),
            );
            return self.nodes(&element.children);
        };
        if element.elements().any(|child| child.name == "track") {
            self.journey.find(
                Severity::Loss,
                element.line,
                "subtitles of a film were left out",
            );
        }
        let (caption, credit) = (Inline::default(), String::new());
        let poster = element
            .attribute("poster")
            .and_then(|poster| self.journey.place(poster, element.line));
        self.block_among_words(match kind {
            "video" => Body::Video(Video {
                source,
                caption,
                credit,
                poster,
            }),
            _ => Body::Audio(Audio {
                source,
                caption,
                credit,
            }),
        });
    }
}

fn pictures_in(bodies: Vec<Body>) -> Vec<Image> {
    let images = bodies.into_iter().flat_map(|body| match body {
        Body::Image(image) => vec![image],
        Body::Gallery(gallery) => gallery.images,
        _ => Vec::new(),
    });
    images.collect()
}

/// The number that WordPress gives a picture: `data-id="906"` or the class `wp-image-906`.
fn known_number(element: &Element) -> Option<&str> {
    let class = || {
        element
            .attribute("class")?
            .split_whitespace()
            .find_map(|class| class.strip_prefix("wp-image-"))
    };
    element.attribute("data-id").or_else(class)
}

/// Whether two addresses are sizes of one picture: `…/a-300x200.jpg` and `…/a.jpg?w=640`.
fn same_picture(one: &str, other: &str) -> bool {
    let bare = |address: &str| {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let path = path.split_once("://").map_or(path, |(_, rest)| rest);
        let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
        let sized = stem.rsplit_once('-').filter(|(_, size)| {
            size.split_once('x').is_some_and(|(w, h)| {
                [w, h]
                    .iter()
                    .all(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
            })
        });
        format!("{}.{ending}", sized.map_or(stem, |(stem, _)| stem))
    };
    bare(one) == bare(other)
}
