//! What readers wrote below an article where it comes from.

use masthead_formats::Article;

use super::ImportError;
use super::import::{Walk, title_of};
use super::report::{Line, Outcome};
use crate::kernel::{ArticleId, Lang};

pub(super) async fn comments(
    walk: &mut Walk<'_>,
    article: &mut Article,
    _here: Option<ArticleId>,
    _lang: Lang,
    _outcome: &Outcome,
) -> Result<(), ImportError> {
    for comment in std::mem::take(&mut article.comments) {
        let title = title_of(&comment);
        let outcome = Outcome::Failed("comments are not brought in yet".to_owned());
        walk.tell(Line { kind: "comment".to_owned(), source_id: comment.source_id, title, outcome, findings: comment.findings });
    }
    Ok(())
}
