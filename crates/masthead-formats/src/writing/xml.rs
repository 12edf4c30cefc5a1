//! XML that is well-formed because elements are closed by those who opened them, and all text is escaped.

/// XML on its way.
#[derive(Debug)]
pub(super) struct Xml {
    out: String,
    open: Vec<&'static str>,
}

/// An attribute.
pub(super) type Attribute<'a> = (&'static str, &'a str);

impl Xml {
    /// A document that begins with this element.
    pub(super) fn begin(root: &'static str, attributes: &[Attribute<'_>]) -> Self {
        let mut xml = Self {
            out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(),
            open: Vec::new(),
        };
        xml.open(root, attributes);
        xml
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.start(name, attributes);
        self.out += ">\n";
        self.open.push(name);
    }

    /// Closes the innermost element.
    pub(super) fn close(&mut self) {
        let name = self.open.pop().expect("what is closed was opened");
        self.out += "</";
        self.out += name;
        self.out += ">\n";
    }

    /// An element with a text, even an empty one.
    pub(super) fn text(&mut self, name: &'static str, text: &str) {
        self.text_with(name, &[], text);
    }

    /// An element with a text, if there is one.
    pub(super) fn some(&mut self, name: &'static str, text: &str) {
        if !text.is_empty() {
            self.text(name, text);
        }
    }

    /// An element with attributes and a text.
    pub(super) fn text_with(
        &mut self,
        name: &'static str,
        attributes: &[Attribute<'_>],
        text: &str,
    ) {
        self.start(name, attributes);
        self.out.push('>');
        escape(text, &mut self.out);
        self.out += "</";
        self.out += name;
        self.out += ">\n";
    }

    /// An element without anything in it. Attributes with nothing in them are left out.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.start(name, attributes);
        self.out += "/>\n";
    }

    /// Well-formed markup of our own making, as it is.
    pub(super) fn markup(&mut self, markup: &str) {
        self.out += markup;
    }

    /// The document, everything closed.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn start(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.out.push('<');
        self.out += name;
        for (attribute, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            self.out.push(' ');
            self.out += attribute;
            self.out += "=\"";
            escape(value, &mut self.out);
            self.out.push('"');
        }
    }
}

/// Escapes for text and for attributes alike, and drops what XML 1.0 (section 2.2) has no place for.
pub(super) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => *out += "&amp;",
            '<' => *out += "&lt;",
            '>' => *out += "&gt;",
            '"' => *out += "&quot;",
            '\'' => *out += "&#39;",
            '\n' | '\t' => out.push(c),
            '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_escaped_and_closed() {
        let mut xml = Xml::begin("a", &[("b", "\"<&>\""), ("c", "")]);
        xml.open("d", &[]);
        xml.text("e", "]]> \u{1}'x'");
        let xml = xml.finish();
        let expected =
            "<a b=\"&quot;&lt;&amp;&gt;&quot;\">\n<d>\n<e>]]&gt; &#39;x&#39;</e>\n</d>\n</a>\n";
        assert!(xml.ends_with(expected), "{xml}");
    }
}
