//! The form an article is written in: what was typed, and what it means. Whatever is wrong, nothing typed is lost.

use masthead_core::articles::{
    self, AuthorRow, Content, Filing, Lead, SectionRow, TopicRow, Workbench,
};
use masthead_core::kernel::{EditionId, Person, Time};
use masthead_text::{from_markdown, to_markdown};
use serde::Deserialize;

use super::{field_of, time_in};
use crate::Site;
use crate::frame::Frame;
use crate::mistakes::Mistakes;
use crate::refusal::Refusal;
use crate::times::Times;

/// What was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub(super) kicker: String,
    pub(super) headline: String,
    pub(super) lede: String,
    pub(super) place: String,
    pub(super) body: String,
    pub(super) lead: String,
    pub(super) lead_caption: String,
    pub(super) section: String,
    pub(super) authors: String,
    pub(super) topics: String,
    pub(super) slug: String,
    pub(super) lang: String,
    pub(super) state: String,
    pub(super) embargo: String,
    pub(super) note: String,
    pub(super) made_on: String,
    pub(super) significance: String,
    pub(super) publish_at: String,
}

/// What can be chosen from.
pub(super) struct Registers {
    pub(super) sections: Vec<SectionRow>,
    pub(super) authors: Vec<AuthorRow>,
    pub(super) topics: Vec<TopicRow>,
    /// The newest pictures: short name and what is seen.
    pub(super) pictures: Vec<(String, String)>,
}

impl Registers {
    pub(super) async fn read(site: &Site, frame: &Frame) -> Result<Self, Refusal> {
        Ok(Self {
            sections: articles::all_sections(&site.app, frame.lang).await?,
            authors: articles::all_authors(&site.app).await?,
            topics: articles::all_topics(&site.app).await?,
            pictures: pictures(site).await?,
        })
    }
}

async fn pictures(site: &Site) -> Result<Vec<(String, String)>, Refusal> {
    let newest = articles::list_media(&site.app, None).await?;
    let named = newest.cards.into_iter().map(|card| {
        let seen = if card.caption.is_empty() {
            card.alt
        } else {
            card.caption
        };
        (card.short, seen)
    });
    Ok(named.collect())
}

/// What was typed, understood.
pub(super) struct Understood {
    pub(super) content: Content,
    pub(super) filing: Filing,
    pub(super) slug: Option<String>,
    pub(super) embargo_until: Option<Time>,
}

impl Typed {
    /// An edition's newest revision as the form shows it.
    pub(super) fn of(bench: &Workbench, registers: &Registers, times: &Times) -> Self {
        let content = &bench.content;
        let lead_caption = content.lead.as_ref().and_then(|lead| lead.caption.clone());
        let author = |id| {
            registers
                .authors
                .iter()
                .find(|it| it.id == id)
                .map(|it| it.name.as_str())
        };
        let topic = |id| {
            registers
                .topics
                .iter()
                .find(|it| it.id == id)
                .map(|it| it.name.as_str())
        };
        Self {
            kicker: content.kicker.clone(),
            headline: content.headline.clone(),
            lede: content.lede.clone(),
            place: content.place.clone(),
            body: to_markdown(&content.body),
            lead: bench.lead_short.clone().unwrap_or_default(),
            lead_caption: lead_caption.unwrap_or_default(),
            section: bench.filing.section.to_string(),
            authors: joined(bench.filing.authors.iter().filter_map(|id| author(*id))),
            topics: joined(bench.filing.topics.iter().filter_map(|id| topic(*id))),
            slug: bench.slug.clone(),
            lang: bench.lang.tag().to_owned(),
            state: bench.state.to_string(),
            embargo: bench
                .embargo_until
                .map(|at| field_of(at, times))
                .unwrap_or_default(),
            publish_at: bench
                .scheduled_for
                .map(|at| field_of(at, times))
                .unwrap_or_default(),
            made_on: bench.revision.0.to_string(),
            ..Self::default()
        }
    }

    /// What it means. Mistakes are gathered, all of them at once; without mistakes there is a meaning.
    pub(super) async fn understand(
        &self,
        site: &Site,
        who: &Person,
        frame: &Frame,
        registers: &Registers,
        mistakes: &mut Mistakes,
    ) -> Result<Option<Understood>, Refusal> {
        let lead = self.lead(site, frame, mistakes).await?;
        let section = self
            .section
            .parse()
            .ok()
            .filter(|id| registers.sections.iter().any(|it| it.id == *id));
        if section.is_none() {
            mistakes.add("section", frame.say("mistake-section"));
        }
        let mut authors = Vec::new();
        for name in names(&self.authors) {
            match registers
                .authors
                .iter()
                .find(|it| it.name.to_lowercase() == name.to_lowercase())
            {
                Some(author) => authors.push(author.id),
                None => mistakes.add("authors", frame.name("mistake-author", &name)),
            }
        }
        let embargo_until = time_in(&self.embargo, &frame.times);
        if embargo_until.is_none() && !self.embargo.trim().is_empty() {
            mistakes.add("embargo", frame.say("mistake-time"));
        }
        let (Some(section), true) = (section, mistakes.is_empty()) else {
            return Ok(None);
        };
        let topics = articles::topics_named(&site.app, who, &names(&self.topics)).await?;
        Ok(Some(Understood {
            content: self.content(lead),
            filing: Filing {
                section,
                authors,
                topics,
            },
            slug: Some(self.slug.trim().to_owned()).filter(|it| !it.is_empty()),
            embargo_until,
        }))
    }

    fn content(&self, lead: Option<Lead>) -> Content {
        Content {
            kicker: line(&self.kicker),
            headline: line(&self.headline),
            lede: line(&self.lede),
            place: line(&self.place),
            lead,
            body: from_markdown(&self.body).document,
        }
    }

    async fn lead(
        &self,
        site: &Site,
        frame: &Frame,
        mistakes: &mut Mistakes,
    ) -> Result<Option<Lead>, Refusal> {
        let short = self.lead.trim();
        if short.is_empty() {
            return Ok(None);
        }
        let Some(media) = articles::find_media(&site.app, short).await? else {
            mistakes.add("lead", frame.say("mistake-lead"));
            return Ok(None);
        };
        let caption = Some(line(&self.lead_caption)).filter(|it| !it.is_empty());
        Ok(Some(Lead { media, caption }))
    }

    /// The revision the writer had before them.
    pub(super) fn made_on(&self) -> Result<masthead_core::kernel::RevisionId, Refusal> {
        self.made_on.parse().map_err(|_| Refusal::BadForm)
    }
}

/// What a save asks of the core.
pub(super) fn save_of(
    typed: &Typed,
    edition: EditionId,
    understood: Understood,
) -> Result<articles::Save, Refusal> {
    Ok(articles::Save {
        edition,
        made_on: typed.made_on()?,
        content: understood.content,
        filing: understood.filing,
        slug: understood.slug,
        state: typed.state.parse().ok(),
        embargo_until: understood.embargo_until,
        note: line(&typed.note),
    })
}

/// One line of text without controls, blanks collapsed.
fn line(text: &str) -> String {
    masthead_text::Inline::plain(&text.replace(char::is_control, " ")).text()
}

fn names(text: &str) -> Vec<String> {
    text.split([',', ';', '\n'])
        .map(line)
        .filter(|name| !name.is_empty())
        .collect()
}

fn joined<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}
