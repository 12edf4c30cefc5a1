//! What a whole export has in common: its site, writers, terms and pictures.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::io::BufRead;

use masthead_text::{Address, Image, Inline, Pictures, Source};

use super::php::Value;
use crate::model::{LeftOut, Media, ReadError, Record, Section, Site, Topic, Writer};
use crate::source::words::{inline, plain};
use crate::source::xml::{Element, Elements};

/// Everything that articles refer to.
#[derive(Default)]
pub(super) struct Library {
    pub(super) site: Site,
    pub(super) base: String,
    writers: Vec<Writer>,
    sections: Vec<Section>,
    topics: Vec<Topic>,
    left_out: Vec<LeftOut>,
    pub(super) pictures: Pictures,
    /// The pictures that were uploaded to an article, by its number.
    pub(super) pictures_of: BTreeMap<String, Vec<String>>,
}

impl Library {
    pub(super) fn of<R: BufRead>(elements: Elements<R>) -> Result<Self, ReadError> {
        let mut library = Self::default();
        library.site.system = "wordpress".to_owned();
        let mut used = Used::default();
        for element in elements {
            match element {
                Ok(element) => library.take(&element, &mut used),
                // The second reading tells where it breaks off, after everything before.
                Err(error) if library.base.is_empty() => return Err(error),
                Err(_) => break,
            }
        }
        library.add_undeclared(used);
        library
            .pictures
            .by_id
            .values_mut()
            .for_each(|image| image.link = None);
        Ok(library)
    }

    fn take(&mut self, element: &Element, used: &mut Used) {
        match element.name.as_str() {
            "title" => self.site.title = plain(&element.text),
            "description" => self.site.description = plain(&element.text),
            "language" => self.site.language = element.text.trim().to_owned(),
            "link" => self.set_base(element.text.trim()),
            "wp:base_blog_url" => self.set_base(element.text.trim()),
            "wp:author" => self.writers.extend(writer(element)),
            "wp:category" => self.sections.push(Section {
                source_id: element.text_of("wp:category_nicename").to_owned(),
                parent: Some(element.text_of("wp:category_parent").to_owned())
                    .filter(|parent| !parent.is_empty()),
                name: plain(element.text_of("wp:cat_name")),
                ..Section::default()
            }),
            "wp:tag" => self.topics.push(Topic {
                source_id: element.text_of("wp:tag_slug").to_owned(),
                name: plain(element.text_of("wp:tag_name")),
            }),
            "wp:term" => self.term(element),
            "item" if element.text_of("wp:post_type") == "attachment" => self.attachment(element),
            "item" => used.take(element),
            _ => {}
        }
    }

    fn set_base(&mut self, address: &str) {
        if address.is_empty() {
            return;
        }
        self.base = format!("{}/", address.trim_end_matches('/'));
        address.clone_into(&mut self.site.address);
        let name = address.split_once("://").map_or(address, |(_, name)| name);
        self.site.name = name.trim_end_matches('/').to_lowercase();
    }

    /// Terms of other kinds. Categories and tags come here too in some exports.
    fn term(&mut self, element: &Element) {
        let (kind, slug) = (
            element.text_of("wp:term_taxonomy"),
            element.text_of("wp:term_slug"),
        );
        let name = plain(element.text_of("wp:term_name"));
        let parent =
            Some(element.text_of("wp:term_parent").to_owned()).filter(|parent| !parent.is_empty());
        match kind {
            "category" if self.sections.iter().all(|known| known.source_id != slug) => {
                self.sections.push(Section {
                    source_id: slug.to_owned(),
                    parent,
                    name,
                    ..Section::default()
                });
            }
            "post_tag" if self.topics.iter().all(|known| known.source_id != slug) => {
                self.topics.push(Topic {
                    source_id: slug.to_owned(),
                    name,
                });
            }
            "category" | "post_tag" => {}
            _ => self.left_out.push(LeftOut {
                kind: format!("term of {kind}"),
                source_id: element.text_of("wp:term_id").to_owned(),
                title: name,
                reason: reason_for_term(kind),
            }),
        }
    }

    fn attachment(&mut self, element: &Element) {
        let id = element.text_of("wp:post_id").to_owned();
        if let Some(media) = media(element) {
            self.pictures.by_id.insert(id.clone(), media.image);
        }
        let parent = element.text_of("wp:post_parent");
        if !matches!(parent, "" | "0") {
            self.pictures_of
                .entry(parent.to_owned())
                .or_default()
                .push(id);
        }
    }

    /// Writers and terms that items name and nobody declared: exports of a single type leave them out.
    fn add_undeclared(&mut self, used: Used) {
        let known: HashSet<String> = self
            .writers
            .iter()
            .map(|writer| writer.source_id.clone())
            .collect();
        let writers = used
            .writers
            .into_iter()
            .filter(|name| !known.contains(name));
        self.writers.extend(writers.map(|name| Writer {
            source_id: name.clone(),
            name,
            ..Writer::default()
        }));
        let known: HashSet<String> = self
            .sections
            .iter()
            .map(|section| section.source_id.clone())
            .collect();
        for (source_id, name) in used
            .sections
            .into_iter()
            .filter(|(id, _)| !known.contains(id))
        {
            self.sections.push(Section {
                source_id,
                name,
                ..Section::default()
            });
        }
        let known: HashSet<String> = self
            .topics
            .iter()
            .map(|topic| topic.source_id.clone())
            .collect();
        for (source_id, name) in used
            .topics
            .into_iter()
            .filter(|(id, _)| !known.contains(id))
        {
            self.topics.push(Topic { source_id, name });
        }
    }

    /// What comes before the first item; sections after the sections they stand in.
    pub(super) fn records(&self) -> VecDeque<Record> {
        let mut records = VecDeque::from([Record::Site(self.site.clone())]);
        records.extend(self.writers.iter().cloned().map(Record::Writer));
        records.extend(
            parents_first(&self.sections)
                .into_iter()
                .map(Record::Section),
        );
        records.extend(self.topics.iter().cloned().map(Record::Topic));
        records.extend(self.left_out.iter().cloned().map(Record::LeftOut));
        records
    }
}

/// Who and what the items name.
#[derive(Default)]
struct Used {
    writers: Vec<String>,
    sections: BTreeMap<String, String>,
    topics: BTreeMap<String, String>,
}

impl Used {
    fn take(&mut self, element: &Element) {
        if !matches!(element.text_of("wp:post_type"), "post" | "page") {
            return;
        }
        let writer = element.text_of("dc:creator");
        if !writer.is_empty() && !self.writers.iter().any(|known| known == writer) {
            self.writers.push(writer.to_owned());
        }
        for category in element
            .children
            .iter()
            .filter(|child| child.name == "category")
        {
            let terms = match category.attribute("domain") {
                "category" => &mut self.sections,
                "post_tag" => &mut self.topics,
                _ => continue,
            };
            terms.insert(
                category.attribute("nicename").to_owned(),
                plain(&category.text),
            );
        }
    }
}

fn writer(element: &Element) -> Option<Writer> {
    let login = element.text_of("wp:author_login").to_owned();
    let whole = format!(
        "{} {}",
        element.text_of("wp:author_first_name"),
        element.text_of("wp:author_last_name")
    );
    let names = [
        element.text_of("wp:author_display_name"),
        whole.trim(),
        &login,
    ];
    let name = names.into_iter().find(|name| !name.is_empty()).map(plain)?;
    Some(Writer {
        source_id: login,
        name,
        email: element.text_of("wp:author_email").to_owned(),
        ..Writer::default()
    })
}

fn reason_for_term(kind: &str) -> String {
    match kind {
        "nav_menu" => "menus belong to the look of the old site".to_owned(),
        "post_format" => "post formats belong to the look of the old site".to_owned(),
        "wp_theme" | "wp_template_part_area" | "wp_global_styles" => {
            "themes belong to the look of the old site".to_owned()
        }
        other => format!("terms of the kind `{other}` have no counterpart"),
    }
}

/// Sections in an order in which each one's parent is known; a circle is opened at its first member.
fn parents_first(sections: &[Section]) -> Vec<Section> {
    let names: HashSet<&str> = sections
        .iter()
        .map(|section| section.source_id.as_str())
        .collect();
    let mut done: HashSet<&str> = HashSet::new();
    let mut ordered = Vec::with_capacity(sections.len());
    let mut waiting: Vec<&Section> = sections.iter().collect();
    while !waiting.is_empty() {
        let ready = |section: &&Section| {
            section
                .parent
                .as_deref()
                .is_none_or(|parent| !names.contains(parent) || done.contains(parent))
        };
        let (now, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(ready);
        waiting = later;
        let opened = if now.is_empty() {
            vec![waiting.remove(0)]
        } else {
            now
        };
        for section in opened {
            let parent = section
                .parent
                .clone()
                .filter(|parent| done.contains(parent.as_str()));
            done.insert(&section.source_id);
            ordered.push(Section {
                parent,
                ..section.clone()
            });
        }
    }
    ordered
}

/// An attachment as media; `None` when its address cannot be used.
pub(super) fn media(element: &Element) -> Option<Media> {
    let address = Address::parse(element.text_of("wp:attachment_url"))?;
    let mut image = Image::at(Source::Address(address));
    image.caption = inline(element.text_of("excerpt:encoded"));
    image.alt = plain(meta(element, "_wp_attachment_image_alt").unwrap_or_default());
    let facts = meta(element, "_wp_attachment_metadata").and_then(Value::parse);
    let number = |name| {
        facts
            .as_ref()
            .and_then(|facts| facts.get(name)?.text()?.parse().ok())
    };
    (image.width, image.height) = (number("width"), number("height"));
    let photo = facts.as_ref().and_then(|facts| facts.get("image_meta"));
    let told = |name| {
        photo
            .and_then(|photo| photo.get(name)?.text())
            .map(str::to_owned)
    };
    if image.caption.is_empty() {
        image.caption = told("caption")
            .map(|caption| Inline::plain(&plain(&caption)))
            .unwrap_or_default();
    }
    image.credit = credit(element)
        .or_else(|| told("credit"))
        .or_else(|| told("copyright"))
        .map(|credit| plain(&credit))
        .unwrap_or_default();
    Some(Media {
        title: plain(element.text_of("title")),
        ..Media::of(element.text_of("wp:post_id"), image)
    })
}

/// The credit as newsroom plug-ins keep it (`formats.md` d10).
fn credit(element: &Element) -> Option<String> {
    let photographer = meta(element, "_media_credit").filter(|credit| !credit.trim().is_empty());
    let agency =
        meta(element, "_navis_media_credit_org").filter(|agency| !agency.trim().is_empty());
    let parts: Vec<_> = [photographer, agency]
        .into_iter()
        .flatten()
        .map(str::trim)
        .collect();
    (!parts.is_empty()).then(|| parts.join(" / "))
}

/// A custom field of an item.
pub(super) fn meta<'e>(element: &'e Element, key: &str) -> Option<&'e str> {
    let metas = element
        .children
        .iter()
        .filter(|child| child.name == "wp:postmeta");
    metas
        .into_iter()
        .find(|meta| meta.text_of("wp:meta_key") == key)
        .map(|meta| meta.text_of("wp:meta_value"))
}
