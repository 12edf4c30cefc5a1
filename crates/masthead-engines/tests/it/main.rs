//! The engines against the real thing: a mail server, a disk, picture files, a misbehaving site.

mod apertium;
mod asking;
mod audio;
mod certificate;
mod contracts;
mod espeak;
mod fetching;
mod ffmpeg;
mod files;
mod hostile;
#[cfg(feature = "local-mt")]
mod local;
mod mail;
mod mail_server;
mod models;
#[path = "../../../../fuzz/mutate.rs"]
mod mutate;
mod pictures;
mod promises;
mod rude_server;
mod speakers;
mod speech;
mod standing;
mod translation;
mod translators;
mod web_server;
