//! The real program as a process of its own: started on a free port, asked until it is ready, killed without warning.

use std::io::Write;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::browser::Browser;

/// How long the program may take to be ready on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running `masthead`; dropping it kills it.
pub(crate) struct Process {
    child: Child,
    /// Where it listens; port 0 if nowhere.
    pub(crate) address: SocketAddr,
}

impl Process {
    /// Starts `masthead serve` on a data folder and waits until it answers.
    pub(crate) fn serve(folder: &Path, database: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        drop(listener);
        let child = masthead(folder, database)
            .args(["serve", "--listen", &address.to_string()])
            .stdout(Stdio::null())
            .spawn()
            .expect("the program was built with the tests");
        let mut process = Self { child, address };
        process.wait_until_ready();
        process
    }

    /// Starts `masthead work` on a data folder.
    pub(crate) fn work(folder: &Path, database: &str) -> Self {
        let child = masthead(folder, database)
            .arg("work")
            .stdout(Stdio::null())
            .spawn()
            .expect("the program was built with the tests");
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        Self { child, address }
    }

    /// Takes its life, as a power cut would.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("it is ours to kill");
        self.child.wait().expect("it ends");
    }

    fn wait_until_ready(&mut self) {
        let until = Instant::now() + PATIENCE;
        let is_ready = |answer: std::io::Result<crate::browser::Answer>| {
            answer.is_ok_and(|answer| answer.status == 200)
        };
        while !is_ready(Browser::at(self.address).get("/readyz")) {
            let ended = self.child.try_wait().expect("it is our child");
            assert!(ended.is_none(), "masthead ended at once: {ended:?}");
            assert!(Instant::now() < until, "masthead was not ready in time");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A command of the program on a data folder, run to its end.
pub(crate) fn run(folder: &Path, database: &str, words: &[&str]) -> Output {
    masthead(folder, database)
        .args(words)
        .output()
        .expect("the program was built with the tests")
}

/// A command that is told something on its standard input; it must succeed.
pub(crate) fn run_with_input(folder: &Path, database: &str, words: &[&str], input: &str) {
    let mut child = masthead(folder, database)
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program was built with the tests");
    let mut pipe = child.stdin.take().expect("it is piped");
    writeln!(pipe, "{input}").expect("it listens");
    drop(pipe);
    let said = child.wait_with_output().expect("it ends");
    assert!(
        said.status.success(),
        "{words:?}: {}",
        String::from_utf8_lossy(&said.stderr)
    );
}

/// The machine's time an hour ago, as articles are dated.
pub(crate) fn an_hour_ago() -> String {
    let said = Command::new("date")
        .args(["-u", "-d", "1 hour ago", "+%Y-%m-%dT%H:%M:%SZ"])
        .output();
    String::from_utf8(said.expect("every machine has date").stdout)
        .expect("it prints a date")
        .trim()
        .to_owned()
}

fn masthead(folder: &Path, database: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_masthead"));
    // The settings of whoever runs the tests are none of ours.
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("MASTHEAD_")) {
        command.env_remove(name);
    }
    command
        .env("MASTHEAD_DATA", folder)
        .env("MASTHEAD_DATABASE", database)
        .env("MASTHEAD_RATES", "off")
        .env("MASTHEAD_LOG", "error")
        .stdin(Stdio::null());
    command
}
