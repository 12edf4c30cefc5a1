//! The promises about answers, for moments; `make fuzz` tries them for minutes.

use crate::mutate;
use crate::promises::PROMISES;

#[test]
fn every_promise_holds_for_a_moment() {
    std::thread::scope(|scope| {
        for (_, seeds, hold) in PROMISES {
            scope.spawn(move || mutate::for_a_moment(&seeds(), *hold));
        }
    });
}
