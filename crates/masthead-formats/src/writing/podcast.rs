//! A podcast feed: RSS as PSP-1 asks for it, with the `podcast:` tags that players understand.
//!
//! Source: the Podcast Standards Project's PSP-1, and the podcast namespace (podcastindex.org/namespace/1.0).

use jiff::Timestamp;
use uuid::Uuid;

use super::times::rfc822;
use super::xml::Xml;

const NAMESPACES: [(&str, &str); 5] = [
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
    ("xmlns:podcast", "https://podcastindex.org/namespace/1.0"),
];

/// From which the name of every podcast is made, by its feed's address (podcast:guid).
const PODCASTS: Uuid = Uuid::from_u128(0xead4_c236_bf58_58c6_a2c6_a6b2_8d12_8cb6);

/// A podcast. Everything but the further tags must be there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Podcast {
    /// Its title.
    pub title: String,
    /// What it is about.
    pub description: String,
    /// Its page.
    pub home: String,
    /// Its own address.
    pub own: String,
    /// Its language.
    pub language: String,
    /// One of Apple's categories, `News`.
    pub category: String,
    /// The address of its picture: square, 1,400 to 3,000 pixels wide.
    pub image: String,
    /// Whether it has words that children should not hear.
    pub is_explicit: bool,
    /// Who makes it; may be empty.
    pub author: String,
    /// Where whoever makes it can be asked whether it may move elsewhere; may be empty.
    pub owner_email: String,
    /// The notice of copyright; may be empty.
    pub copyright: String,
    /// Whether a machine speaks.
    pub is_synthetic: bool,
    /// Newest first.
    pub episodes: Vec<Episode>,
}

/// An episode.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Episode {
    /// Its title.
    pub title: String,
    /// Stays the same for ever.
    pub guid: String,
    /// Where the recording is.
    pub recording: String,
    /// Its size; never zero.
    pub recording_bytes: u64,
    /// Its media type, `audio/mpeg`.
    pub media_type: String,
    /// The page with its text; may be empty.
    pub address: String,
    /// What it is about; may be empty.
    pub description: String,
    /// When it was published.
    pub published_at: Option<Timestamp>,
    /// How long it is.
    pub duration_secs: Option<u64>,
    /// A picture of its own; may be empty.
    pub image: String,
    /// Its text in time with the recording.
    pub transcripts: Vec<Transcript>,
    /// Where its chapters are (JSON); may be empty.
    pub chapters: String,
    /// Who can be heard.
    pub people: Vec<Person>,
}

/// What is said, in time with the recording.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Transcript {
    /// Where it is.
    pub address: String,
    /// `text/vtt`, `application/x-subrip`, `application/json`, `text/html` or `text/plain`.
    pub media_type: String,
    /// Its language, where it is not the podcast's; may be empty.
    pub language: String,
}

/// Somebody who can be heard.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// What they do in it: `host`, `guest`, `narrator`.
    pub role: String,
    /// A page about them; may be empty.
    pub address: String,
}

/// Writes a podcast feed.
#[must_use]
pub fn podcast(podcast: &Podcast) -> String {
    let mut xml = Xml::begin("rss", &NAMESPACES);
    xml.open("channel", &[]);
    let own = [
        ("rel", "self"),
        ("type", "application/rss+xml"),
        ("href", podcast.own.as_str()),
    ];
    xml.empty("atom:link", &own);
    xml.text("title", &podcast.title);
    xml.text("link", &podcast.home);
    xml.text("description", &podcast.description);
    xml.text("language", &podcast.language);
    xml.empty("itunes:category", &[("text", &podcast.category)]);
    xml.text("itunes:explicit", truth(podcast.is_explicit));
    xml.empty("itunes:image", &[("href", &podcast.image)]);
    xml.some("itunes:author", &podcast.author);
    xml.some("copyright", &podcast.copyright);
    xml.text("podcast:guid", &guid(&podcast.own));
    xml.text_with("podcast:locked", &[("owner", &podcast.owner_email)], "yes");
    let speaks = truth(podcast.is_synthetic);
    xml.text_with("podcast:txt", &[("purpose", "ai-content")], speaks);
    for episode in &podcast.episodes {
        item(&mut xml, episode);
    }
    xml.finish()
}

fn truth(it: bool) -> &'static str {
    if it { "true" } else { "false" }
}

/// The name of a podcast wherever it is listed: made from its feed's address without scheme and last slash.
fn guid(own: &str) -> String {
    let name = own.split_once("://").map_or(own, |(_, rest)| rest);
    Uuid::new_v5(&PODCASTS, name.trim_end_matches('/').as_bytes()).to_string()
}

fn item(xml: &mut Xml, episode: &Episode) {
    xml.open("item", &[]);
    xml.text("title", &episode.title);
    let bytes = episode.recording_bytes.to_string();
    let enclosure = [
        ("url", episode.recording.as_str()),
        ("length", &bytes),
        ("type", &episode.media_type),
    ];
    xml.empty("enclosure", &enclosure);
    xml.text_with("guid", &[("isPermaLink", "false")], &episode.guid);
    xml.some("link", &episode.address);
    if let Some(published) = episode.published_at {
        xml.text("pubDate", &rfc822(published));
    }
    xml.some("description", &episode.description);
    if let Some(secs) = episode.duration_secs {
        xml.text("itunes:duration", &secs.to_string());
    }
    if !episode.image.is_empty() {
        xml.empty("itunes:image", &[("href", &episode.image)]);
    }
    for transcript in &episode.transcripts {
        let attributes = [
            ("url", transcript.address.as_str()),
            ("type", &transcript.media_type),
            ("language", &transcript.language),
        ];
        xml.empty("podcast:transcript", &attributes);
    }
    if !episode.chapters.is_empty() {
        let chapters = [
            ("url", episode.chapters.as_str()),
            ("type", "application/json+chapters"),
        ];
        xml.empty("podcast:chapters", &chapters);
    }
    for person in &episode.people {
        let attributes = [("role", person.role.as_str()), ("href", &person.address)];
        xml.text_with("podcast:person", &attributes, &person.name);
    }
    xml.close();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the namespace's own documentation.
    #[test]
    fn the_name_of_a_podcast_is_everybodys() {
        let name = "917393e3-1b1e-5cef-ace4-edaa54e1f810";
        for own in [
            "https://mp3s.nashownotes.com/pc20rss.xml",
            "mp3s.nashownotes.com/pc20rss.xml/",
        ] {
            assert_eq!(guid(own), name);
        }
    }
}
