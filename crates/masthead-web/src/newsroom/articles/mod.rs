//! Writing and publishing: the list of articles, the form, revisions, the front page, the registers.

mod edit;
mod form;
mod front;
mod list;
mod preview;
mod registers;
mod revisions;
mod standing;

use axum::routing::{get, post};
use masthead_core::kernel::{Capability, EditionId};

use super::Door;
use crate::Site;
use crate::refusal::Refusal;
use crate::times::{Moment, Times};

const WRITE: Capability = Capability::WriteArticles;
const PUBLISH: Capability = Capability::PublishArticles;
const KEEP: Capability = Capability::KeepRegisters;

pub(super) const DOORS: &[Door] = &[
    Door::get("/newsroom/articles", WRITE, || get(list::show)),
    Door::get("/newsroom/articles/new", WRITE, || get(edit::begin)),
    Door::post("/newsroom/articles/new", WRITE, || post(edit::create)),
    Door::get("/newsroom/articles/{edition}", WRITE, || get(edit::show)),
    Door::post("/newsroom/articles/{edition}", WRITE, || post(edit::save)),
    Door::post("/newsroom/articles/{edition}/publication", PUBLISH, || {
        post(edit::publish)
    }),
    Door::post("/newsroom/articles/{edition}/schedule", PUBLISH, || {
        post(edit::schedule)
    }),
    Door::post("/newsroom/articles/{edition}/withdrawal", PUBLISH, || {
        post(standing::withdraw)
    }),
    Door::post("/newsroom/articles/{edition}/corrections", PUBLISH, || {
        post(standing::correct)
    }),
    Door::post("/newsroom/articles/{edition}/editions", WRITE, || {
        post(standing::translate)
    }),
    Door::get("/newsroom/articles/{edition}/preview", WRITE, || {
        get(preview::show)
    }),
    Door::get("/newsroom/articles/{edition}/revisions", WRITE, || {
        get(revisions::compare)
    }),
    Door::post("/newsroom/articles/{edition}/revisions", WRITE, || {
        post(revisions::restore)
    }),
    Door::get("/newsroom/front", PUBLISH, || get(front::show)),
    Door::post("/newsroom/front", PUBLISH, || post(front::place)),
    Door::get("/newsroom/registers", KEEP, || get(registers::show)),
    Door::post("/newsroom/sections", KEEP, || {
        post(registers::create_section)
    }),
    Door::post("/newsroom/sections/{section}", KEEP, || {
        post(registers::change_section)
    }),
    Door::post("/newsroom/topics", KEEP, || post(registers::create_topic)),
    Door::post("/newsroom/topics/{topic}", KEEP, || {
        post(registers::rename_topic)
    }),
    Door::post("/newsroom/authors", KEEP, || post(registers::create_author)),
    Door::post("/newsroom/authors/{author}", KEEP, || {
        post(registers::change_author)
    }),
];

/// The edition that an address names.
fn edition_in(text: &str) -> Result<EditionId, Refusal> {
    text.parse().map_err(|_| Refusal::NotFound)
}

/// The address of an edition's form.
fn address_of(edition: EditionId) -> String {
    format!("/newsroom/articles/{edition}")
}

/// A moment as a field of day and time holds it, in the site's zone.
fn field_of(time: masthead_core::kernel::Time, times: &Times) -> String {
    let at =
        jiff::Timestamp::from_microsecond(time.as_micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    at.to_zoned(times.zone().clone())
        .strftime("%Y-%m-%dT%H:%M")
        .to_string()
}

/// The moment that a field of day and time holds; `None` when it holds something else.
fn time_in(field: &str, times: &Times) -> Option<masthead_core::kernel::Time> {
    let at: jiff::civil::DateTime = field.trim().parse().ok()?;
    let at = at.to_zoned(times.zone().clone()).ok()?;
    Some(masthead_core::kernel::Time::from_micros(
        at.timestamp().as_microsecond(),
    ))
}

/// The zone's name beside fields of day and time.
fn zone(site: &Site) -> String {
    site.app.settings().zone.clone()
}

fn moment(time: Option<masthead_core::kernel::Time>, times: &Times) -> Option<Moment> {
    time.map(|at| times.figures(at))
}

/// The text that names a state.
fn state_text(state: masthead_core::articles::EditionState) -> &'static str {
    use masthead_core::articles::EditionState as State;
    match state {
        State::Draft => "state-draft",
        State::AtDesk => "state-at-desk",
        State::Ready => "state-ready",
        State::Scheduled => "state-scheduled",
        State::Published => "state-published",
        State::Withdrawn => "state-withdrawn",
    }
}

/// The badge's colour of a state.
fn state_badge(state: masthead_core::articles::EditionState) -> &'static str {
    use masthead_core::articles::EditionState as State;
    match state {
        State::Published => "badge--good",
        State::Scheduled | State::Ready => "badge--accent",
        State::AtDesk => "badge--waiting",
        State::Withdrawn => "badge--danger",
        State::Draft => "",
    }
}
