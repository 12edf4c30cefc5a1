//! Imports: what comes in, what a second import does, and what is never overwritten.

use std::io::Cursor;
use std::path::Path;

use masthead_core::articles::{self, ArticlePage, Found};
use masthead_core::imports::{self, Line, Options, Outcome, Totals};
use masthead_core::kernel::Lang;
use masthead_core::screening::sow_grounds;
use masthead_formats::{Record, markdown, wordpress};
use masthead_testkit::{TestSite, both};

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
    records.map(|record| record.expect("it is well formed")).collect()
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
    item(id, &format!("<wp:status>publish</wp:status><content:encoded><![CDATA[{text}]]></content:encoded>"))
}

fn comment(id: &str, parent: &str, approved: &str) -> String {
    format!(
        "<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_author>Leserin</wp:comment_author>\
         <wp:comment_date_gmt>2013-01-0{id} 10:00:00</wp:comment_date_gmt><wp:comment_content>Wort {id}</wp:comment_content>\
         <wp:comment_approved>{approved}</wp:comment_approved><wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"
    )
}

fn outcomes(lines: &[Line], kind: &str) -> Vec<&'static str> {
    lines.iter().filter(|line| line.kind == kind).map(|line| line.outcome.word()).collect()
}
