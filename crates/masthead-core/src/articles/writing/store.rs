//! Statements that write articles, editions and revisions.

use masthead_db::{Time, row, statements};

use crate::articles::{CorrectionKind, EditionState, Significance};
use crate::kernel::{
    AccountId, ArticleId, AuthorId, CorrectionId, EditionId, Lang, MediaId, RevisionId, SectionId,
    TopicId,
};

row! {
    /// An edition with what decides about its next step.
    pub(super) struct EditionRow {
        pub article_id: ArticleId,
        pub section_id: SectionId,
        pub lang: Lang,
        pub slug: String,
        pub state: EditionState,
        pub revision_id: RevisionId,
        pub published_revision_id: Option<RevisionId>,
        pub published_at: Option<Time>,
        pub updated_at: Option<Time>,
        pub scheduled_for: Option<Time>,
        pub embargo_until: Option<Time>,
    }
}
row! {
    /// A revision with all that was saved.
    pub(super) struct RevisionRow {
        pub edition_id: EditionId,
        pub number: i64,
        pub kicker: String,
        pub headline: String,
        pub lede: String,
        pub place: String,
        pub lead_media_id: Option<MediaId>,
        pub lead_caption: Option<String>,
        pub note: String,
        pub document: String,
    }
}
row! {
    pub(super) struct NumberRow { pub number: i64 }
}
row! {
    pub(super) struct TotalRow { pub total: i64 }
}
row! {
    pub(super) struct EditionIdRow { pub id: EditionId }
}
row! {
    pub(super) struct ArticleIdRow { pub id: ArticleId }
}
row! {
    pub(super) struct LedToRow { pub article_id: Option<ArticleId> }
}

row! {
    pub(super) struct ShortRow {
        pub short: String,
    }
}

statements! {
    /// The pictures of a revision whose maker nobody has named.
    pub(super) fn list_uncredited(revision: RevisionId) -> Vec<ShortRow> =
        "select m.short from revision_media rm join media m on m.id = rm.media_id
         where rm.revision_id = $1 and m.credit = ''";

    /// A new article.
    pub(super) fn insert_article(id: ArticleId, short: &str, section: SectionId, by: Option<AccountId>, at: Time) =
        "insert into article (id, short, section_id, created_by, created_at) values ($1, $2, $3, $4, $5)";

    /// A new edition; none when the article has one in this language.
    pub(super) fn insert_edition(
        id: EditionId, article: ArticleId, lang: Lang, is_original: bool, slug: &str, state: EditionState,
        revision: RevisionId, search_text: &str, at: Time
    ) =
        "insert into edition (id, article_id, lang, is_original, slug, state, revision_id, withdrawn_because,
             search_text, saved_at)
         values ($1, $2, $3, $4, $5, $6, $7, '', $8, $9)
         on conflict (article_id, lang) do nothing";

    /// A new revision, never changed afterwards.
    pub(super) fn insert_revision(
        id: RevisionId, edition: EditionId, number: i64, kicker: &str, headline: &str, lede: &str, place: &str,
        lead: Option<MediaId>, lead_caption: Option<&str>, words: i64, by: Option<AccountId>, at: Time, note: &str,
        document: &str
    ) =
        "insert into revision (id, edition_id, number, kicker, headline, lede, place, lead_media_id, lead_caption,
             words, saved_by, saved_at, note, document)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

    /// Writes down that a picture is shown by a revision; pictures are found by their short name.
    pub(super) fn insert_revision_media(revision: RevisionId, short: &str) =
        "insert into revision_media (revision_id, media_id)
         select $1, m.id from media m where m.short = $2
         on conflict (revision_id, media_id) do nothing";

    /// Writes down that a picture leads a revision.
    pub(super) fn insert_lead_media(revision: RevisionId, media: MediaId) =
        "insert into revision_media (revision_id, media_id) values ($1, $2)
         on conflict (revision_id, media_id) do nothing";

    /// An edition.
    pub(super) fn edition(id: EditionId) -> Option<EditionRow> =
        "select e.article_id, a.section_id, e.lang, e.slug, e.state, e.revision_id, e.published_revision_id,
             e.published_at, e.updated_at, e.scheduled_for, e.embargo_until
         from edition e join article a on a.id = e.article_id where e.id = $1";

    /// A revision.
    pub(super) fn revision(id: RevisionId) -> Option<RevisionRow> =
        "select edition_id, number, kicker, headline, lede, place, lead_media_id, lead_caption, note, document
         from revision where id = $1";

    /// The number of an edition's newest revision.
    pub(super) fn last_number(edition: EditionId) -> One<NumberRow> =
        "select cast(coalesce(max(number), 0) as bigint) as number from revision where edition_id = $1";

    /// Makes a revision the newest of its edition.
    pub(super) fn point_to_revision(edition: EditionId, revision: RevisionId, search_text: &str, at: Time) =
        "update edition set revision_id = $2, search_text = $3, saved_at = $4 where id = $1";

    /// Changes what belongs to the edition and is not text.
    pub(super) fn file_edition(
        edition: EditionId, slug: &str, state: EditionState, embargo_until: Option<Time>, scheduled_for: Option<Time>
    ) =
        "update edition set slug = $2, state = $3, embargo_until = $4, scheduled_for = $5 where id = $1";

    /// Puts an article into a section.
    pub(super) fn file_article(article: ArticleId, section: SectionId) =
        "update article set section_id = $2 where id = $1";

    /// What readers see from now on.
    pub(super) fn publish_edition(
        edition: EditionId, revision: RevisionId, published_at: Time, updated_at: Time
    ) =
        "update edition set state = 'published', published_revision_id = $2, published_at = $3, updated_at = $4,
             scheduled_for = null, withdrawn_because = ''
         where id = $1";

    /// One line in the history of publications.
    pub(super) fn insert_publication(
        revision: RevisionId, at: Time, edition: EditionId, significance: Significance, by: Option<AccountId>
    ) =
        "insert into publication (revision_id, at, edition_id, significance, published_by) values ($1, $2, $3, $4, $5)
         on conflict (revision_id, at) do nothing";

    /// Gives an edition the time at which it publishes itself.
    pub(super) fn schedule_edition(edition: EditionId, at: Time) =
        "update edition set state = 'scheduled', scheduled_for = $2 where id = $1";

    /// Takes an edition away from readers.
    pub(super) fn withdraw_edition(edition: EditionId, because: &str) =
        "update edition set state = 'withdrawn', withdrawn_because = $2, scheduled_for = null where id = $1";

    /// Forgets who wrote an article, before the names are written anew.
    pub(super) fn clear_authors(article: ArticleId) = "delete from article_author where article_id = $1";

    /// One name of the byline.
    pub(super) fn insert_author_of(article: ArticleId, author: AuthorId, position: i64) =
        "insert into article_author (article_id, author_id, position) values ($1, $2, $3)
         on conflict (article_id, author_id) do nothing";

    /// Forgets an article's topics, before they are written anew.
    pub(super) fn clear_topics(article: ArticleId) = "delete from article_topic where article_id = $1";

    /// One topic of an article.
    pub(super) fn insert_topic_of(article: ArticleId, topic: TopicId, position: i64) =
        "insert into article_topic (article_id, topic_id, position) values ($1, $2, $3)
         on conflict (article_id, topic_id) do nothing";

    /// A correction, shown with the article from now on.
    pub(super) fn insert_correction(
        id: CorrectionId, edition: EditionId, revision: RevisionId, kind: CorrectionKind, text: &str,
        by: Option<AccountId>, at: Time
    ) =
        "insert into correction (id, edition_id, revision_id, kind, text, made_by, made_at)
         values ($1, $2, $3, $4, $5, $6, $7)";

    /// Puts an article on the front page by hand.
    pub(super) fn place_article(article: ArticleId, position: i64, by: Option<AccountId>, at: Time) =
        "insert into placement (article_id, position, placed_by, placed_at) values ($1, $2, $3, $4)
         on conflict (article_id) do update
         set position = excluded.position, placed_by = excluded.placed_by, placed_at = excluded.placed_at";

    /// Takes everything off the front page that was put there by hand.
    pub(super) fn clear_placements() = "delete from placement";

    /// Remembers an address of another system.
    pub(super) fn put_article_redirect(path: &str, article: ArticleId, at: Time) =
        "insert into redirect (path, article_id, created_at) values ($1, $2, $3)
         on conflict (path) do update set article_id = excluded.article_id, section_id = null";

    /// Remembers an address that a section had.
    pub(super) fn put_section_redirect(path: &str, section: SectionId, at: Time) =
        "insert into redirect (path, section_id, created_at) values ($1, $2, $3)
         on conflict (path) do update set section_id = excluded.section_id, article_id = null";

    /// The article with these letters in its address.
    pub(super) fn article_called(short: &str) -> Option<ArticleIdRow> = "select id from article where short = $1";

    /// When readers first saw an edition, and when it last told them something new.
    pub(super) fn time_edition(edition: EditionId, published_at: Time, updated_at: Time) =
        "update edition set published_at = $2, updated_at = $3 where id = $1";

    /// The article that an address of another system leads to.
    pub(super) fn article_led_to(path: &str) -> Option<LedToRow> =
        "select article_id from redirect where path = $1 and article_id is not null";

    /// How many of an article's editions readers see.
    pub(super) fn count_published(article: ArticleId) -> One<TotalRow> =
        "select count(*) as total from edition where article_id = $1 and state = 'published'";

    /// Who waits below an article, where its section does not decide.
    pub(super) fn rule_thread(article: ArticleId, posting: Option<crate::kernel::Posting>, days: Option<i64>) =
        "update article set posting = $2, threads_close_after_days = $3 where id = $1";

    /// The edition of an article in a language.
    pub(super) fn edition_in(article: ArticleId, lang: Lang) -> Option<EditionIdRow> =
        "select id from edition where article_id = $1 and lang = $2";
}
