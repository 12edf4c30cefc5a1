//! What the trade promises, tried on SQLite and on PostgreSQL.

mod accounts;
mod answers;
mod articles;
mod counters;
mod deadlines;
mod decisions;
mod desk;
mod exports;
mod imports;
mod leaving;
mod ledger;
mod media;
mod narration;
mod office;
mod posts;
mod queue;
mod sanctions;
mod schema;
mod statements;
mod translation;
mod translator;
mod transparency;
