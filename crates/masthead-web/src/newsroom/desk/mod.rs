//! The desk: one post at a time, with all one needs to decide it, by keyboard or by hand.

mod decision;
mod from;
mod item;
mod page;

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http::{HeaderMap, HeaderName, StatusCode};
use masthead_core::kernel::{Capability, Person, QueueItemId};
use masthead_core::posts::PostError;
use masthead_core::posts::decisions::{self, Undone};
use masthead_core::posts::desk::{self, Claimed};
use serde::Deserialize;

use self::decision::{Choice, Told};
use self::from::From;
use self::page::Banner;
use super::Door;
use crate::Site;
use crate::door::Visitor;
use crate::forms::Form;
use crate::page as answer;
use crate::refusal::Refusal;

/// The desk's addresses.
pub(super) const DOORS: &[Door] = &[
    Door::get("/newsroom/queue", Capability::DecidePosts, || get(next)),
    Door::get("/newsroom/queue/{item}", Capability::DecidePosts, || {
        get(one)
    }),
    Door::post(
        "/newsroom/queue/{item}/decision",
        Capability::DecidePosts,
        || post(decide),
    ),
    Door::post("/newsroom/queue/undo", Capability::DecidePosts, || {
        post(undo)
    }),
    Door::post("/newsroom/queue/lease", Capability::DecidePosts, || {
        post(renew)
    }),
    Door::post("/newsroom/queue/return", Capability::DecidePosts, || {
        post(give_back)
    }),
];

/// Sent by the desk's own script: it wants what stands between the bars, not the whole page.
const PART: HeaderName = HeaderName::from_static("x-part");

/// From which queue or article somebody takes, as it stands in the address.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    from: String,
}

/// The next item, leased to whoever asks.
async fn next(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    show_next(&site, &visitor, &asked.from, is_part(&headers), None).await
}

async fn show_next(
    site: &Site,
    visitor: &Visitor,
    from: &str,
    is_part: bool,
    banner: Option<Banner>,
) -> Result<Response, Refusal> {
    let who = visitor.with(Capability::DecidePosts)?;
    let from = From::read(from);
    let claimed = desk::claim_next(&site.app, who, from.claim())
        .await
        .map_err(refuse)?;
    let shown = match claimed.first() {
        Some(first) => Some(
            desk::desk_item(&site.app, who, first.item)
                .await
                .map_err(refuse)?,
        ),
        None => None,
    };
    let page = page::Desk::new(site, visitor, &from, shown, upcoming(&claimed)).await?;
    page.with(banner).render(is_part)
}

/// One item, leased or not: what comes next is fetched ahead, and an address can be sent to a colleague.
async fn one(
    State(site): State<Site>,
    visitor: Visitor,
    Path(item): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let item = item.parse().map_err(|_| Refusal::NotFound)?;
    let page = showing(&site, &visitor, &asked.from, item).await?;
    page.render(is_part(&headers))
}

/// The desk with one item on it, and nothing fetched ahead.
async fn showing(
    site: &Site,
    visitor: &Visitor,
    from: &str,
    item: QueueItemId,
) -> Result<page::Desk, Refusal> {
    let who = visitor.with(Capability::DecidePosts)?;
    let shown = desk::desk_item(&site.app, who, item)
        .await
        .map_err(refuse)?;
    page::Desk::new(site, visitor, &From::read(from), Some(shown), Vec::new()).await
}

/// Decides, and goes on to the next item.
async fn decide(
    State(site): State<Site>,
    visitor: Visitor,
    Path(item): Path<String>,
    headers: HeaderMap,
    Form(choice): Form<Choice>,
) -> Result<Response, Refusal> {
    let who = visitor.with(Capability::DecidePosts)?;
    let item: QueueItemId = item.parse().map_err(|_| Refusal::NotFound)?;
    let is_part = is_part(&headers);
    match decision::decide(&site, who, item, &choice).await? {
        Told::Made if is_part => show_next(&site, &visitor, &choice.from, true, None).await,
        Told::Made => Ok(answer::see(
            &visitor.href(&site, &From::read(&choice.from).address()),
        )),
        Told::Instead(banner) => {
            let answer = show_next(&site, &visitor, &choice.from, is_part, Some(banner)).await?;
            Ok((StatusCode::CONFLICT, answer).into_response())
        }
        Told::Incomplete(draft) => {
            let page = showing(&site, &visitor, &choice.from, item).await?;
            let answer = page.with_draft(draft).render(is_part)?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, answer).into_response())
        }
    }
}

/// Takes back the newest decision that can be taken back, and shows its item again.
async fn undo(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(asked): Form<Asked>,
) -> Result<Response, Refusal> {
    let who = visitor.with(Capability::DecidePosts)?;
    let is_part = is_part(&headers);
    match decisions::undo(&site.app, who).await? {
        Undone::Nothing => {
            let banner = Banner::plain("desk-nothing-to-undo");
            let answer = show_next(&site, &visitor, &asked.from, is_part, Some(banner)).await?;
            Ok((StatusCode::CONFLICT, answer).into_response())
        }
        Undone::Back(item) if is_part => {
            let page = showing(&site, &visitor, &asked.from, item).await?;
            page.with(Some(Banner::plain("desk-taken-back")))
                .render(true)
        }
        Undone::Back(item) => {
            let address = format!(
                "/newsroom/queue/{item}?from={}",
                From::read(&asked.from).word()
            );
            Ok(answer::see(&visitor.href(&site, &address)))
        }
    }
}

/// Keeps what is on the screen for another lease.
async fn renew(
    State(site): State<Site>,
    visitor: Visitor,
    Form(_): Form<Asked>,
) -> Result<StatusCode, Refusal> {
    let who = visitor.with(Capability::DecidePosts)?;
    desk::renew(&site.app, who).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Debug, Deserialize)]
struct GiveBack {
    #[serde(default)]
    item: String,
    #[serde(default)]
    from: String,
}

/// Gives back one item (whoever cannot decide it leaves it to a colleague), or everything on leaving.
async fn give_back(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(asked): Form<GiveBack>,
) -> Result<Response, Refusal> {
    let who = visitor.with(Capability::DecidePosts)?;
    if asked.item.is_empty() {
        desk::give_back(&site.app, who, None).await?;
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let item = asked.item.parse().map_err(|_| Refusal::BadForm)?;
    let following = after(&site, who, &asked.from, item).await?;
    desk::give_back(&site.app, who, Some(item)).await?;
    match following {
        Some(next) => {
            let address = format!(
                "/newsroom/queue/{next}?from={}",
                From::read(&asked.from).word()
            );
            Ok(answer::see(&visitor.href(&site, &address)))
        }
        None => {
            show_next(
                &site,
                &visitor,
                &asked.from,
                is_part(&headers),
                Some(Banner::plain("desk-last-one")),
            )
            .await
        }
    }
}

/// The item that comes after one on this person's screen.
async fn after(
    site: &Site,
    who: &Person,
    from: &str,
    item: QueueItemId,
) -> Result<Option<QueueItemId>, Refusal> {
    let claimed = desk::claim_next(&site.app, who, From::read(from).claim())
        .await
        .map_err(refuse)?;
    let place = claimed
        .iter()
        .position(|it| it.item == item)
        .map_or(0, |at| at + 1);
    Ok(claimed.get(place).map(|it| it.item))
}

fn upcoming(claimed: &[Claimed]) -> Vec<QueueItemId> {
    claimed.iter().skip(1).map(|it| it.item).collect()
}

fn is_part(headers: &HeaderMap) -> bool {
    headers.get(PART).is_some()
}

/// What can be in the way at the desk.
fn refuse(error: PostError) -> Refusal {
    match error {
        PostError::Unknown => Refusal::NotFound,
        PostError::NotAllowed | PostError::NotYours => Refusal::NotAllowed,
        PostError::Db(cause) => Refusal::broken(&cause),
        _ => Refusal::Conflict,
    }
}
