//! What an engine answered over HTTP, and what its status means to us.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use super::{EngineError, read_json};
use crate::secret::Secret;

/// Characters of an engine's own words that a message repeats.
const SAID: usize = 200;

/// An answer, whole, within the bounds.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Bytes,
    pub(super) secrets: Vec<Secret>,
}

impl Reply {
    /// An answer with this status and body, as if it had been received: for trying what is made of it.
    pub fn of(status: u16, body: impl Into<Bytes>) -> Self {
        Self {
            status: StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            headers: HeaderMap::new(),
            body: body.into(),
            secrets: Vec::new(),
        }
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// [`EngineError::Invalid`].
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, EngineError> {
        read_json(&self.body)
    }

    /// What the engine says its body is. Not to be believed.
    pub fn media_type(&self) -> Option<&str> {
        let value = self.headers.get(CONTENT_TYPE)?.to_str().ok()?;
        value.split(';').next().map(str::trim)
    }

    /// What the status means by itself. An engine that means something else by one says so before it asks here.
    pub fn refusal(&self, now: SystemTime) -> EngineError {
        match self.status.as_u16() {
            401 | 403 => EngineError::Auth,
            402 | 456 => EngineError::Quota { until: None },
            413 | 414 => EngineError::TooLarge,
            429 | 529 => EngineError::RateLimited {
                after: self.retry_after(now),
            },
            408 | 425 | 504 => EngineError::Transient(self.told()),
            500 | 502 | 503 => match self.retry_after(now) {
                Some(after) => EngineError::RateLimited { after: Some(after) },
                None => EngineError::Away(self.told()),
            },
            _ => EngineError::Rejected(self.told()),
        }
    }

    /// Status and the beginning of what the engine said about it: one line, no control characters, no key.
    pub fn told(&self) -> String {
        match self.said().as_str() {
            "" => self.status.as_u16().to_string(),
            said => format!("{}: {said}", self.status.as_u16()),
        }
    }

    /// The beginning of what the engine said: one line, no control characters, no key.
    pub fn said(&self) -> String {
        let mut text = String::from_utf8_lossy(&self.body).into_owned();
        for secret in self.secrets.iter().filter(|secret| !secret.is_empty()) {
            text = text.replace(secret.reveal(), "‹secret›");
        }
        let words: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|word| !word.is_empty())
            .collect();
        words.join(" ").chars().take(SAID).collect()
    }

    /// How long to wait: seconds or a date (RFC 9110, 10.2.3).
    fn retry_after(&self, now: SystemTime) -> Option<Duration> {
        let value = self.headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
        if let Ok(secs) = value.parse() {
            return Some(Duration::from_secs(secs));
        }
        let at = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
        Some(
            SystemTime::from(at)
                .duration_since(now)
                .unwrap_or(Duration::ZERO),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> SystemTime {
        let now: jiff::Timestamp = "2026-11-22T08:00:00Z".parse().expect("a time");
        now.into()
    }

    fn waiting(status: u16, after: &str) -> EngineError {
        let mut reply = Reply::of(status, "");
        let after = after.parse().expect("a header");
        reply.headers.insert(RETRY_AFTER, after);
        reply.refusal(now())
    }

    #[test]
    fn a_pause_is_seconds_or_a_date() {
        let secs = |secs| EngineError::RateLimited {
            after: Some(Duration::from_secs(secs)),
        };
        assert_eq!(waiting(429, "7"), secs(7));
        assert_eq!(waiting(503, "Sun, 22 Nov 2026 08:00:30 GMT"), secs(30));
        assert_eq!(waiting(429, "Sun, 22 Nov 2026 07:00:00 GMT"), secs(0));
        let unclear = EngineError::RateLimited { after: None };
        assert_eq!(waiting(529, "soon"), unclear);
        assert_eq!(waiting(429, "-3"), unclear);
    }

    #[test]
    fn a_key_that_is_repeated_is_not_shown() {
        let mut reply = Reply::of(400, "bad\r\nkey \u{1b}[31msk-123456, you said\0sk-123456");
        reply.secrets = vec![Secret::new("sk-123456")];
        assert_eq!(reply.told(), "400: bad key [31m‹secret›, you said ‹secret›");
    }

    #[test]
    fn a_long_answer_is_not_repeated_whole() {
        assert_eq!(
            Reply::of(500, "ä".repeat(10_000)).said().chars().count(),
            200
        );
    }
}
