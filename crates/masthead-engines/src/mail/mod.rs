//! Letters on their way out: through a mail server, or into a folder one can look at.

mod address;
mod compose;
mod outbox;
mod smtp;

pub use address::{Address, AddressError};
pub use smtp::{Encryption, SmtpSettings};

use std::path::PathBuf;
use std::time::SystemTime;

use outbox::Outbox;
use smtp::Smtp;

/// One letter to one person, in plain text.
///
/// Plain text only, by intention: it is what every reader and every screen reader can open, it
/// cannot track anybody, and it is what the office's letters are required to be at the least.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Our number for the letter, made of letters, digits and `-`. It becomes the Message-ID, so
    /// a letter that is sent twice by a retry is recognised as the same by mail programs.
    pub id: String,
    /// Whom it is for.
    pub to: Address,
    /// One line.
    pub subject: String,
    /// The text, lines ended by `\n`.
    pub text: String,
    /// Language of the text, as in `de` or `en`.
    pub lang: String,
    /// When it was written; a letter that waited in the queue still carries this date.
    pub written_at: SystemTime,
}

/// Who writes: the same for every letter of a site.
#[derive(Debug, Clone)]
pub struct Sender {
    /// The name beside the address, usually the site's.
    pub name: String,
    /// The address letters come from.
    pub address: Address,
    /// Where answers go, if not to the sender.
    pub reply_to: Option<Address>,
}

/// A letter that has left the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// What the other side said when it took the letter; kept as proof of delivery.
    pub receipt: String,
}

/// Why a letter has not left the house, and whether it is worth another try.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The other side, or the way there, is not well: send the same letter later.
    #[error("the letter did not leave, but may later: {0}")]
    Retry(String),
    /// This letter will never be taken: wrong address, refused content. Tell somebody.
    #[error("the letter cannot be delivered: {0}")]
    GiveUp(String),
}

impl MailError {
    /// Whether the same letter may be taken later.
    pub fn is_worth_retrying(&self) -> bool {
        matches!(self, Self::Retry(_))
    }
}

/// The door letters leave by.
#[derive(Debug, Clone)]
pub struct Mailer {
    sender: Sender,
    way: Way,
}

#[derive(Debug, Clone)]
enum Way {
    Smtp(Smtp),
    Outbox(Outbox),
}

impl Mailer {
    /// Sends through a mail server. Nothing is connected yet.
    ///
    /// # Errors
    /// When the settings contradict themselves, such as a certificate that is none; the text says
    /// which.
    pub fn smtp(sender: Sender, settings: &SmtpSettings) -> Result<Self, String> {
        Ok(Self {
            sender,
            way: Way::Smtp(Smtp::new(settings)?),
        })
    }

    /// Puts every letter into `folder` as an `.eml` file that any mail program opens.
    pub fn outbox(sender: Sender, folder: impl Into<PathBuf>) -> Self {
        Self {
            sender,
            way: Way::Outbox(Outbox::new(folder.into())),
        }
    }

    /// Sends one letter, or says whether it is worth another try.
    ///
    /// # Errors
    /// [`MailError::Retry`] when the server is away, busy or misconfigured on our side;
    /// [`MailError::GiveUp`] when this letter will not be taken however often it is sent.
    pub async fn send(&self, letter: &Letter) -> Result<Sent, MailError> {
        let message = compose::message(&self.sender, letter)?;
        match &self.way {
            Way::Smtp(smtp) => smtp.send(&message).await,
            Way::Outbox(outbox) => outbox.keep(letter, &message).await,
        }
    }

    /// Knocks at the mail server without sending anything; for `masthead doctor`.
    ///
    /// # Errors
    /// Says in words what stands in the way: no connection, no encryption, sign-in refused.
    pub async fn check(&self) -> Result<(), String> {
        match &self.way {
            Way::Smtp(smtp) => smtp.check().await,
            Way::Outbox(outbox) => outbox.check().await,
        }
    }
}
