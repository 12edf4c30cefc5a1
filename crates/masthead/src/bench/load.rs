//! Many browsers at once, each asking again as soon as it is answered, over connections that stay open.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What is asked, and of whom.
#[derive(Clone, Debug)]
pub(crate) struct Asking {
    /// The server.
    pub address: SocketAddr,
    /// The whole request as it goes over the wire.
    pub request: Arc<[u8]>,
    /// The only status that is taken for an answer.
    pub status: u16,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Load {
    /// Whole answers.
    pub answers: u64,
}

/// One answer.
pub(crate) struct Answer {
    /// Its head as it came.
    pub head: String,
    /// Its body as it came.
    pub body: Vec<u8>,
}

impl Answer {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        header(&self.head, name)
    }
}

impl Asking {
    /// A GET of a path with further headers, each ending in `\r\n`.
    pub(crate) fn get(address: SocketAddr, path: &str, headers: &str, status: u16) -> Self {
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nUser-Agent: bench\r\n{headers}\r\n");
        Self {
            address,
            request: request.into_bytes().into(),
            status,
        }
    }

    /// Asks once.
    pub(crate) async fn once(&self) -> Result<Answer> {
        let mut connection = Connection::open(self).await?;
        connection.ask(self).await
    }

    /// Asks over many connections at once for a while.
    ///
    /// # Errors
    /// A connection broke, or an answer had another status: then the figure would mean nothing.
    pub(crate) async fn many(&self, connections: usize, lasts: Duration) -> Result<Load> {
        let until = Instant::now() + lasts;
        let browsers: Vec<_> = (0..connections)
            .map(|_| tokio::spawn(ask_until(self.clone(), until)))
            .collect();
        let mut load = Load::default();
        for browser in browsers {
            load.answers += browser.await??;
        }
        Ok(load)
    }
}

async fn ask_until(asking: Asking, until: Instant) -> Result<u64> {
    let mut connection = Connection::open(&asking).await?;
    let mut answers = 0;
    while Instant::now() < until {
        connection.pass(&asking).await?;
        answers += 1;
    }
    Ok(answers)
}

/// An open connection and what was read of it.
struct Connection {
    stream: TcpStream,
    bytes: Vec<u8>,
}

impl Connection {
    async fn open(asking: &Asking) -> Result<Self> {
        let stream = TcpStream::connect(asking.address)
            .await
            .context("the server cannot be reached")?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            bytes: Vec::with_capacity(64 * 1024),
        })
    }

    async fn ask(&mut self, asking: &Asking) -> Result<Answer> {
        let (head, whole) = self.pass(asking).await?;
        Ok(Answer {
            head: String::from_utf8_lossy(&self.bytes[..head]).into_owned(),
            body: self.bytes[head..whole].to_vec(),
        })
    }

    /// Asks, and reads a whole answer: the lengths of its head, and of all of it.
    async fn pass(&mut self, asking: &Asking) -> Result<(usize, usize)> {
        self.bytes.clear();
        self.stream.write_all(&asking.request).await?;
        let mut whole = None;
        loop {
            if let Some((head, length)) = whole {
                if self.bytes.len() >= length {
                    return Ok((head, length));
                }
            } else {
                whole = lengths(&self.bytes, asking.status)?;
                if whole.is_some() {
                    continue;
                }
            }
            ensure!(
                self.stream.read_buf(&mut self.bytes).await? > 0,
                "the server hung up"
            );
        }
    }
}

/// The lengths of a head and of the whole answer, once the head is there.
fn lengths(bytes: &[u8], status: u16) -> Result<Option<(usize, usize)>> {
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
        return Ok(None);
    };
    let head = std::str::from_utf8(&bytes[..end]).context("the head is not text")?;
    if head.get(9..12) != Some(status.to_string().as_str()) {
        bail!("{status} was expected: {head}");
    }
    let length = header(head, "content-length").map_or(Ok(0), str::parse::<usize>)?;
    Ok(Some((end + 4, end + 4 + length)))
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let mut headers = head.lines().filter_map(|line| line.split_once(':'));
    let found = headers.find(|(header, _)| header.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_whole_when_its_body_is() {
        let lengths =
            lengths(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab", 200).expect("it is well");
        assert_eq!(lengths, Some((38, 41)));
    }

    #[test]
    fn another_status_is_no_answer() {
        assert!(lengths(b"HTTP/1.1 500 Oh\r\n\r\n", 200).is_err());
    }
}
