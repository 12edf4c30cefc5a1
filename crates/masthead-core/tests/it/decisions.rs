//! Decisions: made once, undone step by step, in force with their statement, reversed by another.

use std::time::Duration;

use masthead_core::kernel::{CaseId, DecisionId, GroundId, PostId, Time};
use masthead_core::posts::decisions::{
    Answer, Answered, Cause, Decide, Decided, Outcome, Undone, Verdict, answer, decide,
    latest_decision, list_statements, sweep_due, take_effect, undo,
};
use masthead_core::posts::desk::{give_back, remaining};
use masthead_core::posts::{PostError, PostState, Revise, find_post, recount, revise};
use masthead_db::{DbError, Situation, Uuid, statements, transact};
use masthead_testkit::cast::{ANNA, CLARA, DENIZ, FRIDA};
use masthead_testkit::{TestSite, both};

use crate::desk::{approve, article, refusal, refuse, rule, take, wait_for_effect, write};

async fn state(site: &TestSite, post: masthead_core::kernel::PostId) -> PostState {
    let found = transact!(site.app.db.read(), |tx| {
        find_post(tx, &post.short()).await
    });
    found.expect("readable").expect("it is there").state
}

statements! {
    /// What the schema must refuse: a restriction about which nobody was told, and without a reason why not.
    fn restrict_in_silence(id: Uuid, decision: DecisionId, post: PostId, ground: GroundId, at: Time) =
        "insert into restriction (id, decision_id, post_id, kind, ground_id, starts_at)
         values ($1, $2, $3, 'content_removed', $4, $5)";

    /// A decision that can never take effect: what it is about does not exist.
    fn decide_about_nothing(id: DecisionId, post: PostId, at: Time) =
        "insert into decision (id, subject_kind, subject_id, subject_version, outcome, cause, by_rule, facts, note,
           automated_detection, automated_decision, decided_at, due_at)
         values ($1, 'post', $2, 1, 'approve', 'rule', 'none', '', '', false, 'fully', cast($3 as bigint),
           cast($3 as bigint))";
}

async fn no_drift(site: &TestSite) {
    let drift = transact!(site.app.db.read(), |tx| { recount(tx).await });
    assert_eq!(drift.expect("readable"), []);
}

both! {
    async fn a_second_decision_is_told_who_was_faster(site) {
        let article = article(site).await;
        let anna = site.person(&ANNA).await;
        let post = write(site, &anna, article, None, "eins").await.post;
        let (clara, deniz) = (site.person(&CLARA).await, site.person(&DENIZ).await);
        let (item, version) = take(site, &clara, post).await;
        let request = Decide { item, version, verdict: Verdict::Approve, note: String::new() };
        let held = decide(&site.app, &deniz, &request).await.expect("he may");
        assert!(matches!(held, Decided::HeldBy { name, .. } if name == "Clara Dorn"));
        assert!(matches!(decide(&site.app, &clara, &request).await.expect("she may"), Decided::Made { .. }));
        let again = decide(&site.app, &deniz, &request).await.expect("he may");
        assert_eq!(again, Decided::Already { by: Some("Clara Dorn".to_owned()), outcome: Outcome::Approve });
        wait_for_effect(site).await;
        assert_eq!(site.events().await.iter().filter(|it| *it == "post_published").count(), 1);
    }

    async fn a_text_that_changed_is_not_decided_unread(site) {
        let article = article(site).await;
        let anna = site.person(&ANNA).await;
        let post = write(site, &anna, article, None, "harmlos").await.post;
        let clara = site.person(&CLARA).await;
        let (item, version) = take(site, &clara, post).await;
        let request = Decide { item, version, verdict: Verdict::Approve, note: String::new() };
        revise(&site.app, &anna, &Revise { post, text: "gar nicht harmlos".to_owned() }).await.expect("hers");
        assert_eq!(decide(&site.app, &clara, &request).await.expect("she may"), Decided::TextChanged);
        give_back(&site.app, &clara, None).await.expect("given back");

        approve(site, &CLARA, post).await;
        revise(&site.app, &anna, &Revise { post, text: "im letzten Augenblick".to_owned() }).await.expect("hers");
        wait_for_effect(site).await;
        assert_eq!(state(site, post).await, PostState::Waiting, "the approval fell with the text");
        no_drift(site).await;
    }

    async fn decisions_are_undone_step_by_step_and_nothing_follows(site) {
        let article = article(site).await;
        let anna = site.person(&ANNA).await;
        let first = write(site, &anna, article, None, "eins").await.post;
        let second = write(site, &anna, article, None, "zwei").await.post;
        approve(site, &CLARA, first).await;
        let verdict = refusal(site, "TC-SPAM", "Das steht schon dreimal da.").await;
        rule(site, &CLARA, second, verdict).await;
        let clara = site.person(&CLARA).await;
        assert!(matches!(undo(&site.app, &clara).await.expect("undone"), Undone::Back(_)));
        assert!(matches!(undo(&site.app, &clara).await.expect("undone"), Undone::Back(_)));
        assert_eq!(undo(&site.app, &clara).await.expect("asked"), Undone::Nothing);
        wait_for_effect(site).await;

        assert_eq!((state(site, first).await, state(site, second).await), (PostState::Waiting, PostState::Waiting));
        let left = transact!(site.app.db.read(), |tx| { remaining(tx, None).await }).expect("readable");
        assert_eq!(left.total, 2);
        assert!(!site.events().await.contains(&"decision_made".to_owned()));
        no_drift(site).await;
    }

    async fn what_is_in_force_cannot_be_undone_and_takes_effect_once(site) {
        let article = article(site).await;
        let anna = site.person(&ANNA).await;
        let post = write(site, &anna, article, None, "eins").await.post;
        let Decided::Made { decision, .. } = rule(site, &CLARA, post, Verdict::Approve).await else {
            panic!("it waits")
        };
        assert!(!take_effect(&site.app, decision).await.expect("asked"), "too early");
        assert_eq!(state(site, post).await, PostState::Waiting);
        wait_for_effect(site).await;
        let (one, two) = tokio::join!(take_effect(&site.app, decision), take_effect(&site.app, decision));
        assert!(one.expect("harmless") && two.expect("harmless"));
        assert_eq!(undo(&site.app, &site.person(&CLARA).await).await.expect("asked"), Undone::Nothing);
        assert_eq!(site.events().await.iter().filter(|it| *it == "decision_made").count(), 1);
        no_drift(site).await;
    }

    async fn a_decision_takes_effect_though_its_job_was_lost(site) {
        let article = article(site).await;
        let anna = site.person(&ANNA).await;
        let post = write(site, &anna, article, None, "eins").await.post;
        transact!(site.app.db.write(), |tx| {
            let (id, nothing) = (site.app.new_id(), site.app.new_id());
            decide_about_nothing(tx, id, nothing, site.app.now()).await
        })
        .expect("written");
        approve(site, &CLARA, post).await;
        let early = sweep_due(&site.app).await.expect("listed");
        assert_eq!((early.in_force, state(site, post).await), (0, PostState::Waiting), "it can still be undone");

        site.advance(Duration::from_secs(u64::from(site.app.settings().undo_secs)));
        let swept = sweep_due(&site.app).await.expect("listed");
        assert_eq!((swept.in_force, swept.failed), (1, 1), "one that fails does not keep the other");
        assert_eq!(state(site, post).await, PostState::Published);
        no_drift(site).await;
    }

    async fn a_refusal_needs_a_ground_and_words_of_its_own(site) {
        let article = article(site).await;
        let anna = site.person(&ANNA).await;
        let post = write(site, &anna, article, None, "eins").await.post;
        let clara = site.person(&CLARA).await;
        let (item, version) = take(site, &clara, post).await;
        for facts in ["", "  ", "Persönliche Angriffe"] {
            let verdict = refusal(site, "TC-INSULT", facts).await;
            let request = Decide { item, version, verdict, note: String::new() };
            assert!(matches!(decide(&site.app, &clara, &request).await, Err(PostError::NoFacts)), "{facts:?}");
        }
    }

    async fn a_refusal_tells_everything_that_the_law_wants_told(site) {
        let article = article(site).await;
        let anna = site.person(&ANNA).await;
        let post = write(site, &anna, article, None, "Du Trottel").await.post;
        refuse(site, &CLARA, post, "TC-INSULT", "Sie beschimpfen einen anderen Menschen.").await;
        wait_for_effect(site).await;
        let told = transact!(site.app.db.read(), |tx| { list_statements(tx, anna.account, 10).await }).expect("readable");
        let [statement] = told.as_slice() else { panic!("one statement: {told:?}") };
        for part in [
            "nicht veröffentlicht", "überall", "ohne zeitliche Begrenzung", "Sie beschimpfen einen anderen Menschen.",
            "unsere eigene Prüfung", "ohne automatische Mittel", "Entschieden hat ein Mensch", "Netiquette",
            "Persönliche Angriffe", "/office/complaint?statement=", "RTR-GmbH", "KommAustria", "Gericht",
        ] {
            assert!(statement.body.contains(part), "“{part}” is missing:\n{}", statement.body);
        }
        let letter = site.letter_to(ANNA.email).await;
        assert!(letter.body.contains(&statement.short));
    }

    async fn nothing_is_held_back_without_a_statement(site) {
        let article = article(site).await;
        let anna = site.person(&ANNA).await;
        let post = write(site, &anna, article, None, "eins").await.post;
        approve(site, &CLARA, post).await;
        wait_for_effect(site).await;
        let decision = transact!(site.app.db.read(), |tx| { latest_decision(tx, post).await });
        let decision = decision.expect("readable").expect("there is one").id;
        let Verdict::Refuse { ground, .. } = refusal(site, "TC-AD", "Werbung für ein Lokal.").await else {
            panic!("a refusal")
        };
        let silent: Result<u64, DbError> = transact!(site.app.db.write(), |tx| {
            restrict_in_silence(tx, site.app.new_id(), decision, post, ground, site.app.now()).await
        });
        assert_eq!(silent.expect_err("the schema refuses").situation(), &Situation::Refused);
    }

    async fn another_person_brings_back_what_was_wrongly_refused(site) {
        let article = article(site).await;
        let anna = site.person(&ANNA).await;
        let post = write(site, &anna, article, None, "Zu Unrecht").await.post;
        refuse(site, &CLARA, post, "TC-TROLL", "Das ist nur Provokation.").await;
        wait_for_effect(site).await;
        site.letter_to(ANNA.email).await;
        let frida = site.person(&FRIDA).await;
        let first = transact!(site.app.db.read(), |tx| { latest_decision(tx, post).await });
        let first = first.expect("readable").expect("there is one");
        assert_eq!(first.by_name.as_deref(), Some("Clara Dorn"));
        let request = Answer {
            post,
            answered: Answered::Restore,
            cause: Cause::Complaint,
            case: site.app.new_id::<CaseId>(),
            supersedes: Some(first.id),
            note: String::new(),
            weighing: String::new(),
            ends_at: None,
        };
        transact!(site.app.db.write(), |tx| { answer(tx, &site.app, &frida, &request).await }).expect("possible");
        assert_eq!(state(site, post).await, PostState::Published);
        assert!(site.letter_to(ANNA.email).await.subject.contains("veröffentlicht"));
        let again = transact!(site.app.db.write(), |tx| { answer(tx, &site.app, &frida, &request).await });
        assert!(matches!(again, Err(PostError::Impossible(_))), "it is back already");
        no_drift(site).await;
    }
}
