//! What the trade promises, tried on SQLite and on PostgreSQL.

mod accounts;
mod articles;
mod media;
mod desk;
mod posts;
mod statements;
