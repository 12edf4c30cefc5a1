//! One connection, from its first request to its last answer.

use std::convert::Infallible;
use std::net::SocketAddr;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http_body_util::Either;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task::{JoinError, JoinHandle};

use super::Lobby;
use super::patience::Patience;

/// Answers a connection's requests until the client leaves, is silent for too long, or the site stops.
pub(super) async fn attend(line: TcpStream, peer: SocketAddr, lobby: Lobby) {
    let _ = line.set_nodelay(true);
    let mut stopped = lobby.stopped.clone();
    let patience = Patience::default();
    let asked = patience.clone();
    let answer = service_fn(move |request: hyper::Request<Incoming>| {
        let under_way = asked.begin();
        let answer = match lobby.door.kept(&request) {
            Some(kept) => Either::Left(kept),
            None => Either::Right(make(&lobby, peer, request)),
        };
        async move {
            let answer = match answer {
                Either::Left(kept) => kept.map(Either::Left),
                Either::Right(made) => whole(made.await).map(Either::Right),
            };
            Ok::<_, Infallible>(answer.map(|body| under_way.with(body)))
        }
    });
    let connection = http1::Builder::new().serve_connection(TokioIo::new(line), answer);
    tokio::pin!(connection);
    let ended = tokio::select! {
        ended = &mut connection => ended,
        () = patience.ends() => return,
        _ = stopped.changed() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(cause) = ended {
        tracing::debug!(%cause, %peer, "a connection ended early");
    }
}

/// Has the answer made where there is time. It is made to its end even if the client goes away meanwhile: what somebody
/// sent is taken or refused, not lost between the two.
fn make(
    lobby: &Lobby,
    peer: SocketAddr,
    request: hyper::Request<Incoming>,
) -> JoinHandle<Response> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(peer);
    let door = lobby.door.clone();
    lobby.rooms.spawn(async move { door.answer(request).await })
}

fn whole(made: Result<Response, JoinError>) -> Response {
    made.unwrap_or_else(|panicked| {
        tracing::error!(%panicked, "a request could not be answered");
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    })
}
