//! Why a post was judged as it was: parts that add up to the margin, word by word and circumstance by circumstance.

use std::ops::Range;

use crate::assistant::Assistant;
use crate::context::Background;
use crate::features::{Block, Features, Reading, Sink};
use crate::head::MAIN;
use crate::post::Post;
use crate::tokens::Tokens;

/// A word whose part is below this share of the strongest is not pointed at.
const BESIDE_STRONGEST: f64 = 0.6;

/// A word whose part is below this is not pointed at, however strong it is beside the others.
const LEAST: f64 = 0.2;

/// The parts of one judgement.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The margin: what all parts together are.
    pub margin: f64,
    /// What would be said of any post.
    pub constant: f64,
    /// What the text's shape adds: its length, its capitals, its signs.
    pub shape: f64,
    /// What each word, punctuation mark and emoji adds, in the order of the text.
    pub words: Vec<Part>,
    /// What is known of its author, section and article, and what that adds.
    pub background: Vec<(Background, f64)>,
}

/// What a piece of the text adds to the margin.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Where it stands, in Unicode code points of the post's text.
    pub place: Range<usize>,
    /// Positive speaks for refusal.
    pub part: f64,
}

impl Explanation {
    /// The sum of all parts: the margin, but for the last bits of rounding.
    #[must_use]
    pub fn sum(&self) -> f64 {
        let words: f64 = self.words.iter().map(|word| word.part).sum();
        let background: f64 = self.background.iter().map(|(_, part)| part).sum();
        self.constant + self.shape + words + background
    }

    /// What speaks for refusal, in the order of the text: words that stand out, neighbours joined.
    #[must_use]
    pub fn spans(&self) -> Vec<Part> {
        let strongest = self.words.iter().map(|word| word.part).fold(0.0, f64::max);
        let least = (strongest * BESIDE_STRONGEST).max(LEAST);
        let mut spans: Vec<Part> = Vec::new();
        for word in self.words.iter().filter(|word| word.part >= least) {
            match spans.last_mut() {
                Some(last) if word.place.start <= last.place.end + 1 => {
                    last.place.end = last.place.end.max(word.place.end);
                    last.part += word.part;
                }
                _ => spans.push(word.clone()),
            }
        }
        spans
    }

    /// What to show a moderator: up to `most` spans for the suggestion, the strongest first, and one against it.
    #[must_use]
    pub fn to_show(&self, most: usize) -> (Vec<Part>, Option<Part>) {
        let mut spans = self.spans();
        spans.sort_by(|a, b| b.part.total_cmp(&a.part));
        spans.truncate(most);
        let against = self.words.iter().min_by(|a, b| a.part.total_cmp(&b.part));
        (spans, against.filter(|word| word.part < 0.0).cloned())
    }
}

impl Assistant {
    /// Explains the judgement that [`Assistant::predict`] gives now.
    pub fn explain(&self, post: &Post<'_>, reading: &mut Reading) -> Explanation {
        self.read(post, reading);
        let score = self.score_main(reading);
        let head = &self.main.head;
        let prior = head.prior();
        let parts = (0..reading.features.len()).map(|at| {
            let (weight, evidence) = reading.weighing.parts(at, MAIN, &prior);
            head.balance.weights * f64::from(weight) + head.balance.evidence * f64::from(evidence)
        });
        let mut spread = Spread {
            parts: parts.collect(),
            features: &reading.features,
            tokens: &reading.tokens,
            at: vec![0.0; reading.normal.shape().characters],
        };
        reading.walk.walk(&reading.tokens, &mut spread);
        let words = spread.by_word();
        let (mut shape, mut background) = (0.0, Vec::new());
        let sides = reading
            .features
            .sides
            .iter()
            .filter(|(_, value)| *value != 0.0);
        for (side, value) in sides {
            let part = head.balance.weights * head.side(*side, *value);
            match self.context.background(post, *side) {
                Some(known) => background.push((known, part)),
                None => shape += part,
            }
        }
        Explanation {
            margin: score.margin,
            constant: head.balance.constant,
            shape,
            words,
            background,
        }
    }
}

/// Spreads the part of each feature over the characters it covers, in equal shares.
struct Spread<'a> {
    parts: Vec<f64>,
    features: &'a Features,
    tokens: &'a Tokens,
    at: Vec<f64>,
}

impl Sink for Spread<'_> {
    fn take(&mut self, block: Block, hash: u64, from: usize, to: usize) {
        let Some(feature) = self.features.find(block, hash) else {
            return;
        };
        let letters = &self.tokens.letters()[from..to];
        let seen = || letters.iter().filter(|letter| letter.c != ' ');
        let times = f64::from(self.features.times[feature]);
        let share = self.parts[feature] / times / crate::arithmetic::count(seen().count().max(1));
        for letter in seen() {
            self.at[letter.from as usize] += share;
        }
    }
}

impl Spread<'_> {
    /// Sums up by the words that were written; what was read a second time counts where it stands.
    fn by_word(&mut self) -> Vec<Part> {
        let words = &self.tokens.words()[..self.tokens.first_view_words()];
        let mut parts = Vec::with_capacity(words.len());
        for word in words {
            let letters = &self.tokens.letters()[word.clone()];
            let from = letters.iter().map(|letter| letter.from).min().unwrap_or(0) as usize;
            let to = letters.iter().map(|letter| letter.to).max().unwrap_or(0) as usize;
            let part = self.at[from..to].iter_mut().map(std::mem::take).sum();
            parts.push(Part {
                place: from..to,
                part,
            });
        }
        let left: f64 = self.at.iter_mut().map(std::mem::take).sum();
        if let Some(last) = parts.last_mut() {
            last.part += left;
        }
        parts
    }
}
