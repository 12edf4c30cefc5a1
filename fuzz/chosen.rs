//! Which promise a run of libFuzzer tries, and with what it begins: said by the command that starts it.
#![allow(clippy::print_stdout)] // The list is for the command that asked.

use std::path::Path;
use std::sync::OnceLock;

/// A promise: its name, seeds to begin with, and what must hold of any bytes (it panics where it does not).
pub type Promise = (&'static str, fn() -> Vec<Vec<u8>>, fn(&[u8]));

static CHOSEN: OnceLock<Promise> = OnceLock::new();

/// Takes the promise that `MASTHEAD_FUZZ_PROMISE` names and lays its seeds into `MASTHEAD_FUZZ_SEEDS`. Without a name
/// it prints those there are and ends.
///
/// # Panics
/// There is no such promise, or the folder cannot be written.
pub fn choose(promises: &'static [Promise]) {
    let Ok(wanted) = std::env::var("MASTHEAD_FUZZ_PROMISE") else {
        promises.iter().for_each(|(name, ..)| println!("{name}"));
        std::process::exit(0);
    };
    let promise = promises.iter().find(|(name, ..)| *name == wanted);
    let promise = *promise.unwrap_or_else(|| panic!("there is no promise {wanted}"));
    if let Ok(folder) = std::env::var("MASTHEAD_FUZZ_SEEDS") {
        for (number, seed) in promise.1().iter().enumerate() {
            std::fs::write(Path::new(&folder).join(format!("seed-{number}")), seed)
                .expect("the folder of seeds can be written");
        }
    }
    CHOSEN.get_or_init(|| promise);
}

/// Tries the chosen promise on these bytes.
///
/// # Panics
/// The promise is broken, or none was chosen.
pub fn hold(bytes: &[u8]) {
    let (.., hold) = CHOSEN.get().expect("libFuzzer chooses before it tries");
    hold(bytes);
}
