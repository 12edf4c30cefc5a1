//! The desk with a full queue: how long a moderator waits for the next item while nine others take theirs.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use masthead_core::kernel::{AccountId, App, ArticleId, Lang, Person, QueueItemId, Role};
use masthead_core::posts::decisions::{self, Decide, Decided, Verdict};
use masthead_core::posts::desk::{self, ClaimNext};
use masthead_core::posts::{self, BringIn, BroughtIn, PostError};
use masthead_db::transact;

use super::figure::{Figure, Goal, percentile};
use super::site::{self, BenchSite};

/// Posts that wait.
const BACKLOG: usize = 100_000;

/// Posts brought in by one transaction.
const TOGETHER: usize = 500;

/// Articles that they stand below.
const ARTICLES: usize = 50;

const MODERATORS: usize = 10;

/// Items that each moderator decides.
const EACH: usize = 100;

/// From a decision to asking for the next item: a hundred milliseconds, where people take seconds.
const PAUSE: Duration = Duration::from_millis(100);

/// Whose each item was when it was given out.
type Given = Arc<Mutex<HashMap<QueueItemId, AccountId>>>;

/// Measures SQLite, and PostgreSQL if a server is named.
pub(crate) async fn measure() -> Result<Vec<Figure>> {
    let site = BenchSite::sqlite().await?;
    let mut figures = vec![on(&site, "next item of 100,000, p99, SQLite").await?];
    drop(site);
    if let Some(site) = BenchSite::find_postgres().await? {
        figures.push(on(&site, "next item of 100,000, p99, PostgreSQL").await?);
    }
    Ok(figures)
}

async fn on(site: &BenchSite, what: &str) -> Result<Figure> {
    let app = &site.app;
    fill(app).await?;
    let given = Given::default();
    let moderators = site::people(app, Role::Moderator, MODERATORS).await?;
    let mut shifts = tokio::task::JoinSet::new();
    for who in moderators {
        shifts.spawn(work(app.clone(), who, given.clone()));
    }
    let mut waits = Vec::new();
    while let Some(shift) = shifts.join_next().await {
        waits.extend(shift??);
    }
    let left = transact!(app.db.read(), |tx| { desk::remaining(tx, None).await })?.total;
    ensure!(
        usize::try_from(left)? == BACKLOG - MODERATORS * EACH,
        "{left} items are left"
    );
    let given = given.lock().unwrap_or_else(PoisonError::into_inner).len();
    Ok(Figure {
        what: what.to_owned(),
        value: percentile(&mut waits, 0.99),
        unit: "ms",
        goal: Goal::AtMost(10.0),
        beside: format!(
            "{MODERATORS} moderators, median {:.1} ms; {given} items given out, none to two people",
            percentile(&mut waits, 0.5)
        ),
    })
}

async fn fill(app: &Arc<App>) -> Result<()> {
    let articles = site::articles(app, ARTICLES, 1).await?;
    site::each(BACKLOG / TOGETHER, 1, |number| {
        let (app, article) = (app.clone(), articles[number % ARTICLES]);
        async move { bring_in(&app, article, number).await }
    })
    .await?;
    Ok(())
}

async fn bring_in(app: &App, article: ArticleId, batch: usize) -> Result<()> {
    transact!(app.db.write(), |tx| {
        for number in 0..TOGETHER {
            let request = BringIn {
                article,
                parent: None,
                author_name: "annab".to_owned(),
                text: format!("Weiß jemand, ob die Haltestelle {number} bleibt?"),
                lang: Lang::De,
                at: app.now(),
                published_at: app.now(),
                edited_at: None,
                short: None,
                account: None,
                refused_for: None,
                state: BroughtIn::Waiting,
                key: format!("bench:{batch}:{number}"),
            };
            posts::bring_in(tx, app, &request).await?;
        }
        Ok::<_, PostError>(())
    })?;
    Ok(())
}

/// One moderator: takes the next item, decides it, pauses. Gives how many milliseconds each taking lasted.
async fn work(app: Arc<App>, who: Person, given: Given) -> Result<Vec<f64>> {
    let mut waits = Vec::with_capacity(EACH);
    for _ in 0..EACH {
        let began = Instant::now();
        let claimed = desk::claim_next(&app, &who, ClaimNext::Anything).await?;
        waits.push(began.elapsed().as_secs_f64() * 1_000.0);
        let first = claimed.first().context("the queue is not empty")?;
        for item in &claimed {
            note(&given, item.item, &who)?;
        }
        let request = Decide {
            item: first.item,
            version: first.version,
            verdict: Verdict::Approve,
            note: String::new(),
        };
        let decided = decisions::decide(&app, &who, &request).await?;
        if !matches!(decided, Decided::Made { .. }) {
            bail!("an item that was given out could not be decided: {decided:?}");
        }
        tokio::time::sleep(PAUSE).await;
    }
    Ok(waits)
}

fn note(given: &Given, item: QueueItemId, who: &Person) -> Result<()> {
    let mut given = given.lock().unwrap_or_else(PoisonError::into_inner);
    let whose = *given.entry(item).or_insert(who.account);
    ensure!(
        whose == who.account,
        "the item {item} was given to two people"
    );
    Ok(())
}
