//! Background work: what waits, what runs, what was given up and why, and trying again.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use masthead_core::kernel::work::{self, Board, JobNumber, JobState, Listed};
use serde::Deserialize;

use crate::door::Visitor;
use crate::forms::Form;
use crate::frame::Frame;
use crate::refusal::Refusal;
use crate::times::Moment;
use crate::words::words;
use crate::{Site, page};

/// The states in the order of the tabs: trouble first.
const STATES: [(JobState, &str, &str); 4] = [
    (JobState::GivenUp, "given-up", "job-given-up"),
    (JobState::Running, "running", "job-running"),
    (JobState::Waiting, "waiting", "job-waiting"),
    (JobState::Done, "done", "job-done"),
];

#[derive(Template)]
#[template(path = "newsroom/house/jobs.html")]
struct JobsPage {
    frame: Frame,
    tabs: Vec<Tab>,
    jobs: Vec<Line>,
    can_try_again: bool,
}

struct Tab {
    word: &'static str,
    name: &'static str,
    total: i64,
    is_here: bool,
}

struct Line {
    number: i64,
    kind: String,
    payload: String,
    due: Moment,
    attempts: String,
    reason: String,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    state: String,
}

pub(super) async fn list(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let here = STATES
        .iter()
        .find(|(_, word, _)| *word == asked.state)
        .map_or(JobState::GivenUp, |it| it.0);
    let board = work::board(&site.app, here).await?;
    let frame = Frame::of(&site, &visitor, &words(visitor.lang).say("tool-jobs")).unlisted();
    let jobs = board.jobs.iter().map(|job| line(&frame, job)).collect();
    let can_try_again = matches!(here, JobState::GivenUp | JobState::Waiting);
    page::render(&JobsPage {
        tabs: tabs(&board, here),
        jobs,
        can_try_again,
        frame,
    })
}

fn tabs(board: &Board, here: JobState) -> Vec<Tab> {
    let tab = |(state, word, name)| Tab {
        word,
        name,
        total: board
            .counts
            .iter()
            .filter(|it| it.state == state)
            .map(|it| it.total)
            .sum(),
        is_here: state == here,
    };
    STATES.into_iter().map(tab).collect()
}

fn line(frame: &Frame, job: &Listed) -> Line {
    Line {
        number: job.number.0,
        kind: job.kind.clone(),
        payload: job.payload.clone(),
        due: frame.times.figures(job.finished_at.unwrap_or(job.due_at)),
        attempts: format!("{}/{}", job.attempts, job.attempts_max),
        reason: job.reason.clone().unwrap_or_default(),
    }
}

#[derive(Deserialize)]
pub(super) struct Again {}

pub(super) async fn try_again(
    State(site): State<Site>,
    visitor: Visitor,
    Path(number): Path<i64>,
    Form(_): Form<Again>,
) -> Result<Response, Refusal> {
    let who = visitor.signed_in()?;
    if work::try_again(&site.app, who, JobNumber(number)).await? {
        Ok(page::see(
            &visitor.href(&site, "/newsroom/jobs?state=waiting"),
        ))
    } else {
        Err(Refusal::Conflict)
    }
}
