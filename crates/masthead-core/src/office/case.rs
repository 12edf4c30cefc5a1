//! Cases: their numbers, tokens and deadlines, and the words for what becomes of them.

use std::time::Duration;

use masthead_db::{DbError, Time, Tx};

use super::store;
use crate::kernel::{App, CaseId};

/// What the secrets of cases are signed for.
const PURPOSE: &str = "office case";

const DAY: u64 = 24 * 60 * 60;

/// Letters behind the year in a case's number; not to be guessed, short enough for a telephone.
const LETTERS: usize = 6;

/// What kind of case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CaseKind {
    /// A report (DSA Art. 16).
    Notice,
    /// A challenge (DSA Art. 20).
    Complaint,
}

masthead_db::impl_text_column!(CaseKind { Notice = "notice", Complaint = "complaint" });

impl CaseKind {
    fn letter(self) -> char {
        match self {
            CaseKind::Notice => 'N',
            CaseKind::Complaint => 'C',
        }
    }

    /// The deadline's name and length: benchmarks of neighbouring laws, because DSA Art. 16(6) and 20(4) say “timely”
    /// (spec/office.md §4, `notice.decide.normal` and `complaint.decide`).
    pub(super) fn deadline(self) -> (&'static str, Duration) {
        match self {
            CaseKind::Notice => Urgency::Normal.deadline(),
            CaseKind::Complaint => ("complaint.decide", Duration::from_secs(14 * DAY)),
        }
    }
}

/// How soon a notice must be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Urgency {
    /// In the usual time.
    Normal,
    /// Anybody sees that it is unlawful.
    Manifest,
    /// Somebody's life or safety may be in danger (recital 52).
    ImminentDanger,
}

masthead_db::impl_text_column!(Urgency {
    Normal = "normal",
    Manifest = "manifest",
    ImminentDanger = "imminent_danger",
});

impl Urgency {
    /// All of them, the least urgent first.
    pub const ALL: [Urgency; 3] = [Urgency::Normal, Urgency::Manifest, Urgency::ImminentDanger];

    /// The word in forms and locales.
    pub fn word(self) -> &'static str {
        masthead_db::TextColumn::word(self)
    }

    /// The deadline's name and length (spec/office.md §4, `notice.decide.…`).
    pub(super) fn deadline(self) -> (&'static str, Duration) {
        match self {
            Urgency::Normal => ("notice.decide.normal", Duration::from_secs(7 * DAY)),
            Urgency::Manifest => ("notice.decide.manifest", Duration::from_secs(DAY)),
            Urgency::ImminentDanger => ("notice.decide.imminent", Duration::from_secs(DAY / 24)),
        }
    }
}

/// What somebody says that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    /// Against the law.
    Unlawful,
    /// Against the netiquette.
    HouseRules,
}

masthead_db::impl_text_column!(Lane { Unlawful = "unlawful", HouseRules = "house_rules" });

/// What became of one reported thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ItemOutcome {
    /// It was taken down.
    Removed,
    /// It stays.
    NoAction,
    /// There is nothing at this address.
    NotFound,
    /// It was gone when the notice came.
    AlreadyGone,
    /// It is on somebody else's site.
    OutsideOurControl,
    /// It was hidden for a time; kept as a removal with an end.
    Disabled,
    /// It stays, and its author was warned or suspended; kept as a post that stays, with the measure.
    OtherRestriction,
}

masthead_db::impl_text_column!(ItemOutcome {
    Removed = "removed",
    NoAction = "no_action",
    NotFound = "not_found",
    AlreadyGone = "already_gone",
    OutsideOurControl = "outside_our_control",
    Disabled = "disabled",
    OtherRestriction = "other_restriction",
});

/// By what means one reported thing was answered, as whoever reported it is told (DSA Art. 16(6)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Means {
    /// A person decided, without automated means.
    Person,
    /// A person decided with the help of a program.
    Assisted,
    /// A program found it by reading the address, and nobody decided.
    Program,
}

impl Means {
    /// The word in letters and locales.
    pub fn word(self) -> &'static str {
        match self {
            Means::Person => "person",
            Means::Assisted => "assisted",
            Means::Program => "program",
        }
    }
}

/// What was missing in a notice, or what somebody wants to know about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum About {
    /// What is wrong with the post.
    Reason,
    /// Which post is meant.
    Place,
    /// Both.
    Both,
    /// A question in somebody's own words.
    Words,
}

masthead_db::impl_text_column!(About {
    Reason = "reason",
    Place = "place",
    Both = "both",
    Words = "words",
});

/// What a complaint is against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// A refusal or removal of one's own post.
    Restriction,
    /// A notice that was answered without taking anything down.
    NoAction,
    /// A notice that was not answered in time.
    Inaction,
    /// A measure against one's own account.
    Account,
}

masthead_db::impl_text_column!(Basis {
    Restriction = "restriction",
    NoAction = "no_action",
    Inaction = "inaction",
    Account = "account",
});

/// How a complaint was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ComplaintOutcome {
    /// The first decision stands.
    Upheld,
    /// It stands in part, or for other reasons: something about it is corrected.
    PartiallyReversed,
    /// It was wrong and is undone.
    Reversed,
}

masthead_db::impl_text_column!(ComplaintOutcome {
    Upheld = "upheld",
    PartiallyReversed = "partially_reversed",
    Reversed = "reversed",
});

/// What whoever opened a case is given at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The case's number.
    pub number: String,
    /// The secret that opens its page; made from the number with the site's key, so it is stored nowhere.
    pub token: String,
}

/// A case that is about to be written down.
pub(super) struct Opened {
    pub(super) id: CaseId,
    pub(super) receipt: Receipt,
    pub(super) deadline: &'static str,
    pub(super) due_at: Time,
}

/// Numbers a new case and sets its deadline.
pub(super) async fn open(tx: &mut Tx, app: &App, kind: CaseKind) -> Result<Opened, DbError> {
    let id: CaseId = app.new_id();
    let mut number = number_of(kind, id, app.now());
    while store::case_by_number(tx, &number).await?.is_some() {
        number = number_of(kind, app.new_id(), app.now());
    }
    let (deadline, length) = kind.deadline();
    let token = token_of(app, &number);
    let receipt = Receipt { number, token };
    Ok(Opened {
        id,
        receipt,
        deadline,
        due_at: app.now().after(length),
    })
}

/// The secret that opens a case's page, for its letters.
pub(super) fn token_of(app: &App, number: &str) -> String {
    app.sign(PURPOSE, number)
}

/// Whether somebody holds the secret of a case.
pub(super) fn opens(app: &App, number: &str, token: &str) -> bool {
    app.has_signed(PURPOSE, number, token)
}

fn number_of(kind: CaseKind, id: CaseId, now: Time) -> String {
    let year = jiff::Timestamp::from_microsecond(now.as_micros())
        .map_or(1970, |at| at.to_zoned(jiff::tz::TimeZone::UTC).year());
    let short = id.short().to_uppercase();
    format!(
        "{}-{year}-{}",
        kind.letter(),
        &short[short.len() - LETTERS..]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_tells_kind_and_year_and_can_be_read_aloud() {
        let id = crate::kernel::Ids.at(Time::from_micros(0));
        let number = number_of(
            CaseKind::Notice,
            id,
            Time::from_micros(1_795_338_000_000_000),
        );
        assert!(
            number.starts_with("N-2026-") && number.len() == 13,
            "{number}"
        );
    }
}
