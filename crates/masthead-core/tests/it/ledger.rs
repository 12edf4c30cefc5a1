//! What engines cost: budgets that hold whatever happens, and sums that can be recounted.

use std::collections::HashMap;
use std::time::Duration;

use masthead_core::ledger::{Ledger, Terms, cost_of_article, usage};
use masthead_engines::asking::{Allowance, Budget, EngineError, Hold, Spend, Spent};
use masthead_testkit::cast::ELIF;
use masthead_testkit::{TestSite, both};

fn spend(chars: u64, article: &str) -> Spend {
    Spend {
        engine: "deepl".to_owned(),
        chars,
        article: Some(article.to_owned()),
    }
}

async fn ledger(site: &TestSite, allowance: Allowance) -> Ledger {
    let terms = Terms {
        allowance,
        price_micros: 20_000_000,
    };
    let account = site.person(&ELIF).await.account;
    Ledger::new(
        &site.app,
        Some(account),
        HashMap::from([("deepl".to_owned(), terms)]),
    )
}

async fn reserve(ledger: &Ledger, chars: u64, article: &str) -> Result<Hold, EngineError> {
    ledger.reserve(&spend(chars, article)).await
}

fn is_quota(result: &Result<Hold, EngineError>) -> bool {
    matches!(result, Err(EngineError::Quota { .. }))
}

async fn day(site: &TestSite) -> u64 {
    usage(&site.app, "deepl")
        .await
        .expect("the ledger can be read")
        .day
}

both! {
    async fn a_budget_is_hard_by_day_month_and_article(site) {
        let bounds = Allowance { day: Some(100), month: Some(150), article: Some(90) };
        let ledger = ledger(site, bounds).await;
        assert!(is_quota(&reserve(&ledger, 91, "a").await));
        let hold = reserve(&ledger, 90, "a").await.expect("it fits");
        ledger.settle(hold, Spent::Billed(90)).await;
        assert!(is_quota(&reserve(&ledger, 1, "a").await), "the article is full");
        assert!(is_quota(&reserve(&ledger, 11, "b").await), "the day is full");
        reserve(&ledger, 10, "b").await.expect("the day has ten left");

        site.advance_days(1);
        assert!(is_quota(&reserve(&ledger, 51, "c").await), "the month is full");
        reserve(&ledger, 50, "c").await.expect("the month has fifty left");
        site.advance_days(20);
        reserve(&ledger, 90, "d").await.expect("another month, another budget");
    }

    async fn a_full_budget_says_when_there_is_more(site) {
        let ledger = ledger(site, Allowance { day: Some(5), ..Allowance::default() }).await;
        let refused = reserve(&ledger, 6, "a").await.expect_err("it is too much");
        let EngineError::Quota { until: Some(until) } = refused else { panic!("{refused:?}") };
        let now = u64::try_from(site.app.now().as_micros()).expect("after 1970");
        let wait = until.duration_since(std::time::SystemTime::UNIX_EPOCH).expect("after 1970");
        let hours = (wait - Duration::from_micros(now)).as_secs() / 3600;
        assert_eq!(hours, 15, "it is nine o'clock in UTC");
    }

    async fn what_was_not_done_is_given_back_and_what_nobody_knows_stays_spent(site) {
        let ledger = ledger(site, Allowance { day: Some(100), ..Allowance::default() }).await;
        let hold = reserve(&ledger, 60, "a").await.expect("it fits");
        ledger.settle(hold, Spent::Nothing).await;
        assert_eq!(day(site).await, 0);
        let hold = reserve(&ledger, 60, "a").await.expect("it was given back");
        ledger.settle(hold, Spent::Billed(40)).await;
        assert_eq!(day(site).await, 40);
        let hold = reserve(&ledger, 10, "a").await.expect("it fits");
        ledger.settle(hold, Spent::AsHeld).await;
        // The machine goes down: nobody settles this one.
        reserve(&ledger, 30, "a").await.expect("it fits");
        assert_eq!(day(site).await, 80);
        assert!(is_quota(&reserve(&ledger, 21, "a").await));

        let costs = cost_of_article(&site.app, "a").await.expect("it can be read");
        assert_eq!(costs.len(), 1);
        let cost = &costs[0];
        assert_eq!((cost.calls, cost.open_calls, cost.chars), (4, 1, 80));
        assert!((cost.price - 0.0016).abs() < 1e-9, "{}", cost.price);
        assert!(cost_of_article(&site.app, "b").await.expect("it can be read").is_empty());
    }

    async fn a_hold_is_settled_once(site) {
        let ledger = ledger(site, Allowance::default()).await;
        let hold = reserve(&ledger, 60, "a").await.expect("no bounds");
        ledger.settle(hold, Spent::Billed(40)).await;
        ledger.settle(hold, Spent::Nothing).await;
        assert_eq!(day(site).await, 40);
    }

    async fn questions_at_the_same_time_cannot_both_take_the_rest(site) {
        let ledger = ledger(site, Allowance { day: Some(100), ..Allowance::default() }).await;
        let mut asking = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let ledger = ledger.clone();
            asking.spawn(async move { reserve(&ledger, 9, "a").await.is_ok() });
        }
        let granted = asking.join_all().await.into_iter().filter(|it| *it).count();
        assert_eq!(granted, 11);
        assert_eq!(day(site).await, 99);
    }
}
