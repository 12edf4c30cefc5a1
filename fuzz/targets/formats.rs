//! The promises of `masthead-formats`, for libFuzzer.
#![no_main]

#[path = "../../crates/masthead-formats/tests/it/promises.rs"]
mod promises;

libfuzzer_sys::fuzz_target!(
    init: masthead_fuzz::choose(promises::PROMISES),
    |bytes: &[u8]| masthead_fuzz::hold(bytes)
);
