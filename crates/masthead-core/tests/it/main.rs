//! What the trade promises, tried on SQLite and on PostgreSQL.

mod accounts;
mod articles;
mod decisions;
mod desk;
mod imports;
mod leaving;
mod media;
mod office;
mod posts;
mod queue;
mod statements;
