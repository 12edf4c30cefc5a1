//! Statements that walk through the site, a page at a time, each page behind the last row of the one before.

use masthead_db::{Time, row, statements};

use crate::accounts::State;
use crate::articles::{CorrectionKind, EditionState};
use crate::kernel::{ArticleId, EditionId, Lang, Role, ThreadId};
use crate::posts::PostState;

row! {
    pub(super) struct SectionRedirectRow { pub from_path: String, pub to_path: String }
    pub(super) struct AccountRow {
        pub short: String,
        pub name: String,
        pub display_name: String,
        pub email: String,
        pub role: Role,
        pub lang: Lang,
        pub state: State,
        pub created_at: Time,
    }
    pub(super) struct MediaRow {
        pub short: String,
        pub file: String,
        pub media_type: String,
        pub bytes: i64,
        pub width: Option<i64>,
        pub height: Option<i64>,
        pub caption: String,
        pub credit: String,
        pub creator: String,
        pub copyright: String,
        pub licence: String,
        pub source: String,
        pub alt: String,
        pub source_address: Option<String>,
    }
    pub(super) struct ArticleRow { pub id: ArticleId, pub short: String, pub section: String, pub is_closed: bool }
    pub(super) struct SlugRow { pub slug: String }
    pub(super) struct PathRow { pub path: String }
    pub(super) struct CorrectionRow { pub kind: CorrectionKind, pub text: String, pub made_at: Time }
    /// An edition with the text that readers see, or its newest.
    pub(super) struct EditionRow {
        pub id: EditionId,
        pub article_id: ArticleId,
        pub created_at: Time,
        pub lang: Lang,
        pub is_original: bool,
        pub slug: String,
        pub state: EditionState,
        pub published_at: Option<Time>,
        pub updated_at: Option<Time>,
        pub scheduled_for: Option<Time>,
        pub embargo_until: Option<Time>,
        pub withdrawn_because: String,
        pub kicker: String,
        pub headline: String,
        pub lede: String,
        pub place: String,
        pub lead: Option<String>,
        pub lead_caption: Option<String>,
        pub document: String,
    }
    pub(super) struct ThreadRow {
        pub id: ThreadId,
        pub article: String,
        pub is_closed: bool,
        pub closed_because: String,
    }
    /// A post with the text that readers see, or its newest.
    pub(super) struct PostRow {
        pub short: String,
        pub parent: Option<String>,
        pub account: Option<String>,
        pub author_name: String,
        pub lang: Lang,
        pub state: PostState,
        pub listed: bool,
        pub text: String,
        pub ground: String,
        pub facts: String,
        pub submitted_at: Time,
        pub published_at: Option<Time>,
        pub edited_at: Option<Time>,
    }
}

statements! {
    /// Addresses that lead to sections.
    pub(super) fn list_section_redirects() -> Vec<SectionRedirectRow> =
        "select r.path as from_path, s.path as to_path from redirect r join section s on s.id = r.section_id
         order by r.path";

    /// Accounts by their letters, behind some letters; what is closed has nobody any more.
    pub(super) fn list_accounts(after: &str, limit: i64) -> Vec<AccountRow> =
        "select short, name, display_name, email, role, lang, state, created_at from account
         where short > $1 and state <> 'closed' order by short limit $2";

    /// Pictures by their letters, behind some letters.
    pub(super) fn list_media(after: &str, limit: i64) -> Vec<MediaRow> =
        "select short, file, media_type, bytes, width, height, caption, credit, creator, copyright, licence, source, alt,
             source_address
         from media where short > $1 order by short limit $2";

    /// Articles by their letters, behind some letters.
    pub(super) fn list_articles(after: &str, limit: i64) -> Vec<ArticleRow> =
        "select a.id, a.short, s.path as section, (coalesce(a.posting, '') = 'closed') as is_closed
         from article a join section s on s.id = a.section_id
         where a.short > $1 order by a.short limit $2";

    /// The editions of an article, the original first.
    pub(super) fn list_editions(article: ArticleId) -> Vec<EditionRow> =
        "select e.id, e.article_id, a.created_at, e.lang, e.is_original, e.slug, e.state, e.published_at, e.updated_at,
             e.scheduled_for, e.embargo_until, e.withdrawn_because, r.kicker, r.headline, r.lede, r.place,
             m.short as lead, r.lead_caption, r.document
         from edition e join article a on a.id = e.article_id
         join revision r on r.id = coalesce(e.published_revision_id, e.revision_id)
         left join media m on m.id = r.lead_media_id
         where e.article_id = $1 order by e.is_original desc, e.lang";

    /// Who wrote an article, in the order of the byline.
    pub(super) fn list_authors_of(article: ArticleId) -> Vec<SlugRow> =
        "select u.slug from article_author l join author u on u.id = l.author_id
         where l.article_id = $1 order by l.position";

    /// What an article is about, the most important first.
    pub(super) fn list_topics_of(article: ArticleId) -> Vec<SlugRow> =
        "select t.slug from article_topic l join topic t on t.id = l.topic_id
         where l.article_id = $1 order by l.position";

    /// Addresses of before that lead to an article.
    pub(super) fn list_redirects_to(article: ArticleId) -> Vec<PathRow> =
        "select path from redirect where article_id = $1 order by path";

    /// What readers of an edition were told about mistakes.
    pub(super) fn list_corrections(edition: EditionId) -> Vec<CorrectionRow> =
        "select kind, text, made_at from correction where edition_id = $1 order by made_at, text";

    /// Threads by the letters of their articles, behind some letters.
    pub(super) fn list_threads(after: &str, limit: i64) -> Vec<ThreadRow> =
        "select t.id, a.short as article, (t.state = 'closed') as is_closed,
             coalesce(t.closed_because, '') as closed_because
         from thread t join article a on a.id = t.article_id
         where a.short > $1 order by a.short limit $2";

    /// Posts of a thread in the order of their time, behind a post.
    pub(super) fn list_posts(thread: ThreadId, after: Time, after_short: &str, limit: i64) -> Vec<PostRow> =
        "select p.short, above.short as parent, a.short as account, p.author_name, p.lang, p.state, p.listed, v.text,
             coalesce(g.code, '') as ground, coalesce(d.facts, '') as facts,
             p.submitted_at, p.published_at, p.edited_at
         from post p
         join post_version v on v.post_id = p.id and v.number = coalesce(p.published_version, p.version)
         left join post above on above.id = p.parent_id
         left join account a on a.id = p.account_id and a.state <> 'closed'
         left join restriction r on r.id = p.restriction_id
         left join ground g on g.id = r.ground_id
         left join decision d on d.id = r.decision_id
         where p.thread_id = $1
           and (p.submitted_at > cast($2 as bigint) or (p.submitted_at = cast($2 as bigint) and p.short > $3))
         order by p.submitted_at, p.short limit $4";
}
