//! What somebody had typed into a form that was refused: the page of the refusal shows it, so that nothing is lost.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use http::{HeaderMap, Method, header};

use crate::forms::MOST_BYTES;
use crate::refusal::Refusal;

/// Fewer letters are typed again as quickly as they are copied.
const WORTH_KEEPING: usize = 20;

/// The fields of a form as they were sent. Passwords are never shown again and never sent again.
pub(crate) struct Typed(Vec<(String, String)>);

impl Typed {
    /// Reads the form of a request and puts it back; nothing, when it brings none or one that cannot be read.
    /// Files are not kept: their form asks for them again.
    pub(crate) async fn of(request: Request) -> Result<(Self, Request), Refusal> {
        if request.method() != Method::POST || !is_form(request.headers()) {
            return Ok((Self(Vec::new()), request));
        }
        let (head, body) = request.into_parts();
        let bytes = to_bytes(body, MOST_BYTES)
            .await
            .map_err(|_| Refusal::TooLarge)?;
        let fields = serde_html_form::from_bytes(&bytes).unwrap_or_default();
        Ok((Self(fields), Request::from_parts(head, Body::from(bytes))))
    }

    /// What was written, to be copied.
    pub(crate) fn texts(&self) -> Vec<&str> {
        self.0
            .iter()
            .filter(|(name, text)| !is_secret(name) && is_prose(text))
            .map(|(_, text)| text.as_str())
            .collect()
    }

    /// The fields to send once more, without the old token; none when a password was among them.
    pub(crate) fn once_more(&self) -> Vec<(&str, &str)> {
        if self.0.iter().any(|(name, _)| name.contains("password")) {
            return Vec::new();
        }
        self.0
            .iter()
            .filter(|(name, _)| !is_secret(name))
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect()
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|it| it.to_str().ok())
        .is_some_and(|it| it.starts_with("application/x-www-form-urlencoded"))
}

fn is_secret(name: &str) -> bool {
    name == "token" || name.contains("password")
}

fn is_prose(text: &str) -> bool {
    let text = text.trim();
    text.contains(char::is_whitespace) && text.chars().nth(WORTH_KEEPING - 1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(fields: &[(&str, &str)]) -> Typed {
        let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        Typed(fields.iter().map(owned).collect())
    }

    #[test]
    fn prose_is_kept_and_addresses_and_keys_are_not() {
        let sent = typed(&[
            ("token", "ein Satz, der keiner ist, sondern ein Zeichen"),
            ("text", "Die Brücke bleibt, und das ist gut so."),
            ("key", "4kq2m1x0f7p9v3c8b6n5z1a2s3"),
            ("parent", "kurz"),
        ]);
        assert_eq!(sent.texts(), ["Die Brücke bleibt, und das ist gut so."]);
        assert_eq!(sent.once_more().len(), 3, "all but the old token");
    }

    #[test]
    fn a_password_is_neither_shown_nor_sent_again() {
        let sent = typed(&[
            ("email", "anna@example.at"),
            ("password", "ein langer Satz zum Probieren"),
        ]);
        assert!(sent.texts().is_empty());
        assert!(sent.once_more().is_empty());
    }
}
