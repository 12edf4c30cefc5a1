//! Programs of others that work for us, each in processes of its own: no shell, an empty environment, little memory.

mod standing;

pub use standing::{Frame, Standing};

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};

use crate::asking::EngineError;

/// Sets the bounds of a process before it begins, from util-linux.
const PRLIMIT: &str = "prlimit";

/// The memory a program may address if nothing else is said: a gigabyte.
pub const MEMORY_BYTES: u64 = 1 << 30;

/// A program with its words. Its processes are a group of their own, so that one signal ends them all.
#[derive(Debug, Clone)]
pub struct Program {
    /// The program: a path, or a name to be found where the system keeps its programs.
    pub path: PathBuf,
    /// Its words.
    pub args: Vec<String>,
    /// The memory each of its processes may address.
    pub memory_bytes: u64,
}

impl Program {
    /// A program with these words, and a gigabyte.
    pub fn new(path: impl Into<PathBuf>, args: &[&str]) -> Self {
        Self {
            path: path.into(),
            args: args.iter().map(|&arg| arg.to_owned()).collect(),
            memory_bytes: MEMORY_BYTES,
        }
    }

    /// Starts it, with open ends for what goes in and what comes out.
    ///
    /// # Errors
    /// [`EngineError::Away`] when it is not there.
    pub fn start(&self) -> Result<Started, EngineError> {
        let mut command = Command::new(PRLIMIT);
        command
            .arg(format!("--as={}", self.memory_bytes))
            .arg("--core=0")
            .arg("--")
            .arg(&self.path)
            .args(&self.args)
            .env_clear()
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .kill_on_drop(true);
        let child = command.spawn().map_err(|error| {
            EngineError::Away(format!(
                "{} cannot be started: {error}",
                self.path.display()
            ))
        })?;
        Ok(Started(child))
    }

    /// Runs it once: all of `input` goes in, what comes out is the answer.
    ///
    /// # Errors
    /// - [`EngineError::Away`]: it is not there, or it ended with an error and said nothing.
    /// - [`EngineError::Transient`]: it took longer than `within`.
    /// - [`EngineError::Invalid`]: more than `limit` bytes.
    pub async fn run(
        &self,
        input: &[u8],
        within: Duration,
        limit: usize,
    ) -> Result<Vec<u8>, EngineError> {
        let mut started = self.start()?;
        let name = self.path.display();
        match tokio::time::timeout(within, started.exchange(input, limit)).await {
            Ok(Ok(output)) if output.len() > limit => Err(EngineError::Invalid(format!(
                "{name}: more than {limit} bytes"
            ))),
            Ok(Ok(output)) => match started.0.wait().await {
                Ok(status) if status.success() => Ok(output),
                Ok(status) => Err(EngineError::Away(format!("{name}: {status}"))),
                Err(error) => Err(EngineError::Away(format!("{name}: {error}"))),
            },
            Ok(Err(error)) => Err(EngineError::Transient(format!("{name}: {error}"))),
            Err(_) => {
                let secs = within.as_secs();
                Err(EngineError::Transient(format!(
                    "{name}: not done in {secs} s"
                )))
            }
        }
    }
}

/// A program at work. Whoever lets go of it ends it, and all its processes.
#[derive(Debug)]
pub struct Started(Child);

impl Started {
    /// Writes and reads at the same time, so that neither end waits for the other.
    async fn exchange(&mut self, input: &[u8], limit: usize) -> std::io::Result<Vec<u8>> {
        let (stdin, stdout) = (self.0.stdin.take(), self.0.stdout.take());
        let writing = async {
            let Some(mut stdin) = stdin else {
                return;
            };
            // A program that does not read to the end may still answer.
            let _ = stdin.write_all(input).await;
            let _ = stdin.shutdown().await;
        };
        let reading = async {
            let mut output = Vec::new();
            if let Some(stdout) = stdout {
                let most = limit as u64 + 1;
                stdout.take(most).read_to_end(&mut output).await?;
            }
            Ok(output)
        };
        tokio::join!(writing, reading).1
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        let group = self.0.id().and_then(|id| i32::try_from(id).ok());
        if let Some(group) = group.and_then(Pid::from_raw) {
            // Gone already is as good as ended.
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
}
