//! The promises of `masthead-assistant`, for libFuzzer.
#![no_main]

#[path = "../../crates/masthead/src/commands/assistant/line.rs"]
mod line;
#[path = "../../crates/masthead-assistant/tests/it/newsroom.rs"]
mod newsroom;
#[path = "../../crates/masthead-assistant/tests/it/promises.rs"]
mod promises;

libfuzzer_sys::fuzz_target!(
    init: masthead_fuzz::choose(promises::PROMISES),
    |bytes: &[u8]| masthead_fuzz::hold(bytes)
);
