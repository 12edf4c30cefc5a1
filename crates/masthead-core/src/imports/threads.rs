//! Where posts of a source stand here: below the article of the same source, or below the one that has its address.

use std::collections::HashMap;

use masthead_db::transact;
use masthead_formats::{Finding, Post, Redirect, Thread};

use super::ImportError;
use super::comments::comments;
use super::import::{Under, Walk};
use super::report::{Line, Outcome};
use crate::kernel::{ArticleId, DbError};
use crate::{articles, posts};

/// Posts that wait for others of their thread before they come in: answers may stand before what they answer.
const MOST_WAITING: usize = 20_000;

/// What stands below articles.
#[derive(Default)]
pub(super) struct Below {
    /// Threads, and articles that posts name themselves, by the source's name for them.
    pub(super) threads: HashMap<String, Under>,
    /// Posts by their thread, the threads in the order in which they were met.
    waiting: Vec<(String, Vec<Post>)>,
    place_of: HashMap<String, usize>,
    count: usize,
}

/// Finds the article of a thread here.
pub(super) async fn thread(walk: &mut Walk<'_>, thread: Thread) -> Result<(), ImportError> {
    let ours = thread
        .article
        .as_ref()
        .and_then(|article| walk.below.threads.get(article));
    let (here, outcome) = match ours {
        Some(under) => (under.here, Outcome::Imported),
        None => at_address(walk, &thread).await?,
    };
    let mut findings = thread.findings;
    if let Some(article) = here.filter(|_| thread.is_closed && walk.is_of_masthead()) {
        if !walk.options.is_dry_run {
            transact!(walk.app.db.write(), |tx| {
                posts::bring_close_in(tx, walk.app, article, &thread.closed_because).await
            })?;
        }
    } else if thread.is_closed || thread.is_deleted {
        let what = "it was closed there; whether it is closed here is for the newsroom to say";
        findings.push(Finding::note("state", what));
    }
    walk.tell(&Line {
        kind: "thread".to_owned(),
        source_id: thread.source_id.clone(),
        title: first_of([&thread.title, &thread.address]),
        outcome: outcome.clone(),
        findings,
    });
    let under = Under {
        here,
        lang: walk.lang,
        outcome,
    };
    walk.below.threads.insert(thread.source_id, under);
    Ok(())
}

fn first_of(names: [&String; 2]) -> String {
    let named = names.into_iter().find(|name| !name.is_empty());
    named.cloned().unwrap_or_default()
}

async fn at_address(
    walk: &Walk<'_>,
    thread: &Thread,
) -> Result<(Option<ArticleId>, Outcome), ImportError> {
    let path = path_of(&thread.address);
    let here = transact!(walk.app.db.read(), |tx| {
        for path in [path, path.trim_end_matches('/'), &format!("{path}/")] {
            if let Some(here) = articles::article_led_to(tx, path).await? {
                return Ok(Some(here));
            }
        }
        Ok::<_, DbError>(None)
    })?;
    let why = "no article here has its address; bring the articles in first";
    Ok(match here {
        Some(here) => (Some(here), Outcome::Imported),
        None => (None, Outcome::LeftOut(why.to_owned())),
    })
}

/// The path and query of an address, which may be a path already.
fn path_of(address: &str) -> &str {
    let bare = address.split('#').next().unwrap_or_default();
    match bare.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => bare,
    }
}

/// Takes a post, which comes in with others of its thread.
pub(super) async fn post(walk: &mut Walk<'_>, post: Post) -> Result<(), ImportError> {
    let below = &mut walk.below;
    let at = *below
        .place_of
        .entry(post.thread.clone())
        .or_insert_with(|| {
            below.waiting.push((post.thread.clone(), Vec::new()));
            below.waiting.len() - 1
        });
    below.waiting[at].1.push(post);
    below.count += 1;
    if below.count >= MOST_WAITING {
        bring_waiting(walk).await?;
    }
    Ok(())
}

/// Brings in all posts that wait.
pub(super) async fn bring_waiting(walk: &mut Walk<'_>) -> Result<(), ImportError> {
    let waiting = std::mem::take(&mut walk.below.waiting);
    walk.below.place_of.clear();
    walk.below.count = 0;
    for (thread, posts) in waiting {
        let under = walk.below.threads.get(&thread).cloned();
        let under = under.unwrap_or_else(|| Under {
            here: None,
            lang: walk.lang,
            outcome: Outcome::LeftOut(format!("the source has no thread {thread}")),
        });
        comments(walk, &under, posts).await?;
    }
    Ok(())
}

/// Leads an old address to an article that is here.
pub(super) async fn redirect(walk: &mut Walk<'_>, redirect: Redirect) -> Result<(), ImportError> {
    let Redirect { from, to, .. } = redirect;
    let is_dry_run = walk.options.is_dry_run;
    let outcome = transact!(walk.app.db.write(), |tx| {
        let path = path_of(&to);
        let section = articles::section_at(tx, walk.lang, path.trim_matches('/')).await?;
        match (articles::article_led_to(tx, path).await?, section) {
            (None, None) => {
                let why = format!("`{to}` leads to no article and to no section here");
                return Ok(Outcome::LeftOut(why));
            }
            _ if is_dry_run => {}
            (Some(article), _) => {
                articles::lead_here(tx, walk.app, &from, article).await?;
            }
            (None, Some(section)) => {
                articles::lead_to_section(tx, walk.app, &from, section.id).await?;
            }
        }
        Ok::<_, ImportError>(Outcome::Imported)
    })?;
    walk.tell(&Line {
        kind: "redirect".to_owned(),
        source_id: from.clone(),
        title: to,
        outcome,
        findings: Vec::new(),
    });
    Ok(())
}
