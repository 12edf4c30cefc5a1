//! The background work of a site: which job is done by whom, and what comes round again.

use std::sync::Arc;
use std::time::Duration;

use masthead_core::accounts;
use masthead_core::articles::{self, ArticleError, MediaError};
use masthead_core::kernel::{App, MediaId, Time, letters};
use masthead_core::office::{self, OfficeError, sanctions};
use masthead_core::posts::{self, PostError, decisions};
use masthead_db::transact;
use masthead_jobs::{Handler, Outcome, Recurring, Runner, Work};

/// The work that comes round and closes the accounts whose owners have asked for it a day ago.
const CLOSE_ACCOUNTS: &str = "close_accounts";

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
    vec![
        handler(app, letters::SEND, send_letter),
        handler(app, articles::FETCH_PICTURE, fetch_picture),
        handler(app, articles::RENDER_PICTURE, render_picture),
        handler(app, articles::PUBLISH_SCHEDULED, publish_scheduled),
        handler(app, decisions::TAKE_EFFECT, take_effect),
        handler(app, decisions::SWEEP_DUE, sweep_due),
        handler(app, posts::RENAME_POSTS, rename_posts),
        handler(app, CLOSE_ACCOUNTS, close_accounts),
        handler(app, accounts::TELL_MEMBERS, tell_members),
        handler(app, office::SETTLE, settle_notices),
        handler(app, office::TAKE_EVIDENCE, take_evidence),
        handler(app, office::REMIND, remind_of_deadlines),
        handler(app, sanctions::END_SUSPENSIONS, end_suspensions),
    ]
}

/// What comes round again.
fn schedule() -> Vec<Recurring> {
    let comes_round = |kind, every_secs, offset_secs| Recurring {
        name: kind,
        kind,
        every: Duration::from_secs(every_secs),
        offset: Duration::from_secs(offset_secs),
    };
    vec![
        comes_round(decisions::SWEEP_DUE, 60, 30),
        comes_round(CLOSE_ACCOUNTS, 600, 90),
        comes_round(office::REMIND, 300, 15),
        comes_round(sanctions::END_SUSPENSIONS, 60, 45),
    ]
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

async fn fetch_picture(app: Arc<App>, work: Work) -> Outcome {
    let Some(media) = picture_of(&work) else {
        return Outcome::GiveUp("the job names no picture".to_owned());
    };
    let went = articles::fetch_picture(&app, media).await;
    after_picture(&app, media, went).await
}

async fn render_picture(app: Arc<App>, work: Work) -> Outcome {
    let Some(media) = picture_of(&work) else {
        return Outcome::GiveUp("the job names no picture".to_owned());
    };
    let went = articles::render_picture(&app, media).await;
    after_picture(&app, media, went).await
}

fn picture_of(work: &Work) -> Option<MediaId> {
    work.payload["media"].as_str()?.parse().ok()
}

/// What cannot succeed is written down beside the picture; so is what may, so that the newsroom sees why it waits.
async fn after_picture(app: &App, media: MediaId, went: Result<(), MediaError>) -> Outcome {
    let Err(error) = went else {
        return Outcome::Done;
    };
    let trouble = error.to_string();
    if let Err(cause) = articles::give_up_picture(app, media, &trouble).await {
        return Outcome::Retry(cause.to_string());
    }
    if error.is_worth_retrying() {
        Outcome::Retry(trouble)
    } else {
        Outcome::GiveUp(trouble)
    }
}

async fn publish_scheduled(app: Arc<App>, work: Work) -> Outcome {
    let edition = work.payload["edition"]
        .as_str()
        .and_then(|it| it.parse().ok());
    let (Some(edition), Some(at)) = (edition, work.payload["at"].as_i64()) else {
        return Outcome::GiveUp("the job names no edition and time".to_owned());
    };
    match articles::publish_scheduled(&app, edition, Time::from_micros(at)).await {
        Ok(()) => Outcome::Done,
        Err(ArticleError::Db(cause)) => Outcome::Retry(cause.to_string()),
        Err(error) => Outcome::GiveUp(error.to_string()),
    }
}

async fn settle_notices(app: Arc<App>, work: Work) -> Outcome {
    let Some(decision) = work.payload["decision"]
        .as_str()
        .and_then(|it| it.parse().ok())
    else {
        return Outcome::GiveUp("the job names no decision".to_owned());
    };
    match office::settle(&app, decision).await {
        Ok(()) => Outcome::Done,
        Err(OfficeError::Db(cause)) => Outcome::Retry(cause.to_string()),
        Err(error) => Outcome::GiveUp(error.to_string()),
    }
}

async fn tell_members(app: Arc<App>, work: Work) -> Outcome {
    let word = work.payload["kind"].as_str().unwrap_or_default();
    let kind = <accounts::DocumentKind as masthead_db::TextColumn>::from_word(word);
    let (Some(kind), Some(version)) = (kind, work.payload["version"].as_i64()) else {
        return Outcome::GiveUp("the job names no version".to_owned());
    };
    let after = work.payload["after"]
        .as_str()
        .and_then(|it| it.parse().ok());
    match accounts::tell_members(&app, kind, version, after).await {
        Ok(()) => Outcome::Done,
        Err(cause) => Outcome::Retry(cause.to_string()),
    }
}

async fn take_evidence(app: Arc<App>, work: Work) -> Outcome {
    let Some(post) = work.payload["post"].as_str().and_then(|it| it.parse().ok()) else {
        return Outcome::GiveUp("the job names no post".to_owned());
    };
    match office::take_evidence(&app, post).await {
        Ok(()) => Outcome::Done,
        Err(error) => Outcome::Retry(error.to_string()),
    }
}

async fn remind_of_deadlines(app: Arc<App>, _: Work) -> Outcome {
    match office::remind_of_deadlines(&app).await {
        Ok(()) => Outcome::Done,
        Err(cause) => Outcome::Retry(cause.to_string()),
    }
}

async fn end_suspensions(app: Arc<App>, _: Work) -> Outcome {
    match sanctions::end_suspensions(&app).await {
        Ok(()) => Outcome::Done,
        Err(error) => Outcome::Retry(error.to_string()),
    }
}

async fn take_effect(app: Arc<App>, work: Work) -> Outcome {
    let Some(decision) = work.payload["decision"]
        .as_str()
        .and_then(|it| it.parse().ok())
    else {
        return Outcome::GiveUp("the job names no decision".to_owned());
    };
    match decisions::take_effect(&app, decision).await {
        Ok(true) => Outcome::Done,
        Ok(false) => Outcome::Retry("the time to undo it is not over".to_owned()),
        Err(PostError::Db(cause)) => Outcome::Retry(cause.to_string()),
        Err(error) => Outcome::GiveUp(error.to_string()),
    }
}

/// What its own job has not seen to.
async fn sweep_due(app: Arc<App>, _: Work) -> Outcome {
    match decisions::sweep_due(&app).await {
        Ok(_) => Outcome::Done,
        Err(cause) => Outcome::Retry(cause.to_string()),
    }
}

async fn rename_posts(app: Arc<App>, work: Work) -> Outcome {
    let Some(account) = work.payload["account"]
        .as_str()
        .and_then(|it| it.parse().ok())
    else {
        return Outcome::GiveUp("the job names no account".to_owned());
    };
    match posts::rename_posts(&app, account).await {
        Ok(()) => Outcome::Done,
        Err(PostError::Db(cause)) => Outcome::Retry(cause.to_string()),
        Err(error) => Outcome::GiveUp(error.to_string()),
    }
}

/// One account that cannot be closed does not keep the others from it.
async fn close_accounts(app: Arc<App>, _: Work) -> Outcome {
    let leaving = transact!(app.db.read(), |tx| {
        accounts::list_leaving(tx, app.now()).await
    });
    let leaving = match leaving {
        Ok(leaving) => leaving,
        Err(cause) => return Outcome::Retry(cause.to_string()),
    };
    for account in leaving {
        if let Err(cause) = posts::close_account(&app, account).await {
            tracing::error!(%account, %cause, "an account cannot be closed; it is tried again in ten minutes");
        }
    }
    Outcome::Done
}
