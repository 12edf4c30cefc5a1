//! The steps of a long task: each is announced, timed, and remembered if it failed.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// What has been done so far.
#[derive(Default)]
pub(crate) struct Steps {
    done: Vec<(String, Duration, bool)>,
}

impl Steps {
    /// Does one step and says how long it took. A failure is shown at once and remembered for [`Steps::verdict`],
    /// so that one run shows everything that is wrong.
    pub(crate) fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        println!("\n== {name}");
        let begun = Instant::now();
        let result = work();
        let took = begun.elapsed();
        if let Err(error) = &result {
            println!("{error:#}");
        }
        let word = if result.is_ok() {
            "took"
        } else {
            "FAILED after"
        };
        println!("-- {name} {word} {:.1} s", took.as_secs_f64());
        self.done.push((name.to_owned(), took, result.is_ok()));
        result.ok()
    }

    /// Prints what each step took.
    pub(crate) fn print(&self) {
        println!("\n== so far");
        for (name, took, well) in &self.done {
            let verdict = if *well { "" } else { "  FAILED" };
            println!("{:>8.1} s  {name}{verdict}", took.as_secs_f64());
        }
    }

    /// Whether everything went well.
    ///
    /// # Errors
    /// Names the steps that did not.
    pub(crate) fn verdict(&self) -> Result<()> {
        let failed: Vec<&str> = self
            .done
            .iter()
            .filter(|step| !step.2)
            .map(|step| step.0.as_str())
            .collect();
        if failed.is_empty() {
            return Ok(());
        }
        bail!("failed: {}", failed.join(", "))
    }
}
