//! A machine to run the program on: a data folder of its own, and nothing of this machine's environment.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use masthead_db::Address;
use masthead_db::testing::{self, Fresh};

/// What the program said and how it ended.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    /// Fails unless it ended well.
    pub(crate) fn well(self) -> Self {
        assert_eq!(self.code, 0, "{}\n{}", self.out, self.err);
        self
    }

    /// Fails unless it ended with this code.
    pub(crate) fn with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        self
    }

    /// Fails unless it said these words.
    pub(crate) fn saying(self, words: &str) -> Self {
        let said = self.out.contains(words) || self.err.contains(words);
        assert!(said, "“{words}” was expected:\n{}\n{}", self.out, self.err);
        self
    }
}

/// A data folder, and a database beside it where that is PostgreSQL.
pub(crate) struct Machine {
    folder: tempfile::TempDir,
    postgres: Option<Fresh>,
}

impl Machine {
    /// A site of its own on SQLite; nothing is there yet.
    pub(crate) fn sqlite() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            postgres: None,
        }
    }

    /// A site on an empty PostgreSQL database.
    pub(crate) async fn postgres() -> Self {
        let postgres = Some(testing::empty_postgres().await);
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            postgres,
        }
    }

    /// A file or folder below the one that holds the data folder.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file or folder in the data folder.
    pub(crate) fn data(&self, name: &str) -> PathBuf {
        self.folder.path().join("data").join(name)
    }

    /// Runs the program.
    pub(crate) fn run(&self, words: &[&str]) -> Said {
        self.run_with(words, "")
    }

    /// Runs the program and tells it something on its standard input.
    pub(crate) fn run_with(&self, words: &[&str], input: &str) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_masthead"));
        command.args(words).arg("--data").arg(self.beside("data"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("MASTHEAD_")) {
            command.env_remove(name);
        }
        if let Some(Address::Postgres(url)) = self.postgres.as_ref().map(Fresh::address) {
            command.env("MASTHEAD_DATABASE", url);
        }
        command.env("MASTHEAD_LOG", "error");
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut to_it = child.stdin.take().expect("its input is piped");
        // It may end without having read everything.
        let _ = to_it.write_all(input.as_bytes());
        drop(to_it);
        let output = child.wait_with_output().expect("the program ends");
        Said {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).expect("it writes text"),
            err: String::from_utf8(output.stderr).expect("it writes text"),
        }
    }

    /// Puts a statement to the SQLite file behind the program's back.
    pub(crate) fn meddle(&self, sql: &str) {
        let file = rusqlite::Connection::open(self.data("masthead.db")).expect("the file opens");
        file.execute_batch(sql).expect("the statement runs");
    }
}
