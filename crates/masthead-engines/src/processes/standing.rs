//! A program that stands by: started once, asked again and again, ended when it falls silent or out of step.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{ChildStdin, ChildStdout};
use tokio::sync::Mutex;

use super::{Program, Started};
use crate::asking::{EngineError, Pace};

/// Silence after which a program is ended.
const SILENCE: Duration = Duration::from_secs(20);
/// Most starts in a minute.
const STARTS: usize = 3;
/// The time they are counted in.
const WITHIN: Duration = Duration::from_secs(60);
/// Most bytes of one answer.
const ANSWER_BYTES: usize = 1 << 20;

/// A standing program. Its answers end with a NUL byte, one for each question.
///
/// Whoever asks waits until the one before has been answered. If a question fails in any way, or whoever asked is
/// called off, the program is ended: what it would still say belongs to nobody.
pub struct Standing {
    pace: Arc<dyn Pace>,
    silence: Duration,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    running: Option<Running>,
    starts: VecDeque<SystemTime>,
    asked: u64,
}

struct Running {
    stdin: ChildStdin,
    stdout: ChildStdout,
    _started: Started,
}

/// How a question is framed, so that its answer can be known by it.
pub trait Frame: Sync {
    /// The bytes of question number `number`, with the NUL at the end.
    fn question(&self, number: u64, text: &str) -> Vec<u8>;

    /// The answer to question number `number`, without the NUL; `None` if it is the answer to something else.
    fn answer(&self, number: u64, bytes: &[u8]) -> Option<String>;
}

impl Standing {
    /// One that is started by the first question.
    pub fn new(pace: Arc<dyn Pace>) -> Self {
        Self {
            pace,
            silence: SILENCE,
            state: Mutex::default(),
        }
    }

    /// The same with less patience for silence.
    #[must_use]
    pub fn with_silence(self, silence: Duration) -> Self {
        Self { silence, ..self }
    }

    /// Asks all of it and gives as many answers, in order. `program` is called if it has to be started.
    ///
    /// # Errors
    /// - [`EngineError::Away`]: it cannot be started, or was started too often.
    /// - [`EngineError::Transient`]: it ended, fell silent or fell out of step; the next question starts it anew.
    /// - [`EngineError::Invalid`]: more bytes than an answer may have.
    pub async fn ask<'t>(
        &self,
        program: impl AsyncFnOnce() -> Result<Program, EngineError>,
        frame: &dyn Frame,
        texts: impl ExactSizeIterator<Item = &'t str>,
    ) -> Result<Vec<String>, EngineError> {
        let mut state = self.state.lock().await;
        let mut running = match state.running.take() {
            Some(running) => running,
            None => {
                state.count_start(self.pace.now())?;
                Running::start(&program().await?)?
            }
        };
        let first = state.asked + 1;
        let count = texts.len();
        state.asked += count as u64;
        let questions: Vec<u8> = (first..)
            .zip(texts)
            .flat_map(|(number, text)| frame.question(number, text))
            .collect();
        let answers = running
            .exchange(&questions, count, self.silence)
            .await?
            .iter()
            .zip(first..)
            .map(|(bytes, number)| frame.answer(number, bytes))
            .collect::<Option<Vec<String>>>();
        let answers = answers.ok_or_else(|| EngineError::Transient("it is out of step".into()))?;
        state.running = Some(running);
        Ok(answers)
    }
}

impl State {
    fn count_start(&mut self, now: SystemTime) -> Result<(), EngineError> {
        while self.starts.front().is_some_and(|then| *then + WITHIN < now) {
            self.starts.pop_front();
        }
        if self.starts.len() >= STARTS {
            let said = format!("it was started {STARTS} times in a minute");
            return Err(EngineError::Away(said));
        }
        self.starts.push_back(now);
        Ok(())
    }
}

impl Running {
    fn start(program: &Program) -> Result<Self, EngineError> {
        let mut started = program.start()?;
        let ends = (started.0.stdin.take(), started.0.stdout.take());
        let (Some(stdin), Some(stdout)) = ends else {
            return Err(EngineError::Away("it has no ends".into()));
        };
        Ok(Self {
            stdin,
            stdout,
            _started: started,
        })
    }

    /// Writes all questions while it reads all answers.
    async fn exchange(
        &mut self,
        questions: &[u8],
        count: usize,
        silence: Duration,
    ) -> Result<Vec<Vec<u8>>, EngineError> {
        let Self { stdin, stdout, .. } = self;
        let writing = async {
            let written = async {
                stdin.write_all(questions).await?;
                stdin.flush().await
            };
            written.await.map_err(|error| ended(&error))
        };
        let (_, answers) = tokio::try_join!(writing, read(stdout, count, silence))?;
        Ok(answers)
    }
}

/// Reads so many answers, and nothing behind them.
async fn read(
    stdout: &mut ChildStdout,
    count: usize,
    silence: Duration,
) -> Result<Vec<Vec<u8>>, EngineError> {
    let mut answers: Vec<Vec<u8>> = Vec::with_capacity(count);
    let (mut answer, mut buffer) = (Vec::new(), vec![0; 16 * 1024]);
    while answers.len() < count {
        let reading = stdout.read(&mut buffer);
        let Ok(read) = tokio::time::timeout(silence, reading).await else {
            let secs = silence.as_secs();
            return Err(EngineError::Transient(format!("silent for {secs} s")));
        };
        let read = read.map_err(|error| ended(&error))?;
        if read == 0 {
            return Err(EngineError::Transient("it ended".into()));
        }
        for byte in &buffer[..read] {
            match byte {
                0 => answers.push(std::mem::take(&mut answer)),
                byte => answer.push(*byte),
            }
        }
        if answer.len() > ANSWER_BYTES {
            let said = format!("more than {ANSWER_BYTES} bytes");
            return Err(EngineError::Invalid(said));
        }
    }
    match answers.len() == count && answer.is_empty() {
        true => Ok(answers),
        false => Err(EngineError::Transient("it says more than was asked".into())),
    }
}

fn ended(error: &std::io::Error) -> EngineError {
    EngineError::Transient(format!("it ended: {}", error.kind()))
}
