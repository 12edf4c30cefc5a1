//! The background work of a site: which job is done by whom, and what comes round again.

use std::sync::Arc;

use masthead_core::kernel::{App, letters};
use masthead_jobs::{Handler, Outcome, Recurring, Runner, Work};

/// The runner of this node.
pub(crate) fn runner(app: &Arc<App>) -> Runner {
    let name: masthead_db::Uuid = app.new_id();
    let ids = app.ids.clone();
    Runner::new(
        app.db.clone(),
        &name.simple().to_string(),
        handlers(app),
        JobClock(app.clock.clone()),
        move || ids.chance(),
    )
    .with_schedule(schedule())
}

/// Who does which job.
fn handlers(app: &Arc<App>) -> Vec<Handler> {
    vec![handler(app, letters::SEND, send_letter)]
}

/// What comes round again.
fn schedule() -> Vec<Recurring> {
    Vec::new()
}

/// The site's clock, for the runner.
struct JobClock(masthead_core::kernel::Clock);

impl masthead_jobs::Clock for JobClock {
    fn now(&self) -> masthead_core::kernel::Time {
        self.0.now()
    }
}

fn handler<F>(app: &Arc<App>, kind: &'static str, does: fn(Arc<App>, Work) -> F) -> Handler
where
    F: Future<Output = Outcome> + Send + 'static,
{
    let app = app.clone();
    Handler::new(kind, move |work| does(app.clone(), work))
}

async fn send_letter(app: Arc<App>, work: Work) -> Outcome {
    let id = work.payload["letter"]
        .as_str()
        .and_then(|it| masthead_db::Uuid::try_parse(it).ok());
    let Some(id) = id else {
        return Outcome::GiveUp("the job names no letter".to_owned());
    };
    match letters::send(&app, id).await {
        Ok(()) => Outcome::Done,
        Err(error) if error.is_worth_retrying() => Outcome::Retry(error.to_string()),
        Err(error) => {
            let why = error.to_string();
            match letters::give_up(&app, id, &why).await {
                Ok(()) => Outcome::GiveUp(why),
                Err(cause) => Outcome::Retry(cause.to_string()),
            }
        }
    }
}
