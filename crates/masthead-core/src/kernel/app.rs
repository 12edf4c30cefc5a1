//! The doors a use case may go through, and no others.

use std::sync::Arc;

use arc_swap::ArcSwap;
use masthead_db::Db;
use masthead_engines::fetching::Fetcher;
use masthead_engines::files::Files;
use masthead_engines::mail::Mailer;

use super::events::Listeners;
use super::{Clock, Ids, SiteSettings, Time};

/// What a use case needs of the world: a handful of doors, never more.
pub struct App {
    /// Rows, in transactions.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// New identifiers and secrets.
    pub ids: Ids,
    /// Stored bytes, by their content.
    pub files: Files,
    /// Letters; used by jobs only, never inside a transaction.
    pub mail: Mailer,
    /// Other people's servers; used by jobs only.
    pub fetch: Fetcher,
    /// Who listens to events.
    pub listeners: Arc<dyn Listeners>,
    settings: ArcSwap<SiteSettings>,
    secret: Vec<u8>,
}

/// What an [`App`] is made of.
#[expect(missing_docs, reason = "each is a field of `App`")]
pub struct Doors {
    pub db: Db,
    pub clock: Clock,
    pub files: Files,
    pub mail: Mailer,
    pub fetch: Fetcher,
    pub listeners: Arc<dyn Listeners>,
    pub settings: SiteSettings,
    /// Keys the tokens of forms and letters; at least 32 random bytes, the same on every node.
    pub secret: Vec<u8>,
}

impl App {
    /// Opens the doors.
    pub fn new(doors: Doors) -> Self {
        Self {
            db: doors.db,
            clock: doors.clock,
            ids: Ids,
            files: doors.files,
            mail: doors.mail,
            fetch: doors.fetch,
            listeners: doors.listeners,
            settings: ArcSwap::from_pointee(doors.settings),
            secret: doors.secret,
        }
    }

    /// Now, in UTC.
    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// A new identifier of this moment.
    pub fn new_id<T: From<masthead_db::Uuid>>(&self) -> T {
        self.ids.at(self.now())
    }

    /// The site's settings as last read.
    pub fn settings(&self) -> Arc<SiteSettings> {
        self.settings.load_full()
    }

    /// Replaces the settings that this node works with.
    pub fn use_settings(&self, settings: SiteSettings) {
        self.settings.store(Arc::new(settings));
    }

    /// Signs words with the site's secret (HMAC-SHA-256), for tokens that need no row.
    pub fn sign(&self, purpose: &str, words: &str) -> String {
        use hmac::{KeyInit, Mac};
        let mut mac = hmac::Hmac::<sha2::Sha256>::new_from_slice(&self.secret)
            .expect("HMAC takes a key of any length");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(words.as_bytes());
        data_encoding::BASE64URL_NOPAD.encode(&mac.finalize().into_bytes()[..16])
    }

    /// Whether the signature is ours, compared in constant time.
    pub fn has_signed(&self, purpose: &str, words: &str, signature: &str) -> bool {
        use subtle::ConstantTimeEq;
        self.sign(purpose, words)
            .as_bytes()
            .ct_eq(signature.as_bytes())
            .into()
    }
}
