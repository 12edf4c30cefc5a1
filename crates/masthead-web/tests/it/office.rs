//! The office as pages: reporting without an account, following by token, deciding, complaining to a second person.

use masthead_core::kernel::{PostId, Posting, SiteSettings};
use masthead_testkit::cast::{ANNA, BRUNO, CLARA, FRIDA, GREGOR};
use masthead_testkit::{TestSite, both};

use crate::browser::{Browser, Page, open};

/// A post that readers see.
pub(crate) async fn published(site: &TestSite, text: &str) -> PostId {
    let settings = (*site.app.settings()).clone();
    site.app.use_settings(SiteSettings {
        posting: Posting::Post,
        ..settings
    });
    let article = site.article("Die Brücke").await;
    site.post(&ANNA, &article, text).await
}

pub(crate) async fn report(site: &TestSite, browser: &mut Browser, post: PostId) -> Page {
    let path = format!("/office/report?post={}", post.short());
    let address = format!("http://localhost:8080/posts/{}", post.short());
    let form = browser.get(&path).await;
    form.must_be(200).must_say(&address);
    assert!(
        !form.says("checked"),
        "nothing is chosen in advance: {}",
        form.body
    );
    let fields = [
        ("lane", "house_rules"),
        ("addresses", address.as_str()),
        ("reason", "Beschimpft einen anderen Menschen."),
        ("name", "Petra Passantin"),
        ("good_faith", "yes"),
    ];
    let answer = browser.post_from(&form, "/office/report", &fields).await;
    let _ = site;
    browser.follow(answer).await
}

/// The number that a case's page shows.
pub(crate) fn number_on(page: &Page) -> String {
    let at = page.body.find("class=\"case-number\">").expect("a number")
        + "class=\"case-number\">".len();
    page.body[at..at + 13].to_owned()
}

/// The address that the page's first link to the path has.
pub(crate) fn link_to(page: &Page, path: &str) -> String {
    let at = page
        .body
        .find(&format!("href=\"{path}"))
        .unwrap_or_else(|| panic!("no link to {path}:\n{}", page.body))
        + 6;
    let end = page.body[at..].find('"').expect("it ends");
    page.body[at..at + end]
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}

/// The action of the first form whose address contains the words.
pub(crate) fn action(page: &Page, words: &str) -> String {
    page.body
        .split("action=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .find(|it| it.contains(words))
        .unwrap_or_else(|| panic!("no form for {words}:\n{}", page.body))
        .to_owned()
}

pub(crate) async fn ground_on(page: &Page, label: &str) -> String {
    let at = page
        .body
        .find(&format!(">{label}"))
        .unwrap_or_else(|| panic!("no {label}:\n{}", page.body));
    let start = page.body[..at].rfind("value=\"").expect("an option") + 7;
    page.body[start..at - 1].to_owned()
}

both! {
    async fn an_outsider_reports_and_follows_the_case_to_its_outcome(site) {
        masthead_core::screening::sow_grounds(&site.app).await.expect("sown");
        let post = published(site, "Du Trottel").await;
        let door = open(site);
        let mut outsider = Browser::at(&door);
        let case = report(site, &mut outsider, post).await;
        case.must_be(200).must_say("Ihre Meldung ist angekommen.").must_say("Wird geprüft.");
        let number = number_on(&case);
        let mut stranger = Browser::at(&door);
        stranger.get(&format!("/office/cases/{number}")).await.must_be(401);
        stranger.get(&format!("/office/cases/{number}?token=made-up")).await.must_be(404);

        let mut clara = Browser::of(site, &door, &CLARA).await;
        clara.get("/newsroom/cases").await.must_be(200).must_say(&number);
        let desk = clara.get("/newsroom/queue").await;
        desk.must_say("Meldungen zu diesem Beitrag").must_say("Beschimpft einen anderen Menschen.").must_say(&number);
        let address = format!("/newsroom/cases/{number}");
        let file = clara.get(&address).await;
        file.must_be(200).must_say("Du Trottel").must_say("SHA-256");
        assert!(!file.says("Passantin"), "nobody sees who reported: {}", file.body);
        let decide = action(&file, "/decision");
        let again = clara.post_from(&file, &decide, &[("ruling", "remove"), ("facts", "Weil.")]).await;
        again.must_be(422).must_say("worauf sich die Entfernung stützt").must_say("Weil.");
        let ground = ground_on(&file, "Persönliche Angriffe").await;
        let fields =
            [("ruling", "remove"), ("ground", ground.as_str()), ("facts", "Sie nennen einen Menschen einen Trottel.")];
        clara.post_from(&file, &decide, &fields).await.must_be(303);
        clara.post_from(&file, &decide, &fields).await.must_be(422).must_say("Das ist schon entschieden.");
        site.letter_to(ANNA.email).await;

        let token = case.body.split("class=\"token\">").nth(1).and_then(|it| it.split('<').next()).expect("a token");
        let outcome = outsider.get(&format!("/office/cases/{number}?token={token}")).await;
        outcome.must_be(200).must_say("Der Beitrag wurde entfernt.").must_say("Persönliche Angriffe");
    }

    async fn whoever_is_not_content_complains_by_token_to_a_second_person(site) {
        masthead_core::screening::sow_grounds(&site.app).await.expect("sown");
        let post = published(site, "Du Trottel").await;
        let door = open(site);
        let mut outsider = Browser::at(&door);
        let case = report(site, &mut outsider, post).await;
        let number = number_on(&case);
        let token = case.body.split("class=\"token\">").nth(1).and_then(|it| it.split('<').next()).expect("a token");
        let own = format!("/office/cases/{number}?token={token}");
        let mut clara = Browser::of(site, &door, &CLARA).await;
        let file = clara.get(&format!("/newsroom/cases/{number}")).await;
        let decide = action(&file, "/decision");
        clara.post_from(&file, &decide, &[("ruling", "keep")]).await.must_be(422).must_say("Bitte begründen Sie");
        clara.post_from(&file, &decide, &[("ruling", "keep"), ("reasons", "Ist erlaubte Kritik.")]).await.must_be(303);

        let decided = outsider.get(&own).await;
        decided.must_say("Der Beitrag bleibt stehen.").must_say("Ist erlaubte Kritik.").must_say("möglich bis");
        let form = outsider.get(&link_to(&decided, "/office/complaint")).await;
        form.must_be(200).must_say("Jemand anderer");
        let fields: Vec<(String, String)> = ["statement", "case", "item", "case_token"]
            .into_iter()
            .map(|name| (name.to_owned(), form.value(name)))
            .chain([("text".to_owned(), "Bitte noch einmal ansehen.".to_owned())])
            .collect();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = outsider.post_from(&form, "/office/complaint", &fields).await;
        let complaint = outsider.follow(answer).await;
        complaint.must_be(200).must_say("Ihre Beschwerde ist angekommen.");
        outsider.post_from(&form, "/office/complaint", &fields).await.must_be(422).must_say("schon angefochten");

        let address = format!("/newsroom/cases/{}", number_on(&complaint));
        clara.get(&address).await.must_be(200).must_say("Die erste Entscheidung war Ihre.");
        let page = clara.get("/newsroom/cases").await;
        let verdict = [("ruling", "upheld"), ("reasons", "Ist und bleibt erlaubt.")];
        let refused = clara.post_from(&page, &format!("{address}/decision"), &verdict).await;
        refused.must_be(422).must_say("Die erste Entscheidung war Ihre.");
        let mut frida = Browser::of(site, &door, &FRIDA).await;
        let page = frida.get(&address).await;
        page.must_say("Bitte noch einmal ansehen.").must_say("Clara Dorn");
        frida.post_from(&page, &format!("{address}/decision"), &verdict).await.must_be(303);
        frida.get(&address).await.must_say("Die erste Entscheidung bleibt bestehen.");
    }

    async fn the_form_below_a_post_keeps_what_was_typed_when_something_is_missing(site) {
        let post = published(site, "Du Trottel").await;
        let mut browser = Browser::at(&open(site));
        let page = browser.get("/office/report").await;
        let fields =
            [("post", post.short()), ("reason", "Weil es <b>stört</b>.".to_owned()), ("email", "keine".to_owned())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let again = browser.post_from(&page, "/office/report", &fields).await;
        again.must_be(422).must_say("Bitte wählen Sie").must_say(&format!("/posts/{}", post.short()));
        assert!(again.says("value=\"keine\"") && !again.says("<b>stört"), "{}", again.body);
        browser.post("/office/report", &[("lane", "unlawful")]).await.must_be(403);
    }

    async fn the_office_says_what_it_is_in_both_languages(site) {
        let mut browser = Browser::at(&open(site));
        browser.get("/office").await.must_be(200).must_say("Melde- und Abhilfestelle").must_say("RTR");
        browser.get("/en/office").await.must_be(200).must_say("Reporting and redress office");
        browser.get("/en/office/report").await.must_be(200).must_say("It is unlawful.");
        browser.get("/office/complaint").await.must_be(404);
        browser.get("/office/complaint?statement=abc").await.must_be(401);
    }

    async fn an_author_who_was_asked_says_their_view(site) {
        let post = published(site, "Du Trottel").await;
        let door = open(site);
        let case = report(site, &mut Browser::at(&door), post).await;
        let number = number_on(&case);
        let own = format!("/office/cases/{number}");
        let mut anna = Browser::of(site, &door, &ANNA).await;
        anna.get(&own).await.must_be(404);
        let mut clara = Browser::of(site, &door, &CLARA).await;
        let file = clara.get(&format!("/newsroom/cases/{number}")).await;
        clara.post_from(&file, &action(&file, "/hearing"), &[]).await.must_be(303);
        assert_eq!(site.letter_to(ANNA.email).await.link("/office/cases/"), own);
        let page = anna.get(&own).await;
        page.must_be(200).must_say("Eine Meldung zu Ihrem Beitrag").must_say("Du Trottel");
        assert!(!page.says("Beschimpft einen"), "not what was said about it: {}", page.body);
        anna.post_from(&page, &format!("{own}/statement"), &[("text", " ")]).await.must_be(422);
        let after = anna.fill(&own, &format!("{own}/statement"), &[("text", "Das war ein Zitat.")]).await;
        after.must_be(200).must_say("Das war ein Zitat.");
        clara.get(&format!("/newsroom/cases/{number}")).await.must_say("Das war ein Zitat.");
        let mut bruno = Browser::of(site, &door, &BRUNO).await;
        bruno.get(&own).await.must_be(404);
    }

    async fn who_reported_is_shown_to_the_office_for_a_reason(site) {
        let post = published(site, "Du Trottel").await;
        let door = open(site);
        let case = report(site, &mut Browser::at(&door), post).await;
        let address = format!("/newsroom/cases/{}", number_on(&case));
        Browser::of(site, &door, &GREGOR).await.get(&address).await.must_be(403);
        let mut clara = Browser::of(site, &door, &CLARA).await;
        let page = clara.get(&address).await;
        assert!(!page.says("Wer gemeldet hat"), "{}", page.body);
        clara.post_from(&page, &format!("{address}/notifier"), &[("reason", "Neugier")]).await.must_be(403);
        let mut frida = Browser::of(site, &door, &FRIDA).await;
        let page = frida.get(&address).await;
        frida.post_from(&page, &format!("{address}/notifier"), &[("reason", " ")]).await.must_be(422);
        let shown = frida.post_from(&page, &format!("{address}/notifier"), &[("reason", "Rückfrage")]).await;
        shown.must_be(200).must_say("Petra Passantin").must_say("Keine Adresse angegeben.");
    }
}
