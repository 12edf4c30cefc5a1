//! The questions that engines are asked: sentences together, as many as each takes, with what helps to understand them.

use masthead_engines::translation::{Abilities, Careful, Segment, Term, Unit};

use super::Order;
use super::gather::Gathered;

/// One question, within an engine's bounds.
pub(super) struct Question {
    pub(super) segments: Vec<Segment>,
    pub(super) terms: Vec<Term>,
    pub(super) context: Option<String>,
}

/// The questions for these sentences: all in one where an engine knows no neighbours, paragraph by paragraph where it
/// does.
pub(super) fn questions(
    order: &Order<'_>,
    gathered: &Gathered,
    engine: &Careful,
    wanted: &[usize],
) -> Vec<Question> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for nth in wanted {
        let place = gathered.sentences[*nth].place;
        let is_together = |group: &Vec<usize>| {
            let last = group.last().map(|it| gathered.sentences[*it].place);
            engine.abilities().unit == Unit::Sentence || last == Some(place)
        };
        match groups.last_mut().filter(|it| is_together(it)) {
            Some(group) => group.push(*nth),
            None => groups.push(vec![*nth]),
        }
    }
    cut(order, gathered, engine, groups)
}

/// Groups of sentences as questions within the engine's bounds.
pub(super) fn cut(
    order: &Order<'_>,
    gathered: &Gathered,
    engine: &Careful,
    groups: Vec<Vec<usize>>,
) -> Vec<Question> {
    let abilities = engine.abilities();
    let mut questions = Vec::new();
    for group in groups {
        let segments: Vec<Segment> = group
            .iter()
            .map(|nth| segment(gathered, abilities, *nth))
            .collect();
        for range in engine.batches(&segments) {
            questions.push(Question {
                context: context(order, gathered, abilities, group[range.start]),
                terms: terms(gathered, &group[range.clone()]),
                segments: segments[range].to_vec(),
            });
        }
    }
    questions
}

fn segment(gathered: &Gathered, abilities: &Abilities, nth: usize) -> Segment {
    let marked = &gathered.sentences[nth].marked;
    // An article has never four thousand million sentences.
    let id = u32::try_from(nth).unwrap_or(u32::MAX);
    let segment = Segment::new(id, &marked.render(abilities.style));
    match marked.is_plain() {
        true => segment.without_alignment(),
        false => segment,
    }
}

fn terms(gathered: &Gathered, group: &[usize]) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for term in group.iter().flat_map(|nth| &gathered.sentences[*nth].terms) {
        if !terms.iter().any(|it| it.source == term.source) {
            terms.push(Term {
                source: term.source.clone(),
                target: term.target.clone(),
            });
        }
    }
    terms
}

/// The headline and what stands before, for engines that read it.
fn context(
    order: &Order<'_>,
    gathered: &Gathered,
    abilities: &Abilities,
    nth: usize,
) -> Option<String> {
    if !abilities.has_context {
        return None;
    }
    let place = gathered.sentences[nth].place;
    let headline = order.article.lines.first().map(|line| line.words.text());
    let before = place
        .checked_sub(1)
        .map(|at| gathered.places[at].words.text());
    let mut context: Vec<String> = headline.into_iter().chain(before).collect();
    context.dedup();
    (place > 0).then(|| context.join("\n"))
}
