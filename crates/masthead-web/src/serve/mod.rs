//! Listens on a socket and hands each request to the front door, until told to stop.
//!
//! Connections are attended on a thread for each core, each with its own loop of events: a kept page is answered there and
//! then, and waits for nobody, not even while a use case on the runtime's threads waits for the disk. Every other request
//! is handed to the runtime.

mod attend;
mod patience;

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, watch};

use crate::front_door::FrontDoor;
use crate::serve::attend::attend;

/// How long open connections may take to finish after the stop.
const FAREWELL: Duration = Duration::from_secs(10);

/// A connection on its way to the thread that attends to it.
type Arrival = (std::net::TcpStream, SocketAddr);

/// What every thread that attends needs.
#[derive(Clone)]
struct Lobby {
    door: Arc<FrontDoor>,
    /// Where requests are answered that are not kept ready.
    rooms: Handle,
    stopped: watch::Receiver<bool>,
}

/// Serves until `stop` ends; then finishes what is under way.
///
/// # Errors
/// The machine refuses another thread or another loop of events.
pub async fn serve(
    listener: TcpListener,
    door: FrontDoor,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let (stopping, stopped) = watch::channel(false);
    let lobby = Lobby {
        door: Arc::new(door),
        rooms: Handle::current(),
        stopped,
    };
    let site = lobby.door.site().clone();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let fronts = (0..threads)
        .map(|_| Front::open(lobby.clone()))
        .collect::<io::Result<Vec<_>>>()?;
    tokio::select! {
        () = stop => {}
        () = receive(&listener, &fronts) => {}
    }
    drop(listener);
    let _ = stopping.send(true);
    site.live.stop();
    let farewells = fronts.into_iter().map(Front::close);
    futures_util::future::join_all(farewells).await;
    Ok(())
}

/// Hands what comes in to the threads in turn, for ever.
async fn receive(listener: &TcpListener, fronts: &[Front]) {
    for front in fronts.iter().cycle() {
        match listener
            .accept()
            .await
            .and_then(|(line, peer)| Ok((line.into_std()?, peer)))
        {
            Ok(arrival) => front.take(arrival),
            Err(cause) => {
                // Out of file descriptors or a client that has gone: wait a moment rather than spin.
                tracing::warn!(%cause, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

/// A thread that attends to connections.
struct Front {
    arrivals: mpsc::UnboundedSender<Arrival>,
    closed: tokio::task::JoinHandle<()>,
}

impl Front {
    fn open(lobby: Lobby) -> io::Result<Self> {
        let (arrivals, arriving) = mpsc::unbounded_channel();
        let events = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let attending = move || events.block_on(attend_all(arriving, lobby));
        let thread = std::thread::Builder::new().spawn(attending)?;
        let closed = tokio::task::spawn_blocking(move || {
            if thread.join().is_err() {
                tracing::error!("a thread that attends to connections panicked");
            }
        });
        Ok(Self { arrivals, closed })
    }

    fn take(&self, arrival: Arrival) {
        if self.arrivals.send(arrival).is_err() {
            tracing::error!(
                "a thread that attends to connections is gone; the connection is closed"
            );
        }
    }

    async fn close(self) {
        drop(self.arrivals);
        let _ = self.closed.await;
    }
}

/// Attends to whatever arrives; when nothing more will, lets what is under way finish.
async fn attend_all(mut arriving: mpsc::UnboundedReceiver<Arrival>, lobby: Lobby) {
    let mut connections = tokio::task::JoinSet::new();
    while let Some((line, peer)) = arriving.recv().await {
        match TcpStream::from_std(line) {
            Ok(line) => drop(connections.spawn(attend(line, peer, lobby.clone()))),
            Err(cause) => tracing::warn!(%cause, "a connection could not be attended to"),
        }
        while connections.try_join_next().is_some() {}
    }
    let finish = async { while connections.join_next().await.is_some() {} };
    if tokio::time::timeout(FAREWELL, finish).await.is_err() {
        tracing::warn!("connections were still open and have been closed");
    }
}
