//! What a photograph says of itself: read when it comes in, and written into every drawing of it.
//!
//! What the newsroom has typed outweighs the file; where nothing was typed the file's own words stand, and where XMP, IIM
//! and EXIF disagree somebody is asked. A drawing carries who must be named and what is allowed, and nothing of where and
//! with what the picture was taken.

use bytes::Bytes;
use masthead_db::transact;
use masthead_engines::files::FileKey;
use masthead_engines::pictures::Rendition;
use masthead_formats::MediaRights;
use masthead_formats::photo::{self, Field};

use super::rights::{NAME_LIMIT, TEXT_LIMIT};
use super::{MediaError, Rights, store};
use crate::kernel::{App, MediaId};

/// Two places of a file that say different things about one of its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhotoDoubt {
    /// The word, as [`Rights`] calls it.
    pub field: &'static str,
    /// Who was believed, and what they say: `XMP`, `IIM`, `EXIF`.
    pub believed: (&'static str, String),
    /// Who says otherwise, and what.
    pub other: (&'static str, String),
}

/// The words of an upload, with the file's own where nothing was typed. What the file cannot be read for changes nothing:
/// whether it is a picture is asked elsewhere.
pub(super) fn with_those_of_file(typed: &Rights, file: &Bytes) -> Rights {
    let Ok(photo) = photo::read(file) else {
        return typed.clone();
    };
    let known = MediaRights::from(&photo.rights);
    let text = |typed: &str, known: &str, limit: usize| {
        let chosen = if typed.trim().is_empty() {
            known
        } else {
            typed
        };
        match chosen == known {
            true => masthead_text::excerpt(known, limit - 1),
            false => chosen.to_owned(),
        }
    };
    let licence = match known.usage_terms.as_str() {
        "" => &known.rights_page,
        terms => terms,
    };
    Rights {
        caption: text(&typed.caption, &known.caption, TEXT_LIMIT),
        credit: text(&typed.credit, &known.credit, NAME_LIMIT),
        creator: text(&typed.creator, &known.creators.join(", "), NAME_LIMIT),
        copyright: text(&typed.copyright, &known.copyright_notice, NAME_LIMIT),
        licence: text(&typed.licence, licence, NAME_LIMIT),
        source: text(&typed.source, &known.source, NAME_LIMIT),
        alt: text(&typed.alt, &known.alt, TEXT_LIMIT),
    }
}

/// Where the original of a picture says different things of whose it is; nothing while its bytes are not here.
///
/// # Errors
/// [`MediaError::File`], [`MediaError::Db`].
pub async fn photo_doubts(app: &App, media: MediaId) -> Result<Vec<PhotoDoubt>, MediaError> {
    let row = transact!(app.db.read(), |tx| { store::original(tx, media).await })?;
    let Some(key) = row.and_then(|row| row.file.parse::<FileKey>().ok()) else {
        return Ok(Vec::new());
    };
    let Ok(photo) = photo::read(&app.files.get(key).await?) else {
        return Ok(Vec::new());
    };
    let doubts = photo.disagreements.into_iter().filter_map(|it| {
        Some(PhotoDoubt {
            field: word_of(it.field)?,
            believed: (it.believed.word(), it.says),
            other: (it.other.word(), it.other_says),
        })
    });
    Ok(doubts.collect())
}

fn word_of(field: Field) -> Option<&'static str> {
    Some(match field {
        Field::Caption => "caption",
        Field::Credit => "credit",
        Field::Creator => "creator",
        Field::Copyright => "copyright",
        Field::UsageTerms => "licence",
        Field::Source => "source",
        Field::AltText => "alt",
        _ => return None,
    })
}

/// The drawing with whose it is written into it; as it was where that cannot be done.
pub(super) fn carrying(rendition: Rendition, rights: &photo::Rights) -> Rendition {
    if rights.is_empty() {
        return rendition;
    }
    match photo::write(&rendition.bytes, rights) {
        Ok(written) => Rendition {
            bytes: written.bytes,
            ..rendition
        },
        Err(_) => rendition,
    }
}

/// What every drawing says: the newsroom's words, and what only the file knows of licences, machines and how it came to
/// be.
pub(super) fn for_drawings(words: &Rights, original: &Bytes) -> photo::Rights {
    let theirs = photo::read(original).map(|photo| photo.rights);
    let theirs = theirs.unwrap_or_default();
    let mut rights = photo::Rights::default();
    for field in KEPT {
        for text in theirs.texts(*field) {
            rights.add(*field, text.as_str());
        }
    }
    for (field, text) in [
        (Field::Caption, &words.caption),
        (Field::Credit, &words.credit),
        (Field::Creator, &words.creator),
        (Field::Copyright, &words.copyright),
        (Field::Source, &words.source),
    ] {
        rights.set(field, text.as_str());
    }
    let licence = match words.licence.starts_with("http") {
        true => Field::WebStatement,
        false => Field::UsageTerms,
    };
    rights.set(licence, words.licence.as_str());
    rights
}

/// What is taken from the file because no form asks for it.
const KEPT: &[Field] = &[
    Field::WebStatement,
    Field::LicensorUrl,
    Field::DataMining,
    Field::OtherConstraints,
    Field::DigitalSourceType,
    Field::AiSystem,
    Field::AiSystemVersion,
];
