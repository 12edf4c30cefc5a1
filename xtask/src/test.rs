//! `make test`: what the servers run, in the same order, with the same words.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::cargo::{Profile, build, cargo, check_format, check_lints, need_components};
use crate::machine::{
    APERTIUM, BUILDING, CHROMIUM, ESPEAK, EXIFTOOL, FFMPEG, JAVA, LIBAVIF, NODE, POSTGRES, PYTHON,
    need,
};
use crate::postgres::{Durability, Server};
use crate::run::run;
use crate::steps::Steps;
use crate::{assets, browser, mail, place, readers};

/// Everything: formatting, lints, all tests on both databases, journeys in Chromium. A step that fails does not keep
/// the next from running; the exit code remembers it. Nothing is printed after the last runner's summary.
///
/// # Errors
/// Names the steps that failed.
pub(crate) fn test(rest: &[String]) -> Result<()> {
    let mut steps = Steps::default();
    steps.step("installing what is missing", || {
        need(&[
            APERTIUM, CHROMIUM, ESPEAK, EXIFTOOL, FFMPEG, JAVA, LIBAVIF, NODE, POSTGRES, PYTHON,
        ])?;
        need(&BUILDING)?;
        need_components()
    });
    steps.step(
        "fetching typefaces, icons and the journeys' tools",
        browser::prepare,
    );
    let smtp = steps.step("preparing an SMTP server", mail::prepare);
    let python = steps.step("fetching other people's readers", readers::prepare);
    steps.step("formatting", check_format);
    steps.step("lints", check_lints);
    let postgres = steps.step("starting PostgreSQL", || Server::start(Durability::None));
    steps.step("building the tests", || {
        run(cargo_test().arg("--no-run").arg("--quiet"))
    });
    steps.step("tests on SQLite and PostgreSQL", || {
        let postgres = postgres.as_ref().context("there is no PostgreSQL")?;
        run_tests(
            postgres,
            smtp.as_deref().context("there is no SMTP server")?,
            rest,
        )
    });
    drop(postgres);
    let masthead = built_beside_tests()?;
    steps.step("other people's readers", || {
        let python = python.as_deref().context("there are no readers")?;
        readers::ask(&masthead, python)
    });
    steps.print();
    println!("\n== journeys in Chromium");
    browser::run_journeys(&masthead, &[])?;
    steps.verdict()
}

/// The program as the tests were built with it; building it alone would choose other features and compile it again.
fn built_beside_tests() -> Result<PathBuf> {
    let masthead = place::target().join("debug/masthead");
    match masthead.exists() {
        true => Ok(masthead),
        false => build(Profile::Dev),
    }
}

/// What is quick to know before a commit.
pub(crate) fn check(_: &[String]) -> Result<()> {
    need(&BUILDING)?;
    need_components()?;
    assets::prepare()?;
    let mut steps = Steps::default();
    steps.step("formatting", check_format);
    steps.step("lints", check_lints);
    steps.step("house rules", || {
        run(cargo().args(["test", "--package", "xtask", "--quiet"]))
    });
    steps.verdict()
}

/// The kill test for minutes: `make soak`, or `cargo xtask soak 3600` for an hour.
pub(crate) fn soak(rest: &[String]) -> Result<()> {
    need(&BUILDING)?;
    need(&[POSTGRES])?;
    assets::prepare()?;
    let secs = rest.first().map_or("900", String::as_str);
    let postgres = Server::start(Durability::None)?;
    run(cargo()
        .args([
            "test",
            "--package",
            "masthead",
            "--locked",
            "--test",
            "it",
            "kill",
            "--",
            "--nocapture",
        ])
        .env("MASTHEAD_TEST_POSTGRES", postgres.address())
        .env("MASTHEAD_TEST_SOAK_SECS", secs))
}

fn run_tests(postgres: &Server, smtp: &Path, rest: &[String]) -> Result<()> {
    run(cargo_test()
        .arg("--no-fail-fast")
        .args(rest)
        .env("PROPTEST_RNG_SEED", chance())
        .env("MASTHEAD_TEST_POSTGRES", postgres.address())
        .env("MASTHEAD_TEST_SMTP_PYTHON", smtp))
}

/// What random inputs begin with: always the same, so that no run of the servers fails by chance. Whoever wants others
/// sets the variable to another number, or runs a crate's tests without this command.
fn chance() -> String {
    std::env::var("PROPTEST_RNG_SEED").unwrap_or_else(|_| "20261122".to_owned())
}

fn cargo_test() -> std::process::Command {
    let mut cargo = cargo();
    cargo.args(["test", "--workspace", "--locked"]);
    cargo
}
