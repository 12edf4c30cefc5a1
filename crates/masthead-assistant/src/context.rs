//! What earlier decisions say about an author, a section and an article; counted apart from the text and never crossed with it.

use crate::arithmetic::{count, ln64, single};
use crate::features::{finish, of_text};
use crate::post::Post;

/// Rooms for counts; who shares one with somebody else is a matter of one in 65,536.
pub(crate) const TALLIES: usize = 1 << 16;

/// Pseudo-decisions behind an author's, a section's or an article's share.
const PSEUDO: f64 = 2.0;

/// Levels of a section's path that are looked at.
const LEVELS: usize = 3;

const AUTHOR: u16 = 40;
const FIRST_POST: u16 = 41;
const POSTS_OF_AUTHOR: u16 = 42;
const SECTION: u16 = 44;
const ARTICLE: u16 = 48;
const REPLY: u16 = 50;
const REPORTED: u16 = 51;

/// Decisions about posts of one author, one section or one article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) refused: u16,
    pub(crate) published: u16,
}

impl Tally {
    fn count(&mut self, is_refused: bool) {
        let counted = if is_refused {
            &mut self.refused
        } else {
            &mut self.published
        };
        *counted += 1;
        if *counted == u16::MAX {
            self.refused /= 2;
            self.published /= 2;
        }
    }

    fn decided(self) -> u32 {
        u32::from(self.refused) + u32::from(self.published)
    }

    /// The log-odds of refusal against those of all posts.
    fn log_odds(self, share_refused: f64) -> f64 {
        let refused = f64::from(self.refused) + PSEUDO * share_refused;
        let published = f64::from(self.published) + PSEUDO * (1.0 - share_refused);
        ln64(refused / published) - ln64(share_refused / (1.0 - share_refused))
    }
}

/// A part of the context in figures, for words such as "2 of 3 earlier posts refused".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// Earlier decisions about posts of this author.
    Author {
        /// Refused among them.
        refused: u16,
        /// All of them.
        decided: u32,
    },
    /// Earlier decisions in this section, by the level of its path from 1 on.
    Section {
        /// How many names of the path were looked at.
        level: usize,
        /// Refused among them.
        refused: u16,
        /// All of them.
        decided: u32,
    },
    /// Earlier decisions below this article.
    Article {
        /// Refused among them.
        refused: u16,
        /// All of them.
        decided: u32,
    },
    /// It is the author's first post here.
    FirstPost,
    /// It answers another post.
    Reply,
    /// Readers reported it.
    Reported,
}

/// The counts of all authors, sections and articles.
#[derive(Clone, Debug)]
pub(crate) struct Context {
    pub(crate) tallies: Vec<Tally>,
}

impl Default for Context {
    fn default() -> Self {
        Self {
            tallies: vec![Tally::default(); TALLIES],
        }
    }
}

impl Context {
    /// Adds the side features of where a post comes from.
    pub(crate) fn sides(&self, post: &Post<'_>, share_refused: f64, sides: &mut Vec<(u16, f32)>) {
        let mut add = |side: u16, value: f64| sides.push((side, single(value)));
        for (side, key) in places(post) {
            let tally = self.tallies[key];
            add(side, tally.log_odds(share_refused));
            if side == AUTHOR {
                add(POSTS_OF_AUTHOR, ln64(1.0 + f64::from(tally.decided())));
                add(FIRST_POST, count(usize::from(tally.decided() == 0)));
            }
        }
        add(REPLY, count(usize::from(post.is_reply)));
        add(REPORTED, count(usize::from(post.is_reported)));
    }

    /// Counts a decision where the post comes from.
    pub(crate) fn count(&mut self, post: &Post<'_>, is_refused: bool) {
        for (_, key) in places(post) {
            self.tallies[key].count(is_refused);
        }
    }

    /// What a side feature of this post says in figures, if it is one of the context.
    pub(crate) fn background(&self, post: &Post<'_>, side: u16) -> Option<Background> {
        let tally = |of: u16| {
            let (_, key) = places(post).find(|(side, _)| *side == of)?;
            Some(self.tallies[key])
        };
        Some(match side {
            AUTHOR | POSTS_OF_AUTHOR => {
                let (refused, decided) = tally(AUTHOR).map(|t| (t.refused, t.decided()))?;
                Background::Author { refused, decided }
            }
            FIRST_POST => Background::FirstPost,
            SECTION..ARTICLE => {
                let (refused, decided) = tally(side).map(|t| (t.refused, t.decided()))?;
                let level = usize::from(side - SECTION) + 1;
                Background::Section {
                    level,
                    refused,
                    decided,
                }
            }
            ARTICLE => {
                let (refused, decided) = tally(ARTICLE).map(|t| (t.refused, t.decided()))?;
                Background::Article { refused, decided }
            }
            REPLY => Background::Reply,
            REPORTED => Background::Reported,
            _ => return None,
        })
    }
}

/// The side features of a post that have counts, each with the place of its counts.
fn places<'a>(post: &Post<'a>) -> impl Iterator<Item = (u16, usize)> + use<'a> {
    let author = post.author.map(|author| (AUTHOR, room(AUTHOR, author)));
    let article = post
        .article
        .map(|article| (ARTICLE, room(ARTICLE, article)));
    let section = post.section.unwrap_or_default();
    let ends = section.match_indices('/').map(|(at, _)| at);
    let levels = ends
        .chain([section.len()])
        .filter(|end| *end > 0)
        .take(LEVELS)
        .zip(SECTION..)
        .map(move |(end, side)| (side, room(side, &section[..end])));
    author.into_iter().chain(levels).chain(article)
}

fn room(kind: u16, name: &str) -> usize {
    (finish(of_text(u64::from(kind), name)) >> 48) as usize % TALLIES
}
