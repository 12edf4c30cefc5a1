//! The engines against the real thing: a mail server, a disk, picture files, a misbehaving site.

mod asking;
mod audio;
mod certificate;
mod contracts;
mod fetching;
mod ffmpeg;
mod files;
mod mail;
mod mail_server;
mod pictures;
mod rude_server;
mod translation;
mod translators;
mod web_server;
