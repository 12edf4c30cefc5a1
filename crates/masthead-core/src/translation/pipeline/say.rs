//! The words of every place: placeholders mended, names made one over the whole article. Pure.

use masthead_text::checks::Term;
use masthead_text::names::{Aligned, Change, clusters_of, settle};
use masthead_text::placeholders::Repair;
use masthead_text::{Inline, Span};

use super::Order;
use super::gather::Gathered;
use super::judge::Words;
use super::recall::Known;

/// The words of an article in the other language.
pub(super) struct Said {
    /// One for each sentence; none where nobody could say it.
    pub(super) sentences: Vec<Option<Inline>>,
    /// One for each place that is a name.
    pub(super) names: Vec<Option<String>>,
    /// What was done to keep placeholders, by sentence.
    pub(super) repairs: Vec<(usize, Repair)>,
    /// Names that were brought into one form.
    pub(super) changes: Vec<Change>,
}

pub(super) fn say(
    order: &Order<'_>,
    gathered: &Gathered,
    known: &[Option<Known>],
    words: &Words<'_>,
) -> Said {
    let mut repairs = Vec::new();
    let mut sentences = Vec::with_capacity(known.len());
    for (nth, known) in known.iter().enumerate() {
        let settled = known
            .as_ref()
            .map(|it| it.settled(&gathered.sentences[nth].marked));
        sentences.push(settled.map(|(inline, mended)| {
            repairs.extend(mended.into_iter().map(|repair| (nth, repair)));
            inline
        }));
    }
    let names = gathered.places.iter().map(|place| {
        place
            .is_name
            .then(|| in_other_language(&place.words.text(), words.names))
    });
    let mut said = Said {
        sentences,
        names: names.collect(),
        repairs,
        changes: Vec::new(),
    };
    said.settle_names(order, gathered, known, words);
    said
}

/// A name as the desk writes it in the other language, if it has decided on it.
fn in_other_language(name: &str, names: &[Term]) -> String {
    let known = names.iter().find(|term| term.source == name);
    known.map_or_else(|| name.to_owned(), |term| term.target.clone())
}

impl Said {
    /// One person has one name, in every sentence that a machine made. What people wrote is left alone, and its forms
    /// are those that others are brought to.
    fn settle_names(
        &mut self,
        order: &Order<'_>,
        gathered: &Gathered,
        known: &[Option<Known>],
        words: &Words<'_>,
    ) {
        let Some((from, to)) = order.both_rules() else {
            return;
        };
        let pairs = self.pairs(gathered);
        let aligned: Vec<Aligned<'_>> = pairs
            .iter()
            .map(|(source, target)| Aligned { source, target })
            .collect();
        let clusters = clusters_of(&aligned, from, to);
        if clusters.is_empty() {
            return;
        }
        let is_machine = |nth: usize| known[nth].as_ref().is_some_and(Known::is_machine);
        let human: Vec<String> = (0..known.len())
            .filter(|nth| !is_machine(*nth))
            .filter_map(|nth| self.sentences[nth].as_ref().map(Inline::text))
            .collect();
        let approved: Vec<&str> = human.iter().flat_map(|text| capitalised(text)).collect();
        let mut texts: Vec<String> = Vec::new();
        self.each_text(&is_machine, &mut |text| texts.push(text.clone()));
        self.changes = settle(&mut texts, &clusters, words.entities, &approved, to);
        let mut settled = texts.into_iter();
        self.each_text(&is_machine, &mut |text| {
            if let Some(settled) = settled.next() {
                *text = settled;
            }
        });
        for inline in self.sentences.iter_mut().flatten() {
            *inline = Inline::new(std::mem::take(inline).into_spans());
        }
    }

    /// Every sentence and every name with what became of it.
    fn pairs(&self, gathered: &Gathered) -> Vec<(String, String)> {
        let sentences = gathered.sentences.iter().zip(&self.sentences);
        let sentences = sentences.filter_map(|(sentence, inline)| {
            Some((sentence.marked.plain().to_owned(), inline.as_ref()?.text()))
        });
        let names = gathered.places.iter().zip(&self.names);
        let names = names.filter_map(|(place, name)| Some((place.words.text(), name.clone()?)));
        sentences.chain(names).collect()
    }

    /// Calls for every stretch of words that may be changed, in one order.
    fn each_text(
        &mut self,
        is_machine: &impl Fn(usize) -> bool,
        visit: &mut impl FnMut(&mut String),
    ) {
        for (nth, inline) in self.sentences.iter_mut().enumerate() {
            let Some(inline) = inline.as_mut().filter(|_| is_machine(nth)) else {
                continue;
            };
            let mut spans: Vec<Span> = std::mem::take(inline).into_spans();
            spans.iter_mut().for_each(|span| visit(&mut span.text));
            *inline = Inline::new(spans);
        }
        self.names.iter_mut().flatten().for_each(visit);
    }
}

/// The words of a text that begin with a capital.
fn capitalised(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '-');
    words.filter(|word| word.starts_with(char::is_uppercase))
}
