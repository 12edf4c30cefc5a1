//! PostgreSQL's own tools, called by their names: nobody copies its databases better.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use url::Url;

/// Writes a copy of one moment of the database into `file`, while the site goes on.
pub(super) fn dump(address: &str, file: &Path) -> Result<()> {
    let mut command = tool("pg_dump", address)?;
    command
        .args(["--format=custom", "--no-owner", "--no-privileges", "--file"])
        .arg(file);
    run(command, "pg_dump")
}

/// Reads such a copy into an empty database, all of it or nothing.
pub(super) fn read_back(address: &str, file: &Path) -> Result<()> {
    let mut command = tool("pg_restore", address)?;
    command
        .args([
            "--single-transaction",
            "--exit-on-error",
            "--no-owner",
            "--no-privileges",
        ])
        .arg(file);
    run(command, "pg_restore")
}

/// The password travels in the environment, because arguments stand in the list of processes.
fn tool(name: &str, address: &str) -> Result<Command> {
    let mut url = Url::parse(address).context("the database address cannot be read")?;
    let mut command = Command::new(name);
    if let Some(password) = url.password() {
        command.env("PGPASSWORD", decoded(password));
        url.set_password(None)
            .ok()
            .context("the database address has no host")?;
    }
    command.arg("--dbname").arg(url.as_str());
    Ok(command)
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}

fn run(mut command: Command, name: &str) -> Result<()> {
    let output = match command.output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => bail!(
            "{name} is not installed here. It comes with PostgreSQL's client programs, of the server's version or newer \
             (Debian: apt-get install postgresql-client)"
        ),
        output => output.with_context(|| format!("{name} cannot be started"))?,
    };
    if !output.status.success() {
        bail!(
            "{name} failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(())
}
