//! The promises of `masthead-engines`, for libFuzzer.
#![no_main]

#[path = "../../crates/masthead-engines/tests/it/promises.rs"]
mod promises;

libfuzzer_sys::fuzz_target!(
    init: masthead_fuzz::choose(promises::PROMISES),
    |bytes: &[u8]| masthead_fuzz::hold(bytes)
);
