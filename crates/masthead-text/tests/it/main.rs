//! The promises of this crate, tried on many generated and many hostile texts.

mod allowed;
mod corpus;
mod hostile;
mod html;
mod round_trip;
