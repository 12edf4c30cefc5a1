//! The assistant: everything it has learned, and the three things one can do with it: show a post, ask, decide.

use std::collections::BTreeSet;

use crate::arithmetic::single;
use crate::calibration::{Calibration, Unseen};
use crate::context::Context;
use crate::entry::Entry;
use crate::features::Reading;
use crate::head::{GROUND, Head, MAIN, Manner, Score};
use crate::post::{Post, Verdict};

/// The most grounds that get a head of their own; each takes four megabytes.
pub const MOST_GROUNDS: usize = 24;

/// The lengths that grams and words are brought to.
const LENGTHS: [f32; 2] = [1.0, 1.2];

/// What the assistant has learned. A pure function of its log: the same entries make the same bytes, everywhere.
#[derive(Clone, Debug)]
pub struct Assistant {
    pub(crate) main: Judge,
    pub(crate) grounds: Vec<(String, Judge)>,
    pub(crate) arrived: u16,
    pub(crate) context: Context,
    pub(crate) muted: BTreeSet<u64>,
}

/// A head with what its margins mean.
#[derive(Clone, Debug)]
pub(crate) struct Judge {
    pub(crate) head: Head,
    pub(crate) calibration: Calibration,
}

/// What the assistant thinks of a post.
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction {
    /// The probability that a person would refuse it; a first guess while [`Prediction::is_calibrated`] is false.
    pub probability: f64,
    /// The margin behind it: what the parts of an explanation add up to.
    pub margin: f64,
    /// Whether enough was decided for the probability to be shown to anybody.
    pub is_calibrated: bool,
    /// Whether enough is known to order the queue by risk instead of by arrival.
    pub is_ordering: bool,
    /// The probability of each ground that was ever named, in the order in which they were first named.
    pub grounds: Vec<f64>,
}

impl Default for Assistant {
    fn default() -> Self {
        Self::new()
    }
}

impl Assistant {
    /// An assistant that knows nothing.
    #[must_use]
    pub fn new() -> Self {
        Self {
            main: Judge::new(MAIN),
            grounds: Vec::new(),
            arrived: 0,
            context: Context::default(),
            muted: BTreeSet::new(),
        }
    }

    /// Learns a whole log from its beginning: how a state is made anew after an undoing, a correction or an erasure.
    pub fn relearn<'a>(entries: impl IntoIterator<Item = Entry<'a>>) -> Self {
        let mut assistant = Self::new();
        let mut reading = Reading::new();
        for entry in entries {
            assistant.apply(&entry, &mut reading);
        }
        assistant
    }

    /// Takes one entry of the log in; for a decision, answers what had been predicted just before it.
    pub fn apply(&mut self, entry: &Entry<'_>, reading: &mut Reading) -> Option<Prediction> {
        match entry {
            Entry::Arrived(post) => self.arrive(post, reading),
            Entry::Decided(post, verdict) => return Some(self.decide(post, verdict, reading)),
            Entry::ArrivedDecided(post, verdict) => {
                return Some(self.arrive_decided(post, verdict, reading));
            }
            Entry::NotAReason(word) => self.mute(word, reading),
            Entry::ReasonAgain(word) => self.unmute(word, reading),
        }
        None
    }

    /// Counts a post that has arrived, so that rare words are known as rare. Nothing is decided by it.
    pub fn arrive(&mut self, post: &Post<'_>, reading: &mut Reading) {
        self.read(post, reading);
        self.count_arrival(reading);
    }

    /// Judges a post. Changes nothing, however often it is asked.
    pub fn predict(&self, post: &Post<'_>, reading: &mut Reading) -> Prediction {
        self.read(post, reading);
        let score = self.score_main(reading);
        let margin = score.margin;
        let grounds = self.grounds.iter().map(|(_, judge)| {
            let score = judge.score(reading, margin);
            judge.calibration.probability(score.margin)
        });
        let grounds = grounds.collect();
        self.prediction(&score, grounds)
    }

    /// Judges a post and learns what a person decided about it. Answers the judgement from before.
    pub fn decide(
        &mut self,
        post: &Post<'_>,
        verdict: &Verdict<'_>,
        reading: &mut Reading,
    ) -> Prediction {
        self.read(post, reading);
        self.learn(post, verdict, reading)
    }

    /// As [`Self::arrive`] and [`Self::decide`] one after the other, and cheaper.
    pub fn arrive_decided(
        &mut self,
        post: &Post<'_>,
        verdict: &Verdict<'_>,
        reading: &mut Reading,
    ) -> Prediction {
        self.read(post, reading);
        self.count_arrival(reading);
        self.learn(post, verdict, reading)
    }

    /// The names of the grounds, in the order of [`Prediction::grounds`].
    pub fn grounds(&self) -> impl ExactSizeIterator<Item = &str> {
        self.grounds.iter().map(|(name, _)| name.as_str())
    }

    /// Predictions of the main head that were made before their decisions, the latest 3,000, oldest first.
    pub fn unseen(&self) -> impl DoubleEndedIterator<Item = &Unseen> + ExactSizeIterator {
        self.main.calibration.recent.iter()
    }

    /// Decisions learned, and refusals among them.
    #[must_use]
    pub fn decided(&self) -> (u32, u32) {
        (self.main.head.decided(), self.main.head.refused)
    }

    /// Bytes of what the main head and the context hold in memory; a ground's head has 4 MB more.
    #[must_use]
    pub fn bytes_in_memory(&self) -> usize {
        size_of_val(self.main.head.records.as_slice())
            + size_of_val(self.context.tallies.as_slice())
    }

    /// Reads a post up to its features, context among them.
    pub(crate) fn read(&self, post: &Post<'_>, reading: &mut Reading) {
        reading.read(post.text, |word| self.muted.contains(&word));
        let share = self.main.head.share_refused();
        self.context.sides(post, share, &mut reading.features.sides);
    }

    /// Weighs the features that were read and judges them by the main head.
    pub(crate) fn score_main(&self, reading: &mut Reading) -> Score {
        let records = &self.main.head.records;
        reading
            .weighing
            .weigh(&reading.features, records, self.arrived, LENGTHS);
        self.main
            .head
            .score(&reading.features, &reading.weighing, 0.0)
    }

    fn count_arrival(&mut self, reading: &Reading) {
        if self.arrived == u16::MAX {
            self.grow_old();
        }
        self.arrived += 1;
        for bucket in reading.features.buckets() {
            let seen = &mut self.main.head.records[bucket].seen;
            *seen = seen.saturating_add(1);
        }
    }

    /// Halves what was counted of arrivals, so that counts stay small and words of old days fade.
    fn grow_old(&mut self) {
        self.arrived /= 2;
        for record in &mut self.main.head.records {
            record.seen /= 2;
        }
    }

    fn learn(
        &mut self,
        post: &Post<'_>,
        verdict: &Verdict<'_>,
        reading: &mut Reading,
    ) -> Prediction {
        let score = self.score_main(reading);
        self.main.learn(&score, verdict.is_refused, reading);
        for (name, _) in verdict.grounds {
            self.know(name);
        }
        let margin = score.margin;
        let mut grounds = Vec::with_capacity(self.grounds.len());
        for (name, judge) in &mut self.grounds {
            let score = judge.score(reading, margin);
            grounds.push(judge.calibration.probability(score.margin));
            let named = verdict.grounds.iter().find(|(ground, _)| ground == name);
            if let Some((_, applies)) = named {
                judge.learn(&score, *applies, reading);
            }
        }
        self.context.count(post, verdict.is_refused);
        self.prediction(&score, grounds)
    }

    /// Gives a ground that is named for the first time its head, while there is room.
    fn know(&mut self, name: &str) {
        let is_known = self.grounds.iter().any(|(ground, _)| ground == name);
        if !is_known && self.grounds.len() < MOST_GROUNDS {
            self.grounds.push((name.to_owned(), Judge::new(GROUND)));
        }
    }

    fn prediction(&self, score: &Score, grounds: Vec<f64>) -> Prediction {
        let calibration = &self.main.calibration;
        Prediction {
            probability: calibration.probability(score.margin),
            margin: score.margin,
            is_calibrated: calibration.is_fitted,
            is_ordering: calibration.is_ordering,
            grounds,
        }
    }

    fn mute(&mut self, word: &str, reading: &mut Reading) {
        let words = reading.words_of(word);
        self.muted.extend(words);
    }

    fn unmute(&mut self, word: &str, reading: &mut Reading) {
        for word in reading.words_of(word) {
            self.muted.remove(&word);
        }
    }
}

impl Judge {
    pub(crate) fn new(manner: Manner) -> Self {
        Self {
            head: Head::new(manner),
            calibration: Calibration::default(),
        }
    }

    /// Judges, with its own records, a post that the main head has judged.
    fn score(&self, reading: &mut Reading, main: f64) -> Score {
        let (features, weighing) = (&reading.features, &mut reading.weighing);
        weighing.collect(features, &self.head.records, self.head.shift());
        self.head.score(features, weighing, main)
    }

    fn learn(&mut self, score: &Score, is_refused: bool, reading: &mut Reading) {
        let unseen = Unseen {
            margin: single(score.margin),
            probability: single(self.calibration.probability(score.margin)),
            is_refused,
        };
        self.head
            .learn(&reading.features, &mut reading.weighing, score, is_refused);
        self.calibration.remember(unseen);
    }
}
