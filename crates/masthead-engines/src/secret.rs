//! Something nobody may read in a log: a password, a key, a token.

use std::fmt;

/// A text that prints as `‹secret›` wherever it is shown by accident.
///
/// There is no `Display` on purpose: whoever needs the real text says [`Secret::reveal`], and a
/// reader of the code can look for that word.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes the text into custody.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the one place that needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("‹secret›")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_does_not_print_itself() {
        let printed = format!(
            "{:?} {:#?}",
            Secret::new("hunter2"),
            Some(Secret::new("hunter2"))
        );
        assert!(!printed.contains("hunter2"), "{printed}");
    }
}
