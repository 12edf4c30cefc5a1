//! Starts the SMTP server of the tests on a free port and ends it with the test.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::certificate::Localhost;

/// A running mail server and what it has kept.
pub(crate) struct MailServer {
    child: Child,
    lines: BufReader<ChildStdout>,
    folder: tempfile::TempDir,
    pub(crate) port: u16,
}

impl MailServer {
    /// One that takes everything unencrypted.
    pub(crate) fn plain() -> Self {
        Self::start(&[])
    }

    /// One that wants account `masthead` with this password.
    pub(crate) fn with_password(password: &str) -> Self {
        Self::start(&["--password", password])
    }

    /// One that wants encryption, either `--starttls` or `--tls`.
    pub(crate) fn encrypted(how: &str, certificate: &Localhost) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (pem, key) = (
            folder.path().join("cert.pem"),
            folder.path().join("key.pem"),
        );
        std::fs::write(&pem, &certificate.certificate_pem).expect("the certificate is written");
        std::fs::write(&key, &certificate.key_pem).expect("the key is written");
        Self::start(&[how, text(&pem), text(&key)])
    }

    fn start(options: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut child = Command::new(python())
            .arg(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/tests/it/smtp_server.py"
            ))
            .arg(folder.path())
            .args(options)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the SMTP server starts; if it does not, run make test");
        let mut lines = BufReader::new(child.stdout.take().expect("its output is piped"));
        let mut first = String::new();
        lines
            .read_line(&mut first)
            .expect("its first line can be read");
        let port = first
            .trim()
            .parse()
            .expect("aiosmtpd is installed; if it is not, run make test");
        Self {
            child,
            lines,
            folder,
            port,
        }
    }

    /// The next letter that it keeps: a line with sender and recipients, then the letter's bytes.
    pub(crate) fn next_letter(&mut self) -> String {
        let mut name = String::new();
        self.lines
            .read_line(&mut name)
            .expect("the server says what it kept");
        let kept = std::fs::read(self.folder.path().join(name.trim())).expect("the kept letter");
        String::from_utf8(kept).expect("a letter is ASCII")
    }

    /// How many letters it has kept.
    pub(crate) fn kept(&self) -> usize {
        std::fs::read_dir(self.folder.path())
            .expect("the folder is there")
            .count()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `make test` installs the server and says which Python has it.
fn python() -> String {
    std::env::var("MASTHEAD_TEST_SMTP_PYTHON")
        .expect("MASTHEAD_TEST_SMTP_PYTHON names a Python with aiosmtpd: run make test")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a temporary path is plain text")
}
