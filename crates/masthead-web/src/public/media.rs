//! Pictures as browsers load them: one drawing at one address, for ever the same.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use masthead_core::articles::{self, MediaError};

use crate::Site;
use crate::refusal::Refusal;

/// A drawing never changes: a picture that is replaced gets another name.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// `GET /media/{short}/{width}.{webp|jpg}`
pub(super) async fn drawing(
    State(site): State<Site>,
    Path((short, drawing)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let (width, ending, kind) = understood(&drawing).ok_or(Refusal::NotFound)?;
    let found = articles::rendition(&site.app, &short, width, ending).await?;
    let found = found.ok_or(Refusal::NotFound)?;
    // The file's name is the fingerprint of its content.
    let tag = HeaderValue::try_from(format!("\"{}\"", found.file)).map_err(|_| Refusal::Broken)?;
    if headers.get(header::IF_NONE_MATCH) == Some(&tag) {
        let known = [(header::ETAG, tag), (header::CACHE_CONTROL, FOR_EVER)];
        return Ok((StatusCode::NOT_MODIFIED, known).into_response());
    }
    let bytes = articles::rendition_bytes(&site.app, &found).await?;
    let about = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, FOR_EVER),
        (header::ETAG, tag),
    ];
    Ok((about, Body::from(bytes)).into_response())
}

fn understood(drawing: &str) -> Option<(i64, &'static str, &'static str)> {
    let (width, ending) = drawing.split_once('.')?;
    let (ending, kind) = match ending {
        "webp" => ("webp", "image/webp"),
        "jpg" => ("jpg", "image/jpeg"),
        _ => return None,
    };
    Some((width.parse().ok()?, ending, kind))
}

impl From<MediaError> for Refusal {
    fn from(error: MediaError) -> Self {
        match error {
            MediaError::Unknown => Refusal::NotFound,
            error => Refusal::broken(&error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_drawings_have_addresses() {
        assert_eq!(understood("640.webp"), Some((640, "webp", "image/webp")));
        assert_eq!(understood("640.jpg"), Some((640, "jpg", "image/jpeg")));
        for nothing in [
            "640",
            "640.png",
            "wide.jpg",
            "640.jpg.exe",
            ".jpg",
            "original",
        ] {
            assert_eq!(understood(nothing), None, "{nothing}");
        }
    }
}
