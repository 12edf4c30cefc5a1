//! What the house knows of whoever wrote a post that waits.

use masthead_db::{DbError, Time, Tx};

use super::store;
use crate::kernel::{AccountId, Lang, PostId};
use crate::posts::PostState;
use crate::screening::TRUSTED_AFTER;

/// Earlier posts that are shown beside the one that waits.
const EARLIER_POSTS: i64 = 20;

/// What the house knows of an author. Neither address nor real name belongs to it: moderators never see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorHistory {
    /// The name they write under now.
    pub display_name: String,
    /// Names they wrote under before, the newest first.
    pub former_names: Vec<String>,
    /// When they joined.
    pub member_since: Time,
    /// Texts of theirs that were approved.
    pub approved: i64,
    /// Texts of theirs that were refused or removed.
    pub refused: i64,
    /// Whether the house knows them by their record.
    pub is_trusted: bool,
    /// Their last twenty posts with what became of them.
    pub earlier: Vec<EarlierPost>,
}

/// One of somebody's earlier posts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named above")]
pub struct EarlierPost {
    pub short: String,
    pub state: PostState,
    pub text: String,
    pub submitted_at: Time,
    /// The ground on which it was refused or removed.
    pub ground: Option<String>,
}

/// What is known of somebody who writes here, with their last posts.
pub async fn author_history(
    tx: &mut Tx,
    account: AccountId,
    lang: Lang,
) -> Result<Option<AuthorHistory>, DbError> {
    history(tx, account, PostId::from(masthead_db::Uuid::nil()), lang).await
}

/// Reads what is known of an author, for whoever decides `post`.
pub(super) async fn history(
    tx: &mut Tx,
    account: AccountId,
    post: PostId,
    lang: Lang,
) -> Result<Option<AuthorHistory>, DbError> {
    let Some(author) = store::author(tx, account).await? else {
        return Ok(None);
    };
    let names = store::list_former_names(tx, account).await?;
    let earlier = store::list_earlier_posts(tx, account, post, lang, EARLIER_POSTS).await?;
    Ok(Some(AuthorHistory {
        display_name: author.display_name,
        former_names: names.into_iter().map(|row| row.display_name).collect(),
        member_since: author.member_since,
        approved: author.approved,
        refused: author.refused,
        is_trusted: author.approved_since_refusal >= TRUSTED_AFTER,
        earlier: earlier
            .into_iter()
            .map(|row| EarlierPost {
                short: row.short,
                state: row.state,
                text: row.text,
                submitted_at: row.submitted_at,
                ground: row.ground_label,
            })
            .collect(),
    }))
}
