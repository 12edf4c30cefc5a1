//! What every page has, and what every answer carries.

use masthead_testkit::both;

use crate::browser::{Browser, open};

both! {
    async fn a_page_that_is_not_there_says_so_in_the_readers_language(site) {
        let mut browser = Browser::at(&open(site));
        browser.get("/nowhere").await.must_be(404).must_say("<html lang=\"de\">").must_say("Diese Seite gibt es nicht");
        browser.get("/en/nowhere").await.must_be(404).must_say("<html lang=\"en\">").must_say("There is no such page");
    }

    async fn every_answer_forbids_what_is_not_ours(site) {
        let mut browser = Browser::at(&open(site));
        let page = browser.get("/nowhere").await;
        let policy = page.headers["content-security-policy"].to_str().expect("text");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(page.headers["x-content-type-options"], "nosniff");
        assert_eq!(page.headers["cache-control"], "private, no-store");
    }

    async fn who_watches_the_machines_gets_an_answer(site) {
        let mut browser = Browser::at(&open(site));
        browser.get("/healthz").await.must_be(200);
        browser.get("/readyz").await.must_be(200);
    }
}
