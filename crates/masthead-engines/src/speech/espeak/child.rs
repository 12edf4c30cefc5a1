//! A program that gets words on its input and answers on its output, and may do nothing else.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Resource, Rlimit, Signal, kill_process_group, prlimit};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::process::{self, Command};

use crate::asking::EngineError;

/// What it may use: a gigabyte of memory, half a minute of the processor, and files only as large as the one that its
/// sound library makes in memory before it is told that there is no sound card.
const MEMORY_BYTES: u64 = 1024 * 1024 * 1024;
const FILE_BYTES: u64 = 64 * 1024 * 1024;
const CPU_SECS: u64 = 30;
/// What it says about errors is kept so far.
const COMPLAINT_BYTES: usize = 4_096;

/// A running program in a group of its own, which ends with us whatever happens.
pub(super) struct Child {
    process: process::Child,
    group: Option<Pid>,
}

impl Child {
    /// Starts it, with nothing in its environment but a language that knows all letters.
    pub(super) fn start<'a>(
        program: &Path,
        words: impl Iterator<Item = &'a OsStr>,
    ) -> Result<Self, EngineError> {
        let mut command = Command::new(program);
        command
            .args(words)
            .env_clear()
            .env("LC_ALL", "C.UTF-8")
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0)
            .kill_on_drop(true);
        let process = command.spawn().map_err(|error| away(&error))?;
        let group = process.id().and_then(|id| Pid::from_raw(id.cast_signed()));
        let child = Self { process, group };
        child.limit().map_err(|error| away(&error))?;
        Ok(child)
    }

    /// Sets its limits before it has been told anything. One that has ended already needs none.
    fn limit(&self) -> io::Result<()> {
        let limits = [
            (Resource::As, MEMORY_BYTES),
            (Resource::Cpu, CPU_SECS),
            (Resource::Fsize, FILE_BYTES),
            (Resource::Core, 0),
        ];
        for (resource, most) in limits {
            let limit = Rlimit {
                current: Some(most),
                maximum: Some(most),
            };
            match prlimit(self.group, resource, limit) {
                Err(error) if error != rustix::io::Errno::SRCH => return Err(error.into()),
                _ => {}
            }
        }
        Ok(())
    }

    /// Gives it the words and reads its answer to the end.
    ///
    /// # Errors
    /// [`EngineError::Transient`] when it says nothing for `silence` or is killed, [`EngineError::Invalid`] when it says
    /// too much, [`EngineError::Unsupported`] when it does not know the voice, [`EngineError::Rejected`] when it fails
    /// otherwise.
    pub(super) async fn exchange(
        mut self,
        words: &[u8],
        silence: Duration,
        most_bytes: usize,
    ) -> Result<Vec<u8>, EngineError> {
        let (Some(mut input), Some(output), Some(complaints)) = (
            self.process.stdin.take(),
            self.process.stdout.take(),
            self.process.stderr.take(),
        ) else {
            return Err(EngineError::Away("it has no pipes".into()));
        };
        let telling = async {
            // A program that ends without reading everything says why on its own.
            let _ = input.write_all(words).await;
            drop(input);
        };
        let (answer, complaint, ()) = tokio::join!(
            async {
                read(output, silence, most_bytes)
                    .await
                    .inspect_err(|_| self.kill())
            },
            read(complaints, silence, COMPLAINT_BYTES),
            async { drop(tokio::time::timeout(silence, telling).await) },
        );
        let answer = answer?;
        let ended = tokio::time::timeout(silence, self.process.wait()).await;
        let status = ended
            .map_err(|_| hangs(silence))?
            .map_err(|error| away(&error))?;
        judged(status, answer, &complaint.unwrap_or_default())
    }

    /// Ends it and all it has started. Once it has been waited for, its number may be somebody else's.
    fn kill(&self) {
        if let Some(group) = self.group.filter(|_| self.process.id().is_some()) {
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Reads to the end, or until nothing comes for too long, or too much.
async fn read(
    mut from: impl AsyncRead + Unpin,
    silence: Duration,
    most_bytes: usize,
) -> Result<Vec<u8>, EngineError> {
    let mut bytes = Vec::new();
    loop {
        match tokio::time::timeout(silence, from.read_buf(&mut bytes)).await {
            Err(_) => return Err(hangs(silence)),
            Ok(Err(error)) => return Err(EngineError::Transient(error.to_string())),
            Ok(Ok(0)) => return Ok(bytes),
            Ok(Ok(_)) if bytes.len() > most_bytes => {
                return Err(EngineError::Invalid(format!(
                    "it says more than {most_bytes} bytes"
                )));
            }
            Ok(Ok(_)) => {}
        }
    }
}

fn judged(status: ExitStatus, answer: Vec<u8>, complaint: &[u8]) -> Result<Vec<u8>, EngineError> {
    let complaint = String::from_utf8_lossy(complaint);
    let words: Vec<&str> = complaint.split_whitespace().collect();
    let said: String = words
        .join(" ")
        .chars()
        .filter(|c| !c.is_control())
        .take(200)
        .collect();
    match status.code() {
        Some(0) => Ok(answer),
        Some(_) if said.contains("voice does not exist") => Err(EngineError::Unsupported),
        Some(code) => Err(EngineError::Rejected(format!(
            "it ended with {code}: {said}"
        ))),
        None => Err(EngineError::Transient(format!("it was killed: {said}"))),
    }
}

fn hangs(silence: Duration) -> EngineError {
    EngineError::Transient(format!("nothing for {} s", silence.as_secs()))
}

fn away(error: &io::Error) -> EngineError {
    EngineError::Away(error.to_string())
}
