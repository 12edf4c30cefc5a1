//! `masthead convert`: writes files of other systems in another format. Needs no site and changes nothing.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use masthead_core::kernel::Clock;
use masthead_formats::photo::Photo;
use masthead_formats::writing::{
    self, Collection, Feed, ImageObject, News, NewsArticle, Page, Podcast,
};
use masthead_formats::{Finding, Format, Media, MediaRights, ReadError, Record, Records, Site};
use masthead_text::{Image, Source};
use serde_json::{Value, json};

use super::open::{self, OpenError, Opened};
use crate::commands::import::plain;

/// What to convert, and into what.
#[derive(clap::Args)]
pub(crate) struct Convert {
    /// What to write.
    #[arg(long, value_enum, value_name = "FORMAT")]
    to: Target,
    /// What the files are; found out if not said.
    #[arg(long, default_value = "auto", value_name = "FORMAT")]
    format: String,
    /// The zone of times that have none.
    #[arg(long, default_value = "UTC", value_name = "ZONE")]
    zone: String,
    /// Seconds after which to stop reading, whatever is left of a file.
    #[arg(long, value_name = "SECS")]
    within: Option<u64>,
    /// Where to write; the standard output if not said. It must not be there yet.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The files, of one site.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// What can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Target {
    /// Masthead's own export: everything, JSON lines.
    Masthead,
    /// ninjs 3.1; of several articles a line each.
    Ninjs,
    /// NewsML-G2 2.35 with XHTML.
    NewsmlG2,
    /// RSS 2.0.
    Rss,
    /// Atom.
    Atom,
    /// JSON Feed 1.1.
    JsonFeed,
    /// A sitemap.
    Sitemap,
    /// The news of the last two days, for Google.
    NewsSitemap,
    /// A podcast feed (PSP-1).
    Podcast,
    /// JSON-LD in the words of schema.org.
    SchemaOrg,
}

impl Target {
    /// Whether it shows only what everybody may read.
    fn is_for_readers(self) -> bool {
        !matches!(
            self,
            Self::Masthead | Self::Ninjs | Self::NewsmlG2 | Self::SchemaOrg
        )
    }

    /// What a file of it is called in a folder.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::Masthead => "site.jsonl",
            Self::Ninjs => "articles.ninjs.jsonl",
            Self::NewsmlG2 => "articles.newsml.xml",
            Self::Rss => "feed.xml",
            Self::Atom => "atom.xml",
            Self::JsonFeed => "feed.json",
            Self::Sitemap => "sitemap.xml",
            Self::NewsSitemap => "news-sitemap.xml",
            Self::Podcast => "podcast.xml",
            Self::SchemaOrg => "articles.jsonld",
        }
    }
}

impl Convert {
    /// One of our own exports into a file.
    pub(crate) fn of(export: PathBuf, to: Target, out: PathBuf) -> Self {
        Self {
            to,
            format: Format::Masthead.word().to_owned(),
            zone: "UTC".to_owned(),
            within: None,
            out: Some(out),
            files: vec![export],
        }
    }
}

/// Converts the files into one. Code 0: done; what was lost is told on the error output. Code 2: a file is not what it
/// should be, and nothing was written, or not all.
pub(crate) fn convert(request: &Convert) -> Result<ExitCode> {
    let format = open::format(&request.format)?;
    let zone = open::zone(&request.zone)?;
    let now = Timestamp::from_microsecond(Clock::of_the_machine().now().as_micros())?;
    let mut sources = Vec::new();
    for file in &request.files {
        match records(file, format, &zone, request.within) {
            Ok(records) => sources.push(records),
            Err(error) => {
                eprintln!("masthead: {}: {error}", file.display());
                return Ok(ExitCode::from(if error.is_of_the_file() { 2 } else { 1 }));
            }
        }
    }
    let records = OneSite::of(sources);
    match write(request, records, now) {
        Ok(findings) => {
            for finding in findings {
                eprintln!("{}", plain(&finding.to_string()));
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(error) if is_of_the_files(&error) => {
            eprintln!("masthead: {error:#}");
            Ok(ExitCode::from(2))
        }
        Err(error) => Err(error),
    }
}

/// Whether the files are to blame, and not the disk.
fn is_of_the_files(error: &anyhow::Error) -> bool {
    let of_source = error.downcast_ref::<ReadError>();
    error.is::<NoArticle>() || of_source.is_some_and(|it| !matches!(it, ReadError::Io(_)))
}

/// There is nothing in the files that the format is about.
#[derive(Debug, thiserror::Error)]
#[error("there is no article in it; a photograph can be written as ninjs, schema-org or masthead")]
struct NoArticle;

fn records(
    file: &Path,
    format: Option<Format>,
    zone: &TimeZone,
    secs: Option<u64>,
) -> Result<Records<'static>, OpenError> {
    match open::open(file, format, zone, open::within(secs))? {
        Opened::Records(_, records) => Ok(records),
        Opened::Photo(photo) => {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            Ok(Box::new(of_photo(&photo, &name).into_iter().map(Ok)))
        }
    }
}

/// A photograph as a source with one picture in it, called by its file.
fn of_photo(photo: &Photo, name: &str) -> Vec<Record> {
    let mut image = Image::at(Source::Media(name.to_owned()));
    let rights = MediaRights::from(&photo.rights);
    image.credit.clone_from(&rights.credit);
    image.alt.clone_from(&rights.alt);
    let mut media = Media::of(name, image);
    media.title.clone_from(&rights.title);
    media.rights = rights;
    media.findings.clone_from(&photo.findings);
    let site = Site {
        system: "photographs".to_owned(),
        ..Site::default()
    };
    vec![Record::Site(site), Record::Media(Box::new(media))]
}

/// Several files of one site, one after the other, with the site said once.
struct OneSite {
    sources: std::vec::IntoIter<Records<'static>>,
    current: Option<Records<'static>>,
    site: Option<Site>,
}

impl OneSite {
    fn of(sources: Vec<Records<'static>>) -> Self {
        let mut sources = sources.into_iter();
        Self {
            current: sources.next(),
            sources,
            site: None,
        }
    }
}

impl Iterator for OneSite {
    type Item = Result<Record, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(next) = self.current.as_mut()?.next() else {
                self.current = self.sources.next();
                continue;
            };
            let Ok(Record::Site(site)) = &next else {
                return Some(next);
            };
            match &self.site {
                None => {
                    self.site = Some(site.clone());
                    return Some(next);
                }
                Some(first) if first.name == site.name && first.system == site.system => {}
                Some(first) => {
                    self.current = None;
                    self.sources = Vec::new().into_iter();
                    let reason = format!(
                        "the files are of two sites (“{}”, “{}”); convert them one by one",
                        first.name, site.name
                    );
                    return Some(Err(ReadError::Malformed {
                        position: 0,
                        reason,
                    }));
                }
            }
        }
    }
}

fn write(request: &Convert, records: OneSite, now: Timestamp) -> Result<Vec<Finding>> {
    let mut out: Box<dyn Write> = match &request.out {
        None => Box::new(std::io::BufWriter::new(std::io::stdout())),
        Some(path) => {
            let file = std::fs::File::create_new(path)
                .with_context(|| format!("{} cannot be made", path.display()))?;
            Box::new(std::io::BufWriter::new(file))
        }
    };
    let findings = match request.to {
        Target::Masthead => {
            writing::write_archive(records, &mut out).map_err(|error| match error {
                writing::ArchiveError::Source(error) => anyhow::Error::from(error),
                writing::ArchiveError::Io(error) => error.into(),
            })?;
            Vec::new()
        }
        target => {
            let collection = Collection::of(records)?;
            let (text, findings) = converted(target, &collection, now)?;
            out.write_all(text.as_bytes())?;
            findings
        }
    };
    out.flush()?;
    Ok(findings)
}

fn converted(
    target: Target,
    collection: &Collection,
    now: Timestamp,
) -> Result<(String, Vec<Finding>)> {
    let mut findings = collection.findings();
    if collection.articles.is_empty() && !matches!(target, Target::Ninjs | Target::SchemaOrg) {
        return Err(NoArticle.into());
    }
    if target.is_for_readers() {
        findings.extend(collection.held_back(now));
    }
    if matches!(target, Target::Sitemap | Target::NewsSitemap) {
        findings.extend(collection.without_address());
    }
    let feed = || Feed::of(collection, now);
    let text = match target {
        Target::Masthead => unreachable!("it is written record by record"),
        Target::Ninjs => ninjs(collection, &mut findings)?,
        Target::NewsmlG2 => {
            let (text, lost) = writing::newsml_g2(collection, now);
            findings.extend(lost);
            text
        }
        Target::Rss => writing::rss(&feed()),
        Target::Atom => writing::atom(&feed()),
        Target::JsonFeed => pretty(&writing::json_feed(&feed()))?,
        Target::Sitemap => writing::sitemap(&Page::of(collection, now)),
        Target::NewsSitemap => {
            writing::news_sitemap(&collection.site.title, &News::of(collection, now))
        }
        Target::Podcast => {
            let (podcast, doubts) = Podcast::of(collection, now);
            findings.extend(doubts);
            writing::podcast(&podcast)
        }
        Target::SchemaOrg => schema_org(collection)?,
    };
    Ok((text, findings))
}

fn pretty(value: &Value) -> Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

/// The articles; the pictures if there are none.
fn ninjs(collection: &Collection, findings: &mut Vec<Finding>) -> Result<String> {
    let mut items: Vec<Value> = Vec::new();
    for article in &collection.articles {
        let (item, lost) = writing::ninjs(article, collection);
        findings.extend(lost);
        items.push(item);
    }
    if items.is_empty() {
        let pictures = pictures(collection);
        items.extend(pictures.map(|(media, address)| {
            writing::ninjs_picture(media, address.as_deref(), &media.source_id)
        }));
    }
    match &items[..] {
        [item] => pretty(item),
        items => Ok(items.iter().map(|item| format!("{item}\n")).collect()),
    }
}

fn pictures(collection: &Collection) -> impl Iterator<Item = (&Media, Option<String>)> {
    let mut media: Vec<&Media> = collection.media.values().collect();
    media.sort_by(|one, other| one.source_id.cmp(&other.source_id));
    let address = |media: &Media| collection.source(&media.image.source);
    media.into_iter().map(move |media| (media, address(media)))
}

fn schema_org(collection: &Collection) -> Result<String> {
    let articles = collection.articles.iter();
    let mut graph: Vec<Value> = articles
        .map(|article| writing::news_article(&NewsArticle::of(article, collection)))
        .collect();
    if graph.is_empty() {
        graph.extend(pictures(collection).map(|(media, address)| {
            let image = ImageObject::of(&media.image, Some(media), address.unwrap_or_default());
            writing::image_object(&image)
        }));
    }
    pretty(&json!({ "@context": "https://schema.org", "@graph": graph }))
}
