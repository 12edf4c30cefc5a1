//! The way through a mail server, and what its answers mean for us.

use std::time::Duration;

use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::response::Code;
use lettre::transport::smtp::{AsyncSmtpTransportBuilder, Error as SmtpError};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use tokio::time::timeout;

use super::{MailError, Sent};
use crate::Secret;

/// How the way to the mail server is kept private.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// Not at all: for a server on the same machine.
    None,
    /// Starts plain and must change to TLS before anything is said, usually port 587. A server
    /// that does not offer it is not used: falling back quietly is what an eavesdropper wants.
    StartTls,
    /// TLS from the first byte, usually port 465.
    Tls,
}

/// Where and how letters are handed over.
#[derive(Debug, Clone)]
pub struct SmtpSettings {
    /// Name of the mail server; its certificate must carry it.
    pub host: String,
    /// Port of the mail server.
    pub port: u16,
    /// How the way there is kept private.
    pub encryption: Encryption,
    /// Account name and password, if the server wants them.
    pub sign_in: Option<(String, Secret)>,
    /// Further certificate authorities, PEM, for a server inside the house.
    pub authorities_pem: Option<Vec<u8>>,
    /// How long one conversation may take.
    pub timeout: Duration,
}

/// A mail server, not yet called.
#[derive(Debug, Clone)]
pub(super) struct Smtp {
    timeout: Duration,
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

impl Smtp {
    pub(super) fn new(settings: &SmtpSettings) -> Result<Self, String> {
        let mut builder: AsyncSmtpTransportBuilder =
            AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(settings.host.as_str())
                .port(settings.port)
                .tls(tls(settings)?)
                .timeout(Some(settings.timeout));
        if let Some((name, password)) = &settings.sign_in {
            builder =
                builder.credentials(Credentials::new(name.clone(), password.reveal().to_owned()));
        }
        Ok(Self {
            timeout: settings.timeout,
            transport: builder.build(),
        })
    }

    pub(super) async fn send(&self, message: &Message) -> Result<Sent, MailError> {
        let conversation = self.transport.send(message.clone());
        // The transport's own limit is for the connection; a server may also fall silent later.
        let Ok(answer) = timeout(self.timeout, conversation).await else {
            return Err(MailError::Retry("the mail server fell silent".into()));
        };
        match answer {
            Ok(response) => Ok(Sent {
                receipt: receipt(&response.code().to_string(), response.message()),
            }),
            Err(error) => Err(judge(&error)),
        }
    }

    pub(super) async fn check(&self) -> Result<(), String> {
        let Ok(answer) = timeout(self.timeout, self.transport.test_connection()).await else {
            return Err("the mail server fell silent".into());
        };
        match answer {
            Ok(true) => Ok(()),
            Ok(false) => Err("the mail server answers, but not as a mail server should".into()),
            Err(error) => Err(in_words(&error)),
        }
    }
}

fn tls(settings: &SmtpSettings) -> Result<Tls, String> {
    if settings.encryption == Encryption::None {
        return Ok(Tls::None);
    }
    let mut parameters = TlsParameters::builder(settings.host.clone());
    if let Some(pem) = &settings.authorities_pem {
        let authority = Certificate::from_pem(pem).map_err(|error| {
            format!("the certificate authority for mail cannot be read: {error}")
        })?;
        parameters = parameters.add_root_certificate(authority);
    }
    let parameters = parameters
        .build_rustls()
        .map_err(|error| in_words(&error))?;
    Ok(match settings.encryption {
        Encryption::StartTls => Tls::Required(parameters),
        _ => Tls::Wrapper(parameters),
    })
}

/// Decides whether another try can help.
///
/// A 5xx is final for this letter (RFC 5321 §4.2.1) with one exception: 530, 534, 535 and 538 are
/// about *our* sign-in (RFC 4954 §6). Somebody will mend the password, and then every letter that
/// waited should still go.
fn judge(error: &SmtpError) -> MailError {
    let words = in_words(error);
    if error.is_permanent() && !error.status().is_some_and(is_about_sign_in) {
        return MailError::GiveUp(words);
    }
    MailError::Retry(words)
}

fn is_about_sign_in(code: Code) -> bool {
    matches!(code.to_string().as_str(), "530" | "534" | "535" | "538")
}

/// The error with its causes, without any of our secrets: lettre's errors carry only answers.
fn in_words(error: &SmtpError) -> String {
    let mut words = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        let inner_words = inner.to_string();
        if !words.contains(&inner_words) {
            words = format!("{words}: {inner_words}");
        }
        cause = inner.source();
    }
    words
}

fn receipt<'a>(code: &str, lines: impl Iterator<Item = &'a str>) -> String {
    format!("{code} {}", lines.collect::<Vec<_>>().join(" "))
        .trim()
        .to_owned()
}
