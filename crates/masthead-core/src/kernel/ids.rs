//! Names for things: UUIDv7 inside, twelve letters of base-32 in addresses.
//!
//! The short form is the last sixty bits of the identifier, all of them random, in Crockford's
//! base-32 (no I, L, O, U), so that it can be read out over a telephone. Tables that have an address
//! keep it in a unique column `short`.

use std::fmt;

use masthead_db::Uuid;
use rand::{Rng, RngExt};

use super::Time;

const CROCKFORD: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Letters of the short form: 60 bits, five a letter.
const SHORT_LETTERS: usize = 12;
const SHORT_BITS: u32 = 60;

/// Makes new identifiers, in the order of time.
#[derive(Clone, Debug, Default)]
pub struct Ids;

#[expect(clippy::disallowed_methods, reason = "this is where chance comes in")]
impl Ids {
    /// An identifier that was never given before; later ones sort behind earlier ones.
    pub fn at<T: From<Uuid>>(&self, now: Time) -> T {
        let mut chance = [0u8; 10];
        rand::rng().fill_bytes(&mut chance);
        let millis = u64::try_from(now.as_micros() / 1000).unwrap_or(0);
        T::from(uuid::Builder::from_unix_timestamp_millis(millis, &chance).into_uuid())
    }

    /// An identifier of this time with a short form that was given before, on the site it comes from; a new one when
    /// these are no such letters.
    pub fn called<T: From<Uuid>>(&self, short: &str, now: Time) -> T {
        let new: Uuid = self.at(now);
        T::from(match bits_of(short) {
            Some(bits) => Uuid::from_u128(new.as_u128() >> SHORT_BITS << SHORT_BITS | bits),
            None => new,
        })
    }

    /// A number between 0 and 1, for waits that must not coincide.
    pub fn chance(&self) -> f64 {
        rand::rng().random()
    }

    /// Sixteen random bytes that make a hash of few possibilities unguessable.
    pub fn salt(&self) -> [u8; 16] {
        let mut chance = [0u8; 16];
        rand::rng().fill_bytes(&mut chance);
        chance
    }

    /// A secret for a link or a cookie: 160 random bits as base-32.
    pub fn secret(&self) -> String {
        let mut chance = [0u8; 20];
        rand::rng().fill_bytes(&mut chance);
        data_encoding::BASE32_NOPAD.encode(&chance).to_lowercase()
    }
}

/// What was typed is not an identifier of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not an identifier of this site")]
pub struct BadId;

fn short_of(id: Uuid) -> String {
    let mut bits = id.as_u128();
    let mut letters = [0u8; SHORT_LETTERS];
    for letter in letters.iter_mut().rev() {
        *letter = CROCKFORD[(bits & 31) as usize];
        bits >>= 5;
    }
    letters.iter().map(|letter| char::from(*letter)).collect()
}

/// The bits of a short form; none for anything else.
fn bits_of(short: &str) -> Option<u128> {
    let value = |letter: u8| CROCKFORD.iter().position(|it| *it == letter);
    let mut bits = 0;
    for letter in short.bytes() {
        bits = bits << 5 | u128::try_from(value(letter)?).ok()?;
    }
    (short.len() == SHORT_LETTERS).then_some(bits)
}

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Uuid);

        impl $name {
            /// The identifier inside.
            pub fn uuid(self) -> Uuid {
                self.0
            }

            /// The twelve letters that stand in addresses.
            pub fn short(self) -> String {
                short_of(self.0)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0.simple(), out)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "{}({})", stringify!($name), self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                Uuid::try_parse(text).map(Self).map_err(|_| BadId)
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadId;

            fn try_from(text: String) -> Result<Self, BadId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }

        masthead_db::impl_column_via!($name(Uuid));
    )+};
}

id! {
    /// Somebody known to the site.
    AccountId,
    /// One place where an account is signed in.
    SessionId,
    /// A desk's part of the site.
    SectionId,
    /// A subject that articles share.
    TopicId,
    /// A by-line.
    AuthorId,
    /// A piece of journalism.
    ArticleId,
    /// An article in one language.
    EditionId,
    /// A saved state of an edition.
    RevisionId,
    /// What readers were told about a mistake.
    CorrectionId,
    /// A picture or recording with its rights.
    MediaId,
    /// The posts of one article.
    ThreadId,
    /// What a member wrote.
    PostId,
    /// What waits for a human.
    QueueItemId,
    /// A clause of the netiquette or a law, in one version.
    GroundId,
    /// What was decided.
    DecisionId,
    /// What the person affected is told (DSA Art. 17).
    StatementId,
    /// A warning or a suspension.
    SanctionId,
    /// A new netiquette or new terms that are not published yet.
    DraftId,
    /// A notice or complaint with all that belongs to it.
    CaseId,
    /// A report that something is illegal or against the rules (DSA Art. 16).
    NoticeId,
    /// A challenge to a decision (DSA Art. 20).
    ComplaintId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_identifiers_sort_behind_earlier_ones() {
        let first: PostId = Ids.at(Time::from_micros(1_000_000));
        let second: PostId = Ids.at(Time::from_micros(2_000_000));
        assert!(first < second);
    }

    #[test]
    fn the_short_form_has_twelve_letters_that_can_be_read_aloud() {
        let id: ArticleId = Ids.at(Time::from_micros(0));
        assert_eq!(id.short().len(), SHORT_LETTERS);
        assert!(id.short().bytes().all(|letter| CROCKFORD.contains(&letter)));
    }

    #[test]
    fn a_short_form_can_be_given_again() {
        let id: ArticleId = Ids.at(Time::from_micros(0));
        let again: ArticleId = Ids.called(&id.short(), Time::from_micros(9_000_000_000));

        assert_eq!(again.short(), id.short());
        assert!(again > id, "it has the time it was given at");
        assert_eq!(again.uuid().get_version_num(), 7);
        let other: ArticleId = Ids.called("not letters", Time::from_micros(0));
        assert_ne!(other.short(), id.short());
    }

    #[test]
    fn an_identifier_survives_being_written_and_read() {
        let id: PostId = Ids.at(Time::from_micros(5));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("<script>".parse::<PostId>(), Err(BadId));
    }
}
