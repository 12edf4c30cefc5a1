//! What the data layer promises, tried on both databases.

mod statements;
mod transactions;
