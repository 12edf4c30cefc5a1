//! Tags to a tree, as a browser would guess it, but never deeper than we care for.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// Elements deeper than this are read as if they stood one level higher.
const DEEPEST: usize = 48;

/// A part of the tree.
#[derive(Debug)]
pub enum Node {
    /// Words.
    Text(String),
    /// A remark for machines, with its line.
    Comment(String, u64),
    /// An element.
    Element(Element),
}

/// An element with what stands in it.
#[derive(Debug)]
pub struct Element {
    /// Its name in small letters.
    pub name: String,
    /// Its attributes as they were written.
    pub attributes: Vec<(String, String)>,
    /// What stands in it.
    pub children: Vec<Node>,
    /// The line of its tag, counted from 1.
    pub line: u64,
}

impl Element {
    /// An attribute that is there and says something.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let (_, value) = self.attributes.iter().find(|(other, _)| other == name)?;
        let value = value.trim();
        (!value.is_empty()).then_some(value)
    }

    /// Whether it is of this class.
    #[must_use]
    pub fn has_class(&self, class: &str) -> bool {
        self.attribute("class")
            .is_some_and(|classes| classes.split_whitespace().any(|one| one == class))
    }

    /// The elements right below.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            _ => None,
        })
    }

    /// All words below, as they stand there.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.write_text(&mut text);
        text
    }

    fn write_text(&self, text: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(words) => text.push_str(words),
                Node::Element(element) if element.name == "br" => text.push('\n'),
                Node::Element(element) => element.write_text(text),
                Node::Comment(..) => {}
            }
        }
    }
}

/// The tree of a text, and whether something in it was too deep.
#[must_use]
pub fn parse(html: &str) -> (Vec<Node>, bool) {
    let tokenizer = Tokenizer::new(
        Builder(RefCell::new(Open::default())),
        TokenizerOpts::default(),
    );
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

struct Builder(RefCell<Open>);

impl TokenSink for Builder {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut open = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return open.start(&tag, line),
            Token::TagToken(tag) => open.end(&tag.name),
            Token::CharacterTokens(text) => open.text(&text),
            Token::CommentToken(text) => open.push(Node::Comment(text.to_string(), line)),
            Token::DoctypeToken(_)
            | Token::NullCharacterToken
            | Token::EOFToken
            | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

/// The elements that are not closed yet, outermost first, and what is finished.
#[derive(Default)]
struct Open {
    elements: Vec<Element>,
    finished: Vec<Node>,
    was_too_deep: bool,
}

impl Open {
    fn start(&mut self, tag: &Tag, line: u64) -> TokenSinkResult<()> {
        let name = tag.name.to_string();
        self.close_implied(&name);
        let attributes = tag
            .attrs
            .iter()
            .map(|one| (one.name.local.to_string(), one.value.to_string()))
            .collect();
        let element = Element {
            name,
            attributes,
            children: Vec::new(),
            line,
        };
        let raw = raw_kind(&element.name);
        let stays_open = !is_void(&element.name) && !tag.self_closing;
        if stays_open && self.elements.len() < DEEPEST {
            self.elements.push(element);
        } else {
            self.was_too_deep |= stays_open;
            self.push(Node::Element(element));
        }
        match raw {
            Some(kind) if stays_open => TokenSinkResult::RawData(kind),
            _ => TokenSinkResult::Continue,
        }
    }

    fn end(&mut self, name: &str) {
        let inside_table = matches!(
            name,
            "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "caption"
        );
        for at in (0..self.elements.len()).rev() {
            let open = self.elements[at].name.as_str();
            if open == name {
                self.close_from(at);
                return;
            }
            if !inside_table && matches!(open, "td" | "th" | "caption") {
                return;
            }
        }
        if name == "br" {
            self.push(Node::Element(Element {
                name: "br".into(),
                attributes: vec![],
                children: vec![],
                line: 0,
            }));
        }
    }

    fn text(&mut self, text: &str) {
        let siblings = self.siblings();
        match siblings.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => siblings.push(Node::Text(text.to_owned())),
        }
    }

    fn push(&mut self, node: Node) {
        self.siblings().push(node);
    }

    fn siblings(&mut self) -> &mut Vec<Node> {
        match self.elements.last_mut() {
            Some(element) => &mut element.children,
            None => &mut self.finished,
        }
    }

    /// Closes what a new element ends without saying so: a paragraph, a point, a cell.
    fn close_implied(&mut self, name: &str) {
        let (ends, up_to): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu", "dir"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            "option" => (&["option"], &["select"]),
            _ if ends_a_paragraph(name) => (&["p"], PARAGRAPH_STAYS_IN),
            _ => return,
        };
        for at in (0..self.elements.len()).rev() {
            let open = self.elements[at].name.as_str();
            if ends.contains(&open) {
                return self.close_from(at);
            }
            if up_to.contains(&open) {
                return;
            }
        }
    }

    fn close_from(&mut self, at: usize) {
        while self.elements.len() > at {
            let element = self.elements.pop().expect("there are more than `at`");
            self.push(Node::Element(element));
        }
    }

    fn finish(mut self) -> (Vec<Node>, bool) {
        self.close_from(0);
        (self.finished, self.was_too_deep)
    }
}

/// Elements out of which nothing closes a paragraph that was opened outside.
const PARAGRAPH_STAYS_IN: &[&str] = &[
    "div",
    "section",
    "article",
    "aside",
    "blockquote",
    "figure",
    "figcaption",
    "li",
    "dd",
    "dt",
    "td",
    "th",
    "caption",
    "table",
    "details",
    "button",
    "object",
    "wp-caption",
];

fn ends_a_paragraph(name: &str) -> bool {
    matches!(
        name,
        "p" | "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "ul"
            | "wp-caption"
    )
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "image"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

fn raw_kind(name: &str) -> Option<RawKind> {
    Some(match name {
        "script" => RawKind::ScriptData,
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => RawKind::Rawtext,
        "textarea" | "title" => RawKind::Rcdata,
        _ => return None,
    })
}
