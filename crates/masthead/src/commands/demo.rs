//! `masthead demo`: makes a small world in a folder of its own and serves it.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use masthead_core::kernel::{App, Clock};
use masthead_testkit::{PASSWORD, cast, world};

use super::serve::{asked_to_stop, listen, run};
use crate::config::Config;
use crate::{consequences, house, work};

/// A folder with this file in it is a demo's, and its world is complete.
const MARK: &str = "this-is-a-masthead-demo";

/// Makes the world if it is not there yet, and serves it.
pub(crate) async fn demo(config: Config, reset: bool) -> Result<()> {
    claim(&config.data, reset)?;
    let (config, listener) = listen(config).await?;
    let mark = config.data.join(MARK);
    if !mark.exists() {
        furnish(&config).await?;
        std::fs::write(
            &mark,
            "Made by `masthead demo`. `masthead demo --reset` throws it away.\n",
        )
        .with_context(|| format!("{} cannot be written", mark.display()))?;
    }
    let house = house::build(&config).await?;
    consequences::reread(&house.site).await?;
    draw(&house.app).await?;
    greet(&house.app);
    run(house, listener, config.has_jobs, asked_to_stop()?).await
}

/// Makes sure that the folder is a demo's or is not there; with `reset`, that it is gone.
fn claim(data: &Path, reset: bool) -> Result<()> {
    let is_empty = std::fs::read_dir(data).map_or(true, |mut entries| entries.next().is_none());
    if is_empty {
        return Ok(());
    }
    let is_whole = data.join(MARK).exists();
    let is_begun = data.join(begun()).exists();
    if !is_whole && !is_begun {
        bail!(
            "{} is not a demo's folder and is left alone; choose another with --data",
            data.display()
        );
    }
    if reset || !is_whole {
        std::fs::remove_dir_all(data)
            .with_context(|| format!("{} cannot be removed", data.display()))?;
    }
    Ok(())
}

/// Stands in the folder while the world is being made, so that a half-made one is known and made anew.
fn begun() -> &'static str {
    "this-demo-is-being-made"
}

async fn furnish(config: &Config) -> Result<()> {
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("the folder {} cannot be made", config.data.display()))?;
    let begun = config.data.join(begun());
    std::fs::write(&begun, "").with_context(|| format!("{} cannot be written", begun.display()))?;
    let db = house::database(config).await?;
    let began = Clock::of_the_machine().now().before(world::BEGAN_BEFORE);
    let app = house::app_at(
        config,
        db,
        Arc::new(consequences::Consequences::default()),
        Clock::set_to(began),
    )
    .await?;
    world::furnish(&app).await?;
    std::fs::remove_file(&begun).with_context(|| format!("{} cannot be removed", begun.display()))
}

/// Does what the new world left to be done, its pictures above all, so that nobody opens a page without them.
async fn draw(app: &Arc<App>) -> Result<()> {
    work::runner(app).run_due().await?;
    Ok(())
}

#[expect(
    clippy::print_stdout,
    reason = "address and accounts are what the demo is asked for"
)]
fn greet(app: &App) {
    println!(
        "{} is open at {}\n",
        app.settings().name,
        app.settings().address.0
    );
    println!("Everybody’s password is “{PASSWORD}”:\n");
    for who in cast::ALL {
        println!("  {:<22} {:<14} {}", who.email, who.role, who.name);
    }
    println!("\nLetters are files in the folder “outbox” of the demo. Ctrl-C ends it.");
}
