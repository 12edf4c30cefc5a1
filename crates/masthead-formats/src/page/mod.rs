//! A saved article page as HTML: what JSON-LD says, then what Open Graph and `meta` say, then the text itself.

mod content;
mod linked_data;
mod meta;

use std::io::{BufRead, Read};

use masthead_text::{Address, Document, HtmlElement, HtmlNode, Image, Source, html_tree, slug};

use content::Content;
use linked_data::JsonLd;
use meta::Meta;

use crate::model::{Access, Alternate, Article, Finding, Place, ReadError, Record, Site};
use crate::source::decode;
use crate::source::filing::Filing;
use crate::source::time;
use crate::source::words::{host_of, path_of, plain, some};

/// No page is larger.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Reads a page.
///
/// # Errors
/// [`ReadError`] when it is larger than 16 MB.
pub fn read(source: impl BufRead, place: &str) -> Result<Vec<Record>, ReadError> {
    let mut bytes = Vec::new();
    source.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(ReadError::too_much(LARGEST, "pages of more than 16 MB"));
    }
    let (nodes, _) = html_tree(&decode::text(&bytes));
    let meta = Meta::of(&nodes);
    let mut findings = Vec::new();
    let linked = JsonLd::of(&nodes, &mut findings);
    let mut filing = Filing::default();
    let mut article = article(&meta, &linked, &mut filing, place);
    article.findings.append(&mut findings);
    let content = content::read(&nodes, &article.address);
    text(content, &linked, &mut article);
    let site = site(&meta, &linked, &article.address);
    let mut records = vec![Record::Site(site)];
    records.extend(filing.take());
    records.push(Record::Article(Box::new(article)));
    Ok(records)
}

fn site(meta: &Meta, linked: &JsonLd, address: &str) -> Site {
    Site {
        system: "page".to_owned(),
        name: host_of(address),
        title: first([meta.get("og:site_name"), &linked.text("publisher")]),
        language: meta.language.clone(),
        ..Site::default()
    }
}

fn first<const N: usize>(texts: [&str; N]) -> String {
    let found = texts.into_iter().find(|text| !text.trim().is_empty());
    found.map(plain).unwrap_or_default()
}

fn article(meta: &Meta, linked: &JsonLd, filing: &mut Filing, place: &str) -> Article {
    let addresses = [
        meta.canonical.as_str(),
        meta.get("og:url"),
        &linked.text("url"),
    ];
    let address = addresses.into_iter().find(|text| text.contains("://"));
    let address = address.unwrap_or_default().to_owned();
    let headline = first([
        &linked.text("headline"),
        meta.get("og:title"),
        meta.get("twitter:title"),
        &meta.heading,
        &meta.title,
    ]);
    let mut article = Article {
        place: place.to_owned(),
        source_id: some(&linked.text("identifier"))
            .or_else(|| some(&address))
            .unwrap_or_else(|| place.to_owned()),
        lede: first([
            &linked.text("description"),
            meta.get("og:description"),
            meta.get("description"),
        ]),
        slug: slug(&headline, 80),
        headline,
        old_addresses: path_of(&address).into_iter().collect(),
        address,
        dateline: linked.text("dateline"),
        genre: linked.text("genre"),
        language: some(&first([
            &linked.text("inLanguage"),
            &meta.language,
            meta.get("og:locale"),
        ])),
        digital_source_type: linked.text("digitalSourceType"),
        translation_of: some(&linked.text("translationOfWork")),
        takes_posts: true,
        access: match linked.text("isAccessibleForFree").to_lowercase().as_str() {
            "false" => Access::Paying,
            _ => Access::Everybody,
        },
        alternates: meta.alternates.clone(),
        ..Article::default()
    };
    article.rights.holder = linked.text("copyrightHolder");
    article.rights.notice = linked.text("copyrightNotice");
    article.rights.licence = linked.text("license");
    article.rights.credit = linked.text("creditText");
    times(meta, linked, &mut article);
    filed(meta, linked, filing, &mut article);
    article.lead = lead(meta, linked);
    compare(meta, &mut article);
    article
}

/// Where the page says two things, both are told.
fn compare(meta: &Meta, article: &mut Article) {
    let other = plain(meta.get("og:title"));
    let (own, other_small) = (article.headline.to_lowercase(), other.to_lowercase());
    if !other.is_empty() && !other_small.starts_with(&own) && !own.starts_with(&other_small) {
        let what = format!("Open Graph has another headline: “{other}”");
        article.findings.push(Finding::doubtful("og:title", what));
    }
}

fn times(meta: &Meta, linked: &JsonLd, article: &mut Article) {
    let findings = &mut article.findings;
    let mut at = |linked_key: &str, keys: &[&str]| {
        let told = linked.text(linked_key);
        let found = time::told(&told, Place::path(linked_key), findings);
        found.or_else(|| keys.iter().find_map(|key| time::read(meta.get(key))))
    };
    let published = at(
        "datePublished",
        &[
            "article:published_time",
            "date",
            "dc.date",
            "dcterms.created",
            "publish-date",
        ],
    );
    let modified = at(
        "dateModified",
        &["article:modified_time", "og:updated_time", "last-modified"],
    );
    (article.published_at, article.modified_at) = (published, modified);
    article.published_at = article.published_at.or_else(|| time::read(&meta.time));
    if article.published_at.is_none() {
        let what = "the page does not say when it was published";
        article.findings.push(Finding::doubtful("date", what));
    }
}

fn filed(meta: &Meta, linked: &JsonLd, filing: &mut Filing, article: &mut Article) {
    for name in linked.names("author") {
        filing.writer(&name, "", article);
    }
    if article.writers.is_empty() {
        // Some sites put the address of a profile there.
        let names = meta.all("article:author").chain(meta.all("author"));
        for name in names.filter(|name| !name.contains("://")) {
            filing.byline(name, article);
        }
    }
    let sections = linked.names("articleSection");
    let section = sections
        .first()
        .cloned()
        .or_else(|| some(meta.get("article:section")));
    if let Some(section) = section {
        filing.section(&section.replace('/', " "), article);
    }
    let topics = linked.names("keywords");
    let tags = meta.all("article:tag").map(str::to_owned);
    for topic in topics
        .into_iter()
        .chain(tags)
        .chain(meta.get("keywords").split(',').map(str::to_owned))
    {
        filing.topic(&topic, article);
    }
}

fn lead(meta: &Meta, linked: &JsonLd) -> Option<Image> {
    let told = linked.image();
    let from_linked = told.as_ref().map(|image| image.address.as_str());
    let address = [
        from_linked.unwrap_or_default(),
        meta.get("og:image"),
        meta.get("twitter:image"),
    ]
    .into_iter()
    .find_map(Address::parse)?;
    let told = told.unwrap_or_default();
    Some(Image {
        caption: masthead_text::Inline::plain(&told.caption),
        credit: told.credit,
        alt: first([meta.get("og:image:alt"), meta.get("twitter:image:alt")]),
        width: meta.get("og:image:width").parse().ok(),
        height: meta.get("og:image:height").parse().ok(),
        ..Image::at(Source::Address(address))
    })
}

fn text(content: Content, linked: &JsonLd, article: &mut Article) {
    article.findings.extend(content.findings);
    let mut bodies = content.bodies;
    if bodies.is_empty() {
        let whole = linked.text("articleBody");
        bodies = whole
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| {
                let text = masthead_text::Inline::plain(line.trim());
                masthead_text::Body::Paragraph(masthead_text::Paragraph { text })
            })
            .collect();
        let what = match bodies.is_empty() {
            true => "no text of an article was recognised",
            false => "the text was taken from JSON-LD, without its marks",
        };
        article.findings.push(Finding::doubtful("text", what));
    }
    content::without_head(&mut bodies, article);
    article.document = Document::of(bodies);
}

/// All elements, from the outermost in.
fn walk<'e>(nodes: &'e [HtmlNode], visit: &mut dyn FnMut(&'e HtmlElement)) {
    for node in nodes {
        if let HtmlNode::Element(element) = node {
            visit(element);
            walk(&element.children, visit);
        }
    }
}

impl Meta {
    fn alternate(&mut self, language: &str, address: &str) {
        if language != "x-default" && !address.is_empty() {
            self.alternates.push(Alternate {
                language: language.to_owned(),
                address: address.to_owned(),
            });
        }
    }
}
