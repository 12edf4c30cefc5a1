//! Posts as pages: reading, writing without a script, and what an author is shown.

use std::time::Duration;

use masthead_core::posts::decisions::{Decide, Decided, Verdict, decide, take_effect};
use masthead_core::posts::desk::{ClaimNext, claim_next, overview};
use masthead_testkit::cast::{ANNA, BRUNO, CLARA, DENIZ, HANA};
use masthead_testkit::{TestSite, both};

use crate::browser::{Browser, Page, open};

/// Lets Clara decide whatever comes first, and the decision take effect.
async fn rule(site: &TestSite, refuse: bool) {
    let clara = site.person(&CLARA).await;
    let next = claim_next(&site.app, &clara, ClaimNext::Anything)
        .await
        .expect("she may")[0];
    let grounds = overview(&site.app, &clara).await.expect("she may").grounds;
    let verdict = match refuse {
        true => Verdict::Refuse {
            ground: grounds[0].id,
            facts: "Sie beschimpfen einen Menschen.".to_owned(),
        },
        false => Verdict::Approve,
    };
    let request = Decide {
        item: next.item,
        version: next.version,
        verdict,
        note: String::new(),
    };
    let Decided::Made { decision, .. } =
        decide(&site.app, &clara, &request).await.expect("she may")
    else {
        panic!("it waits for her")
    };
    site.advance(Duration::from_secs(60));
    assert!(
        take_effect(&site.app, decision)
            .await
            .expect("it takes effect")
    );
}

/// Writes below the article as a browser does: with the form of the page.
async fn write(browser: &mut Browser, path: &str, text: &str) -> Page {
    let page = browser.get(path).await;
    let fields = [
        ("article", page.value("article")),
        ("parent", String::new()),
        ("key", page.value("key")),
    ];
    let mut all: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    all.push(("text", text));
    let answer = browser.post_from(&page, "/posts", &all).await;
    browser.follow(answer).await
}

/// The letters in the address of the first post on the page.
fn first_post(page: &Page) -> String {
    let at = page.body.find("id=\"p-").expect("there is a post") + 6;
    page.body[at..at + 12].to_owned()
}

both! {
    async fn a_stranger_reads_and_is_invited_to_sign_in(site) {
        let article = site.article("Die Brücke").await;
        let door = open(site);
        let page = Browser::at(&door).get(&article.path).await;
        page.must_be(200).must_say("Noch kein Beitrag").must_say("Anmelden und mitreden");
        page.must_say("Jeder Beitrag wird gelesen, bevor er erscheint.");
        assert!(!page.says("name=\"key\""), "a kept page carries nobody's form");
    }

    async fn a_post_waits_where_it_will_stand_and_then_appears(site) {
        let article = site.article("Die Brücke").await;
        let door = open(site);
        let (mut anna, mut stranger) = (Browser::of(site, &door, &ANNA).await, Browser::at(&door));
        let after = write(&mut anna, &article.path, "Endlich *wird* gebaut.").await;
        after.must_be(200).must_say("Endlich <em>wird</em> gebaut.").must_say("Noch sehen nur Sie ihn.");
        assert!(!stranger.get(&article.path).await.says("gebaut."));

        rule(site, false).await;
        door.site().cache.drop_tags(&[masthead_web::cache::Tag::Article(article.id)]);
        let seen = stranger.get(&article.path).await;
        seen.must_say("Endlich <em>wird</em> gebaut.").must_say("annab").must_say("1 Beitrag").must_say("Melden");
        let short = first_post(&seen);
        stranger.get(&format!("/posts/{short}")).await.must_be(200).must_say("Endlich <em>wird</em> gebaut.");
        stranger.get(&format!("/en/posts/{short}")).await.must_be(200).must_say("All posts on the article");
    }

    async fn a_refused_form_gives_back_what_was_typed(site) {
        let article = site.article("Die Brücke").await;
        let door = open(site);
        let mut anna = Browser::of(site, &door, &ANNA).await;
        let text = "Das <b>lange</b> Gespräch über die Brücke.";
        let stale = anna.post("/posts", &[("token", "von gestern"), ("text", text)]).await;
        stale.must_be(403).must_say("Das &#60;b&#62;lange&#60;/b&#62; Gespräch");
        assert!(!stale.says("Noch einmal senden"), "a form from elsewhere is not passed on");
        for _ in 0..12 {
            write(&mut anna, &article.path, "Noch eines.").await;
        }
        let page = anna.get(&article.path).await;
        let key = page.value("key");
        let fields = [("article", page.value("article")), ("parent", String::new()), ("key", key.clone()), ("text", text.to_owned())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let refused = anna.post_from(&page, "/posts", &fields).await;
        refused.must_be(429).must_say("Noch einmal senden").must_say("action=\"/posts\"");
        assert_eq!(refused.value("key"), key, "it is the same submission");
        refused.must_say("name=\"text\" value=\"Das &#60;b&#62;lange");
    }

    async fn an_answer_needs_no_script(site) {
        let article = site.article("Die Brücke").await;
        let door = open(site);
        site.post(&ANNA, &article, "Erster!").await;
        rule(site, false).await;
        let mut bruno = Browser::of(site, &door, &BRUNO).await;
        let short = first_post(&bruno.get(&article.path).await);
        let form = bruno.get(&format!("/posts/{short}/reply")).await;
        form.must_be(200).must_say("<p>Erster!</p>").must_say("Die Brücke");
        let key = form.value("key");
        let fields = [("parent", short.as_str()), ("key", key.as_str()), ("text", "Zweiter.")];
        let answer = bruno.post_from(&form, "/posts", &fields).await;
        bruno.follow(answer).await.must_be(200).must_say("<p>Zweiter.</p>").must_say("Noch sehen nur Sie ihn.");
        rule(site, false).await;
        let page = bruno.get(&article.path).await;
        page.must_say("2 Beiträge");
        assert_eq!(page.body.matches("<ol class=\"posts\">").count(), page.body.matches("</ol>").count() - page.body.matches("<ol>").count());
    }

    async fn a_refused_author_reads_why_and_how_to_complain(site) {
        let article = site.article("Die Brücke").await;
        let door = open(site);
        let mut hana = Browser::of(site, &door, &HANA).await;
        let after = write(&mut hana, &article.path, "Du Trottel").await;
        let short = first_post(&after);
        rule(site, true).await;
        site.letter_to(HANA.email).await;

        let page = hana.get(&article.path).await;
        page.must_say("Wir haben Ihren Beitrag nicht veröffentlicht.").must_say("Persönliche Angriffe").must_say("Sie beschimpfen einen Menschen.");
        page.must_say("Beschwerde einlegen").must_say("Ändern und neu einreichen");
        let at = page.body.find("/office/statements/").expect("a statement") + 19;
        let statement = format!("/office/statements/{}", &page.body[at..at + 12]);
        hana.get(&statement).await.must_be(200).must_say("4. Grundlage").must_say("/office/complaint?statement=");
        Browser::of(site, &door, &BRUNO).await.get(&statement).await.must_be(404);
        Browser::at(&door).get(&statement).await.must_be(401);

        let edit = format!("/posts/{short}/edit");
        hana.get(&edit).await.must_be(200).must_say("Du Trottel");
        let again = hana.fill(&edit, &edit, &[("text", "Sie irren sich.")]).await;
        again.must_say("Sie irren sich.").must_say("Noch sehen nur Sie ihn.");
        hana.get("/account/posts").await.must_be(200).must_say("Sie irren sich.").must_say("Zu „Die Brücke“");
    }

    async fn a_removed_post_leaves_a_marked_gap(site) {
        let article = site.article("Die Brücke").await;
        let elif = site.person(&masthead_testkit::cast::ELIF).await;
        let posting = Some(masthead_core::kernel::Posting::Post);
        masthead_core::posts::set_posting(&site.app, &elif, article.id, posting).await.expect("she may");
        site.post(&BRUNO, &article, "Unsinn!").await;
        rule(site, true).await;
        site.letter_to(BRUNO.email).await;
        let page = Browser::at(&open(site)).get(&article.path).await;
        page.must_say("Dieser Beitrag wurde entfernt. Grund: Persönliche Angriffe").must_say("Noch kein Beitrag");
        assert!(!page.says("Unsinn!"));
    }

    async fn what_waits_is_nobody_elses(site) {
        let article = site.article("Die Brücke").await;
        let door = open(site);
        let mut anna = Browser::of(site, &door, &ANNA).await;
        let short = first_post(&write(&mut anna, &article.path, "Noch geheim").await);
        for path in [format!("/posts/{short}"), format!("/posts/{short}/edit"), format!("/posts/{short}/withdraw")] {
            anna.get(&path).await.must_be(200).must_say("Noch geheim");
            let other = Browser::of(site, &door, &DENIZ).await.get(&path).await;
            assert!(other.status == 404 && !other.says("geheim"), "{path}: {}", other.status);
        }
        let withdraw = format!("/posts/{short}/withdraw");
        anna.fill(&withdraw, &withdraw, &[]).await.must_be(200).must_say("Zurückgezogen");
    }

    async fn a_form_that_was_not_accepted_keeps_what_was_typed(site) {
        let article = site.article("Die Brücke").await;
        let door = open(site);
        let mut anna = Browser::of(site, &door, &ANNA).await;
        let long = "Wort ".repeat(500);
        write(&mut anna, &article.path, &long).await.must_be(422).must_say("Der Beitrag ist um 499 Zeichen zu lang.").must_say(long.trim());
    }

    async fn a_script_in_a_post_is_shown_and_never_run(site) {
        let article = site.article("Die Brücke").await;
        let door = open(site);
        let mut anna = Browser::of(site, &door, &ANNA).await;
        let page = write(&mut anna, &article.path, "<script>alert(1)</script><img src=x onerror=alert(1)>").await;
        page.must_say("&lt;script&gt;alert(1)&lt;/script&gt;");
        assert!(!page.says("<script>alert") && !page.says("<img src=x"));
    }

    async fn who_listens_to_a_thread_hears_of_new_posts(site) {
        let article = site.article("Die Brücke").await;
        let door = open(site);
        let thread = masthead_core::posts::thread_of(article.id);
        let listener = door.site().live.listen(thread).expect("few listen");
        let post = site.post(&ANNA, &article, "Neu").await;
        door.site().live.hear(&masthead_core::kernel::events::Event::PostPublished { post, thread, article: article.id });
        assert_eq!(*listener.borrow(), 1);
        Browser::at(&door).get("/live/threads/000000000000").await.must_be(404);
    }
}
