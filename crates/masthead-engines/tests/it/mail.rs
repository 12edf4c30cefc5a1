//! Letters, taken and refused by a real SMTP server.

use std::time::{Duration, SystemTime};

use masthead_engines::Secret;
use masthead_engines::mail::{Encryption, Letter, MailError, Mailer, Sender, SmtpSettings};

use crate::certificate::localhost_and;
use crate::mail_server::MailServer;

fn sender() -> Sender {
    Sender {
        name: "Wiener Bühne".into(),
        address: "redaktion@example.org".parse().expect("an address"),
        reply_to: None,
    }
}

fn settings(port: u16) -> SmtpSettings {
    SmtpSettings {
        host: "localhost".into(),
        port,
        encryption: Encryption::None,
        sign_in: None,
        authorities_pem: None,
        timeout: Duration::from_secs(20),
    }
}

fn mailer(settings: &SmtpSettings) -> Mailer {
    Mailer::smtp(sender(), settings).expect("the settings hold")
}

fn letter_to(to: &str, text: &str) -> Letter {
    Letter {
        id: "01k9zq".into(),
        to: to.parse().expect("an address"),
        subject: "Ihr Beitrag wartet".into(),
        text: text.into(),
        lang: "de".into(),
        written_at: SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_000_000),
    }
}

#[tokio::test]
async fn a_letter_arrives_byte_for_byte() {
    let mut server = MailServer::plain();
    let letter = letter_to("anna@example.net", "Grüß Gott!\n.\n..zwei Punkte\nEnde");
    let sent = mailer(&settings(server.port))
        .send(&letter)
        .await
        .expect("the letter is taken");
    assert_eq!(sent.receipt, "250 2.0.0 kept as 1.eml");
    let expected = "redaktion@example.org -> anna@example.net\n\
        From: =?utf-8?b?V2llbmVyIELDvGhuZQ==?= <redaktion@example.org>\r\n\
        To: anna@example.net\r\n\
        Subject: Ihr Beitrag wartet\r\n\
        Date: Wed, 18 Nov 2026 11:06:40 +0000\r\n\
        Message-ID: <01k9zq@example.org>\r\n\
        Auto-Submitted: auto-generated\r\n\
        Content-Language: de\r\n\
        Content-Type: text/plain; charset=utf-8\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\
        \r\n\
        Gr=C3=BC=C3=9F Gott!\r\n.\r\n..zwei Punkte\r\nEnde";
    assert_eq!(server.next_letter().trim_end_matches("\r\n"), expected);
}

#[tokio::test]
async fn a_busy_server_means_try_again() {
    let server = MailServer::plain();
    let refused = mailer(&settings(server.port))
        .send(&letter_to("busy@example.net", "x"))
        .await;
    let error = refused.expect_err("451 is no success");
    assert!(error.is_worth_retrying(), "{error}");
    assert!(error.to_string().contains("come back later"), "{error}");
}

#[tokio::test]
async fn an_unknown_recipient_means_give_up() {
    let server = MailServer::plain();
    let refused = mailer(&settings(server.port))
        .send(&letter_to("gone@example.net", "x"))
        .await;
    let error = refused.expect_err("550 is no success");
    assert!(!error.is_worth_retrying(), "{error}");
    assert!(error.to_string().contains("nobody of that name"), "{error}");
}

#[tokio::test]
async fn refused_content_means_give_up_and_nothing_is_kept() {
    let server = MailServer::plain();
    let refused = mailer(&settings(server.port))
        .send(&letter_to("a@example.net", "SPAM"))
        .await;
    assert!(matches!(refused, Err(MailError::GiveUp(_))), "{refused:?}");
    assert_eq!(server.kept(), 0);
}

#[tokio::test]
async fn a_server_that_is_down_means_try_again() {
    let port = {
        let server = MailServer::plain();
        server.port
    };
    let mailer = mailer(&settings(port));
    let error = mailer
        .send(&letter_to("a@example.net", "x"))
        .await
        .expect_err("nobody is there");
    assert!(error.is_worth_retrying(), "{error}");
    mailer.check().await.expect_err("the doctor hears it too");
}

#[tokio::test]
async fn a_server_that_says_nothing_is_left() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("it has an address").port();
    let hasty = SmtpSettings {
        timeout: Duration::from_millis(300),
        ..settings(port)
    };
    let refused = mailer(&hasty).send(&letter_to("a@example.net", "x")).await;
    assert!(refused.expect_err("nobody answers").is_worth_retrying());
}

#[tokio::test]
async fn the_right_password_opens_and_a_wrong_one_is_ours_to_mend() {
    let mut server = MailServer::with_password("open sesame");
    let with = |password: &str| SmtpSettings {
        sign_in: Some(("masthead".into(), Secret::new(password))),
        ..settings(server.port)
    };
    let (right, wrong) = (mailer(&with("open sesame")), mailer(&with("hunter2")));

    let error = wrong
        .send(&letter_to("a@example.net", "x"))
        .await
        .expect_err("a wrong password");
    assert!(
        error.is_worth_retrying(),
        "the letter is not to blame: {error}"
    );
    assert!(!error.to_string().contains("hunter2"), "{error}");
    assert!(!format!("{wrong:?}").contains("hunter2"), "{wrong:?}");
    wrong.check().await.expect_err("the doctor hears it too");

    right.check().await.expect("the doctor is content");
    right
        .send(&letter_to("a@example.net", "x"))
        .await
        .expect("the letter is taken");
    assert!(
        server
            .next_letter()
            .starts_with("redaktion@example.org -> a@example.net")
    );
}

#[tokio::test]
async fn letters_travel_encrypted_if_the_certificate_is_right() {
    for (how, encryption) in [
        ("--starttls", Encryption::StartTls),
        ("--tls", Encryption::Tls),
    ] {
        let certificate = localhost_and("mail.example.org");
        let mut server = MailServer::encrypted(how, &certificate);
        let trusting = SmtpSettings {
            encryption,
            authorities_pem: Some(certificate.authority_pem.clone().into()),
            ..settings(server.port)
        };
        mailer(&trusting)
            .send(&letter_to("a@example.net", "x"))
            .await
            .expect(how);
        assert!(server.next_letter().contains("Ihr Beitrag wartet"));

        let strange = SmtpSettings {
            authorities_pem: None,
            ..trusting.clone()
        };
        let error = mailer(&strange)
            .send(&letter_to("a@example.net", "x"))
            .await;
        assert!(error.expect_err("an unknown authority").is_worth_retrying());
        assert_eq!(server.kept(), 1, "nothing was said to the stranger");
    }
}

#[tokio::test]
async fn a_server_without_encryption_is_not_told_anything() {
    let server = MailServer::plain();
    let careful = SmtpSettings {
        encryption: Encryption::StartTls,
        ..settings(server.port)
    };
    let refused = mailer(&careful)
        .send(&letter_to("a@example.net", "x"))
        .await;
    assert!(refused.is_err(), "{refused:?}");
    assert_eq!(server.kept(), 0);
}

#[test]
fn an_authority_that_is_no_certificate_is_said_at_once() {
    let wrong = SmtpSettings {
        encryption: Encryption::Tls,
        authorities_pem: Some(
            b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----".into(),
        ),
        ..settings(1)
    };
    let refused = Mailer::smtp(sender(), &wrong).expect_err("AAAA is no certificate");
    assert!(refused.contains("certificate"), "{refused}");
}

#[tokio::test]
async fn the_outbox_keeps_letters_in_order_and_each_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let outbox = Mailer::outbox(sender(), folder.path().join("outbox"));
    let first = letter_to("anna@example.net", "eins");
    let mut second = letter_to("ben@example.net", "zwei");
    second.id = "01k9zr".into();
    second.written_at += Duration::from_secs(1);
    for letter in [&second, &first, &first] {
        outbox.send(letter).await.expect("the letter is kept");
    }
    let mut names: Vec<String> = std::fs::read_dir(folder.path().join("outbox"))
        .expect("the outbox is there")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("plain names")
        })
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["1795000000000000-01k9zq.eml", "1795000001000000-01k9zr.eml"]
    );
    let kept = std::fs::read_to_string(folder.path().join("outbox").join(&names[0]));
    assert!(kept.expect("a letter").ends_with("\r\n\r\neins"));
}

#[tokio::test]
async fn an_outbox_that_cannot_be_written_says_so() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let in_the_way = folder.path().join("outbox");
    std::fs::write(&in_the_way, "a file, not a folder").expect("a file");
    let outbox = Mailer::outbox(sender(), &in_the_way);
    let error = outbox
        .send(&letter_to("a@example.net", "x"))
        .await
        .expect_err("no folder");
    assert!(
        error.is_worth_retrying() && error.to_string().contains("outbox"),
        "{error}"
    );
    outbox.check().await.expect_err("the doctor hears it too");
}
