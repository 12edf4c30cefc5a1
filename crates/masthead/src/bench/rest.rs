//! A newspaper's archive of ten thousand articles: how soon the first page comes, and how much memory is held at rest.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use masthead_core::kernel::Clock;

use super::figure::{Figure, Goal, percentile};
use super::load::Asking;
use super::server::Server;
use super::site;

const ARTICLES: usize = 10_000;

/// Articles that are published at once while the archive is filled, to share commits.
const PUBLISHED_AT_ONCE: usize = 64;

/// Starts; the middle one counts.
const STARTS: usize = 5;

/// Pages that are read before memory is looked at, so that it is not that of an empty shop.
const PAGES_READ: usize = 100;

/// Until what was needed for the last page is given back.
const REST: Duration = Duration::from_secs(3);

/// Measures both on one site.
pub(crate) async fn measure() -> Result<Vec<Figure>> {
    let folder = tempfile::tempdir()?;
    fill(folder.path()).await?;
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        let began = Instant::now();
        let _server = Server::ours("serve", folder.path(), "/").await?;
        starts.push(began.elapsed().as_secs_f64());
    }
    Ok(vec![
        memory(folder.path()).await?,
        Figure {
            what: "start to the first front page".to_owned(),
            value: percentile(&mut starts, 0.5),
            unit: "s",
            goal: Goal::AtMost(0.3),
            beside: format!(
                "middle of {STARTS}, slowest {:.2} s",
                percentile(&mut starts, 1.0)
            ),
        },
    ])
}

async fn fill(data: &Path) -> Result<()> {
    let app = site::open(&site::config_at(data)?, Clock::of_the_machine()).await?;
    site::prepare(&app).await?;
    site::articles(&app, ARTICLES, PUBLISHED_AT_ONCE).await?;
    Ok(())
}

async fn memory(data: &Path) -> Result<Figure> {
    let server = Server::ours("serve", data, "/").await?;
    let fresh = server.resident_bytes()?;
    let links = links(&server).await?;
    for link in links.iter().cycle().take(PAGES_READ) {
        Asking::get(server.address, link, "", 200).once().await?;
    }
    tokio::time::sleep(REST).await;
    Ok(Figure {
        what: "memory at rest, 10,000 articles".to_owned(),
        value: server.resident_bytes()? / 1e6,
        unit: "MB",
        goal: Goal::AtMost(60.0),
        beside: format!(
            "resident, after {PAGES_READ} pages; {:.0} MB after the first",
            fresh / 1e6
        ),
    })
}

/// Articles that the front page leads to.
async fn links(server: &Server) -> Result<Vec<String>> {
    let front = Asking::get(server.address, "/", "", 200).once().await?;
    let front = String::from_utf8_lossy(&front.body).into_owned();
    let links: Vec<String> = front
        .split('"')
        .filter(|it| it.starts_with("/chronik/"))
        .map(str::to_owned)
        .collect();
    links.first().context("the front page leads nowhere")?;
    Ok(links)
}
