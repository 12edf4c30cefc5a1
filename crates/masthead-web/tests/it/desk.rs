//! The desk's pages: what a moderator sees, decides and takes back, without any script.

use masthead_testkit::both;
use masthead_testkit::cast::{ANNA, BRUNO, CLARA, DENIZ};

use crate::browser::{Browser, Page, open};

/// The address of the decision about the item on the page.
fn decision(page: &Page) -> String {
    let end = page
        .body
        .find("/decision\"")
        .expect("an item is on the desk");
    let start = page.body[..end].rfind('"').expect("an attribute") + 1;
    format!("{}/decision", &page.body[start..end])
}

/// The ground on the page that has this label.
fn ground(page: &Page, label: &str) -> String {
    let at = page
        .body
        .find(label)
        .unwrap_or_else(|| panic!("no ground “{label}”:\n{}", page.body));
    let before = &page.body[..at];
    let start = before
        .rfind("name=\"ground\" value=\"")
        .expect("a radio button")
        + 21;
    before[start..start + 32].to_owned()
}

both! {
    async fn an_empty_desk_says_that_nothing_waits(site) {
        let door = open(site);
        let mut clara = Browser::of(site, &door, &CLARA).await;
        clara.get("/newsroom/queue").await.must_be(200).must_say("Hier wartet nichts.");
        clara.get("/en/newsroom/queue").await.must_be(200).must_say("Nothing waits here.");
    }

    async fn a_reader_does_not_get_to_the_desk(site) {
        let door = open(site);
        Browser::of(site, &door, &ANNA).await.get("/newsroom/queue").await.must_be(403);
        Browser::at(&door).get("/newsroom/queue").await.must_be(401);
    }

    async fn an_approved_post_leaves_the_desk_and_can_be_taken_back(site) {
        let article = site.article("Die Brücke").await;
        site.post(&ANNA, &article, "Endlich wird gebaut.").await;
        let door = open(site);
        let mut clara = Browser::of(site, &door, &CLARA).await;
        let desk = clara.get("/newsroom/queue").await;
        desk.must_be(200).must_say("Endlich wird gebaut.").must_say("Die Brücke").must_say("Das ist der erste Beitrag.");

        let answer = clara.post_from(&desk, &decision(&desk), &[("version", &desk.value("version")), ("verdict", "approve")]).await;
        answer.must_be(303);
        let empty = clara.follow(answer).await;
        empty.must_say("Hier wartet nichts.").must_say("Zuletzt: freigegeben");

        let back = clara.post_from(&empty, "/newsroom/queue/undo", &[]).await;
        clara.follow(back).await.must_be(200).must_say("Endlich wird gebaut.");
    }

    async fn a_refusal_needs_a_ground_and_words(site) {
        let article = site.article("Die Brücke").await;
        site.post(&ANNA, &article, "Alles Trottel.").await;
        let door = open(site);
        let mut clara = Browser::of(site, &door, &CLARA).await;
        let desk = clara.get("/newsroom/queue").await;
        let (address, version) = (decision(&desk), desk.value("version"));

        let none = clara.post_from(&desk, &address, &[("version", &version), ("verdict", "refuse"), ("facts", "Beleidigt alle.")]).await;
        none.must_be(422).must_say("Bitte wählen Sie einen Grund.").must_say("Beleidigt alle.");

        let insult = ground(&desk, "Persönliche Angriffe");
        let empty = clara.post_from(&desk, &address, &[("version", &version), ("verdict", "refuse"), ("ground", &insult), ("facts", " ")]).await;
        empty.must_be(422).must_say("vorbereiteter Text");

        let refused = clara.post_from(&desk, &address, &[("version", &version), ("verdict", "refuse"), ("ground", &insult), ("facts", "Beleidigt alle.")]).await;
        refused.must_be(303);
    }

    async fn two_moderators_never_see_the_same_post(site) {
        let article = site.article("Die Brücke").await;
        site.post(&ANNA, &article, "Das erste Wort.").await;
        site.advance(std::time::Duration::from_secs(1));
        site.post(&BRUNO, &article, "Das zweite Wort.").await;
        let door = open(site);
        let mut clara = Browser::of(site, &door, &CLARA).await;
        let first = clara.get("/newsroom/queue").await;
        first.must_say("Das erste Wort.");
        let mut deniz = Browser::of(site, &door, &DENIZ).await;
        let second = deniz.get("/newsroom/queue").await;
        assert!(!second.says("Das erste Wort."), "{}", second.body);
        second.must_say("Clara Dorn");

        let late = deniz.post_from(&second, &decision(&first), &[("version", "1"), ("verdict", "approve")]).await;
        late.must_be(409).must_say("Gerade bei Clara Dorn");
    }

    async fn a_decision_without_a_token_changes_nothing(site) {
        let article = site.article("Die Brücke").await;
        site.post(&ANNA, &article, "Endlich wird gebaut.").await;
        let door = open(site);
        let mut clara = Browser::of(site, &door, &CLARA).await;
        let desk = clara.get("/newsroom/queue").await;
        clara.post(&decision(&desk), &[("version", "1"), ("verdict", "approve")]).await.must_be(403);
        clara.get("/newsroom/queue").await.must_say("Endlich wird gebaut.");
    }
}
