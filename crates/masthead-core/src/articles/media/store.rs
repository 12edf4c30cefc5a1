//! The statements about pictures.

use masthead_db::{DbError, Time, Tx, row, statements};

use super::{MediaState, Rights};
use crate::kernel::{AccountId, MediaId};

row! {
    /// What a job needs to know of a picture.
    pub struct OriginalRow { pub file: String, pub state: MediaState, pub source_address: Option<String> }
}
row! {
    pub struct FileRow { pub file: String, pub short: String }
}
row! {
    pub(super) struct WordsRow {
        pub caption: String,
        pub credit: String,
        pub creator: String,
        pub copyright: String,
        pub licence: String,
        pub source: String,
        pub alt: String,
    }
}
impl WordsRow {
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
row! {
    pub struct StateCountRow { pub state: MediaState, pub total: i64 }
}
row! {
    pub struct IdRow { pub id: MediaId }
}
row! {
    /// One drawing: which file, how large.
    #[expect(missing_docs, reason = "the columns, named as in the tables")]
    pub struct RenditionFile { pub file: String, pub bytes: i64, pub width: i64, pub height: i64 }
}
row! {
    /// A picture as the newsroom sees it.
    #[expect(missing_docs, reason = "the columns, named as in the tables")]
    pub struct MediaCard {
        pub id: MediaId,
        pub short: String,
        pub state: MediaState,
        pub trouble: String,
        pub media_type: String,
        pub bytes: i64,
        pub width: Option<i64>,
        pub height: Option<i64>,
        pub widths: String,
        pub colour: String,
        pub caption: String,
        pub credit: String,
        pub creator: String,
        pub copyright: String,
        pub licence: String,
        pub source: String,
        pub alt: String,
        pub source_address: Option<String>,
        pub created_at: Time,
    }
}

/// The fields of a new row that differ between an upload and an expectation.
pub(super) struct NewMedia<'a> {
    pub(super) id: MediaId,
    pub(super) file: &'a str,
    pub(super) media_type: &'a str,
    pub(super) bytes: i64,
    pub(super) width: Option<i64>,
    pub(super) height: Option<i64>,
    pub(super) source_address: Option<&'a str>,
    pub(super) state: MediaState,
}

/// Writes a new picture with its words.
pub(super) async fn insert(
    tx: &mut Tx,
    new: &NewMedia<'_>,
    rights: &Rights,
    by: Option<AccountId>,
    now: Time,
) -> Result<(), DbError> {
    let short = new.id.short();
    insert_media(
        tx,
        new.id,
        &short,
        new.file,
        new.media_type,
        new.bytes,
        new.width,
        new.height,
        new.source_address,
        new.state,
        by,
        now,
    )
    .await?;
    change_words(tx, new.id, rights).await?;
    Ok(())
}

/// Replaces the words of a picture; tells how many rows that were.
pub(super) async fn change_words(
    tx: &mut Tx,
    media: MediaId,
    rights: &Rights,
) -> Result<u64, DbError> {
    update_words(
        tx,
        media,
        &rights.caption,
        &rights.credit,
        &rights.creator,
        &rights.copyright,
        &rights.licence,
        &rights.source,
        &rights.alt,
    )
    .await
}

statements! {
    /// A picture, drawn in no width and with no words yet.
    fn insert_media(
        id: MediaId, short: &str, file: &str, media_type: &str, bytes: i64, width: Option<i64>, height: Option<i64>,
        source_address: Option<&str>, state: MediaState, created_by: Option<AccountId>, created_at: Time
    ) =
        "insert into media (id, short, file, kind, media_type, bytes, width, height, widths, colour, caption, credit,
             creator, copyright, licence, source, alt, source_address, state, trouble, created_by, created_at)
         values ($1, $2, $3, 'picture', $4, $5, $6, $7, '', '', '', '', '', '', '', '', '', $8, $9, '', $10, $11)";

    /// Whose it is and what is on it.
    fn update_words(
        id: MediaId, caption: &str, credit: &str, creator: &str, copyright: &str, licence: &str, source: &str, alt: &str
    ) =
        "update media set caption = $2, credit = $3, creator = $4, copyright = $5, licence = $6, source = $7, alt = $8
         where id = $1";

    /// Whose a picture is and what is on it.
    pub(super) fn words(id: MediaId) -> Option<WordsRow> =
        "select caption, credit, creator, copyright, licence, source, alt from media where id = $1";

    /// The picture with these letters in its address.
    pub(super) fn called(short: &str) -> Option<IdRow> = "select id from media where short = $1";

    /// The picture an import has named before.
    pub(super) fn of_address(address: &str) -> Option<IdRow> = "select id from media where source_address = $1";

    /// What a job needs to know of a picture.
    pub(super) fn original(id: MediaId) -> Option<OriginalRow> =
        "select file, state, source_address from media where id = $1";

    /// Its bytes are here.
    pub(super) fn mark_stored(
        id: MediaId, file: &str, media_type: &str, bytes: i64, width: i64, height: i64
    ) =
        "update media set file = $2, media_type = $3, bytes = $4, width = $5, height = $6, state = 'stored', trouble = ''
         where id = $1";

    /// Pages can show it.
    pub(super) fn mark_drawn(id: MediaId, width: i64, height: i64, widths: &str, colour: &str) =
        "update media set width = $2, height = $3, widths = $4, colour = $5, state = 'drawn', trouble = '' where id = $1";

    /// It will not be shown, and why. One that is drawn stays drawn.
    pub(super) fn mark_failed(id: MediaId, trouble: &str) =
        "update media set state = 'failed', trouble = $2 where id = $1 and state <> 'drawn'";

    /// Takes its drawings away, before they are written anew.
    pub(super) fn forget_renditions(media: MediaId) = "delete from rendition where media_id = $1";

    /// One drawing.
    pub(super) fn insert_rendition(
        media: MediaId, width: i64, height: i64, format: &str, file: &str, bytes: i64
    ) =
        "insert into rendition (media_id, width, height, format, file, bytes) values ($1, $2, $3, $4, $5, $6)";

    /// One drawing by the picture's short name.
    pub(super) fn rendition(short: &str, width: i64, format: &str) -> Option<RenditionFile> =
        "select r.file, r.bytes, r.width, r.height from rendition r join media m on m.id = r.media_id
         where m.short = $1 and r.width = $2 and r.format = $3";

    /// One picture for the newsroom.
    pub(super) fn card(short: &str) -> Option<MediaCard> =
        "select id, short, state, trouble, media_type, bytes, width, height, widths, colour, caption, credit, creator,
             copyright, licence, source, alt, source_address, created_at
         from media where short = $1";

    /// Pictures for the newsroom, newest first.
    pub(super) fn list_cards(before: MediaId, limit: i64) -> Vec<MediaCard> =
        "select id, short, state, trouble, media_type, bytes, width, height, widths, colour, caption, credit, creator,
             copyright, licence, source, alt, source_address, created_at
         from media where id < $1 order by id desc limit $2";

    /// Every file that a picture or one of its drawings names, from one on.
    pub(super) fn list_files(after: &str, limit: i64) -> Vec<FileRow> =
        "select file, min(short) as short from (
             select file, short from media where file <> ''
             union all
             select r.file, m.short from rendition r join media m on m.id = r.media_id
         ) named
         where file > $1 group by file order by file limit $2";

    /// How many pictures are how far.
    pub(super) fn count_by_state() -> Vec<StateCountRow> =
        "select state, count(*) as total from media group by state order by state";
}
