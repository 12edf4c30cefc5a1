//! The pages, tried in-process through the real front door.

mod accounts;
mod articles;
mod browser;
mod desk;
mod frame;
mod newsroom_doors;
