//! Statements for the newsroom's lists and forms. What they give is never shown to readers.

use masthead_db::{Time, row, statements};

use crate::articles::{CorrectionKind, EditionState, Significance};
use crate::kernel::{
    AccountId, ArticleId, AuthorId, EditionId, Lang, MediaId, RevisionId, SectionId, TopicId,
};

row! {
    /// An edition in the newsroom's list.
    #[expect(missing_docs, reason = "the columns, named as in the tables")]
    pub struct DeskRow {
        pub article_id: ArticleId,
        pub edition_id: EditionId,
        pub lang: Lang,
        pub state: EditionState,
        pub kicker: String,
        pub headline: String,
        pub section_name: String,
        pub saved_at: Time,
        pub published_at: Option<Time>,
        pub scheduled_for: Option<Time>,
        pub has_changes: bool,
    }
}
row! {
    pub(super) struct StateCountRow { pub state: EditionState, pub total: i64 }
}
row! {
    pub(super) struct EditionRow {
        pub article_id: ArticleId,
        pub edition_id: EditionId,
        pub short: String,
        pub lang: Lang,
        pub is_original: bool,
        pub slug: String,
        pub state: EditionState,
        pub section_id: SectionId,
        pub section_path: String,
        pub revision_id: RevisionId,
        pub published_revision_id: Option<RevisionId>,
        pub published_at: Option<Time>,
        pub updated_at: Option<Time>,
        pub scheduled_for: Option<Time>,
        pub embargo_until: Option<Time>,
        pub withdrawn_because: String,
    }
}
row! {
    pub(super) struct TextRow {
        pub number: i64,
        pub kicker: String,
        pub headline: String,
        pub lede: String,
        pub place: String,
        pub lead_media_id: Option<MediaId>,
        pub lead_short: Option<String>,
        pub lead_caption: Option<String>,
        pub document: String,
    }
}
row! {
    pub(super) struct AuthorIdRow { pub author_id: AuthorId }
}
row! {
    pub(super) struct TopicIdRow { pub topic_id: TopicId }
}
row! {
    pub(super) struct EditionLangRow { pub id: EditionId, pub lang: Lang, pub state: EditionState }
}
row! {
    /// A line in the list of revisions.
    #[expect(missing_docs, reason = "the columns, named as in the tables")]
    pub struct RevisionLine {
        pub id: RevisionId,
        pub number: i64,
        pub headline: String,
        pub words: i64,
        pub saved_by: Option<AccountId>,
        pub saved_by_name: String,
        pub saved_at: Time,
        pub note: String,
        pub published_at: Option<Time>,
        pub significance: Option<Significance>,
    }
}
row! {
    pub(super) struct CorrectionLine { pub kind: CorrectionKind, pub text: String, pub made_at: Time }
}
row! {
    pub(super) struct PlacedRow { pub article_id: ArticleId, pub headline: String, pub position: i64 }
}

row! {
    pub(super) struct MediaIdRow {
        pub id: MediaId,
    }
}

statements! {
    /// The picture of a short name.
    pub(super) fn media_named(short: &str) -> Option<MediaIdRow> = "select id from media where short = $1";

    /// A page of the newsroom's list: of one state or all, of one section or all, with words in headline or kicker.
    pub(super) fn list_editions(state: &str, section: &str, words: &str, lang: Lang, limit: i64, offset: i64) -> Vec<DeskRow> =
        "select a.id as article_id, e.id as edition_id, e.lang, e.state, r.kicker, r.headline,
             coalesce(n.name, s.slug) as section_name, e.saved_at, e.published_at, e.scheduled_for,
             (e.state = 'published' and e.revision_id <> coalesce(e.published_revision_id, e.revision_id)) as has_changes
         from edition e
         join article a on a.id = e.article_id
         join revision r on r.id = e.revision_id
         join section s on s.id = a.section_id
         left join section_name n on n.section_id = s.id and n.lang = $4
         where (cast($1 as text) = '' or e.state = cast($1 as text))
           and (cast($2 as text) = '' or s.path = cast($2 as text) or s.path like cast($2 as text) || '/%')
           and e.search_text like cast($3 as text) escape '!'
         order by e.saved_at desc limit $5 offset $6";

    /// How many editions of one section or all, with words in headline or kicker, stand in each state.
    pub(super) fn count_by_state(section: &str, words: &str) -> Vec<StateCountRow> =
        "select e.state, count(*) as total
         from edition e
         join article a on a.id = e.article_id
         join section s on s.id = a.section_id
         where (cast($1 as text) = '' or s.path = cast($1 as text) or s.path like cast($1 as text) || '/%')
           and e.search_text like cast($2 as text) escape '!'
         group by e.state";

    /// An edition with where it stands.
    pub(super) fn edition(id: EditionId) -> Option<EditionRow> =
        "select a.id as article_id, e.id as edition_id, a.short, e.lang, e.is_original, e.slug, e.state,
             s.id as section_id, s.path as section_path, e.revision_id, e.published_revision_id, e.published_at,
             e.updated_at, e.scheduled_for, e.embargo_until, e.withdrawn_because
         from edition e join article a on a.id = e.article_id join section s on s.id = a.section_id
         where e.id = $1";

    /// The text of a revision of an edition.
    pub(super) fn text(edition: EditionId, revision: RevisionId) -> Option<TextRow> =
        "select r.number, r.kicker, r.headline, r.lede, r.place, r.lead_media_id, m.short as lead_short, r.lead_caption,
             r.document
         from revision r left join media m on m.id = r.lead_media_id
         where r.edition_id = $1 and r.id = $2";

    /// Who stands in the byline.
    pub(super) fn list_author_ids(article: ArticleId) -> Vec<AuthorIdRow> =
        "select author_id from article_author where article_id = $1 order by position";

    /// What the article is about.
    pub(super) fn list_topic_ids(article: ArticleId) -> Vec<TopicIdRow> =
        "select topic_id from article_topic where article_id = $1 order by position";

    /// The editions of an article.
    pub(super) fn list_editions_of(article: ArticleId) -> Vec<EditionLangRow> =
        "select id, lang, state from edition where article_id = $1 order by lang";

    /// The revisions of an edition with their last publication, newest first.
    pub(super) fn list_revisions(edition: EditionId) -> Vec<RevisionLine> =
        "select r.id, r.number, r.headline, r.words, r.saved_by, coalesce(a.display_name, '') as saved_by_name, r.saved_at,
             r.note, p.at as published_at, p.significance
         from revision r
         left join account a on a.id = r.saved_by
         left join publication p on p.revision_id = r.id
             and p.at = (select max(q.at) from publication q where q.revision_id = r.id)
         where r.edition_id = $1 order by r.number desc limit 500";

    /// The corrections of an edition, newest first.
    pub(super) fn list_corrections(edition: EditionId) -> Vec<CorrectionLine> =
        "select kind, text, made_at from correction where edition_id = $1 order by made_at desc";

    /// What is placed on the front page, with the headline of the original.
    pub(super) fn list_placements() -> Vec<PlacedRow> =
        "select p.article_id, r.headline, p.position
         from placement p
         join edition e on e.article_id = p.article_id and e.is_original = true
         join revision r on r.id = e.revision_id
         order by p.position";
}
