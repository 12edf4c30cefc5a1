//! The promises of `masthead-text`, for libFuzzer.
#![no_main]

#[path = "../../crates/masthead-text/tests/it/allowed.rs"]
mod allowed;
#[path = "../../crates/masthead-text/tests/it/language.rs"]
mod language;
#[path = "../../crates/masthead-text/tests/it/promises.rs"]
mod promises;

libfuzzer_sys::fuzz_target!(
    init: masthead_fuzz::choose(promises::PROMISES),
    |bytes: &[u8]| masthead_fuzz::hold(bytes)
);
