//! What stands around every page: nameplate, navigation, who is signed in, the other languages.

use std::borrow::Cow;
use std::sync::Arc;

use masthead_core::kernel::{Capability, Lang, Time};

use crate::door::Visitor;
use crate::forms;
use crate::markup::Markup;
use crate::newsroom::{self, Tool};
use crate::times::{Brief, Moment, Times};
use crate::words::{Words, words};
use crate::{Site, address};

/// The frame of one page for one visitor. Templates reach texts, addresses and the form token through it.
pub struct Frame {
    /// The page's language.
    pub lang: Lang,
    /// The texts in that language.
    pub words: &'static Words,
    /// Times in that language and the site's zone.
    pub times: Times,
    /// The name in the nameplate.
    pub site_name: String,
    /// The line below it; may be empty.
    pub motto: String,
    /// The accent colour as six hexadecimal digits; a stylesheet of that name carries it.
    pub accent: Option<String>,
    /// What the browser's tab says, without the site's name.
    pub title: String,
    /// For search engines and previews; may be empty.
    pub description: String,
    /// The page's own full address.
    pub canonical: String,
    /// The same page in each language of the site: tag, name, address without host.
    pub alternates: Vec<Alternate>,
    /// Sections for the navigation.
    pub sections: Arc<[NavigationLink]>,
    /// The front page: there the site's name is the heading.
    pub is_front: bool,
    /// The publisher's name and address, for the foot of the page.
    pub publisher: String,
    /// Who is signed in.
    pub signed_in: Option<SignedIn>,
    /// The hidden field of every form.
    pub token: String,
    /// Robots must not list this page.
    pub is_unlisted: bool,
    /// Structured data for machines, already escaped for a script element.
    pub json_ld: Option<Markup>,
    /// Today, as below the nameplate.
    pub today: String,
    /// Small scripts of this page, by the names of their files.
    pub scripts: Vec<&'static str>,
    path: String,
    now: Time,
    first_language: Lang,
}

/// One page in another language.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "named for what they are")]
pub struct Alternate {
    pub lang: Lang,
    pub address: String,
    pub full_address: String,
    pub is_this: bool,
}

/// A link of the navigation: address without the language's prefix.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "named for what they are")]
pub struct NavigationLink {
    pub lang: Lang,
    pub path: String,
    pub name: String,
}

/// Who is signed in, as the frame shows it.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "named for what they are")]
pub struct SignedIn {
    pub display_name: String,
    pub works_here: bool,
    pub may: masthead_core::kernel::Capabilities,
}

impl Frame {
    /// The frame of a page with this title. Asks no database.
    pub fn of(site: &Site, visitor: &Visitor, title: &str) -> Self {
        let settings = site.app.settings();
        let first_language = settings.first_language();
        let times = site.times(visitor.lang);
        let alternates = settings.languages.iter().map(|lang| {
            let path = address::in_language(&visitor.path, *lang, first_language);
            let full_address = settings.address.of(&path);
            Alternate {
                lang: *lang,
                full_address,
                address: path,
                is_this: *lang == visitor.lang,
            }
        });
        Self {
            lang: visitor.lang,
            words: words(visitor.lang),
            now: site.app.now(),
            today: times.weekday(site.app.now()),
            times,
            site_name: settings.name.clone(),
            motto: settings.motto.clone(),
            accent: settings
                .accent
                .as_ref()
                .map(|it| it.trim_start_matches('#').to_owned()),
            title: title.to_owned(),
            description: String::new(),
            canonical: settings.address.of(&address::in_language(
                &visitor.path,
                visitor.lang,
                first_language,
            )),
            alternates: alternates.collect(),
            sections: site.navigation(),
            is_front: visitor.path == "/",
            publisher: settings.publisher.clone(),
            signed_in: visitor.person.as_ref().map(|person| SignedIn {
                display_name: person.display_name.clone(),
                works_here: person.works_here(),
                may: person.role.capabilities(),
            }),
            token: forms::token(site, visitor),
            is_unlisted: false,
            json_ld: None,
            scripts: Vec::new(),
            path: visitor.path.clone(),
            first_language,
        }
    }

    /// A text that needs no variable.
    pub fn say<'a>(&'a self, name: &'a str) -> Cow<'a, str> {
        self.words.say(name)
    }

    /// A text with `$count`.
    pub fn count(&self, name: &str, count: &i64) -> String {
        self.words.count(name, *count)
    }

    /// A text with `$name`.
    pub fn name(&self, name: &str, value: &str) -> String {
        self.words.name(name, value)
    }

    /// An address of this site in the page's language; `path` starts with a slash and has no language prefix.
    pub fn href(&self, path: &str) -> String {
        address::in_language(path, self.lang, self.first_language)
    }

    /// An address of this site in another language than the page's.
    pub fn href_in(&self, lang: Lang, path: &str) -> String {
        address::in_language(path, lang, self.first_language)
    }

    /// The address of an embedded file.
    pub fn asset(&self, name: &str) -> &'static str {
        crate::assets::asset(name)
    }

    /// Day and time of a moment.
    pub fn moment(&self, time: &Time) -> Moment {
        self.times.moment(*time)
    }

    /// Day and time of a moment in little room.
    pub fn brief(&self, time: &Time) -> Brief {
        self.times.brief(*time, self.now)
    }

    /// The day of a moment.
    pub fn day(&self, time: &Time) -> Moment {
        self.times.day(*time)
    }

    /// Day and time of a moment in figures, for tables.
    pub fn figures(&self, time: &Time) -> Moment {
        self.times.figures(*time)
    }

    /// This page's path, to return to after signing in or out.
    pub fn here(&self) -> &str {
        &self.path
    }

    /// The navigation in the page's language.
    pub fn navigation(&self) -> impl Iterator<Item = &NavigationLink> {
        self.sections.iter().filter(|link| link.lang == self.lang)
    }

    /// Whether there are sections to go to.
    pub fn has_navigation(&self) -> bool {
        self.navigation().next().is_some()
    }

    /// Whether the page lies at or below this path, to mark the way here.
    pub fn is_in(&self, path: &str) -> bool {
        self.path
            .strip_prefix(path)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The tools of the newsroom that this person may use.
    pub fn tools(&self) -> impl Iterator<Item = &'static Tool> {
        newsroom::TOOLS.iter().filter(|tool| self.may(tool.needs))
    }

    /// Whether the signed-in person's role has the capability (its name as in the code).
    pub fn may(&self, capability: Capability) -> bool {
        self.signed_in
            .as_ref()
            .is_some_and(|it| it.may.allow(capability))
    }

    /// The same frame with a title from the locales.
    #[must_use]
    pub fn titled(mut self, name: &str) -> Self {
        self.title = self.words.say(name).into_owned();
        self
    }

    /// The same frame for a page that machines should not list.
    #[must_use]
    pub fn unlisted(mut self) -> Self {
        self.is_unlisted = true;
        self
    }

    /// The same frame with a small script of this page, such as `live`.
    #[must_use]
    pub fn with_script(mut self, name: &'static str) -> Self {
        self.scripts.push(name);
        self
    }
}
