//! `make bench`: the figures, with nginx and PostgreSQL beside us.

use anyhow::Result;

use crate::assets;
use crate::cargo::{Profile, build};
use crate::machine::{APERTIUM, ESPEAK, FFMPEG, NGINX, POSTGRES, need};
use crate::postgres::{Durability, Server};
use crate::run::{command, run};

/// Builds for speed and runs `masthead bench`, with a PostgreSQL that waits for the disk as a newsroom's would.
pub(crate) fn bench(rest: &[String]) -> Result<()> {
    need(&[APERTIUM, ESPEAK, FFMPEG, NGINX, POSTGRES])?;
    assets::prepare()?;
    let masthead = build(Profile::Release)?;
    let postgres = Server::start(Durability::Full)?;
    run(command(masthead)
        .arg("bench")
        .args(rest)
        .env("MASTHEAD_TEST_POSTGRES", postgres.address()))
}
