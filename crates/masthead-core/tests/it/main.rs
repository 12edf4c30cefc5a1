//! What the trade promises, tried on SQLite and on PostgreSQL.

mod accounts;
mod articles;
mod desk;
mod media;
mod office;
mod imports;
mod media;
mod posts;
mod statements;
