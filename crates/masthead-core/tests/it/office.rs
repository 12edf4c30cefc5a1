//! The office: notices with evidence and outcome, complaints to a second person, letters to both sides.
//! Names in brackets are those of spec/office.md §15.

use masthead_core::kernel::{AccountId, DecisionId, GroundId, Lang, Person, PostId, audit};
use masthead_core::office::{
    self, Basis, Challenge, Complain, Complained, ComplaintOutcome, DecideComplaint, DecideItem,
    Followed, Follower, GiveNotice, Instead, ItemOutcome, Lane, OfficeError, Receipt, Ruling,
};
use masthead_core::posts::decisions::{latest_decision, list_statements};
use masthead_core::posts::desk::remaining;
use masthead_core::posts::{PostState, find_post, recount};
use masthead_core::screening::ground_by_code;
use masthead_db::{statements, transact};
use masthead_testkit::cast::{ANNA, BRUNO, CLARA, Cast, DENIZ, FRIDA, GREGOR};
use masthead_testkit::{TestSite, both};

use crate::desk::{approve, article, refusal, refuse, rule, wait_for_effect, write};

pub(crate) const OUTSIDER: &str = "passantin@example.at";

statements! {
    fn decide_anyway(decider: AccountId, number: &str) =
        "update complaint set outcome = 'upheld', reasons = 'x', decider = $1
         where case_id = (select id from office_case where number = $2)";
    fn restrict_in_silence(id: masthead_db::Uuid, decision: DecisionId, post: PostId, ground: GroundId) =
        "insert into restriction (id, decision_id, post_id, kind, ground_id, starts_at)
         values ($1, $2, $3, 'content_removed', $4, 0)";
}

pub(crate) fn notice(addresses: &[String]) -> GiveNotice {
    GiveNotice {
        lane: Some(Lane::Unlawful),
        addresses: addresses.to_vec(),
        reason: "Hier wird zu Gewalt gegen Menschen aufgerufen.".to_owned(),
        law: String::new(),
        ground: None,
        name: String::new(),
        email: String::new(),
        in_good_faith: true,
        account: None,
        lang: Lang::De,
    }
}

pub(crate) fn signed_notice(addresses: &[String]) -> GiveNotice {
    GiveNotice {
        name: "Petra Passantin".to_owned(),
        email: OUTSIDER.to_owned(),
        ..notice(addresses)
    }
}

pub(crate) fn address_of(post: PostId) -> String {
    format!("http://localhost:8080/posts/{}", post.short())
}

pub(crate) async fn published(site: &TestSite, cast: &Cast, text: &str) -> PostId {
    let article = article(site).await;
    let who = site.person(cast).await;
    let post = write(site, &who, article, None, text).await.post;
    approve(site, &CLARA, post).await;
    wait_for_effect(site).await;
    post
}

pub(crate) async fn state(site: &TestSite, post: PostId) -> PostState {
    let found = transact!(site.app.db.read(), |tx| {
        find_post(tx, &post.short()).await
    });
    found.expect("readable").expect("it is there").state
}

pub(crate) async fn look(site: &TestSite, receipt: &Receipt) -> Followed {
    let follower = Follower {
        token: Some(&receipt.token),
        person: None,
    };
    office::follow(&site.app, &receipt.number, follower)
        .await
        .expect("the token opens the case")
}

pub(crate) async fn ground(site: &TestSite, code: &str) -> GroundId {
    let found = transact!(site.app.db.read(), |tx| {
        ground_by_code(tx, code, Lang::De).await
    });
    found.expect("readable").expect("it was sown").id
}

pub(crate) async fn keep(
    site: &TestSite,
    who: &Person,
    receipt: &Receipt,
) -> Result<(), OfficeError> {
    let item = look(site, receipt).await.items[0].id;
    let ruling = Ruling::Keep {
        reasons: "Das ist scharfe, aber erlaubte Kritik.".to_owned(),
    };
    let request = DecideItem {
        number: receipt.number.clone(),
        item,
        ruling,
        note: String::new(),
        weighing: String::new(),
    };
    office::decide_item(&site.app, who, &request).await
}

pub(crate) async fn remove(
    site: &TestSite,
    who: &Person,
    receipt: &Receipt,
) -> Result<(), OfficeError> {
    let item = look(site, receipt).await.items[0].id;
    let ground = ground(site, "TC-INSULT").await;
    let ruling = Ruling::Remove {
        ground,
        facts: "Sie nennen einen Menschen einen Trottel.".to_owned(),
        days: None,
    };
    let request = DecideItem {
        number: receipt.number.clone(),
        item,
        ruling,
        note: String::new(),
        weighing: String::new(),
    };
    office::decide_item(&site.app, who, &request).await
}

/// The complaint of an author against what the last statement of reasons told them.
pub(crate) async fn authors_complaint(site: &TestSite, author: &Person) -> Complain {
    let told = transact!(site.app.db.read(), |tx| {
        list_statements(tx, author.account, 1).await
    });
    let short = told.expect("readable").remove(0).short;
    Complain {
        challenge: Challenge::Statement {
            short,
            who: author.clone(),
        },
        text: "Das war doch ein Zitat.".to_owned(),
        lang: Lang::De,
    }
}

pub(crate) async fn reporters_complaint(site: &TestSite, receipt: &Receipt) -> Complain {
    let item = look(site, receipt).await.items[0].id;
    let challenge = Challenge::Notice {
        number: receipt.number.clone(),
        token: receipt.token.clone(),
        item,
    };
    Complain {
        challenge,
        text: "Bitte noch einmal ansehen.".to_owned(),
        lang: Lang::De,
    }
}

pub(crate) async fn taken(site: &TestSite, request: &Complain) -> Receipt {
    match office::complain(&site.app, request)
        .await
        .expect("a complaint is possible")
    {
        Complained::Taken(receipt) => receipt,
        Complained::TooLate(since) => panic!("too late since {since:?}"),
    }
}

pub(crate) fn verdict(receipt: &Receipt, outcome: ComplaintOutcome) -> DecideComplaint {
    DecideComplaint {
        number: receipt.number.clone(),
        outcome,
        reasons: "Es ist als Zitat gekennzeichnet.".to_owned(),
        instead: None,
        days: None,
    }
}

both! {
    // NA-01
    async fn somebody_without_an_account_reports_and_follows_by_token(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let receipt = office::give_notice(&site.app, &notice(&[address_of(post)])).await.expect("taken");
        assert!(receipt.number.starts_with("N-2026-") && receipt.number.len() == 13, "{receipt:?}");

        let case = look(site, &receipt).await;
        assert_eq!((case.items.len(), case.items[0].outcome, case.decided_at), (1, None, None));
        assert_eq!(case.due_at.since(case.received_at).as_secs(), 7 * 24 * 60 * 60);
        for token in [None, Some("made-up"), Some("")] {
            let stranger = office::follow(&site.app, &receipt.number, Follower { token, person: None }).await;
            assert!(matches!(stranger, Err(OfficeError::Unknown)), "{stranger:?}");
        }
        let waiting = transact!(site.app.db.read(), |tx| { remaining(tx, None).await }).expect("readable");
        assert_eq!(waiting.total, 1, "the post is back on the desk");
        assert_eq!(state(site, post).await, PostState::Published, "and still to be seen");
        assert!(site.events().await.contains(&"notice_received".to_owned()));
    }

    // NA-02
    async fn whoever_leaves_an_address_gets_a_receipt_with_a_copy(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let receipt = office::give_notice(&site.app, &signed_notice(&[address_of(post)])).await.expect("taken");
        let letter = site.letter_to(OUTSIDER).await;
        assert!(letter.subject.contains(&receipt.number), "{letter:?}");
        assert!(letter.body.contains("zu Gewalt gegen Menschen") && letter.body.contains(&address_of(post)), "{letter:?}");
        assert_eq!(letter.link("/office/cases/"), format!("/office/cases/{}?token={}", receipt.number, receipt.token));
    }

    // NA-03
    async fn a_notice_names_many_addresses_and_each_has_its_outcome(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let addresses = [
            address_of(post),
            "https://fremd.example/posts/0123456789ab".to_owned(),
            "http://localhost:8080/posts/zzzzzzzzzzzz".to_owned(),
            "der Kommentar ganz oben".to_owned(),
        ];
        let receipt = office::give_notice(&site.app, &notice(&addresses)).await.expect("taken");
        let outcomes: Vec<_> = look(site, &receipt).await.items.into_iter().map(|it| it.outcome).collect();
        let expected = [None, Some(ItemOutcome::OutsideOurControl), Some(ItemOutcome::NotFound), None];
        assert_eq!(outcomes, expected);
        let many = vec![address_of(post); office::MOST_ADDRESSES + 1];
        let refused = office::give_notice(&site.app, &notice(&many)).await;
        assert!(matches!(refused, Err(OfficeError::TooManyAddresses)), "{refused:?}");
    }

    // NA-04
    async fn a_notice_without_a_reason_is_taken_and_marked_as_imprecise(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let request = GiveNotice { reason: String::new(), ..notice(&[address_of(post)]) };
        let receipt = office::give_notice(&site.app, &request).await.expect("taken");
        let clara = site.person(&CLARA).await;
        let file = office::case_file(&site.app, &clara, &receipt.number).await.expect("readable");
        assert!(!file.notice.expect("a notice").precise);
        let waiting = transact!(site.app.db.read(), |tx| { remaining(tx, None).await }).expect("readable");
        assert_eq!(waiting.total, 1, "it is looked at all the same");
    }

    async fn nothing_is_chosen_for_whoever_reports(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let right = notice(&[address_of(post)]);
        let no_lane = GiveNotice { lane: None, ..right.clone() };
        assert!(matches!(office::give_notice(&site.app, &no_lane).await, Err(OfficeError::NoLane)));
        let no_address = GiveNotice { addresses: vec![" ".to_owned()], ..right.clone() };
        assert!(matches!(office::give_notice(&site.app, &no_address).await, Err(OfficeError::NoAddress)));
        let bad_email = GiveNotice { email: "keine".to_owned(), ..right.clone() };
        assert!(matches!(office::give_notice(&site.app, &bad_email).await, Err(OfficeError::BadEmail)));
        let no_faith = GiveNotice { in_good_faith: false, ..right };
        assert!(matches!(office::give_notice(&site.app, &no_faith).await, Err(OfficeError::NoGoodFaith)));
    }

    // NA-06, NA-09
    async fn two_who_report_the_same_post_are_both_answered_by_one_decision(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let first = office::give_notice(&site.app, &signed_notice(&[address_of(post)])).await.expect("taken");
        let second = GiveNotice { email: "zweite@example.at".to_owned(), ..signed_notice(&[address_of(post)]) };
        let second = office::give_notice(&site.app, &second).await.expect("taken");
        for email in [OUTSIDER, "zweite@example.at"] {
            site.letter_to(email).await;
        }
        let clara = site.person(&CLARA).await;
        remove(site, &clara, &first).await.expect("decided");

        for (receipt, email) in [(&first, OUTSIDER), (&second, "zweite@example.at")] {
            let case = look(site, receipt).await;
            assert_eq!(case.items[0].outcome, Some(ItemOutcome::Removed));
            assert!(case.decided_at.is_some());
            let letter = site.letter_to(email).await;
            assert!(letter.body.contains("Der Beitrag wurde entfernt.") && letter.body.contains("RTR"), "{letter:?}");
        }
        assert_eq!(state(site, post).await, PostState::Removed);
        let told = site.letter_to(ANNA.email).await.body;
        assert!(told.contains("Trottel") && !told.contains("Passantin") && !told.contains(OUTSIDER), "{told}");
        let waiting = transact!(site.app.db.read(), |tx| { remaining(tx, None).await }).expect("readable");
        assert_eq!(waiting.total, 0, "nothing of it waits on the desk");
        assert!(matches!(remove(site, &clara, &second).await, Err(OfficeError::AlreadyDecided)));
    }

    async fn a_moderator_at_the_desk_answers_the_notices_too(site) {
        let post = published(site, &ANNA, "Scharfe Kritik").await;
        let receipt = office::give_notice(&site.app, &signed_notice(&[address_of(post)])).await.expect("taken");
        site.letter_to(OUTSIDER).await;
        approve(site, &DENIZ, post).await;
        wait_for_effect(site).await;
        let made = transact!(site.app.db.read(), |tx| { latest_decision(tx, post).await }).expect("readable").expect("made");
        for _ in 0..2 {
            office::settle(&site.app, made.id).await.expect("settled");
        }
        assert_eq!(look(site, &receipt).await.items[0].outcome, Some(ItemOutcome::NoAction));
        let letter = site.letter_to(OUTSIDER).await;
        assert!(letter.body.contains("Der Beitrag bleibt stehen."), "{letter:?}");
        assert!(letter.body.contains("bis einschließlich 24. Mai 2027"), "22 May 2027 is a Saturday: {letter:?}");
    }

    async fn a_refusal_at_the_desk_answers_the_notices_too(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let receipt = office::give_notice(&site.app, &notice(&[address_of(post)])).await.expect("taken");
        let no = refusal(site, "TC-INSULT", "Sie nennen einen Menschen einen Trottel.").await;
        rule(site, &DENIZ, post, no).await;
        wait_for_effect(site).await;
        let told = site.letter_to(ANNA.email).await.body;
        assert!(told.contains("Anlass war eine Meldung nach Artikel 16"), "{told}");
        let made = transact!(site.app.db.read(), |tx| { latest_decision(tx, post).await }).expect("readable").expect("made");
        office::settle(&site.app, made.id).await.expect("settled");
        assert_eq!(look(site, &receipt).await.items[0].outcome, Some(ItemOutcome::Removed));
    }

    // NA-10
    async fn the_evidence_is_what_stood_there_when_the_notice_came(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let receipt = office::give_notice(&site.app, &notice(&[address_of(post)])).await.expect("taken");
        let anna = site.person(&ANNA).await;
        masthead_core::posts::withdraw(&site.app, &anna, post).await.expect("taken back");

        let clara = site.person(&CLARA).await;
        let file = office::case_file(&site.app, &clara, &receipt.number).await.expect("readable");
        let item = file.notice.expect("a notice").items.remove(0);
        assert_eq!(item.text.as_deref(), Some("Du Trottel"));
        let hash = data_encoding::HEXLOWER.encode(&item.evidence[0].hash);
        let bytes = site.app.files.get(hash.parse().expect("a key")).await.expect("the file is there");
        let evidence: serde_json::Value = serde_json::from_slice(&bytes).expect("json");
        assert_eq!((&evidence["text"], &evidence["version"]), (&"Du Trottel".into(), &1.into()));
        let log = transact!(site.app.db.read(), |tx| { audit::about(tx, &receipt.number, 10).await }).expect("readable");
        let detail = log[0].detail.clone().expect("not erased");
        assert!(log[0].verb == "evidence taken" && detail.contains(&hash), "{log:?}");
    }

    async fn the_author_is_asked_and_never_learns_who_reported(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let receipt = office::give_notice(&site.app, &signed_notice(&[address_of(post)])).await.expect("taken");
        site.letter_to(OUTSIDER).await;
        let (anna, bruno) = (site.person(&ANNA).await, site.person(&BRUNO).await);
        let early = office::add_statement(&site.app, &anna, &receipt.number, "Ein Zitat!").await;
        assert!(matches!(early, Err(OfficeError::Unknown)), "{early:?}");
        let item = look(site, &receipt).await.items[0].id;
        let clara = site.person(&CLARA).await;
        for _ in 0..2 {
            office::hear(&site.app, &clara, &receipt.number, item).await.expect("asked");
        }
        let letter = site.letter_to(ANNA.email).await.body;
        assert!(letter.contains("Du Trottel") && !letter.contains("Passantin") && !letter.contains("Gewalt gegen"), "{letter}");

        let own = Follower { token: None, person: Some(&anna) };
        let seen = office::follow(&site.app, &receipt.number, own).await.expect("she was asked");
        assert!(seen.is_author && seen.words.is_empty(), "{seen:?}");
        office::add_statement(&site.app, &anna, &receipt.number, "Ein Zitat!").await.expect("taken down");
        let file = office::case_file(&site.app, &clara, &receipt.number).await.expect("readable");
        assert_eq!(file.statements[0].2, "Ein Zitat!");
        let foreign = Follower { token: None, person: Some(&bruno) };
        assert!(office::follow(&site.app, &receipt.number, foreign).await.is_err());
    }

    async fn who_reported_is_seen_by_few_for_a_reason_that_is_written_down(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let receipt = office::give_notice(&site.app, &signed_notice(&[address_of(post)])).await.expect("taken");
        site.letter_to(OUTSIDER).await;
        let (clara, frida) = (site.person(&CLARA).await, site.person(&FRIDA).await);
        let refused = office::reveal_notifier(&site.app, &clara, &receipt.number, "Neugier").await;
        assert!(matches!(refused, Err(OfficeError::NotAllowed)), "{refused:?}");
        let refused = office::reveal_notifier(&site.app, &frida, &receipt.number, " ").await;
        assert!(matches!(refused, Err(OfficeError::NoReasons)), "{refused:?}");
        let seen = office::reveal_notifier(&site.app, &frida, &receipt.number, "Rückfrage").await.expect("shown");
        assert_eq!((seen.name.as_str(), seen.email.as_str()), ("Petra Passantin", OUTSIDER));
        let log = transact!(site.app.db.read(), |tx| { audit::about(tx, &receipt.number, 10).await }).expect("readable");
        assert_eq!((log[0].verb.as_str(), log[0].detail.as_deref()), ("notifier seen", Some("Rückfrage")));
    }

    async fn nobody_decides_in_their_own_matter_or_without_the_office(site) {
        let post = published(site, &DENIZ, "Als Leser gesagt").await;
        let receipt = office::give_notice(&site.app, &notice(&[address_of(post)])).await.expect("taken");
        let (deniz, gregor, anna) = (site.person(&DENIZ).await, site.person(&GREGOR).await, site.person(&ANNA).await);
        assert!(matches!(keep(site, &deniz, &receipt).await, Err(OfficeError::OwnMatter)));
        for who in [&gregor, &anna] {
            assert!(matches!(keep(site, who, &receipt).await, Err(OfficeError::NotAllowed)));
        }
        assert!(matches!(office::list_cases(&site.app, &gregor, false).await, Err(OfficeError::NotAllowed)));
    }

    // SR-01
    async fn nothing_is_held_back_without_a_statement_of_reasons(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let made = transact!(site.app.db.read(), |tx| { latest_decision(tx, post).await }).expect("readable").expect("made");
        let (id, ground) = (site.app.new_id(), ground(site, "TC-INSULT").await);
        let silent = transact!(site.app.db.write(), |tx| { restrict_in_silence(tx, id, made.id, post, ground).await });
        assert!(silent.is_err(), "the database refuses it");
    }

    // CO-05, CO-06, CO-08
    async fn a_complaint_is_decided_by_a_second_person_and_puts_the_post_back(site) {
        let article = article(site).await;
        let anna = site.person(&ANNA).await;
        let post = write(site, &anna, article, None, "„Du Trottel“, sagte er.").await.post;
        refuse(site, &CLARA, post, "TC-INSULT", "Sie nennen einen Menschen einen Trottel.").await;
        wait_for_effect(site).await;
        site.letter_to(ANNA.email).await;

        let complaint = authors_complaint(site, &anna).await;
        let receipt = taken(site, &complaint).await;
        assert!(receipt.number.starts_with("C-2026-"), "{receipt:?}");
        assert!(site.letter_to(ANNA.email).await.body.contains("jemand anderer"));
        let again = office::complain(&site.app, &complaint).await;
        assert!(matches!(again, Err(OfficeError::AlreadyChallenged)), "{again:?}");

        let (clara, deniz) = (site.person(&CLARA).await, site.person(&DENIZ).await);
        let reversed = verdict(&receipt, ComplaintOutcome::Reversed);
        let same = office::decide_complaint(&site.app, &clara, &reversed).await;
        assert!(matches!(same, Err(OfficeError::SecondPersonNeeded)), "{same:?}");
        let number = receipt.number.clone();
        let forced = transact!(site.app.db.write(), |tx| { decide_anyway(tx, clara.account, &number).await });
        assert!(forced.is_err(), "the database refuses it too");
        let silent = DecideComplaint { reasons: " ".to_owned(), ..reversed.clone() };
        assert!(matches!(office::decide_complaint(&site.app, &deniz, &silent).await, Err(OfficeError::NoReasons)));

        office::decide_complaint(&site.app, &deniz, &reversed).await.expect("decided");
        assert_eq!(state(site, post).await, PostState::Published);
        let letters = site.letters_to(ANNA.email).await;
        let answer = letters.iter().find(|it| it.subject.contains(&receipt.number)).expect("an answer");
        assert!(answer.body.contains("Sie haben recht bekommen.") && answer.body.contains("als Zitat"), "{answer:?}");
        assert!(answer.body.contains("RTR") && answer.body.contains("Gericht"), "{answer:?}");
        assert_eq!(look(site, &receipt).await.outcome, Some(ComplaintOutcome::Reversed));
        let drift = transact!(site.app.db.read(), |tx| { recount(tx).await }).expect("counted");
        assert!(drift.is_empty(), "the counters are right: {drift:?}");
        let again = office::decide_complaint(&site.app, &deniz, &reversed).await;
        assert!(matches!(again, Err(OfficeError::AlreadyDecided)), "{again:?}");
    }

    async fn whoever_reported_learns_that_a_removal_was_reversed(site) {
        let post = published(site, &ANNA, "„Du Trottel“, sagte er.").await;
        let receipt = office::give_notice(&site.app, &signed_notice(&[address_of(post)])).await.expect("taken");
        let (anna, clara, frida) = (site.person(&ANNA).await, site.person(&CLARA).await, site.person(&FRIDA).await);
        remove(site, &clara, &receipt).await.expect("decided");
        site.letters_to(OUTSIDER).await;
        let complaint = authors_complaint(site, &anna).await;
        let complaint = taken(site, &complaint).await;
        office::decide_complaint(&site.app, &frida, &verdict(&complaint, ComplaintOutcome::Reversed)).await.expect("decided");
        assert_eq!(state(site, post).await, PostState::Published);
        site.letters_to(ANNA.email).await;
        let letter = site.letter_to(OUTSIDER).await;
        assert!(letter.subject.contains(&receipt.number) && letter.body.contains("wieder zu sehen"), "{letter:?}");
    }

    async fn a_complaint_that_is_turned_down_leaves_everything_as_it_is(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let receipt = office::give_notice(&site.app, &notice(&[address_of(post)])).await.expect("taken");
        let (anna, clara, deniz) = (site.person(&ANNA).await, site.person(&CLARA).await, site.person(&DENIZ).await);
        remove(site, &clara, &receipt).await.expect("decided");
        let complaint = authors_complaint(site, &anna).await;
        let complaint = taken(site, &complaint).await;
        office::decide_complaint(&site.app, &deniz, &verdict(&complaint, ComplaintOutcome::Upheld)).await.expect("decided");
        assert_eq!(state(site, post).await, PostState::Removed);
        let letters = site.letters_to(ANNA.email).await;
        assert!(letters.iter().any(|it| it.body.contains("Die erste Entscheidung bleibt bestehen.")), "{letters:?}");
    }

    // CO-02, CO-03, CO-07
    async fn an_anonymous_reporter_complains_and_the_post_goes_with_a_statement_of_reasons(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let receipt = office::give_notice(&site.app, &notice(&[address_of(post)])).await.expect("taken");
        let early = reporters_complaint(site, &receipt).await;
        let early = office::complain(&site.app, &early).await;
        assert!(matches!(early, Err(OfficeError::NothingToChallenge)), "{early:?}");
        let (clara, deniz) = (site.person(&CLARA).await, site.person(&DENIZ).await);
        keep(site, &clara, &receipt).await.expect("decided");

        let complaint = reporters_complaint(site, &receipt).await;
        let complaint = taken(site, &complaint).await;
        assert_eq!(look(site, &complaint).await.basis, Some(Basis::NoAction));
        let ground = ground(site, "TC-INSULT").await;
        let instead = Instead { ground, facts: "Sie nennen einen Menschen einen Trottel.".to_owned() };
        let reversed = DecideComplaint { instead: Some(instead), ..verdict(&complaint, ComplaintOutcome::Reversed) };
        let same = office::decide_complaint(&site.app, &clara, &reversed).await;
        assert!(matches!(same, Err(OfficeError::SecondPersonNeeded)), "{same:?}");
        office::decide_complaint(&site.app, &deniz, &reversed).await.expect("decided");
        assert_eq!(state(site, post).await, PostState::Removed);
        assert!(site.letter_to(ANNA.email).await.body.contains("Trottel"));
    }

    async fn whoever_gets_no_answer_in_time_complains_about_that(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let receipt = office::give_notice(&site.app, &notice(&[address_of(post)])).await.expect("taken");
        site.advance_days(8);
        let complaint = reporters_complaint(site, &receipt).await;
        let complaint = taken(site, &complaint).await;
        assert_eq!(look(site, &complaint).await.basis, Some(Basis::Inaction));
        let clara = site.person(&CLARA).await;
        office::decide_complaint(&site.app, &clara, &verdict(&complaint, ComplaintOutcome::Upheld)).await.expect("decided");
        let case = look(site, &receipt).await;
        assert_eq!((case.items[0].outcome, case.decided_at.is_some()), (Some(ItemOutcome::NoAction), true));
    }

    // CO-01: informed on 22 November 2026; six months end on Saturday, 22 May 2027, and Whit Monday follows on the 17th,
    // so the window stays open until the end of Monday, 24 May 2027.
    async fn the_window_to_complain_is_six_months_and_ends_with_a_working_day(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let receipt = office::give_notice(&site.app, &notice(&[address_of(post)])).await.expect("taken");
        let (anna, clara) = (site.person(&ANNA).await, site.person(&CLARA).await);
        remove(site, &clara, &receipt).await.expect("decided");
        site.letter_to(ANNA.email).await;
        let complaint = authors_complaint(site, &anna).await;
        let told = transact!(site.app.db.read(), |tx| { list_statements(tx, anna.account, 1).await }).expect("readable");
        let open_for = told[0].complain_until.since(site.app.now());
        site.advance(open_for);
        let late = office::complain(&site.app, &complaint).await.expect("an answer");
        assert!(matches!(late, Complained::TooLate(_)), "{late:?}");
        assert_eq!(open_for.as_secs() / 86_400, 183);
    }

    async fn a_minute_before_the_window_closes_a_complaint_is_in_time(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let receipt = office::give_notice(&site.app, &notice(&[address_of(post)])).await.expect("taken");
        let (anna, clara) = (site.person(&ANNA).await, site.person(&CLARA).await);
        remove(site, &clara, &receipt).await.expect("decided");
        let complaint = authors_complaint(site, &anna).await;
        let told = transact!(site.app.db.read(), |tx| { list_statements(tx, anna.account, 1).await }).expect("readable");
        site.advance(told[0].complain_until.since(site.app.now()) - std::time::Duration::from_secs(60));
        taken(site, &complaint).await;
        site.letters_to(ANNA.email).await;
    }

    async fn nobody_complains_about_what_was_told_to_somebody_else(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let receipt = office::give_notice(&site.app, &notice(&[address_of(post)])).await.expect("taken");
        let (anna, bruno, clara) = (site.person(&ANNA).await, site.person(&BRUNO).await, site.person(&CLARA).await);
        remove(site, &clara, &receipt).await.expect("decided");
        site.letter_to(ANNA.email).await;
        let Challenge::Statement { short, .. } = authors_complaint(site, &anna).await.challenge else { panic!("a statement") };
        let foreign = Complain { challenge: Challenge::Statement { short, who: bruno }, text: String::new(), lang: Lang::De };
        assert!(matches!(office::complain(&site.app, &foreign).await, Err(OfficeError::Unknown)));
    }

    async fn the_list_of_cases_begins_with_the_most_urgent(site) {
        let post = published(site, &ANNA, "Du Trottel").await;
        let first = office::give_notice(&site.app, &notice(&[address_of(post)])).await.expect("taken");
        site.advance_days(1);
        let second = office::give_notice(&site.app, &notice(&[address_of(post)])).await.expect("taken");
        let clara = site.person(&CLARA).await;
        let open = office::list_cases(&site.app, &clara, false).await.expect("listed");
        assert_eq!(open.iter().map(|it| it.number.as_str()).collect::<Vec<_>>(), [&first.number, &second.number]);
        keep(site, &clara, &first).await.expect("decided");
        assert!(office::list_cases(&site.app, &clara, false).await.expect("listed").is_empty());
        assert_eq!(office::list_cases(&site.app, &clara, true).await.expect("listed").len(), 2);
    }
}
