//! What the queue promises, tried on both databases.

mod queue;
mod statements;
