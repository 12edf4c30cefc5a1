//! The queue: nobody is given what a colleague has, counts are exact, and decisions wait until they cannot be undone.

use std::collections::HashSet;
use std::time::Duration;

use masthead_core::kernel::Posting;
use masthead_core::posts::desk::{
    ClaimNext, LEASE_SECS, PREFETCH, Queue, claim_next, desk_item, give_back, list_claims,
    remaining, usual_waiting_secs, waiting_by_article,
};
use masthead_core::posts::{PostError, recount, reopen, set_posting, withdraw};
use masthead_core::screening::Rule;
use masthead_db::transact;
use masthead_testkit::cast::{ANNA, CLARA, DENIZ, ELIF, HANA};
use masthead_testkit::{TestSite, both};

use crate::desk::{approve, article, wait_for_effect, write};

async fn waiting(site: &TestSite) -> i64 {
    let counted = transact!(site.app.db.read(), |tx| { remaining(tx, None).await });
    counted.expect("readable").total
}

both! {
    async fn two_moderators_are_never_given_the_same(site) {
        let article = article(site).await;
        let anna = site.person(&ANNA).await;
        for number in 0..24 {
            write(site, &anna, article, None, &format!("Nummer {number}")).await;
        }
        let (clara, deniz) = (site.person(&CLARA).await, site.person(&DENIZ).await);
        let mut given = HashSet::new();
        for _ in 0..3 {
            let (hers, his) = tokio::join!(
                claim_next(&site.app, &clara, ClaimNext::Anything),
                claim_next(&site.app, &deniz, ClaimNext::Anything)
            );
            let (hers, his) = (hers.expect("she may"), his.expect("he may"));
            assert_eq!((hers.len(), his.len()), (PREFETCH, PREFETCH));
            let hers: HashSet<_> = hers.iter().map(|it| it.item).collect();
            assert!(his.iter().all(|it| !hers.contains(&it.item)), "one item on two screens");
            given.extend(hers);
        }
        assert_eq!(given.len(), PREFETCH, "asking again renews what one has");
        let claims = transact!(site.app.db.read(), |tx| { list_claims(tx, site.app.now()).await });
        assert_eq!(claims.expect("readable").len(), 2 * PREFETCH);
    }

    async fn what_was_given_back_or_left_lying_comes_to_the_next(site) {
        let article = article(site).await;
        let anna = site.person(&ANNA).await;
        write(site, &anna, article, None, "eins").await;
        let (clara, deniz) = (site.person(&CLARA).await, site.person(&DENIZ).await);
        let first = claim_next(&site.app, &clara, ClaimNext::Anything).await.expect("she may");
        assert_eq!(claim_next(&site.app, &deniz, ClaimNext::Anything).await.expect("he may"), []);
        give_back(&site.app, &clara, None).await.expect("given back");
        let second = claim_next(&site.app, &deniz, ClaimNext::Anything).await.expect("he may");
        assert_eq!(second[0].item, first[0].item);
        site.advance(Duration::from_secs(LEASE_SECS + 1));
        let third = claim_next(&site.app, &clara, ClaimNext::From(Queue::New)).await.expect("she may");
        assert_eq!(third[0].item, first[0].item);
    }

    async fn nobody_is_given_their_own_post(site) {
        let article = article(site).await;
        let clara = site.person(&CLARA).await;
        write(site, &clara, article, None, "Von mir selbst").await;
        assert_eq!(claim_next(&site.app, &clara, ClaimNext::Anything).await.expect("she may"), []);
        let deniz = site.person(&DENIZ).await;
        assert_eq!(claim_next(&site.app, &deniz, ClaimNext::Anything).await.expect("he may").len(), 1);
        let anna = site.person(&ANNA).await;
        let refused = claim_next(&site.app, &anna, ClaimNext::Anything).await;
        assert!(matches!(refused, Err(PostError::NotAllowed)));
    }

    async fn counts_are_exact_for_queues_and_articles(site) {
        let (here, there) = (article(site).await, article(site).await);
        let anna = site.person(&ANNA).await;
        let first = write(site, &anna, here, None, "eins").await;
        write(site, &anna, here, None, "zwei").await;
        let gone = write(site, &anna, there, None, "drei").await;
        assert_eq!(waiting(site).await, 3);
        withdraw(&site.app, &anna, gone.post).await.expect("hers");
        approve(site, &CLARA, first.post).await;
        assert_eq!(waiting(site).await, 1, "a decision counts at once");
        let below = transact!(site.app.db.read(), |tx| {
            waiting_by_article(tx, masthead_core::kernel::Lang::De).await
        });
        let below: Vec<_> = below.expect("readable").into_iter().map(|it| (it.article, it.headline, it.waiting)).collect();
        assert_eq!(below, [(here, "Die Brücke".to_owned(), 1)]);
        wait_for_effect(site).await;
        let drift = transact!(site.app.db.read(), |tx| { recount(tx).await });
        assert_eq!(drift.expect("readable"), []);
    }

    async fn a_reported_post_comes_first_and_stays_up(site) {
        let article = article(site).await;
        let (anna, hana) = (site.person(&ANNA).await, site.person(&HANA).await);
        let reported = write(site, &anna, article, None, "schon zu lesen").await;
        approve(site, &CLARA, reported.post).await;
        wait_for_effect(site).await;
        write(site, &hana, article, None, "neu").await;
        for _ in 0..2 {
            transact!(site.app.db.write(), |tx| { reopen(tx, &site.app, reported.post, Rule::Reopened).await }).expect("it is published");
        }
        assert_eq!(waiting(site).await, 2, "reported twice, it waits once");
        let deniz = site.person(&DENIZ).await;
        let first = claim_next(&site.app, &deniz, ClaimNext::Anything).await.expect("he may")[0];
        let item = desk_item(&site.app, &deniz, first.item).await.expect("readable");
        assert_eq!((first.queue, item.post), (Queue::Reported, reported.post));
        assert_eq!(item.author.expect("a member").approved, 1);
    }

    async fn a_report_that_comes_before_a_decision_takes_effect_is_read(site) {
        let article = article(site).await;
        let (anna, elif) = (site.person(&ANNA).await, site.person(&ELIF).await);
        set_posting(&site.app, &elif, article, Some(Posting::Post)).await.expect("an editor rules threads");
        let post = write(site, &anna, article, None, "Sofort zu sehen").await.post;
        approve(site, &CLARA, post).await;
        transact!(site.app.db.write(), |tx| { reopen(tx, &site.app, post, Rule::Reopened).await }).expect("it is seen");
        wait_for_effect(site).await;

        let counted = transact!(site.app.db.read(), |tx| { remaining(tx, None).await }).expect("readable");
        assert_eq!((counted.total, counted.of(Queue::Reported)), (1, 1), "the report waits to be read");
        let drift = transact!(site.app.db.read(), |tx| { recount(tx).await }).expect("readable");
        assert_eq!(drift, []);
    }

    async fn the_usual_waiting_time_is_said_once_it_is_known(site) {
        let article = article(site).await;
        let anna = site.person(&ANNA).await;
        let usual = || async {
            transact!(site.app.db.read(), |tx| { usual_waiting_secs(tx, site.app.now()).await }).expect("readable")
        };
        for number in 0..5 {
            assert_eq!(usual().await, None);
            let post = write(site, &anna, article, None, &format!("Nummer {number}")).await.post;
            site.advance(Duration::from_secs(300));
            approve(site, &CLARA, post).await;
            wait_for_effect(site).await;
        }
        assert_eq!(usual().await, Some(308), "five minutes, and eight seconds to undo");
        site.advance_days(1);
        assert_eq!(usual().await, None, "yesterday says nothing about now");
    }
}
