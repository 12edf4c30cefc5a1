//! How far it is, on one line of a terminal.

use std::io::{IsTerminal as _, Write as _};

use masthead_core::translation::Progress;

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

    pub(super) fn show(&mut self, progress: Progress) {
        if self.is_seen {
            // A terminal that has gone away is no reason to stop.
            let _ = write!(std::io::stderr(), "\r{}", line(progress));
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&mut self) {
        if self.is_seen {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
    }
}

fn line(Progress { done, of }: Progress) -> String {
    let filled = (done * WIDTH).checked_div(of).unwrap_or(WIDTH).min(WIDTH);
    let (full, empty) = ("#".repeat(filled), "-".repeat(WIDTH - filled));
    format!("[{full}{empty}] {done} of {of} sentences")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills_with_the_sentences() {
        let shown = |done, of| line(Progress { done, of });
        assert_eq!(
            shown(20, 40),
            format!("[{}{}] 20 of 40 sentences", "#".repeat(15), "-".repeat(15))
        );
        assert!(shown(0, 0).starts_with(&format!("[{}]", "#".repeat(WIDTH))));
    }
}
