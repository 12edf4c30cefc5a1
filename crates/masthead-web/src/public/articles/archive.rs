//! What was published on a day, in the site's zone.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use masthead_core::articles;
use masthead_core::kernel::Time;

use super::teaser::Teaser;
use crate::Site;
use crate::cache::{MadeFrom, Tag};
use crate::door::Visitor;
use crate::frame::Frame;
use crate::page;
use crate::refusal::Refusal;

#[derive(Template)]
#[template(path = "public/articles/archive.html")]
struct ArchivePage {
    frame: Frame,
    day: String,
    before: String,
    /// The day after; none for today.
    after: Option<String>,
    teasers: Vec<Teaser>,
}

/// The archive begins with today.
pub(crate) async fn today(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refusal> {
    let today = date_of(&site, &visitor, site.app.now());
    let frame = Frame::of(&site, &visitor, "");
    Ok(page::see(&frame.href(&format!("/archive/{today}"))))
}

/// One day, as `2026-11-22`.
pub(crate) async fn day(
    State(site): State<Site>,
    visitor: Visitor,
    Path(date): Path<String>,
) -> Result<Response, Refusal> {
    let day: Date = date.parse().map_err(|_| Refusal::NotFound)?;
    let today = date_of(&site, &visitor, site.app.now());
    if day > today || day.to_string() != date {
        return Err(Refusal::NotFound);
    }
    let (from, until) = bounds(&site, &visitor, day).ok_or(Refusal::NotFound)?;
    let rows = articles::archive_day(&site.app, visitor.lang, from, until).await?;
    let mut frame = Frame::of(&site, &visitor, "");
    let shown = frame.times.weekday(from);
    frame.title = frame.name("archive-of", &shown);
    let archive = ArchivePage {
        teasers: Teaser::all(rows, &frame),
        before: address_of(&frame, day.saturating_sub(1.day())),
        after: (day < today).then(|| address_of(&frame, day.saturating_add(1.day()))),
        day: shown,
        frame,
    };
    page::render_kept(&archive, MadeFrom::tags([Tag::Front]))
}

fn address_of(frame: &Frame, day: Date) -> String {
    frame.href(&format!("/archive/{day}"))
}

fn date_of(site: &Site, visitor: &Visitor, at: Time) -> Date {
    let zone = site.times(visitor.lang).zone().clone();
    let at = Timestamp::from_microsecond(at.as_micros()).unwrap_or(Timestamp::UNIX_EPOCH);
    at.to_zoned(zone).date()
}

/// The first moment of the day and of the next.
fn bounds(site: &Site, visitor: &Visitor, day: Date) -> Option<(Time, Time)> {
    let zone = site.times(visitor.lang).zone().clone();
    let start = |day: Date| {
        let at = day.to_zoned(zone.clone()).ok()?;
        Some(Time::from_micros(at.timestamp().as_microsecond()))
    };
    Some((start(day)?, start(day.tomorrow().ok()?)?))
}
