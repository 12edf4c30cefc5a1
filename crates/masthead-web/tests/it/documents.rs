//! New terms from draft to consent, and another address for an account.

use masthead_testkit::cast::{ANNA, CLARA, FRIDA, GREGOR};
use masthead_testkit::{PASSWORD, both};

use crate::browser::{Browser, open};

both! {
    async fn one_drafts_another_releases_and_members_compare(site) {
        let door = open(site);
        let mut anna = Browser::of(site, &door, &ANNA).await;
        let mut clara = Browser::of(site, &door, &CLARA).await;
        let mut gregor = Browser::of(site, &door, &GREGOR).await;
        let page = gregor.get("/newsroom/documents").await;
        let fields = [
            ("body_de", "## Neu\n\nSeid nett zueinander."),
            ("changes_de", "Kürzer."),
            ("body_en", "## New\n\nBe kind."),
            ("changes_en", ""),
            ("significant", "yes"),
        ];
        let path = "/newsroom/documents/netiquette/draft";
        let again = gregor.post_from(page.must_be(200), path, &fields).await;
        again.must_be(422).must_say("in jeder Sprache, was sich ändert").must_say("Seid nett zueinander.");
        let fields = [fields[0], fields[1], fields[2], ("changes_en", "Shorter."), fields[4]];
        gregor.post_from(&page, path, &fields).await.must_be(303);
        let page = gregor.get("/newsroom/documents").await;
        page.must_say("Ein Entwurf wartet auf die Freigabe").must_say("<ins>");
        let draft = page.value("draft");
        let release = "/newsroom/documents/release";
        let mut frida = Browser::of(site, &door, &FRIDA).await;
        gregor.post_from(&page, release, &[("draft", &draft)]).await.must_be(422).must_say("jemand anderer");
        let page = frida.get("/newsroom/documents").await;
        assert!(!page.says("body_de"), "the office releases and does not write");
        frida.post_from(&page, release, &[("draft", &draft)]).await.must_be(303);

        anna.get("/netiquette").await.must_say("Seid nett zueinander.").must_say("Vergleich mit der Fassung davor").must_say("<del>");
        anna.get("/netiquette?version=1").await.must_be(200);
        anna.get("/account/accept").await.must_say("Kürzer.");
        clara.get("/newsroom/documents").await.must_be(403);
    }

    async fn an_address_is_changed_by_letter_and_the_old_one_hears_of_it(site) {
        let door = open(site);
        let mut anna = Browser::of(site, &door, &ANNA).await;
        anna.get("/account").await.must_say("/account/email");
        let page = anna.get("/account/email").await;
        let fields = [("email", "neu@example.at"), ("current_password", "falsch")];
        let wrong = anna.post_from(&page, "/account/email", &fields).await;
        wrong.must_be(422).must_say("neu@example.at");
        let fields = [("email", "neu@example.at"), ("current_password", PASSWORD)];
        let answer = anna.post_from(&page, "/account/email", &fields).await;
        anna.follow(answer).await.must_say("Wir haben Ihnen geschrieben.");
        site.letter_to(ANNA.email).await;
        let link = site.letter_to("neu@example.at").await.link("/account/email/");
        let mut elsewhere = Browser::at(&door);
        let page = elsewhere.get(&link).await;
        page.must_be(200).must_say("Ja, das ist meine Adresse");
        elsewhere.post_from(&page, &link, &[]).await.must_be(303);
        elsewhere.get(&link).await.must_be(410);
        site.letter_to(ANNA.email).await;
        anna.get("/account").await.must_say("neu@example.at");
    }
}
