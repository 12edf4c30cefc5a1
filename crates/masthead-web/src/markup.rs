//! HTML that is ready for the page: made by the text room, by a template of ours or as JSON for machines, and never
//! escaped again.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;
use masthead_text::SafeHtml;

use crate::refusal::Refusal;

/// Markup that a template prints as it is. There are three ways to one, and none takes foreign text unescaped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup(String);

impl Markup {
    /// What the text room made safe.
    pub fn of(html: SafeHtml) -> Self {
        Self(html.into_string())
    }

    /// What a template of ours rendered.
    pub fn rendered(part: &impl Template) -> Result<Self, Refusal> {
        part.render()
            .map(Self)
            .map_err(|cause| Refusal::broken(&cause))
    }

    /// JSON for a script element of data. What could end the element or begin a comment is written as `\\u003c`.
    pub fn json(value: &serde_json::Value) -> Self {
        let mut json = String::with_capacity(1_024);
        for letter in value.to_string().chars() {
            match letter {
                '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                    json.push_str(&format!("\\u{:04x}", u32::from(letter)));
                }
                letter => json.push(letter),
            }
        }
        Self(json)
    }

    /// The markup as text, for what is not a page: a feed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<SafeHtml> for Markup {
    fn from(html: SafeHtml) -> Self {
        Self::of(html)
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl HtmlSafe for Markup {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_cannot_leave_its_script_element() {
        let value = serde_json::json!({ "headline": "</script><!-- & \u{2028}" });
        let markup = Markup::json(&value);
        assert!(!markup.as_str().contains(['<', '>', '&', '\u{2028}']));
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(markup.as_str()).expect("it is JSON"),
            value
        );
    }
}
