//! How long a connection may be quiet, seen without setting a clock for every request.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::HttpBody;
use hyper::body::{Frame, SizeHint};

/// A client that has not sent a whole head by then is let go, at the latest after twice that time.
const HEAD_WITHIN: Duration = Duration::from_secs(20);

/// What is known of one connection.
#[derive(Clone, Default)]
pub(super) struct Patience(Arc<Seen>);

#[derive(Default)]
struct Seen {
    under_way: AtomicUsize,
    begun: AtomicU64,
}

impl Patience {
    /// A whole head has come.
    pub(super) fn begin(&self) -> UnderWay {
        self.0.under_way.fetch_add(1, Ordering::Relaxed);
        self.0.begun.fetch_add(1, Ordering::Relaxed);
        UnderWay(self.0.clone())
    }

    /// Ends when nothing was under way and nothing began for the whole of [`HEAD_WITHIN`].
    ///
    /// A clock for every request would be exact, and would cost each of them a place in the timer's wheel.
    pub(super) async fn ends(&self) {
        loop {
            let before = self.0.begun.load(Ordering::Relaxed);
            tokio::time::sleep(HEAD_WITHIN).await;
            let is_quiet = self.0.under_way.load(Ordering::Relaxed) == 0;
            if is_quiet && self.0.begun.load(Ordering::Relaxed) == before {
                return;
            }
        }
    }
}

/// A request whose answer is not yet wholly sent.
pub(super) struct UnderWay(Arc<Seen>);

impl UnderWay {
    /// Stays with the body until it is sent or given up.
    pub(super) fn with<B>(self, body: B) -> Attended<B> {
        Attended {
            body,
            _under_way: self,
        }
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.under_way.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A body, and the word that it is still being sent.
pub(super) struct Attended<B> {
    body: B,
    _under_way: UnderWay,
}

impl<B: HttpBody + Unpin> HttpBody for Attended<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<B::Data>, B::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_client_that_sends_no_whole_head_is_let_go() {
        let patience = Patience::default();
        let began = tokio::time::Instant::now();
        patience.ends().await;
        assert_eq!(began.elapsed(), HEAD_WITHIN);
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_may_take_as_long_as_it_takes() {
        let patience = Patience::default();
        let body = patience.begin().with(String::new());
        let minutes = Duration::from_secs(600);
        assert!(
            tokio::time::timeout(minutes, patience.ends())
                .await
                .is_err()
        );
        drop(body);
        assert!(tokio::time::timeout(minutes, patience.ends()).await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn who_asks_now_and_then_stays() {
        let patience = Patience::default();
        let asking = async {
            for _ in 0..60 {
                tokio::time::sleep(HEAD_WITHIN / 2).await;
                drop(patience.begin());
            }
        };
        tokio::select! {
            () = patience.ends() => panic!("let go although it asked"),
            () = asking => {}
        }
    }
}
