//! One question over HTTP, as an engine wants it asked.

use std::fmt;

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderName, HeaderValue, Method};
use serde::Serialize;

use super::Key;
use crate::secret::Secret;

/// A question: where below the endpoint's address, with what headers, and the words.
///
/// Printed it shows none of its headers and nothing of its body.
#[derive(Clone)]
pub struct Question {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
    pub(super) body: Bytes,
    /// What must not come back in a message, whatever the engine repeats.
    pub(super) secrets: Vec<Secret>,
}

impl Question {
    /// Posts to this path (with its query) below the endpoint's address.
    pub fn post(path: impl Into<String>) -> Self {
        Self::of(Method::POST, path.into())
    }

    /// Gets from this path.
    pub fn get(path: impl Into<String>) -> Self {
        Self::of(Method::GET, path.into())
    }

    fn of(method: Method, path: String) -> Self {
        Self {
            method,
            path,
            headers: Vec::new(),
            body: Bytes::new(),
            secrets: Vec::new(),
        }
    }

    /// With this header. A value that is none (it holds a line break) is left out.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.push((HeaderName::from_static(name), value));
        }
        self
    }

    /// With the key in this header, behind `before` (such as `DeepL-Auth-Key `).
    #[must_use]
    pub fn key(mut self, name: HeaderName, before: &str, key: &Key) -> Self {
        let text = format!("{before}{}", key.secret().reveal());
        let mut value = HeaderValue::from_str(&text).expect("a key is made of visible signs");
        value.set_sensitive(true);
        self.headers.push((name, value));
        self.hiding(key)
    }

    /// With the key as a bearer token (RFC 6750).
    #[must_use]
    pub fn bearer(self, key: &Key) -> Self {
        self.key(AUTHORIZATION, "Bearer ", key)
    }

    /// This key travels in the body; it is kept out of messages all the same.
    #[must_use]
    pub fn hiding(mut self, key: &Key) -> Self {
        self.secrets.push(key.secret().clone());
        self
    }

    /// With this as JSON.
    #[must_use]
    pub fn json(self, value: &impl Serialize) -> Self {
        let text = serde_json::to_vec(value).expect("our questions are made of texts and numbers");
        self.body("application/json", text)
    }

    /// With these bytes.
    #[must_use]
    pub fn body(mut self, media_type: &'static str, bytes: impl Into<Bytes>) -> Self {
        self.headers
            .push((CONTENT_TYPE, HeaderValue::from_static(media_type)));
        self.body = bytes.into();
        self
    }
}

impl fmt::Debug for Question {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.split('?').next().unwrap_or_default();
        write!(out, "{} {path} ({} bytes)", self.method, self.body.len())
    }
}
