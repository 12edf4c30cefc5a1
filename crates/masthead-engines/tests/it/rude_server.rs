//! An engine that behaves as badly as engines do: each question is met with the next manner of a list.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use masthead_engines::asking::{Bounds, Endpoint, Pace, Pausing};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How a question is met.
#[derive(Clone)]
pub(crate) enum Manner {
    /// With this status, these headers and this body.
    Says(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// With what is made of the question.
    Answers(fn(&Asked) -> (u16, String)),
    /// With a beginning of that answer: so many bytes are announced than never come.
    BreaksOff(Vec<u8>),
    /// With one byte of that body at a time, and long pauses.
    Drips(Vec<u8>),
    /// With bytes without end.
    NeverEnds,
    /// Not at all; the line stays open.
    Hangs,
    /// By hanging up.
    HangsUp,
    /// With something that is not HTTP.
    Babbles,
}

impl Manner {
    /// A success with this body.
    pub(crate) fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self::Says(200, Vec::new(), body.into())
    }

    /// A refusal with this body.
    pub(crate) fn refusal(status: u16, body: &str) -> Self {
        Self::Says(status, Vec::new(), body.into())
    }

    /// A refusal that wants a pause.
    pub(crate) fn wait(status: u16, after: &str) -> Self {
        Self::Says(status, vec![("retry-after", after.to_owned())], Vec::new())
    }
}

/// A question as it arrived.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// Request line and headers, in small letters except for their values.
    pub(crate) head: String,
    /// The body.
    pub(crate) body: Vec<u8>,
}

impl Asked {
    /// The body as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("we ask in JSON")
    }

    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// Where it was asked.
    pub(crate) fn path(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }
}

/// The engine, on a free port. When the list of manners is at its end, the last one stays.
pub(crate) struct RudeServer {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl RudeServer {
    pub(crate) async fn start(manners: Vec<Manner>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("a free port");
        let address = listener.local_addr().expect("it has an address");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let server = Self {
            address,
            asked: Arc::clone(&asked),
        };
        assert!(!manners.is_empty(), "it has to behave somehow");
        let manners = Arc::new(manners);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (manners, asked) = (Arc::clone(&manners), Arc::clone(&asked));
                tokio::spawn(async move { meet(stream, &manners, &asked).await });
            }
        });
        server
    }

    /// The questions so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("nobody panicked").clone()
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The way there, with little patience for slow answers and long ones.
    pub(crate) fn endpoint(&self) -> Endpoint {
        let bounds = Bounds {
            total: Duration::from_millis(1500),
            answer_bytes: 200_000,
            ..Bounds::default()
        };
        Endpoint::new(&self.url(), true)
            .expect("an address")
            .within(bounds)
    }
}

async fn meet(stream: TcpStream, manners: &[Manner], all: &Mutex<Vec<Asked>>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    let asked = read(&mut stream).await?;
    let manner = {
        let mut all = all.lock().expect("nobody panicked");
        all.push(asked.clone());
        manners.get(all.len() - 1).or(manners.last()).cloned()?
    };
    behave(&mut stream, &manner, &asked).await.ok()
}

async fn read(stream: &mut BufReader<TcpStream>) -> Option<Asked> {
    let mut asked = Asked::default();
    while !asked.head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut asked.head).await.unwrap_or(0) == 0 {
            return None;
        }
    }
    let length = asked
        .header("content-length")
        .map_or(Some(0), |it| it.parse().ok())?;
    asked.body = vec![0; length];
    stream.read_exact(&mut asked.body).await.ok()?;
    Some(asked)
}

async fn behave(
    stream: &mut BufReader<TcpStream>,
    manner: &Manner,
    asked: &Asked,
) -> std::io::Result<()> {
    match manner {
        Manner::Says(status, headers, body) => say(stream, *status, headers, body).await?,
        Manner::Answers(answer) => {
            let (status, body) = answer(asked);
            say(stream, status, &[], body.as_bytes()).await?;
        }
        Manner::BreaksOff(body) => {
            let head = head(200, body.len() + 100);
            stream.write_all(head.as_bytes()).await?;
            stream.write_all(body).await?;
        }
        Manner::Drips(body) => {
            stream.write_all(head(200, body.len()).as_bytes()).await?;
            for byte in body {
                stream.write_all(&[*byte]).await?;
                stream.flush().await?;
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
        Manner::NeverEnds => {
            let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n[\"";
            stream.write_all(head.as_bytes()).await?;
            loop {
                stream.write_all(&[b'a'; 4096]).await?;
            }
        }
        Manner::Hangs => std::future::pending().await,
        Manner::HangsUp => {}
        Manner::Babbles => stream.write_all(b"220 mail.example ESMTP\r\n").await?,
    }
    stream.flush().await?;
    stream.shutdown().await
}

async fn say(
    stream: &mut BufReader<TcpStream>,
    status: u16,
    headers: &[(&'static str, String)],
    body: &[u8],
) -> std::io::Result<()> {
    let mut head = head(status, body.len());
    for (name, value) in headers {
        head.insert_str(head.len() - 2, &format!("{name}: {value}\r\n"));
    }
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body).await
}

fn head(status: u16, length: usize) -> String {
    format!(
        "HTTP/1.1 {status} Whatever\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n"
    )
}

/// A clock that moves only when somebody pauses; a pause takes no time and is remembered.
#[derive(Default)]
pub(crate) struct TestPace(Mutex<Vec<Duration>>);

impl TestPace {
    pub(crate) fn new() -> Arc<Self> {
        Arc::default()
    }

    /// All pauses, in seconds.
    pub(crate) fn pauses(&self) -> Vec<f64> {
        let pauses = self.0.lock().expect("nobody panicked");
        pauses.iter().map(Duration::as_secs_f64).collect()
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, length: Duration) {
        self.0.lock().expect("nobody panicked").push(length);
    }
}

impl Pace for TestPace {
    fn now(&self) -> SystemTime {
        let pauses = self.0.lock().expect("nobody panicked");
        let start: jiff::Timestamp = "2026-11-22T08:00:00Z".parse().expect("a time");
        SystemTime::from(start) + pauses.iter().sum::<Duration>()
    }

    fn pause(&self, length: Duration) -> Pausing<'_> {
        self.pass(length);
        Box::pin(async {})
    }

    fn chance(&self) -> f64 {
        0.5
    }
}
