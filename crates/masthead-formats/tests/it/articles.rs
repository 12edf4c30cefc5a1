//! Articles of wires, feeds, Ghost and pages; all of them invented, most of them the seeds of the promises.

use masthead_formats::{
    Access, Article, ArticleKind, ArticleState, Format, Making, MediaKind, Record, detect,
};
use masthead_text::{Body, to_markdown};

use crate::promises::{ghost, newsml, records, seeds_of};

fn articles(records: &[Record]) -> Vec<&Article> {
    let articles = records.iter().filter_map(|record| match record {
        Record::Article(article) => Some(&**article),
        _ => None,
    });
    articles.collect()
}

fn names(records: &[Record]) -> Vec<String> {
    let names = records.iter().filter_map(|record| match record {
        Record::Writer(writer) => Some(writer.name.clone()),
        Record::Topic(topic) => Some(format!("#{}", topic.name)),
        Record::Section(section) => Some(format!("/{}", section.name)),
        _ => None,
    });
    names.collect()
}

fn told(records: &[Record]) -> String {
    let findings = records.iter().flat_map(Record::findings);
    findings.map(|finding| format!("{finding}\n")).collect()
}

fn at(time: Option<jiff::Timestamp>) -> String {
    time.map(|time| time.to_string()).unwrap_or_default()
}

#[test]
fn every_file_is_known_by_its_bytes() {
    for format in Format::all() {
        for seed in seeds_of(format) {
            let name = if format == Format::Markdown {
                "x.md"
            } else {
                "x.txt"
            };
            assert_eq!(
                detect(name, &seed),
                Some(format),
                "{}",
                String::from_utf8_lossy(&seed[..seed.len().min(80)])
            );
        }
    }
}

#[test]
fn nitf_brings_words_times_and_pictures() {
    let records = records(Format::Nitf, &seeds_of(Format::Nitf)[0]);
    let article = articles(&records)[0];

    assert_eq!(
        (
            article.headline.as_str(),
            article.lede.as_str(),
            article.dateline.as_str()
        ),
        ("Die Wahl", "Vorspann", "Wien")
    );
    assert_eq!(
        (
            article.source_id.as_str(),
            article.urgency,
            article.genre.as_str()
        ),
        ("n1", Some(2), "Bericht")
    );
    assert_eq!(at(article.published_at), "2026-11-22T08:30:00Z");
    assert_eq!(at(article.embargo_until), "2026-11-23T05:00:00Z");
    assert_eq!(names(&records), ["#Politik", "#Wahl", "Anna Berger"]);
    assert_eq!(article.notes, ["Unterzeile", "(Ende)"]);
    assert_eq!(
        to_markdown(&article.document),
        "Ein *Satz* aus Wien.\n\n### Zwischentitel\n\n![](https://a.example/a.jpg \"Bildtext | Hofer\")\n\nNoch einer.\n"
    );
}

#[test]
fn wire_copy_without_markup_gets_its_paragraphs() {
    let nitf = "<nitf><body><body.head><hedline><hl1>T</hl1></hedline></body.head><body.content><pre>   Wien (AGT) - Eins\n und weiter.\n   Zwei.\n</pre></body.content></body></nitf>";
    let records = records(Format::Nitf, nitf.as_bytes());

    assert_eq!(articles(&records)[0].document.blocks.len(), 2);
}

#[test]
fn newsml_brings_articles_pictures_and_names_the_rest() {
    let records = records(Format::NewsMl, newsml("NITF").as_bytes());
    let article = articles(&records)[0];

    assert_eq!(
        (article.source_id.as_str(), article.version.as_str()),
        ("urn:g:1", "3")
    );
    assert_eq!(
        (
            article.headline.as_str(),
            article.slug.as_str(),
            article.lede.as_str()
        ),
        ("Titel der Agentur", "wahl", "Vorspann")
    );
    assert_eq!(
        (
            article.rights.holder.as_str(),
            article.rights.usage_terms.as_str(),
            article.rights.credit.as_str()
        ),
        ("Agentur", "Nur online", "AGT")
    );
    assert_eq!(
        (at(article.modified_at), at(article.created_at)),
        ("2026-11-22T08:30:00Z".into(), "2026-11-22T08:00:00Z".into())
    );
    assert_eq!(article.embargo, "the embargo has no end yet");
    assert_eq!(article.desk_note, "Bitte prüfen");
    assert!(to_markdown(&article.document).starts_with("Ein *Satz* aus Wien."));
    let media = records.iter().find_map(|record| match record {
        Record::Media(media) => Some(media),
        _ => None,
    });
    let media = media.expect("the picture is there");
    assert_eq!(
        (media.kind, media.image.credit.as_str(), media.image.width),
        (MediaKind::Picture, "Hofer", Some(640))
    );
    assert!(
        records
            .iter()
            .any(|record| matches!(record, Record::LeftOut(left) if left.kind == "packageItem"))
    );
    assert!(told(&records).contains("<signal> of itemMeta was left out"));
}

#[test]
fn newsml_holds_xhtml_and_plain_text_too() {
    let xhtml = records(Format::NewsMl, &seeds_of(Format::NewsMl)[1]);
    assert_eq!(
        to_markdown(&articles(&xhtml)[0].document),
        "## Zwischentitel\n\nEin *Satz*.\n"
    );

    let plain = records(
        Format::NewsMl,
        newsml("<inlineData contenttype=\"text/plain\">Eins\n\nZwei</inlineData>").as_bytes(),
    );
    assert_eq!(articles(&plain)[0].document.blocks.len(), 2);
}

#[test]
fn ninjs_is_read_in_all_its_lines() {
    let seeds = seeds_of(Format::Ninjs);
    let third = records(Format::Ninjs, &seeds[0]);
    let article = articles(&third)[0];
    assert_eq!(
        (
            article.headline.as_str(),
            article.lede.as_str(),
            article.making
        ),
        ("Titel", "Vorspann", Making::MachineWritten)
    );
    assert_eq!(
        (at(article.embargo_until), article.urgency),
        ("2026-11-23T08:00:00Z".into(), Some(3))
    );
    let lead = article.lead.as_ref().expect("the picture leads");
    assert_eq!((lead.credit.as_str(), lead.width), ("Hofer", Some(900)));
    assert_eq!(
        (
            article.alternates[0].language.as_str(),
            article.document.blocks.len()
        ),
        ("en", 2)
    );
    assert!(told(&third).contains("`trustindicators` of items was left out"));

    let second = records(Format::Ninjs, &seeds[1]);
    let article = articles(&second)[0];
    assert_eq!(
        (article.state, article.embargo.as_str()),
        (ArticleState::Withheld, "bis zur Rede")
    );
    assert_eq!(
        (
            article.rights.holder.as_str(),
            article.document.blocks.len()
        ),
        ("Agentur", 2)
    );

    let first = records(Format::Ninjs, &seeds[2]);
    let article = articles(&first)[0];
    assert_eq!(
        (article.state, article.source_id.as_str()),
        (ArticleState::Withdrawn, "tag:s:1")
    );
    assert!(article.lead.is_some());
    assert_eq!(names(&first), ["#Sport", "Anna Berger", "Karl Huber"]);
}

#[test]
fn feeds_bring_their_articles() {
    let seeds = seeds_of(Format::Feed);
    let rss = records(Format::Feed, &seeds[0]);
    let article = articles(&rss)[0];
    assert_eq!(
        (
            article.headline.as_str(),
            article.lede.as_str(),
            article.source_id.as_str()
        ),
        ("Titel & mehr", "Kurz", "g1")
    );
    assert_eq!(
        (
            at(article.published_at).as_str(),
            article.old_addresses[0].as_str()
        ),
        ("2026-11-22T08:30:00Z", "/a/b")
    );
    assert_eq!(
        article.lead.as_ref().map(|lead| lead.credit.as_str()),
        Some("Hofer")
    );
    assert_eq!(
        article
            .document
            .blocks
            .last()
            .map(|block| block.body.kind()),
        Some("audio")
    );
    assert!(
        matches!(&rss[0], Record::Site(site) if site.name == "blatt.example" && site.language == "de")
    );
    assert!(told(&rss).contains("<slash:comments> of items was left out"));

    let atom = records(Format::Feed, &seeds[1]);
    let article = articles(&atom)[0];
    assert_eq!(
        (article.headline.as_str(), at(article.modified_at).as_str()),
        ("Titel & mehr", "2026-11-22T09:00:00Z")
    );
    assert_eq!(to_markdown(&article.document), "Ein **Satz**.\n");
    assert_eq!(names(&atom), ["Anna Berger", "#Wahl"]);
}

#[test]
fn ghost_is_read_in_both_wrappings_and_all_three_forms() {
    let wrapped = records(Format::Ghost, ghost(true).as_bytes());
    let articles_in = articles(&wrapped);

    assert_eq!(
        to_markdown(&articles_in[0].document),
        "Ein **starkes**<br>[Wort](/b/)\n\n## Zwischentitel\n\n![Alt](/content/images/a.jpg \"**Text**\"){640x480}\n\n1. eins\n\n:::callout\nAchtung\n:::\n\n:::embed https://a.example/x\nAnderswo\n:::\n\n```js\nlet x;\n```\n\n---\n"
    );
    let lead = articles_in[0].lead.as_ref().expect("it has a picture");
    assert_eq!(
        (lead.alt.as_str(), lead.caption.text().as_str()),
        ("Alt", "Bildtext")
    );
    assert_eq!(
        (
            articles_in[0].writers.concat(),
            articles_in[0].topics.concat()
        ),
        ("anna".into(), "wahl".into())
    );
    let mobiledoc = to_markdown(&articles_in[1].document);
    assert!(
        mobiledoc.starts_with("**Fett**<br>[verlinkt](https://a.example)"),
        "{mobiledoc}"
    );
    assert!(
        mobiledoc.contains("- eins\n- zwei") && mobiledoc.ends_with("## Ende\n"),
        "{mobiledoc}"
    );
    assert_eq!(
        (articles_in[1].kind, articles_in[1].access),
        (ArticleKind::Page, Access::Paying)
    );
    assert_eq!(
        (
            articles_in[2].state,
            articles_in[2].document.plain_text().as_str()
        ),
        (ArticleState::Private, "Ein Satz.")
    );
    let told = told(&wrapped);
    for what in [
        "the card `signup` was left out",
        "internal tags were left out: #intern",
        "`codeinjection_head` of posts was left out",
        "rows of the table `snippets`",
    ] {
        assert!(told.contains(what), "{what} in:\n{told}");
    }
    assert_eq!(
        articles(&records(Format::Ghost, ghost(false).as_bytes())),
        articles_in
    );
}

#[test]
fn a_saved_page_gives_its_article_and_lists_what_it_drops() {
    let records = records(Format::Page, &seeds_of(Format::Page)[0]);
    let article = articles(&records)[0];

    assert_eq!(
        (article.headline.as_str(), article.lede.as_str()),
        ("Titel", "Vorspann")
    );
    assert_eq!(
        (article.address.as_str(), at(article.published_at).as_str()),
        ("https://blatt.example/a/titel", "2026-11-22T08:30:00Z")
    );
    assert_eq!(
        (article.access, article.alternates[0].language.as_str()),
        (Access::Paying, "en")
    );
    let lead = article.lead.as_ref().expect("it has a picture");
    assert_eq!(
        (lead.credit.as_str(), lead.caption.text().as_str()),
        ("Hofer", "Bildtext")
    );
    assert_eq!(
        to_markdown(&article.document),
        "Der erste Absatz steht hier und sagt etwas.\n\n## Zwischentitel\n\nDer zweite Absatz.\n"
    );
    assert_eq!(names(&records), ["Anna Berger", "/Politik", "#Wahl"]);
    let told = told(&records);
    assert!(
        told.contains("dropped as “share”: Teilen")
            && told.contains("dropped as <aside>: Mehr dazu"),
        "{told}"
    );
}

#[test]
fn a_page_without_any_marks_still_has_a_text() {
    let page = "<html><body><h1>Titel</h1><p>Der erste Absatz, der etwas sagt.</p></body></html>";
    let records = records(Format::Page, page.as_bytes());
    let article = articles(&records)[0];

    assert_eq!(
        (
            article.headline.as_str(),
            article.document.plain_text().as_str()
        ),
        ("Titel", "Der erste Absatz, der etwas sagt.")
    );
    assert!(told(&records).contains("does not say when it was published"));
}

#[test]
fn what_breaks_off_gives_what_came_before() {
    let whole = ghost(true);
    let cut = &whole[..whole.find("Nur HTML").expect("it is there")];
    let found = records(Format::Ghost, cut.as_bytes());

    assert_eq!(articles(&found).len(), 2);
}

#[test]
fn tables_of_nitf_stay_tables_and_what_is_none_is_told() {
    let table = "<nitf-table><nitf-table-metadata><nitf-colgroup/></nitf-table-metadata><table><tr><th>Partei</th><th>Stimmen</th></tr><tr><td>A</td><td>12</td></tr></table></nitf-table>";
    let own = "<nitf-table><custom-table><zeile/></custom-table></nitf-table>";
    let file = format!(
        "<nitf><head><title>Wahl</title></head><body><body.content><p>Vorher.</p>{table}<p>Nachher.</p>{own}</body.content></body></nitf>"
    );
    let read = records(Format::Nitf, file.as_bytes());
    let article = read.iter().find_map(|record| match record {
        Record::Article(article) => Some(article),
        _ => None,
    });
    let article = article.expect("there is one");
    let table = article
        .document
        .blocks
        .iter()
        .find_map(|block| match &block.body {
            Body::Table(table) => Some(table),
            _ => None,
        });
    let table = table.expect("the table is one");
    let row = |cells: &[masthead_text::Inline]| {
        cells
            .iter()
            .map(masthead_text::Inline::text)
            .collect::<Vec<_>>()
    };
    assert_eq!(row(&table.header), ["Partei", "Stimmen"]);
    assert_eq!(row(&table.rows[0]), ["A", "12"]);
    let told = |finding: &masthead_formats::Finding| finding.what.contains("sender's own");
    assert_eq!(article.findings.iter().filter(|it| told(it)).count(), 1);
}
