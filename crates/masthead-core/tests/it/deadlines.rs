//! What happens to a case while it is open: deadlines, sorting anew, changes of the post, erasure, complaints that are
//! right in part. Names in brackets are those of spec/office.md §15.

use masthead_core::accounts::PostsLeft;
use masthead_core::kernel::{Person, PostId, audit};
use masthead_core::office::{
    self, ComplaintOutcome, DecideComplaint, GiveNotice, Instead, ItemOutcome, Lane, OfficeError,
    Receipt, SortNotice, Urgency,
};
use masthead_core::posts::decisions::{latest_decision, list_statements};
use masthead_core::posts::{self, PostState, Revise, find_post, words_of};
use masthead_db::transact;
use masthead_testkit::cast::{ANNA, CLARA, DENIZ, FRIDA, GREGOR};
use masthead_testkit::{TestSite, both};

use crate::desk::{approve, refusal, rule, wait_for_effect};
use crate::leaving;
use crate::office::{
    OUTSIDER, address_of, authors_complaint, ground, keep, look, notice, published, remove,
    reporters_complaint, signed_notice, state, taken, verdict,
};

fn sorted(receipt: &Receipt, lane: Lane, urgency: Urgency) -> SortNotice {
    SortNotice {
        number: receipt.number.clone(),
        lane,
        urgency,
        reason: "Nennt § 283 StGB und ruft zum Töten auf.".to_owned(),
    }
}

async fn verbs(site: &TestSite, subject: &str) -> Vec<String> {
    let log = transact!(site.app.db.read(), |tx| {
        audit::about(tx, subject, 50).await
    });
    log.expect("readable")
        .into_iter()
        .map(|it| it.verb)
        .collect()
}

async fn reported(site: &TestSite, text: &str) -> (PostId, Receipt) {
    let post = published(site, &ANNA, text).await;
    let receipt = office::give_notice(&site.app, &notice(&[address_of(post)]))
        .await
        .expect("taken");
    (post, receipt)
}

async fn text_of(site: &TestSite, post: PostId) -> String {
    let text = transact!(site.app.db.read(), |tx| { words_of(tx, post, 1).await });
    text.expect("readable").unwrap_or_default()
}

/// Anna gives up her account with her posts, and a day passes.
async fn anna_leaves(site: &TestSite) {
    let anna = leaving::anna(site).await;
    leaving::ask(site, &anna, PostsLeft::Go).await;
    site.advance_days(1);
    assert_eq!(leaving::come_round(site).await, 1);
}

async fn remind(site: &TestSite) {
    office::remind_of_deadlines(&site.app)
        .await
        .expect("looked at");
}

async fn partly(site: &TestSite, receipt: &Receipt, code: &str, facts: &str) -> DecideComplaint {
    let instead = Instead {
        ground: ground(site, code).await,
        facts: facts.to_owned(),
    };
    DecideComplaint {
        instead: Some(instead),
        ..verdict(receipt, ComplaintOutcome::PartiallyReversed)
    }
}

async fn removed_by_clara(site: &TestSite) -> (PostId, Person, Receipt) {
    let (post, receipt) = reported(site, "Du Trottel").await;
    let (anna, clara) = (site.person(&ANNA).await, site.person(&CLARA).await);
    remove(site, &clara, &receipt).await.expect("decided");
    site.letters_to(ANNA.email).await;
    let complaint = authors_complaint(site, &anna).await;
    let complaint = taken(site, &complaint).await;
    site.letters_to(ANNA.email).await;
    (post, anna, complaint)
}

both! {
    // NA-11
    async fn half_a_deadline_four_fifths_and_all_of_it_are_said_once_each(site) {
        for cast in [&CLARA, &FRIDA, &GREGOR] {
            site.person(cast).await;
        }
        let (_, receipt) = reported(site, "Du Trottel").await;
        let clara = site.person(&CLARA).await;
        site.advance_days(3);
        remind(site).await;
        site.nothing_else_happened().await;

        site.advance_days(1);
        for _ in 0..2 {
            remind(site).await;
        }
        let letter = site.letter_to(FRIDA.email).await;
        assert!(letter.body.contains(&receipt.number) && letter.body.contains("Hälfte der Frist"), "{letter:?}");
        let open = office::list_cases(&site.app, &clara, false).await.expect("listed");
        assert_eq!(open[0].reminded, 50);
        site.nothing_else_happened().await;

        site.advance_days(2);
        remind(site).await;
        for cast in [&FRIDA, &CLARA] {
            assert!(site.letter_to(cast.email).await.body.contains("Vier Fünftel"));
        }
        site.advance_days(2);
        remind(site).await;
        for cast in [&FRIDA, &CLARA, &GREGOR] {
            assert!(site.letter_to(cast.email).await.body.contains("überschritten"));
        }
        remind(site).await;
        site.nothing_else_happened().await;
        let file = office::case_file(&site.app, &clara, &receipt.number).await.expect("readable");
        assert_eq!(file.reminders.iter().map(|it| it.0).collect::<Vec<_>>(), [50, 80, 100]);
        let said = verbs(site, &receipt.number).await;
        assert_eq!(said.iter().filter(|it| *it == "deadline reached").count(), 3, "{said:?}");
        assert_eq!(site.events().await.iter().filter(|it| *it == "deadline_reached").count(), 3);
    }

    async fn after_a_standstill_only_what_counts_now_is_in_the_letter(site) {
        site.person(&FRIDA).await;
        let (_, receipt) = reported(site, "Du Trottel").await;
        site.advance_days(9);
        remind(site).await;
        let letter = site.letter_to(FRIDA.email).await.body;
        assert_eq!(letter.matches(&receipt.number).count(), 1, "{letter}");
        assert!(letter.contains("überschritten"), "{letter}");
        site.letters_to(CLARA.email).await;
        site.nothing_else_happened().await;
    }

    async fn whoever_decided_first_is_not_asked_to_hurry_with_the_complaint(site) {
        let (_, _, complaint) = removed_by_clara(site).await;
        site.person(&DENIZ).await;
        site.advance_days(12);
        remind(site).await;
        let letter = site.letter_to(DENIZ.email).await.body;
        assert!(letter.contains(&complaint.number) && letter.contains("Beschwerde"), "{letter}");
        site.nothing_else_happened().await;
    }

    // NA-08
    async fn a_report_under_the_house_rules_becomes_one_of_unlawful_content(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let flag = GiveNotice { lane: Some(Lane::HouseRules), ..notice(&[address_of(post)]) };
        let receipt = office::give_notice(&site.app, &flag).await.expect("taken");
        let clara = site.person(&CLARA).await;
        let silent = SortNotice { reason: " ".to_owned(), ..sorted(&receipt, Lane::Unlawful, Urgency::Normal) };
        assert!(matches!(office::sort_notice(&site.app, &clara, &silent).await, Err(OfficeError::NoReasons)));
        let same = sorted(&receipt, Lane::HouseRules, Urgency::Normal);
        assert!(matches!(office::sort_notice(&site.app, &clara, &same).await, Err(OfficeError::NothingChanges)));
        let gregor = site.person(&GREGOR).await;
        let change = sorted(&receipt, Lane::Unlawful, Urgency::Normal);
        assert!(matches!(office::sort_notice(&site.app, &gregor, &change).await, Err(OfficeError::NotAllowed)));
        office::sort_notice(&site.app, &clara, &change).await.expect("sorted");

        assert_eq!(look(site, &receipt).await.lane, Some(Lane::Unlawful));
        let file = office::case_file(&site.app, &clara, &receipt.number).await.expect("readable").notice.expect("a notice");
        let one = &file.sortings[0];
        assert_eq!((one.lane_before, one.lane, one.by.as_str()), (Lane::HouseRules, Lane::Unlawful, "Clara Dorn"));
        assert!(verbs(site, &receipt.number).await.contains(&"notice sorted".to_owned()));
        let back = sorted(&receipt, Lane::HouseRules, Urgency::Normal);
        assert!(matches!(office::sort_notice(&site.app, &clara, &back).await, Err(OfficeError::NotAllowed)));

        let no = refusal(site, "TC-INSULT", "Sie nennen einen Menschen einen Trottel.").await;
        rule(site, &DENIZ, post, no).await;
        wait_for_effect(site).await;
        let told = site.letter_to(ANNA.email).await.body;
        assert!(told.contains("Anlass war eine Meldung nach Artikel 16"), "the source is Art. 16: {told}");
    }

    async fn a_notice_that_cannot_wait_is_due_sooner_and_stands_first(site) {
        let (_, early) = reported(site, "Scharfe Kritik").await;
        let (_, late) = reported(site, "Du Trottel").await;
        let clara = site.person(&CLARA).await;
        office::sort_notice(&site.app, &clara, &sorted(&late, Lane::Unlawful, Urgency::Manifest)).await.expect("sorted");
        let open = office::list_cases(&site.app, &clara, false).await.expect("listed");
        assert_eq!(open.iter().map(|it| it.number.as_str()).collect::<Vec<_>>(), [&late.number, &early.number]);
        let case = look(site, &late).await;
        assert_eq!(case.due_at.since(case.received_at).as_secs(), 24 * 60 * 60);
        keep(site, &clara, &late).await.expect("decided");
        let again = office::sort_notice(&site.app, &clara, &sorted(&late, Lane::Unlawful, Urgency::Normal)).await;
        assert!(matches!(again, Err(OfficeError::AlreadyDecided)), "{again:?}");
    }

    // NA-10
    async fn a_change_of_a_reported_post_is_pictured_and_the_earlier_picture_stays(site) {
        let (post, receipt) = reported(site, "Du Trottel").await;
        let (anna, clara) = (site.person(&ANNA).await, site.person(&CLARA).await);
        let request = Revise { post, text: "Sie irren sich".to_owned() };
        posts::revise(&site.app, &anna, &request).await.expect("in time");
        assert!(site.events().await.contains(&"post_revised".to_owned()));
        for _ in 0..2 {
            office::take_evidence(&site.app, post).await.expect("taken");
        }
        let file = office::case_file(&site.app, &clara, &receipt.number).await.expect("readable");
        let item = file.notice.expect("a notice").items.remove(0);
        let texts: Vec<&str> = item.evidence.iter().map(|it| it.text.as_str()).collect();
        assert_eq!((item.text.as_deref(), texts), (Some("Du Trottel"), vec!["Du Trottel", "Sie irren sich"]));
        for picture in &item.evidence {
            let key = data_encoding::HEXLOWER.encode(&picture.hash).parse().expect("a key");
            let bytes = site.app.files.get(key).await.expect("the file is there");
            let file: serde_json::Value = serde_json::from_slice(&bytes).expect("json");
            assert_eq!(file["text"], picture.text.as_str());
        }
        remove(site, &clara, &receipt).await.expect("decided");
        let made = transact!(site.app.db.read(), |tx| { latest_decision(tx, post).await }).expect("readable").expect("made");
        assert_eq!(made.version, 1, "decided is about what was reported");
        site.letter_to(ANNA.email).await;
    }

    async fn a_newer_text_that_was_read_does_not_answer_the_notice(site) {
        let (post, receipt) = reported(site, "Du Trottel").await;
        let anna = site.person(&ANNA).await;
        posts::revise(&site.app, &anna, &Revise { post, text: "Sie irren sich".to_owned() }).await.expect("in time");
        approve(site, &DENIZ, post).await;
        wait_for_effect(site).await;
        let made = transact!(site.app.db.read(), |tx| { latest_decision(tx, post).await }).expect("readable").expect("made");
        office::settle(&site.app, made.id).await.expect("settled");
        assert_eq!(look(site, &receipt).await.items[0].outcome, None);
        approve(site, &CLARA, post).await;
        wait_for_effect(site).await;
        let made = transact!(site.app.db.read(), |tx| { latest_decision(tx, post).await }).expect("readable").expect("made");
        office::settle(&site.app, made.id).await.expect("settled");
        assert_eq!(look(site, &receipt).await.items[0].outcome, Some(ItemOutcome::NoAction), "the desk had it once more");
    }

    // NA-15
    async fn what_a_case_is_about_is_erased_when_the_case_is_closed_and_not_before(site) {
        let (post, receipt) = reported(site, "Du Trottel").await;
        let other = published(site, &ANNA, "Etwas anderes").await;
        let clara = site.person(&CLARA).await;
        anna_leaves(site).await;
        assert_eq!((state(site, post).await, state(site, other).await), (PostState::Erased, PostState::Erased));
        assert_eq!((text_of(site, other).await.as_str(), text_of(site, post).await.as_str()), ("", "Du Trottel"));
        let found = transact!(site.app.db.read(), |tx| { find_post(tx, &post.short()).await }).expect("readable").expect("there");
        assert_eq!((found.author_name.as_str(), found.account), ("", None), "whose it was is gone");
        let log = verbs(site, &post.to_string()).await;
        assert!(log.contains(&"erasure held by a case".to_owned()), "{log:?}");

        let file = office::case_file(&site.app, &clara, &receipt.number).await.expect("readable");
        assert_eq!(file.notice.expect("a notice").items[0].text.as_deref(), Some("Du Trottel"), "the notice is not void");
        keep(site, &clara, &receipt).await.expect("decided");
        assert_eq!(text_of(site, post).await, "", "nobody had to ask again");
        assert!(verbs(site, &post.to_string()).await.contains(&"held text erased".to_owned()));
    }

    async fn a_post_that_two_cases_need_is_kept_until_both_are_closed(site) {
        let (post, first) = reported(site, "Du Trottel").await;
        let clara = site.person(&CLARA).await;
        keep(site, &clara, &first).await.expect("decided");
        let complaint = reporters_complaint(site, &first).await;
        let complaint = taken(site, &complaint).await;
        let second = office::give_notice(&site.app, &signed_notice(&[address_of(post)])).await.expect("taken");
        let deniz = site.person(&DENIZ).await;
        anna_leaves(site).await;
        office::decide_complaint(&site.app, &deniz, &verdict(&complaint, ComplaintOutcome::Upheld)).await.expect("decided");
        assert_eq!(text_of(site, post).await, "Du Trottel");
        keep(site, &clara, &second).await.expect("decided");
        assert_eq!(text_of(site, post).await, "");
        site.letters_to(OUTSIDER).await;
    }

    async fn a_complaint_that_is_right_in_part_corrects_the_reasons(site) {
        let (post, anna, complaint) = removed_by_clara(site).await;
        let deniz = site.person(&DENIZ).await;
        let bare = verdict(&complaint, ComplaintOutcome::PartiallyReversed);
        assert!(matches!(office::decide_complaint(&site.app, &deniz, &bare).await, Err(OfficeError::Post(_))));
        let same = partly(site, &complaint, "TC-INSULT", "Sie nennen einen Menschen einen Trottel.").await;
        let same = office::decide_complaint(&site.app, &deniz, &same).await;
        assert!(matches!(same, Err(OfficeError::NothingChanges)), "{same:?}");
        let other = partly(site, &complaint, "TC-OFFTOPIC", "Mit der Brücke hat das nichts zu tun.").await;
        office::decide_complaint(&site.app, &deniz, &other).await.expect("decided");

        assert_eq!(state(site, post).await, PostState::Removed, "it stays down");
        let told = transact!(site.app.db.read(), |tx| { list_statements(tx, anna.account, 5).await }).expect("readable");
        assert_eq!(told.len(), 2);
        let (now, then) = (&told[0], &told[1]);
        assert_eq!((now.ground_code.as_str(), now.lifted_at), ("TC-OFFTOPIC", None));
        assert!(then.lifted_at.is_some() && then.replaced_by.as_deref() == Some(now.short.as_str()), "{then:?}");
        let letters = site.letters_to(ANNA.email).await;
        let corrected = letters.iter().find(|it| it.subject == "Berichtigte Begründung zu Ihrem Beitrag").expect("a letter");
        assert!(corrected.body.contains("nichts zu tun") && corrected.body.contains(&then.short), "{corrected:?}");
        assert!(letters.iter().any(|it| it.body.contains("zum Teil recht bekommen")), "{letters:?}");
        let drift = transact!(site.app.db.read(), |tx| { posts::recount(tx).await }).expect("counted");
        assert!(drift.is_empty(), "nothing was counted twice: {drift:?}");

        let again = authors_complaint(site, &anna).await;
        let again = taken(site, &again).await;
        let same = office::decide_complaint(&site.app, &deniz, &verdict(&again, ComplaintOutcome::Reversed)).await;
        assert!(matches!(same, Err(OfficeError::SecondPersonNeeded)), "{same:?}");
        let clara = site.person(&CLARA).await;
        office::decide_complaint(&site.app, &clara, &verdict(&again, ComplaintOutcome::Reversed)).await.expect("decided");
        assert_eq!(state(site, post).await, PostState::Published);
        site.letters_to(ANNA.email).await;
    }

    async fn a_reporter_who_is_right_in_part_sees_the_post_go_for_another_reason(site) {
        let (post, receipt) = reported(site, "Du Trottel").await;
        let (clara, deniz) = (site.person(&CLARA).await, site.person(&DENIZ).await);
        keep(site, &clara, &receipt).await.expect("decided");
        let complaint = reporters_complaint(site, &receipt).await;
        let complaint = taken(site, &complaint).await;
        let partly = partly(site, &complaint, "TC-INSULT", "Sie nennen einen Menschen einen Trottel.").await;
        office::decide_complaint(&site.app, &deniz, &partly).await.expect("decided");
        assert_eq!(state(site, post).await, PostState::Removed);
        site.letter_to(ANNA.email).await;
    }
}
