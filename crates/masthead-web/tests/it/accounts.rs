//! Signing up and in, one's own account, and the people of the newsroom, as pages.

use masthead_testkit::cast::{ANNA, BRUNO, CLARA, GREGOR};
use masthead_testkit::{PASSWORD, both};

use crate::browser::{Browser, open};

const IRIS: &str = "iris@example.at";

fn sign_up_form<'a>(email: &'a str, password: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", "Iris Jelinek"),
        ("display_name", "Iris J."),
        ("email", email),
        ("password", password),
        ("netiquette", "1"),
        ("terms", "1"),
    ]
}

both! {
    async fn from_sign_up_to_signed_in_without_a_script(site) {
        let mut browser = Browser::at(&open(site));
        let sent = browser.fill("/account/sign-up", "/account/sign-up", &sign_up_form(IRIS, "drei kleine Katzen")).await;
        sent.must_be(200).must_say("Bitte sehen Sie in Ihr Postfach");
        let link = site.letter_to(IRIS).await.link("/account/confirm/");
        browser.get(&link).await.must_be(200).must_say("Willkommen, Iris J.!");
        let wrong = browser.fill(&link, &link, &[("current_password", "falsch")]).await;
        wrong.must_be(422).must_say("Das ist nicht das richtige Passwort.");
        let account = browser.fill(&link, &link, &[("current_password", "drei kleine Katzen")]).await;
        account.must_be(200).must_say("Angemeldet als Iris J.").must_say("Iris Jelinek");
        browser.get(&link).await.must_be(410);
    }

    async fn a_form_that_was_refused_keeps_what_was_typed_but_no_password(site) {
        let mut browser = Browser::at(&open(site));
        let again = browser.fill("/account/sign-up", "/account/sign-up", &sign_up_form("iris<\"@", "kurz kurz")).await;
        again.must_be(422).must_say("Das hat noch nicht geklappt").must_say("href=\"#email\"");
        again.must_say("value=\"Iris J.\"").must_say("aria-invalid=\"true\"");
        assert!(!again.says("kurz kurz") && !again.says("iris<\""), "{}", again.body);
    }

    async fn a_form_without_our_token_is_refused(site) {
        let mut browser = Browser::at(&open(site));
        browser.post("/account/sign-in", &[("email", ANNA.email), ("password", PASSWORD)]).await.must_be(403);
        browser.post("/account/sign-out", &[("token", "made up")]).await.must_be(403);
    }

    async fn the_page_answers_alike_for_known_and_unknown_addresses(site) {
        site.sign_in(&ANNA).await;
        let door = open(site);
        let mut answers = Vec::new();
        for email in [ANNA.email, IRIS] {
            let mut browser = Browser::at(&door);
            let form = sign_up_form(email, "drei kleine Katzen");
            let sign_up = browser.fill("/account/sign-up", "/account/sign-up", &form).await.body;
            let forgot = browser.fill("/account/forgot", "/account/forgot", &[("email", email)]).await.body;
            let fields = [("email", email), ("password", "falsch falsch falsch")];
            let sign_in = browser.fill("/account/sign-in", "/account/sign-in", &fields).await.body.replace(email, "");
            answers.push([sign_up, forgot, sign_in]);
            site.letters_to(email).await;
        }
        assert_eq!(answers[0], answers[1]);
    }

    async fn whoever_signs_in_returns_to_the_page_they_came_from_and_nowhere_else(site) {
        site.sign_in(&ANNA).await;
        let door = open(site);
        for (return_to, leads_to) in [
            ("/terms?version=1", "/terms?version=1"),
            ("https://evil.example/", "/"),
            ("//evil.example/", "/"),
            ("/\\evil.example", "/"),
        ] {
            let mut browser = Browser::at(&door);
            let page = browser.get("/account/sign-in").await;
            let fields = [("email", ANNA.email), ("password", PASSWORD), ("return_to", return_to)];
            let answer = browser.post_from(&page, "/account/sign-in", &fields).await;
            assert_eq!(answer.must_be(303).leads_to(), leads_to);
            let cookie = answer.headers["set-cookie"].to_str().expect("text");
            assert!(cookie.contains("HttpOnly; SameSite=Lax"), "{cookie}");
        }
    }

    async fn not_you_signs_out(site) {
        let door = open(site);
        let mut browser = Browser::of(site, &door, &ANNA).await;
        let page = browser.get("/terms").await;
        page.must_say("Angemeldet als annab").must_say("Nicht Sie?");
        let after = browser.post_from(&page, "/account/sign-out", &[("return_to", "/terms")]).await;
        let after = browser.follow(after).await;
        assert!(after.must_be(200).says("Anmelden") && !after.says("annab"), "{}", after.body);
        browser.get("/account").await.must_be(401);
    }

    async fn somebody_who_tries_too_often_waits(site) {
        let mut browser = Browser::at(&open(site));
        let page = browser.get("/account/sign-in").await;
        let fields = [("email", "niemand@example.at"), ("password", "falsch falsch falsch")];
        let mut last = browser.post_from(&page, "/account/sign-in", &fields).await;
        for _ in 0..10 {
            last = browser.post_from(&page, "/account/sign-in", &fields).await;
        }
        last.must_be(429);
        assert!(last.headers.contains_key("retry-after"));
        assert!(!last.says("falsch falsch falsch"), "a password never stands on a page");
    }

    async fn an_account_changes_its_name_and_language(site) {
        let door = open(site);
        let mut browser = Browser::of(site, &door, &ANNA).await;
        let renamed = browser.fill("/account", "/account/display-name", &[("display_name", "Anna B.")]).await;
        renamed.must_be(200).must_say("Gespeichert.").must_say("Angemeldet als Anna B.");
        let refused = browser.fill("/account", "/account/display-name", &[("display_name", "Moderation")]).await;
        refused.must_be(422).must_say("value=\"Moderation\"");
        let english = browser.fill("/account", "/account/language", &[("lang", "en")]).await;
        english.must_say("<html lang=\"en\">").must_say("Your account");
        let page = browser.get("/account").await;
        browser.post_from(&page, "/account/language", &[("lang", "tlh")]).await.must_be(422);
    }

    async fn an_account_can_be_given_up_and_kept_after_all(site) {
        let mut browser = Browser::of(site, &open(site), &ANNA).await;
        browser.get("/account").await.must_say("href=\"/account/close\"");
        let form = |password| vec![("posts", "go"), ("current_password", password)];
        let wrong = browser.fill("/account/close", "/account/close", &form("falsch")).await;
        wrong.must_be(422).must_say("Das ist nicht das richtige Passwort.");
        let asked = browser.fill("/account/close", "/account/close", &form(PASSWORD)).await;
        asked.must_be(200).must_say("Ihr Konto wird geschlossen:").must_say("Auch der Wortlaut Ihrer Beiträge");
        let letter = site.letter_to(ANNA.email).await;
        assert_eq!(letter.subject, "Ihr Konto wird geschlossen");
        browser.get("/account").await.must_say("Konto behalten");
        let kept = browser.fill("/account/close", "/account/close/keep", &[]).await;
        kept.must_be(200).must_say("Gespeichert.").must_say("Konto schließen …");
        let page = browser.get("/account/close").await;
        browser.post_from(&page, "/account/close", &[("posts", "sell"), ("current_password", PASSWORD)]).await.must_be(422);
        Browser::at(&open(site)).get("/account/close").await.must_be(401);
    }

    async fn sessions_are_shown_and_can_be_ended(site) {
        let door = open(site);
        let mut there = Browser::of(site, &door, &ANNA).await;
        // The cast signs in with a new password each time, which ends the sessions before.
        let mut here = Browser::at(&door);
        here.fill("/account/sign-in", "/account/sign-in", &[("email", ANNA.email), ("password", PASSWORD)]).await;
        here.get("/account").await.must_be(200).must_say("Firefox · Linux").must_say("Überall sonst abmelden");
        let after = here.fill("/account", "/account/sessions", &[]).await;
        after.must_be(200);
        there.get("/account").await.must_be(401);
        let page = here.get("/account").await;
        here.post_from(&page, "/account/sessions/nonsense", &[]).await.must_be(404);
    }

    async fn a_forgotten_password_is_chosen_anew(site) {
        site.sign_in(&BRUNO).await;
        let mut browser = Browser::at(&open(site));
        browser.fill("/account/forgot", "/account/forgot", &[("email", BRUNO.email)]).await.must_be(200);
        let link = site.letter_to(BRUNO.email).await.link("/account/reset/");
        browser.fill(&link, &link, &[("password", "kurz")]).await.must_be(422).must_say("mindestens 12 Zeichen");
        let done = browser.fill(&link, &link, &[("password", "ein ganz neuer Satz")]).await;
        done.must_be(200).must_say("Ihr neues Passwort gilt.");
        site.letter_to(BRUNO.email).await;
        browser.get(&link).await.must_be(410);
        browser.fill("/account/forgot", "/account/forgot", &[("email", "keine Adresse")]).await.must_be(422);
    }

    async fn netiquette_and_terms_stand_open_in_both_languages(site) {
        let mut browser = Browser::at(&open(site));
        browser.get("/netiquette").await.must_be(200).must_say("<h2>1. Miteinander</h2>").must_say("Version 1");
        browser.get("/en/terms").await.must_be(200).must_say("<h2>1. Your account</h2>");
        browser.get("/terms?version=7").await.must_be(404);
    }

    async fn only_whoever_manages_accounts_sees_the_people_and_gives_roles(site) {
        let door = open(site);
        let anna = site.person(&ANNA).await;
        Browser::of(site, &door, &CLARA).await.get("/newsroom/people").await.must_be(403);
        let mut gregor = Browser::of(site, &door, &GREGOR).await;
        gregor.get("/newsroom/people").await.must_be(200).must_say("Clara Dorn");
        let found = gregor.get("/newsroom/people?words=Berger").await;
        found.must_be(200).must_say(ANNA.email);
        let role = format!("/newsroom/people/{}/role", anna.account.short());
        gregor.post_from(&found, &role, &[("role", "king")]).await.must_be(422);
        gregor.post_from(&found, &role, &[("role", "editor")]).await.must_be(303);
        let own = site.person(&GREGOR).await.account.short();
        let last = gregor.post_from(&found, &format!("/newsroom/people/{own}/role"), &[("role", "reader")]).await;
        last.must_be(409).must_say("Geben Sie zuerst jemand anderem diese Rolle.");
    }
}
