//! Forms: read strictly, and only when they come from a page of ours.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use masthead_core::kernel::Time;
use serde::de::DeserializeOwned;

use crate::Site;
use crate::door::Visitor;
use crate::refusal::Refusal;

/// Bytes of a form; a post of the longest allowed text with every letter escaped is smaller.
pub(crate) const MOST_BYTES: usize = 512 * 1024;

const PURPOSE: &str = "form";
const DAY_MICROS: i64 = 86_400_000_000;

/// A form that was sent from a page of ours by the person it was made for.
///
/// Refuses with `StaleForm` when the token is missing, foreign or older than two days, and when the browser says that
/// another site's page sent it; with `BadForm` when a field is missing or of the wrong shape.
pub struct Form<T>(pub T);

#[derive(serde::Deserialize)]
struct Token {
    #[serde(default)]
    token: String,
}

impl<T: DeserializeOwned> FromRequest<Site> for Form<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Refusal> {
        let visitor = request
            .extensions()
            .get::<Visitor>()
            .cloned()
            .ok_or(Refusal::Broken)?;
        let body = with_plain_breaks(&read(request).await?);
        let Token { token } = serde_html_form::from_bytes(&body).map_err(|_| Refusal::BadForm)?;
        check(site, &visitor, &token)?;
        serde_html_form::from_bytes(&body)
            .map(Form)
            .map_err(|cause| {
                tracing::debug!(%cause, path = visitor.path, "a form could not be read");
                Refusal::BadForm
            })
    }
}

/// A line break is one character here as it is to whoever typed it; browsers send two (HTML, “constructing entry list”).
fn with_plain_breaks(body: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest
        .windows(6)
        .position(|it| it.eq_ignore_ascii_case(b"%0D%0A"))
    {
        plain.extend_from_slice(&rest[..at]);
        plain.extend_from_slice(b"%0A");
        rest = &rest[at + 6..];
    }
    plain.extend_from_slice(rest);
    plain
}

async fn read(request: Request) -> Result<Bytes, Refusal> {
    axum::body::to_bytes(request.into_body(), MOST_BYTES)
        .await
        .map_err(|_| Refusal::TooLarge)
}

/// Whether the form was made for this visitor by us and sent from a page of ours. For uploads, which are not read
/// through [`Form`].
pub fn check(site: &Site, visitor: &Visitor, token: &str) -> Result<(), Refusal> {
    if visitor.from_elsewhere {
        return Err(Refusal::StaleForm);
    }
    let today = day(site.app.now());
    let is_ours = [today, today - 1]
        .into_iter()
        .any(|day| site.app.has_signed(PURPOSE, &words(visitor, day), token));
    if is_ours {
        Ok(())
    } else {
        Err(Refusal::StaleForm)
    }
}

/// The token for this visitor's forms: good today and tomorrow. Strangers share one, and are told apart from other
/// sites' pages by what their browser says of the form's origin.
pub fn token(site: &Site, visitor: &Visitor) -> String {
    site.app.sign(PURPOSE, &words(visitor, day(site.app.now())))
}

fn words(visitor: &Visitor, day: i64) -> String {
    format!("{day} {}", visitor.session.as_deref().unwrap_or("stranger"))
}

fn day(now: Time) -> i64 {
    now.as_micros().div_euclid(DAY_MICROS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_is_one_character() {
        assert_eq!(
            with_plain_breaks(b"a=1%0d%0A2%0D%0A%0D%0A3&b=%0A"),
            b"a=1%0A2%0A%0A3&b=%0A"
        );
        assert_eq!(with_plain_breaks(b"%0D%0"), b"%0D%0");
    }
}
