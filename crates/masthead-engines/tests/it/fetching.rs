//! Fetching from a site that is slow, endless, wrong, or wants us to look into our own network.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use masthead_engines::fetching::{FetchError, Fetched, Fetcher, Limits, Reach, Resolve, Resolving};

use crate::certificate::localhost_and;
use crate::web_server::{Then, WebServer};

fn limits() -> Limits {
    Limits {
        body_bytes: 1000,
        redirects: 3,
        ..Limits::default()
    }
}

/// Only this machine's first address is allowed: every other one of it stands for "inside".
fn fetcher() -> Fetcher {
    let reach = Reach::public().and("127.0.0.1").expect("an address");
    Fetcher::new(reach, limits())
}

fn ok(head: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\n{head}content-length: {}\n\n{body}",
        body.len()
    )
}

async fn fetch_path(
    answers: &[(&'static str, &str, Then)],
    path: &str,
) -> Result<Fetched, FetchError> {
    let server = WebServer::start(answers).await;
    fetcher().fetch(&server.url(path)).await
}

/// A name server that answers each question with the next answer.
struct Moody(Mutex<Vec<Vec<SocketAddr>>>);

impl Moody {
    fn answering(mut answers: Vec<Vec<SocketAddr>>) -> Arc<Self> {
        answers.reverse();
        Arc::new(Self(Mutex::new(answers)))
    }

    fn left(&self) -> usize {
        self.0.lock().expect("nobody panicked").len()
    }
}

impl Resolve for Moody {
    fn resolve<'a>(&'a self, _host: &'a str, _port: u16) -> Resolving<'a> {
        let next = self.0.lock().expect("nobody panicked").pop();
        Box::pin(async move { next.ok_or_else(|| std::io::Error::other("no such name")) })
    }
}

#[tokio::test]
async fn a_file_is_fetched_with_what_is_said_about_it() {
    let file = ok("content-type: image/png\n", "pixels");
    let fetched = fetch_path(&[("/a.png?x=1", &file, Then::Close)], "/a.png?x=1#top").await;
    let fetched = fetched.expect("the file is there");
    assert_eq!(fetched.bytes.as_ref(), b"pixels");
    assert_eq!(fetched.media_type.as_deref(), Some("image/png"));
}

#[tokio::test]
async fn a_redirect_is_followed_even_a_relative_one() {
    let hop = "HTTP/1.1 302 Found\nlocation: b/c.png\ncontent-length: 0\n\n";
    let answers = [
        ("/a", hop, Then::Close),
        ("/b/c.png", &ok("", "there"), Then::Close),
    ];
    let fetched = fetch_path(&answers, "/a")
        .await
        .expect("the file is behind a redirect");
    assert_eq!(fetched.bytes.as_ref(), b"there");
    assert!(fetched.address.ends_with("/b/c.png"), "{}", fetched.address);
}

#[tokio::test]
async fn redirects_without_end_are_ended() {
    let hop = "HTTP/1.1 301 Moved\nlocation: /a\ncontent-length: 0\n\n";
    let server = WebServer::start(&[("/a", hop, Then::Close)]).await;
    let refused = fetcher()
        .fetch(&server.url("/a"))
        .await
        .expect_err("it goes round in circles");
    assert!(
        matches!(refused, FetchError::TooManyRedirects { limit: 3, .. }),
        "{refused}"
    );
    assert_eq!(server.asked(), 4, "the first question and three redirects");
}

#[tokio::test]
async fn a_redirect_into_our_network_is_refused() {
    for inside in [
        "http://127.0.0.2/admin",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://169.254.169.254/latest",
        "http://0x7f.0.0.2/",
        "http://2130706434/",
        "//10.0.0.1/x",
    ] {
        let hop = format!("HTTP/1.1 302 Found\nlocation: {inside}\ncontent-length: 0\n\n");
        let refused = fetch_path(&[("/a", &hop, Then::Close)], "/a")
            .await
            .expect_err("it is inside");
        assert!(
            matches!(refused, FetchError::Private { .. }),
            "{inside}: {refused}"
        );
        assert!(!refused.is_worth_retrying());
    }
}

#[tokio::test]
async fn a_redirect_to_something_that_is_no_web_address_is_refused() {
    for elsewhere in [
        "file:///etc/passwd",
        "gopher://x.example/",
        "ftp://x.example/",
        "http://u:p@x.example/",
    ] {
        let hop = format!("HTTP/1.1 302 Found\nlocation: {elsewhere}\ncontent-length: 0\n\n");
        let refused = fetch_path(&[("/a", &hop, Then::Close)], "/a")
            .await
            .expect_err("no web address");
        assert!(
            matches!(refused, FetchError::BadAddress(_)),
            "{elsewhere}: {refused}"
        );
    }
}

#[tokio::test]
async fn addresses_we_do_not_fetch_from_are_refused_at_once() {
    for address in [
        "",
        "/a.png",
        "file:///etc/passwd",
        "data:,x",
        "http://",
        "http://a:b@example.org/",
    ] {
        let refused = fetcher().fetch(address).await.expect_err("no web address");
        assert!(
            matches!(refused, FetchError::BadAddress(_)),
            "{address}: {refused}"
        );
    }
}

#[tokio::test]
async fn a_name_that_leads_inside_is_refused_though_it_also_leads_outside() {
    let server = WebServer::start(&[("/a", &ok("", "secret"), Then::Close)]).await;
    let port = server.address.port();
    let both = vec![server.address, SocketAddr::from(([10, 0, 0, 1], port))];
    let fetcher = fetcher().with_resolver(Moody::answering(vec![both]));
    let refused = fetcher
        .fetch(&format!("http://site.example:{port}/a"))
        .await
        .expect_err("inside");
    assert!(matches!(refused, FetchError::Private { .. }), "{refused}");
    assert_eq!(server.asked(), 0);
}

#[tokio::test]
async fn a_name_is_asked_once_and_its_answer_is_the_address_used() {
    let server = WebServer::start(&[("/a", &ok("", "first"), Then::Close)]).await;
    let port = server.address.port();
    let rebound = SocketAddr::from(([127, 0, 0, 2], port));
    let names = Moody::answering(vec![vec![server.address], vec![rebound]]);
    let fetcher = fetcher().with_resolver(names.clone());
    let address = format!("http://site.example:{port}/a");
    let fetched = fetcher
        .fetch(&address)
        .await
        .expect("the first answer is in reach");
    assert_eq!(fetched.bytes.as_ref(), b"first");
    assert_eq!(names.left(), 1, "one question for one connection");

    let refused = fetcher
        .fetch(&address)
        .await
        .expect_err("the name has changed its mind");
    assert!(matches!(refused, FetchError::Private { .. }), "{refused}");
}

#[tokio::test]
async fn a_redirect_asks_the_name_again_and_checks_again() {
    let hop = "HTTP/1.1 302 Found\nlocation: /b\ncontent-length: 0\n\n";
    let server =
        WebServer::start(&[("/a", hop, Then::Close), ("/b", &ok("", "x"), Then::Close)]).await;
    let port = server.address.port();
    let rebound = SocketAddr::from(([192, 168, 0, 1], port));
    let names = Moody::answering(vec![vec![server.address], vec![rebound]]);
    let refused = fetcher()
        .with_resolver(names)
        .fetch(&format!("http://site.example:{port}/a"))
        .await
        .expect_err("the second answer is inside");
    assert!(matches!(refused, FetchError::Private { .. }), "{refused}");
    assert_eq!(server.asked(), 1);
}

#[tokio::test]
async fn a_name_that_does_not_exist_may_exist_later() {
    let fetcher = fetcher().with_resolver(Moody::answering(Vec::new()));
    let refused = fetcher
        .fetch("http://site.example/a")
        .await
        .expect_err("no such name");
    assert!(refused.is_worth_retrying(), "{refused}");
}

#[tokio::test]
async fn more_than_allowed_is_refused_announced_or_not() {
    let announced = "HTTP/1.1 200 OK\ncontent-length: 1001\n\nx";
    let endless = format!("HTTP/1.1 200 OK\n\n{}", "x".repeat(600));
    for (answer, then) in [(announced, Then::Hang), (&endless, Then::Repeat)] {
        let refused = fetch_path(&[("/a", answer, then)], "/a")
            .await
            .expect_err("too much");
        assert!(
            matches!(refused, FetchError::TooLarge { limit: 1000, .. }),
            "{refused}"
        );
        assert!(!refused.is_worth_retrying());
    }
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_not_a_file() {
    let short = "HTTP/1.1 200 OK\ncontent-length: 100\n\nonly this";
    let chunk = "HTTP/1.1 200 OK\ntransfer-encoding: chunked\n\n5\nhello\n";
    for answer in [short, chunk, "HTTP/1.1 200", "", "SSH-2.0-OpenSSH_9.9\n"] {
        let refused = fetch_path(&[("/a", answer, Then::Close)], "/a")
            .await
            .expect_err("not whole");
        assert!(
            matches!(refused, FetchError::Unreachable { .. }),
            "{answer:?}: {refused}"
        );
        assert!(refused.is_worth_retrying());
    }
}

#[tokio::test]
async fn a_site_that_never_finishes_is_left() {
    let begun = "HTTP/1.1 200 OK\ncontent-length: 100\n\nbegun";
    for answer in ["", begun] {
        let server = WebServer::start(&[("/a", answer, Then::Hang)]).await;
        let reach = Reach::public().and("127.0.0.1").expect("an address");
        let short = Limits {
            total: Duration::from_millis(300),
            ..limits()
        };
        let refused = Fetcher::new(reach, short)
            .fetch(&server.url("/a"))
            .await
            .expect_err("too slow");
        assert!(matches!(refused, FetchError::TooSlow { .. }), "{refused}");
        assert!(refused.is_worth_retrying());
    }
}

#[tokio::test]
async fn what_the_site_answers_decides_about_another_try() {
    for (status, again) in [
        (404, false),
        (410, false),
        (403, false),
        (204, false),
        (429, true),
        (503, true),
    ] {
        let answer = format!("HTTP/1.1 {status} So\ncontent-length: 0\n\n");
        let refused = fetch_path(&[("/a", &answer, Then::Close)], "/a")
            .await
            .expect_err("no file");
        assert!(
            matches!(refused, FetchError::Status { status: said, .. } if said == status),
            "{refused}"
        );
        assert_eq!(refused.is_worth_retrying(), again, "{refused}");
    }
}

#[tokio::test]
async fn an_encrypted_site_has_to_prove_its_name() {
    let own = localhost_and("site.example");
    let file = ok("", "over TLS");
    let server = WebServer::encrypted(&[("/a", &file, Then::Close)], &own).await;
    let port = server.address.port();
    let fetch = |host: &str, fetcher: Fetcher| {
        let fetcher = fetcher.with_resolver(Moody::answering(vec![vec![server.address]]));
        let address = format!("https://{host}:{port}/a");
        async move { fetcher.fetch(&address).await }
    };
    let trusting = || {
        fetcher()
            .trusting(own.authority_pem.as_bytes())
            .expect("an authority")
    };
    let fetched = fetch("site.example", trusting())
        .await
        .expect("name and authority are right");
    assert_eq!(fetched.bytes.as_ref(), b"over TLS");
    let wrong_name = fetch("other.example", trusting())
        .await
        .expect_err("another's certificate");
    assert!(
        matches!(wrong_name, FetchError::Unreachable { .. }),
        "{wrong_name}"
    );
    let stranger = fetch("site.example", fetcher())
        .await
        .expect_err("an unknown authority");
    assert!(
        matches!(stranger, FetchError::Unreachable { .. }),
        "{stranger}"
    );
    assert_eq!(server.asked(), 1);
}
