//! What is wrong with a form, in the reader's words: listed above it, and again at each field.

/// The mistakes in one form. Empty for a form that is shown for the first time.
#[derive(Clone, Debug, Default)]
pub struct Mistakes(Vec<Mistake>);

/// One mistake.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "named for what they are")]
pub struct Mistake {
    /// The field's name and id.
    pub field: &'static str,
    pub text: String,
}

impl Mistakes {
    /// Adds one.
    pub fn add(&mut self, field: &'static str, text: impl Into<String>) {
        self.0.push(Mistake {
            field,
            text: text.into(),
        });
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, in the order of the fields.
    pub fn list(&self) -> &[Mistake] {
        &self.0
    }

    /// The first one at a field.
    pub fn at(&self, field: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|it| it.field == field)
            .map(|it| it.text.as_str())
    }
}
