//! Statements that read for pages, feeds and sitemaps. What is under embargo or not published cannot get through them.

use masthead_db::{Time, row, statements};

use crate::articles::{CorrectionKind, EditionState};
use crate::kernel::{ArticleId, EditionId, Lang, SectionId};

/// The one condition for readers: published, and no embargo any more at the time `$1`.
macro_rules! for_readers {
    ($before:expr, $after:expr) => {
        concat!(
            $before,
            " e.state = 'published' and coalesce(e.embargo_until, 0) <= $1 ",
            $after
        )
    };
}

/// A teaser for readers in the language `$2`, with what narrows and orders the list.
macro_rules! teasers {
    ($joins:literal, $rest:literal) => {
        for_readers!(
            concat!(
                "select a.id as article_id, a.short, e.slug, s.path as section_path,
                     coalesce(n.name, s.slug) as section_name, r.kicker, r.headline, r.lede, r.words,
                     e.published_at, e.updated_at, m.short as media_short, m.width as media_width,
                     m.height as media_height, m.widths as media_widths, m.alt as media_alt, m.credit as media_credit,
                     m.colour as media_colour
                 from edition e
                 join article a on a.id = e.article_id
                 join revision r on r.id = e.published_revision_id
                 join section s on s.id = a.section_id
                 left join section_name n on n.section_id = s.id and n.lang = e.lang
                 left join media m on m.id = r.lead_media_id ",
                $joins,
                " where"
            ),
            concat!("and e.lang = $2 ", $rest)
        )
    };
}

row! {
    /// An article in a list: enough for a teaser.
    #[expect(missing_docs, reason = "the columns, named as in the tables")]
    pub struct TeaserRow {
        pub article_id: ArticleId,
        pub short: String,
        pub slug: String,
        pub section_path: String,
        pub section_name: String,
        pub kicker: String,
        pub headline: String,
        pub lede: String,
        pub words: i64,
        pub published_at: Option<Time>,
        pub updated_at: Option<Time>,
        pub media_short: Option<String>,
        pub media_width: Option<i64>,
        pub media_height: Option<i64>,
        pub media_widths: Option<String>,
        pub media_alt: Option<String>,
        pub media_credit: Option<String>,
        pub media_colour: Option<String>,
    }
}
row! {
    /// An article as its page shows it.
    #[expect(missing_docs, reason = "the columns, named as in the tables")]
    pub struct ArticleRow {
        pub article_id: ArticleId,
        pub edition_id: EditionId,
        pub short: String,
        pub slug: String,
        pub lang: Lang,
        pub is_original: bool,
        pub section_id: SectionId,
        pub section_path: String,
        pub section_name: String,
        pub kicker: String,
        pub headline: String,
        pub lede: String,
        pub place: String,
        pub words: i64,
        pub lead_short: Option<String>,
        pub lead_caption: Option<String>,
        pub published_at: Option<Time>,
        pub updated_at: Option<Time>,
        pub document: String,
    }
}
row! {
    /// Something around an article that its page names: an author, a topic, an edition in another language.
    pub struct AroundRow {
        pub kind: String,
        pub name: String,
        pub slug: String,
        pub lang: String,
        pub position: i64,
    }
}
row! {
    /// A picture or recording that a revision shows.
    #[expect(missing_docs, reason = "the columns, named as in the tables")]
    pub struct MediaRow {
        pub short: String,
        pub kind: String,
        pub width: Option<i64>,
        pub height: Option<i64>,
        pub widths: String,
        pub colour: String,
        pub caption: String,
        pub credit: String,
        pub creator: String,
        pub copyright: String,
        pub licence: String,
        pub alt: String,
        pub focal_x: Option<f64>,
        pub focal_y: Option<f64>,
    }
}
row! {
    /// A correction below its article.
    #[expect(missing_docs, reason = "the columns, named as in the tables")]
    pub struct CorrectionRow { pub kind: CorrectionKind, pub text: String, pub made_at: Time }
}
row! {
    /// A correction on the page of corrections.
    #[expect(missing_docs, reason = "the columns, named as in the tables")]
    pub struct CorrectedRow {
        pub article_id: ArticleId,
        pub kind: CorrectionKind,
        pub text: String,
        pub made_at: Time,
        pub short: String,
        pub slug: String,
        pub section_path: String,
        pub headline: String,
    }
}
row! {
    /// Where an article's edition stands, for addresses that lead nowhere in the language asked for.
    pub struct StandingRow {
        pub lang: Lang,
        pub is_original: bool,
        pub slug: String,
        pub section_path: String,
        pub state: EditionState,
        pub embargo_until: Option<Time>,
    }
}
row! {
    /// An article in a feed.
    #[expect(missing_docs, reason = "the columns, named as in the tables")]
    pub struct FeedRow {
        pub article_id: ArticleId,
        pub short: String,
        pub slug: String,
        pub section_path: String,
        pub section_name: String,
        pub kicker: String,
        pub headline: String,
        pub lede: String,
        pub authors: Option<String>,
        pub media_short: Option<String>,
        pub media_widths: Option<String>,
        pub media_credit: Option<String>,
        pub published_at: Option<Time>,
        pub updated_at: Option<Time>,
        pub document: String,
    }
}
row! {
    /// An address for the sitemap.
    #[expect(missing_docs, reason = "the columns, named as in the tables")]
    pub struct SiteAddressRow {
        pub short: String,
        pub slug: String,
        pub lang: Lang,
        pub section_path: String,
        pub updated_at: Option<Time>,
    }
}
row! {
    /// A new article for the news sitemap.
    #[expect(missing_docs, reason = "the columns, named as in the tables")]
    pub struct NewsRow {
        pub short: String,
        pub slug: String,
        pub lang: Lang,
        pub section_path: String,
        pub headline: String,
        pub published_at: Option<Time>,
    }
}
row! {
    /// How many there are.
    pub struct TotalRow { pub total: i64 }
}
row! {
    /// Where an old address leads: an article's short name, or a section's address.
    pub struct RedirectRow { pub short: Option<String>, pub path: Option<String> }
}

statements! {
    /// What an editor has placed on the front page, in order.
    pub(super) fn list_placed(now: Time, lang: Lang) -> Vec<TeaserRow> =
        teasers!("join placement p on p.article_id = a.id", "order by p.position limit 24");

    /// The newest articles.
    pub(super) fn list_newest(now: Time, lang: Lang, limit: i64) -> Vec<TeaserRow> =
        teasers!("", "order by e.published_at desc limit $3");

    /// A page of a section's articles, with those of the sections below it.
    pub(super) fn list_of_section(now: Time, lang: Lang, path: &str, limit: i64, offset: i64) -> Vec<TeaserRow> =
        teasers!(
            "",
            "and (s.path = cast($3 as text) or s.path like cast($3 as text) || '/%')
             order by e.published_at desc limit $4 offset $5"
        );

    /// A page of a topic's articles.
    pub(super) fn list_of_topic(now: Time, lang: Lang, slug: &str, limit: i64, offset: i64) -> Vec<TeaserRow> =
        teasers!(
            "join article_topic at on at.article_id = a.id join topic t on t.id = at.topic_id",
            "and t.slug = $3 order by e.published_at desc limit $4 offset $5"
        );

    /// A page of an author's articles.
    pub(super) fn list_of_author(now: Time, lang: Lang, slug: &str, limit: i64, offset: i64) -> Vec<TeaserRow> =
        teasers!(
            "join article_author aa on aa.article_id = a.id join author au on au.id = aa.author_id",
            "and au.slug = $3 order by e.published_at desc limit $4 offset $5"
        );

    /// What was published between two moments.
    pub(super) fn list_between(now: Time, lang: Lang, from: Time, until: Time) -> Vec<TeaserRow> =
        teasers!("", "and e.published_at >= $3 and e.published_at < $4 order by e.published_at desc limit 500");

    /// What to go on with below an article: the newest others of its section.
    pub(super) fn list_beside(now: Time, lang: Lang, section: SectionId, article: ArticleId) -> Vec<TeaserRow> =
        teasers!("", "and a.section_id = $3 and a.id <> $4 order by e.published_at desc limit 4");

    /// An article for its page.
    pub(super) fn article_for_readers(now: Time, lang: Lang, short: &str) -> Option<ArticleRow> =
        for_readers!(
            "select a.id as article_id, e.id as edition_id, a.short, e.slug, e.lang, e.is_original, s.id as section_id,
                 s.path as section_path, coalesce(n.name, s.slug) as section_name, r.kicker, r.headline, r.lede,
                 r.place, r.words, m.short as lead_short, r.lead_caption, e.published_at, e.updated_at, r.document
             from article a
             join edition e on e.article_id = a.id
             join revision r on r.id = e.published_revision_id
             join section s on s.id = a.section_id
             left join section_name n on n.section_id = s.id and n.lang = e.lang
             left join media m on m.id = r.lead_media_id
             where",
            "and e.lang = $2 and a.short = $3"
        );

    /// A revision as its page would show it, for those who may see what is not published.
    pub(super) fn article_in_preview(edition: EditionId) -> Option<ArticleRow> =
        "select a.id as article_id, e.id as edition_id, a.short, e.slug, e.lang, e.is_original, s.id as section_id,
             s.path as section_path, coalesce(n.name, s.slug) as section_name, r.kicker, r.headline, r.lede,
             r.place, r.words, m.short as lead_short, r.lead_caption, e.published_at, e.updated_at, r.document
         from edition e
         join article a on a.id = e.article_id
         join revision r on r.id = e.revision_id
         join section s on s.id = a.section_id
         left join section_name n on n.section_id = s.id and n.lang = e.lang
         left join media m on m.id = r.lead_media_id
         where e.id = $1";

    /// What the page names around an article: authors, topics, and the editions that readers see.
    pub(super) fn list_around(now: Time, article: ArticleId) -> Vec<AroundRow> =
        for_readers!(
            "select 'author' as kind, au.name, au.slug, '' as lang, aa.position
             from article_author aa join author au on au.id = aa.author_id where aa.article_id = $2
             union all
             select 'topic' as kind, t.name, t.slug, '' as lang, at.position
             from article_topic at join topic t on t.id = at.topic_id where at.article_id = $2
             union all
             select 'edition' as kind, r.headline as name, e.slug, e.lang, cast(e.is_original as integer) as position
             from edition e join revision r on r.id = e.published_revision_id
             where",
            "and e.article_id = $2
             order by kind, position, lang"
        );

    /// The pictures and recordings of an edition's published revision.
    pub(super) fn list_media_shown(now: Time, edition: EditionId) -> Vec<MediaRow> =
        for_readers!(
            "select m.short, m.kind, m.width, m.height, m.widths, m.colour, m.caption, m.credit, m.creator,
                 m.copyright, m.licence, m.alt, m.focal_x, m.focal_y
             from edition e
             join revision_media rm on rm.revision_id = e.published_revision_id
             join media m on m.id = rm.media_id
             where",
            "and e.id = $2"
        );

    /// The pictures and recordings of an edition's newest revision, for the preview.
    pub(super) fn list_media_in_preview(edition: EditionId) -> Vec<MediaRow> =
        "select m.short, m.kind, m.width, m.height, m.widths, m.colour, m.caption, m.credit, m.creator, m.copyright,
             m.licence, m.alt, m.focal_x, m.focal_y
         from edition e
         join revision_media rm on rm.revision_id = e.revision_id
         join media m on m.id = rm.media_id
         where e.id = $1";

    /// The corrections of an edition, oldest first.
    pub(super) fn list_corrections(edition: EditionId) -> Vec<CorrectionRow> =
        "select kind, text, made_at from correction where edition_id = $1 order by made_at";

    /// A page of the newest corrections of all articles.
    pub(super) fn list_newest_corrections(now: Time, lang: Lang, limit: i64, offset: i64) -> Vec<CorrectedRow> =
        for_readers!(
            "select a.id as article_id, c.kind, c.text, c.made_at, a.short, e.slug, s.path as section_path, r.headline
             from correction c
             join edition e on e.id = c.edition_id
             join article a on a.id = e.article_id
             join section s on s.id = a.section_id
             join revision r on r.id = e.published_revision_id
             where",
            "and e.lang = $2 order by c.made_at desc limit $3 offset $4"
        );

    /// Where the editions of an article stand, the original first.
    pub(super) fn list_standings(short: &str) -> Vec<StandingRow> =
        "select e.lang, e.is_original, e.slug, s.path as section_path, e.state, e.embargo_until
         from article a join edition e on e.article_id = a.id join section s on s.id = a.section_id
         where a.short = $1 order by cast(e.is_original as integer) desc, e.lang";

    /// Where an address of before leads.
    pub(super) fn redirect(path: &str) -> Option<RedirectRow> =
        "select a.short, s.path
         from redirect d left join article a on a.id = d.article_id left join section s on s.id = d.section_id
         where d.path = $1";

    /// The newest articles with their text: of a section (by address), a topic or an author (by slug), or of all.
    pub(super) fn list_feed(now: Time, lang: Lang, section: &str, topic: &str, author: &str) -> Vec<FeedRow> =
        for_readers!(
            "select a.id as article_id, a.short, e.slug, s.path as section_path,
                 coalesce(n.name, s.slug) as section_name, r.kicker, r.headline, r.lede,
                 (select string_agg(au.name, ', ' order by aa.position)
                  from article_author aa join author au on au.id = aa.author_id where aa.article_id = a.id) as authors,
                 m.short as media_short, m.widths as media_widths, m.credit as media_credit, e.published_at,
                 e.updated_at, r.document
             from edition e
             join article a on a.id = e.article_id
             join revision r on r.id = e.published_revision_id
             join section s on s.id = a.section_id
             left join section_name n on n.section_id = s.id and n.lang = e.lang
             left join media m on m.id = r.lead_media_id
             where",
            "and e.lang = $2
               and (cast($3 as text) = '' or s.path = cast($3 as text) or s.path like cast($3 as text) || '/%')
               and (cast($4 as text) = '' or exists (select 1 from article_topic at join topic t on t.id = at.topic_id
                   where at.article_id = a.id and t.slug = cast($4 as text)))
               and (cast($5 as text) = '' or exists (select 1 from article_author aa
                   join author au on au.id = aa.author_id
                   where aa.article_id = a.id and au.slug = cast($5 as text)))
             order by e.published_at desc limit 30"
        );

    /// How many editions readers can see.
    pub(super) fn count_for_readers(now: Time) -> One<TotalRow> =
        for_readers!("select count(*) as total from edition e where", "");

    /// A page of all addresses, in the order in which the articles were begun so that pages stay as they are.
    pub(super) fn list_site_addresses(now: Time, limit: i64, offset: i64) -> Vec<SiteAddressRow> =
        for_readers!(
            "select a.short, e.slug, e.lang, s.path as section_path, e.updated_at
             from edition e join article a on a.id = e.article_id join section s on s.id = a.section_id
             where",
            "order by e.id limit $2 offset $3"
        );

    /// What was first published since a moment: originals only, because unreviewed translations are no news.
    pub(super) fn list_news(now: Time, since: Time) -> Vec<NewsRow> =
        for_readers!(
            "select a.short, e.slug, e.lang, s.path as section_path, r.headline, e.published_at
             from edition e
             join article a on a.id = e.article_id
             join section s on s.id = a.section_id
             join revision r on r.id = e.published_revision_id
             where",
            "and e.is_original = true and e.published_at >= $2 order by e.published_at desc limit 1000"
        );
}

/// Statements that readers' pages use, for the test that looks for the embargo in each.
#[cfg(test)]
mod tests {
    use super::STATEMENTS;

    /// Statements that show no text, or only to the newsroom.
    const WITHOUT_TEXT: [&str; 5] = [
        "article_in_preview",
        "list_media_in_preview",
        "list_corrections",
        "list_standings",
        "redirect",
    ];

    #[test]
    fn an_embargo_holds_in_every_statement_for_readers() {
        for statement in STATEMENTS {
            let name = statement.name.rsplit("::").next().unwrap_or_default();
            let holds = statement
                .sql
                .contains("e.state = 'published' and coalesce(e.embargo_until, 0) <= $1");
            assert_ne!(holds, WITHOUT_TEXT.contains(&name), "{name}");
        }
    }
}
