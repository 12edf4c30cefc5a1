//! Measures against accounts: warned first, suspended for a time, told why, and able to complain without signing in.

use masthead_core::accounts::{self, AccountError, SignIn};
use masthead_core::kernel::{AccountId, Lang, Person};
use masthead_core::office::sanctions::{
    self, Ended, Holder, Impose, Lift, Measure, SanctionKind, end_suspensions, impose, lift,
};
use masthead_core::office::{
    self, Challenge, Complain, ComplaintOutcome, DecideComplaint, Follower, OfficeError, Receipt,
};
use masthead_testkit::cast::{ANNA, BRUNO, CLARA, Cast, DENIZ, FRIDA};
use masthead_testkit::{PASSWORD, TestSite, both};

use crate::desk::article;
use crate::office::{ground, taken, verdict};

const FACTS: &str = "Sie haben in drei Tagen fünfmal andere Menschen beschimpft.";

async fn measure(site: &TestSite, whom: &Cast, measure: Measure) -> Result<String, OfficeError> {
    let (frida, member) = (site.person(&FRIDA).await, site.person(whom).await);
    let request = request(site, member.account, measure).await;
    impose(&site.app, &frida, &request).await
}

async fn request(site: &TestSite, account: AccountId, measure: Measure) -> Impose {
    let ground = ground(site, "TC-INSULT").await;
    Impose {
        account,
        measure,
        ground,
        facts: FACTS.to_owned(),
        note: String::new(),
    }
}

fn for_days(days: u32) -> Measure {
    Measure::Suspend {
        days,
        is_grave: false,
    }
}

async fn signs_in(site: &TestSite, cast: &Cast) -> Result<(), AccountError> {
    accounts::set_password(&site.app, cast.email, PASSWORD)
        .await
        .expect("a good one");
    let request = SignIn {
        email: cast.email.to_owned(),
        password: PASSWORD.to_owned(),
        user_agent: String::new(),
    };
    accounts::sign_in(&site.app, &request).await.map(|_| ())
}

/// Anna, warned and then suspended for thirty days; her letters are read, and the token of the last is given.
async fn suspended(site: &TestSite) -> (Person, String, String) {
    article(site).await;
    let anna = site.person(&ANNA).await;
    measure(site, &ANNA, Measure::Warn).await.expect("warned");
    site.letter_to(ANNA.email).await;
    site.advance(std::time::Duration::from_secs(60));
    let short = measure(site, &ANNA, for_days(30)).await.expect("suspended");
    let letter = site.letter_to(ANNA.email).await;
    let link = letter.link("/office/sanctions/");
    let token = link.split("token=").nth(1).expect("a token").to_owned();
    (anna, short, token)
}

async fn complaint(site: &TestSite, short: &str, token: &str) -> Receipt {
    let challenge = Challenge::Sanction {
        short: short.to_owned(),
        token: token.to_owned(),
    };
    let request = Complain {
        challenge,
        text: "Ich habe nur zurückgeschrieben.".to_owned(),
        lang: Lang::De,
    };
    let receipt = taken(site, &request).await;
    site.letter_to(ANNA.email).await;
    receipt
}

both! {
    async fn a_suspension_follows_a_warning_and_says_why_until_when_and_what_to_do(site) {
        article(site).await;
        let early = measure(site, &ANNA, for_days(7)).await;
        assert!(matches!(early, Err(OfficeError::NoWarning)), "{early:?}");
        measure(site, &ANNA, Measure::Warn).await.expect("warned");
        let warning = site.letter_to(ANNA.email).await;
        for part in ["Wir haben Sie verwarnt", FACTS, "90 Tagen", "Netiquette", "RTR", "KommAustria", "Gericht"] {
            assert!(warning.body.contains(part), "{part} is missing: {}", warning.body);
        }
        signs_in(site, &ANNA).await.expect("a warning closes nothing");
        measure(site, &ANNA, for_days(30)).await.expect("suspended");
        let letter = site.letter_to(ANNA.email).await;
        assert_eq!(letter.subject, "Ihr Konto ist gesperrt");
        for part in ["22. November 2026", "22. Dezember 2026", FACTS, "Entschieden hat ein Mensch", "24. Mai 2027"] {
            assert!(letter.body.contains(part), "{part} is missing: {}", letter.body);
        }
        let refused = signs_in(site, &ANNA).await;
        let Err(AccountError::Suspended(account)) = refused else { panic!("{refused:?}") };
        let (seen, token) = sanctions::suspension_of(&site.app, account).await.expect("readable").expect("in force");
        assert!(letter.link("/office/sanctions/").ends_with(&format!("{}?token={token}", seen.short)));
        let twice = measure(site, &ANNA, for_days(7)).await;
        assert!(matches!(twice, Err(OfficeError::NotOpen)), "{twice:?}");
    }

    async fn a_grave_offence_needs_no_warning_and_a_warning_is_forgotten(site) {
        article(site).await;
        measure(site, &BRUNO, Measure::Suspend { days: 90, is_grave: true }).await.expect("suspended");
        measure(site, &ANNA, Measure::Warn).await.expect("warned");
        site.advance_days(91);
        let late = measure(site, &ANNA, for_days(7)).await;
        assert!(matches!(late, Err(OfficeError::NoWarning)), "{late:?}");
        let odd = measure(site, &ANNA, Measure::Suspend { days: 8, is_grave: true }).await;
        assert!(matches!(odd, Err(OfficeError::NoLength)), "{odd:?}");
        for email in [ANNA.email, BRUNO.email] {
            site.letter_to(email).await;
        }
    }

    async fn only_the_office_may_and_nobody_who_works_here_is_meant(site) {
        article(site).await;
        let (clara, frida, anna) = (site.person(&CLARA).await, site.person(&FRIDA).await, site.person(&ANNA).await);
        let against_anna = request(site, anna.account, Measure::Warn).await;
        assert!(matches!(impose(&site.app, &clara, &against_anna).await, Err(OfficeError::NotAllowed)));
        let against_clara = request(site, clara.account, Measure::Warn).await;
        assert!(matches!(impose(&site.app, &frida, &against_clara).await, Err(OfficeError::WorksHere)));
        let against_herself = request(site, frida.account, Measure::Warn).await;
        assert!(matches!(impose(&site.app, &frida, &against_herself).await, Err(OfficeError::OwnMatter)));
        let silent = Impose { facts: " ".to_owned(), ..against_anna };
        assert!(matches!(impose(&site.app, &frida, &silent).await, Err(OfficeError::Post(_))));
        site.nothing_else_happened().await;
    }

    // SR-09
    async fn a_suspension_ends_by_itself_and_its_holder_is_told(site) {
        let (_, short, token) = suspended(site).await;
        site.advance_days(29);
        end_suspensions(&site.app).await.expect("looked at");
        assert!(signs_in(site, &ANNA).await.is_err());
        site.advance_days(1);
        for _ in 0..2 {
            end_suspensions(&site.app).await.expect("looked at");
        }
        assert_eq!(site.letter_to(ANNA.email).await.subject, "Ihr Konto ist wieder offen");
        signs_in(site, &ANNA).await.expect("open again");
        let holder = Holder { token: &token, person: None };
        let seen = sanctions::sanction(&site.app, &short, holder).await.expect("hers");
        assert_eq!(seen.ended.map(|it| it.1), Some(Ended::Expired));
        site.nothing_else_happened().await;
    }

    async fn the_office_ends_one_early_with_a_reason(site) {
        let (_, short, _) = suspended(site).await;
        let frida = site.person(&FRIDA).await;
        let silent = Lift { short: short.clone(), reason: " ".to_owned() };
        assert!(matches!(lift(&site.app, &frida, &silent).await, Err(OfficeError::NoReasons)));
        let request = Lift { short, reason: "Sie haben sich entschuldigt.".to_owned() };
        lift(&site.app, &frida, &request).await.expect("lifted");
        assert!(site.letter_to(ANNA.email).await.body.contains("entschuldigt"));
        signs_in(site, &ANNA).await.expect("open again");
        assert!(matches!(lift(&site.app, &frida, &request).await, Err(OfficeError::AlreadyDecided)));
    }

    async fn whoever_is_suspended_complains_without_signing_in_to_a_second_person(site) {
        let (anna, short, token) = suspended(site).await;
        for foreign in ["", "made-up"] {
            let holder = Holder { token: foreign, person: None };
            assert!(matches!(sanctions::sanction(&site.app, &short, holder).await, Err(OfficeError::Unknown)));
        }
        let receipt = complaint(site, &short, &token).await;
        let (frida, deniz) = (site.person(&FRIDA).await, site.person(&DENIZ).await);
        let reversed = verdict(&receipt, ComplaintOutcome::Reversed);
        let same = office::decide_complaint(&site.app, &frida, &reversed).await;
        assert!(matches!(same, Err(OfficeError::SecondPersonNeeded)), "{same:?}");
        let file = office::case_file(&site.app, &deniz, &receipt.number).await.expect("readable");
        assert_eq!(file.complaint.and_then(|it| it.sanction).expect("what is challenged").short, short);
        office::decide_complaint(&site.app, &deniz, &reversed).await.expect("decided");
        signs_in(site, &ANNA).await.expect("open again");
        let letters = site.letters_to(ANNA.email).await;
        assert!(letters.iter().any(|it| it.subject == "Ihr Konto ist wieder offen"), "{letters:?}");
        assert!(letters.iter().any(|it| it.body.contains("Die Maßnahme gegen Ihr Konto ist aufgehoben.")), "{letters:?}");
        let file = sanctions::member_file(&site.app, &frida, anna.account).await.expect("readable");
        assert_eq!(file.sanctions[0].sanction.ended.map(|it| it.1), Some(Ended::Reversed));
        let seen = Follower { token: Some(&receipt.token), person: None };
        assert!(office::follow(&site.app, &receipt.number, seen).await.is_ok());
    }

    async fn a_complaint_that_is_right_in_part_makes_it_shorter(site) {
        let (_, short, token) = suspended(site).await;
        let receipt = complaint(site, &short, &token).await;
        let deniz = site.person(&DENIZ).await;
        let partly = verdict(&receipt, ComplaintOutcome::PartiallyReversed);
        let nothing = office::decide_complaint(&site.app, &deniz, &partly).await;
        assert!(matches!(nothing, Err(OfficeError::NothingChanges)), "{nothing:?}");
        let shorter = DecideComplaint { days: Some(7), ..partly };
        office::decide_complaint(&site.app, &deniz, &shorter).await.expect("decided");
        let letters = site.letters_to(ANNA.email).await;
        let corrected = letters.iter().find(|it| it.subject == "Berichtigte Begründung zu Ihrem Konto").expect("a letter");
        assert!(corrected.body.contains("29. November 2026") && corrected.body.contains(&short), "{corrected:?}");
        assert!(signs_in(site, &ANNA).await.is_err(), "still for a week");
        site.advance_days(7);
        end_suspensions(&site.app).await.expect("looked at");
        signs_in(site, &ANNA).await.expect("open again");
        site.letter_to(ANNA.email).await;
    }

    async fn the_office_finds_members_by_the_name_beside_their_posts(site) {
        let (anna, _, _) = suspended(site).await;
        let (frida, clara) = (site.person(&FRIDA).await, site.person(&CLARA).await);
        assert!(matches!(sanctions::members(&site.app, &clara, "anna").await, Err(OfficeError::NotAllowed)));
        let page = sanctions::members(&site.app, &frida, "ANNA").await.expect("listed");
        assert_eq!(page.found.iter().map(|it| it.id).collect::<Vec<_>>(), [anna.account]);
        assert_eq!(page.suspended.len(), 1);
        let by_address = sanctions::members(&site.app, &frida, "example.at").await.expect("listed");
        assert!(by_address.found.is_empty(), "nobody is found by their address");
        let file = sanctions::member_file(&site.app, &frida, anna.account).await.expect("readable");
        let kinds: Vec<_> = file.sanctions.iter().map(|it| it.sanction.kind).collect();
        assert_eq!(kinds, [SanctionKind::Suspension, SanctionKind::Warning]);
    }
}
