//! What every feature leans on: time, identity, who is acting, what was said to have happened.

mod actor;
mod app;
pub mod audit;
mod clock;
pub mod events;
mod ids;
mod lang;
pub mod letters;
pub mod settings;
mod store;
mod words;
pub mod work;

pub use actor::{Capabilities, Capability, Person, Role};
pub use app::{App, Doors};
pub use clock::{Clock, Time};
pub use ids::{
    AccountId, ArticleId, AuthorId, BadId, CaseId, ComplaintId, CorrectionId, DecisionId, DraftId,
    EditionId, GroundId, Ids, MediaId, NoticeId, PostId, QueueItemId, RevisionId, SanctionId,
    SectionId, SessionId, StatementId, ThreadId, TopicId,
};
pub use lang::{Lang, UnknownLang};
pub use masthead_db::DbError;
pub use settings::{Address, Posting, SiteSettings};
pub(crate) use store::STATEMENTS;

/// Whether the database answers.
pub async fn is_reachable(app: &App) -> Result<(), DbError> {
    masthead_db::transact!(app.db.read(), |tx| { store::audit_head(tx).await })?;
    Ok(())
}
