//! The words of a picture as a form has them: read, shown again, complained about.

use axum::body::Bytes;
use axum::extract::Multipart;
use masthead_core::articles::{MediaCard, MediaError, Rights};
use serde::Deserialize;

use crate::frame::Frame;
use crate::refusal::Refusal;

/// One line of the form.
pub(super) struct Field {
    /// Its name in the form; its label is `media-` and this.
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) value: String,
    /// Whether it takes more than a line.
    pub(super) is_long: bool,
}

/// The words of a picture as they are typed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    caption: String,
    credit: String,
    creator: String,
    copyright: String,
    licence: String,
    source: String,
    alt: String,
}

impl Typed {
    pub(super) fn rights(self) -> Rights {
        Rights {
            caption: self.caption,
            credit: self.credit,
            creator: self.creator,
            copyright: self.copyright,
            licence: self.licence,
            source: self.source,
            alt: self.alt,
        }
    }
}

/// What an upload brings.
#[derive(Default)]
pub(super) struct Upload {
    pub(super) token: String,
    pub(super) picture: Bytes,
    pub(super) rights: Rights,
}

/// Reads an upload whole. The browser's name for the file is not looked at.
pub(super) async fn read(mut sent: Multipart) -> Result<Upload, Refusal> {
    let mut upload = Upload::default();
    while let Some(field) = sent.next_field().await.map_err(refused)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "picture" {
            upload.picture = field.bytes().await.map_err(refused)?;
            continue;
        }
        let text = field.text().await.map_err(refused)?;
        let rights = &mut upload.rights;
        match name.as_str() {
            "token" => upload.token = text,
            "caption" => rights.caption = text,
            "credit" => rights.credit = text,
            "creator" => rights.creator = text,
            "copyright" => rights.copyright = text,
            "licence" => rights.licence = text,
            "source" => rights.source = text,
            "alt" => rights.alt = text,
            _ => {}
        }
    }
    Ok(upload)
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in map_err")]
fn refused(error: axum::extract::multipart::MultipartError) -> Refusal {
    if error.status() == http::StatusCode::PAYLOAD_TOO_LARGE {
        Refusal::TooLarge
    } else {
        Refusal::BadForm
    }
}

/// The words that a picture has.
pub(super) fn rights_of(card: &MediaCard) -> Rights {
    Rights {
        caption: card.caption.clone(),
        credit: card.credit.clone(),
        creator: card.creator.clone(),
        copyright: card.copyright.clone(),
        licence: card.licence.clone(),
        source: card.source.clone(),
        alt: card.alt.clone(),
    }
}

/// The form's lines, the two that a reader needs most on top.
pub(super) fn fields_of(rights: &Rights) -> Vec<Field> {
    let field = |name: &'static str, value: &str, is_long| Field {
        name,
        label: format!("media-{name}"),
        value: value.to_owned(),
        is_long,
    };
    vec![
        field("credit", &rights.credit, false),
        field("alt", &rights.alt, true),
        field("caption", &rights.caption, true),
        field("creator", &rights.creator, false),
        field("copyright", &rights.copyright, false),
        field("licence", &rights.licence, false),
        field("source", &rights.source, false),
    ]
}

/// What the person can do about it; none when it is ours to mend.
pub(super) fn mistake(frame: &Frame, error: &MediaError) -> Option<String> {
    use masthead_core::articles::PictureError;
    Some(match error {
        MediaError::Picture(PictureError::UnknownFormat) => {
            frame.say("media-unknown-format").into_owned()
        }
        MediaError::Picture(PictureError::TooLarge { .. }) => {
            frame.say("media-too-large").into_owned()
        }
        MediaError::Picture(PictureError::Damaged(_)) => frame.say("media-damaged").into_owned(),
        MediaError::TooLong { field, .. } => {
            let label = format!("media-{field}");
            frame.name("media-too-long", &frame.say(&label))
        }
        _ => return None,
    })
}
