//! `masthead serve`: runs the site until it is told to stop.

use std::future::Future;

use anyhow::{Context, Result};
use masthead_core::kernel::events::Listeners;
use masthead_core::{accounts, screening};
use masthead_web::front_door::FrontDoor;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::config::Config;
use crate::house::{self, House};
use crate::{consequences, feed, work};

/// Opens the site and serves it.
#[expect(clippy::print_stdout, reason = "the person at the console reads it")]
pub(crate) async fn serve(config: Config) -> Result<()> {
    let (config, listener) = listen(config).await?;
    let house = house::build(&config).await?;
    prepare(&house).await?;
    println!(
        "{} is open at {}",
        house.app.settings().name,
        house.app.settings().address.0
    );
    run(house, listener, config.has_jobs, asked_to_stop()?).await
}

/// Takes the address before anything is made, and says in the configuration which port the machine chose for port 0.
pub(crate) async fn listen(config: Config) -> Result<(Config, TcpListener)> {
    let listener = TcpListener::bind(config.listen).await.with_context(|| {
        format!(
            "cannot listen on {}: is another program there? choose another with --listen",
            config.listen
        )
    })?;
    let listen = listener.local_addr()?;
    Ok((Config { listen, ..config }, listener))
}

/// What the very first start does: the first administrator and the first house rules.
#[expect(
    clippy::print_stdout,
    reason = "the link is shown on the console and nowhere else"
)]
async fn prepare(house: &House) -> Result<()> {
    accounts::publish_first(&house.app).await?;
    screening::sow_grounds(&house.app).await?;
    consequences::reread(&house.site).await?;
    if let Some(first) = accounts::first_administrator(&house.app).await? {
        println!(
            "The site has no administrator yet. Choose the password of {} at\n  {}",
            first.email, first.link
        );
    }
    Ok(())
}

/// Serves until `stop` ends.
pub(crate) async fn run(
    house: House,
    listener: TcpListener,
    has_jobs: bool,
    stop: impl Future<Output = ()>,
) -> Result<()> {
    let listeners: std::sync::Arc<dyn Listeners> = house.consequences.clone();
    let following = tokio::spawn(feed::follow(house.app.clone(), listeners));
    let (stop_jobs, jobs_stopped) = tokio::sync::oneshot::channel::<()>();
    let jobs = has_jobs.then(|| {
        let runner = work::runner(&house.app);
        tokio::spawn(async move {
            runner
                .run_until(async {
                    let _ = jobs_stopped.await;
                })
                .await;
        })
    });
    let served = masthead_web::serve::serve(listener, FrontDoor::new(house.site), stop).await;
    let _ = stop_jobs.send(());
    if let Some(jobs) = jobs {
        let _ = jobs.await;
    }
    following.abort();
    served.context("the machine has no threads left to serve with")
}

/// Ends at the first SIGTERM or Ctrl-C.
pub(crate) fn asked_to_stop() -> Result<impl Future<Output = ()>> {
    let mut term = signal(SignalKind::terminate()).context("signals cannot be heard")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("signals cannot be heard")?;
    Ok(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
