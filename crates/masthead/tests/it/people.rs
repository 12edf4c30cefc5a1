//! People of the kill test: they sign in once and go on after every restart, as if nothing had happened.

use std::io;
use std::net::SocketAddr;

use crate::browser::{Answer, Browser};

/// Everybody's password here.
pub(crate) const PASSWORD: &str = "ein langer Satz zum Probieren";

/// Somebody signed in.
#[derive(Clone, Debug)]
pub(crate) struct SignedIn {
    pub(crate) browser: Browser,
    token: String,
}

/// A decision that a moderator sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sent {
    /// The item of the queue, as its address names it.
    pub(crate) item: String,
    /// `approve` or `refuse`.
    pub(crate) verdict: &'static str,
}

impl SignedIn {
    /// Signs in and accepts the house rules.
    pub(crate) fn at(address: SocketAddr, email: &str) -> Self {
        let mut browser = Browser::at(address);
        let token = token(&browser.get("/account/sign-in").expect("the page comes"));
        let form = [
            ("token", token.as_str()),
            ("return_to", "/"),
            ("email", email),
            ("password", PASSWORD),
        ];
        let answer = browser
            .post("/account/sign-in", &form)
            .expect("an answer comes");
        assert_eq!(
            answer.status, 303,
            "{email} cannot sign in: {}",
            answer.body
        );
        let token = self::token(&browser.get("/account").expect("the page comes"));
        let mut person = Self { browser, token };
        person.accept();
        person
    }

    fn accept(&mut self) {
        let token = self.token.clone();
        let form = [
            ("token", token.as_str()),
            ("return_to", "/"),
            ("netiquette", "1"),
            ("terms", "1"),
        ];
        let answer = self
            .browser
            .post("/account/accept", &form)
            .expect("an answer comes");
        assert!(
            answer.status < 400,
            "the house rules cannot be accepted: {}",
            answer.body
        );
    }

    /// Hands in a post; `Ok(true)` says that it was taken.
    ///
    /// # Errors
    /// No answer came: it may have been taken or not.
    pub(crate) fn write(&mut self, article: &str, text: &str) -> io::Result<bool> {
        let token = self.token.clone();
        let form = [
            ("token", token.as_str()),
            ("article", article),
            ("text", text),
            ("key", text),
        ];
        let answer = self.browser.post("/posts", &form)?;
        assert!(
            answer.status == 303 || answer.status >= 500,
            "a post was refused with {}: {}",
            answer.status,
            answer.body
        );
        Ok(answer.status == 303)
    }

    /// Decides the next item of the queue; `Ok(None)` when there was none, or somebody else was quicker.
    ///
    /// # Errors
    /// No answer came: it may have been decided or not.
    pub(crate) fn decide(&mut self, verdict: &'static str) -> io::Result<Option<Sent>> {
        let desk = self.browser.get("/newsroom/queue")?;
        let Some(item) = between(&desk.body, "/newsroom/queue/", "/decision\"") else {
            return Ok(None);
        };
        let version = desk.hidden("version").expect("an item has a version");
        let ground = between(&desk.body, "name=\"ground\" value=\"", "\"").unwrap_or_default();
        let token = self.token.clone();
        let form = [
            ("token", token.as_str()),
            ("version", version.as_str()),
            ("verdict", verdict),
            ("ground", ground.as_str()),
            ("facts", "Der Beitrag greift eine Person an."),
        ];
        let answer = self
            .browser
            .post(&format!("/newsroom/queue/{item}/decision"), &form)?;
        let was_made = answer.status == 303;
        Ok(was_made.then_some(Sent { item, verdict }))
    }
}

fn token(page: &Answer) -> String {
    page.hidden("token").unwrap_or_else(|| {
        panic!(
            "no form on a page with status {}: {}",
            page.status, page.body
        )
    })
}

/// The first text between two marks that has no quote in it.
fn between(text: &str, before: &str, after: &str) -> Option<String> {
    text.split(before).skip(1).find_map(|rest| {
        let found = rest.split(after).next()?;
        let is_whole = found.len() < rest.len() && !found.is_empty() && !found.contains(['"', '/']);
        is_whole.then(|| found.to_owned())
    })
}
