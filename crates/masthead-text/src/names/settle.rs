//! Chooses one form of a name and puts it wherever another stands.

use std::collections::{BTreeSet, HashMap};

use super::cluster::Cluster;
use super::key::may_be_same;
use super::tokens::tokens;
use crate::lang::Lang;

/// A person, a place or a firm whose name the desk has decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// How it is written in each language.
    pub forms: Vec<(Lang, String)>,
    /// Whether it is the same in every language: a brand, a band.
    pub never_translated: bool,
}

impl Entity {
    /// The form for a language; the first one for names that are never translated.
    #[must_use]
    pub fn form(&self, lang: Lang) -> Option<&str> {
        let own = self.forms.iter().find(|(of, _)| *of == lang);
        let own = own.or_else(|| self.forms.first().filter(|_| self.never_translated));
        own.map(|(_, form)| form.as_str())
    }
}

/// What was changed, for the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What stood there.
    pub from: String,
    /// What stands there now.
    pub to: String,
    /// How often.
    pub times: usize,
}

/// The form of a name: what the desk decided, else what was approved before, else what the article says most often.
#[must_use]
pub fn form_of<'a>(
    cluster: &'a Cluster,
    entities: &'a [Entity],
    approved: &'a [&str],
    lang: Lang,
) -> &'a str {
    let is_known = |form: &str| {
        cluster
            .forms
            .iter()
            .any(|(name, _)| name == form || may_be_same(name, form))
    };
    let words = |entity: &'a Entity| {
        entity
            .form(lang)
            .into_iter()
            .flat_map(|form| form.split(' '))
    };
    let decided = entities.iter().flat_map(words).find(|form| is_known(form));
    decided
        .or_else(|| approved.iter().copied().find(|form| is_known(form)))
        .unwrap_or_else(|| cluster.forms.first().map_or("", |(form, _)| form))
}

/// Brings every name of the clusters into one form, in every text of the article. Capitals and what grammar hangs on a
/// name (`Zelensky’s`, `Selenskyjs`) stay; all else is untouched to the byte.
pub fn settle(
    texts: &mut [String],
    clusters: &[Cluster],
    entities: &[Entity],
    approved: &[&str],
    lang: Lang,
) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let forms = Forms::of(clusters);
    let wanted: Vec<&str> = clusters
        .iter()
        .map(|cluster| form_of(cluster, entities, approved, lang))
        .collect();
    for text in texts {
        let mut settled = String::with_capacity(text.len());
        let mut at = 0;
        for token in tokens(text, lang) {
            let Some((cluster, name)) = forms.find(token.name, lang) else {
                continue;
            };
            let form = wanted[cluster];
            let is_shouted = name.chars().count() > 3 && name.chars().all(char::is_uppercase);
            let form = if is_shouted {
                form.to_uppercase()
            } else {
                form.to_owned()
            };
            if form == name {
                continue;
            }
            settled.push_str(&text[at..token.range.start]);
            settled.push_str(&form);
            at = token.range.start + name.len();
            note(&mut changes, name, &form);
        }
        settled.push_str(&text[at..]);
        *text = settled;
    }
    changes
}

/// Clusters that still have more than one form in these texts: an error that stands in the way of publishing.
#[must_use]
pub fn unsettled<'a>(texts: &[&str], clusters: &'a [Cluster], lang: Lang) -> Vec<&'a Cluster> {
    let forms = Forms::of(clusters);
    let mut said: Vec<BTreeSet<String>> = vec![BTreeSet::new(); clusters.len()];
    for token in texts.iter().flat_map(|text| tokens(text, lang)) {
        if let Some((cluster, name)) = forms.find(token.name, lang) {
            said[cluster].insert(name.to_lowercase());
        }
    }
    let pairs = clusters.iter().zip(said);
    pairs
        .filter(|(_, said)| said.len() > 1)
        .map(|(cluster, _)| cluster)
        .collect()
}

/// Which cluster each form belongs to, as written and in capitals.
struct Forms(HashMap<String, usize>);

impl Forms {
    fn of(clusters: &[Cluster]) -> Self {
        let mut forms = HashMap::new();
        for (at, cluster) in clusters.iter().enumerate() {
            for (form, _) in &cluster.forms {
                forms.insert(form.clone(), at);
                forms.entry(form.to_uppercase()).or_insert(at);
            }
        }
        Self(forms)
    }

    /// The cluster of a word, and the part of the word that is the name: all of it, or all but its genitive.
    fn find<'a>(&self, word: &'a str, lang: Lang) -> Option<(usize, &'a str)> {
        let bare = word.strip_suffix('s').filter(|_| lang == Lang::De);
        let found = |name: &'a str| self.0.get(name).map(|at| (*at, name));
        found(word).or_else(|| found(bare?))
    }
}

fn note(changes: &mut Vec<Change>, from: &str, to: &str) {
    match changes.iter_mut().find(|it| it.from == from && it.to == to) {
        Some(change) => change.times += 1,
        None => changes.push(Change {
            from: from.to_owned(),
            to: to.to_owned(),
            times: 1,
        }),
    }
}
