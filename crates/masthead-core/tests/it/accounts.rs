//! Accounts: signing up and in, sessions, passwords, names, roles, documents.

use std::time::Duration;

use masthead_core::accounts::{
    self, AccountError, ChangeEmail, ChangePassword, Confirm, Create, DocumentKind, NewDraft,
    Problem, SignIn, SignUp, SignedIn, State,
};
use masthead_core::kernel::{Lang, Person, Role, audit};
use masthead_db::transact;
use masthead_testkit::cast::{ALL, ANNA, BRUNO, CLARA, ELIF, FRIDA, GREGOR, HANA};
use masthead_testkit::{PASSWORD, TestSite, both};

const IRIS: &str = "iris@example.at";

fn sign_up_of_iris() -> SignUp {
    SignUp {
        name: "Iris Jelinek".to_owned(),
        display_name: "Iris J.".to_owned(),
        email: IRIS.to_owned(),
        password: "drei kleine Katzen".to_owned(),
        lang: Lang::De,
        netiquette: Some(1),
        terms: Some(1),
    }
}

fn sign_in_as(email: &str, password: &str) -> SignIn {
    SignIn {
        email: email.to_owned(),
        password: password.to_owned(),
        user_agent: "Firefox/145.0 (Linux)".to_owned(),
    }
}

fn confirm_with(secret: &str, password: &str) -> Confirm {
    Confirm {
        secret: secret.to_owned(),
        password: password.to_owned(),
        user_agent: String::new(),
    }
}

async fn who(site: &TestSite, session: &SignedIn) -> Option<Person> {
    accounts::person(&site.app, &session.secret)
        .await
        .expect("the database answers")
}

fn check_problems<T: std::fmt::Debug>(outcome: Result<T, AccountError>, expected: &[Problem]) {
    match outcome {
        Err(AccountError::Invalid(problems)) => assert_eq!(problems, expected),
        other => panic!("{expected:?} was expected, not {other:?}"),
    }
}

both! {
    async fn whoever_signs_up_confirms_by_letter_and_is_signed_in(site) {
        accounts::sign_up(&site.app, &sign_up_of_iris()).await.expect("signed up");
        let letter = site.letter_to(IRIS).await;
        assert_eq!(letter.subject, "Bitte bestätigen Sie Ihre Adresse");
        assert!(letter.body.contains("„Iris J.“"), "{}", letter.body);
        let secret = letter.secret("/account/confirm/");
        let name = accounts::find_unconfirmed(&site.app, &secret).await.expect("found");
        assert_eq!(name.as_deref(), Some("Iris J."));

        let session = accounts::confirm(&site.app, &confirm_with(&secret, "drei kleine Katzen")).await.expect("confirmed");
        let iris = who(site, &session).await.expect("signed in");
        assert_eq!((iris.display_name.as_str(), iris.role, iris.lang), ("Iris J.", Role::Reader, Lang::De));
        assert!(accounts::open_documents(&site.app, &iris).await.expect("read").is_empty());
        assert_eq!(site.events().await, ["account_confirmed"]);

        let again = accounts::confirm(&site.app, &confirm_with(&secret, "drei kleine Katzen")).await;
        assert!(matches!(again, Err(AccountError::LinkSpent)), "{again:?}");
    }

    async fn a_confirmation_needs_the_password_and_ends_after_three_days(site) {
        accounts::sign_up(&site.app, &sign_up_of_iris()).await.expect("signed up");
        let secret = site.letter_to(IRIS).await.secret("/account/confirm/");
        check_problems(
            accounts::confirm(&site.app, &confirm_with(&secret, "nicht das Passwort")).await,
            &[Problem::PasswordWrong],
        );
        site.advance_days(3);
        let late = accounts::confirm(&site.app, &confirm_with(&secret, "drei kleine Katzen")).await;
        assert!(matches!(late, Err(AccountError::LinkSpent)), "{late:?}");
        assert_eq!(accounts::find_unconfirmed(&site.app, &secret).await.expect("read"), None);
    }

    async fn a_known_address_is_told_by_letter_and_not_on_the_page(site) {
        site.sign_in(&ANNA).await;
        let request = SignUp { email: "ANNA@example.at".to_owned(), ..sign_up_of_iris() };
        accounts::sign_up(&site.app, &request).await.expect("the same answer as for anybody");
        assert_eq!(site.letter_to(ANNA.email).await.subject, "Sie haben schon ein Konto");
        accounts::sign_in(&site.app, &sign_in_as(ANNA.email, PASSWORD)).await.expect("nothing has changed for her");
        accounts::sign_up(&site.app, &sign_up_of_iris()).await.expect("the name was not taken by the attempt");
        site.letter_to(IRIS).await;
    }

    async fn signing_up_again_before_confirming_makes_the_first_link_worthless(site) {
        accounts::sign_up(&site.app, &sign_up_of_iris()).await.expect("signed up");
        let first = site.letter_to(IRIS).await.secret("/account/confirm/");
        let again = SignUp { password: "vier kleine Katzen".to_owned(), ..sign_up_of_iris() };
        accounts::sign_up(&site.app, &again).await.expect("signed up again");
        let second = site.letter_to(IRIS).await.secret("/account/confirm/");
        let spent = accounts::confirm(&site.app, &confirm_with(&first, "drei kleine Katzen")).await;
        assert!(matches!(spent, Err(AccountError::LinkSpent)), "{spent:?}");
        accounts::confirm(&site.app, &confirm_with(&second, "vier kleine Katzen")).await.expect("confirmed");
    }

    async fn every_mistake_in_the_form_is_named_at_once(site) {
        let request = SignUp {
            name: " ".to_owned(),
            display_name: "Moderation".to_owned(),
            email: "iris".to_owned(),
            password: "kurz".to_owned(),
            lang: Lang::De,
            netiquette: None,
            terms: None,
        };
        check_problems(accounts::sign_up(&site.app, &request).await, &[
            Problem::NameLength,
            Problem::DisplayNameReserved,
            Problem::EmailMalformed,
            Problem::PasswordShort,
            Problem::NetiquetteNotAccepted,
            Problem::TermsNotAccepted,
        ]);
    }

    async fn a_display_name_is_one_persons_whatever_its_case(site) {
        site.person(&BRUNO).await;
        let request = SignUp { display_name: "bruno  c.".to_owned(), ..sign_up_of_iris() };
        check_problems(accounts::sign_up(&site.app, &request).await, &[Problem::DisplayNameTaken]);
    }

    async fn wrong_password_and_unknown_address_get_the_same_answer(site) {
        site.sign_in(&ANNA).await;
        for request in [sign_in_as(ANNA.email, "falsch falsch falsch"), sign_in_as("niemand@example.at", PASSWORD)] {
            let refused = accounts::sign_in(&site.app, &request).await;
            assert!(matches!(refused, Err(AccountError::WrongPair)), "{refused:?}");
        }
    }

    async fn only_the_right_password_learns_that_the_address_is_unconfirmed(site) {
        accounts::sign_up(&site.app, &sign_up_of_iris()).await.expect("signed up");
        site.letter_to(IRIS).await;
        let wrong = accounts::sign_in(&site.app, &sign_in_as(IRIS, "falsch falsch falsch")).await;
        assert!(matches!(wrong, Err(AccountError::WrongPair)), "{wrong:?}");
        let right = accounts::sign_in(&site.app, &sign_in_as(IRIS, "drei kleine Katzen")).await;
        assert!(matches!(right, Err(AccountError::Unconfirmed)), "{right:?}");
        let secret = site.letter_to(IRIS).await.secret("/account/confirm/");
        accounts::confirm(&site.app, &confirm_with(&secret, "drei kleine Katzen")).await.expect("the new link holds");
    }

    async fn a_suspended_account_is_signed_out_and_stays_out_until_reinstated(site) {
        let session = site.sign_in(&BRUNO).await;
        let account = who(site, &session).await.expect("signed in").account;
        masthead_db::transact!(site.app.db.write(), |tx| { accounts::suspend(tx, &site.app, "site", account).await })
            .expect("suspended");
        assert_eq!(who(site, &session).await, None);
        let refused = accounts::sign_in(&site.app, &sign_in_as(BRUNO.email, PASSWORD)).await;
        assert!(matches!(refused, Err(AccountError::Suspended(_))), "{refused:?}");
        masthead_db::transact!(site.app.db.write(), |tx| { accounts::reinstate(tx, &site.app, "site", account).await })
            .expect("reinstated");
        accounts::sign_in(&site.app, &sign_in_as(BRUNO.email, PASSWORD)).await.expect("signed in again");
        assert_eq!(who(site, &session).await, None, "the old session stays ended");
    }

    async fn a_forgotten_password_is_replaced_by_letter_and_ends_every_session(site) {
        let session = site.sign_in(&ANNA).await;
        accounts::ask_for_reset(&site.app, ANNA.email, Lang::De).await.expect("asked");
        let secret = site.letter_to(ANNA.email).await.secret("/account/reset/");
        assert!(accounts::reset_link_holds(&site.app, &secret).await.expect("read"));
        check_problems(accounts::reset_password(&site.app, &secret, "annab").await, &[Problem::PasswordShort]);
        accounts::reset_password(&site.app, &secret, "ein ganz neuer Satz").await.expect("replaced");
        assert_eq!(site.letter_to(ANNA.email).await.subject, "Ihr Passwort wurde geändert");
        assert_eq!(who(site, &session).await, None);
        let again = accounts::reset_password(&site.app, &secret, "noch ein neuer Satz").await;
        assert!(matches!(again, Err(AccountError::LinkSpent)), "{again:?}");
        accounts::sign_in(&site.app, &sign_in_as(ANNA.email, "ein ganz neuer Satz")).await.expect("signed in");
    }

    async fn asking_for_a_reset_answers_alike_for_strangers(site) {
        accounts::ask_for_reset(&site.app, "fremd@example.at", Lang::En).await.expect("asked");
        assert_eq!(site.letter_to("fremd@example.at").await.subject, "There is no account with this address");
    }

    async fn a_reset_link_is_too_old_after_two_hours(site) {
        site.person(&ANNA).await;
        accounts::ask_for_reset(&site.app, ANNA.email, Lang::De).await.expect("asked");
        let secret = site.letter_to(ANNA.email).await.secret("/account/reset/");
        site.advance(Duration::from_secs(2 * 60 * 60));
        assert!(!accounts::reset_link_holds(&site.app, &secret).await.expect("read"));
    }

    async fn changing_the_password_signs_out_everywhere_else(site) {
        let here = site.sign_in(&ANNA).await;
        let there = accounts::sign_in(&site.app, &sign_in_as(ANNA.email, PASSWORD)).await.expect("signed in");
        let anna = who(site, &here).await.expect("signed in");
        let wrong = ChangePassword { current: "falsch".to_owned(), new: "ein ganz neuer Satz".to_owned() };
        check_problems(accounts::change_password(&site.app, &anna, &wrong).await, &[Problem::PasswordWrong]);
        let change = ChangePassword { current: PASSWORD.to_owned(), new: "ein ganz neuer Satz".to_owned() };
        accounts::change_password(&site.app, &anna, &change).await.expect("changed");
        site.letter_to(ANNA.email).await;
        assert!(who(site, &here).await.is_some());
        assert_eq!(who(site, &there).await, None);
    }

    async fn sessions_are_listed_and_each_can_be_ended(site) {
        let here = site.sign_in(&ANNA).await;
        let there = accounts::sign_in(&site.app, &sign_in_as(ANNA.email, PASSWORD)).await.expect("signed in");
        let anna = who(site, &here).await.expect("signed in");
        let sessions = accounts::list_sessions(&site.app, &anna).await.expect("listed");
        assert_eq!(sessions.len(), 2);
        assert!(sessions.iter().all(|session| session.browser == "Firefox · Linux"), "{sessions:?}");
        assert_eq!(sessions.iter().filter(|session| session.is_this).count(), 1);

        let bruno = site.sign_in(&BRUNO).await;
        let bruno = who(site, &bruno).await.expect("signed in");
        accounts::end_session(&site.app, &bruno, anna.session).await.expect("nothing to end");
        assert!(who(site, &here).await.is_some(), "nobody ends somebody else's session");

        accounts::end_other_sessions(&site.app, &anna).await.expect("ended");
        assert_eq!(who(site, &there).await, None);
        accounts::sign_out(&site.app, &anna).await.expect("signed out");
        assert_eq!(who(site, &here).await, None);
    }

    async fn a_session_lives_as_long_as_it_is_used(site) {
        let reader = site.sign_in(&ANNA).await;
        let moderator = site.sign_in(&CLARA).await;
        site.advance_days(59);
        assert!(who(site, &reader).await.is_some());
        assert_eq!(who(site, &moderator).await, None, "the house signs in every day");
        site.advance_days(59);
        assert!(who(site, &reader).await.is_some(), "being there keeps the session");
        site.advance_days(61);
        assert_eq!(who(site, &reader).await, None);
    }

    async fn only_a_hash_of_the_session_secret_is_stored(site) {
        let session = site.sign_in(&ANNA).await;
        assert_eq!(session.secret.len(), 32);
        let forged = SignedIn { secret: session.secret.to_uppercase(), ..session };
        assert_eq!(who(site, &forged).await, None);
    }

    async fn a_display_name_that_was_given_up_stays_free_for_a_year(site) {
        let anna = site.person(&ANNA).await;
        accounts::change_display_name(&site.app, &anna, "Anna B.").await.expect("changed");
        let hana = site.person(&HANA).await;
        check_problems(accounts::change_display_name(&site.app, &hana, "AnnaB").await, &[Problem::DisplayNameTaken]);
        accounts::change_display_name(&site.app, &anna, "annab").await.expect("her own name is hers to take back");
        accounts::change_display_name(&site.app, &anna, "Anna B.").await.expect("changed");
        site.advance_days(366);
        accounts::change_display_name(&site.app, &hana, "annab").await.expect("free again");
    }

    async fn letters_come_in_the_language_somebody_has_chosen(site) {
        let anna = site.person(&ANNA).await;
        accounts::change_language(&site.app, &anna, Lang::En).await.expect("changed");
        accounts::ask_for_reset(&site.app, ANNA.email, Lang::De).await.expect("asked");
        let letter = site.letter_to(ANNA.email).await;
        assert_eq!(letter.subject, "Choose a new password");
        assert!(letter.body.ends_with("-- \nMasthead\nhttp://localhost:8080"), "{}", letter.body);
    }

    async fn a_role_is_given_by_an_administrator_and_written_down(site) {
        let gregor = site.person(&GREGOR).await;
        let anna = site.person(&ANNA).await;
        accounts::set_role(&site.app, &gregor, anna.account, Role::Moderator).await.expect("given");
        let subject = format!("account:{}", anna.account);
        let log = masthead_db::transact!(site.app.db.read(), |tx| { audit::about(tx, &subject, 10).await }).expect("read");
        assert_eq!(log[0].verb, "role set");
        assert_eq!(log[0].actor, gregor.account.to_string());
        let refused = accounts::set_role(&site.app, &anna, anna.account, Role::Administrator).await;
        assert!(matches!(refused, Err(AccountError::NotAllowed)), "{refused:?}");
    }

    async fn the_last_administrator_stays_one(site) {
        let gregor = site.person(&GREGOR).await;
        let refused = accounts::set_role(&site.app, &gregor, gregor.account, Role::Reader).await;
        assert!(matches!(refused, Err(AccountError::LastAdministrator)), "{refused:?}");
        let elif = site.person(&ELIF).await;
        accounts::set_role(&site.app, &gregor, elif.account, Role::Administrator).await.expect("a second one");
        accounts::set_role(&site.app, &gregor, gregor.account, Role::Reader).await.expect("now he may go");
    }

    async fn the_first_start_makes_one_administrator_and_no_second(site) {
        let first = accounts::first_administrator(&site.app).await.expect("made").expect("there was none");
        assert_eq!(first.email, "office@example.at");
        let secret = first.link.rsplit('/').next().expect("a link").to_owned();
        assert!(accounts::first_administrator(&site.app).await.expect("asked").is_none());
        accounts::reset_password(&site.app, &secret, "der erste Satz von allen").await.expect("chosen");
        site.letter_to("office@example.at").await;
        let session =
            accounts::sign_in(&site.app, &sign_in_as(&first.email, "der erste Satz von allen")).await.expect("signed in");
        assert_eq!(who(site, &session).await.map(|it| it.role), Some(Role::Administrator));
    }

    async fn where_there_is_one_person_they_release_alone_and_say_why(site) {
        let gregor = site.person(&GREGOR).await;
        let text = |lang| (lang, "Seid nett.".to_owned(), String::new());
        let new = NewDraft {
            kind: DocumentKind::Netiquette,
            effective_on: String::new(),
            is_significant: false,
            texts: vec![text(Lang::De), text(Lang::En)],
        };
        accounts::draft(&site.app, &gregor, &new).await.expect("drafted");
        let again = accounts::draft(&site.app, &gregor, &new).await.expect("in its place");
        let silent = accounts::release(&site.app, &gregor, again, " ").await;
        assert!(matches!(silent, Err(AccountError::SecondPersonNeeded)), "{silent:?}");
        let version = accounts::release(&site.app, &gregor, again, "Es ist sonst niemand da.").await;
        assert_eq!(version.expect("released"), 2);
        let now = accounts::in_force(&site.app, DocumentKind::Netiquette, Lang::De).await.expect("read");
        assert_eq!(now.expect("there is one").body, "Seid nett.");
        let log = transact!(site.app.db.read(), |tx| { audit::about(tx, "netiquette", 10).await }).expect("readable");
        let alone = log.iter().find(|it| it.verb == "document released").expect("it is in the log");
        assert_eq!(alone.detail.as_deref(), Some("Es ist sonst niemand da."));
        accounts::draft(&site.app, &gregor, &new).await.expect("drafted");
        accounts::discard_draft(&site.app, &gregor, DocumentKind::Netiquette).await.expect("discarded");
        assert!(accounts::open_draft(&site.app, &gregor, DocumentKind::Netiquette).await.expect("read").is_none());
    }

    async fn an_address_changes_when_the_new_one_answers_and_the_old_one_is_told(site) {
        let session = site.sign_in(&ANNA).await;
        let anna = who(site, &session).await.expect("signed in");
        let ask = |email: &str, password: &str| ChangeEmail { email: email.to_owned(), password: password.to_owned() };
        let wrong = accounts::ask_to_change_email(&site.app, &anna, &ask("neu@example.at", "falsch")).await;
        check_problems(wrong, &[Problem::PasswordWrong]);
        let same = accounts::ask_to_change_email(&site.app, &anna, &ask("ANNA@example.at", PASSWORD)).await;
        check_problems(same, &[Problem::EmailSame]);
        accounts::ask_to_change_email(&site.app, &anna, &ask("neu@example.at", PASSWORD)).await.expect("asked");
        assert!(site.letter_to(ANNA.email).await.body.contains("Waren Sie das nicht selbst?"));
        let link = site.letter_to("neu@example.at").await.link("/account/email/");
        let secret = link.rsplit('/').next().expect("a secret").to_owned();
        accounts::sign_in(&site.app, &sign_in_as(ANNA.email, PASSWORD)).await.expect("nothing has changed yet");

        accounts::confirm_email(&site.app, &secret).await.expect("changed");
        assert_eq!(site.letter_to(ANNA.email).await.subject, "Ihr Konto hat jetzt eine andere E-Mail-Adresse");
        accounts::sign_in(&site.app, &sign_in_as("neu@example.at", PASSWORD)).await.expect("the new one holds");
        let old = accounts::sign_in(&site.app, &sign_in_as(ANNA.email, PASSWORD)).await;
        assert!(matches!(old, Err(AccountError::WrongPair)), "{old:?}");
        let twice = accounts::confirm_email(&site.app, &secret).await;
        assert!(matches!(twice, Err(AccountError::LinkSpent)), "{twice:?}");
    }

    async fn nobody_learns_from_a_change_of_address_who_has_an_account(site) {
        site.person(&BRUNO).await;
        let session = site.sign_in(&ANNA).await;
        let anna = who(site, &session).await.expect("signed in");
        let request = ChangeEmail { email: BRUNO.email.to_owned(), password: PASSWORD.to_owned() };
        accounts::ask_to_change_email(&site.app, &anna, &request).await.expect("the same answer");
        site.letter_to(ANNA.email).await;
        assert!(!site.letter_to(BRUNO.email).await.body.contains("/account/email/"));
        let request = ChangeEmail { email: "neu@example.at".to_owned(), ..request };
        accounts::ask_to_change_email(&site.app, &anna, &request).await.expect("asked");
        site.letter_to(ANNA.email).await;
        let secret = site.letter_to("neu@example.at").await.link("/account/email/").rsplit('/').next().expect("a secret").to_owned();
        site.advance_days(4);
        assert!(!accounts::email_link_holds(&site.app, &secret).await.expect("read"));
        assert!(matches!(accounts::confirm_email(&site.app, &secret).await, Err(AccountError::LinkSpent)));
    }

    async fn a_new_version_is_asked_for_again_and_the_old_one_stays(site) {
        let (anna, gregor) = (site.person(&ANNA).await, site.person(&GREGOR).await);
        assert!(accounts::open_documents(&site.app, &anna).await.expect("read").is_empty());
        let frida = site.person(&FRIDA).await;
        let new = NewDraft {
            kind: DocumentKind::Terms,
            effective_on: "2026-11-23".to_owned(),
            is_significant: true,
            texts: vec![
                (Lang::De, "Neu.".to_owned(), "Alles ist neu.".to_owned()),
                (Lang::En, "New.".to_owned(), "All is new.".to_owned()),
            ],
        };
        assert!(matches!(accounts::draft(&site.app, &anna, &new).await, Err(AccountError::NotAllowed)));
        let over = NewDraft { effective_on: "2026-11-22".to_owned(), ..new.clone() };
        check_problems(accounts::draft(&site.app, &gregor, &over).await.map(|_| ()), &[Problem::DayOver]);
        let silent = NewDraft { texts: vec![(Lang::De, "Neu.".to_owned(), String::new())], ..new.clone() };
        let wrong = accounts::draft(&site.app, &gregor, &silent).await.map(|_| ());
        check_problems(wrong, &[Problem::DocumentEmpty, Problem::ChangesMissing]);
        let draft = accounts::draft(&site.app, &gregor, &new).await.expect("drafted");
        let alone = accounts::release(&site.app, &gregor, draft, "Es ist sonst niemand da.").await;
        assert!(matches!(alone, Err(AccountError::SecondPersonNeeded)), "Frida can: {alone:?}");
        assert!(matches!(accounts::release(&site.app, &anna, draft, "").await, Err(AccountError::NotAllowed)));
        assert_eq!(accounts::release(&site.app, &frida, draft, "").await.expect("released"), 2);
        assert!(accounts::release(&site.app, &frida, draft, "").await.is_err(), "once only");
        accounts::tell_members(&site.app, DocumentKind::Terms, 2, None).await.expect("told");
        let letter = site.letter_to(ANNA.email).await;
        assert!(letter.subject.contains("23.11.2026") && letter.body.contains("Alles ist neu."), "{letter:?}");
        assert!(letter.link("/terms").contains("version=2"));
        for email in [GREGOR.email, FRIDA.email] {
            site.letter_to(email).await;
        }
        assert!(accounts::open_documents(&site.app, &anna).await.expect("read").is_empty(), "not in force before its day");
        site.advance_days(1);
        let open = accounts::open_documents(&site.app, &anna).await.expect("read");
        assert_eq!(open.iter().map(|it| (it.kind, it.version)).collect::<Vec<_>>(), [(DocumentKind::Terms, 2)]);

        let outdated = accounts::Accepted { versions: vec![(DocumentKind::Terms, 1)], lang: Lang::De };
        check_problems(accounts::accept_terms(&site.app, &anna, &outdated).await, &[Problem::TermsChanged]);
        let accepted = accounts::Accepted { versions: vec![(DocumentKind::Terms, 2)], lang: Lang::De };
        accounts::accept_terms(&site.app, &anna, &accepted).await.expect("accepted");
        accounts::accept_terms(&site.app, &anna, &accepted).await.expect("twice changes nothing");
        assert!(accounts::open_documents(&site.app, &anna).await.expect("read").is_empty());
        let old = accounts::document(&site.app, DocumentKind::Terms, 1, Lang::En).await.expect("read").expect("kept");
        assert!(old.body.starts_with("These terms hold"), "{}", old.body);
        let versions = accounts::list_versions(&site.app, DocumentKind::Terms, Lang::De).await.expect("listed");
        assert_eq!(versions.iter().map(|it| it.version).collect::<Vec<_>>(), [2, 1]);
        check_problems(accounts::sign_up(&site.app, &sign_up_of_iris()).await, &[Problem::TermsChanged]);
    }

    async fn people_are_found_by_any_of_their_names_and_only_by_whoever_manages_accounts(site) {
        for cast in &ALL {
            site.person(cast).await;
        }
        let gregor = site.person(&GREGOR).await;
        let found = accounts::list_people(&site.app, &gregor, "COSTA", "").await.expect("listed");
        assert_eq!(found.lines.iter().map(|it| it.email.as_str()).collect::<Vec<_>>(), [BRUNO.email]);
        assert_eq!(found.lines[0].state, State::Active);
        let by_address = accounts::list_people(&site.app, &gregor, "@example.at", "").await.expect("listed");
        assert_eq!((by_address.lines.len(), by_address.next), (ALL.len(), None));
        assert!(accounts::list_people(&site.app, &gregor, "%", "").await.expect("listed").lines.is_empty());
        assert_eq!(accounts::list_people(&site.app, &gregor, "", "").await.expect("listed").lines.len(), 5);
        let clara = site.person(&CLARA).await;
        let refused = accounts::list_people(&site.app, &clara, "anna", "").await;
        assert!(matches!(refused, Err(AccountError::NotAllowed)), "{refused:?}");
        let line = accounts::find_person(&site.app, &gregor, &found.lines[0].short).await.expect("found");
        assert_eq!(line.name, BRUNO.name);
    }

    async fn the_command_line_makes_accounts_and_may_know_addresses(site) {
        let request = Create {
            name: String::new(),
            display_name: "Redaktion".to_owned(),
            email: "redaktion@example.at".to_owned(),
            password: Some("ein langer Satz fuer alle".to_owned()),
            role: Role::Editor,
            lang: Lang::De,
        };
        accounts::create(&site.app, &request).await.expect("made");
        let again = Create { display_name: "Redaktion 2".to_owned(), ..request.clone() };
        check_problems(accounts::create(&site.app, &again).await, &[Problem::EmailKnown]);
        accounts::sign_in(&site.app, &sign_in_as("redaktion@example.at", "ein langer Satz fuer alle")).await.expect("in");
        accounts::set_role_by_email(&site.app, "redaktion@example.at", Role::Moderator).await.expect("given");
        let unknown = accounts::set_role_by_email(&site.app, "niemand@example.at", Role::Editor).await;
        assert!(matches!(unknown, Err(AccountError::Unknown)), "{unknown:?}");
    }
}
