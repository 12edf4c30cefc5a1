//! A PostgreSQL of the tests' own: a fresh cluster in a temporary folder, gone when the tests are.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::machine::is_root;
use crate::run::{command, find_program, quietly};

/// How long a server may take to answer on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// What makes it quick: nothing in it has to outlive the machine, and tests open many connections.
const SETTINGS: &[&str] = &[
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=300",
    "listen_addresses=127.0.0.1",
    "autovacuum_naptime=10s",
];

/// What a server is started for: quick tests, or figures that mean something.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Durability {
    /// Nothing waits for the disk.
    None,
    /// As a newsroom would run it.
    Full,
}

/// A running server; dropping it stops it and removes its folder.
pub(crate) struct Server {
    process: Child,
    folder: PathBuf,
    port: u16,
}

impl Server {
    /// Makes a cluster and waits until it answers.
    ///
    /// As root it runs as `postgres` (or `nobody`), because PostgreSQL refuses to run as root; its folder is a
    /// temporary one, because that account may not be able to see the project's.
    ///
    /// # Errors
    /// PostgreSQL is not installed or does not start; the message ends with its log.
    pub(crate) fn start(durability: Durability) -> Result<Self> {
        let programs = programs().context("PostgreSQL is not installed")?;
        let folder = quietly(unprivileged("mktemp")?.args(["-d", "-t", "masthead-pg-XXXXXXXX"]))?;
        let folder = PathBuf::from(folder.trim());
        quietly(
            unprivileged(programs.join("initdb"))?
                .args(["--auth=trust", "--username=masthead", "--encoding=UTF8"])
                .args(["--locale=C.UTF-8", "--no-sync", "-D"])
                .arg(folder.join("cluster")),
        )?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let process = serve(&programs, &folder, port, durability)?;
        let mut server = Self {
            process,
            folder,
            port,
        };
        server.wait(&programs.join("pg_isready"))?;
        Ok(server)
    }

    /// The address of a database that tests may make others beside.
    pub(crate) fn address(&self) -> String {
        format!("postgres://masthead@127.0.0.1:{}/postgres", self.port)
    }

    fn wait(&mut self, is_ready: &Path) -> Result<()> {
        let until = Instant::now() + PATIENCE;
        let port = self.port.to_string();
        while quietly(command(is_ready).args(["-q", "-h", "127.0.0.1", "-p", &port])).is_err() {
            if self.process.try_wait()?.is_some() || Instant::now() > until {
                let log = quietly(unprivileged("cat")?.arg(self.folder.join("log")))?;
                bail!("PostgreSQL did not start:\n{log}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let pid = self.process.id().to_string();
        // "Immediate shutdown": the children end too, and nothing is worth saving.
        let asked = quietly(command("kill").args(["-s", "QUIT", &pid]));
        if asked.is_err() {
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn serve(programs: &Path, folder: &Path, port: u16, durability: Durability) -> Result<Child> {
    let log = folder.join("log");
    let mut postgres = unprivileged("sh")?;
    // The shell is there only because the log has to belong to the server's account.
    postgres
        .args(["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1", "sh"])
        .arg(log)
        .arg(programs.join("postgres"))
        .arg("-D")
        .arg(folder.join("cluster"))
        .arg("-p")
        .arg(port.to_string())
        .args([
            "-c",
            &format!("unix_socket_directories={}", folder.display()),
        ]);
    for setting in SETTINGS {
        let costs_safety = matches!(
            *setting,
            "fsync=off" | "synchronous_commit=off" | "full_page_writes=off"
        );
        if durability == Durability::None || !costs_safety {
            postgres.args(["-c", setting]);
        }
    }
    postgres
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context("PostgreSQL could not be started")
}

/// A command that is not root, ends when we end, and starts in a folder it may see.
fn unprivileged(program: impl AsRef<std::ffi::OsStr>) -> Result<Command> {
    let mut setpriv = command("setpriv");
    setpriv.current_dir("/").args(["--pdeathsig", "INT"]);
    if is_root() {
        let account = ["postgres", "nobody"]
            .into_iter()
            .find(|name| quietly(command("id").args(["-u", name])).is_ok())
            .context("there is no account to run PostgreSQL as")?;
        let group = quietly(command("id").args(["-gn", account]))?;
        setpriv.args([
            "--reuid",
            account,
            "--regid",
            group.trim(),
            "--clear-groups",
        ]);
    }
    setpriv.arg(program);
    Ok(setpriv)
}

/// The folder with the newest `initdb` and `postgres` on this machine.
pub(crate) fn programs() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            Some((
                entry.file_name().to_str()?.parse().ok()?,
                entry.path().join("bin"),
            ))
        })
        .filter(|(_, bin)| bin.join("initdb").exists() && bin.join("postgres").exists())
        .collect();
    versions.sort();
    let beside = || Some(find_program("initdb")?.parent()?.to_owned());
    versions.pop().map(|(_, bin)| bin).or_else(beside)
}
