//! WordPress exports, made up here in the shape that WordPress' exporter writes.

use std::io::Cursor;

use masthead_formats::{Article, ArticleKind, ArticleState, Kind, PostState, Record, wordpress};
use masthead_text::to_markdown;

pub(crate) fn export(channel: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel>\n\
         <title>Blatt &amp; Co</title><link>https://alt.example</link><language>de-AT</language>\n\
         <wp:base_blog_url>https://alt.example</wp:base_blog_url>\n{channel}\n</channel>\n</rss>\n"
    )
}

pub(crate) fn item(fields: &str) -> String {
    format!(
        "<item><title>T</title><wp:post_id>1</wp:post_id><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>{fields}</item>"
    )
}

fn records(channel: &str) -> Vec<Record> {
    let reader = wordpress::read(Cursor::new(export(channel))).expect("it is well formed");
    reader
        .map(|record| record.expect("it is well formed"))
        .collect()
}

fn article(fields: &str) -> Article {
    match records(&item(fields)).pop() {
        Some(Record::Article(article)) => *article,
        other => panic!("an article was expected, not {other:?}"),
    }
}

#[test]
fn sections_come_after_the_sections_they_stand_in() {
    let records = records(
        "<wp:author><wp:author_login>anna</wp:author_login><wp:author_display_name><![CDATA[Anna Berger]]></wp:author_display_name></wp:author>\
         <wp:category><wp:term_id>2</wp:term_id><wp:category_nicename>wien</wp:category_nicename><wp:category_parent>inland</wp:category_parent><wp:cat_name><![CDATA[Wien & Umgebung]]></wp:cat_name></wp:category>\
         <wp:category><wp:category_nicename>inland</wp:category_nicename><wp:category_parent/><wp:cat_name>Inland</wp:cat_name></wp:category>\
         <wp:category><wp:category_nicename>a</wp:category_nicename><wp:category_parent>b</wp:category_parent><wp:cat_name>A</wp:cat_name></wp:category>\
         <wp:category><wp:category_nicename>b</wp:category_nicename><wp:category_parent>a</wp:category_parent><wp:cat_name>B</wp:cat_name></wp:category>\
         <wp:tag><wp:tag_slug>wahl</wp:tag_slug><wp:tag_name>Wahl</wp:tag_name></wp:tag>\
         <wp:term><wp:term_id>9</wp:term_id><wp:term_taxonomy>nav_menu</wp:term_taxonomy><wp:term_slug>m</wp:term_slug><wp:term_name>Menü</wp:term_name></wp:term>",
    );
    let told: Vec<_> = records
        .iter()
        .map(|record| match record {
            Record::Site(site) => format!("{} {} {}", site.name, site.title, site.language),
            Record::Writer(writer) => format!("{}: {}", writer.source_id, writer.name),
            Record::Section(section) => {
                format!("{} in {:?}", section.name, section.parent.as_deref())
            }
            Record::Topic(topic) => topic.name.clone(),
            Record::LeftOut(left) => format!("{} {}: {}", left.kind, left.source_id, left.reason),
            other => panic!("{other:?} does not belong here"),
        })
        .collect();

    assert_eq!(
        told,
        [
            "alt.example Blatt & Co de-AT",
            "anna: Anna Berger",
            "Inland in None",
            "Wien & Umgebung in Some(\"inland\")",
            "A in None",
            "B in Some(\"a\")",
            "Wahl",
            "term of nav_menu 9: menus belong to the look of the old site",
        ]
    );
}

#[test]
fn an_article_brings_everything_that_matters() {
    let article = article(
        "<link>https://alt.example/2013/01/titel/</link><guid>https://alt.example/?p=1</guid><dc:creator>anna</dc:creator>\
         <content:encoded><![CDATA[Eins\n\nzwei]]></content:encoded><excerpt:encoded><![CDATA[Der <b>Vorspann</b>]]></excerpt:encoded>\
         <wp:post_date>2013-01-05 11:00:00</wp:post_date><wp:post_date_gmt>2013-01-05 10:00:00</wp:post_date_gmt>\
         <wp:comment_status>open</wp:comment_status><wp:post_name>%ce%b5l</wp:post_name><wp:is_sticky>1</wp:is_sticky>\
         <category domain=\"category\" nicename=\"inland\">Inland</category><category domain=\"post_tag\" nicename=\"wahl\">Wahl</category>\
         <category domain=\"post_format\" nicename=\"aside\">Aside</category>\
         <wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key><wp:meta_value>alt</wp:meta_value></wp:postmeta>\
         <wp:postmeta><wp:meta_key>spitzmarke</wp:meta_key><wp:meta_value>x</wp:meta_value></wp:postmeta>",
    );

    assert_eq!(
        (article.kind, article.state, article.takes_posts),
        (ArticleKind::Article, ArticleState::Published, true)
    );
    assert_eq!(
        (article.lede.as_str(), article.slug.as_str()),
        ("Der Vorspann", "εl")
    );
    assert_eq!(
        article.old_addresses,
        ["/2013/01/titel/", "/?p=1", "/2013/01/alt/"]
    );
    assert_eq!(
        (
            article.sections.concat(),
            article.topics.concat(),
            article.writers.concat()
        ),
        ("inland".into(), "wahl".into(), "anna".into())
    );
    assert_eq!(
        article.published_at.map(|time| time.to_string()).as_deref(),
        Some("2013-01-05T10:00:00Z")
    );
    assert_eq!(to_markdown(&article.document), "Eins\n\nzwei\n");
    let found: Vec<_> = article
        .findings
        .iter()
        .map(|finding| finding.what.as_str())
        .collect();
    assert_eq!(
        found,
        [
            "it was pinned to the front page",
            "custom fields were left out: spitzmarke",
            "the term `Aside` of `post_format` was left out"
        ]
    );
}

#[test]
fn states_are_told_apart() {
    let state = |fields: &str| article(&fields.replace("S:", "<wp:status>")).state;

    for (status, expected) in [
        ("future", ArticleState::Scheduled),
        ("draft", ArticleState::Draft),
        ("pending", ArticleState::Pending),
        ("private", ArticleState::Private),
        ("trash", ArticleState::Trashed),
        ("in-progress", ArticleState::Draft),
    ] {
        let source =
            export(&item("")).replace("<wp:status>publish", &format!("<wp:status>{status}"));
        let last = wordpress::read(Cursor::new(source))
            .expect("well formed")
            .last();
        match last {
            Some(Ok(Record::Article(article))) => assert_eq!(article.state, expected, "{status}"),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(
        state("<wp:post_password>geheim</wp:post_password>"),
        ArticleState::Protected
    );
}

#[test]
fn pictures_keep_their_credit() {
    let picture = item("<wp:attachment_url>https://alt.example/a.jpg</wp:attachment_url><excerpt:encoded>Unterschrift</excerpt:encoded>\
         <wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>Alt</wp:meta_value></wp:postmeta>\
         <wp:postmeta><wp:meta_key>_wp_attachment_metadata</wp:meta_key><wp:meta_value><![CDATA[a:2:{s:5:\"width\";i:640;s:10:\"image_meta\";a:1:{s:6:\"credit\";s:9:\"APA/Hofer\";}}]]></wp:meta_value></wp:postmeta>")
        .replace("<wp:post_type>post", "<wp:post_type>attachment").replace("<wp:post_id>1", "<wp:post_id>7");
    let article = item(
        "<content:encoded><![CDATA[[gallery ids=\"7\"]]]></content:encoded><wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>7</wp:meta_value></wp:postmeta>",
    );
    let all = records(&(article + &picture));

    let Some(Record::Media(media)) = all.last() else {
        panic!("the picture is the last")
    };
    assert_eq!(
        (
            media.image.credit.as_str(),
            media.image.alt.as_str(),
            media.image.width
        ),
        ("APA/Hofer", "Alt", Some(640))
    );
    let Some(Record::Article(article)) = all.iter().rev().nth(1) else {
        panic!("the article comes before it")
    };
    assert_eq!(
        article.lead.as_ref(),
        Some(&media.image),
        "an article may name a picture that comes later"
    );
    assert_eq!(
        to_markdown(&article.document),
        ":::gallery\n![Alt](https://alt.example/a.jpg \"Unterschrift | APA/Hofer\")\n:::\n"
    );
}

#[test]
fn comments_keep_replies_and_states() {
    let comment = |id: &str, parent: &str, approved: &str, kind: &str| {
        format!(
            "<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_author><![CDATA[Leser]]></wp:comment_author><wp:comment_author_email>L@x.at</wp:comment_author_email>\
             <wp:comment_date_gmt>2013-01-05 10:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA[Hallo\n<b>Welt</b>]]></wp:comment_content>\
             <wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type>{kind}</wp:comment_type><wp:comment_parent>{parent}</wp:comment_parent><wp:comment_user_id>0</wp:comment_user_id></wp:comment>"
        )
    };
    let comments = [
        comment("2", "3", "1", ""),
        comment("3", "0", "0", "comment"),
        comment("4", "0", "spam", ""),
        comment("5", "0", "trash", ""),
        comment("6", "0", "1", "pingback"),
    ];
    let records = records(&item(&comments.concat()));
    let posts: Vec<_> = records
        .iter()
        .filter_map(|record| match record {
            Record::Post(post) => Some(post),
            _ => None,
        })
        .collect();

    let told: Vec<_> = posts
        .iter()
        .map(|comment| {
            (
                comment.source_id.as_str(),
                comment.parent.as_deref(),
                comment.state,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("2", Some("3"), PostState::Approved),
            ("3", None, PostState::Waiting),
            ("4", None, PostState::Spam),
            ("5", None, PostState::Trashed),
        ]
    );
    assert_eq!(
        (posts[0].text.as_str(), posts[0].author.email.as_str()),
        ("Hallo\n**Welt**", "l@x.at")
    );
    assert!(posts.iter().all(|post| post.thread == "1"));
    assert!(
        records
            .iter()
            .any(|record| matches!(record, Record::LeftOut(left) if left.kind == "pingback"))
    );
}

#[test]
fn other_types_are_accounted_for() {
    for kind in [
        "nav_menu_item",
        "revision",
        "wp_block",
        "custom_css",
        "product",
    ] {
        let source = item("").replace("<wp:post_type>post", &format!("<wp:post_type>{kind}"));
        let Some(Record::LeftOut(left)) = records(&source).pop() else {
            panic!("{kind} is not imported")
        };
        assert_eq!(
            (
                left.kind.as_str(),
                left.source_id.as_str(),
                left.reason.is_empty()
            ),
            (kind, "1", false)
        );
    }
}

#[test]
fn an_export_that_breaks_off_gives_what_came_before() {
    let whole = export(&(item("") + &item("<content:encoded>a</content:encoded>")));
    let cut = &whole[..whole.rfind("</content").expect("it is there")];
    let all: Vec<_> = wordpress::read(Cursor::new(cut))
        .expect("its beginning is well formed")
        .collect();

    assert!(matches!(all[all.len() - 2], Ok(Record::Article(_))));
    let error = all
        .last()
        .expect("there is an end")
        .as_ref()
        .expect_err("it breaks off")
        .to_string();
    assert!(error.contains("the file ends inside <item>"), "{error}");
}

#[test]
fn what_is_no_export_is_refused() {
    for (source, reason) in [
        ("", "no channel"),
        ("<html><body>", "<html> stands where <rss> should"),
        ("<rss><channel><a></b>", "at byte"),
        ("nur Text", "no channel"),
    ] {
        let error = wordpress::read(Cursor::new(source))
            .err()
            .unwrap_or_else(|| panic!("{source} was read"))
            .to_string();
        assert!(error.contains(reason), "{error}");
    }
}

#[test]
fn entities_of_a_document_type_are_never_expanded() {
    let bomb = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    let source = export(&item(
        "<content:encoded>&b; &x; &lt;b&gt; &#252;</content:encoded>",
    ))
    .replace("<rss", &format!("{bomb}<rss"));
    let Some(Ok(Record::Article(article))) = wordpress::read(Cursor::new(source))
        .expect("well formed")
        .last()
    else {
        panic!("one article")
    };

    assert_eq!(
        article.document.plain_text(),
        "&b; &x;  ü".replace("  ", " ")
    );
    assert!(
        article
            .findings
            .iter()
            .all(|finding| finding.kind != Kind::Lossy)
    );
}
