//! HTML that may be put into a page as it is, because only this crate can make it.

use std::fmt;

/// HTML whose every tag, attribute and address came from our own code, and whose every text is escaped.
///
/// Only this crate builds one, so a template that shows a `SafeHtml` unescaped has nothing left to decide.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SafeHtml(String);

impl SafeHtml {
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    /// Escapes a text, for places that want a `SafeHtml` and have plain words.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let mut html = Self::with_capacity(text.len() + text.len() / 8);
        html.text(text);
        html
    }

    /// The markup itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Gives the markup away.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }

    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds markup of our own. Takes only literals, so that nothing foreign can come this way.
    pub(crate) fn markup(&mut self, literal: &'static str) {
        self.0.push_str(literal);
    }

    /// Adds foreign text, escaped for element content and for attributes in double quotes alike.
    pub(crate) fn text(&mut self, text: &str) {
        let mut kept = 0;
        for (at, byte) in text.bytes().enumerate() {
            let replacement = match byte {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                b'\'' => "&#39;",
                _ => continue,
            };
            self.0.push_str(&text[kept..at]);
            self.0.push_str(replacement);
            kept = at + 1;
        }
        self.0.push_str(&text[kept..]);
    }
}

impl fmt::Display for SafeHtml {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_cannot_leave_its_element_or_its_attribute() {
        let html = SafeHtml::of_text(r#"</p><img src=x onerror="alert('1')">&amp;"#);

        assert_eq!(
            html.as_str(),
            "&lt;/p&gt;&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;"
        );
    }
}
