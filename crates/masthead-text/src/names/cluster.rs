//! Gathers the spellings of each name over a whole article.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::key::NameKey;
use super::tokens::tokens;
use crate::lang::Lang;

/// More capitalised words than this are no sentence; the rest of them is not matched.
const NAMES_READ: usize = 400;

/// The spellings of one name, with how often each stands in the article, the most frequent first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// At least two.
    pub forms: Vec<(String, usize)>,
}

/// A sentence of the original and its translation; the titles, captions and tags of an article too.
#[derive(Debug, Clone, Copy)]
pub struct Aligned<'a> {
    /// What was written.
    pub source: &'a str,
    /// What it became.
    pub target: &'a str,
}

/// Names that one text spells in several ways, without an original to ask. A notice for the desk, not a licence to
/// change anything: the text may know better.
///
/// Words that sound alike but are no names are kept out by asking more of them: both spellings have at least five
/// letters, and differ by more than an `s` for a `z`, or end as Slavic names do.
#[must_use]
pub fn clusters_in(texts: &[&str], lang: Lang) -> Vec<Cluster> {
    let names = texts
        .iter()
        .flat_map(|text| tokens(text, lang))
        .map(|token| token.name);
    let counted = count(names, lang);
    let mut groups: Groups<'_> = Groups::new(counted.keys().copied());
    let words: Vec<&str> = counted.keys().copied().collect();
    by_key(&words, |one, other| {
        if looks_foreign(one, other) {
            groups.join(one, other);
        }
    });
    groups.clusters(&counted)
}

/// Names of a translation that it spells in several ways where the original means one.
///
/// Every capitalised word of a translated sentence is matched with a word of its original. Two spellings are one name
/// when they belong to one name of the original, over the whole article; where the original itself has both spellings,
/// they are two.
#[must_use]
pub fn clusters_of(article: &[Aligned<'_>], from: Lang, to: Lang) -> Vec<Cluster> {
    let names = |text, lang| -> Vec<&str> {
        let tokens = tokens(text, lang).into_iter();
        tokens.map(|token| token.name).take(NAMES_READ).collect()
    };
    let pairs: Vec<(Vec<&str>, Vec<&str>)> = article
        .iter()
        .map(|pair| (names(pair.source, from), names(pair.target, to)))
        .collect();
    let counted = count(
        pairs.iter().flat_map(|(_, names)| names.iter().copied()),
        to,
    );
    let originals = count(
        pairs.iter().flat_map(|(names, _)| names.iter().copied()),
        from,
    );
    let mut groups: Groups<'_> = Groups::new(counted.keys().copied());
    let sounds: Sounds<'_> = counted
        .keys()
        .chain(originals.keys())
        .map(|word| (*word, NameKey::all_of(word)))
        .collect();
    let mut vouched: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (sources, targets) in &pairs {
        let sources: Vec<&str> = sources
            .iter()
            .map(|name| stem(name, from, &originals))
            .collect();
        for target in targets {
            let target = stem(target, to, &counted);
            let meant = sources.iter().find(|source| **source == target);
            let meant = meant.or_else(|| {
                sources
                    .iter()
                    .find(|source| sounds_like(source, target, &sounds))
            });
            if let Some(source) = meant {
                vouched.entry(source).or_default().insert(target);
            }
        }
    }
    for names in vouched.values() {
        let mut names = names.iter();
        if let Some(first) = names.next() {
            names.for_each(|other| groups.join(first, other));
        }
    }
    by_key(
        &vouched.keys().copied().collect::<Vec<_>>(),
        |one, other| {
            // `Selenskyj` and `Zelensky` in one original are one person there as well, unless both came through untouched.
            let untouched = counted.contains_key(one) && counted.contains_key(other);
            if let (false, Some(a), Some(b)) = (
                untouched,
                first_of(&vouched, one),
                first_of(&vouched, other),
            ) {
                groups.join(a, b);
            }
        },
    );
    groups.clusters(&counted)
}

fn first_of<'a>(vouched: &BTreeMap<&'a str, BTreeSet<&'a str>>, source: &str) -> Option<&'a str> {
    vouched.get(source)?.first().copied()
}

/// How often each capitalised word stands there; a genitive counts for the name.
fn count<'a>(names: impl Iterator<Item = &'a str>, lang: Lang) -> BTreeMap<&'a str, usize> {
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        *counted.entry(name).or_default() += 1;
    }
    let genitives: Vec<(&str, &str)> = counted
        .keys()
        .map(|word| (*word, stem(word, lang, &counted)))
        .filter(|(word, stem)| word != stem)
        .collect();
    for (word, stem) in genitives {
        let times = counted.remove(word).unwrap_or(0);
        *counted.entry(stem).or_default() += times;
    }
    counted
}

/// The name without a German genitive, if the article has it without.
fn stem<'a>(word: &'a str, lang: Lang, counted: &BTreeMap<&'a str, usize>) -> &'a str {
    let bare = word.strip_suffix('s').filter(|_| lang == Lang::De);
    bare.filter(|bare| counted.contains_key(bare))
        .unwrap_or(word)
}

/// The keys of every word of an article, made once.
type Sounds<'a> = HashMap<&'a str, Vec<NameKey>>;

fn sounds_like(source: &str, target: &str, sounds: &Sounds<'_>) -> bool {
    let keys = |word: &str| sounds.get(word).map_or(&[][..], Vec::as_slice);
    keys(source).iter().any(|one| {
        keys(target)
            .iter()
            .any(|other| one == other || one.is_like(other))
    })
}

/// Calls for every pair of words that share a key; the work is that of sorting.
fn by_key(words: &[&str], mut same: impl FnMut(&str, &str)) {
    let mut keyed: BTreeMap<NameKey, Vec<&str>> = BTreeMap::new();
    for word in words {
        for key in NameKey::all_of(word) {
            keyed.entry(key).or_default().push(word);
        }
    }
    for words in keyed.values() {
        for other in &words[1..] {
            same(words[0], other);
        }
    }
}

fn looks_foreign(one: &str, other: &str) -> bool {
    let long = [one, other].iter().all(|it| it.chars().count() >= 5);
    let rest = |word: &str| word.chars().skip(1).collect::<String>().to_lowercase();
    let is_slavic = |word: &str| {
        [
            "skyj", "skyi", "skyy", "skiy", "skij", "sky", "ski", "enko", "owitsch", "ovich",
            "tschuk",
        ]
        .iter()
        .any(|end| word.ends_with(end))
    };
    long && (rest(one) != rest(other) || is_slavic(one))
}

/// Which words belong together: each points to another of its group, the last to itself.
struct Groups<'a> {
    above: BTreeMap<&'a str, &'a str>,
}

impl<'a> Groups<'a> {
    fn new(words: impl Iterator<Item = &'a str>) -> Self {
        Self {
            above: words.map(|word| (word, word)).collect(),
        }
    }

    fn top(&self, word: &str) -> Option<&'a str> {
        let mut at = *self.above.get(word)?;
        while let Some(next) = self.above.get(at).filter(|next| **next != at) {
            at = next;
        }
        Some(at)
    }

    fn join(&mut self, one: &str, other: &str) {
        if let (Some(a), Some(b)) = (self.top(one), self.top(other)) {
            self.above.insert(b, a);
        }
    }

    fn clusters(&self, counted: &BTreeMap<&'a str, usize>) -> Vec<Cluster> {
        let mut gathered: BTreeMap<&str, Vec<(String, usize)>> = BTreeMap::new();
        for (word, times) in counted {
            let top = self.top(word).unwrap_or(word);
            gathered
                .entry(top)
                .or_default()
                .push(((*word).to_owned(), *times));
        }
        let mut clusters: Vec<Cluster> = gathered
            .into_values()
            .filter(|forms| forms.len() > 1)
            .map(|forms| Cluster { forms })
            .collect();
        for cluster in &mut clusters {
            cluster
                .forms
                .sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        }
        clusters
    }
}
