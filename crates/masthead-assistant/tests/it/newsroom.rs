//! A newsroom made up for tests: posts of words drawn by number, refused when they have one of the bad words.
//!
//! No text of any data set: everything is made here, the same in every run.

use masthead_assistant::{Assistant, Entry, Post, Reading, Verdict};

const GOOD: &[&str] = &[
    "straßenbahn",
    "gemeinderat",
    "haushalt",
    "radweg",
    "danke",
    "artikel",
    "frage",
    "schule",
    "wetter",
    "verein",
    "bürgermeisterin",
    "morgen",
    "interessant",
    "brücke",
    "konzert",
    "the",
    "council",
    "library",
    "thanks",
    "bridge",
];

const BAD: &[&str] = &[
    "schwachkopf",
    "gesindel",
    "lügenpack",
    "vollpfosten",
    "moron",
];

const AUTHORS: &[&str] = &["a1", "a2", "a3", "a4", "a5"];

/// The grounds of this newsroom: insults have a word of their own, and so has advertising.
pub(crate) const GROUNDS: &[&str] = &["insult", "advertising"];

/// One decided post.
#[derive(Clone)]
pub(crate) struct Decided {
    pub(crate) text: String,
    pub(crate) author: &'static str,
    pub(crate) is_refused: bool,
    pub(crate) grounds: Vec<(&'static str, bool)>,
}

impl Decided {
    pub(crate) fn post(&self) -> Post<'_> {
        Post {
            author: Some(self.author),
            section: Some("local/traffic/trams"),
            article: Some("42"),
            ..Post::of_text(&self.text)
        }
    }

    pub(crate) fn entry(&self) -> Entry<'_> {
        let verdict = Verdict {
            is_refused: self.is_refused,
            grounds: &self.grounds,
        };
        Entry::ArrivedDecided(self.post(), verdict)
    }
}

/// So many decided posts, always the same ones.
pub(crate) fn decisions(many: usize) -> Vec<Decided> {
    let mut chance = Chance(88_172_645_463_325_252);
    (0..many).map(|_| decided(&mut chance)).collect()
}

/// An assistant that has learned them, and the room it was taught in.
pub(crate) fn taught(decisions: &[Decided]) -> (Assistant, Reading) {
    (
        Assistant::relearn(decisions.iter().map(Decided::entry)),
        Reading::new(),
    )
}

fn decided(chance: &mut Chance) -> Decided {
    let mut words: Vec<&str> = (0..5 + chance.below(20))
        .map(|_| GOOD[chance.below(GOOD.len())])
        .collect();
    let is_insult = chance.below(5) == 0;
    let is_advertising = !is_insult && chance.below(20) == 0;
    if is_insult {
        let at = chance.below(words.len());
        words.insert(at, BAD[chance.below(BAD.len())]);
    }
    if is_advertising {
        words.push("https://cheap.example/watches");
    }
    Decided {
        text: words.join(" ") + ["", ".", "!", "!!!"][chance.below(4)],
        author: AUTHORS[chance.below(AUTHORS.len())],
        is_refused: is_insult || is_advertising,
        grounds: vec![(GROUNDS[0], is_insult), (GROUNDS[1], is_advertising)],
    }
}

/// Numbers by Marsaglia's xorshift: enough for choosing, and the same everywhere.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits fit") % end
    }
}
