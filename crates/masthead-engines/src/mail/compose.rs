//! Turns a letter into the bytes that travel, with every header a well-behaved machine sends.

use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, Message};

use super::{Address, Letter, MailError, Sender};

/// The message as it will travel: one plain-text part and no more.
///
/// `Auto-Submitted` (RFC 3834) keeps holiday replies from coming back, and `Message-ID` comes from
/// the letter's own number so that a repeated delivery is recognised as one.
///
/// # Errors
/// [`MailError::GiveUp`] when the letter's own parts do not fit a message; sending again is no use.
pub(super) fn message(sender: &Sender, letter: &Letter) -> Result<Message, MailError> {
    check_id(&letter.id)?;
    let mut builder = Message::builder()
        .from(mailbox(Some(&sender.name), &sender.address)?)
        .to(mailbox(None, &letter.to)?)
        .subject(one_line(&letter.subject))
        .date(letter.written_at)
        .message_id(Some(format!("<{}@{}>", letter.id, sender.address.domain())))
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .raw_header(header("Content-Language", &language(&letter.lang)))
        .header(ContentType::TEXT_PLAIN);
    if let Some(address) = &sender.reply_to {
        builder = builder.reply_to(mailbox(None, address)?);
    }
    builder
        .body(body(&letter.text)?)
        .map_err(|error| MailError::GiveUp(error.to_string()))
}

/// The same number in another letter's header could end it early, so only plain ones are taken.
fn check_id(id: &str) -> Result<(), MailError> {
    let is_plain = id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if is_plain && (1..=64).contains(&id.len()) {
        return Ok(());
    }
    Err(MailError::GiveUp(
        "the letter's number has characters that a header does not take".into(),
    ))
}

fn mailbox(name: Option<&str>, address: &Address) -> Result<Mailbox, MailError> {
    let route = lettre::Address::new(address.local(), address.domain());
    let route = route.map_err(|error| MailError::GiveUp(format!("{address}: {error}")))?;
    let name = name.map(one_line).filter(|name| !name.is_empty());
    Ok(Mailbox::new(name, route))
}

/// Quoted-printable always: umlauts survive every relay, and the text stays readable in a file.
fn body(text: &str) -> Result<Body, MailError> {
    let text = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\n', "\r\n");
    Body::new_with_encoding(text, ContentTransferEncoding::QuotedPrintable)
        .map_err(|_| MailError::GiveUp("the text cannot be encoded for a letter".into()))
}

/// A header is one line; whatever else is in there becomes a space.
fn one_line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn language(lang: &str) -> String {
    lang.chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect()
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, SystemTime};

    fn sender() -> Sender {
        Sender {
            name: "Wiener Bühne".into(),
            address: "redaktion@example.org".parse().expect("a plain address"),
            reply_to: Some("forum@example.org".parse().expect("a plain address")),
        }
    }

    fn letter(subject: &str, text: &str) -> Letter {
        Letter {
            id: "01j9".into(),
            to: "anna@example.net".parse().expect("a plain address"),
            subject: subject.into(),
            text: text.into(),
            lang: "de".into(),
            written_at: SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_000_000),
        }
    }

    fn composed(letter: &Letter) -> String {
        let message = message(&sender(), letter).expect("the letter fits");
        String::from_utf8(message.formatted()).expect("a message is ASCII")
    }

    #[test]
    fn a_letter_has_every_header_and_one_plain_part() {
        let expected = "From: =?utf-8?b?V2llbmVyIELDvGhuZQ==?= <redaktion@example.org>\r\n\
            To: anna@example.net\r\n\
            Subject: Ihr Beitrag =?utf-8?b?KMO8YmVyKQ==?=\r\n\
            Date: Wed, 18 Nov 2026 11:06:40 +0000\r\n\
            Message-ID: <01j9@example.org>\r\n\
            Auto-Submitted: auto-generated\r\n\
            Content-Language: de\r\n\
            Content-Type: text/plain; charset=utf-8\r\n\
            Reply-To: forum@example.org\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\
            \r\n\
            Gr=C3=BC=C3=9Fe\r\n.\r\n";
        assert_eq!(
            composed(&letter("Ihr Beitrag (über)", "Grüße\n.\n")),
            expected
        );
    }

    #[test]
    fn a_subject_with_line_breaks_stays_one_header() {
        let text = composed(&letter("Hallo\r\nBcc: boese@example.com\r\n\r\nText", "x"));
        let (head, _) = text.split_once("\r\n\r\n").expect("a head and a body");
        assert!(!head.contains("\r\nBcc:"), "{head}");
        assert!(
            head.contains("Subject: Hallo Bcc: boese@example.com Text"),
            "{head}"
        );
    }

    #[test]
    fn a_number_that_would_break_the_header_is_given_up() {
        let mut broken = letter("x", "y");
        broken.id = "a>\r\nBcc: x@y.at".into();
        let refused = message(&sender(), &broken).expect_err("the number is not plain");
        assert!(!refused.is_worth_retrying());
    }
}
