//! The properties of the assistant, tried from outside.

mod explaining;
mod learning;
// The command's own reader of lines; it is tried here because a program cannot be tried from outside.
#[path = "../../../masthead/src/commands/assistant/line.rs"]
mod line;
#[path = "../../../../fuzz/mutate.rs"]
mod mutate;
mod newsroom;
mod promises;
mod snapshots;
mod texts;

#[test]
fn every_promise_holds_for_a_moment() {
    for (_, seeds, hold) in promises::PROMISES {
        mutate::for_a_moment(&seeds(), *hold);
    }
}
