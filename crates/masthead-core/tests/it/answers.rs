//! What the office asks back, what is taken back, what is told of the means by which it decided, and what it does
//! besides taking down for good. Names in brackets are those of spec/office.md §15.

use masthead_core::accounts::{self, DocumentKind, NewDraft};
use masthead_core::kernel::{DecisionId, GroundId, Lang, Person, audit};
use masthead_core::office::sanctions::{Impose, Measure, impose};
use masthead_core::office::{
    self, About, ComplaintOutcome, DecideComplaint, DecideItem, Follower, GiveNotice, Instead,
    ItemOutcome, Means, OfficeError, Receipt, Ruling,
};
use masthead_core::posts::decisions::{Decision, latest_decision, list_statements, sweep_due};
use masthead_core::posts::{PostState, recount};
use masthead_db::{statements, transact};
use masthead_testkit::cast::{ANNA, BRUNO, CLARA, DENIZ, FRIDA, GREGOR};
use masthead_testkit::{TestSite, both};

use crate::desk::{approve, refusal, rule, wait_for_effect};
use crate::office::{
    OUTSIDER, address_of, authors_complaint, ground, keep, look, notice, published,
    reporters_complaint, signed_notice, state, taken, verdict,
};

statements! {
    fn say_that_a_program_proposed_it(id: DecisionId) =
        "update decision set automated_decision = 'partially' where id = $1";
}

fn holder(receipt: &Receipt) -> Follower<'_> {
    Follower {
        token: Some(&receipt.token),
        person: None,
    }
}

async fn file(site: &TestSite, who: &Person, receipt: &Receipt) -> office::CaseFile {
    office::case_file(&site.app, who, &receipt.number)
        .await
        .expect("readable")
}

async fn rules(
    site: &TestSite,
    who: &Person,
    receipt: &Receipt,
    ruling: Ruling,
) -> Result<(), OfficeError> {
    let request = DecideItem {
        number: receipt.number.clone(),
        item: look(site, receipt).await.items[0].id,
        ruling,
        note: String::new(),
        weighing: "Die Freiheit zu sagen, was man denkt, deckt keine Beschimpfung.".to_owned(),
    };
    office::decide_item(&site.app, who, &request).await
}

fn hidden(ground: GroundId, days: u32) -> Ruling {
    Ruling::Remove {
        ground,
        facts: "Bis geklärt ist, ob das Zitat stimmt.".to_owned(),
        days: Some(days),
    }
}

async fn latest(site: &TestSite, post: masthead_core::kernel::PostId) -> Decision {
    let made = transact!(site.app.db.read(), |tx| { latest_decision(tx, post).await });
    made.expect("readable").expect("made")
}

/// A post that is hidden for a week after somebody's notice.
async fn hidden_for_a_week(site: &TestSite) -> (masthead_core::kernel::PostId, Receipt) {
    let post = published(site, &ANNA, "„Du Trottel“, sagte er.").await;
    let receipt = office::give_notice(&site.app, &signed_notice(&[address_of(post)]))
        .await
        .expect("taken");
    let clara = site.person(&CLARA).await;
    let ground = ground(site, "TC-FALSE").await;
    rules(site, &clara, &receipt, hidden(ground, 7))
        .await
        .expect("decided");
    (post, receipt)
}

both! {
    // NA-04
    async fn whoever_says_too_little_is_asked_and_answers_by_token(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let request = GiveNotice { reason: "Schlimm!".to_owned(), ..signed_notice(&[address_of(post)]) };
        let receipt = office::give_notice(&site.app, &request).await.expect("taken");
        let letters = site.letters_to(OUTSIDER).await;
        assert_eq!(letters.len(), 2, "a receipt and a question: {letters:?}");
        let question = letters.iter().find(|it| it.subject.starts_with("Eine Frage zu Ihrer Meldung")).expect("a question");
        assert!(question.body.contains("wir sehen uns schon an") && question.body.contains("Welche Stelle"), "{question:?}");
        assert_eq!(question.link("/office/cases/"), format!("/office/cases/{}?token={}", receipt.number, receipt.token));
        let asked = look(site, &receipt).await.questions;
        assert_eq!((asked.len(), asked[0].about, asked[0].answered_at), (1, About::Reason, None));

        let stranger = Follower { token: Some("made-up"), person: None };
        let refused = office::answer_question(&site.app, &receipt.number, stranger, "Hallo").await;
        assert!(matches!(refused, Err(OfficeError::Unknown)), "{refused:?}");
        let words = "Die Stelle „Trottel“ beschimpft einen anderen Menschen.";
        office::answer_question(&site.app, &receipt.number, holder(&receipt), words).await.expect("taken down");
        let clara = site.person(&CLARA).await;
        let file = file(site, &clara, &receipt).await;
        assert_eq!(file.questions[0].answer, words);
        assert!(file.notice.expect("a notice").precise, "now it can be looked at without guessing");
        let beside = office::notices_beside(&site.app, &clara, post).await.expect("readable");
        assert_eq!(beside[0].reason, format!("Schlimm!\n\n{words}"), "the desk reads the answer too");
        let twice = office::answer_question(&site.app, &receipt.number, holder(&receipt), words).await;
        assert!(matches!(twice, Err(OfficeError::Unknown)), "nothing is asked any more: {twice:?}");
        keep(site, &clara, &receipt).await.expect("decided");
        site.letter_to(OUTSIDER).await;
    }

    async fn a_place_that_nobody_can_find_is_asked_for_and_the_answer_brings_the_post_to_the_desk(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let request = signed_notice(&["der dritte Kommentar von oben".to_owned()]);
        let receipt = office::give_notice(&site.app, &request).await.expect("taken");
        let letters = site.letters_to(OUTSIDER).await;
        assert!(letters.iter().any(|it| it.body.contains("nennen Sie uns die Adresse")), "{letters:?}");
        let case = look(site, &receipt).await;
        assert_eq!((case.items[0].outcome, case.decided_at), (None, None), "nobody has looked yet");

        let words = format!("Ich meine {}, dort steht es.", address_of(post));
        office::answer_question(&site.app, &receipt.number, holder(&receipt), &words).await.expect("taken down");
        let clara = site.person(&CLARA).await;
        let items = file(site, &clara, &receipt).await.notice.expect("a notice").items;
        assert_eq!((items.len(), items[0].post), (1, Some(post)));
        assert_eq!((items[0].text.as_deref(), items[0].evidence.len()), (Some("Du Trottel"), 1));
        let waiting = transact!(site.app.db.read(), |tx| { masthead_core::posts::desk::remaining(tx, None).await });
        assert_eq!(waiting.expect("readable").total, 1);
    }

    async fn the_office_asks_in_its_own_words_and_the_deadline_goes_on(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let receipt = office::give_notice(&site.app, &signed_notice(&[address_of(post)])).await.expect("taken");
        site.letter_to(OUTSIDER).await;
        let (clara, anna) = (site.person(&CLARA).await, site.person(&ANNA).await);
        let due = look(site, &receipt).await.due_at;
        let words = "Woher wissen Sie, dass das Zitat erfunden ist?";
        let refused = office::ask_notifier(&site.app, &anna, &receipt.number, words).await;
        assert!(matches!(refused, Err(OfficeError::NotAllowed)), "{refused:?}");
        let silent = office::ask_notifier(&site.app, &clara, &receipt.number, " ").await;
        assert!(matches!(silent, Err(OfficeError::NoReasons)), "{silent:?}");
        office::ask_notifier(&site.app, &clara, &receipt.number, words).await.expect("asked");
        assert!(site.letter_to(OUTSIDER).await.body.contains(words));
        assert_eq!(look(site, &receipt).await.due_at, due);
        let open = office::list_cases(&site.app, &clara, false).await.expect("listed");
        assert_eq!(open[0].questions, 1);
        keep(site, &clara, &receipt).await.expect("an open question is no reason to wait");
        let late = office::answer_question(&site.app, &receipt.number, holder(&receipt), "Ich war dabei.").await;
        assert!(matches!(late, Err(OfficeError::AlreadyDecided)), "{late:?}");
        site.letter_to(OUTSIDER).await;
    }

    // NA-14
    async fn a_notice_that_is_taken_back_is_decided_all_the_same(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let receipt = office::give_notice(&site.app, &signed_notice(&[address_of(post)])).await.expect("taken");
        site.letter_to(OUTSIDER).await;
        for _ in 0..2 {
            office::take_back(&site.app, &receipt.number, holder(&receipt)).await.expect("taken back");
        }
        let clara = site.person(&CLARA).await;
        let open = office::list_cases(&site.app, &clara, false).await.expect("listed");
        assert!(open.len() == 1 && open[0].is_withdrawn, "it is not void: {open:?}");
        keep(site, &clara, &receipt).await.expect("decided");
        assert!(site.letter_to(OUTSIDER).await.body.contains("Der Beitrag bleibt stehen."));
        let log = transact!(site.app.db.read(), |tx| { audit::about(tx, &receipt.number, 10).await }).expect("readable");
        assert_eq!(log.iter().filter(|it| it.verb == "case taken back").count(), 1);
        let stranger = Follower { token: None, person: None };
        let refused = office::take_back(&site.app, &receipt.number, stranger).await;
        assert!(matches!(refused, Err(OfficeError::Unknown)), "{refused:?}");
    }

    async fn a_complaint_that_is_taken_back_ends_and_can_be_made_again(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let no = refusal(site, "TC-INSULT", "Sie nennen einen Menschen einen Trottel.").await;
        let receipt = office::give_notice(&site.app, &notice(&[address_of(post)])).await.expect("taken");
        rule(site, &CLARA, post, no).await;
        wait_for_effect(site).await;
        let (anna, deniz) = (site.person(&ANNA).await, site.person(&DENIZ).await);
        let complaint = authors_complaint(site, &anna).await;
        let first = taken(site, &complaint).await;
        let own = Follower { token: None, person: Some(&anna) };
        office::take_back(&site.app, &first.number, own).await.expect("taken back");
        let seen = look(site, &first).await;
        assert!(seen.decided_at.is_some() && seen.outcome.is_none() && seen.withdrawn_at.is_some(), "{seen:?}");
        let late = office::decide_complaint(&site.app, &deniz, &verdict(&first, ComplaintOutcome::Reversed)).await;
        assert!(matches!(late, Err(OfficeError::AlreadyDecided)), "{late:?}");
        assert_eq!(state(site, post).await, PostState::Removed, "the first decision stands");
        let again = taken(site, &complaint).await;
        office::decide_complaint(&site.app, &deniz, &verdict(&again, ComplaintOutcome::Reversed)).await.expect("decided");
        assert_eq!(state(site, post).await, PostState::Published);
        site.letters_to(ANNA.email).await;
        let _ = receipt;
    }

    // NA-05
    async fn whoever_reports_the_abuse_of_children_is_not_asked_who_they_are(site) {
        let post = published(site, &ANNA, "Bilder gibt es dort und dort").await;
        let bruno = site.person(&BRUNO).await;
        let ground = ground(site, "AT-STGB-207A").await;
        let request = GiveNotice {
            ground: Some(ground),
            account: Some(bruno.account),
            name: "Petra Passantin".to_owned(),
            ..notice(&[address_of(post)])
        };
        let receipt = office::give_notice(&site.app, &request).await.expect("taken");
        let frida = site.person(&FRIDA).await;
        let who = office::reveal_notifier(&site.app, &frida, &receipt.number, "Rückfrage").await.expect("shown");
        assert_eq!((who.name.as_str(), who.email.as_str(), who.has_account), ("", "", false));
        let file = file(site, &frida, &receipt).await.notice.expect("a notice");
        assert!(file.is_identity_exempt && file.ground.is_some_and(|it| it.code == "AT-STGB-207A"));
        assert!(look(site, &receipt).await.is_identity_exempt);
        site.nothing_else_happened().await;
    }

    // NA-02
    async fn a_member_who_leaves_no_address_is_answered_at_their_own(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let bruno = site.person(&BRUNO).await;
        let request = GiveNotice { account: Some(bruno.account), ..notice(&[address_of(post)]) };
        let receipt = office::give_notice(&site.app, &request).await.expect("taken");
        assert!(site.letter_to(BRUNO.email).await.subject.contains(&receipt.number));
    }

    // NA-03
    async fn twelve_addresses_are_one_notice_with_twelve_outcomes(site) {
        let article = crate::desk::article(site).await;
        let anna = site.person(&ANNA).await;
        let mut addresses = vec!["https://fremd.example/a".to_owned(), "https://noch-fremder.example/b".to_owned()];
        addresses.push("http://localhost:8080/posts/zzzzzzzzzzzz".to_owned());
        for number in 0..9 {
            let post = crate::desk::write(site, &anna, article, None, &format!("Trottel Nummer {number}")).await.post;
            approve(site, &CLARA, post).await;
            addresses.push(address_of(post));
        }
        wait_for_effect(site).await;
        let receipt = office::give_notice(&site.app, &signed_notice(&addresses)).await.expect("taken");
        let items = look(site, &receipt).await.items;
        let of = |wanted: ItemOutcome| items.iter().filter(|it| it.outcome == Some(wanted)).count();
        assert_eq!((items.len(), of(ItemOutcome::OutsideOurControl), of(ItemOutcome::NotFound)), (12, 2, 1));
        let clara = site.person(&CLARA).await;
        let open = office::list_cases(&site.app, &clara, false).await.expect("listed");
        assert_eq!((open.len(), open[0].items), (1, 12));
        for item in items.iter().filter(|it| it.outcome.is_none()) {
            let ruling = Ruling::Keep { reasons: "Derb, aber erlaubt.".to_owned() };
            let request = DecideItem {
                number: receipt.number.clone(), item: item.id, ruling, note: String::new(), weighing: String::new(),
            };
            office::decide_item(&site.app, &clara, &request).await.expect("decided");
        }
        assert!(look(site, &receipt).await.decided_at.is_some(), "closed with the last of the twelve");
        let letters = site.letters_to(OUTSIDER).await;
        let answer = letters.iter().find(|it| it.subject.contains("entschieden")).expect("an answer");
        assert_eq!(answer.body.matches("Der Beitrag bleibt stehen.").count(), 9);
        assert_eq!(answer.body.matches("ein Mensch hat nicht entschieden").count(), 3, "{answer:?}");
    }

    // NA-07
    async fn the_answer_names_the_means_and_the_last_day_to_complain(site) {
        let post = published(site, &ANNA, "Scharfe Kritik").await;
        let receipt = office::give_notice(&site.app, &signed_notice(&[address_of(post)])).await.expect("taken");
        site.letter_to(OUTSIDER).await;
        approve(site, &DENIZ, post).await;
        wait_for_effect(site).await;
        let made = latest(site, post).await.id;
        transact!(site.app.db.write(), |tx| { say_that_a_program_proposed_it(tx, made).await }).expect("written");
        office::settle(&site.app, made).await.expect("settled");
        assert_eq!(look(site, &receipt).await.items[0].means, Some(Means::Assisted));
        let letter = site.letter_to(OUTSIDER).await.body;
        assert!(letter.contains("Ein Programm hat dabei geholfen") && !letter.contains("ohne automatische"), "{letter}");
        assert!(letter.contains("bis einschließlich 24. Mai 2027") && letter.contains("KommAustria"), "{letter}");
        assert!(letter.contains("RTR") && letter.contains("Gericht"), "{letter}");
    }

    async fn what_a_check_had_marked_was_found_by_automated_means(site) {
        let article = crate::desk::article(site).await;
        let anna = site.person(&ANNA).await;
        let link = crate::desk::write(site, &anna, article, None, "Nur hier: https://billig.example/kauf").await.post;
        let plain = crate::desk::write(site, &anna, article, None, "Ihr Trottel").await.post;
        for (post, found) in [(link, true), (plain, false)] {
            crate::desk::refuse(site, &CLARA, post, "TC-AD", "Der Beitrag wirbt für einen Laden.").await;
            wait_for_effect(site).await;
            assert_eq!(latest(site, post).await.automated_detection, found);
            let told = site.letter_to(ANNA.email).await.body;
            assert_eq!(told.contains("Auf den Beitrag hat ein Programm aufmerksam gemacht."), found, "{told}");
            assert!(told.contains("Entschieden hat ein Mensch."), "{told}");
        }
    }

    // Appendix C, item 4
    async fn a_statement_names_the_version_of_the_netiquette_and_where_it_is_read(site) {
        let article = crate::desk::article(site).await;
        let (anna, gregor) = (site.person(&ANNA).await, site.person(&GREGOR).await);
        site.person(&CLARA).await;
        let post = crate::desk::write(site, &anna, article, None, "Ihr Trottel").await.post;
        site.advance_days(1);
        let texts = [Lang::De, Lang::En].map(|lang| (lang, "Seien Sie freundlich.".to_owned(), "Alles".to_owned()));
        let new = NewDraft {
            kind: DocumentKind::Netiquette,
            effective_on: String::new(),
            is_significant: false,
            texts: texts.to_vec(),
        };
        let draft = accounts::draft(&site.app, &gregor, &new).await.expect("drafted");
        accounts::release(&site.app, &gregor, draft, "Es ist sonst niemand da.").await.expect("released");
        crate::desk::refuse(site, &CLARA, post, "TC-INSULT", "Sie nennen jemanden einen Trottel.").await;
        wait_for_effect(site).await;
        let told = site.letter_to(ANNA.email).await.body;
        assert!(told.contains("Es gilt die Netiquette in der Fassung 2: http://localhost:8080/netiquette?version=2"), "{told}");
        assert!(told.contains("galt noch die Fassung 1."), "{told}");
    }

    // SR-09
    async fn a_post_can_be_hidden_for_a_time_and_appears_again_by_itself(site) {
        let (post, receipt) = hidden_for_a_week(site).await;
        assert_eq!(state(site, post).await, PostState::Removed);
        let item = look(site, &receipt).await.items.remove(0);
        assert_eq!((item.outcome, item.hidden_until.is_some()), (Some(ItemOutcome::Disabled), true));
        let anna = site.person(&ANNA).await;
        let told = transact!(site.app.db.read(), |tx| { list_statements(tx, anna.account, 1).await }).expect("readable");
        assert_eq!(told[0].ends_at, item.hidden_until);
        let letter = site.letter_to(ANNA.email).await;
        assert!(letter.body.contains("bis 29. November 2026, 10:00 Uhr"), "{letter:?}");
        assert!(latest(site, post).await.weighing.starts_with("Die Freiheit"), "what was weighed is kept");
        let letters = site.letters_to(OUTSIDER).await;
        assert!(letters.iter().any(|it| it.body.contains("für eine bestimmte Zeit ausgeblendet, bis 29. November")), "{letters:?}");

        site.advance_days(6);
        assert_eq!(sweep_due(&site.app).await.expect("swept").lifted, 0);
        site.advance_days(1);
        assert_eq!(sweep_due(&site.app).await.expect("swept").lifted, 1);
        assert_eq!(sweep_due(&site.app).await.expect("swept").lifted, 0);
        assert_eq!(state(site, post).await, PostState::Published);
        assert_eq!(site.letter_to(ANNA.email).await.subject, "Ihr Beitrag ist wieder zu sehen");
        office::settle(&site.app, latest(site, post).await.id).await.expect("settled");
        assert!(site.letter_to(OUTSIDER).await.body.contains("Diese Zeit ist vorbei"));
        let drift = transact!(site.app.db.read(), |tx| { recount(tx).await }).expect("counted");
        assert!(drift.is_empty(), "{drift:?}");
        site.nothing_else_happened().await;
    }

    async fn a_reporter_to_whom_a_week_is_too_short_complains_and_it_stays_away(site) {
        for days in [1, 8] {
            let (post, receipt) = hidden_for_a_week(site).await;
            site.advance_days(days);
            sweep_due(&site.app).await.expect("swept");
            let complaint = reporters_complaint(site, &receipt).await;
            let complaint = taken(site, &complaint).await;
            let deniz = site.person(&DENIZ).await;
            let facts = "Das Zitat ist erfunden.".to_owned();
            let instead = Some(Instead { ground: ground(site, "TC-FALSE").await, facts });
            let reversed = DecideComplaint { instead, ..verdict(&complaint, ComplaintOutcome::Reversed) };
            office::decide_complaint(&site.app, &deniz, &reversed).await.expect("decided");
            assert_eq!((state(site, post).await, latest(site, post).await.ends_at), (PostState::Removed, None));
            site.advance_days(30);
            assert_eq!(sweep_due(&site.app).await.expect("swept").lifted, 0, "after {days} days: for good");
            assert_eq!(state(site, post).await, PostState::Removed);
            let drift = transact!(site.app.db.read(), |tx| { recount(tx).await }).expect("counted");
            assert!(drift.is_empty(), "{drift:?}");
            site.letters_to(ANNA.email).await;
            site.letters_to(OUTSIDER).await;
        }
    }

    async fn an_author_whose_post_was_hidden_complains_and_it_is_back_at_once(site) {
        let (post, _) = hidden_for_a_week(site).await;
        let (anna, deniz) = (site.person(&ANNA).await, site.person(&DENIZ).await);
        let complaint = authors_complaint(site, &anna).await;
        let complaint = taken(site, &complaint).await;
        office::decide_complaint(&site.app, &deniz, &verdict(&complaint, ComplaintOutcome::Reversed)).await.expect("decided");
        assert_eq!(state(site, post).await, PostState::Published);
        site.advance_days(8);
        assert_eq!(sweep_due(&site.app).await.expect("swept").lifted, 0);
        site.letters_to(ANNA.email).await;
        site.letters_to(OUTSIDER).await;
    }

    async fn another_measure_is_named_only_where_there_was_one(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let receipt = office::give_notice(&site.app, &signed_notice(&[address_of(post)])).await.expect("taken");
        site.letter_to(OUTSIDER).await;
        let (anna, frida) = (site.person(&ANNA).await, site.person(&FRIDA).await);
        let other = || Ruling::Otherwise { reasons: "Der Beitrag selbst ist erlaubt.".to_owned() };
        let early = rules(site, &frida, &receipt, other()).await;
        assert!(matches!(early, Err(OfficeError::NoMeasure)), "{early:?}");
        let warn = Impose {
            account: anna.account,
            measure: Measure::Warn,
            ground: ground(site, "TC-HARASS").await,
            facts: "Sie schreiben derselben Person seit Tagen unter jeden Beitrag.".to_owned(),
            note: String::new(),
        };
        impose(&site.app, &frida, &warn).await.expect("warned");
        site.letter_to(ANNA.email).await;
        rules(site, &frida, &receipt, other()).await.expect("decided");
        assert_eq!(look(site, &receipt).await.items[0].outcome, Some(ItemOutcome::OtherRestriction));
        assert_eq!(state(site, post).await, PostState::Published);
        let letter = site.letter_to(OUTSIDER).await.body;
        assert!(letter.contains("eine andere Maßnahme") && !letter.contains("verwarnt"), "{letter}");
        let complaint = reporters_complaint(site, &receipt).await;
        taken(site, &complaint).await;
        site.letter_to(OUTSIDER).await;
    }

    async fn nobody_is_told_that_a_post_is_gone_while_all_can_read_it(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let receipt = office::give_notice(&site.app, &notice(&[address_of(post)])).await.expect("taken");
        let clara = site.person(&CLARA).await;
        for ruling in [Ruling::Gone, Ruling::NotFound, Ruling::Elsewhere] {
            let wrong = rules(site, &clara, &receipt, ruling).await;
            assert!(matches!(wrong, Err(OfficeError::StillThere)), "{wrong:?}");
        }
        let anna = site.person(&ANNA).await;
        masthead_core::posts::withdraw(&site.app, &anna, post).await.expect("taken back");
        rules(site, &clara, &receipt, Ruling::Gone).await.expect("decided");
        assert_eq!(look(site, &receipt).await.items[0].outcome, Some(ItemOutcome::AlreadyGone));
        let article = notice(&["http://localhost:8080/wien/bruecke-abc".to_owned()]);
        let article = office::give_notice(&site.app, &article).await.expect("taken");
        rules(site, &clara, &article, Ruling::NotFound).await.expect("decided");
        assert_eq!(look(site, &article).await.items[0].means, Some(Means::Person), "somebody has looked");
    }

    async fn an_author_is_heard_before_a_complaint_against_their_post_is_decided(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let receipt = office::give_notice(&site.app, &notice(&[address_of(post)])).await.expect("taken");
        let (anna, clara, deniz) = (site.person(&ANNA).await, site.person(&CLARA).await, site.person(&DENIZ).await);
        keep(site, &clara, &receipt).await.expect("decided");
        let complaint = reporters_complaint(site, &receipt).await;
        let complaint = taken(site, &complaint).await;
        let same = office::hear_about_complaint(&site.app, &clara, &complaint.number).await;
        assert!(matches!(same, Err(OfficeError::SecondPersonNeeded)), "{same:?}");
        let own = Follower { token: None, person: Some(&anna) };
        assert!(office::follow(&site.app, &complaint.number, own).await.is_err(), "nobody has asked her yet");
        for _ in 0..2 {
            office::hear_about_complaint(&site.app, &deniz, &complaint.number).await.expect("asked");
        }
        let letter = site.letter_to(ANNA.email).await.body;
        assert!(letter.contains("Du Trottel") && letter.contains("Beschwerde"), "{letter}");
        let seen = office::follow(&site.app, &complaint.number, own).await.expect("she was asked");
        assert!(seen.is_author && seen.words.is_empty() && seen.post_text == "Du Trottel", "{seen:?}");
        office::add_statement(&site.app, &anna, &complaint.number, "Ein Zitat!").await.expect("taken down");
        assert_eq!(file(site, &deniz, &complaint).await.statements[0].2, "Ein Zitat!");
    }
}
