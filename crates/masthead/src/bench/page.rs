//! A kept article page and its 304: our processor time per request beside nginx's, on the same bytes, in one run.

use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use super::figure::{Figure, Goal, count, percentile};
use super::load::Asking;
use super::nginx;
use super::server::Server;

/// Browsers at once.
const CONNECTIONS: usize = 64;

/// How long each round lasts.
const ROUND: Duration = Duration::from_secs(3);

/// Rounds for each server, in turn; the middle one counts.
const ROUNDS: usize = 3;

/// A page that is the same for so long is finished.
const SETTLED_AFTER: Duration = Duration::from_secs(3);

/// How often that is looked at.
const SETTLES_WITHIN: usize = 20;

const GZIP: &str = "Accept-Encoding: gzip\r\n";

/// A server and what it is asked.
struct Side<'a> {
    server: &'a Server,
    asking: Asking,
}

/// Measures the page and its 304.
pub(crate) async fn measure() -> Result<Vec<Figure>> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("site");
    let ours = Server::ours("demo", &data, "/readyz").await?;
    let article = article_on_front(&ours).await?;
    settle(&ours, &article).await?;
    let plain = Asking::get(ours.address, &article, "", 200).once().await?;
    let gzip = Asking::get(ours.address, &article, GZIP, 200)
        .once()
        .await?;
    ensure!(
        gzip.header("content-encoding") == Some("gzip"),
        "the page is not compressed"
    );
    let nginx = nginx::serve(folder.path(), &plain.body, &gzip.body).await?;
    let page = (
        Side {
            server: &ours,
            asking: Asking::get(ours.address, &article, GZIP, 200),
        },
        Side {
            server: &nginx,
            asking: Asking::get(nginx.address, "/page.html", GZIP, 200),
        },
    );
    let size = format!("{} kB as gzip", gzip.body.len() / 1_000);
    let first = compare(&format!("cached article page, {size}"), &page, 1.0).await?;
    settle(&ours, &article).await?;
    let again = (page.0.again().await?, page.1.again().await?);
    Ok(vec![first, compare("the same, 304", &again, 0.8).await?])
}

/// Waits until the page stays as it is: the demo draws its pictures after it has opened.
async fn settle(server: &Server, path: &str) -> Result<()> {
    let asking = Asking::get(server.address, path, "", 200);
    let mut tag = None;
    for _ in 0..SETTLES_WITHIN {
        tokio::time::sleep(SETTLED_AFTER).await;
        let now = asking.once().await?.header("etag").map(str::to_owned);
        if now.is_some() && now == tag {
            return Ok(());
        }
        tag = now;
    }
    bail!("the article did not stay the same; is something being published?")
}

/// The first article that the front page leads to.
async fn article_on_front(server: &Server) -> Result<String> {
    let front = Asking::get(server.address, "/", "", 200).once().await?;
    let front = String::from_utf8_lossy(&front.body).into_owned();
    let headline = front
        .split("teaser-headline")
        .nth(1)
        .context("the front page has no teaser")?;
    let link = headline
        .split("href=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    Ok(link.context("the teaser leads nowhere")?.to_owned())
}

impl Side<'_> {
    /// Asked by a browser that has the page already.
    async fn again(&self) -> Result<Self> {
        let answer = self.asking.once().await?;
        let tag = answer.header("etag");
        let tag = tag.context("the answer has no entity tag")?;
        let path = String::from_utf8_lossy(&self.asking.request).into_owned();
        let path = path.split(' ').nth(1).context("a request has a path")?;
        let headers = format!("{GZIP}If-None-Match: {tag}\r\n");
        Ok(Self {
            server: self.server,
            asking: Asking::get(self.server.address, path, &headers, 304),
        })
    }
}

async fn compare(what: &str, (ours, nginx): &(Side<'_>, Side<'_>), goal: f64) -> Result<Figure> {
    let (mut our_micros, mut nginx_micros) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        our_micros.push(round(ours).await?);
        nginx_micros.push(round(nginx).await?);
    }
    let (our_micros, nginx_micros) = (
        percentile(&mut our_micros, 0.5),
        percentile(&mut nginx_micros, 0.5),
    );
    Ok(Figure {
        what: what.to_owned(),
        value: our_micros / nginx_micros,
        unit: "× nginx",
        goal: Goal::AtMost(goal),
        beside: format!("ours {our_micros:.1} µs, nginx {nginx_micros:.1} µs of CPU per request"),
    })
}

/// Microseconds of the server's processor time per request.
async fn round(side: &Side<'_>) -> Result<f64> {
    let before = side.server.cpu()?;
    let load = side.asking.many(CONNECTIONS, ROUND).await?;
    let used = side.server.cpu()?.saturating_sub(before);
    Ok(used.as_secs_f64() * 1_000_000.0 / count(load.answers))
}
