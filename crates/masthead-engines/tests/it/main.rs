//! The engines against the real thing: a mail server, a disk, picture files, a misbehaving site.

mod certificate;
mod fetching;
mod files;
mod mail;
mod mail_server;
mod pictures;
mod web_server;
