//! The ways in which words are set apart inside running text.

use std::ops::BitOr;

/// One way to set words apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Of importance; usually bold.
    Strong,
    /// Stressed, or the title of a work; usually italic.
    Emphasis,
    /// Below the line.
    Sub,
    /// Above the line.
    Sup,
    /// Words for machines.
    Code,
}

impl Mark {
    /// Every mark, in the order in which they are nested: the first is the outermost.
    pub const ALL: [Self; 5] = [
        Self::Strong,
        Self::Emphasis,
        Self::Sub,
        Self::Sup,
        Self::Code,
    ];

    /// The HTML element, which is also the tag that our Markdown understands.
    #[must_use]
    pub fn element(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Emphasis => "em",
            Self::Sub => "sub",
            Self::Sup => "sup",
            Self::Code => "code",
        }
    }

    /// The mark of an HTML element, by the names it has had over the years.
    #[must_use]
    pub fn of_element(name: &str) -> Option<Self> {
        Some(match name {
            "strong" | "b" => Self::Strong,
            "em" | "i" | "cite" | "dfn" | "var" => Self::Emphasis,
            "sub" => Self::Sub,
            "sup" => Self::Sup,
            "code" | "kbd" | "samp" | "tt" => Self::Code,
            _ => return None,
        })
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Emphasis => "emphasis",
            Self::Sub => "sub",
            Self::Sup => "sup",
            Self::Code => "code",
        }
    }

    pub(crate) fn opening(self) -> &'static str {
        match self {
            Self::Strong => "<strong>",
            Self::Emphasis => "<em>",
            Self::Sub => "<sub>",
            Self::Sup => "<sup>",
            Self::Code => "<code>",
        }
    }

    pub(crate) fn closing(self) -> &'static str {
        match self {
            Self::Strong => "</strong>",
            Self::Emphasis => "</em>",
            Self::Sub => "</sub>",
            Self::Sup => "</sup>",
            Self::Code => "</code>",
        }
    }
}

/// A set of marks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks(u8);

impl Marks {
    /// No mark at all.
    pub const NONE: Self = Self(0);

    /// Whether the mark is in the set.
    #[must_use]
    pub fn has(self, mark: Mark) -> bool {
        self.0 & (1 << mark as u8) != 0
    }

    /// The marks of the set, outermost first.
    pub fn iter(self) -> impl Iterator<Item = Mark> {
        Mark::ALL.into_iter().filter(move |&mark| self.has(mark))
    }

    /// The marks of the set, innermost first: the order in which elements are closed.
    pub fn iter_inside_out(self) -> impl Iterator<Item = Mark> {
        Mark::ALL
            .into_iter()
            .rev()
            .filter(move |&mark| self.has(mark))
    }

    /// The set without a mark.
    #[must_use]
    pub fn without(self, mark: Mark) -> Self {
        Self(self.0 & !(1 << mark as u8))
    }

    /// Whether the set is empty.
    #[must_use]
    pub fn is_none(self) -> bool {
        self.0 == 0
    }
}

impl From<Mark> for Marks {
    fn from(mark: Mark) -> Self {
        Self(1 << mark as u8)
    }
}

impl BitOr<Mark> for Marks {
    type Output = Self;

    fn bitor(self, mark: Mark) -> Self {
        Self(self.0 | 1 << mark as u8)
    }
}
