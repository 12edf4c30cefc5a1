//! What happens at the office between the report and the end: sorting anew, deadlines to be seen, reasons corrected,
//! and measures against accounts, from the page of a member to the complaint of somebody who cannot sign in.

use masthead_core::screening::sow_grounds;
use masthead_testkit::cast::{ANNA, BRUNO, CLARA, DENIZ, FRIDA};
use masthead_testkit::{PASSWORD, TestSite, both};

use crate::browser::{Browser, Page, open};
use crate::office::{action, ground_on, link_to, number_on, published, report};

const FACTS: &str = "Sie haben in drei Tagen fünfmal andere Menschen beschimpft.";

/// The page of a member, found by the name beside their posts.
async fn member(office: &mut Browser, name: &str) -> (Page, String) {
    let list = office.get(&format!("/newsroom/members?words={name}")).await;
    let path = link_to(list.must_be(200).must_say(name), "/newsroom/members/");
    (office.get(&path).await, path)
}

/// Suspends Anna for a week, without a warning.
async fn suspend_anna(site: &TestSite, frida: &mut Browser) -> Page {
    sow_grounds(&site.app).await.expect("sown");
    site.person(&ANNA).await;
    let (page, path) = member(frida, "annab").await;
    let ground = ground_on(&page, "Persönliche Angriffe").await;
    let form = format!("{path}/sanctions");
    let fields = [
        ("measure", "suspend_grave"),
        ("days", "7"),
        ("ground", ground.as_str()),
        ("facts", FACTS),
    ];
    let answer = frida.post_from(&page, &form, &fields).await;
    let after = frida.follow(answer).await;
    after.must_be(200).must_say("gesperrt").must_say(FACTS);
    after
}

async fn tries_to_sign_in(browser: &mut Browser) -> Page {
    let page = browser.get("/account/sign-in").await;
    browser
        .post_from(
            &page,
            "/account/sign-in",
            &[("email", ANNA.email), ("password", PASSWORD)],
        )
        .await
}

both! {
    async fn a_report_is_sorted_anew_with_a_reason_that_is_kept(site) {
        sow_grounds(&site.app).await.expect("sown");
        let post = published(site, "Du Trottel").await;
        let door = open(site);
        let number = number_on(&report(site, &mut Browser::at(&door), post).await);
        let mut clara = Browser::of(site, &door, &CLARA).await;
        let address = format!("/newsroom/cases/{number}");
        let file = clara.get(&address).await;
        let sort = action(&file, "/sorting");
        let same = clara.post_from(&file, &sort, &[("urgency", "normal"), ("reason", "Nur so.")]).await;
        same.must_be(422).must_say("Damit bliebe alles, wie es ist").must_say("Nur so.");
        let fields = [("urgency", "manifest"), ("unlawful", "yes"), ("reason", "Nennt § 283 StGB.")];
        clara.post_from(&file, &sort, &fields).await.must_be(303);
        let file = clara.get(&address).await;
        file.must_say("Rechtswidriger Inhalt").must_say("Nennt § 283 StGB.").must_say("offensichtlich");
        clara.get("/newsroom/cases").await.must_say("offensichtlich");
    }

    async fn the_list_says_which_deadlines_press(site) {
        sow_grounds(&site.app).await.expect("sown");
        let post = published(site, "Du Trottel").await;
        let door = open(site);
        report(site, &mut Browser::at(&door), post).await;
        for (days, words) in [(4, "Hälfte um"), (2, "bald fällig"), (2, "überfällig")] {
            site.advance_days(days);
            masthead_core::office::remind_of_deadlines(&site.app).await.expect("looked at");
            let mut clara = Browser::of(site, &door, &CLARA).await;
            clara.get("/newsroom/cases").await.must_be(200).must_say(words);
        }
        site.letters_to(CLARA.email).await;
    }

    async fn a_complaint_that_is_right_in_part_corrects_what_the_author_reads(site) {
        sow_grounds(&site.app).await.expect("sown");
        let post = published(site, "Du Trottel").await;
        let door = open(site);
        let number = number_on(&report(site, &mut Browser::at(&door), post).await);
        let mut clara = Browser::of(site, &door, &CLARA).await;
        let file = clara.get(&format!("/newsroom/cases/{number}")).await;
        let ground = ground_on(&file, "Persönliche Angriffe").await;
        let fields = [("ruling", "remove"), ("ground", ground.as_str()), ("facts", "Sie beschimpfen jemanden.")];
        clara.post_from(&file, &action(&file, "/decision"), &fields).await.must_be(303);
        let statement = site.letter_to(ANNA.email).await.link("/office/complaint");
        let mut anna = Browser::of(site, &door, &ANNA).await;
        let form = anna.get(&statement).await;
        let short = form.value("statement");
        let answer = anna.post_from(&form, "/office/complaint", &[("statement", short.as_str())]).await;
        let complaint = number_on(&anna.follow(answer).await);
        let mut deniz = Browser::of(site, &door, &DENIZ).await;
        let file = deniz.get(&format!("/newsroom/cases/{complaint}")).await;
        let decide = action(&file, &format!("{complaint}/decision"));
        let ground = ground_on(&file, "Am Thema vorbei").await;
        let bare = [("ruling", "partially_reversed"), ("reasons", "Beschimpft wird niemand.")];
        deniz.post_from(&file, &decide, &bare).await.must_be(422).must_say("Beschimpft wird niemand.");
        let fields = [bare[0], bare[1], ("ground", ground.as_str()), ("facts", "Mit der Brücke hat das nichts zu tun.")];
        deniz.post_from(&file, &decide, &fields).await.must_be(303);
        site.letters_to(ANNA.email).await;
        let old = anna.get(&format!("/office/statements/{short}")).await;
        old.must_say("Diese Begründung wurde berichtigt.");
        let new = anna.get(&link_to(&old, "/office/statements/")).await;
        new.must_be(200).must_say("nichts zu tun").must_say(&short);
    }

    async fn the_office_suspends_somebody_from_their_page(site) {
        let door = open(site);
        sow_grounds(&site.app).await.expect("sown");
        site.person(&ANNA).await;
        let mut frida = Browser::of(site, &door, &FRIDA).await;
        let (page, path) = member(&mut frida, "annab").await;
        let form = format!("{path}/sanctions");
        let ground = ground_on(&page, "Persönliche Angriffe").await;
        let fields = [("measure", "suspend"), ("days", "7"), ("ground", ground.as_str()), ("facts", FACTS)];
        let early = frida.post_from(&page, &form, &fields).await;
        early.must_be(422).must_say("Ohne Verwarnung in den letzten 90 Tagen").must_say(FACTS);
        suspend_anna(site, &mut frida).await;
        site.letter_to(ANNA.email).await;
        frida.get("/newsroom/members").await.must_say("annab").must_say(FACTS);
        let page = frida.get(&path).await;
        let end = action(&page, "/end");
        frida.post_from(&page, &end, &[("reason", "Sie hat sich entschuldigt.")]).await.must_be(303);
        site.letter_to(ANNA.email).await;
        frida.get(&path).await.must_say("Vorzeitig beendet").must_say("entschuldigt");
        frida.get("/newsroom/members").await.must_say("Zurzeit ist kein Konto gesperrt.");
    }

    async fn whoever_is_suspended_reads_why_and_complains_without_an_account(site) {
        let door = open(site);
        site.sign_in(&ANNA).await;
        let mut frida = Browser::of(site, &door, &FRIDA).await;
        suspend_anna(site, &mut frida).await;
        let letter = site.letter_to(ANNA.email).await;
        let mut anna = Browser::at(&door);
        let refused = tries_to_sign_in(&mut anna).await;
        refused.must_be(422).must_say("Ihr Konto ist gesperrt bis");
        let reasons = anna.get(&link_to(&refused, "/office/sanctions/")).await;
        reasons.must_be(200).must_say(FACTS).must_say("Entschieden hat ein Mensch.").must_say("Ihr Konto ist gesperrt bis");
        let link = letter.link("/office/sanctions/");
        anna.get(link.split('?').next().expect("a path")).await.must_be(404);
        let form = anna.get(&link_to(&reasons, "/office/complaint")).await;
        let (short, token) = (form.value("sanction"), form.value("case_token"));
        let fields = [("sanction", short.as_str()), ("case_token", token.as_str()), ("text", "Ich war das nicht.")];
        let answer = anna.post_from(&form, "/office/complaint", &fields).await;
        let case = anna.follow(answer).await;
        case.must_be(200).must_say("Ihre Beschwerde ist angekommen.").must_say("Maßnahme gegen das eigene Konto");
        site.letter_to(ANNA.email).await;
        let number = number_on(&case);
        frida.get(&format!("/newsroom/cases/{number}")).await.must_say("Die erste Entscheidung war Ihre.");
        let mut deniz = Browser::of(site, &door, &DENIZ).await;
        let file = deniz.get(&format!("/newsroom/cases/{number}")).await;
        let decide = action(file.must_say(FACTS), "/decision");
        let fields = [("ruling", "reversed"), ("reasons", "Es war jemand anderer.")];
        deniz.post_from(&file, &decide, &fields).await.must_be(303);
        assert_eq!(site.letters_to(ANNA.email).await.len(), 2, "the measure has ended, and the complaint is decided");
        tries_to_sign_in(&mut anna).await.must_be(303);
    }

    async fn moderators_and_readers_find_no_members(site) {
        let door = open(site);
        for cast in [&CLARA, &BRUNO] {
            Browser::of(site, &door, cast).await.get("/newsroom/members").await.must_be(403);
        }
    }

    async fn a_report_without_a_reason_is_taken_and_one_without_good_faith_keeps_what_was_typed(site) {
        sow_grounds(&site.app).await.expect("sown");
        let post = published(site, "Du Trottel").await.short();
        let door = open(site);
        let mut outsider = Browser::at(&door);
        let page = outsider.get(&format!("/posts/{post}")).await;
        let fields = [("post", post.as_str()), ("lane", "unlawful"), ("reason", ""), ("good_faith", "yes")];
        outsider.post_from(&page, "/office/report", &fields).await.must_be(303);
        let fields = [("post", post.as_str()), ("lane", "unlawful"), ("reason", "Da steht ein Schimpfwort.")];
        let again = outsider.post_from(&page, "/office/report", &fields).await;
        again.must_be(422).must_say("Da steht ein Schimpfwort.").must_say("Bitte bestätigen Sie").must_say(&post);
        assert!(again.says("value=\"unlawful\" checked"), "{}", again.body);
    }
}
