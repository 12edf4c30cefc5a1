//! A kept article page and its 304: our processor time per request beside nginx's, on the same bytes, in one run.

use std::time::Duration;

use anyhow::{Context, Result, ensure};

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
    let plain = Asking::get(ours.address, &article, "", 200).once().await?;
    let gzip = Asking::get(ours.address, &article, GZIP, 200)
        .once()
        .await?;
    ensure!(
        gzip.header("content-encoding") == Some("gzip"),
        "the page is not compressed"
    );
    let nginx = nginx::serve(folder.path(), &plain.body, &gzip.body).await?;
    let (page_ours, page_nginx) = (
        Side {
            server: &ours,
            asking: Asking::get(ours.address, &article, GZIP, 200),
        },
        Side {
            server: &nginx,
            asking: Asking::get(nginx.address, "/page.html", GZIP, 200),
        },
    );
    let (tag_ours, tag_nginx) = (tag(&page_ours).await?, tag(&page_nginx).await?);
    let (again_ours, again_nginx) = (
        Side {
            server: &ours,
            asking: Asking::get(ours.address, &article, &tag_ours, 304),
        },
        Side {
            server: &nginx,
            asking: Asking::get(nginx.address, "/page.html", &tag_nginx, 304),
        },
    );
    let size = format!("{} kB as gzip", gzip.body.len() / 1_000);
    Ok(vec![
        compare(
            &format!("cached article page, {size}"),
            &page_ours,
            &page_nginx,
            1.0,
        )
        .await?,
        compare("the same, 304", &again_ours, &again_nginx, 0.8).await?,
    ])
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

/// The header by which a browser says that it has the page already.
async fn tag(side: &Side<'_>) -> Result<String> {
    let answer = side.asking.once().await?;
    let tag = answer
        .header("etag")
        .context("the answer has no entity tag")?;
    Ok(format!("{GZIP}If-None-Match: {tag}\r\n"))
}

async fn compare(what: &str, ours: &Side<'_>, nginx: &Side<'_>, goal: f64) -> Result<Figure> {
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
