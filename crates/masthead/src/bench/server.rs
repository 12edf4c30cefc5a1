//! A server to be measured: a process of its own with a folder of its own, ended when we are done.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::cpu;
use super::load::Asking;

/// How long a server may take to open its door.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server.
pub(crate) struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// Starts what `command` makes of a free address, and waits until `path` is answered with 200.
    pub(crate) async fn start(
        path: &str,
        command: impl FnOnce(SocketAddr) -> Result<Command>,
    ) -> Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let mut command = command(address)?;
        let name = command.get_program().to_string_lossy().into_owned();
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let child = command
            .spawn()
            .with_context(|| format!("{name} cannot be started"))?;
        let mut server = Self { child, address };
        server
            .wait(path)
            .await
            .with_context(|| format!("{name} does not answer"))?;
        Ok(server)
    }

    /// Starts this very program on a data folder, with nothing settled but its address.
    pub(crate) async fn ours(command: &str, data: &Path, path: &str) -> Result<Self> {
        let program = std::env::current_exe()?;
        let settled = std::env::vars_os().map(|(name, _)| name);
        let settled = settled.filter(|name| name.to_string_lossy().starts_with("MASTHEAD_"));
        Self::start(path, |address| {
            let mut ours = Command::new(program);
            settled.for_each(|name| {
                ours.env_remove(name);
            });
            ours.arg(command).arg("--data").arg(data);
            ours.args(["--listen", &address.to_string()]);
            Ok(ours)
        })
        .await
    }

    async fn wait(&mut self, path: &str) -> Result<()> {
        let until = Instant::now() + PATIENCE;
        let asking = Asking::get(self.address, path, "", 200);
        while asking.once().await.is_err() {
            ensure!(self.child.try_wait()?.is_none(), "it ended at once");
            ensure!(Instant::now() < until, "it was not ready in time");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        Ok(())
    }

    /// The processor time it has used until now.
    pub(crate) fn cpu(&self) -> Result<Duration> {
        cpu::used_by(self.child.id())
    }

    /// The memory that it holds just now, as the kernel counts what is resident.
    pub(crate) fn resident_bytes(&self) -> Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:"));
        let kibibytes = line.and_then(|it| it.trim().strip_suffix("kB")?.trim().parse().ok());
        let kibibytes: f64 = kibibytes.context("the kernel does not say what is resident")?;
        Ok(kibibytes * 1_024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // nginx takes its workers with it only when it is asked to end.
        let asked = Command::new("kill")
            .arg(self.child.id().to_string())
            .status();
        if asked.is_err() {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}
