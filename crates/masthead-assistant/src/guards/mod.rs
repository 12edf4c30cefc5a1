//! What the assistant may do: order and suggest. Whatever goes beyond is switched off, and has a bound it must keep.
//!
//! Types and pure functions; the desk asks them, and keeps what they answer.

mod automatic;
mod bound;
mod lanes;
mod sample;

pub use automatic::{
    Answer, Automatic, Bar, Edges, LEAST_PREDICTIONS, Standing, Switch, Why, decide_alone,
};
pub use bound::{upper_bound, upper_bound_of_none};
pub use lanes::{Lane, Lanes, Order, order};
pub use sample::{hides_suggestion, is_for_a_person};
