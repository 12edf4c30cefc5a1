//! Notes a picture that an import names by its address elsewhere, and asks for it to be fetched.

use masthead_db::Tx;
use masthead_jobs::NewJob;

use super::store::{self, NewMedia};
use super::{FETCH_PICTURE, MediaError, MediaState, Rights, StoredPicture};
use crate::kernel::{AccountId, App, MediaId};

/// A picture at another site.
#[derive(Clone, Debug)]
pub struct ExpectPicture {
    /// Its full address there.
    pub address: String,
    /// What the import knows of it.
    pub rights: Rights,
    /// Who imports.
    pub by: Option<AccountId>,
}

/// The picture of this address: known already, or noted now and fetched by a job. In the importer's transaction, so
/// that an article and its pictures are there together or not at all.
///
/// The same address is fetched once; a second import leaves the words that the newsroom may have changed since.
///
/// # Errors
/// [`MediaError::TooLong`], [`MediaError::Db`].
pub async fn expect_picture(
    tx: &mut Tx,
    app: &App,
    request: &ExpectPicture,
) -> Result<StoredPicture, MediaError> {
    if let Some(known) = store::of_address(tx, &request.address).await? {
        return Ok(StoredPicture {
            id: known.id,
            short: known.id.short(),
        });
    }
    let rights = request.rights.tidied()?;
    let id: MediaId = app.new_id();
    let new = NewMedia {
        id,
        file: "",
        media_type: "",
        bytes: 0,
        width: None,
        height: None,
        source_address: Some(&request.address),
        state: MediaState::Expected,
    };
    store::insert(tx, &new, &rights, request.by, app.now()).await?;
    let payload = serde_json::json!({ "media": id });
    let job = NewJob::new(FETCH_PICTURE, payload, app.now()).once(id.to_string());
    masthead_jobs::enqueue(tx, &job).await?;
    Ok(StoredPicture {
        id,
        short: id.short(),
    })
}
