//! A server that only pretends to be PostgreSQL, for what a real one of today does not say.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What it says when somebody comes: each entry after one message from the other side.
pub(crate) async fn pretend(answers: Vec<Vec<u8>>) -> masthead_db::Address {
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port is free");
    let port = listener.local_addr().expect("it has an address").port();
    tokio::spawn(async move {
        while let Ok((caller, _)) = listener.accept().await {
            // A caller that hangs up early has heard enough.
            drop(converse(caller, &answers).await);
        }
    });
    masthead_db::Address::Postgres(format!(
        "postgres://anna:falsch@127.0.0.1:{port}/site?sslmode=disable"
    ))
}

async fn converse(mut caller: TcpStream, answers: &[Vec<u8>]) -> std::io::Result<()> {
    for answer in answers {
        // Every message arrives whole in these conversations.
        caller.read_buf(&mut Vec::with_capacity(4096)).await?;
        caller.write_all(answer).await?;
    }
    caller.read_to_end(&mut Vec::new()).await.map(drop)
}

/// A message of the protocol: its letter, its length, its content.
fn message(letter: u8, content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len() + 4)
        .expect("short")
        .to_be_bytes();
    [&[letter], length.as_slice(), content].concat()
}

/// "FATAL", with this code and these words.
pub(crate) fn fatal(code: &str, words: &str) -> Vec<u8> {
    message(
        b'E',
        format!("SFATAL\0VFATAL\0C{code}\0M{words}\0\0").as_bytes(),
    )
}

/// "Come in", and "what is it?".
pub(crate) fn welcome() -> Vec<u8> {
    [message(b'R', &[0; 4]), ready()].concat()
}

fn ready() -> Vec<u8> {
    message(b'Z', b"I")
}

/// One row with one text, called `name`.
pub(crate) fn one_text(name: &str, text: &str) -> Vec<u8> {
    let text_type = [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 25, 255, 255, 255, 255, 255, 255, 0, 0,
    ];
    let head = [&[0, 1], name.as_bytes(), &[0], &text_type].concat();
    let length = u32::try_from(text.len()).expect("short").to_be_bytes();
    let row = [&[0, 1], length.as_slice(), text.as_bytes()].concat();
    [
        message(b'T', &head),
        message(b'D', &row),
        message(b'C', b"SHOW\0"),
        ready(),
    ]
    .concat()
}
