//! A web site that misbehaves on request: it answers each path with bytes the test wrote.

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::certificate::Localhost;

/// What the site does with a request, after sending some bytes.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Then {
    Close,
    Hang,
    /// Sends the same bytes again until nobody listens.
    Repeat,
}

/// A running site on a free port.
pub(crate) struct WebServer {
    pub(crate) address: SocketAddr,
    asked: Arc<AtomicUsize>,
}

type Answers = HashMap<&'static str, (Vec<u8>, Then)>;

impl WebServer {
    pub(crate) async fn start(answers: &[(&'static str, &str, Then)]) -> Self {
        Self::listen(answers, None).await
    }

    /// The same over TLS.
    pub(crate) async fn encrypted(answers: &[(&'static str, &str, Then)], own: &Localhost) -> Self {
        let chain = CertificateDer::pem_slice_iter(own.certificate_pem.as_bytes())
            .collect::<Result<Vec<_>, _>>()
            .expect("a certificate");
        let key = PrivateKeyDer::from_pem_slice(own.key_pem.as_bytes()).expect("a key");
        let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("default versions")
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .expect("key and certificate fit");
        Self::listen(answers, Some(TlsAcceptor::from(Arc::new(config)))).await
    }

    /// How many requests it has read.
    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    async fn listen(answers: &[(&'static str, &str, Then)], tls: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("a free port");
        let address = listener.local_addr().expect("it has an address");
        let asked = Arc::new(AtomicUsize::new(0));
        let answers: Answers = answers
            .iter()
            .map(|(path, bytes, then)| (*path, (bytes.replace('\n', "\r\n").into_bytes(), *then)))
            .collect();
        let (answers, count) = (Arc::new(answers), Arc::clone(&asked));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (answers, count, tls) = (Arc::clone(&answers), Arc::clone(&count), tls.clone());
                tokio::spawn(async move {
                    match tls {
                        None => answer(stream, &answers, &count).await,
                        Some(tls) => {
                            let Ok(stream) = tls.accept(stream).await else {
                                return;
                            };
                            answer(stream, &answers, &count).await;
                        }
                    }
                });
            }
        });
        Self { address, asked }
    }
}

async fn answer(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    answers: &Answers,
    asked: &AtomicUsize,
) {
    let mut stream = BufReader::new(stream);
    let mut request = String::new();
    while !request.ends_with("\r\n\r\n") {
        if stream.read_line(&mut request).await.unwrap_or(0) == 0 {
            return;
        }
    }
    asked.fetch_add(1, Ordering::SeqCst);
    let path = request.split(' ').nth(1).unwrap_or_default();
    let missing = (
        b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n".to_vec(),
        Then::Close,
    );
    let (bytes, then) = answers.get(path).cloned().unwrap_or(missing);
    let _ = stream.write_all(&bytes).await;
    let _ = stream.flush().await;
    match then {
        Then::Close => drop(stream.shutdown().await),
        Then::Hang => std::future::pending().await,
        Then::Repeat => while stream.write_all(&bytes).await.is_ok() {},
    }
}
