//! The house's own pages: background work, the audit log, settings.

use masthead_testkit::both;
use masthead_testkit::cast::GREGOR;

use crate::browser::{Browser, open};

const GOOD: [(&str, &str); 10] = [
    ("name", "Tagblatt"),
    ("motto", ""),
    ("publisher", ""),
    ("office_mail", "stelle@example.at"),
    ("zone", "Europe/Berlin"),
    ("accent", "#8c1d2b"),
    ("posting", "trusted"),
    ("threads_close_after_days", "30"),
    ("post_limit", "1500"),
    ("undo_secs", "5"),
];

both! {
    async fn settings_are_kept_and_recorded(site) {
        let door = open(site);
        let mut gregor = Browser::of(site, &door, &GREGOR).await;
        let form = gregor.get("/newsroom/site").await;
        form.must_be(200).must_say("Europe/Vienna");
        let kept = gregor.post_from(&form, "/newsroom/site", &GOOD).await;
        gregor.follow(kept).await.must_say("Übernommen.").must_say("value=\"Tagblatt\"").must_say("Europe/Berlin");
        gregor.get("/newsroom/audit").await.must_be(200).must_say("site.change");
    }

    async fn settings_that_cannot_be_worked_with_keep_what_was_typed(site) {
        let door = open(site);
        let mut gregor = Browser::of(site, &door, &GREGOR).await;
        let form = gregor.get("/newsroom/site").await;
        let mut bad = GOOD;
        bad[4].1 = "Mars/Olympus";
        bad[8].1 = "lots";
        let refused = gregor.post_from(&form, "/newsroom/site", &bad).await;
        refused.must_be(422).must_say("value=\"Mars/Olympus\"").must_say("value=\"lots\"").must_say("Diese Zeitzone gibt es nicht.");
        assert_eq!(site.app.settings().zone, "Europe/Vienna");
    }

    async fn background_work_can_be_seen(site) {
        let door = open(site);
        let mut gregor = Browser::of(site, &door, &GREGOR).await;
        gregor.get("/newsroom/jobs").await.must_be(200).must_say("In diesem Stand ist nichts.");
        gregor.get("/newsroom/jobs?state=waiting").await.must_be(200);
    }
}
