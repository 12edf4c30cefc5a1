//! A document as XHTML: for feeds, for agencies, and for whoever reads it without our style sheets.

use masthead_text::{Body, Document, Image, Inline, List, SafeHtml, Source, Table};

use super::xml::escape;

/// Where a picture, a film or a recording can be had; nothing where it is not to be shown.
pub type Addresses<'a> = &'a dyn Fn(&Source) -> Option<String>;

/// The document as a row of elements, well-formed as XML and valid as HTML.
#[must_use]
pub fn xhtml(document: &Document, addresses: Addresses<'_>) -> String {
    let mut out = Markup {
        out: String::new(),
        addresses,
    };
    for block in &document.blocks {
        out.block(&block.body);
    }
    out.out
}

struct Markup<'a> {
    out: String,
    addresses: Addresses<'a>,
}

impl Markup<'_> {
    fn block(&mut self, body: &Body) {
        match body {
            Body::Paragraph(it) => self.inline("p", &it.text),
            Body::Crosshead(it) => self.inline(if it.level > 2 { "h3" } else { "h2" }, &it.text),
            Body::Quote(it) => {
                self.out += "<blockquote>";
                self.paragraphs(&it.text);
                let by: Vec<&str> = [it.person.as_str(), it.office.as_str()]
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect();
                if !by.is_empty() {
                    self.element("footer", &by.join(", "));
                }
                self.out += "</blockquote>\n";
            }
            Body::List(it) => self.list(it),
            Body::Image(it) => self.figure(it),
            Body::Gallery(it) => {
                it.images.iter().for_each(|image| self.figure(image));
                self.inline("p", &it.caption);
            }
            Body::Video(it) => self.link(&it.source, &it.caption, &it.credit),
            Body::Audio(it) => self.link(&it.source, &it.caption, &it.credit),
            Body::Embed(it) => {
                let words = if it.title.is_empty() {
                    &it.source
                } else {
                    &it.title
                };
                self.out += "<p>";
                self.anchor(it.address.as_str(), words);
                self.out += "</p>\n";
            }
            Body::Table(it) => self.table(it),
            Body::Code(it) => {
                self.out += "<pre>";
                self.element("code", &it.text);
                self.out += "</pre>\n";
            }
            Body::Callout(it) => {
                self.out += "<aside>";
                if !it.title.is_empty() {
                    self.element("h3", &it.title);
                }
                self.paragraphs(&it.text);
                self.out += "</aside>\n";
            }
            Body::Divider(_) => self.out += "<hr/>\n",
            Body::Correction(it) => {
                self.out += "<aside>";
                if !it.date.is_empty() {
                    self.element("p", &it.date);
                }
                self.paragraphs(&it.text);
                self.out += "</aside>\n";
            }
        }
    }

    fn element(&mut self, name: &str, text: &str) {
        self.out += &format!("<{name}>");
        escape(text, &mut self.out);
        self.out += &format!("</{name}>");
    }

    fn inline(&mut self, name: &str, text: &Inline) {
        if !text.is_empty() {
            self.out += &format!("<{name}>{}</{name}>\n", well_formed(&text.to_html()));
        }
    }

    fn paragraphs(&mut self, text: &Inline) {
        text.paragraphs()
            .iter()
            .for_each(|paragraph| self.inline("p", paragraph));
    }

    fn anchor(&mut self, address: &str, words: &str) {
        self.out += "<a href=\"";
        escape(address, &mut self.out);
        self.out += "\">";
        escape(
            if words.is_empty() { address } else { words },
            &mut self.out,
        );
        self.out += "</a>";
    }

    fn list(&mut self, list: &List) {
        let name = if list.ordered { "ol" } else { "ul" };
        self.out += &format!("<{name}>");
        for item in &list.items {
            self.out += "<li>";
            self.out += &well_formed(&item.text.to_html());
            if let Some(inner) = &item.list {
                self.list(inner);
            }
            self.out += "</li>";
        }
        self.out += &format!("</{name}>\n");
    }

    fn figure(&mut self, image: &Image) {
        let Some(address) = (self.addresses)(&image.source) else {
            return;
        };
        self.out += "<figure><img src=\"";
        escape(&address, &mut self.out);
        self.out += "\" alt=\"";
        escape(&image.alt, &mut self.out);
        self.out.push('"');
        if let (Some(width), Some(height)) = (image.width, image.height) {
            self.out += &format!(" width=\"{width}\" height=\"{height}\"");
        }
        self.out += "/>";
        self.caption(&image.caption, &image.credit);
        self.out += "</figure>\n";
    }

    fn caption(&mut self, caption: &Inline, credit: &str) {
        if caption.is_empty() && credit.is_empty() {
            return;
        }
        self.out += "<figcaption>";
        self.out += &well_formed(&caption.to_html());
        if !credit.is_empty() {
            self.out += if caption.is_empty() { "" } else { " " };
            self.element("small", credit);
        }
        self.out += "</figcaption>";
    }

    /// A film or a recording as a link: what plays it is the reader's business.
    fn link(&mut self, source: &Source, caption: &Inline, credit: &str) {
        let Some(address) = (self.addresses)(source) else {
            return;
        };
        self.out += "<p>";
        self.anchor(&address, &caption.text());
        if !credit.is_empty() {
            self.out.push(' ');
            self.element("small", credit);
        }
        self.out += "</p>\n";
    }

    fn table(&mut self, table: &Table) {
        if table.rows.is_empty() {
            return;
        }
        self.out += "<table>";
        self.inline("caption", &table.caption);
        if !table.header.is_empty() {
            self.out += "<thead>";
            self.row("th", &table.header);
            self.out += "</thead>";
        }
        self.out += "<tbody>";
        table.rows.iter().for_each(|row| self.row("td", row));
        self.out += "</tbody></table>\n";
    }

    fn row(&mut self, cell: &str, cells: &[Inline]) {
        self.out += "<tr>";
        for text in cells {
            self.out += &format!("<{cell}>{}</{cell}>", well_formed(&text.to_html()));
        }
        self.out += "</tr>";
    }
}

/// Running text knows one element without an end, the line break.
fn well_formed(html: &SafeHtml) -> String {
    let mut out = String::with_capacity(html.as_str().len());
    let legal =
        |c: &char| matches!(c, '\n' | '\t') || *c >= ' ' && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    out.extend(html.as_str().chars().filter(legal));
    out.replace("<br>", "<br/>")
}
