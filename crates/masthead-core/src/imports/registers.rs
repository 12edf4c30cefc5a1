//! Sections, topics and authors of a source. They are found again by their address here, so renaming one does no harm.

use std::collections::HashMap;

use masthead_db::{Tx, transact};
use masthead_formats::{Finding, Section, Topic, Writer};
use masthead_text::slug;

use super::ImportError;
use super::import::{Remembered, Walk};
use super::report::{Line, Outcome};
use crate::articles::{self, ArticleError, SectionForm};
use crate::kernel::{App, AuthorId, Lang, SectionId, TopicId};

const SECTION_SLUG_BYTES: usize = 60;

/// A section that the house has for what comes without one: slug and name in each language.
struct HouseSection {
    slug: &'static str,
    names: [(Lang, &'static str); 2],
}

/// Where pages go: an imprint is no news.
const PAGES: HouseSection = HouseSection {
    slug: "seiten",
    names: [(Lang::De, "Seiten"), (Lang::En, "Pages")],
};
/// Where articles without a section go.
const GENERAL: HouseSection = HouseSection {
    slug: "allgemein",
    names: [(Lang::De, "Allgemein"), (Lang::En, "General")],
};

/// What the source calls its sections, topics and authors, and what they are here.
#[derive(Default)]
pub(super) struct Known {
    sections: HashMap<String, (Option<SectionId>, String)>,
    topics: HashMap<String, String>,
    writers: HashMap<String, String>,
}

impl Known {
    pub(super) fn section(&self, source_id: &str) -> Option<SectionId> {
        self.sections.get(source_id).and_then(|(id, _)| *id)
    }

    pub(super) fn section_name(&self, source_id: &str) -> Option<&str> {
        self.sections.get(source_id).map(|(_, name)| name.as_str())
    }
}

pub(super) async fn writer(walk: &mut Walk<'_>, writer: Writer) -> Result<(), ImportError> {
    let Writer {
        source_id,
        name,
        biography,
        ..
    } = writer;
    walk.registers
        .writers
        .insert(source_id.clone(), name.clone());
    let result = one(walk, "author", &source_id, (&name, &biography)).await;
    tell(walk, "author", source_id, name, result)
}

pub(super) async fn topic(walk: &mut Walk<'_>, topic: Topic) -> Result<(), ImportError> {
    let Topic { source_id, name } = topic;
    walk.registers
        .topics
        .insert(source_id.clone(), name.clone());
    let result = one(walk, "topic", &source_id, (&name, "")).await;
    tell(walk, "topic", source_id, name, result)
}

async fn one(
    walk: &Walk<'_>,
    kind: &str,
    source_id: &str,
    (name, about): (&str, &str),
) -> Result<Outcome, ImportError> {
    transact!(walk.app.db.write(), |tx| {
        if walk.known(tx, kind, source_id).await?.is_some() {
            return Ok(Outcome::Unchanged);
        }
        if walk.options.is_dry_run {
            return Ok(Outcome::Imported);
        }
        let target = match kind {
            "author" => articles::ensure_author(tx, walk.app, name, about)
                .await?
                .uuid(),
            _ => articles::ensure_topic(tx, walk.app, name).await?.uuid(),
        };
        let item = Remembered {
            kind,
            source_id,
            target,
            fingerprint: "",
            revision: None,
        };
        walk.remember(tx, &item).await?;
        Ok::<_, ImportError>(Outcome::Imported)
    })
}

fn tell(
    walk: &mut Walk<'_>,
    kind: &str,
    source_id: String,
    title: String,
    result: Result<Outcome, ImportError>,
) -> Result<(), ImportError> {
    let outcome = walk.settle(result)?;
    walk.tell(&Line {
        kind: kind.to_owned(),
        source_id,
        title,
        outcome,
        findings: Vec::new(),
    });
    Ok(())
}

pub(super) async fn section(walk: &mut Walk<'_>, section: Section) -> Result<(), ImportError> {
    let parent = section
        .parent
        .as_deref()
        .and_then(|parent| walk.registers.section(parent));
    let opened = open(walk, &section, parent).await;
    let (id, result) = match opened {
        Ok((id, outcome)) => (id, Ok(outcome)),
        Err(error) => (None, Err(error)),
    };
    walk.registers
        .sections
        .insert(section.source_id.clone(), (id, section.name.clone()));
    tell(walk, "section", section.source_id, section.name, result)
}

async fn open(
    walk: &Walk<'_>,
    section: &Section,
    parent: Option<SectionId>,
) -> Result<(Option<SectionId>, Outcome), ImportError> {
    transact!(walk.app.db.write(), |tx| {
        if let Some(known) = walk.known(tx, "section", &section.source_id).await? {
            return Ok((Some(SectionId::from(known.target_id)), Outcome::Unchanged));
        }
        if walk.options.is_dry_run {
            return Ok((None, Outcome::Imported));
        }
        let names = names_of(section, walk.lang);
        let last = section.source_id.rsplit('/').next().unwrap_or_default();
        let wish = slug(last, SECTION_SLUG_BYTES);
        let wish = if wish.is_empty() {
            slug(&section.name, SECTION_SLUG_BYTES)
        } else {
            wish
        };
        let form = SectionForm {
            parent,
            slug: wish,
            names,
            position: section.position.unwrap_or(0),
            ..SectionForm::default()
        };
        let id = ensure_section(tx, walk.app, &form).await?;
        let item = Remembered {
            kind: "section",
            source_id: &section.source_id,
            target: id.uuid(),
            fingerprint: "",
            revision: None,
        };
        walk.remember(tx, &item).await?;
        Ok::<_, ImportError>((Some(id), Outcome::Imported))
    })
}

/// Its names in the languages of this site; the one that is printed stands for the site's own.
fn names_of(section: &Section, lang: Lang) -> Vec<(Lang, String)> {
    let named = section.names.iter();
    let mut names: Vec<_> = named
        .filter_map(|(tag, name)| Some((tag.parse().ok()?, name.clone())))
        .collect();
    if names.is_empty() {
        names.push((lang, section.name.clone()));
    }
    names
}

/// The section at this address, opened if there is none. An address that the site needs itself gets a word before it.
async fn ensure_section(
    tx: &mut Tx,
    app: &App,
    wished: &SectionForm,
) -> Result<SectionId, ImportError> {
    let (parent, slug) = (wished.parent, &wished.slug);
    let all = articles::list_sections(tx, Lang::De).await?;
    let mut refused = None;
    for slug in [
        slug.clone(),
        format!("rubrik-{slug}"),
        format!("rubrik-{slug}-alt"),
    ] {
        if let Some(known) = all
            .iter()
            .find(|known| known.parent_id == parent && known.slug == slug)
        {
            return Ok(known.id);
        }
        let form = SectionForm {
            slug,
            ..wished.clone()
        };
        match articles::insert_section(tx, app, &form).await {
            Err(error @ ArticleError::BadSlug(_)) => refused = Some(error),
            other => return Ok(other?),
        }
    }
    Err(refused.expect("only a refused slug leads here").into())
}

/// The section of an article: the first that is known, or the house's own for pages or for everything else. Further
/// sections become topics, because an article stands in one section.
pub(super) async fn section_for(
    tx: &mut Tx,
    walk: &Walk<'_>,
    sections: &[String],
    is_page: bool,
) -> Result<SectionId, ImportError> {
    if let Some(known) = sections
        .iter()
        .find_map(|section| walk.registers.section(section))
    {
        return Ok(known);
    }
    let house = if is_page { PAGES } else { GENERAL };
    let names: Vec<_> = house
        .names
        .iter()
        .map(|(lang, name)| (*lang, (*name).to_owned()))
        .collect();
    let form = SectionForm {
        slug: house.slug.to_owned(),
        names,
        ..SectionForm::default()
    };
    ensure_section(tx, walk.app, &form).await
}

/// The topics of an article, with its further sections.
pub(super) async fn topics_for(
    tx: &mut Tx,
    walk: &Walk<'_>,
    topics: &[String],
    further_sections: &[String],
    findings: &mut Vec<Finding>,
) -> Result<Vec<TopicId>, ImportError> {
    let names = topics
        .iter()
        .filter_map(|topic| walk.registers.topics.get(topic).map(String::as_str));
    let sections = further_sections
        .iter()
        .filter_map(|section| walk.registers.section_name(section));
    let mut ids = Vec::new();
    for name in names.chain(sections) {
        match articles::ensure_topic(tx, walk.app, name).await {
            Ok(id) if ids.contains(&id) => {}
            Ok(id) => ids.push(id),
            Err(ArticleError::BadSlug(name)) => {
                findings.push(Finding::lossy(
                    "topics",
                    format!("the topic `{name}` has no letter for an address"),
                ));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(ids)
}

/// The authors of an article.
pub(super) async fn authors_for(
    tx: &mut Tx,
    walk: &Walk<'_>,
    writers: &[String],
    findings: &mut Vec<Finding>,
) -> Result<Vec<AuthorId>, ImportError> {
    let mut ids = Vec::new();
    for name in writers
        .iter()
        .filter_map(|writer| walk.registers.writers.get(writer))
    {
        match articles::ensure_author(tx, walk.app, name, "").await {
            Ok(id) => ids.push(id),
            Err(ArticleError::BadSlug(name)) => {
                findings.push(Finding::lossy(
                    "byline",
                    format!("the name `{name}` has no letter for an address"),
                ));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(ids)
}
