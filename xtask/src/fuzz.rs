//! `make fuzz`: libFuzzer on the promises that the tests hold for moments, for minutes.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::cargo::cargo;
use crate::machine::{BUILDING, need};
use crate::place;
use crate::run::{command, quietly, run};

/// Seconds for each promise, if nothing else is said.
const SECS: &str = "60";

/// What libFuzzer has to be told of the paths taken; `rustc` passes it on to LLVM. Stable flags all.
const WATCHED: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// Each promise of each pure crate for a minute: `make fuzz`; for ten of one crate: `cargo xtask fuzz 600 formats`.
///
/// What is found along the way is kept in `target/fuzz/corpus`, so the next run begins there. An input that breaks a
/// promise is kept in `target/fuzz/broken` and named.
///
/// # Errors
/// A promise is broken; the message says which.
pub(crate) fn fuzz(rest: &[String]) -> Result<()> {
    let secs = rest.first().map_or(SECS, String::as_str);
    let only = rest.get(1).map(String::as_str);
    need(&BUILDING)?;
    let programs = build()?;
    let mut broken = Vec::new();
    for crate_name in CRATES
        .iter()
        .filter(|name| only.is_none_or(|it| it == **name))
    {
        let program = programs.join(crate_name);
        for promise in quietly(&mut command(&program))?.lines() {
            match try_promise(&program, crate_name, promise, secs) {
                Ok(tried) => {
                    println!("{crate_name}: {promise}: held for {tried} inputs in {secs} s");
                }
                Err(error) => broken.push(format!("{crate_name}: {promise}\n{error:#}")),
            }
        }
    }
    match broken.is_empty() {
        true => Ok(()),
        false => bail!(
            "broken: {}; the inputs are in target/fuzz/broken",
            broken.join(", ")
        ),
    }
}

/// The crates with promises; each is a program in `fuzz/targets`.
const CRATES: &[&str] = &["assistant", "engines", "formats", "text"];

fn build() -> Result<PathBuf> {
    let host = quietly(command("rustc").args(["--print", "host-tuple"]))?;
    let host = host.trim();
    let target = place::target().join("fuzz");
    run(cargo()
        .args([
            "build",
            "--release",
            "--locked",
            "--quiet",
            "--target",
            host,
        ])
        .args(["--manifest-path", "fuzz/Cargo.toml"])
        .env("CARGO_TARGET_DIR", &target)
        .env("RUSTFLAGS", WATCHED))?;
    Ok(target.join(host).join("release"))
}

/// How many inputs were tried; an error ends with what libFuzzer said of the one that broke the promise.
fn try_promise(program: &Path, crate_name: &str, promise: &str, secs: &str) -> Result<String> {
    let corpus = folder(&format!("corpus/{crate_name}-{promise}"))?;
    let broken = folder("broken")?;
    let said = quietly(
        command("sh")
            // libFuzzer says everything on the error channel.
            .args(["-c", "exec \"$@\" 2>&1", "sh"])
            .arg(program)
            .arg(&corpus)
            .arg(format!("-max_total_time={secs}"))
            .arg(format!(
                "-artifact_prefix={}/{crate_name}-{promise}-",
                broken.display()
            ))
            .args([
                "-timeout=20",
                "-rss_limit_mb=2048",
                "-print_final_stats=1",
                "-verbosity=0",
            ])
            .env("MASTHEAD_FUZZ_PROMISE", promise)
            .env("MASTHEAD_FUZZ_SEEDS", &corpus),
    )?;
    let tried = said
        .lines()
        .find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    Ok(tried.unwrap_or("no").trim().to_owned())
}

fn folder(name: &str) -> Result<PathBuf> {
    let folder = place::target().join("fuzz").join(name);
    std::fs::create_dir_all(&folder).with_context(|| format!("{}", folder.display()))?;
    Ok(folder)
}
