//! The pages, tried in-process through the real front door.

mod accounts;
mod answers;
mod articles;
mod articles_desk;
mod browser;
mod desk;
mod documents;
mod frame;
mod house;
mod media;
mod newsroom_doors;
mod office;
mod posts;
mod redress;
