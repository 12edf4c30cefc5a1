//! Letters as a test reads them.

/// A letter that was posted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the parts of a letter")]
pub struct SeenLetter {
    pub to: String,
    pub subject: String,
    pub body: String,
}

impl SeenLetter {
    /// The path of the first link that contains `part`, without the site's address.
    ///
    /// # Panics
    /// When there is none.
    pub fn link(&self, part: &str) -> String {
        let word = self
            .body
            .split_whitespace()
            .find(|word| word.contains("://") && word.contains(part));
        let address = word.unwrap_or_else(|| panic!("no link with “{part}” in:\n{}", self.body));
        let after_scheme = address.find("://").map_or(0, |at| at + 3);
        let path = address[after_scheme..]
            .find('/')
            .map_or(address.len(), |at| after_scheme + at);
        address[path..].to_owned()
    }

    /// The last part of such a link: its secret.
    pub fn secret(&self, part: &str) -> String {
        self.link(part)
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned()
    }
}
