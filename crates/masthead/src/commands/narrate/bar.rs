//! How far it is, on one line of a terminal.

use std::io::{IsTerminal as _, Write as _};

use masthead_core::narration::Step;

/// Signs between the brackets.
const WIDTH: usize = 30;

/// A bar, if somebody is there to see it.
pub(super) struct Bar {
    is_seen: bool,
}

impl Bar {
    /// On the error output, if that is a terminal.
    pub(super) fn on_error_output() -> Self {
        Self {
            is_seen: std::io::stderr().is_terminal(),
        }
    }

    pub(super) fn show(&mut self, step: Step) {
        if self.is_seen {
            // A terminal that has gone away is no reason to stop.
            let _ = write!(std::io::stderr(), "\r{}\u{1b}[K", line(step));
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&mut self) {
        if self.is_seen {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
    }
}

fn line(step: Step) -> String {
    let (done, of, words) = match step {
        Step::Spoken(done, of) => (done, of, format!("{done} of {of} sentences")),
        Step::Encoding => (1, 1, "writing the files".to_owned()),
    };
    let filled = (done * WIDTH).checked_div(of).unwrap_or(WIDTH).min(WIDTH);
    format!(
        "[{}{}] {words}",
        "#".repeat(filled),
        "-".repeat(WIDTH - filled)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills_with_the_sentences() {
        let half = line(Step::Spoken(20, 40));
        assert_eq!(
            half,
            format!("[{}{}] 20 of 40 sentences", "#".repeat(15), "-".repeat(15))
        );
        assert!(line(Step::Encoding).starts_with(&format!("[{}]", "#".repeat(WIDTH))));
        assert!(line(Step::Spoken(0, 0)).starts_with("[##"));
    }
}
