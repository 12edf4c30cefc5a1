//! What readers wrote below an article where it comes from, straight to the state it had there.

use std::collections::{HashMap, HashSet};

use masthead_db::{Time, Tx, transact};
use masthead_formats::{Finding, Post, PostState};

use super::ImportError;
use super::import::{Remembered, Under, Walk, fingerprint, title_of};
use super::report::{Line, Outcome};
use crate::kernel::{ArticleId, DbError, Lang, PostId};
use crate::posts::{self, BringIn, BroughtIn, PostError};

/// Comments that come in with one transaction.
const BATCH: usize = 100;

/// Brings in comments of one article; parents before their answers.
pub(super) async fn comments(
    walk: &mut Walk<'_>,
    under: &Under,
    comments: Vec<Post>,
) -> Result<(), ImportError> {
    let (here, lang, outcome) = (under.here, under.lang, &under.outcome);
    let (mut comments, mut brought) = parents_first_of(walk, here, comments).await?;
    while !comments.is_empty() {
        let rest = comments.split_off(BATCH.min(comments.len()));
        let batch = std::mem::replace(&mut comments, rest);
        match here {
            Some(here) => {
                let outcomes = batch_in(walk, here, lang, &batch, &brought).await?;
                for (comment, (post, outcome)) in batch.into_iter().zip(outcomes) {
                    brought.extend(post.map(|post| (comment.source_id.clone(), post)));
                    line(walk, comment, outcome);
                }
            }
            None => batch
                .into_iter()
                .for_each(|comment| line(walk, comment, without_article(outcome))),
        }
    }
    Ok(())
}

/// What becomes of comments whose article is not here.
fn without_article(article: &Outcome) -> Outcome {
    match article {
        // A rehearsal: the article would be here.
        Outcome::Imported
        | Outcome::Updated
        | Outcome::Unchanged
        | Outcome::KeptOurs
        | Outcome::Noticed => Outcome::Imported,
        Outcome::LeftOut(_) => Outcome::LeftOut("its article was left out".to_owned()),
        Outcome::Failed(_) => Outcome::Failed("its article could not be brought in".to_owned()),
    }
}

fn line(walk: &mut Walk<'_>, comment: Post, outcome: Outcome) {
    let title = title_of(&comment);
    let Post {
        source_id,
        findings,
        ..
    } = comment;
    walk.tell(&Line {
        kind: "comment".to_owned(),
        source_id,
        title,
        outcome,
        findings,
    });
}

type Brought = (Option<PostId>, Outcome);

async fn batch_in(
    walk: &Walk<'_>,
    article: ArticleId,
    lang: Lang,
    batch: &[Post],
    before: &HashMap<String, PostId>,
) -> Result<Vec<Brought>, ImportError> {
    let parents = batch.iter().filter_map(|comment| comment.parent.as_ref());
    let earlier: HashMap<String, PostId> = parents
        .filter_map(|parent| Some((parent.clone(), *before.get(parent)?)))
        .collect();
    transact!(walk.app.db.write(), |tx| {
        let mut known = earlier.clone();
        let mut outcomes = Vec::with_capacity(batch.len());
        for comment in batch {
            let (post, outcome) = one(tx, walk, article, lang, comment, &known).await?;
            known.extend(post.map(|post| (comment.source_id.clone(), post)));
            outcomes.push((post, outcome));
        }
        if outcomes
            .iter()
            .any(|(_, outcome)| *outcome == Outcome::Imported)
            && !walk.options.is_dry_run
        {
            posts::thread_was_brought_in(tx, walk.app, article).await?;
        }
        Ok::<_, ImportError>(outcomes)
    })
}

async fn one(
    tx: &mut Tx,
    walk: &Walk<'_>,
    article: ArticleId,
    lang: Lang,
    comment: &Post,
    known: &HashMap<String, PostId>,
) -> Result<Brought, ImportError> {
    let says = fingerprint(&[comment.state.word(), &comment.author.name, &comment.text]);
    if let Some(item) = walk.known(tx, "comment", &comment.source_id).await? {
        // What readers wrote is never overwritten: decisions rest on it.
        let outcome = if item.fingerprint == says {
            Outcome::Unchanged
        } else {
            Outcome::KeptOurs
        };
        return Ok((Some(PostId::from(item.target_id)), outcome));
    }
    let letters = walk.letters(&comment.source_id);
    if let Some(letters) = letters
        && let Some(post) = posts::post_called(tx, letters).await?
    {
        return Ok((Some(post), Outcome::Unchanged));
    }
    if comment.state == PostState::Deleted && letters.is_none() {
        // Its answers stand below what it answered.
        let above = comment.parent.as_ref().and_then(|parent| known.get(parent));
        let why = "it was deleted there".to_owned();
        return Ok((above.copied(), Outcome::LeftOut(why)));
    }
    if walk.options.is_dry_run {
        return Ok((None, Outcome::Imported));
    }
    let request = request(walk, article, lang, comment, known);
    let post = match posts::bring_in(tx, walk.app, &request).await {
        Ok(post) => post,
        Err(PostError::Empty) => {
            return Ok((
                None,
                Outcome::LeftOut("there are no words in it".to_owned()),
            ));
        }
        Err(error @ PostError::TooLong { .. }) => {
            return Ok((None, Outcome::Failed(error.to_string())));
        }
        Err(error) => return Err(error.into()),
    };
    let target = post.uuid();
    let item = Remembered {
        kind: "comment",
        source_id: &comment.source_id,
        target,
        fingerprint: &says,
        revision: None,
    };
    walk.remember(tx, &item).await?;
    Ok((Some(post), Outcome::Imported))
}

fn request(
    walk: &Walk<'_>,
    article: ArticleId,
    lang: Lang,
    comment: &Post,
    known: &HashMap<String, PostId>,
) -> BringIn {
    let at = comment.written_at.map_or(walk.app.now(), |time| {
        Time::from_micros(time.as_microsecond())
    });
    let time = |time: jiff::Timestamp| Time::from_micros(time.as_microsecond());
    let refused_for = (comment.ground.clone(), comment.facts.clone());
    BringIn {
        article,
        short: walk.letters(&comment.source_id).map(str::to_owned),
        account: comment
            .author
            .account
            .as_ref()
            .and_then(|account| walk.accounts.get(account))
            .copied(),
        published_at: comment.published_at.map_or(at, time).min(walk.app.now()),
        edited_at: comment
            .edited_at
            .map(time)
            .filter(|_| walk.is_of_masthead()),
        refused_for: Some(refused_for).filter(|(ground, _)| !ground.is_empty()),
        parent: comment
            .parent
            .as_ref()
            .and_then(|parent| known.get(parent))
            .copied(),
        author_name: match comment.state {
            PostState::Deleted => String::new(),
            _ => name_of(comment, lang),
        },
        text: comment.text.clone(),
        lang: comment
            .language
            .as_ref()
            .and_then(|tag| tag.parse().ok())
            .unwrap_or(lang),
        at: at.min(walk.app.now()),
        state: match comment.state {
            PostState::Approved => BroughtIn::Published,
            PostState::Waiting => BroughtIn::Waiting,
            PostState::Spam => BroughtIn::Spam,
            PostState::Trashed => BroughtIn::Refused,
            PostState::Removed => BroughtIn::Removed,
            PostState::Deleted => BroughtIn::Gone,
        },
        key: format!(
            "import:{}:{}:{}",
            walk.site.system, walk.site.name, comment.source_id
        ),
    }
}

/// The name a comment was signed with; some systems let people write without one.
fn name_of(comment: &Post, lang: Lang) -> String {
    match (comment.author.name.trim(), lang) {
        ("", Lang::De) => "Anonym".to_owned(),
        ("", Lang::En) => "Anonymous".to_owned(),
        (name, _) => masthead_text::excerpt(name, 80),
    }
}

/// The comments in an order in which each one's parent is before it, and the parents of this thread that came in
/// earlier.
async fn parents_first_of(
    walk: &Walk<'_>,
    here: Option<ArticleId>,
    comments: Vec<Post>,
) -> Result<(Vec<Post>, HashMap<String, PostId>), ImportError> {
    let mut earlier = HashMap::new();
    let there: HashSet<&str> = comments.iter().map(|one| one.source_id.as_str()).collect();
    let elsewhere: HashSet<&str> = comments
        .iter()
        .filter_map(|comment| comment.parent.as_deref())
        .filter(|parent| !there.contains(parent))
        .collect();
    let found = transact!(walk.app.db.read(), |tx| {
        let mut found = Vec::new();
        for parent in &elsewhere {
            let item = walk.known(tx, "comment", parent).await?;
            let (Some(item), Some(here)) = (item, here) else {
                continue;
            };
            let post = PostId::from(item.target_id);
            if posts::stands_below(tx, post, here).await? {
                found.push(((*parent).to_owned(), post));
            }
        }
        Ok::<_, DbError>(found)
    })?;
    earlier.extend(found);
    Ok((parents_first(comments, &earlier), earlier))
}

/// Comments in an order in which each one's parent is before it, the older first; an answer to a comment that the
/// source does not have stands at the top, and that is told.
fn parents_first(mut comments: Vec<Post>, earlier: &HashMap<String, PostId>) -> Vec<Post> {
    comments.sort_by_key(|comment| comment.written_at);
    let there: HashSet<String> = comments
        .iter()
        .map(|comment| comment.source_id.clone())
        .chain(earlier.keys().cloned())
        .collect();
    for comment in &mut comments {
        if let Some(parent) = comment.parent.take_if(|parent| !there.contains(parent)) {
            comment.findings.push(Finding::doubtful(
                "parent",
                format!("it answers {parent}, which is not in this thread"),
            ));
        }
    }
    let mut done: HashSet<String> = earlier.keys().cloned().collect();
    let mut ordered = Vec::with_capacity(comments.len());
    while !comments.is_empty() {
        let is_ready = |comment: &Post| {
            comment
                .parent
                .as_ref()
                .is_none_or(|parent| done.contains(parent))
        };
        let (now, mut later): (Vec<_>, Vec<_>) = comments.into_iter().partition(is_ready);
        if now.is_empty() {
            // A circle of answers: its oldest comment stands at the top.
            later[0].parent = None;
        }
        done.extend(now.iter().map(|comment| comment.source_id.clone()));
        ordered.extend(now);
        comments = later;
    }
    ordered
}

impl From<PostError> for ImportError {
    fn from(error: PostError) -> Self {
        match error {
            PostError::Db(error) => Self::Db(error),
            other => Self::Post(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comment(id: &str, parent: Option<&str>) -> Post {
        Post {
            source_id: id.to_owned(),
            parent: parent.map(str::to_owned),
            ..Post::default()
        }
    }

    #[test]
    fn answers_come_after_what_they_answer_whatever_the_order() {
        let ordered = parents_first(
            vec![
                comment("3", Some("2")),
                comment("2", Some("1")),
                comment("1", None),
                comment("9", Some("8")),
            ],
            &HashMap::new(),
        );

        assert_eq!(
            ordered
                .iter()
                .map(|c| c.source_id.as_str())
                .collect::<Vec<_>>(),
            ["1", "9", "2", "3"]
        );
        assert_eq!(ordered[1].findings.len(), 1, "8 is not there");
    }

    #[test]
    fn answers_in_a_circle_all_come_in() {
        assert_eq!(
            parents_first(
                vec![comment("1", Some("2")), comment("2", Some("1"))],
                &HashMap::new()
            )
            .len(),
            2
        );
    }
}
