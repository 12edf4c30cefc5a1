//! The wire between nodes: when one announces something, the others' bells ring.
//!
//! `notify` inside a transaction would make all commits queue up behind one lock of the server. So the announcement is
//! sent afterwards, on a connection of its own, and many within a moment are sent as one. Should a node die in between,
//! the others find the event when they next look by themselves.

use std::future::poll_fn;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tokio_postgres::{AsyncMessage, Client, Config, Connection, Socket};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::tls;
use crate::error::OpenError;
use crate::wakeups::Bell;

/// How long announcements are gathered before they are sent as one.
const GATHER: Duration = Duration::from_millis(10);
/// How long to wait before a lost connection is sought again.
const LOST: Duration = Duration::from_secs(2);

/// Listens to the other nodes and tells them, until it is dropped.
pub(super) struct Listener {
    task: JoinHandle<()>,
}

impl Listener {
    pub(super) fn start(url: &str, bell: &Bell) -> Result<Self, OpenError> {
        let (config, tls) = tls::read(url)?;
        let task = tokio::spawn(keep_listening(config, tls, bell.clone()));
        Ok(Self { task })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn keep_listening(config: Config, tls: MakeRustlsConnect, bell: Bell) {
    let mut announced = bell.announced();
    loop {
        if let Err(error) = listen(&config, tls.clone(), &bell, &mut announced).await {
            tracing::warn!(%error, "the wire to the other nodes is broken; events arrive late until it is mended");
        }
        tokio::time::sleep(LOST).await;
    }
}

async fn listen(
    config: &Config,
    tls: MakeRustlsConnect,
    bell: &Bell,
    announced: &mut watch::Receiver<u64>,
) -> Result<(), tokio_postgres::Error> {
    let (client, connection) = config.connect(tls).await?;
    let mut hearing = JoinSet::new();
    hearing.spawn(hear(connection, bell.clone()));
    client.batch_execute("listen masthead").await?;
    // Something may have been announced while nobody listened.
    bell.ring_from_afar();
    tokio::select! {
        _ = hearing.join_next() => Ok(()),
        told = tell(&client, announced) => told,
    }
}

/// Rings for what the other nodes announce, until the connection ends.
async fn hear<T>(mut connection: Connection<Socket, T>, bell: Bell)
where
    T: tokio_postgres::tls::TlsStream + Unpin,
    Connection<Socket, T>: Unpin,
{
    while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await {
        if let AsyncMessage::Notification(_) = message {
            // Our own come back too; ringing once more than needed only means looking once more.
            bell.ring_from_afar();
        }
    }
}

/// Tells the others what is announced here.
async fn tell(
    client: &Client,
    announced: &mut watch::Receiver<u64>,
) -> Result<(), tokio_postgres::Error> {
    while announced.changed().await.is_ok() {
        client.batch_execute("notify masthead").await?;
        tokio::time::sleep(GATHER).await;
    }
    Ok(())
}
