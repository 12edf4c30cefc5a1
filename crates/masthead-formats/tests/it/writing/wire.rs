//! What agencies and search engines get: ninjs, NewsML-G2, schema.org.

use masthead_formats::photo::{Field, Rights};
use masthead_formats::writing::{
    Collection, Coverage, CoverageUpdate, ImageObject, NewsArticle, Organization, image_object,
    live_blog, news_article, newsml_g2, ninjs, ninjs_picture, organization,
};
use masthead_formats::{Article, ArticleState, Media, MediaRights, Record, Site};
use masthead_text::{Address, Image, Source};
use serde_json::{Value, json};

use super::ninjs_rules::breaches;
use super::{blatt, now};

fn only(article: Article) -> Collection {
    let site = Site {
        name: "blatt.example".to_owned(),
        ..Site::default()
    };
    let records = [Record::Site(site), Record::Article(Box::new(article))];
    Collection::of(records.into_iter().map(Ok)).expect("nothing is read from a disk")
}

#[test]
fn ninjs_keeps_the_rules_of_its_schema() {
    let blatt = blatt();
    for article in &blatt.articles {
        let (item, _) = ninjs(article, &blatt);
        assert_eq!(breaches(&item), Vec::<String>::new(), "{item:#}");
    }
    let empty = Article::default();
    let (item, _) = ninjs(&empty, &only(empty.clone()));
    assert_eq!(breaches(&item), Vec::<String>::new(), "{item:#}");
}

#[test]
fn ninjs_says_what_the_article_says() {
    let blatt = blatt();
    let (item, findings) = ninjs(&blatt.articles[0], &blatt);
    assert_eq!(item["uri"], "urn:newsml:blatt.example:20261122:17:1");
    assert_eq!(
        item["headlines"][1],
        json!({ "role": "kicker", "value": "Gemeinderat" })
    );
    assert_eq!(item["by"], "Anna Berger, Jo O’Neill <Reisen>");
    assert_eq!(item["urgency"], 4);
    let lead = &item["associations"][0];
    assert_eq!(lead["rel"], "lead");
    assert_eq!(
        lead["infoSources"][0],
        json!({ "name": "Agentur / Paul Brandl", "role": "credit" })
    );
    assert_eq!(lead["copyrightNotice"], "© 2026 APA");
    let lost: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        lost,
        ["loss: 17, document: corrections are written as boxes in the text"]
    );
    let (translated, _) = ninjs(&blatt.articles[1], &blatt);
    let term =
        "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";
    assert_eq!(translated["digitalSourceType"]["uri"], term);
    let (held, _) = ninjs(&blatt.articles[2], &blatt);
    assert_eq!(held["embargoedUntil"], "2099-01-01T00:00:00Z");
}

#[test]
fn an_embargo_in_words_holds_an_article_back() {
    let article = Article {
        source_id: "1".to_owned(),
        embargo: "Frei bei Redebeginn".to_owned(),
        ..Article::default()
    };
    let collection = only(article.clone());
    let (item, _) = ninjs(&article, &collection);
    assert_eq!(item["pubStatus"], "withheld");
    assert_eq!(item["edNote"], "Frei bei Redebeginn");
    let (xml, _) = newsml_g2(&collection, now());
    assert!(
        xml.contains("<embargoed/>") && xml.contains("stat:withheld"),
        "{xml}"
    );
}

#[test]
fn what_was_withdrawn_is_canceled() {
    let article = Article {
        source_id: "1".to_owned(),
        state: ArticleState::Withdrawn,
        ..Article::default()
    };
    let (item, _) = ninjs(&article, &only(article.clone()));
    assert_eq!(item["pubStatus"], "canceled");
}

#[test]
fn a_photograph_is_a_picture_of_its_own() {
    let mut rights = Rights::default();
    rights.set(Field::Caption, "Die Brücke");
    rights.set(Field::Creator, "Paul Brandl");
    rights.set(Field::Credit, "APA");
    rights.set(Field::Created, "2026-11-22");
    let address = Address::parse("https://bilder.example/1.jpg").expect("it is an address");
    let mut media = Media::of("1", Image::at(Source::Address(address)));
    media.rights = MediaRights::from(&rights);
    for address in [None, Some("https://bilder.example/1.jpg")] {
        let item = ninjs_picture(&media, address, "1");
        assert_eq!(breaches(&item), Vec::<String>::new(), "{item:#}");
        assert_eq!(item["by"], "Paul Brandl");
    }
}

#[test]
fn newsml_is_well_formed_whatever_the_words() {
    for collection in [blatt(), only(blatt().articles.remove(0))] {
        let (xml, _) = newsml_g2(&collection, now());
        let mut reader = quick_xml::Reader::from_str(&xml);
        while reader.read_event().expect("it is well-formed") != quick_xml::events::Event::Eof {}
        assert!(xml.contains("xml:lang=\"de\"") || xml.contains("guid=\"urn:newsml:"));
    }
}

/// The order of the standard's groups of metadata (NewsML-G2 2.35, `AdministrativeMetadataGroup` and
/// `DescriptiveMetadataGroup`), as far as we write them: an element in another place makes the item invalid.
const CONTENT_META: &[&str] = &[
    "icon",
    "urgency",
    "contentCreated",
    "contentModified",
    "digitalSourceType",
    "located",
    "infoSource",
    "creator",
    "contributor",
    "audience",
    "exclAudience",
    "altId",
    "rating",
    "userInteraction",
    "language",
    "genre",
    "keyword",
    "subject",
    "slugline",
    "headline",
    "dateline",
    "by",
    "creditline",
    "description",
];

/// The names of the elements right below one.
fn children_of(parent: &str, xml: &str) -> Vec<String> {
    use quick_xml::events::Event;
    let (mut open, mut children) = (Vec::new(), Vec::new());
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        let event = reader.read_event().expect("it is well-formed");
        let (name, is_open) = match &event {
            Event::Start(start) => (start.name().into_inner().to_owned(), true),
            Event::Empty(start) => (start.name().into_inner().to_owned(), false),
            Event::End(_) => {
                open.pop();
                continue;
            }
            Event::Eof => return children,
            _ => continue,
        };
        if open.last().is_some_and(|above| above == parent) {
            children.push(name.clone());
        }
        if is_open {
            open.push(name);
        }
    }
}

#[test]
fn each_element_of_newsml_stands_where_the_standard_has_it() {
    let mut collection = blatt();
    collection.articles.truncate(1);
    let (xml, _) = newsml_g2(&collection, now());
    let children = children_of("contentMeta", &xml);
    let places: Vec<usize> = children
        .iter()
        .map(|name| CONTENT_META.iter().position(|it| it == name))
        .map(|place| place.expect("the standard knows it"))
        .collect();

    assert!(places.is_sorted(), "{children:?}");
    assert!(children.iter().any(|name| name == "altId"));
    assert!(children.len() > 8, "{children:?}");
}

#[test]
fn search_engines_read_who_made_the_picture() {
    let blatt = blatt();
    let article = news_article(&NewsArticle::of(&blatt.articles[0], &blatt));
    assert_eq!(article["@type"], "NewsArticle");
    let image = &article["image"][0];
    assert_eq!(image["creditText"], "Agentur / Paul Brandl");
    assert_eq!(image["creator"][0]["name"], "Paul Brandl");
    assert_eq!(image["license"], "https://blatt.example/rechte");
    assert_eq!(image["acquireLicensePage"], "https://bilder.example/lizenz");
    assert_eq!(
        image["digitalSourceType"],
        "https://schema.org/DigitalCaptureDigitalSource"
    );
    assert_eq!(article["correction"][0]["datePublished"], "2026-11-22");
    let translated = news_article(&NewsArticle::of(&blatt.articles[1], &blatt));
    assert_eq!(
        translated["translationOfWork"]["@id"],
        "https://blatt.example/politik/budget-beschlossen-17"
    );
    assert_eq!(
        translated["digitalSourceType"],
        "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource"
    );
}

#[test]
fn live_coverage_names_its_updates() {
    let coverage = Coverage {
        starts_at: Some(now()),
        updates: vec![CoverageUpdate {
            headline: "Es geht los".to_owned(),
            text: "Die Sitzung beginnt.".to_owned(),
            published_at: Some(now()),
            ..CoverageUpdate::default()
        }],
        ..Coverage::default()
    };
    let value = live_blog(&coverage);
    assert_eq!(value["@type"], "LiveBlogPosting");
    assert_eq!(value["coverageStartTime"], "2026-11-22T13:00:00Z");
    assert_eq!(value["liveBlogUpdate"][0]["@type"], "BlogPosting");
    assert_eq!(value["coverageEndTime"], Value::Null);
}

#[test]
fn a_house_says_how_it_works() {
    let house = Organization {
        name: "Blatt".to_owned(),
        masthead: "https://blatt.example/impressum".to_owned(),
        ..Organization::default()
    };
    let expected = json!({
        "@type": "NewsMediaOrganization",
        "name": "Blatt",
        "masthead": "https://blatt.example/impressum",
    });
    assert_eq!(organization(&house), expected);
    let nothing = image_object(&ImageObject::default());
    assert_eq!(nothing, json!({ "@type": "ImageObject" }));
}
