//! A post as the assistant meets it, and what was decided about it.

/// A post and where it comes from. Nothing but the text is needed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Post<'a> {
    /// What was written, as plain text.
    pub text: &'a str,
    /// Whoever wrote it, by an id that stays.
    pub author: Option<&'a str>,
    /// The section of the article, as a path of names with `/` between.
    pub section: Option<&'a str>,
    /// The article it stands below.
    pub article: Option<&'a str>,
    /// Whether it answers another post.
    pub is_reply: bool,
    /// Whether readers reported it before anybody decided.
    pub is_reported: bool,
}

impl<'a> Post<'a> {
    /// A text of which nothing else is known.
    #[must_use]
    pub fn of_text(text: &'a str) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }
}

/// What a person decided about a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict<'a> {
    /// Whether it was refused.
    pub is_refused: bool,
    /// For each ground that was looked at, whether it applied. A ground that is not named teaches nothing.
    pub grounds: &'a [(&'a str, bool)],
}
