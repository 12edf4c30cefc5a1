//! Pictures with whose they are, and each file as it came.

use masthead_db::transact;
use masthead_engines::files::FileKey;
use masthead_formats::{Media, MediaRights, Record};
use masthead_text::{Address, Image, Inline, Source};

use super::export::{ExportError, Takes};
use super::store::{self, MediaRow};
use crate::kernel::App;

/// Pictures in one page.
const PAGE: i64 = 500;

pub(super) async fn export(app: &App, out: &mut dyn Takes) -> Result<(), ExportError> {
    let mut after = String::new();
    loop {
        let rows: Vec<MediaRow> = transact!(app.db.read(), |tx| {
            store::list_media(tx, &after, PAGE).await
        })?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after.clone_from(&last.short);
        for row in rows {
            one(app, row, out).await?;
        }
    }
}

async fn one(app: &App, row: MediaRow, out: &mut dyn Takes) -> Result<(), ExportError> {
    let Ok(key) = row.file.parse::<FileKey>() else {
        // Named by an import and not fetched yet: its address is all there is of it.
        let address = row.source_address.as_deref().and_then(Address::parse);
        return match address {
            Some(address) => Ok(out.record(record(row, address))?),
            None => Ok(()),
        };
    };
    let path = format!("media/{}.{}", row.short, ending(&row.media_type));
    let bytes = app.files.get(key).await;
    let bytes = bytes.map_err(|cause| ExportError::File {
        short: row.short.clone(),
        cause,
    })?;
    let address = Address::parse(&path).expect("twelve letters in a folder are an address");
    out.record(record(row, address))?;
    Ok(out.file(&path, bytes)?)
}

fn ending(media_type: &str) -> &str {
    match media_type {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/gif" => "gif",
        "image/webp" => "webp",
        _ => "bin",
    }
}

fn record(row: MediaRow, address: Address) -> Record {
    let side = |side: Option<i64>| side.and_then(|side| u32::try_from(side).ok());
    let mut image = Image::at(Source::Address(address));
    image.caption = Inline::plain(&row.caption);
    image.credit = row.credit;
    image.alt = row.alt;
    image.width = side(row.width);
    image.height = side(row.height);
    let mut media = Media::of(row.short, image);
    media.media_type = row.media_type;
    media.size_bytes = u64::try_from(row.bytes).ok().filter(|bytes| *bytes > 0);
    media.rights = MediaRights {
        creators: Some(row.creator)
            .filter(|it| !it.is_empty())
            .into_iter()
            .collect(),
        copyright_notice: row.copyright,
        usage_terms: row.licence,
        source: row.source,
        ..MediaRights::default()
    };
    Record::Media(Box::new(media))
}
