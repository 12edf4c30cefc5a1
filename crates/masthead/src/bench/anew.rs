//! Pages made anew: what a request costs that no kept page answers, by the server's processor time.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use masthead_core::accounts::{self, SignIn};
use masthead_core::kernel::{App, ArticleId, Clock, Lang, PostId, Role};
use masthead_core::posts::{self, BringIn, BroughtIn, PostError};
use masthead_db::transact;
use masthead_testkit::{PASSWORD, world};

use super::figure::{Figure, Goal, count};
use super::load::Asking;
use super::server::Server;
use super::site;
use crate::work;

/// Posts on the page.
const POSTS: usize = 50;

/// Readers at once.
const CONNECTIONS: usize = 8;

const ROUND: Duration = Duration::from_secs(3);

/// Milliseconds that a page may cost.
const GOAL: f64 = 0.8;

const TEXT: &str = "Schön für Sie. Ich wohne dort, wo die Zufahrt hinkommt. Vor vierzehn Jahren hat man uns \
    versprochen, dass die Au bleibt. *Das* hätte ich gern einmal erklärt.";

/// Measures the article page with fifty posts and the front page, for strangers and for somebody signed in.
pub(crate) async fn measure() -> Result<Vec<Figure>> {
    let folder = tempfile::tempdir()?;
    let prepared = prepare(folder.path()).await?;
    let server = Server::ours("serve", folder.path(), "/readyz").await?;
    let front = Asking::get(server.address, "/", "", 200).once().await?;
    let front = String::from_utf8_lossy(&front.body).into_owned();
    let article = front
        .split('"')
        .find(|it| it.ends_with(&prepared.article))
        .context("the article is not on the front page")?
        .to_owned();
    // A cookie of an ended session reads as a stranger, and is reason enough to make the page anew.
    let stranger = "Cookie: session=ended\r\n".to_owned();
    let member = format!("Cookie: session={}\r\n", prepared.session);
    let pages = [
        ("article with 50 posts anew, stranger", &article, &stranger),
        ("article with 50 posts anew, signed in", &article, &member),
        ("front page anew, stranger", &"/".to_owned(), &stranger),
        ("front page anew, signed in", &"/".to_owned(), &member),
    ];
    let mut figures = Vec::new();
    for (what, path, cookie) in pages {
        figures.push(page(&server, what, path, cookie).await?);
    }
    Ok(figures)
}

async fn page(server: &Server, what: &str, path: &str, cookie: &str) -> Result<Figure> {
    let asking = Asking::get(server.address, path, cookie, 200);
    let once = asking.once().await?;
    let cached = once.header("cache-control").unwrap_or_default().to_owned();
    ensure!(
        cached.contains("no-store"),
        "{path} may come from the cache: {cached}"
    );
    asking.many(CONNECTIONS, ROUND / 6).await?;
    let before = server.cpu()?;
    let load = asking.many(CONNECTIONS, ROUND).await?;
    let used = server.cpu()?.saturating_sub(before);
    Ok(Figure {
        what: what.to_owned(),
        value: used.as_secs_f64() * 1_000.0 / count(load.answers),
        unit: "ms CPU",
        goal: Goal::AtMost(GOAL),
        beside: format!(
            "{} kB of HTML, {} pages",
            once.body.len() / 1_000,
            load.answers
        ),
    })
}

/// What was made ready.
struct Prepared {
    /// How the article's address ends.
    article: String,
    /// The secret of somebody's session.
    session: String,
}

/// The small world of the demo, and an article with fifty posts in it.
async fn prepare(data: &std::path::Path) -> Result<Prepared> {
    let began = Clock::of_the_machine().now().before(world::BEGAN_BEFORE);
    let config = site::config_at(data)?;
    let app = site::open(&config, Clock::set_to(began)).await?;
    world::furnish(&app).await?;
    // Its pictures are drawn now, or the server would draw them while it is measured.
    work::runner(&app).run_due().await?;
    let article = site::articles(&app, 1, 1).await?.remove(0);
    talk(&app, article).await?;
    let session = sign_in(&app).await?;
    Ok(Prepared {
        article: article.short(),
        session,
    })
}

/// Every third post begins a conversation; the two behind it answer.
async fn talk(app: &App, article: ArticleId) -> Result<()> {
    transact!(app.db.write(), |tx| {
        let mut above: Option<PostId> = None;
        for number in 0..POSTS {
            let request = BringIn {
                article,
                parent: above.filter(|_| number % 3 != 0),
                author_name: "Bruno C.".to_owned(),
                text: TEXT.to_owned(),
                lang: Lang::De,
                at: app.now(),
                published_at: app.now(),
                edited_at: None,
                short: None,
                account: None,
                refused_for: None,
                state: BroughtIn::Published,
                key: format!("bench:{number}"),
            };
            above = Some(posts::bring_in(tx, app, &request).await?);
        }
        Ok::<_, PostError>(())
    })?;
    Ok(())
}

async fn sign_in(app: &Arc<App>) -> Result<String> {
    let reader = site::people(app, Role::Reader, 1).await?.remove(0);
    let request = SignIn {
        email: format!("{}@example.at", reader.display_name),
        password: PASSWORD.to_owned(),
        user_agent: "bench".to_owned(),
    };
    Ok(accounts::sign_in(app, &request).await?.secret)
}
