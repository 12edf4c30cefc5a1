//! Whose a picture is and what is on it: the words that go with it everywhere.

use super::MediaError;

/// Most characters of one of these words; a caption is longer than a name.
pub(super) const NAME_LIMIT: usize = 300;
pub(super) const TEXT_LIMIT: usize = 2_000;

/// The words that belong to a picture. All may be empty; a publication asks for the credit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    /// What is seen and why it matters.
    pub caption: String,
    /// Whose it is, as it must be printed.
    pub credit: String,
    /// Who made it.
    pub creator: String,
    /// The copyright notice.
    pub copyright: String,
    /// Under which terms it may be shown.
    pub licence: String,
    /// Where the house has it from.
    pub source: String,
    /// The picture in words, for those who do not see it.
    pub alt: String,
}

impl Rights {
    /// The same without blanks at the ends, if each is short enough to be printed.
    ///
    /// # Errors
    /// [`MediaError::TooLong`], naming the field.
    pub(super) fn tidied(&self) -> Result<Self, MediaError> {
        Ok(Self {
            caption: tidy("caption", &self.caption, TEXT_LIMIT)?,
            credit: tidy("credit", &self.credit, NAME_LIMIT)?,
            creator: tidy("creator", &self.creator, NAME_LIMIT)?,
            copyright: tidy("copyright", &self.copyright, NAME_LIMIT)?,
            licence: tidy("licence", &self.licence, NAME_LIMIT)?,
            source: tidy("source", &self.source, NAME_LIMIT)?,
            alt: tidy("alt", &self.alt, TEXT_LIMIT)?,
        })
    }
}

fn tidy(field: &'static str, text: &str, limit: usize) -> Result<String, MediaError> {
    let tidied = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if tidied.chars().count() > limit {
        return Err(MediaError::TooLong { field, limit });
    }
    Ok(tidied)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_is_one_line() {
        let rights = Rights {
            credit: " APA / \n Ida  Beispiel ".to_owned(),
            ..Rights::default()
        };
        assert_eq!(
            rights.tidied().map(|it| it.credit).ok().as_deref(),
            Some("APA / Ida Beispiel")
        );
    }

    #[test]
    fn a_credit_as_long_as_a_page_is_refused_by_its_name() {
        let rights = Rights {
            credit: "x".repeat(301),
            ..Rights::default()
        };
        assert!(matches!(
            rights.tidied(),
            Err(MediaError::TooLong {
                field: "credit",
                limit: 300
            })
        ));
    }
}
