//! A translator for tests: it answers by a rule, writes down what it was asked, and fails where it is told to.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use masthead_engines::asking::{Answering, Budget, EngineError, Free, Pace, Patience, Pausing};
use masthead_engines::translation::{
    Abilities, Careful, Given, Glossary, Health, Pairs, Quality, Translated, Translator, Unit,
    Wanted,
};
use masthead_text::placeholders::Style;

/// What it was asked, question by question.
#[derive(Clone, Default)]
pub(crate) struct Asked(Arc<Mutex<Vec<Vec<String>>>>, Arc<Mutex<Vec<String>>>);

impl Asked {
    /// Every sentence since the last look.
    pub(crate) fn sentences(&self) -> Vec<String> {
        self.questions().into_iter().flatten().collect()
    }

    /// Every question since the last look.
    pub(crate) fn questions(&self) -> Vec<Vec<String>> {
        std::mem::take(&mut *self.0.lock().expect("nobody panicked"))
    }

    /// The sentences of which it was asked which word comes from which, since the last look.
    pub(crate) fn to_align(&self) -> Vec<String> {
        std::mem::take(&mut *self.1.lock().expect("nobody panicked"))
    }

    fn count(&self) -> usize {
        self.0.lock().expect("nobody panicked").len()
    }
}

/// How it behaves.
pub(crate) struct Rehearsed {
    pub(crate) id: &'static str,
    /// Its answers, by what it is asked; anything else is answered with `to <the same>`.
    pub(crate) says: HashMap<String, String>,
    /// What it says to the same when it is asked once more.
    pub(crate) says_then: HashMap<String, String>,
    /// Questions that it answers before it is out of quota.
    pub(crate) patience: usize,
    pub(crate) abilities: Abilities,
    pub(crate) asked: Asked,
    /// Done in the middle of every question.
    pub(crate) meanwhile: Option<Meanwhile>,
}

pub(crate) type Meanwhile = Box<dyn Fn() -> Pausing<'static> + Send + Sync>;

impl Rehearsed {
    pub(crate) fn new(id: &'static str, says: &[(&str, &str)]) -> Self {
        let says = says
            .iter()
            .map(|(from, to)| ((*from).to_owned(), (*to).to_owned()));
        Self {
            id,
            says: says.collect(),
            says_then: HashMap::new(),
            patience: usize::MAX,
            abilities: Abilities {
                pairs: Pairs::Any,
                unit: Unit::Sentence,
                style: Style::Brackets,
                glossary: Glossary::Told,
                has_context: false,
                has_tone: true,
                max_items: 10,
                max_chars: 10_000,
                max_bytes: 20_000,
                concurrency: 1,
                is_billed: true,
                is_remote: true,
                is_erratic: false,
                quality: Quality::Good,
            },
            asked: Asked::default(),
            meanwhile: None,
        }
    }

    /// As it is asked, without a budget.
    pub(crate) fn free(self) -> (Careful, Asked) {
        self.on(Arc::new(Free))
    }

    /// As it is asked, on a budget.
    pub(crate) fn on(self, budget: Arc<dyn Budget>) -> (Careful, Asked) {
        let asked = self.asked.clone();
        let careful = Careful::new(Box::new(self), Arc::new(Still), budget);
        (careful.with_patience(Patience::default()), asked)
    }
}

impl Translator for Rehearsed {
    fn id(&self) -> &str {
        self.id
    }

    fn abilities(&self) -> &Abilities {
        &self.abilities
    }

    fn translate<'a>(&'a self, wanted: Wanted<'a>) -> Answering<'a, Given> {
        Box::pin(async move {
            if self.asked.count() >= self.patience {
                return Err(EngineError::Quota { until: None });
            }
            let texts = wanted.segments.iter().map(|it| it.text().to_owned());
            let texts: Vec<String> = texts.collect();
            self.asked.0.lock().expect("nobody panicked").push(texts);
            let to_align = wanted.segments.iter().filter(|it| it.needs_alignment());
            let to_align = to_align.map(|it| it.text().to_owned());
            self.asked
                .1
                .lock()
                .expect("nobody panicked")
                .extend(to_align);
            if let Some(meanwhile) = &self.meanwhile {
                meanwhile().await;
            }
            let is_second = self.asked.count() > 1;
            let then = |text: &str| self.says_then.get(text).filter(|_| is_second);
            let say = |text: &str| {
                let mut said = then(text)
                    .or_else(|| self.says.get(text))
                    .cloned()
                    .unwrap_or_else(|| format!("to {text}"));
                for term in wanted.terms {
                    said = said.replace(&term.source, &term.target);
                }
                said
            };
            let segments = wanted.segments.iter();
            Ok(Given {
                segments: segments
                    .map(|it| Translated::new(it.id, &say(it.text())))
                    .collect(),
                billed_chars: Some(wanted.chars()),
                model: "one".to_owned(),
            })
        })
    }

    fn health(&self) -> Answering<'_, Health> {
        Box::pin(async {
            Ok(Health {
                words: "rehearsed".to_owned(),
            })
        })
    }
}

/// Time does not pass, and chance is even.
struct Still;

impl Pace for Still {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH
    }

    fn pause(&self, _: Duration) -> Pausing<'_> {
        Box::pin(std::future::ready(()))
    }

    fn chance(&self) -> f64 {
        0.5
    }
}
