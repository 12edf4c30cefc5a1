//! Asks which addresses a name stands for.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;

/// An answer about a name, on its way.
pub type Resolving<'a> = Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send + 'a>>;

/// Turns a name into addresses. Asked once for each connection, never again for the same one.
pub trait Resolve: Send + Sync {
    /// All addresses the name stands for now.
    fn resolve<'a>(&'a self, host: &'a str, port: u16) -> Resolving<'a>;
}

/// The way this machine resolves names.
#[derive(Debug, Clone, Copy)]
pub struct SystemResolver;

impl Resolve for SystemResolver {
    fn resolve<'a>(&'a self, host: &'a str, port: u16) -> Resolving<'a> {
        Box::pin(async move { Ok(tokio::net::lookup_host((host, port)).await?.collect()) })
    }
}
