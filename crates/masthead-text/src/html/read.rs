//! What each element means in an article, and what is left behind.

use super::tree::{self, Element};
use super::walk::{Journey, Walk};
use super::{HtmlOrigin, HtmlReading, HtmlSource, shortcode};
use crate::document::{Body, Callout, Crosshead, Divider, Document, Embed, Paragraph, Quote};
use crate::finding::Severity;
use crate::gather::{self, joined, person_and_office, words_in};
use crate::inline::Inline;
use crate::marks::Mark;

/// More than any article; what follows is not read, and that is reported.
const LONGEST: usize = 4_000_000;

/// Reads foreign HTML. Never fails; what could not be kept is in the findings.
#[must_use]
pub fn from_html(source: &HtmlSource<'_>) -> HtmlReading {
    let mut journey = Journey::through(source);
    let html = first_bytes(source.html, LONGEST);
    if html.len() < source.html.len() {
        journey.find(
            Severity::Loss,
            0,
            format!("only the first {LONGEST} bytes were read"),
        );
    }
    let expanded = (source.origin == HtmlOrigin::WordPress).then(|| shortcode::expand(html));
    let (nodes, was_too_deep) =
        tree::parse(expanded.as_ref().map_or(html, |expanded| &expanded.html));
    if was_too_deep {
        journey.find(
            Severity::Doubt,
            0,
            "elements were nested too deeply and were read as if they were not",
        );
    }
    for code in expanded.iter().flat_map(|expanded| &expanded.unknown) {
        journey.find(
            Severity::Doubt,
            1,
            format!("the shortcode `{code}` is shown as text"),
        );
    }
    let mut walk = Walk::with(&mut journey);
    walk.nodes(&nodes);
    let document = Document::of(walk.finish());
    HtmlReading {
        document,
        findings: journey.into_findings(),
    }
}

fn first_bytes(text: &str, longest: usize) -> &str {
    let mut end = longest.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

impl Walk<'_, '_> {
    /// The one list of elements.
    pub(super) fn element(&mut self, element: &Element) {
        self.looks(element);
        let name = element.name.as_str();
        if let Some(mark) = Mark::of_element(name) {
            return self.marked(mark, &element.children);
        }
        match name {
            "p" | "div" | "section" | "article" | "main" | "header" | "footer" | "center"
            | "address" | "hgroup" | "aside" | "nav" | "body" | "html" | "fieldset" | "legend"
            | "search" => self.container(element),
            "br" => self.line_break(),
            "a" => self.link(element),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.crosshead(element),
            "hr" => self.block(Body::Divider(Divider {})),
            "blockquote" => self.quote(element),
            "q" => self.quoted(element),
            "ul" | "ol" | "menu" | "dir" => self.list(element),
            "dl" => self.definitions(element),
            "li" | "dt" | "dd" | "summary" | "figcaption" => self.apart(element),
            "pre" | "listing" | "xmp" | "plaintext" => self.preformatted(element),
            "table" => self.table(element),
            "figure" => self.figure(element),
            "picture" => self.nodes(&element.children),
            "img" | "image" | "amp-img" => self.image(element),
            "video" | "wp-video" => self.recording(element, "video"),
            "audio" | "wp-audio" => self.recording(element, "audio"),
            "iframe" | "embed" | "object" | "frame" | "wp-embed" | "wp-youtube" | "wp-vimeo" => {
                self.elsewhere(element);
            }
            "wp-caption" => self.caption(element),
            "wp-gallery" | "wp-playlist" => self.gallery_code(element),
            "details" => self.details(element),
            "script" | "style" | "template" | "head" | "title" | "link" | "meta" | "base"
            | "svg" | "canvas" | "applet" | "noembed" | "noframes" | "portal" | "frameset" => {
                self.left_out(element);
            }
            "input" | "select" | "textarea" | "datalist" | "meter" | "progress" | "keygen"
            | "isindex" => self.left_out(element),
            "source" | "track" | "param" | "col" | "colgroup" | "wbr" | "area" | "map"
            | "bgsound" | "basefont" => {}
            "del" | "s" | "strike" => self.words_without(
                element,
                Severity::Doubt,
                "struck-out words are kept as plain words",
            ),
            "abbr" | "acronym" => self.abbreviation(element),
            "u" | "ins" | "small" | "big" | "mark" | "font" | "blink" | "marquee" | "ruby"
            | "rt" | "rp" => {
                self.words_without(
                    element,
                    Severity::Note,
                    &format!("<{name}> has no meaning here; its words are kept"),
                );
            }
            "span" | "time" | "data" | "label" | "button" | "noscript" | "form" | "bdi" | "bdo"
            | "nobr" | "output" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "caption" => {
                self.nodes(&element.children);
            }
            _ => self.words_without(
                element,
                Severity::Doubt,
                &format!("<{name}> is not known; its words are kept"),
            ),
        }
    }

    /// Alignment, colours and sizes are the page's business and not the text's.
    fn looks(&mut self, element: &Element) {
        let styled = ["style", "align", "bgcolor", "color", "face"]
            .iter()
            .any(|name| element.attribute(name).is_some());
        let aligned = element.attribute("class").is_some_and(|classes| {
            classes
                .split_whitespace()
                .any(|class| class.starts_with("align") || class.starts_with("has-"))
        });
        if styled || aligned {
            self.journey.find(
                Severity::Note,
                element.line,
                "alignment, colours or sizes were left out",
            );
        }
        if element
            .attributes
            .iter()
            .any(|(name, _)| name.starts_with("on"))
        {
            self.journey.find(
                Severity::Loss,
                element.line,
                "a script in an attribute was left out",
            );
        }
    }

    fn container(&mut self, element: &Element) {
        self.end_paragraph();
        self.background(element);
        self.nodes(&element.children);
        self.end_paragraph();
    }

    fn words_without(&mut self, element: &Element, severity: Severity, what: &str) {
        self.journey.find(severity, element.line, what);
        self.nodes(&element.children);
    }

    fn left_out(&mut self, element: &Element) {
        let severity = if matches!(element.name.as_str(), "title" | "meta" | "head" | "style") {
            Severity::Note
        } else {
            Severity::Loss
        };
        self.journey.find(
            severity,
            element.line,
            format!("<{}> was left out", element.name),
        );
    }

    fn abbreviation(&mut self, element: &Element) {
        self.nodes(&element.children);
        if let Some(title) = element.attribute("title") {
            let what = format!(
                "the long form `{}` of an abbreviation was left out",
                gather::shorten(title)
            );
            self.journey.find(Severity::Note, element.line, what);
        }
    }

    fn link(&mut self, element: &Element) {
        let link = element
            .attribute("href")
            .and_then(|address| self.journey.address(address, element.line));
        let is_button = element.has_class("wp-block-button__link");
        if is_button {
            self.end_paragraph();
        }
        self.links.push(link);
        self.nodes(&element.children);
        self.links.pop();
        if is_button {
            self.end_paragraph();
        }
    }

    fn crosshead(&mut self, element: &Element) {
        self.end_paragraph();
        let (text, others) = self.words_of(&element.children);
        let level = if matches!(element.name.as_str(), "h1" | "h2") {
            2
        } else {
            3
        };
        if !text.is_empty() {
            self.block(Body::Crosshead(Crosshead { level, text }));
        }
        self.bodies.extend(others);
    }

    fn quoted(&mut self, element: &Element) {
        self.push("“");
        self.nodes(&element.children);
        self.push("”");
    }

    fn quote(&mut self, element: &Element) {
        self.end_paragraph();
        let mut cite = Vec::new();
        let children = without_cites(element, &mut cite);
        let (mut quote, others) = gather::quote(self.blocks_of_refs(&children));
        let name = cite
            .iter()
            .map(|cite| self.words_of(&cite.children).0.text().replace('\n', " "))
            .collect::<Vec<_>>();
        (quote.person, quote.office) =
            person_and_office(name.join(", ").trim_start_matches(['—', '–', '-', ' ']));
        if let Some(address) = element.attribute("cite") {
            let what = format!(
                "the source `{}` of a quote was left out",
                gather::shorten(address)
            );
            self.journey.find(Severity::Note, element.line, what);
        }
        if quote != Quote::default() {
            self.bodies.push(Body::Quote(quote));
        }
        self.bodies.extend(others);
    }

    fn details(&mut self, element: &Element) {
        self.end_paragraph();
        let summary = element.elements().find(|child| child.name == "summary");
        let title = summary
            .map(|summary| self.words_of(&summary.children).0)
            .unwrap_or_default();
        let mut blocks = Vec::new();
        for child in &element.children {
            if !matches!(child, tree::Node::Element(child) if child.name == "summary") {
                blocks.extend(self.blocks_of(std::slice::from_ref(child)));
            }
        }
        if blocks.iter().all(|body| matches!(body, Body::Paragraph(_))) && !blocks.is_empty() {
            let text = joined(blocks.iter().filter_map(words_in));
            self.bodies.push(Body::Callout(Callout {
                title: title.text(),
                text,
            }));
        } else {
            self.bodies
                .extend((!title.is_empty()).then_some(Body::Paragraph(Paragraph { text: title })));
            self.bodies.extend(blocks);
        }
    }

    fn preformatted(&mut self, element: &Element) {
        self.end_paragraph();
        let text = element.text();
        if element.has_class("wp-block-verse") {
            let text = Inline::plain(&text);
            self.bodies
                .extend((!text.is_empty()).then_some(Body::Paragraph(Paragraph { text })));
            return;
        }
        if element
            .elements()
            .any(|child| !matches!(child.name.as_str(), "code" | "br" | "span"))
        {
            self.journey.find(
                Severity::Note,
                element.line,
                "marks inside preformatted text were left out",
            );
        }
        let inner = element.elements().find(|child| child.name == "code");
        let classes = [Some(element), inner]
            .into_iter()
            .flatten()
            .filter_map(|element| element.attribute("class"));
        let language = classes
            .flat_map(str::split_whitespace)
            .find_map(|class| class.strip_prefix("language-"));
        let code = gather::code(&text, language.unwrap_or_default());
        if !code.text.is_empty() {
            self.bodies.push(Body::Code(code));
        }
    }

    /// Something that would be loaded from elsewhere becomes a card that leads there.
    fn elsewhere(&mut self, element: &Element) {
        let text = element.text();
        let address = ["src", "data", "value", "data-src"]
            .iter()
            .find_map(|name| element.attribute(name));
        let address = address.or_else(|| Some(text.trim()).filter(|text| text.starts_with("http")));
        let Some(address) = address.and_then(|address| self.journey.address(address, element.line))
        else {
            self.journey.find(
                Severity::Loss,
                element.line,
                format!("<{}> without an address was left out", element.name),
            );
            return self.nodes(if element.name == "iframe" {
                &[]
            } else {
                &element.children
            });
        };
        if !address.is_web() {
            self.journey.find(
                Severity::Loss,
                element.line,
                format!("<{}> from `{address}` was left out", element.name),
            );
            return;
        }
        self.journey.find(
            Severity::Note,
            element.line,
            format!(
                "<{}> became a card that leads to {address}",
                element.name.trim_start_matches("wp-")
            ),
        );
        let title = element
            .attribute("title")
            .map(|title| Inline::plain(title).text())
            .unwrap_or_default();
        self.block_among_words(Body::Embed(Embed {
            title,
            ..Embed::to(address)
        }));
    }

    fn blocks_of_refs(&mut self, nodes: &[&tree::Node]) -> Vec<Body> {
        let mut inner = Walk::with(self.journey);
        for node in nodes {
            inner.nodes(std::slice::from_ref(node));
        }
        inner.finish()
    }
}

/// The children of a quote without the elements that name its source.
fn without_cites<'e>(quote: &'e Element, cites: &mut Vec<&'e Element>) -> Vec<&'e tree::Node> {
    let mut kept = Vec::new();
    for node in &quote.children {
        match node {
            tree::Node::Element(element) if matches!(element.name.as_str(), "cite" | "footer") => {
                cites.push(element);
            }
            tree::Node::Element(element)
                if element.name == "p" && only_a_cite(element).is_some() =>
            {
                cites.extend(only_a_cite(element));
            }
            other => kept.push(other),
        }
    }
    kept
}

fn only_a_cite(paragraph: &Element) -> Option<&Element> {
    let mut inside = paragraph.children.iter().filter(|node| !matches!(node, tree::Node::Text(text) if text.trim().trim_matches(['—', '–', '-']).trim().is_empty()));
    match (inside.next(), inside.next()) {
        (Some(tree::Node::Element(element)), None) if element.name == "cite" => Some(element),
        _ => None,
    }
}
