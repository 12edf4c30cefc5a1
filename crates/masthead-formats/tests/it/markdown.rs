//! Markdown files.

use jiff::tz::TimeZone;
use masthead_formats::{Article, ArticleState, Kind, Record, markdown};
use masthead_text::to_markdown;

fn read(file: &str) -> (Vec<Record>, Article) {
    let mut records = markdown::read(file, "mein-artikel", &TimeZone::fixed(jiff::tz::offset(1)));
    match records.pop() {
        Some(Record::Article(article)) => (records, *article),
        other => panic!("the last record is the article, not {other:?}"),
    }
}

#[test]
fn an_article_with_everything() {
    let (records, article) = read(
        "---\nheadline: Regierung *einigt* sich\nkicker: Budget\nlede: Nach langer Nacht.\nauthors: [Anna Berger, Max Moser]\n\
         section: Politik/Inland\ntopics:\n  - Budget\n  - Regierung\ndate: 2026-11-22 09:30\nupdated: 2026-11-22T10:00:00Z\n\
         language: de\nslug: einigung\nid: a-17\nplace: Wien\nimage:\n  src: bilder/kanzler.jpg\n  caption: Der *Kanzler*\n  credit: APA/Hofer\n  alt: Ein Mann\n\
         aliases: [/alt/17]\nweight: 3\n---\n\nText.\n\n> Ja.\n>\n> — Anna Berger, Ministerin\n",
    );
    let names: Vec<_> = records
        .iter()
        .map(|record| match record {
            Record::Site(site) => format!("site {}", site.system),
            Record::Writer(writer) => format!("writer {}", writer.name),
            Record::Section(section) => format!(
                "section {} in {:?}",
                section.source_id,
                section.parent.as_deref()
            ),
            Record::Topic(topic) => format!("topic {}", topic.name),
            other => panic!("{other:?} does not belong here"),
        })
        .collect();

    assert_eq!(
        names,
        [
            "site markdown",
            "writer Anna Berger",
            "writer Max Moser",
            "section politik in None",
            "section politik/inland in Some(\"politik\")",
            "topic Budget",
            "topic Regierung",
        ]
    );
    assert_eq!(
        (
            article.source_id.as_str(),
            article.headline.as_str(),
            article.kicker.as_str()
        ),
        ("a-17", "Regierung einigt sich", "Budget")
    );
    assert_eq!(
        article.published_at.map(|time| time.to_string()).as_deref(),
        Some("2026-11-22T08:30:00Z")
    );
    assert_eq!(
        article.modified_at.map(|time| time.to_string()).as_deref(),
        Some("2026-11-22T10:00:00Z")
    );
    assert_eq!(
        (article.sections, article.writers),
        (
            vec!["politik/inland".to_owned()],
            vec!["anna-berger".to_owned(), "max-moser".to_owned()]
        )
    );
    let lead = article.lead.expect("it has a lead picture");
    assert_eq!(
        (
            lead.caption.text().as_str(),
            lead.credit.as_str(),
            lead.alt.as_str()
        ),
        ("Der Kanzler", "APA/Hofer", "Ein Mann")
    );
    assert_eq!(
        (article.old_addresses, article.state),
        (vec!["/alt/17".to_owned()], ArticleState::Published)
    );
    assert_eq!(
        to_markdown(&article.document),
        "Text.\n\n> Ja.\n>\n> — Anna Berger, Ministerin\n"
    );
    assert_eq!(
        article
            .findings
            .iter()
            .map(|f| f.what.as_str())
            .collect::<Vec<_>>(),
        ["not understood and left out: weight"]
    );
}

#[test]
fn toml_front_matter_and_drafts() {
    let (_, article) =
        read("+++\ntitle = \"Hallo\"\ndate = 2026-11-22\ndraft = true\ntags = [\"a\"]\n+++\nText");

    assert_eq!(
        (
            article.headline.as_str(),
            article.state,
            article.topics.len()
        ),
        ("Hallo", ArticleState::Draft, 1)
    );
    assert_eq!(
        article.published_at.map(|time| time.to_string()).as_deref(),
        Some("2026-11-21T23:00:00Z")
    );
}

#[test]
fn a_plain_file_has_its_heading_as_headline_and_its_name_as_name() {
    let (_, article) = read("# Titel\n\nText");

    assert_eq!(
        (article.source_id.as_str(), article.headline.as_str()),
        ("mein-artikel", "Titel")
    );
    assert_eq!(to_markdown(&article.document), "Text\n");
}

#[test]
fn front_matter_without_end_is_shown_and_told() {
    let (_, article) = read("---\ntitle: x\n\nText");

    assert!(
        article
            .findings
            .iter()
            .any(|finding| finding.kind == Kind::Doubtful && finding.what.contains("does not end"))
    );
}
