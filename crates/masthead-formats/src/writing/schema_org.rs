//! What search engines read of a page, in the words of schema.org: `NewsArticle`, `ImageObject`,
//! `NewsMediaOrganization`, `LiveBlogPosting`.

use jiff::Timestamp;
use serde_json::Value;

use super::feed::Correction;
use super::json::Object;
use super::ninjs::SOURCE_TYPES;
use super::times::maybe;
use crate::model::MediaRights;

/// The house behind a site. What it says about how it works are addresses; each may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Organization {
    /// Its name.
    pub name: String,
    /// Its first page.
    pub address: String,
    /// The address of its sign.
    pub logo: String,
    /// The page with its imprint: who is responsible for what.
    pub masthead: String,
    /// The page with its corrections.
    pub corrections_policy: String,
    /// The page that explains by what rules it works.
    pub ethics_policy: String,
    /// The page that says how readers can reach it.
    pub feedback_policy: String,
    /// The page that says to whom it belongs and who pays for it.
    pub ownership: String,
}

/// Somebody who wrote an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Byline {
    /// Their name.
    pub name: String,
    /// Their page; may be empty.
    pub address: String,
}

/// The same article in another language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edition {
    /// Its address.
    pub address: String,
    /// Its language.
    pub language: String,
    /// Its headline.
    pub headline: String,
}

/// An article as search engines see it. What is empty is not said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewsArticle {
    /// Its address.
    pub address: String,
    /// Its headline.
    pub headline: String,
    /// Short words above the headline.
    pub kicker: String,
    /// Its lede.
    pub lede: String,
    /// Its language.
    pub language: String,
    /// The name of its main section.
    pub section: String,
    /// Where it was reported from.
    pub dateline: String,
    /// How many words it has.
    pub words: Option<u64>,
    /// Whether everybody may read it.
    pub is_free: bool,
    /// Who wrote it.
    pub authors: Vec<Byline>,
    /// Who published it.
    pub publisher: Organization,
    /// The names of its topics.
    pub topics: Vec<String>,
    /// When it was first published.
    pub published_at: Option<Timestamp>,
    /// When it last changed in substance.
    pub updated_at: Option<Timestamp>,
    /// Its pictures, the lead first.
    pub images: Vec<ImageObject>,
    /// What was put right.
    pub corrections: Vec<Correction>,
    /// What it was translated from.
    pub original: Option<Edition>,
    /// What it was translated into.
    pub translations: Vec<Edition>,
    /// Who is responsible for the translation.
    pub translator: String,
    /// How it came to be: a term of IPTC, as an address.
    pub digital_source_type: String,
    /// Whose it is, and the notice to be printed.
    pub copyright_holder: String,
    /// The notice to be printed.
    pub copyright_notice: String,
    /// An address with the licence.
    pub licence: String,
    /// How many posts stand below it.
    pub posts: Option<u64>,
}

/// A picture as search engines see it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImageObject {
    /// Where the file is.
    pub address: String,
    /// In pixels, if known.
    pub width: Option<u32>,
    /// In pixels, if known.
    pub height: Option<u32>,
    /// Whose it is; of these fields the caption is what readers see below it.
    pub rights: MediaRights,
}

/// Live coverage: what happened, as it happened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The article around it.
    pub article: NewsArticle,
    /// When it begins.
    pub starts_at: Option<Timestamp>,
    /// When it ends.
    pub ends_at: Option<Timestamp>,
    /// Newest first.
    pub updates: Vec<CoverageUpdate>,
}

/// One entry of live coverage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CoverageUpdate {
    /// Its address, with the anchor.
    pub address: String,
    /// Its headline.
    pub headline: String,
    /// Its text.
    pub text: String,
    /// Who wrote it.
    pub authors: Vec<Byline>,
    /// When it was published.
    pub published_at: Option<Timestamp>,
    /// When it last changed.
    pub updated_at: Option<Timestamp>,
}

/// `NewsMediaOrganization`.
#[must_use]
pub fn organization(it: &Organization) -> Value {
    Object::of_type("NewsMediaOrganization")
        .with("name", it.name.as_str())
        .with("url", it.address.as_str())
        .with("logo", it.logo.as_str())
        .with("masthead", it.masthead.as_str())
        .with("correctionsPolicy", it.corrections_policy.as_str())
        .with("ethicsPolicy", it.ethics_policy.as_str())
        .with("actionableFeedbackPolicy", it.feedback_policy.as_str())
        .with("ownershipFundingInfo", it.ownership.as_str())
        .into()
}

/// `NewsArticle`.
#[must_use]
pub fn news_article(it: &NewsArticle) -> Value {
    described(Object::of_type("NewsArticle"), it).into()
}

/// `LiveBlogPosting`.
#[must_use]
pub fn live_blog(it: &Coverage) -> Value {
    let updates: Vec<Value> = it.updates.iter().map(update).collect();
    described(Object::of_type("LiveBlogPosting"), &it.article)
        .with("coverageStartTime", maybe(it.starts_at))
        .with("coverageEndTime", maybe(it.ends_at))
        .with("liveBlogUpdate", updates)
        .into()
}

fn described(object: Object, it: &NewsArticle) -> Object {
    let images: Vec<Value> = it.images.iter().map(image_object).collect();
    let corrections: Vec<Value> = it.corrections.iter().map(correction).collect();
    let translations: Vec<Value> = it.translations.iter().map(edition).collect();
    let (translator, holder) = (it.translator.as_str(), it.copyright_holder.as_str());
    object
        .with("headline", it.headline.as_str())
        .with("alternativeHeadline", it.kicker.as_str())
        .with("description", it.lede.as_str())
        .with("inLanguage", it.language.as_str())
        .with("mainEntityOfPage", it.address.as_str())
        .with("url", it.address.as_str())
        .with("articleSection", it.section.as_str())
        .with("dateline", it.dateline.as_str())
        .with("wordCount", it.words)
        .with("isAccessibleForFree", it.is_free)
        .with("author", authors(&it.authors))
        .with("publisher", organization(&it.publisher))
        .with("keywords", it.topics.clone())
        .with("datePublished", maybe(it.published_at))
        .with("dateModified", maybe(it.updated_at))
        .with("image", images)
        .with("correction", corrections)
        .with("translationOfWork", it.original.as_ref().map(edition))
        .with("workTranslation", translations)
        .with("translator", named("Person", translator))
        .with("digitalSourceType", source_type(&it.digital_source_type))
        .with("copyrightHolder", named("Organization", holder))
        .with("copyrightNotice", it.copyright_notice.as_str())
        .with("license", web(&it.licence))
        .with("commentCount", it.posts)
}

fn named(kind: &str, name: &str) -> Value {
    match name {
        "" => Value::Null,
        name => Object::of_type(kind).with("name", name).into(),
    }
}

fn web(address: &str) -> Option<&str> {
    Some(address).filter(|it| it.starts_with("https://") || it.starts_with("http://"))
}

fn authors(authors: &[Byline]) -> Vec<Value> {
    let person = |Byline { name, address }: &Byline| {
        Object::of_type("Person")
            .with("name", name.as_str())
            .with("url", address.as_str())
            .into()
    };
    authors.iter().map(person).collect()
}

fn edition(it: &Edition) -> Value {
    Object::of_type("NewsArticle")
        .with("@id", it.address.as_str())
        .with("inLanguage", it.language.as_str())
        .with("headline", it.headline.as_str())
        .into()
}

fn correction(it: &Correction) -> Value {
    Object::of_type("CorrectionComment")
        .with("text", it.text.as_str())
        .with("datePublished", it.date())
        .into()
}

fn update(it: &CoverageUpdate) -> Value {
    Object::of_type("BlogPosting")
        .with("headline", it.headline.as_str())
        .with("url", it.address.as_str())
        .with("articleBody", it.text.as_str())
        .with("author", authors(&it.authors))
        .with("datePublished", maybe(it.published_at))
        .with("dateModified", maybe(it.updated_at))
        .into()
}

/// `ImageObject`, with what Google asks for before it names a picture's licence: `contentUrl` and one of creator,
/// credit, copyright and licence.
#[must_use]
pub fn image_object(it: &ImageObject) -> Value {
    let rights = &it.rights;
    let creators = rights.creators.iter().map(|name| named("Person", name));
    let place = [&rights.city, &rights.state, &rights.country];
    let place: Vec<&str> = place
        .into_iter()
        .map(String::as_str)
        .filter(|it| !it.is_empty())
        .collect();
    let people = rights.people.iter().map(|name| named("Person", name));
    Object::of_type("ImageObject")
        .with("contentUrl", it.address.as_str())
        .with("width", it.width)
        .with("height", it.height)
        .with("caption", rights.caption.as_str())
        .with("headline", rights.headline.as_str())
        .with("creator", creators.collect::<Vec<Value>>())
        .with("creditText", rights.credit.as_str())
        .with("copyrightNotice", rights.copyright_notice.as_str())
        .with("license", web(&rights.rights_page))
        .with("acquireLicensePage", web(&rights.licence_page))
        .with("dateCreated", rights.created.as_str())
        .with("contentLocation", named("Place", &place.join(", ")))
        .with("about", people.collect::<Vec<Value>>())
        .with("keywords", rights.keywords.clone())
        .with(
            "digitalSourceType",
            source_type(&rights.digital_source_type),
        )
        .into()
}

/// Terms of IPTC that schema.org has under a name of its own.
const MIRRORED: &[(&str, &str)] = &[
    ("algorithmicMedia", "AlgorithmicMediaDigitalSource"),
    (
        "algorithmicallyEnhanced",
        "AlgorithmicallyEnhancedDigitalSource",
    ),
    ("compositeCapture", "CompositeCaptureDigitalSource"),
    ("composite", "CompositeDigitalSource"),
    ("compositeSynthetic", "CompositeSyntheticDigitalSource"),
    (
        "compositeWithTrainedAlgorithmicMedia",
        "CompositeWithTrainedAlgorithmicMediaDigitalSource",
    ),
    (
        "computationalCapture",
        "MultiFrameComputationalCaptureDigitalSource",
    ),
    ("dataDrivenMedia", "DataDrivenMediaDigitalSource"),
    ("digitalArt", "DigitalArtDigitalSource"),
    ("digitalCapture", "DigitalCaptureDigitalSource"),
    ("minorHumanEdits", "MinorHumanEditsDigitalSource"),
    ("negativeFilm", "NegativeFilmDigitalSource"),
    ("positiveFilm", "PositiveFilmDigitalSource"),
    ("print", "PrintDigitalSource"),
    ("screenCapture", "ScreenCaptureDigitalSource"),
    (
        "trainedAlgorithmicMedia",
        "TrainedAlgorithmicMediaDigitalSource",
    ),
    ("virtualRecording", "VirtualRecordingDigitalSource"),
];

/// A term of IPTC in schema.org's words; where it has none, the term itself.
fn source_type(address: &str) -> String {
    let term = address.strip_prefix(SOURCE_TYPES).unwrap_or_default();
    match MIRRORED.iter().find(|(iptc, _)| *iptc == term) {
        Some((_, schema)) => format!("https://schema.org/{schema}"),
        None => address.to_owned(),
    }
}
