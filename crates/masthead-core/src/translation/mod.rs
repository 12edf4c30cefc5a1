//! Articles in other languages: what was translated before, the words of the house, and who did which sentence.
//!
//! `memory/` keeps every sentence that an engine or a person translated; a person's are never overwritten. `glossary/`
//! has the terms of the house, `names/` the names the desk has decided on. `sheet/` has each translation as it
//! stands, sentence by sentence, and `pipeline/` makes it: it asks engines only for what nobody has said before.

mod error;
mod glossary;
mod memory;
mod names;
mod pipeline;
mod sheet;

pub use error::TranslationError;
pub use glossary::{SetTerm, drop_term, list_terms, revision, set_term};
pub use memory::forget_unused;
pub use names::{EntityId, EntityKind, KeepName, forget_name, keep_name, list_names};
pub use pipeline::{
    Article, Broken, Counts, Done, Failure, Line, Order, Origin, Progress, Told, Untranslated,
    translate,
};
pub use sheet::{
    Piece, PieceState, Sheet, TranslationId, TranslationState, WriteSentence, block, let_go,
    review, sheet, write_sentence,
};

use masthead_db::Statement;

/// Every statement of the feature, room by room.
pub(crate) fn statements() -> [&'static [Statement]; 4] {
    use crate::translation;
    [
        translation::glossary::store::STATEMENTS,
        translation::memory::store::STATEMENTS,
        translation::names::store::STATEMENTS,
        translation::sheet::store::STATEMENTS,
    ]
}
