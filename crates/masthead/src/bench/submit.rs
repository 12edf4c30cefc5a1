//! How many posts a second are taken for good: handed in by many at once, and on the disk before each is answered.

use std::fs::File;
use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use masthead_core::kernel::{App, ArticleId, Lang, Person, Role};
use masthead_core::posts::desk;
use masthead_core::posts::{self, PostError, Submit};
use masthead_db::{Situation, transact};

use super::cpu;
use super::figure::{Figure, Goal, count, per_sec};
use super::site::{self, BenchSite};

/// Members who hand in at once, each their next post as soon as the last is taken.
const CLIENTS: usize = 64;

/// Articles that they write below.
const ARTICLES: usize = 10;

const LASTS: Duration = Duration::from_secs(5);

const TEXT: &str = "Ich bin mit dem Rad jeden Tag über die alte Brücke gefahren, und jeden Tag hat mich ein Lastwagen \
    am Geländer entlanggeschoben. Dass sie *stehen bleibt*, ist das Beste an dem Beschluss.";

/// Measures SQLite, and PostgreSQL if a server is named.
pub(crate) async fn measure() -> Result<Vec<Figure>> {
    let syncs = syncs_a_second()?;
    let site = BenchSite::sqlite().await?;
    let mut figures = vec![on(&site, "posts taken for good, SQLite", 5_000.0, syncs).await?];
    drop(site);
    if let Some(site) = BenchSite::find_postgres().await? {
        figures.push(on(&site, "posts taken for good, PostgreSQL", 2_500.0, syncs).await?);
    }
    Ok(figures)
}

async fn on(site: &BenchSite, what: &str, goal: f64, syncs: f64) -> Result<Figure> {
    let writers = site::people(&site.app, Role::Reader, CLIENTS).await?;
    let articles = site::articles(&site.app, ARTICLES, 1).await?;
    let (began, cpu) = (Instant::now(), cpu::used_by(std::process::id())?);
    let until = began + LASTS;
    let mut clients = tokio::task::JoinSet::new();
    for (number, who) in writers.into_iter().enumerate() {
        let article = articles[number % ARTICLES];
        clients.spawn(write_until(site.app.clone(), who, article, until));
    }
    let (mut taken, mut again) = (0, 0);
    while let Some(client) = clients.join_next().await {
        let client = client??;
        taken += client.taken;
        again += client.again;
    }
    let (lasted, cpu) = (
        began.elapsed(),
        cpu::used_by(std::process::id())?.saturating_sub(cpu),
    );
    all_wait(&site.app, taken).await?;
    Ok(Figure {
        what: what.to_owned(),
        value: per_sec(taken, lasted),
        unit: "posts/s",
        goal: Goal::AtLeast(goal),
        beside: format!(
            "{CLIENTS} clients, {again} tries given back, {:.0} µs of our CPU each; {syncs:.0} syncs/s one by one",
            cpu.as_secs_f64() * 1e6 / count(taken)
        ),
    })
}

/// What one client did.
#[derive(Default)]
struct Written {
    taken: u64,
    /// Times the database asked to try again later, and the same form was handed in again.
    again: u64,
}

async fn write_until(
    app: Arc<App>,
    who: Person,
    article: ArticleId,
    until: Instant,
) -> Result<Written> {
    let mut written = Written::default();
    let mut request = Submit {
        article,
        parent: None,
        text: TEXT.to_owned(),
        lang: Lang::De,
        key: app.ids.secret(),
    };
    while Instant::now() < until {
        match posts::submit(&app, &who, &request).await {
            Ok(_) => {
                written.taken += 1;
                request.key = app.ids.secret();
            }
            Err(PostError::Db(cause)) if *cause.situation() == Situation::Collision => {
                written.again += 1;
            }
            Err(cause) => return Err(cause.into()),
        }
    }
    Ok(written)
}

/// Each post that was answered for is there, once: the desk counts as many.
async fn all_wait(app: &App, taken: u64) -> Result<()> {
    let waiting = transact!(app.db.read(), |tx| { desk::remaining(tx, None).await })?.total;
    ensure!(
        u64::try_from(waiting)? == taken,
        "{taken} posts were taken and {waiting} wait"
    );
    Ok(())
}

/// How often a small write reaches this disk in a second when each waits for the one before: what nobody who writes
/// one by one can surpass.
fn syncs_a_second() -> Result<f64> {
    let mut file: File = tempfile::tempfile()?;
    let began = Instant::now();
    let mut syncs = 0;
    while began.elapsed() < Duration::from_secs(1) {
        file.write_all(&[7; 4_096])?;
        file.sync_data()?;
        syncs += 1;
    }
    Ok(per_sec(syncs, began.elapsed()))
}
