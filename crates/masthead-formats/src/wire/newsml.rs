//! NewsML-G2 items (`formats.md` d2): texts become articles, pictures and films become media, everything else is named.

use masthead_text::{Address, Body, Document, HtmlOrigin, Image, Inline, Source};

use super::newsml_terms::{code_of, making, name, name_of, standing, time_of, words_of};
use super::{copy, nitf, site};
use crate::model::{
    Article, Finding, LeftOut, Media, MediaKind, MediaRights, Place, Record, Rights,
};
use crate::source::filing::Filing;
use crate::source::markup;
use crate::source::tally::Tally;
use crate::source::words::{self, plain};
use crate::source::xml::Element;

/// The records of a document.
pub(super) fn records(root: &Element) -> Vec<Record> {
    let items = items_in(root);
    let provider = items
        .iter()
        .filter_map(|item| item.down(&["itemMeta"]))
        .map(|meta| name_of(meta, "provider"))
        .find(|provider| !provider.is_empty());
    let mut records = vec![site("newsml-g2", &provider.unwrap_or_default())];
    let (mut filing, mut tally) = (Filing::default(), Tally::default());
    for item in items {
        let record = record(item, &mut filing, &mut tally);
        records.extend(filing.take());
        records.push(record);
    }
    records.extend(tally.findings().into_iter().map(Record::Finding));
    records
}

fn items_in(root: &Element) -> Vec<&Element> {
    match root.local() {
        "newsMessage" => {
            let sets = root.all("itemSet");
            sets.flat_map(|set| set.children.iter()).collect()
        }
        _ => vec![root],
    }
}

fn record(item: &Element, filing: &mut Filing, tally: &mut Tally) -> Record {
    let class = item
        .down(&["itemMeta"])
        .map(|meta| code_of(meta, "itemClass"))
        .unwrap_or_default();
    match (item.local(), class.as_str()) {
        ("newsItem", "picture" | "graphic") => media(item, MediaKind::Picture),
        ("newsItem", "video") => media(item, MediaKind::Video),
        ("newsItem", "audio") => media(item, MediaKind::Audio),
        ("newsItem", _) => Record::Article(Box::new(article(item, filing, tally))),
        ("packageItem", _) => left_out(item, "which articles belong together is not brought in"),
        ("conceptItem" | "knowledgeItem" | "catalogItem", _) => {
            left_out(item, "vocabularies are not brought in")
        }
        ("planningItem", _) => left_out(item, "what an agency plans is not brought in"),
        _ => left_out(item, "it is no item of NewsML-G2"),
    }
}

fn left_out(item: &Element, reason: &str) -> Record {
    Record::LeftOut(LeftOut {
        kind: item.local().to_owned(),
        source_id: item.attribute("guid").to_owned(),
        title: item.words_at(&["itemMeta", "title"]),
        reason: reason.to_owned(),
    })
}

fn article(item: &Element, filing: &mut Filing, tally: &mut Tally) -> Article {
    let mut article = inside(item, filing, tally);
    item.attribute("guid").clone_into(&mut article.source_id);
    item.attribute("version").clone_into(&mut article.version);
    if let Some(meta) = item.down(&["itemMeta"]) {
        item_meta(meta, &mut article);
        tally_children(meta, ITEM_META, "itemMeta", tally);
    }
    if let Some(meta) = item.down(&["contentMeta"]) {
        content_meta(meta, filing, &mut article);
        tally_children(meta, CONTENT_META, "contentMeta", tally);
    }
    if let Some(rights) = item.down(&["rightsInfo"]) {
        article.rights = rights_of(rights, &article.rights.credit);
    }
    if article.language.is_none() {
        let language = item.attribute("xml:lang").to_owned();
        article.language = Some(language).filter(|language| !language.is_empty());
    }
    article.published_at = article.published_at.or(article.created_at);
    article
}

/// What is read, or says nothing outside the agency.
const ITEM_META: &[&str] = &[
    "itemClass",
    "provider",
    "versionCreated",
    "firstCreated",
    "embargoed",
    "pubStatus",
    "title",
    "edNote",
    "expires",
    "generator",
    "profile",
    "service",
    "fileName",
    "hash",
    "incomingFeedId",
    "metadataCreator",
];
const CONTENT_META: &[&str] = &[
    "urgency",
    "contentCreated",
    "contentModified",
    "located",
    "digitalSourceType",
    "creator",
    "language",
    "keyword",
    "subject",
    "slugline",
    "headline",
    "dateline",
    "by",
    "creditline",
    "description",
    "genre",
    "infoSource",
    "icon",
];

fn tally_children(meta: &Element, read: &[&str], of: &str, tally: &mut Tally) {
    for child in &meta.children {
        if !read.contains(&child.local()) {
            let what = format!("<{}> of {of} was left out", child.local());
            tally.count(&what, || Place::byte(child.byte));
        }
    }
}

fn item_meta(meta: &Element, article: &mut Article) {
    standing(meta, article);
    article.created_at = time_of(meta, "firstCreated", &mut article.findings);
    article.modified_at = time_of(meta, "versionCreated", &mut article.findings);
    article.expires_at = time_of(meta, "expires", &mut article.findings);
    article.published_at = article.created_at.or(article.modified_at);
    article.desk_note = words_of(meta, "edNote", "");
    if article.headline.is_empty() {
        article.headline = plain(&words_of(meta, "title", ""));
    }
    article.rights.credit = name_of(meta, "provider");
}

fn content_meta(meta: &Element, filing: &mut Filing, article: &mut Article) {
    let headline = plain(&words_of(meta, "headline", "main"));
    if !headline.is_empty() {
        article.headline = headline;
    }
    article.slug = words_of(meta, "slugline", "");
    article.urgency = words_of(meta, "urgency", "").parse().ok();
    article.genre = name_of(meta, "genre");
    article.dateline = first_of([name_of(meta, "located"), words_of(meta, "dateline", "")]);
    if article.lede.is_empty() {
        article.lede = plain(&words_of(meta, "description", "summary"));
    }
    article.language = meta
        .all("language")
        .next()
        .map(|language| language.attribute("tag").to_owned());
    if let Some(source_type) = meta.all("digitalSourceType").next() {
        article.digital_source_type = first_of([
            source_type.attribute("uri").to_owned(),
            source_type.attribute("qcode").to_owned(),
        ]);
        article.making = making(&article.digital_source_type);
    }
    for subject in meta.all("subject") {
        filing.topic(&name(subject), article);
    }
    for keyword in meta.all("keyword") {
        filing.topic(&keyword.words(), article);
    }
    bylines(meta, filing, article);
}

fn bylines(meta: &Element, filing: &mut Filing, article: &mut Article) {
    let by = words_of(meta, "by", "");
    if !by.is_empty() {
        article.writers.clear();
        filing.byline(&by, article);
    }
    if article.writers.is_empty() && article.byline.is_empty() {
        for creator in meta.all("creator") {
            filing.writer(&name(creator), "", article);
        }
    }
    let credit = words_of(meta, "creditline", "");
    if !credit.is_empty() {
        article.rights.credit = credit;
    }
}

fn first_of<const N: usize>(texts: [String; N]) -> String {
    let found = texts.into_iter().find(|text| !text.is_empty());
    found.unwrap_or_default()
}

fn rights_of(rights: &Element, credit: &str) -> Rights {
    let mining = rights.all("dataMining").next();
    Rights {
        holder: name_of(rights, "copyrightHolder"),
        notice: words_of(rights, "copyrightNotice", ""),
        usage_terms: words_of(rights, "usageTerms", ""),
        credit: credit.to_owned(),
        licence: rights
            .all("link")
            .next()
            .map(|link| link.attribute("href").to_owned())
            .unwrap_or_default(),
        mining: mining.map(name).unwrap_or_default(),
    }
}

/// The text, in whichever form it stands in the content set.
fn inside(item: &Element, filing: &mut Filing, tally: &mut Tally) -> Article {
    let Some(set) = item.down(&["contentSet"]) else {
        return Article::default();
    };
    let mut article = Article::default();
    let mut has_text = false;
    for content in &set.children {
        let form = content.children.first().map_or("", Element::local);
        match (content.local(), form) {
            ("inlineXML", "nitf") if !has_text => {
                article = nitf::article(&content.children[0], filing, tally);
                has_text = true;
            }
            ("inlineXML", _) if !has_text => {
                let html = markup::inside(content, markup::same);
                xhtml(&html, &mut article);
                has_text = true;
            }
            ("inlineData", _) if !has_text => {
                article.document = Document::of(copy::paragraphs(&content.text));
                has_text = true;
            }
            ("remoteContent", _) => remote(content, &mut article),
            _ => {
                let what = "the same text in another form was left out";
                let place = Place::byte(content.byte);
                article.findings.push(Finding::note(place, what));
            }
        }
    }
    article
}

fn xhtml(html: &str, article: &mut Article) {
    let (document, findings) = words::blocks(html, HtmlOrigin::Plain, "");
    article.document = document;
    article.findings.extend(findings);
    if let Some(Body::Image(image)) = article.document.blocks.first().map(|block| &block.body) {
        article.lead = Some(image.clone());
        article.document.blocks.remove(0);
    }
}

fn remote(content: &Element, article: &mut Article) {
    let what = format!("`{}` elsewhere was left out", content.attribute("href"));
    let place = Place::byte(content.byte);
    article.findings.push(Finding::lossy(place, what));
}

fn media(item: &Element, kind: MediaKind) -> Record {
    let renditions = item.down(&["contentSet"]);
    let renditions = renditions.map(|set| set.all("remoteContent"));
    let best = renditions
        .into_iter()
        .flatten()
        .max_by_key(|one| one.attribute("width").parse::<u64>().unwrap_or(0));
    let Some((best, address)) =
        best.and_then(|best| Some((best, Address::parse(best.attribute("href"))?)))
    else {
        return left_out(item, "it has no address that can be used");
    };
    let meta = item.down(&["contentMeta"]);
    let told = |child: &str, role: &str| {
        meta.map(|meta| words_of(meta, child, role))
            .unwrap_or_default()
    };
    let rights = item
        .down(&["rightsInfo"])
        .map(|rights| rights_of(rights, ""))
        .unwrap_or_default();
    let creators = meta.into_iter().flat_map(|meta| meta.all("creator"));
    let rights = MediaRights {
        caption: told("description", "caption"),
        headline: told("headline", ""),
        creators: creators.map(name).collect(),
        credit: told("creditline", ""),
        copyright_notice: rights.notice,
        copyright_holder: rights.holder,
        usage_terms: rights.usage_terms,
        mining: rights.mining,
        digital_source_type: meta
            .map(|meta| name_of(meta, "digitalSourceType"))
            .unwrap_or_default(),
        ..MediaRights::default()
    };
    let image = Image {
        caption: Inline::plain(&rights.caption),
        credit: first_of([rights.credit.clone(), rights.creators.join(" / ")]),
        width: best.attribute("width").parse().ok(),
        height: best.attribute("height").parse().ok(),
        ..Image::at(Source::Address(address))
    };
    Record::Media(Box::new(Media {
        kind,
        title: rights.headline.clone(),
        media_type: best.attribute("contenttype").to_owned(),
        size_bytes: best.attribute("size").parse().ok(),
        rights,
        ..Media::of(item.attribute("guid"), image)
    }))
}
