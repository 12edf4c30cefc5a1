//! The promises of this crate, tried on many generated and many hostile texts.

mod allowed;
mod checks;
mod corpus;
mod figures;
mod hostile;
mod html;
mod language;
#[path = "../../../../fuzz/mutate.rs"]
mod mutate;
mod names;
mod narration;
mod promises;
mod round_trip;
mod sentences;
