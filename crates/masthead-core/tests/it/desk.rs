//! What tests of posts, queue and decisions have in common: an article to write below, and a moderator at work.

use std::time::Duration;

use masthead_core::kernel::{ArticleId, Lang, Person, PostId, QueueItemId};
use masthead_core::posts::decisions::{Decide, Decided, Verdict, decide, take_effect};
use masthead_core::posts::desk::{ClaimNext, claim_next, desk_item, give_back};
use masthead_core::posts::{Submit, Submitted, submit};
use masthead_core::screening::ground_by_code;
use masthead_db::transact;
use masthead_testkit::TestSite;
use masthead_testkit::cast::Cast;

/// A published article, with the grounds sown.
pub(crate) async fn article(site: &TestSite) -> ArticleId {
    site.article("Die Brücke").await.id
}

/// A form with a key of its own.
pub(crate) fn form(article: ArticleId, parent: Option<PostId>, text: &str) -> Submit {
    let key = masthead_core::kernel::Ids.secret();
    Submit {
        article,
        parent,
        text: text.to_owned(),
        lang: Lang::De,
        key,
    }
}

/// Hands in a post.
pub(crate) async fn write(
    site: &TestSite,
    who: &Person,
    article: ArticleId,
    parent: Option<PostId>,
    text: &str,
) -> Submitted {
    site.advance(Duration::from_millis(5));
    submit(&site.app, who, &form(article, parent, text))
        .await
        .expect("the thread is open")
}

/// Finds the item of a post among what a moderator is given.
pub(crate) async fn take(site: &TestSite, who: &Person, post: PostId) -> (QueueItemId, i64) {
    let claimed = claim_next(&site.app, who, ClaimNext::Anything)
        .await
        .expect("a moderator may take");
    for claim in claimed {
        let item = desk_item(&site.app, who, claim.item)
            .await
            .expect("readable");
        if item.post == post {
            return (claim.item, claim.version);
        }
    }
    panic!("the post is not among the first in the queue");
}

/// Decides about a post.
pub(crate) async fn rule(site: &TestSite, cast: &Cast, post: PostId, verdict: Verdict) -> Decided {
    let who = site.person(cast).await;
    let (item, version) = take(site, &who, post).await;
    let request = Decide {
        item,
        version,
        verdict,
        note: String::new(),
    };
    let decided = decide(&site.app, &who, &request)
        .await
        .expect("a moderator may decide");
    give_back(&site.app, &who, None)
        .await
        .expect("the rest goes back");
    decided
}

/// Lets a moderator approve a post.
pub(crate) async fn approve(site: &TestSite, cast: &Cast, post: PostId) {
    let decided = rule(site, cast, post, Verdict::Approve).await;
    assert!(matches!(decided, Decided::Made { .. }), "{decided:?}");
}

/// Lets a moderator refuse a post on a ground.
pub(crate) async fn refuse(site: &TestSite, cast: &Cast, post: PostId, code: &str, facts: &str) {
    let verdict = refusal(site, code, facts).await;
    let decided = rule(site, cast, post, verdict).await;
    assert!(matches!(decided, Decided::Made { .. }), "{decided:?}");
}

/// A refusal on the ground with this code.
pub(crate) async fn refusal(site: &TestSite, code: &str, facts: &str) -> Verdict {
    let ground = transact!(site.app.db.read(), |tx| {
        ground_by_code(tx, code, Lang::De).await
    });
    let ground = ground.expect("readable").expect("the ground was sown").id;
    Verdict::Refuse {
        ground,
        facts: facts.to_owned(),
    }
}

/// Lets the time to undo pass, and what was decided take effect as the job would.
pub(crate) async fn wait_for_effect(site: &TestSite) {
    site.advance(Duration::from_secs(u64::from(
        site.app.settings().undo_secs,
    )));
    let due = transact!(site.app.db.read(), |tx| {
        masthead_core::posts::decisions::list_due(tx, site.app.now()).await
    });
    for decision in due.expect("readable") {
        take_effect(&site.app, decision)
            .await
            .expect("it takes effect");
    }
}
