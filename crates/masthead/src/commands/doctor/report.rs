//! What the doctor found, line by line.

/// How a look ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    Well,
    Notable,
    Bad,
}

/// All findings, in the order of looking.
#[derive(Debug, Default)]
pub(super) struct Report {
    lines: Vec<(Found, &'static str, String, String)>,
}

impl Report {
    /// Nothing to do here.
    pub(super) fn well(&mut self, about: &'static str, what: impl Into<String>) {
        self.lines
            .push((Found::Well, about, what.into(), String::new()));
    }

    /// Not wrong, but somebody should know.
    pub(super) fn notable(
        &mut self,
        about: &'static str,
        what: impl Into<String>,
        todo: impl Into<String>,
    ) {
        self.lines
            .push((Found::Notable, about, what.into(), todo.into()));
    }

    /// Wrong, and what to do about it.
    pub(super) fn bad(
        &mut self,
        about: &'static str,
        what: impl Into<String>,
        todo: impl Into<String>,
    ) {
        self.lines
            .push((Found::Bad, about, what.into(), todo.into()));
    }

    /// Whether nothing is wrong.
    pub(super) fn is_well(&self) -> bool {
        self.lines.iter().all(|(found, ..)| *found != Found::Bad)
    }

    /// Shows it on the console, what to do below what is wrong, and the sum at the end.
    #[expect(clippy::print_stdout, reason = "the person at the console reads it")]
    pub(super) fn print(&self) {
        for (found, about, what, todo) in &self.lines {
            let mark = match found {
                Found::Well => "ok  ",
                Found::Notable => "note",
                Found::Bad => "BAD ",
            };
            println!("{mark}  {about:<14}{what}");
            if !todo.is_empty() {
                println!("{:20}→ {todo}", "");
            }
        }
        match self
            .lines
            .iter()
            .filter(|(found, ..)| *found == Found::Bad)
            .count()
        {
            0 => println!("\nThe site is well."),
            1 => println!("\nOne thing is wrong."),
            count => println!("\n{count} things are wrong."),
        }
    }
}
