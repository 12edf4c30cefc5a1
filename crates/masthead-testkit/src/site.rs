//! The site that a test tries things on.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use masthead_core::accounts::{self, Create, DocumentKind, SignIn, SignedIn};
use masthead_core::kernel::events::Nobody;
use masthead_core::kernel::{AccountId, App, Clock, Doors, Person, SiteSettings, Time};
use masthead_db::testing::{self, Fresh};
use masthead_db::transact;
use masthead_engines::fetching::{Fetcher, Limits, Reach};
use masthead_engines::files::Files;
use masthead_engines::mail::{Mailer, Sender};
use tempfile::TempDir;

use crate::SeenLetter;
use crate::cast::Cast;
use crate::store::{self, LetterRow};

/// Sunday, 22 November 2026, nine o'clock in UTC and ten in Vienna.
const TODAY: Time = Time::from_micros(1_795_338_000_000_000);

/// Everybody's password in tests and in the demo.
pub const PASSWORD: &str = "ein langer Satz zum Probieren";

/// Bytes a file may have.
const FILE_LIMIT: u64 = 20_000_000;

/// A site with a fresh database and a clock that stands still.
pub struct TestSite {
    /// The doors of the core, as the program opens them.
    pub app: Arc<App>,
    people: Mutex<HashMap<&'static str, AccountId>>,
    seen: Mutex<HashSet<uuid::Uuid>>,
    // Dropped after the app: the database and the folder go last.
    _fresh: Fresh,
    _folder: TempDir,
}

impl TestSite {
    /// On a fresh SQLite file.
    pub async fn sqlite() -> Self {
        Self::on(testing::fresh_sqlite().await).await
    }

    /// On a fresh PostgreSQL database.
    pub async fn postgres() -> Self {
        Self::on(testing::fresh_postgres().await).await
    }

    async fn on(fresh: Fresh) -> Self {
        let folder = TempDir::new().expect("a temporary folder can be made");
        let sender = Sender {
            name: "Masthead".to_owned(),
            address: "office@example.at".parse().expect("an address"),
            reply_to: None,
        };
        let app = Arc::new(App::new(Doors {
            db: fresh.db().clone(),
            clock: Clock::set_to(TODAY),
            files: Files::local(folder.path().join("files"), FILE_LIMIT),
            mail: Mailer::outbox(sender, folder.path().join("outbox")),
            fetch: Fetcher::new(Reach::public(), Limits::default()),
            listeners: Arc::new(Nobody),
            settings: SiteSettings {
                office_mail: "office@example.at".to_owned(),
                ..SiteSettings::default()
            },
            secret: b"a secret of tests, thirty-two bytes".to_vec(),
        }));
        accounts::publish_first(&app)
            .await
            .expect("the first documents are published");
        Self {
            app,
            people: Mutex::default(),
            seen: Mutex::default(),
            _fresh: fresh,
            _folder: folder,
        }
    }

    /// Moves the clock.
    pub fn advance(&self, by: Duration) {
        self.app.clock.advance(by);
    }

    /// Moves the clock by whole days.
    pub fn advance_days(&self, days: u64) {
        self.advance(Duration::from_secs(days * 24 * 60 * 60));
    }

    /// Somebody of the cast, registered on first use, with netiquette and terms accepted.
    pub async fn person(&self, cast: &Cast) -> Person {
        let known = self.people().get(cast.email).copied();
        let account = match known {
            Some(account) => account,
            None => self.register(cast).await,
        };
        Person {
            account,
            session: self.app.new_id(),
            display_name: cast.display_name.to_owned(),
            role: cast.role,
            lang: cast.lang,
        }
    }

    /// Signs somebody of the cast in, as a browser would, and gives the session with its secret.
    pub async fn sign_in(&self, cast: &Cast) -> SignedIn {
        self.person(cast).await;
        accounts::set_password(&self.app, cast.email, PASSWORD)
            .await
            .expect("the password is good");
        let request = SignIn {
            email: cast.email.to_owned(),
            password: PASSWORD.to_owned(),
            user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
                .to_owned(),
        };
        accounts::sign_in(&self.app, &request)
            .await
            .expect("the cast can sign in")
    }

    async fn register(&self, cast: &Cast) -> AccountId {
        let request = Create {
            name: cast.name.to_owned(),
            display_name: cast.display_name.to_owned(),
            email: cast.email.to_owned(),
            password: None,
            role: cast.role,
            lang: cast.lang,
        };
        let account = accounts::create(&self.app, &request)
            .await
            .expect("the cast can be registered");
        let who = Person {
            account,
            session: self.app.new_id(),
            display_name: String::new(),
            role: cast.role,
            lang: cast.lang,
        };
        let versions = vec![(DocumentKind::Netiquette, 1), (DocumentKind::Terms, 1)];
        let accepted = accounts::Accepted {
            versions,
            lang: cast.lang,
        };
        accounts::accept_terms(&self.app, &who, &accepted)
            .await
            .expect("the first versions are in force");
        self.people().insert(cast.email, account);
        account
    }

    /// The letters to an address that the test has not looked at, oldest first. Looking at them is reading them.
    pub async fn letters_to(&self, email: &str) -> Vec<SeenLetter> {
        let new: Vec<LetterRow> = self
            .unseen()
            .await
            .into_iter()
            .filter(|row| row.recipient == email)
            .collect();
        self.seen().extend(new.iter().map(|row| row.id));
        new.into_iter()
            .map(|row| SeenLetter {
                to: row.recipient,
                subject: row.subject,
                body: row.body,
            })
            .collect()
    }

    /// The one new letter to an address.
    ///
    /// # Panics
    /// When there is none, or more than one.
    pub async fn letter_to(&self, email: &str) -> SeenLetter {
        let mut letters = self.letters_to(email).await;
        assert_eq!(
            letters.len(),
            1,
            "one new letter to {email} was expected: {letters:#?}"
        );
        letters.remove(0)
    }

    /// The kinds of everything that was ever announced, in order.
    pub async fn events(&self) -> Vec<String> {
        let rows = transact!(self.app.db.read(), |tx| {
            store::list_event_kinds(tx).await
        });
        rows.expect("the feed can be read")
            .into_iter()
            .map(|row| row.kind)
            .collect()
    }

    /// Fails if letters were posted that the test has not looked at.
    ///
    /// # Panics
    /// With the letters nobody expected.
    pub async fn nothing_else_happened(&self) {
        let unseen = self.unseen().await;
        assert!(unseen.is_empty(), "letters nobody looked at: {unseen:#?}");
    }

    async fn unseen(&self) -> Vec<LetterRow> {
        let all = transact!(self.app.db.read(), |tx| { store::list_letters(tx).await });
        let all = all.expect("the outbox can be read");
        let seen = self.seen();
        all.into_iter()
            .filter(|row| !seen.contains(&row.id))
            .collect()
    }

    fn people(&self) -> std::sync::MutexGuard<'_, HashMap<&'static str, AccountId>> {
        self.people.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, HashSet<uuid::Uuid>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
