//! The thread in which one model works. It is started by the first sentence and ends with its worker.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;

use super::loaded::Loaded;
use crate::asking::EngineError;
use crate::models::ModelFiles;
use crate::translation::{Segment, Translated};

/// A model that nobody asks for so long leaves the memory; loading it again takes a twentieth of a second.
const IDLE: Duration = Duration::from_secs(600);

/// A batch with the place where its answer is awaited.
type Task = (Vec<Segment>, oneshot::Sender<Answer>);
type Answer = Result<Vec<Translated>, EngineError>;

/// Sends sentences to the thread of a model.
pub(super) struct Worker {
    files: ModelFiles,
    tasks: Mutex<Option<Sender<Task>>>,
}

impl Worker {
    pub(super) fn new(files: ModelFiles) -> Self {
        Self {
            files,
            tasks: Mutex::default(),
        }
    }

    pub(super) async fn translate(&self, segments: Vec<Segment>) -> Answer {
        let (answer, awaited) = oneshot::channel();
        self.send((segments, answer))?;
        awaited.await.unwrap_or_else(|_| Err(ended()))
    }

    fn send(&self, task: Task) -> Result<(), EngineError> {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        let unsent = match tasks.take() {
            None => task,
            Some(sender) => match sender.send(task) {
                Ok(()) => {
                    *tasks = Some(sender);
                    return Ok(());
                }
                Err(unsent) => unsent.0,
            },
        };
        let sender = self.start()?;
        sender.send(unsent).map_err(|_| ended())?;
        *tasks = Some(sender);
        Ok(())
    }

    fn start(&self) -> Result<Sender<Task>, EngineError> {
        let (sender, tasks) = channel();
        let files = self.files.clone();
        std::thread::Builder::new()
            .name(format!("model {}-{}", files.from, files.to))
            .spawn(move || work(&files, &tasks))
            .map_err(|error| EngineError::Away(format!("no thread: {error}")))?;
        Ok(sender)
    }
}

fn ended() -> EngineError {
    EngineError::Transient("the thread of the model ended".into())
}

/// Answers until nobody is left who could ask. A model that failed is loaded anew.
fn work(files: &ModelFiles, tasks: &Receiver<Task>) {
    let mut loaded: Option<Loaded> = None;
    loop {
        let (segments, answer) = match tasks.recv_timeout(IDLE) {
            Ok(task) => task,
            Err(RecvTimeoutError::Timeout) => {
                loaded = None;
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => return,
        };
        if answer.is_closed() {
            continue;
        }
        let given = translate(files, &mut loaded, &segments);
        // Whoever asked may have gone; the answer is lost, and that is all.
        let _ = answer.send(given);
    }
}

fn translate(files: &ModelFiles, loaded: &mut Option<Loaded>, segments: &[Segment]) -> Answer {
    let model = match loaded.take() {
        Some(model) => model,
        None => Loaded::load(files)?,
    };
    let given = model.translate(segments)?;
    *loaded = Some(model);
    Ok(given)
}
