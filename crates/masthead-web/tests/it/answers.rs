//! The office asks back and is answered by token; cases are taken back; what is hidden, covered and weighed, as pages.

use masthead_core::kernel::Lang;
use masthead_core::screening::sow_grounds;
use masthead_testkit::cast::{ANNA, CLARA, FRIDA};
use masthead_testkit::{TestSite, both};

use crate::browser::{Browser, Page, open};
use crate::office::{action, ground_on, link_to, number_on, published, report};

fn token_on(page: &Page) -> String {
    let after = page.body.split("class=\"token\">").nth(1);
    let token = after.and_then(|it| it.split('<').next());
    token.expect("a token").to_owned()
}

/// Hands in a notice by the long form and gives the page of its case.
async fn hand_in(outsider: &mut Browser, fields: &[(&str, &str)]) -> Page {
    let form = outsider.get("/office/report").await;
    let answer = outsider.post_from(&form, "/office/report", fields).await;
    outsider.follow(answer).await
}

async fn ground_id(site: &TestSite, code: &str) -> String {
    let grounds = masthead_core::office::grounds(&site.app, Lang::De).await;
    let mut grounds = grounds.expect("readable").into_iter();
    let found = grounds.find(|it| it.code == code);
    found.expect("sown").id.to_string()
}

both! {
    // NA-04
    async fn a_notice_that_says_too_little_is_asked_about_and_answered_without_an_account(site) {
        sow_grounds(&site.app).await.expect("sown");
        let post = published(site, "Du Trottel").await;
        let door = open(site);
        let mut outsider = Browser::at(&door);
        let fields = [("lane", "unlawful"), ("addresses", "der dritte von oben"), ("good_faith", "yes")];
        let case = hand_in(&mut outsider, &fields).await;
        case.must_be(200).must_say("Unsere Rückfrage").must_say("der dritte von oben").must_say("Welchen Beitrag meinen Sie, und was");
        let (number, token) = (number_on(&case), token_on(&case));
        let mut clara = Browser::of(site, &door, &CLARA).await;
        clara.get("/newsroom/cases").await.must_say(&number).must_say("Rückfrage offen");

        let form = action(&case, "/answer");
        let silent = outsider.post_from(&case, &form, &[("case_token", &token), ("text", " ")]).await;
        silent.must_be(422).must_say("Bitte schreiben Sie ein paar Worte.");
        Browser::at(&door).post_from(&case, &form, &[("case_token", "made-up"), ("text", "Hallo")]).await.must_be(404);
        let words = format!("Ich meine http://localhost:8080/posts/{} – das ist eine Beschimpfung.", post.short());
        let answer = outsider.post_from(&case, &form, &[("case_token", &token), ("text", &words)]).await;
        let after = outsider.follow(answer).await;
        after.must_be(200).must_say("das ist eine Beschimpfung");
        assert!(!after.body.contains("/answer\""), "nothing is asked any more: {}", after.body);
        let file = clara.get(&format!("/newsroom/cases/{number}")).await;
        file.must_say("Du Trottel").must_say("SHA-256").must_say("das ist eine Beschimpfung");
        let ask = action(&file, "/questions");
        clara.post_from(&file, &ask, &[("reason", " ")]).await.must_be(422).must_say("Bitte begründen Sie");
        clara.post_from(&file, &ask, &[("reason", "Kennen Sie die Person?")]).await.must_be(303);
        let own = format!("/office/cases/{number}?token={token}");
        outsider.get(&own).await.must_say("Kennen Sie die Person?");
    }

    // NA-14
    async fn whoever_takes_a_notice_back_still_sees_what_becomes_of_it(site) {
        sow_grounds(&site.app).await.expect("sown");
        let post = published(site, "Du Trottel").await;
        let door = open(site);
        let mut outsider = Browser::at(&door);
        let case = report(site, &mut outsider, post).await;
        let (number, token) = (number_on(&case), token_on(&case));
        let form = action(&case, "/withdrawal");
        let answer = outsider.post_from(&case, &form, &[("case_token", &token)]).await;
        outsider.follow(answer).await.must_say("Zurückgezogen").must_say("Wir prüfen trotzdem");
        let mut clara = Browser::of(site, &door, &CLARA).await;
        clara.get("/newsroom/cases").await.must_say("zurückgezogen");
        let file = clara.get(&format!("/newsroom/cases/{number}")).await;
        file.must_say("hat ihn zurückgezogen");
        let fields = [("ruling", "keep"), ("reasons", "Ist erlaubte Kritik.")];
        clara.post_from(&file, &action(&file, "/decision"), &fields).await.must_be(303);
        let after = outsider.get(&format!("/office/cases/{number}?token={token}")).await;
        after.must_say("Ist erlaubte Kritik.").must_say("Entschieden hat ein Mensch, ohne automatische Mittel.");
    }

    // NA-05
    async fn what_is_said_to_show_the_abuse_of_children_is_covered(site) {
        sow_grounds(&site.app).await.expect("sown");
        let post = published(site, "Bilder gibt es dort").await;
        let door = open(site);
        let mut outsider = Browser::at(&door);
        let ground = ground_id(site, "AT-STGB-207A").await;
        let form = outsider.get("/office/report").await;
        form.must_say("class=\"asks-nobody\"").must_say("muss nicht sagen, wer er oder sie ist");
        let address = format!("/posts/{}", post.short());
        let fields = [
            ("lane", "unlawful"), ("addresses", &address), ("ground", &ground), ("name", "Petra Passantin"),
            ("reason", "Der Beitrag führt zu solchen Bildern."), ("good_faith", "yes"),
        ];
        let case = hand_in(&mut outsider, &fields).await;
        case.must_be(200).must_say("Wer Sie sind, haben wir nicht gefragt");
        let address = format!("/newsroom/cases/{}", number_on(&case));
        let mut frida = Browser::of(site, &door, &FRIDA).await;
        let file = frida.get(&address).await;
        file.must_say("Der Wortlaut ist zugedeckt").must_say("Wortlaut zeigen").must_say("Darstellungen sexuellen");
        let covered = file.body.split("<summary>Wortlaut zeigen</summary>").nth(1).expect("a cover");
        assert!(covered.contains("Bilder gibt es dort"), "behind the cover, not before it: {}", file.body);
        assert_eq!(file.body.matches("Bilder gibt es dort").count(), 1);
        let shown = frida.post_from(&file, &format!("{address}/notifier"), &[("reason", "Rückfrage")]).await;
        shown.must_say("Kein Name angegeben.");
    }

    async fn a_post_is_hidden_for_a_time_and_both_sides_read_until_when(site) {
        sow_grounds(&site.app).await.expect("sown");
        let post = published(site, "Du Trottel").await;
        let door = open(site);
        let mut outsider = Browser::at(&door);
        let case = report(site, &mut outsider, post).await;
        let own = format!("/office/cases/{}?token={}", number_on(&case), token_on(&case));
        let mut clara = Browser::of(site, &door, &CLARA).await;
        let address = format!("/newsroom/cases/{}", number_on(&case));
        let file = clara.get(&address).await;
        let (decide, ground) = (action(&file, "/decision"), ground_on(&file, "Persönliche Angriffe").await);
        let gone = clara.post_from(&file, &decide, &[("ruling", "gone")]).await;
        gone.must_be(422).must_say("Der Beitrag ist noch für alle zu sehen.");
        let other = clara.post_from(&file, &decide, &[("ruling", "otherwise"), ("reasons", "Verwarnt.")]).await;
        other.must_be(422).must_say("niemand verwarnt oder gesperrt");
        let mut fields = vec![
            ("ruling", "hide"), ("ground", ground.as_str()), ("facts", "Bis geklärt ist, wer gemeint ist."),
            ("weighing", "Eine Woche schadet der Debatte nicht."),
        ];
        let endless = clara.post_from(&file, &decide, &fields).await;
        endless.must_be(422).must_say("Bitte wählen Sie, wie lange.").must_say("Eine Woche schadet");
        fields.push(("days", "7"));
        clara.post_from(&file, &decide, &fields).await.must_be(303);
        clara.get(&address).await.must_say("für eine bestimmte Zeit ausgeblendet").must_say("2026-11-29");
        let told = outsider.get(&own).await;
        told.must_say("für eine bestimmte Zeit ausgeblendet").must_say("29. November 2026").must_say("Dagegen Beschwerde");
        assert!(site.letter_to(ANNA.email).await.body.contains("bis 29. November 2026"));

        let mut anna = Browser::of(site, &door, &ANNA).await;
        let statement = anna.get("/account/posts").await;
        let statement = anna.get(&link_to(&statement, "/office/statements/")).await;
        statement.must_say("für eine bestimmte Zeit ausgeblendet");
        let form = anna.get(&link_to(&statement, "/office/complaint")).await;
        let short = form.value("statement");
        let complaint = anna.post_from(&form, "/office/complaint", &[("statement", &short)]).await;
        let complaint = anna.follow(complaint).await;
        let mut frida = Browser::of(site, &door, &FRIDA).await;
        let file = frida.get(&format!("/newsroom/cases/{}", number_on(&complaint))).await;
        file.must_say("Eine Woche schadet der Debatte nicht.");
        site.letters_to(ANNA.email).await;
    }

    async fn a_member_who_reported_complains_without_the_token_in_their_address(site) {
        sow_grounds(&site.app).await.expect("sown");
        let post = published(site, "Du Trottel").await;
        let door = open(site);
        let mut frida = Browser::of(site, &door, &FRIDA).await;
        let case = report(site, &mut frida, post).await;
        let number = number_on(&case);
        site.letter_to(FRIDA.email).await;
        let mut clara = Browser::of(site, &door, &CLARA).await;
        let file = clara.get(&format!("/newsroom/cases/{number}")).await;
        let fields = [("ruling", "keep"), ("reasons", "Ist erlaubte Kritik.")];
        clara.post_from(&file, &action(&file, "/decision"), &fields).await.must_be(303);
        site.letter_to(FRIDA.email).await;
        let decided = frida.get(&format!("/office/cases/{number}")).await;
        let form = frida.get(&link_to(&decided, "/office/complaint")).await;
        let values: Vec<(&str, String)> = ["case", "item", "case_token"].map(|name| (name, form.value(name))).into();
        let fields: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = frida.post_from(&form, "/office/complaint", &fields).await;
        frida.follow(answer).await.must_be(200).must_say("Ihre Beschwerde ist angekommen.");
        site.letter_to(FRIDA.email).await;
    }
}
