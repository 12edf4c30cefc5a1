//! The properties of the assistant, tried from outside.

mod explaining;
mod learning;
mod newsroom;
mod snapshots;
mod texts;
