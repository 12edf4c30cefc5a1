//! Listens on a socket and hands each request to the front door, until told to stop.

use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::front_door::FrontDoor;

/// A client that has not sent a whole head by then is let go.
const HEAD_WITHIN: Duration = Duration::from_secs(20);

/// How long open connections may take to finish after the stop.
const FAREWELL: Duration = Duration::from_secs(10);

/// Serves until `stop` ends; then finishes what is under way.
pub async fn serve(listener: TcpListener, door: FrontDoor, stop: impl Future<Output = ()>) {
    let (stopping, stopped) = watch::channel(false);
    let mut connections = tokio::task::JoinSet::new();
    tokio::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => match accepted {
                Ok((line, peer)) => {
                    connections.spawn(attend(line, peer, door.clone(), stopped.clone()));
                    while connections.try_join_next().is_some() {}
                }
                Err(cause) => {
                    // Out of file descriptors or a client that has gone: wait a moment rather than spin.
                    tracing::warn!(%cause, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            },
        }
    }
    drop(listener);
    let _ = stopping.send(true);
    door.site().live.stop();
    let finish = async { while connections.join_next().await.is_some() {} };
    if tokio::time::timeout(FAREWELL, finish).await.is_err() {
        tracing::warn!("connections were still open and have been closed");
    }
}

async fn attend(
    line: TcpStream,
    peer: SocketAddr,
    door: FrontDoor,
    mut stopped: watch::Receiver<bool>,
) {
    let _ = line.set_nodelay(true);
    let answer = service_fn(move |request: hyper::Request<Incoming>| {
        let door = door.clone();
        async move {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(peer);
            Ok::<_, Infallible>(door.answer(request).await)
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_WITHIN)
        .pipeline_flush(true)
        .serve_connection(TokioIo::new(line), answer);
    tokio::pin!(connection);
    tokio::select! {
        ended = &mut connection => {
            if let Err(cause) = ended {
                tracing::debug!(%cause, %peer, "a connection ended early");
            }
        }
        _ = stopped.changed() => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
}
