//! What the queue promises, tried on both databases.

mod nodes;
mod queue;
mod stage;
mod statements;
