//! The work around the program: testing it, showing it, measuring it. `make` calls nothing else.
#![allow(clippy::print_stdout)] // Talking to the person at the terminal is this program's trade.

mod assets;
mod bench;
mod browser;
mod cargo;
mod demo;
mod fuzz;
mod machine;
mod mail;
mod place;
mod postgres;
mod python;
mod readers;
mod run;
mod steps;
mod test;
mod tidy;
mod twin;

use std::process::ExitCode;

use anyhow::Result;

/// What can be asked for: its name, what it does in a line, and who does it.
type Task = (&'static str, &'static str, fn(&[String]) -> Result<()>);

/// Every task. `make help` prints this list.
const TASKS: &[Task] = &[
    (
        "demo",
        "a small world to click through, built and served",
        demo::demo,
    ),
    ("test", "everything the servers run", test::test),
    ("check", "formatting, lints and house rules", test::check),
    ("fmt", "sets Rust in its shape", cargo::format),
    ("tidy", "the house rules alone", tidy::print),
    (
        "assets",
        "typefaces and icons from the npm registry",
        assets::assets,
    ),
    (
        "journeys",
        "people on screens, in Chromium",
        browser::journeys,
    ),
    (
        "readers",
        "other people's readers, on what we write",
        readers::readers,
    ),
    (
        "screenshots",
        "the pictures in docs/screenshots",
        browser::screenshots,
    ),
    (
        "soak",
        "the kill test, for minutes instead of moments",
        test::soak,
    ),
    (
        "fuzz",
        "libFuzzer on every parser's promises, a minute each",
        fuzz::fuzz,
    ),
    (
        "twin",
        "the SQLite text of migration NNNN, from its PostgreSQL text",
        twin::twin,
    ),
    ("bench", "the figures, each beside its peer", bench::bench),
    (
        "clean",
        "removes what was built, and the demo's data",
        cargo::clean,
    ),
];

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    let Some((_, _, task)) = TASKS.iter().find(|(task, ..)| *task == name) else {
        return help(&name);
    };
    match task(&rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{name}: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn help(asked: &str) -> ExitCode {
    for (name, what, _) in TASKS {
        println!("make {name:<12} {what}");
    }
    match asked {
        "" | "help" => ExitCode::SUCCESS,
        _ => ExitCode::from(2),
    }
}
