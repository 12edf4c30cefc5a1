//! An article in a list.

use masthead_core::articles::{Picture, TeaserRow, article_path};

use crate::frame::Frame;
use crate::times::Brief;

/// A teaser as templates show it.
pub(crate) struct Teaser {
    pub(crate) href: String,
    pub(crate) kicker: String,
    pub(crate) headline: String,
    pub(crate) lede: String,
    pub(crate) published: Option<Brief>,
    pub(crate) picture: Option<Picture>,
    /// The first part of the section's address, by which the front page groups.
    pub(crate) top_section: String,
    /// The name of its own section.
    pub(crate) section_name: String,
}

impl Teaser {
    pub(crate) fn of(row: TeaserRow, frame: &Frame) -> Self {
        let path = article_path(&row.section_path, &row.slug, &row.short);
        let top = row.section_path.split('/').next().unwrap_or_default();
        Self {
            href: frame.href(&path),
            picture: Picture::of_teaser(&row),
            top_section: top.to_owned(),
            published: row.published_at.map(|at| frame.brief(&at)),
            kicker: row.kicker,
            headline: row.headline,
            lede: row.lede,
            section_name: row.section_name,
        }
    }

    /// All of them, in their order.
    pub(crate) fn all(rows: Vec<TeaserRow>, frame: &Frame) -> Vec<Self> {
        rows.into_iter().map(|row| Self::of(row, frame)).collect()
    }

    /// The word above the headline: the article's own, or its section's name.
    pub(crate) fn word_above(&self) -> &str {
        if self.kicker.is_empty() {
            &self.section_name
        } else {
            &self.kicker
        }
    }
}
