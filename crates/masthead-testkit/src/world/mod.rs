//! A small world to click through: eight people, twelve articles with pictures, threads, a full queue, cases.
//!
//! It is made through the same use cases as everything else, on a clock that runs through the four days before, so
//! that what `make demo` shows is what the tests test. Town, people and events are invented.

mod articles;
mod cases;
mod people;
mod pictures;
mod talk;

use std::time::Duration;

use anyhow::Result;
use masthead_core::kernel::{App, SiteSettings, Time, settings};
use masthead_core::{accounts, screening};
use masthead_db::transact;

/// How long before the present the world begins.
pub const BEGAN_BEFORE: Duration = Duration::from_secs(64 * 60 * 60);

/// How long before the present people begin to talk; what waits at the end has waited for minutes, not for days.
const TALK_BEGAN_BEFORE: Duration = Duration::from_secs(4 * 60 * 60 + 20 * 60);

/// Fills an empty site. The app's clock must be one that can be set, [`BEGAN_BEFORE`] the present; it stands at the
/// present afterwards.
///
/// # Errors
/// Whatever a use case says; the site is then half-made and must be thrown away.
pub async fn furnish(app: &App) -> Result<()> {
    let begun = app.now();
    accounts::publish_first(app).await?;
    screening::sow_grounds(app).await?;
    let site = named(app.settings().as_ref());
    transact!(app.db.write(), |tx| {
        settings::write(tx, app, &site).await
    })?;
    app.use_settings(site);
    let people = people::register(app).await?;
    let articles = articles::publish(app, &people).await?;
    until(app, begun, TALK_BEGAN_BEFORE);
    talk::begin(app, &people, &articles).await?;
    until(app, begun, Duration::ZERO);
    Ok(())
}

/// Lets the clock run until that long before the present.
fn until(app: &App, begun: Time, before_the_present: Duration) {
    let passed = app.now().since(begun) + before_the_present;
    app.clock.advance(BEGAN_BEFORE.saturating_sub(passed));
}

fn named(settings: &SiteSettings) -> SiteSettings {
    SiteSettings {
        name: "Ebersauer Bote".to_owned(),
        motto: "Zeitung für Stadt und Tal".to_owned(),
        publisher: "Ebersauer Bote Verlag, Rathausplatz 3, 9999 Ebersau".to_owned(),
        office_mail: "stelle@ebersauer-bote.example".to_owned(),
        ..settings.clone()
    }
}
