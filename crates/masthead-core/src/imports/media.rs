//! Pictures of a source: noted with what is known of them and fetched by jobs, or stored from beside the source.

use std::collections::HashMap;

use bytes::Bytes;
use masthead_db::{Tx, Uuid, transact};
use masthead_formats::{Article, Finding, Media, MediaRights};
use masthead_text::{Body, Document, Image, Source};

use super::ImportError;
use super::import::{Remembered, Walk, fingerprint};
use super::report::{Line, Outcome};
use crate::articles::{self, ExpectPicture, MediaError, Rights, StorePicture};
use crate::kernel::{DbError, MediaId};

/// What browsers show as a picture and we can draw anew.
const PICTURES: &[&str] = &["jpg", "jpeg", "png", "gif", "webp"];

/// Pictures of one article that are in our store, by the address that its text gives them.
pub(super) type Stored = HashMap<String, (MediaId, String)>;

/// A picture that the source lists by itself.
pub(super) async fn picture(walk: &mut Walk<'_>, media: Media) -> Result<(), ImportError> {
    let Source::Address(address) = &media.image.source else {
        return Ok(());
    };
    if !address.is_web() && walk.options.beside.is_some() {
        return file(walk, media).await;
    }
    let address = address.as_str().to_owned();
    let rights = rights(&media.image, &media.rights);
    let Media {
        source_id,
        title,
        mut findings,
        ..
    } = media;
    let is_picture = is_picture(&address);
    let kind = if is_picture { "picture" } else { "recording" };
    if !is_picture {
        findings.push(Finding::doubtful(
            "address",
            "only pictures are fetched; articles lead to it where it is",
        ));
    }
    let noted = transact!(walk.app.db.write(), |tx| {
        let known = walk.known(tx, kind, &source_id).await?;
        if let Some(known) = known {
            let id = is_picture.then(|| MediaId::from(known.target_id));
            return Ok((id, Outcome::Unchanged));
        }
        if walk.options.is_dry_run {
            return Ok((None, Outcome::Imported));
        }
        if !is_picture {
            // Nothing is stored of it; only that it was seen.
            let item = Remembered {
                kind,
                source_id: &source_id,
                target: Uuid::nil(),
                fingerprint: "",
                revision: None,
            };
            walk.remember(tx, &item).await?;
            return Ok((None, Outcome::Imported));
        }
        let stored = expect(tx, walk, &address, rights.clone()).await?;
        let item = Remembered {
            kind,
            source_id: &source_id,
            target: stored.0.uuid(),
            fingerprint: "",
            revision: None,
        };
        walk.remember(tx, &item).await?;
        Ok::<_, ImportError>((Some(stored.0), Outcome::Imported))
    });
    let (id, result) = match noted {
        Ok((id, outcome)) => (id, Ok(outcome)),
        Err(error) => (None, Err(error)),
    };
    if let Some(id) = id {
        walk.pictures.insert(bare(&address), (id, id.short()));
        walk.named_pictures
            .insert(source_id.clone(), (id, id.short()));
    }
    let outcome = walk.settle(result)?;
    walk.tell(&Line {
        kind: kind.to_owned(),
        source_id,
        title,
        outcome,
        findings,
    });
    Ok(())
}

/// A picture whose file lies beside the source.
async fn file(walk: &mut Walk<'_>, mut media: Media) -> Result<(), ImportError> {
    let (id, result) = match take_file(walk, &media).await {
        Ok((id, outcome)) => (id, Ok(outcome)),
        Err(error) => (None, Err(error)),
    };
    if let Some(id) = id {
        walk.named_pictures
            .insert(media.source_id.clone(), (id, id.short()));
    }
    let outcome = walk.settle(result)?;
    walk.tell(&Line {
        kind: "picture".to_owned(),
        source_id: media.source_id,
        title: media.title,
        outcome,
        findings: std::mem::take(&mut media.findings),
    });
    Ok(())
}

async fn take_file(
    walk: &Walk<'_>,
    media: &Media,
) -> Result<(Option<MediaId>, Outcome), ImportError> {
    let letters = walk.letters(&media.source_id);
    let here = transact!(walk.app.db.read(), |tx| {
        if let Some(known) = walk.known(tx, "picture", &media.source_id).await? {
            return Ok(Some(MediaId::from(known.target_id)));
        }
        match letters {
            Some(letters) => articles::media_called(tx, letters).await,
            None => Ok::<_, DbError>(None),
        }
    })?;
    if here.is_some() {
        return Ok((here, Outcome::Unchanged));
    }
    let bytes = match (&media.image.source, walk.options.beside) {
        (Source::Address(address), Some(beside)) => beside(address.as_str()),
        _ => None,
    };
    let Some(bytes) = bytes else {
        let why = "its file is not beside the source".to_owned();
        return Ok((None, Outcome::Failed(why)));
    };
    if walk.options.is_dry_run {
        return Ok((None, Outcome::Imported));
    }
    let id = match letters {
        Some(letters) => walk.app.ids.called(letters, walk.app.now()),
        None => walk.app.new_id(),
    };
    let request = StorePicture {
        bytes: Bytes::from(bytes),
        rights: rights(&media.image, &media.rights),
        by: walk.options.by,
    };
    let stored = articles::store_picture_as(walk.app, id, &request).await?;
    transact!(walk.app.db.write(), |tx| {
        let item = Remembered {
            kind: "picture",
            source_id: &media.source_id,
            target: stored.id.uuid(),
            fingerprint: "",
            revision: None,
        };
        walk.remember(tx, &item).await
    })?;
    Ok((Some(stored.id), Outcome::Imported))
}

fn is_picture(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let ending = path
        .rsplit_once('.')
        .map_or("", |(_, ending)| ending)
        .to_ascii_lowercase();
    PICTURES.contains(&ending.as_str())
}

async fn expect(
    tx: &mut Tx,
    walk: &Walk<'_>,
    address: &str,
    rights: Rights,
) -> Result<(MediaId, String), ImportError> {
    let request = ExpectPicture {
        address: address.to_owned(),
        rights,
        by: walk.options.by,
    };
    let stored = articles::expect_picture(tx, walk.app, &request).await?;
    Ok((stored.id, stored.short))
}

/// What the source prints beside a picture, and what else it knows of whose it is; the file's own words where nothing
/// is printed.
fn rights(image: &Image, known: &MediaRights) -> Rights {
    let caption = image.caption.text();
    let text = |printed: &str, known: &str| {
        let chosen = if printed.is_empty() { known } else { printed };
        masthead_text::excerpt(chosen, 1_900)
    };
    let line = |printed: &str, known: &str| masthead_text::excerpt(&text(printed, known), 290);
    Rights {
        caption: text(&caption, &known.caption),
        credit: line(&image.credit, &known.credit),
        creator: line(&known.creators.join(", "), ""),
        copyright: line(&known.copyright_notice, &known.copyright_holder),
        licence: line(&known.usage_terms, &known.rights_page),
        source: line(&known.source, ""),
        alt: text(&image.alt, &known.alt),
    }
}

/// Stores the files beside the source that an article shows. A file is stored once, whatever it is called.
pub(super) async fn store_beside(
    walk: &Walk<'_>,
    article: &Article,
    findings: &mut Vec<Finding>,
) -> Result<Stored, ImportError> {
    let mut stored = Stored::new();
    let Some(beside) = walk.options.beside else {
        return Ok(stored);
    };
    for image in article.document.images().chain(&article.lead) {
        let Source::Address(address) = &image.source else {
            continue;
        };
        if address.is_web() || stored.contains_key(address.as_str()) {
            continue;
        }
        let Some(bytes) = beside(address.as_str()) else {
            let what = format!("there is no file `{address}` beside the article");
            findings.push(Finding::lossy("picture", what));
            continue;
        };
        if walk.options.is_dry_run {
            continue;
        }
        match store_file(walk, bytes, image).await {
            Ok(picture) => drop(stored.insert(address.as_str().to_owned(), picture)),
            Err(ImportError::Media(error)) if !error.is_worth_retrying() => {
                findings.push(Finding::lossy("picture", format!("`{address}`: {error}")));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(stored)
}

async fn store_file(
    walk: &Walk<'_>,
    bytes: Vec<u8>,
    image: &Image,
) -> Result<(MediaId, String), ImportError> {
    let source_id = fingerprint(&[&data_encoding::BASE64.encode(&bytes)]);
    let known = transact!(walk.app.db.read(), |tx| {
        walk.known(tx, "file", &source_id).await
    })?;
    if let Some(known) = known {
        let id = MediaId::from(known.target_id);
        return Ok((id, id.short()));
    }
    let request = StorePicture {
        bytes: Bytes::from(bytes),
        rights: rights(image, &MediaRights::default()),
        by: walk.options.by,
    };
    let stored = articles::store_picture(walk.app, &request).await?;
    transact!(walk.app.db.write(), |tx| {
        let item = Remembered {
            kind: "file",
            source_id: &source_id,
            target: stored.id.uuid(),
            fingerprint: "",
            revision: None,
        };
        walk.remember(tx, &item).await
    })?;
    Ok((stored.id, stored.short))
}

/// The document with every picture in our store or noted to be fetched.
pub(super) async fn in_our_store(
    tx: &mut Tx,
    walk: &Walk<'_>,
    stored: &Stored,
    document: &Document,
) -> Result<Document, ImportError> {
    let mut document = document.clone();
    for block in &mut document.blocks {
        match &mut block.body {
            Body::Image(image) => bring(tx, walk, stored, image).await?,
            Body::Gallery(gallery) => {
                for image in &mut gallery.images {
                    bring(tx, walk, stored, image).await?;
                }
            }
            _ => {}
        }
    }
    Ok(document)
}

async fn bring(
    tx: &mut Tx,
    walk: &Walk<'_>,
    stored: &Stored,
    image: &mut Image,
) -> Result<(), ImportError> {
    if let Some((_, short)) = ours(tx, walk, stored, image).await? {
        image.source = Source::Media(short);
    }
    Ok(())
}

/// The picture in our store, noted now if it is not known yet; none for what cannot be fetched.
pub(super) async fn ours(
    tx: &mut Tx,
    walk: &Walk<'_>,
    stored: &Stored,
    image: &Image,
) -> Result<Option<(MediaId, String)>, ImportError> {
    let address = match &image.source {
        Source::Media(named) => return Ok(walk.named_pictures.get(named).cloned()),
        Source::Address(address) => address.as_str(),
    };
    let known = stored
        .get(address)
        .or_else(|| walk.pictures.get(&bare(address)));
    match known {
        Some(known) => Ok(Some(known.clone())),
        None if is_picture(address) && address.starts_with("http") => {
            let rights = rights(image, &MediaRights::default());
            expect(tx, walk, address, rights).await.map(Some)
        }
        None => Ok(None),
    }
}

/// An address without scheme, query and size: `…/a-300x200.jpg?w=640` and `…/a.jpg` are one picture.
fn bare(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
    let is_size = |size: &str| {
        size.split_once('x').is_some_and(|(w, h)| {
            [w, h]
                .iter()
                .all(|side| !side.is_empty() && side.bytes().all(|byte| byte.is_ascii_digit()))
        })
    };
    let stem = stem
        .rsplit_once('-')
        .filter(|(_, size)| is_size(size))
        .map_or(stem, |(stem, _)| stem);
    format!("{stem}.{ending}")
}

impl From<MediaError> for ImportError {
    fn from(error: MediaError) -> Self {
        match error {
            MediaError::Db(error) => Self::Db(error),
            other => Self::Media(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_a_picture_are_one_picture() {
        for address in [
            "https://a.at/x/b-300x200.jpg",
            "http://a.at/x/b.jpg?w=640",
            "https://a.at/x/b.jpg#x",
        ] {
            assert_eq!(bare(address), "a.at/x/b.jpg");
        }
        assert_eq!(bare("https://a.at/b-x1.jpg"), "a.at/b-x1.jpg");
    }
}
