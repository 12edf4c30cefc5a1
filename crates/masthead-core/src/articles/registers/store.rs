//! Statements of the registers: sections, topics, authors.

use masthead_db::{Time, row, statements};

use crate::kernel::{ArticleId, AuthorId, Lang, Posting, SectionId, TopicId};

row! {
    /// A section with its name in one language.
    pub struct SectionRow {
        /// Which.
        pub id: SectionId,
        /// The section above.
        pub parent_id: Option<SectionId>,
        /// Its part of the address.
        pub slug: String,
        /// Its whole address, without a slash at the beginning.
        pub path: String,
        /// Its place among its siblings.
        pub position: i64,
        /// Who waits; none leaves it to the section above.
        pub posting: Option<Posting>,
        /// Days after publication when threads close.
        pub threads_close_after_days: Option<i64>,
        /// Its name, or its slug where it has none in this language.
        pub name: String,
    }
}
row! {
    /// The name of a section in one language.
    pub struct SectionNameRow {
        /// The section.
        pub section_id: SectionId,
        /// The language.
        pub lang: Lang,
        /// The name.
        pub name: String,
    }
}
row! {
    /// A topic.
    pub struct TopicRow {
        /// Which.
        pub id: TopicId,
        /// Its part of the address.
        pub slug: String,
        /// Its name.
        pub name: String,
    }
}
row! {
    /// A name that may stand in a byline.
    pub struct AuthorRow {
        /// Who.
        pub id: AuthorId,
        /// Their part of the address.
        pub slug: String,
        /// Their name as printed.
        pub name: String,
        /// Who they are, in a sentence or two.
        pub bio: String,
    }
}
row! {
    pub(super) struct SettingsRow { pub posting: Option<Posting>, pub threads_close_after_days: Option<i64> }
}
row! {
    pub(super) struct PublishedRow { pub published_at: Option<Time> }
}
row! {
    pub(super) struct UseRow { pub total: i64 }
}

statements! {
    /// All sections in the order of the page, each after the section above it.
    pub(super) fn list_sections(lang: Lang) -> Vec<SectionRow> =
        "select s.id, s.parent_id, s.slug, s.path, s.position, s.posting, s.threads_close_after_days,
             coalesce(n.name, s.slug) as name
         from section s left join section_name n on n.section_id = s.id and n.lang = $1
         order by s.position, s.path";

    /// A section by its whole address.
    pub(super) fn section_at(lang: Lang, path: &str) -> Option<SectionRow> =
        "select s.id, s.parent_id, s.slug, s.path, s.position, s.posting, s.threads_close_after_days,
             coalesce(n.name, s.slug) as name
         from section s left join section_name n on n.section_id = s.id and n.lang = $1
         where s.path = $2";

    /// A section.
    pub(super) fn section(lang: Lang, id: SectionId) -> Option<SectionRow> =
        "select s.id, s.parent_id, s.slug, s.path, s.position, s.posting, s.threads_close_after_days,
             coalesce(n.name, s.slug) as name
         from section s left join section_name n on n.section_id = s.id and n.lang = $1
         where s.id = $2";

    /// The names of all sections in all languages.
    pub(super) fn list_section_names() -> Vec<SectionNameRow> =
        "select section_id, lang, name from section_name order by section_id, lang";

    /// A new section; none when its address is taken.
    pub(super) fn insert_section(
        id: SectionId, parent: Option<SectionId>, slug: &str, path: &str, position: i64, posting: Option<Posting>,
        days: Option<i64>, at: Time
    ) =
        "insert into section (id, parent_id, slug, path, position, posting, threads_close_after_days, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (path) do nothing";

    /// Changes a section, except for where it is found.
    pub(super) fn change_section(id: SectionId, position: i64, posting: Option<Posting>, days: Option<i64>) =
        "update section set position = $2, posting = $3, threads_close_after_days = $4 where id = $1";

    /// Puts a section below another, under a new slug.
    pub(super) fn move_section(id: SectionId, parent: Option<SectionId>, slug: &str) =
        "update section set parent_id = $2, slug = $3 where id = $1";

    /// Gives a section and all below it new addresses.
    pub(super) fn move_paths(old: &str, new: &str) =
        "update section set path = cast($2 as text) || substr(path, length(cast($1 as text)) + 1)
         where path = cast($1 as text) or path like cast($1 as text) || '/%'";

    /// Remembers the addresses that a section and all below it have now, before they change.
    pub(super) fn remember_paths(old: &str, at: Time) =
        "insert into redirect (path, section_id, created_at)
         select '/' || path, id, $2 from section
         where path = cast($1 as text) or path like cast($1 as text) || '/%'
         on conflict (path) do update set section_id = excluded.section_id, article_id = null";

    /// The name of a section in a language.
    pub(super) fn put_section_name(section: SectionId, lang: Lang, name: &str) =
        "insert into section_name (section_id, lang, name) values ($1, $2, $3)
         on conflict (section_id, lang) do update set name = excluded.name";

    /// What still belongs to a section: articles and sections below it.
    pub(super) fn count_uses_of_section(id: SectionId) -> One<UseRow> =
        "select (select count(*) from article where section_id = $1)
             + (select count(*) from section where parent_id = $1) as total";

    /// Forgets the names of a section.
    pub(super) fn delete_section_names(id: SectionId) = "delete from section_name where section_id = $1";

    /// Forgets that addresses led to a section.
    pub(super) fn delete_section_redirects(id: SectionId) = "delete from redirect where section_id = $1";

    /// Takes a section away.
    pub(super) fn delete_section(id: SectionId) = "delete from section where id = $1";

    /// Posting rules that apply to an article: those of its sections, the nearest first.
    pub(super) fn settings_above(article: ArticleId) -> Vec<SettingsRow> =
        "select u.posting, u.threads_close_after_days
         from article a
         join section s on s.id = a.section_id
         join section u on u.path = s.path or s.path like u.path || '/%'
         where a.id = $1 order by length(u.path) desc";

    /// Posting rules of an article itself.
    pub(super) fn settings_of(article: ArticleId) -> Option<SettingsRow> =
        "select posting, threads_close_after_days from article where id = $1";

    /// When the first of an article's editions was published.
    pub(super) fn first_published(article: ArticleId) -> One<PublishedRow> =
        "select min(published_at) as published_at from edition where article_id = $1 and state = 'published'";

    /// All topics by name.
    pub(super) fn list_topics() -> Vec<TopicRow> = "select id, slug, name from topic order by name";

    /// A topic by its address.
    pub(super) fn topic_at(slug: &str) -> Option<TopicRow> = "select id, slug, name from topic where slug = $1";

    /// A new topic; none when its address is taken.
    pub(super) fn insert_topic(id: TopicId, slug: &str, name: &str, at: Time) =
        "insert into topic (id, slug, name, created_at) values ($1, $2, $3, $4) on conflict (slug) do nothing";

    /// Renames a topic; its address stays.
    pub(super) fn rename_topic(id: TopicId, name: &str) = "update topic set name = $2 where id = $1";

    /// All authors by name.
    pub(super) fn list_authors() -> Vec<AuthorRow> = "select id, slug, name, bio from author order by name";

    /// An author by their address.
    pub(super) fn author_at(slug: &str) -> Option<AuthorRow> =
        "select id, slug, name, bio from author where slug = $1";

    /// A new author; none when the address is taken.
    pub(super) fn insert_author(id: AuthorId, slug: &str, name: &str, bio: &str, at: Time) =
        "insert into author (id, slug, name, bio, created_at) values ($1, $2, $3, $4, $5)
         on conflict (slug) do nothing";

    /// Changes an author; their address stays.
    pub(super) fn change_author(id: AuthorId, name: &str, bio: &str) =
        "update author set name = $2, bio = $3 where id = $1";
}
