//! Imports: what comes in, what a second import does, and what is never overwritten.

use std::io::Cursor;
use std::path::Path;

use masthead_core::articles::{self, ArticlePage, DeskQuery, Found, Save, Saved, Workbench};
use masthead_core::imports::{self, Line, Options, Outcome, Totals};
use masthead_core::kernel::{DbError, EditionId, Lang};
use masthead_core::posts;
use masthead_core::screening::sow_grounds;
use masthead_db::transact;
use masthead_formats::{ReadError, Record, disqus, ghost, markdown, wire, wordpress};
use masthead_testkit::cast::ELIF;
use masthead_testkit::{TestSite, both};
use masthead_text::{Source, from_markdown};

const REAL_INPUT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../shared/real-input/themeunittestdata.wordpress.xml"
);

async fn bring(site: &TestSite, records: Vec<Record>, options: Options<'_>) -> (Totals, Vec<Line>) {
    let mut lines = Vec::new();
    let mut tell = |line: &Line| lines.push(line.clone());
    let totals = imports::import(&site.app, records.into_iter().map(Ok), options, &mut tell)
        .await
        .expect("the database answers");
    (totals, lines)
}

fn export(items: &str) -> Vec<Record> {
    let source = format!(
        "<rss><channel><title>Alt</title><language>de</language><wp:base_blog_url>https://alt.example</wp:base_blog_url>\
         <wp:author><wp:author_login>anna</wp:author_login><wp:author_display_name>Anna Berger</wp:author_display_name></wp:author>\
         <wp:category><wp:category_nicename>inland</wp:category_nicename><wp:cat_name>Inland</wp:cat_name></wp:category>\
         <wp:category><wp:category_nicename>media</wp:category_nicename><wp:cat_name>Medien</wp:cat_name></wp:category>\
         <wp:tag><wp:tag_slug>wahl</wp:tag_slug><wp:tag_name>Wahl</wp:tag_name></wp:tag>{items}</channel></rss>"
    );
    let records = wordpress::read(Cursor::new(source)).expect("it is well formed");
    records
        .map(|record| record.expect("it is well formed"))
        .collect()
}

fn item(id: &str, fields: &str) -> String {
    format!(
        "<item><title>Titel {id}</title><link>https://alt.example/2013/titel-{id}/</link><dc:creator>anna</dc:creator>\
         <wp:post_id>{id}</wp:post_id><wp:post_date_gmt>2013-01-05 10:00:00</wp:post_date_gmt><wp:post_name>titel-{id}</wp:post_name>\
         <wp:comment_status>open</wp:comment_status><wp:post_type>post</wp:post_type><category domain=\"category\" nicename=\"inland\">Inland</category>\
         <category domain=\"post_tag\" nicename=\"wahl\">Wahl</category>{fields}</item>"
    )
}

fn published(id: &str, text: &str) -> String {
    item(
        id,
        &format!(
            "<wp:status>publish</wp:status><content:encoded><![CDATA[{text}]]></content:encoded>"
        ),
    )
}

fn comment(id: &str, parent: &str, approved: &str) -> String {
    format!(
        "<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_author>Leserin</wp:comment_author>\
         <wp:comment_date_gmt>2013-01-0{id} 10:00:00</wp:comment_date_gmt><wp:comment_content>Wort {id}</wp:comment_content>\
         <wp:comment_approved>{approved}</wp:comment_approved><wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"
    )
}

fn all(records: impl Iterator<Item = Result<Record, ReadError>>) -> Vec<Record> {
    records
        .map(|record| record.expect("it is well formed"))
        .collect()
}

/// Three posts of another system: one, a deleted answer to it, and an answer to that, which comes first.
fn discussion(address: &str) -> Vec<Record> {
    let post = |id: &str, parent: &str, is_deleted: &str| {
        format!(
            "<post dsq:id=\"{id}\"><message><![CDATA[<p>Wort {id}</p>]]></message><createdAt>2013-01-0{id}T10:00:00Z</createdAt>\
             <isDeleted>{is_deleted}</isDeleted><author><name>Leser</name></author><thread dsq:id=\"t\"/><parent dsq:id=\"{parent}\"/></post>"
        )
    };
    let export = format!(
        "<disqus><thread dsq:id=\"t\"><link>{address}</link></thread>{}</disqus>",
        [
            post("3", "2", "false"),
            post("2", "1", "true"),
            post("1", "", "false")
        ]
        .concat()
    );
    all(disqus::read(Cursor::new(export)).expect("it is in memory"))
}

/// A picture of one colour.
fn png() -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(400, 300)
        .write_to(&mut file, image::ImageFormat::Png)
        .expect("a picture can be written");
    file.into_inner()
}

/// The editions that the newsroom sees under some words.
async fn found(site: &TestSite, words: &str) -> Vec<EditionId> {
    let query = DeskQuery {
        words: words.to_owned(),
        page: 1,
        ..DeskQuery::default()
    };
    let list = articles::desk_list(&site.app, Lang::De, &query).await;
    let rows = list.expect("the database answers").rows;
    rows.into_iter().map(|row| row.edition_id).collect()
}

async fn bench_of(site: &TestSite, headline: &str) -> Workbench {
    let editions = found(site, headline).await;
    let edition = *editions.first().expect("the article is here");
    let bench = articles::workbench(&site.app, edition).await;
    bench
        .expect("the database answers")
        .expect("the edition is here")
}

/// The article as readers see it.
async fn page_of(site: &TestSite, headline: &str) -> ArticlePage {
    let bench = bench_of(site, headline).await;
    let short = bench.article.short();
    match articles::article_page(&site.app, bench.lang, &short).await {
        Ok(Found::Here(page)) => *page,
        other => panic!("readers see {headline}, not {other:?}"),
    }
}

/// Somebody in the newsroom changes the text.
async fn edit(site: &TestSite, headline: &str, text: &str) {
    let bench = bench_of(site, headline).await;
    let mut content = bench.content;
    content.body = from_markdown(text).document;
    let request = Save {
        edition: bench.edition,
        made_on: bench.revision.0,
        content,
        filing: bench.filing,
        slug: Some(bench.slug),
        state: None,
        embargo_until: None,
        note: String::new(),
    };
    let editor = site.person(&ELIF).await;
    let saved = articles::save_revision(&site.app, &editor, &request).await;
    assert!(matches!(saved, Ok(Saved::Done(_))), "{saved:?}");
}

fn outcomes(lines: &[Line], kind: &str) -> Vec<&'static str> {
    lines
        .iter()
        .filter(|line| line.kind == kind)
        .map(|line| line.outcome.word())
        .collect()
}

both! {
    async fn an_export_comes_in_with_everything_and_a_second_time_changes_nothing(site) {
        sow_grounds(&site.app).await.expect("the grounds can be sown");
        let items = published("1", "Eins\n\nzwei") + &item("2", "<wp:status>draft</wp:status>");
        let (totals, lines) = bring(site, export(&items), Options::default()).await;

        assert_eq!(totals.of("article", &Outcome::Imported), 2, "{lines:#?}");
        assert!(totals.all_went_in());
        let page = page_of(site, "Titel 1").await;
        assert_eq!(page.document.plain_text(), "Eins\n\nzwei");
        assert_eq!(page.authors.iter().map(|author| author.name.as_str()).collect::<Vec<_>>(), ["Anna Berger"]);
        assert_eq!(page.topics.iter().map(|topic| topic.name.as_str()).collect::<Vec<_>>(), ["Wahl"]);
        assert_eq!(page.row.published_at.map(masthead_db::Time::as_secs), Some(1_357_380_000), "it keeps its time");

        let (again, lines) = bring(site, export(&items), Options::default()).await;
        assert!(lines.iter().all(|line| line.outcome == Outcome::Unchanged), "{lines:#?}");
        assert_eq!(again.all("article"), 2);
        assert_eq!(found(site, "Titel").await.len(), 2);
    }

    async fn old_addresses_lead_to_the_article(site) {
        bring(site, export(&published("1", "Text")), Options::default()).await;
        let page = page_of(site, "Titel 1").await;

        for path in ["/2013/titel-1/", "/2013/titel-1"] {
            let leads = articles::where_leads(&site.app, Lang::De, path).await.expect("the database answers");
            let (lang, to) = leads.unwrap_or_else(|| panic!("{path} leads somewhere"));
            assert_eq!((lang, articles::short_in(&to)), (Lang::De, Some(page.row.short.as_str())));
        }
    }

    async fn a_rehearsal_writes_nothing(site) {
        let options = Options { is_dry_run: true, ..Options::default() };
        let items = item("1", &("<wp:status>publish</wp:status>".to_owned() + &comment("1", "0", "1")));
        let (totals, _) = bring(site, export(&items), options).await;

        assert_eq!((totals.of("article", &Outcome::Imported), totals.of("comment", &Outcome::Imported)), (1, 1));
        assert_eq!(found(site, "").await, []);
        let (totals, _) = bring(site, export(&items), Options::default()).await;
        assert_eq!(totals.of("section", &Outcome::Imported), 2, "nothing was there before");
    }

    async fn newer_text_from_the_source_is_published_and_what_was_edited_here_is_kept(site) {
        bring(site, export(&(published("1", "Alt") + &published("2", "Alt"))), Options::default()).await;
        edit(site, "Titel 2", "Von uns geändert").await;
        let newer = published("1", "Neu") + &published("2", "Neu");
        let (totals, lines) = bring(site, export(&newer), Options::default()).await;

        assert_eq!(outcomes(&lines, "article"), ["updated", "kept as edited here"]);
        assert!(!totals.all_went_in(), "one is named");
        assert_eq!(page_of(site, "Titel 1").await.document.plain_text(), "Neu");
        assert_eq!(bench_of(site, "Titel 2").await.content.body.plain_text(), "Von uns geändert");
    }

    async fn comments_come_straight_to_the_state_they_had(site) {
        sow_grounds(&site.app).await.expect("the grounds can be sown");
        let comments = [comment("2", "1", "1"), comment("1", "0", "1"), comment("3", "1", "0"), comment("4", "0", "spam"), comment("5", "3", "1"), comment("6", "0", "trash")];
        let items = item("1", &("<wp:status>publish</wp:status>".to_owned() + &comments.concat()));
        let (totals, lines) = bring(site, export(&items), Options::default()).await;

        assert_eq!(totals.of("comment", &Outcome::Imported), 6, "{lines:#?}");
        let thread = posts::thread_of(page_of(site, "Titel 1").await.row.article_id);
        let (told, waiting, drift) = transact!(site.app.db.read(), |tx| {
            let told = posts::conversation(tx, thread, posts::Order::Oldest, None, Lang::De).await?;
            let waiting = posts::desk::remaining(tx, Some(thread)).await?;
            Ok::<_, DbError>((told, waiting, posts::recount(tx).await?))
        }).expect("the database answers");
        let shown: Vec<_> = told.posts.iter().map(|post| (post.content.as_ref().map(|html| html.as_str().to_owned()), post.depth)).collect();

        assert_eq!(told.published_count, 3);
        assert_eq!(shown, [
            (Ok("<p>Wort 1</p>".to_owned()), 0),
            (Ok("<p>Wort 2</p>".to_owned()), 1),
            (Ok("<p>Wort 5</p>".to_owned()), 1),
        ], "an answer to a post that waits stands below the one above it");
        assert!(told.posts.iter().all(|post| post.account.is_none() && post.author_name == "Leserin"));
        assert_eq!(waiting.total, 1);
        assert!(drift.is_empty(), "{drift:?}");

        let (again, _) = bring(site, export(&items), Options::default()).await;
        assert_eq!(again.of("comment", &Outcome::Unchanged), 6);
    }

    async fn a_discussion_finds_its_article_by_the_address_it_had(site) {
        sow_grounds(&site.app).await.expect("the grounds can be sown");
        bring(site, export(&published("1", "Eins")), Options::default()).await;
        let (totals, lines) = bring(site, discussion("https://alt.example/2013/titel-1/"), Options::default()).await;

        assert_eq!(totals.of("comment", &Outcome::Imported), 2, "{lines:#?}");
        assert_eq!(totals.of("comment", &Outcome::LeftOut(String::new())), 1, "what was deleted there is not brought here");
        let thread = posts::thread_of(page_of(site, "Titel 1").await.row.article_id);
        let told = transact!(site.app.db.read(), |tx| { posts::conversation(tx, thread, posts::Order::Oldest, None, Lang::De).await }).expect("the database answers");
        let depths: Vec<_> = told.posts.iter().map(|post| post.depth).collect();
        assert_eq!(depths, [0, 1], "the answer to a deleted post stands below what that answered");

        let (again, _) = bring(site, discussion("https://alt.example/2013/titel-1/"), Options::default()).await;
        assert_eq!(again.of("comment", &Outcome::Unchanged), 2);
        let (elsewhere, _) = bring(site, discussion("https://alt.example/nirgends/"), Options::default()).await;
        assert_eq!(elsewhere.of("thread", &Outcome::LeftOut(String::new())), 1);
    }

    async fn nothing_under_an_embargo_and_nothing_paid_for_is_published(site) {
        let wire = r#"[{"uri":"urn:a:1","type":"text","headlines":[{"value":"Gesperrt"}],"bodies":[{"contentType":"text/plain","value":"Text."}],"embargoedUntil":"2100-01-01T00:00:00Z","versionCreated":"2026-11-22T08:00:00Z"},
            {"uri":"urn:a:2","type":"text","headlines":[{"value":"Unklar"}],"bodies":[{"contentType":"text/plain","value":"Text."}],"embargoed":"bis zur Rede","versionCreated":"2026-11-22T08:00:00Z"}]"#;
        let (totals, lines) = bring(site, all(wire::read_ninjs(wire.as_bytes()).expect("it is in memory")), Options::default()).await;
        assert_eq!(totals.of("article", &Outcome::Imported), 2, "{lines:#?}");
        let paid = r#"{"meta":{},"data":{"posts":[{"id":"1","title":"Bezahlt","slug":"b","html":"<p>Text.</p>","status":"published","visibility":"paid","published_at":"2026-11-22T08:00:00Z"}]}}"#;
        let (totals, _) = bring(site, all(ghost::read(Cursor::new(paid)).expect("it is in memory")), Options::default()).await;
        assert_eq!(totals.of("article", &Outcome::Imported), 1);

        for headline in ["Gesperrt", "Unklar", "Bezahlt"] {
            let bench = bench_of(site, headline).await;
            let seen = articles::article_page(&site.app, bench.lang, &bench.article.short()).await;
            assert!(!matches!(seen, Ok(Found::Here(_))), "readers see {headline}");
        }
    }

    async fn sections_that_need_an_address_of_the_site_get_another(site) {
        let (totals, lines) = bring(site, export(""), Options::default()).await;

        assert_eq!(totals.of("section", &Outcome::Imported), 2, "{lines:#?}");
        let sections = transact!(site.app.db.read(), |tx| { articles::list_sections(tx, Lang::De).await }).expect("the database answers");
        let paths: Vec<_> = sections.iter().map(|section| section.path.as_str()).collect();
        assert!(paths.contains(&"inland") && paths.contains(&"rubrik-media"), "{paths:?}");
    }

    async fn an_article_without_headline_shows_its_first_words(site) {
        let untitled = published("1", "Erste Worte stehen hier.").replace("<title>Titel 1</title>", "<title></title>");
        let (_, lines) = bring(site, export(&untitled), Options::default()).await;

        let line = lines.iter().find(|line| line.kind == "article").expect("it is told");
        assert!(line.findings.iter().any(|finding| finding.what.contains("first words")), "{line:#?}");
        assert_eq!(page_of(site, "Erste Worte stehen hier.").await.row.headline, "Erste Worte stehen hier.");
    }

    async fn pictures_are_noted_and_their_articles_name_them(site) {
        let picture = item("7", "<wp:status>inherit</wp:status><wp:attachment_url>https://alt.example/b.jpg</wp:attachment_url>").replace("<wp:post_type>post", "<wp:post_type>attachment");
        let article = published("1", "<img src=\"https://alt.example/b-300x200.jpg\" alt=\"x\">");
        let (totals, lines) = bring(site, export(&(picture + &article)), Options::default()).await;

        assert_eq!(totals.of("picture", &Outcome::Imported), 1, "{lines:#?}");
        let cards = articles::list_media(&site.app, None).await.expect("the database answers").cards;
        assert_eq!(cards.len(), 1, "both are sizes of one picture");
        let page = page_of(site, "Titel 1").await;
        let source = page.document.images().next().map(|image| image.source.clone());
        assert_eq!(source, Some(Source::Media(cards[0].short.clone())));
    }

    async fn markdown_comes_in_with_the_picture_beside_it(site) {
        let file = "---\ntitle: Brücke gesperrt\nsection: Politik/Gemeinde\nauthor: Anna Berger\ndate: 2026-01-05\nimage: bild.png\ncredit: APA\n---\n\nText.\n\n![Ein Bild](fehlt.png)";
        let records = markdown::read(file, "bruecke", &jiff::tz::TimeZone::UTC);
        let beside = |path: &str| (path == "bild.png").then(png);
        let options = Options { beside: Some(&beside), ..Options::default() };
        let (totals, lines) = bring(site, records.clone(), options).await;

        assert_eq!(totals.of("article", &Outcome::Imported), 1, "{lines:#?}");
        let page = page_of(site, "Brücke gesperrt").await;
        assert_eq!(page.row.section_path, "politik/gemeinde");
        let line = lines.iter().find(|line| line.kind == "article").expect("it is told");
        assert!(line.findings.iter().any(|finding| finding.what.contains("no file `fehlt.png`")), "{line:#?}");
        assert_eq!(articles::list_media(&site.app, None).await.expect("the database answers").cards.len(), 1);

        let (_, lines) = bring(site, records, options).await;
        assert!(lines.iter().all(|line| line.outcome == Outcome::Unchanged), "{lines:#?}");
    }

    async fn the_theme_test_data_goes_in_whole_and_twice_without_doubling(site) {
        if !Path::new(REAL_INPUT).exists() {
            eprintln!("skipped: {REAL_INPUT} is not there");
            return;
        }
        sow_grounds(&site.app).await.expect("the grounds can be sown");
        let file = std::fs::read(REAL_INPUT).expect("it exists");
        let records: Vec<_> = wordpress::read(Cursor::new(file)).expect("it is an export").map(|record| record.expect("it is well formed")).collect();
        let (totals, lines) = bring(site, records.clone(), Options::default()).await;

        assert!(totals.all_went_in(), "{:#?}", lines.iter().filter(|line| matches!(line.outcome, Outcome::Failed(_))).collect::<Vec<_>>());
        let items = totals.all("article") + totals.all("page") + totals.all("picture") + totals.all("recording") + totals.all("nav_menu_item");
        assert_eq!(items, 186, "every item of the file");
        assert_eq!(totals.all("comment") + totals.all("pingback") + totals.all("trackback"), 33, "every comment of the file");

        let (again, _) = bring(site, records, Options::default()).await;
        for (kind, outcome, count) in again.iter() {
            assert!(matches!(outcome, "unchanged" | "left out"), "{count} {kind} {outcome}");
        }
        assert_eq!(again.all("article") + again.all("page"), 79);
        let drift = transact!(site.app.db.read(), |tx| { posts::recount(tx).await }).expect("the database answers");
        assert!(drift.is_empty(), "{drift:?}");
    }
}
