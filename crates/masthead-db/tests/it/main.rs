//! What the data layer promises, tried on both databases.

mod feed;
mod group_commit;
mod isolation;
mod migrations;
mod notes;
mod opening;
mod pretender;
mod raw;
mod reconnecting;
mod schema;
mod statements;
mod transactions;
