//! Articles: sections, topics, authors; editions and their revisions; what readers see of them.

mod address;
mod desk;
mod error;
mod media;
mod reading;
mod registers;
mod significance;
mod state;
mod writing;

pub use address::{article_path, short_in};
pub use desk::*;
pub use error::ArticleError;
pub use media::*;
pub use reading::*;
pub use registers::*;
pub use significance::{CorrectionKind, Significance, UnknownCorrection, UnknownSignificance};
pub use state::{EditionState, ImpossibleChange, UnknownState};
pub use writing::*;

use masthead_db::Statement;

/// Every statement of the feature, room by room.
pub(crate) fn statements() -> [&'static [Statement]; 5] {
    use crate::articles;
    [
        articles::desk::store::STATEMENTS,
        articles::media::store::STATEMENTS,
        articles::reading::store::STATEMENTS,
        articles::registers::store::STATEMENTS,
        articles::writing::store::STATEMENTS,
    ]
}
