//! Isso: its database as it lies on the disk, and the JSON it imports from any system. Source: `formats.md` c4.

mod database;
mod json;

pub use database::read as read_database;
pub use json::read as read_json;
