//! One answer from three voices: XMP first, then IIM, then EXIF, field by field; and where they disagree.
//!
//! The order is that of the Guardian's picture library. XMP is what people edit last, and the only one without limits
//! of length; EXIF is what the camera wrote before anybody looked.

use crate::Finding;
use unicode_normalization::UnicodeNormalization;

use super::field::Field;
use super::rights::Rights;

/// Who says something about a photograph, the one that is believed first at the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// Adobe's Extensible Metadata Platform.
    Xmp,
    /// IPTC's Information Interchange Model, in Photoshop's blocks.
    Iim,
    /// What the camera wrote.
    Exif,
}

impl Origin {
    /// The word used in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Xmp => "XMP",
            Self::Iim => "IIM",
            Self::Exif => "EXIF",
        }
    }
}

/// Two of them say different things about one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// What about.
    pub field: Field,
    /// Who was believed.
    pub believed: Origin,
    /// What they say, several values with semicolons.
    pub says: String,
    /// Who says otherwise.
    pub other: Origin,
    /// What they say.
    pub other_says: String,
}

impl Disagreement {
    /// The same in words.
    #[must_use]
    pub fn finding(&self) -> Finding {
        let Self {
            believed,
            says,
            other,
            other_says,
            ..
        } = self;
        let what = format!(
            "{} says “{says}”, {} says “{other_says}”; {} was believed",
            believed.word(),
            other.word(),
            believed.word()
        );
        Finding::doubtful(self.field.word(), what)
    }
}

/// What the three say together, who said it, and where they disagree.
#[derive(Debug, Default)]
pub(super) struct Merged {
    pub(super) rights: Rights,
    pub(super) origins: Vec<(Field, Origin)>,
    pub(super) disagreements: Vec<Disagreement>,
}

/// Takes each field from the first that has it, and compares the others with it.
pub(super) fn merge(voices: [(Origin, &Rights); 3]) -> Merged {
    let mut merged = Merged::default();
    for field in Field::all() {
        let mut having = voices
            .iter()
            .filter(|(_, rights)| !rights.texts(field).is_empty());
        let Some((believed, first)) = having.next() else {
            continue;
        };
        merged.rights.take(field, first);
        merged.origins.push((field, *believed));
        for (other, rights) in having {
            if !agree(field, first.texts(field), rights.texts(field)) {
                merged.disagreements.push(Disagreement {
                    field,
                    believed: *believed,
                    says: first.texts(field).join("; "),
                    other: *other,
                    other_says: rights.texts(field).join("; "),
                });
            }
        }
    }
    merged
}

/// Whether two mean the same: white space, composition and the order of keywords do not matter, and a text that IIM
/// had no more room for agrees with the whole of it.
fn agree(field: Field, one: &[String], other: &[String]) -> bool {
    if field == Field::Created {
        return is_same_moment(&one[0], &other[0]);
    }
    let room = field.row().iim.map_or(usize::MAX, |(_, most)| most);
    let mut ones: Vec<String> = one.iter().map(|text| plain(text)).collect();
    let mut others: Vec<String> = other.iter().map(|text| plain(text)).collect();
    if field == Field::Keywords {
        ones.sort();
        others.sort();
    }
    let is_same_list = ones.len() == others.len()
        && ones
            .iter()
            .zip(&others)
            .all(|(one, other)| is_same(one, other, room));
    // EXIF has one text for all creators, and separates them as the camera's owner liked.
    is_same_list || plain(&one.join("; ")) == plain(&other.join("; "))
}

fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").nfc().collect()
}

/// The same, or the beginning of the other as far as there was room for it.
fn is_same(one: &str, other: &str, room: usize) -> bool {
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    // A letter takes up to four bytes, and a writer in Latin-1 cuts later than one in UTF-8.
    let was_cut = short.len() + 4 > room && long.starts_with(short);
    short == long || was_cut
}

/// IIM and XMP may know the day alone; what both know must be the same.
fn is_same_moment(one: &str, other: &str) -> bool {
    let shortest = one.len().min(other.len()).min("2026-11-22T12:00:00".len());
    one.get(..shortest) == other.get(..shortest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(field: Field, text: &str) -> Rights {
        let mut rights = Rights::default();
        rights.add(field, text);
        rights
    }

    fn merged(field: Field, [xmp, iim, exif]: [&str; 3]) -> Merged {
        let [xmp, iim, exif] = [xmp, iim, exif].map(|text| with(field, text));
        merge([
            (Origin::Xmp, &xmp),
            (Origin::Iim, &iim),
            (Origin::Exif, &exif),
        ])
    }

    #[test]
    fn the_first_that_has_a_field_is_believed() {
        for (said, origin) in [
            (["a", "a", "a"], Origin::Xmp),
            (["", "a", "a"], Origin::Iim),
            (["", "", "a"], Origin::Exif),
        ] {
            let merged = merged(Field::Copyright, said);
            assert_eq!(merged.rights.text(Field::Copyright), "a");
            assert_eq!(merged.origins, [(Field::Copyright, origin)]);
            assert_eq!(merged.disagreements, []);
        }
    }

    #[test]
    fn each_that_says_otherwise_is_reported() {
        let merged = merged(Field::Copyright, ["APA", "dpa", "Reuters"]);

        assert_eq!(merged.rights.text(Field::Copyright), "APA");
        let others: Vec<Origin> = merged.disagreements.iter().map(|it| it.other).collect();
        assert_eq!(others, [Origin::Iim, Origin::Exif]);
        assert_eq!(
            merged.disagreements[0].finding().to_string(),
            "doubt: copyright: XMP says “APA”, IIM says “dpa”; XMP was believed"
        );
    }

    #[test]
    fn a_credit_that_was_cut_to_its_limit_agrees() {
        let whole = "APA-PictureDesk / Hans Klaus Techt / Agenturfoto";
        let at_limit = &whole[..32];

        assert!(agree(Field::Credit, &[whole.into()], &[at_limit.into()]));
        assert!(!agree(Field::Credit, &[whole.into()], &["APA".into()]));
    }

    #[test]
    fn a_day_agrees_with_a_moment_of_it() {
        let moment = ["2026-11-22T10:15:00+01:00".to_owned()];

        assert!(agree(Field::Created, &moment, &["2026-11-22".into()]));
        assert!(!agree(Field::Created, &moment, &["2026-11-21".into()]));
    }
}
