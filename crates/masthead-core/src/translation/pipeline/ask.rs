//! Asks engines for what nobody knows, in questions as they like them, and stores every answer as it arrives.

use std::collections::{HashMap, HashSet};

use futures_util::stream::{FuturesUnordered, StreamExt as _};
use masthead_db::{DbError, transact};
use masthead_engines::asking::EngineError;
use masthead_engines::translation::{Careful, Outcome, Segment, Translated, Wanted};
use masthead_text::placeholders::{Repair, Settled, Tries, settle};

use super::gather::Gathered;
use super::question::{Question, cut, questions};
use super::recall::{self, Answer, Known};
use super::{Failure, Order, Progress, is_able, judge};
use crate::kernel::App;
use crate::translation::TranslationError;
use crate::translation::memory::{self, KeptHints, MachineKey};

/// One run of asking, with what it has cost so far.
pub(super) struct Asking<'a, 't> {
    app: &'a App,
    pub(super) order: &'a Order<'a>,
    pub(super) gathered: &'a Gathered,
    tell: &'t mut (dyn FnMut(Progress) + Send),
    pub(super) failures: Vec<Failure>,
    /// Sentences that engines were sent, those asked again counted again.
    pub(super) sent: usize,
    pub(super) sent_chars: u64,
    pub(super) billed_chars: u64,
    done: usize,
}

impl<'a, 't> Asking<'a, 't> {
    pub(super) fn new(
        app: &'a App,
        order: &'a Order<'a>,
        gathered: &'a Gathered,
        tell: &'t mut (dyn FnMut(Progress) + Send),
    ) -> Self {
        Self {
            app,
            order,
            gathered,
            tell,
            failures: Vec::new(),
            sent: 0,
            sent_chars: 0,
            billed_chars: 0,
            done: 0,
        }
    }

    /// The engines that may be asked.
    pub(super) fn able(&self) -> Vec<&'a Careful> {
        let engines = self.order.engines.iter().copied();
        engines.filter(|it| is_able(it, self.order)).collect()
    }

    pub(super) fn no_engine(&self) -> TranslationError {
        TranslationError::NoEngine {
            from: self.order.from.to_string(),
            to: self.order.to.to_string(),
        }
    }

    /// What an engine is wanted for: each sentence that nobody has translated, once however often it stands there; and
    /// what an engine before it gave as nonsense.
    pub(super) fn wanted(&mut self, known: &[Option<Known>], engine: &Careful) -> Vec<usize> {
        let mut seen = HashSet::new();
        let is_wanted = |nth: &usize| match &known[*nth] {
            None => true,
            Some(Known::Machine(answer)) => {
                let marked = &self.gathered.sentences[*nth].marked;
                answer.engine != engine.id() && judge::is_nonsense(marked, &known[*nth])
            }
            Some(_) => false,
        };
        let wanted = (0..known.len()).filter(is_wanted);
        let wanted = wanted.filter(|nth| seen.insert(self.gathered.sentences[*nth].key));
        let wanted: Vec<usize> = wanted.collect();
        self.done = known.iter().flatten().count();
        self.report(0);
        wanted
    }

    fn report(&mut self, more: usize) {
        self.done = (self.done + more).min(self.gathered.sentences.len());
        (self.tell)(Progress {
            done: self.done,
            of: self.gathered.sentences.len(),
        });
    }

    /// Puts answers where nobody knew anything, or something better; a sentence that stands twice gets them twice.
    pub(super) fn take(&self, known: &mut [Option<Known>], answers: HashMap<usize, Answer>) {
        let keyed: HashMap<_, _> = answers
            .into_iter()
            .map(|(nth, answer)| (self.gathered.sentences[nth].key, answer))
            .collect();
        for (nth, place) in known.iter_mut().enumerate() {
            let sentence = &self.gathered.sentences[nth];
            let Some(answer) = keyed.get(&sentence.key) else {
                continue;
            };
            let new = Some(Known::Machine(answer.clone()));
            let is_better = place.is_none()
                || place.as_ref().is_some_and(Known::is_machine)
                    && !judge::is_nonsense(&sentence.marked, &new);
            if is_better {
                *place = new;
            }
        }
    }

    /// What an engine says to these sentences, from the memory or from itself.
    pub(super) async fn answers(
        &mut self,
        engine: &'a Careful,
        wanted: &[usize],
    ) -> Result<HashMap<usize, Answer>, DbError> {
        let (mut answers, refused) = self.remembered(engine, wanted).await?;
        self.report(answers.len());
        let is_open = |nth: &&usize| !answers.contains_key(nth) && !refused.contains(nth);
        let open: Vec<usize> = wanted.iter().filter(is_open).copied().collect();
        let abilities = engine.abilities();
        let asked = self
            .ask(engine, &questions(self.order, self.gathered, engine, &open))
            .await?;
        if abilities.is_erratic {
            let faulty = self.faulty(&asked);
            let again: Vec<_> = faulty.iter().map(|nth| vec![*nth]).collect();
            let again = cut(self.order, self.gathered, engine, again);
            answers.extend(asked);
            answers.extend(self.ask(engine, &again).await?);
        } else {
            answers.extend(asked);
        }
        self.ask_for_anchors(engine, &mut answers).await?;
        Ok(answers)
    }

    /// What the memory has of this engine, and the sentences of which a person has refused it.
    async fn remembered(
        &self,
        engine: &Careful,
        wanted: &[usize],
    ) -> Result<(HashMap<usize, Answer>, HashSet<usize>), DbError> {
        let (from, to) = (self.order.from.as_str(), self.order.to.as_str());
        transact!(self.app.db.write(), |tx| {
            let (mut found, mut refused) = (HashMap::new(), HashSet::new());
            let Some(newest) = memory::store::newest_model(tx, engine.id(), from, to).await? else {
                return Ok::<_, DbError>((found, refused));
            };
            for nth in wanted {
                let key = self.key(*nth, engine.id(), &newest.model);
                match memory::store::machine(tx, key.as_bytes()).await? {
                    Some(row) if row.is_blocked => {
                        refused.insert(*nth);
                    }
                    Some(row) => {
                        memory::store::use_machine(tx, key.as_bytes(), self.app.now()).await?;
                        found.insert(*nth, recall::answer(key, row));
                    }
                    None => {}
                }
            }
            Ok((found, refused))
        })
    }

    fn key(&self, nth: usize, engine: &str, model: &str) -> MachineKey {
        let sentence = &self.gathered.sentences[nth];
        let manner = recall::manner(self.order);
        MachineKey::of(&sentence.key, manner, engine, model, &sentence.terms)
    }

    /// Asks the questions, some at a time, and stores what comes before it goes on.
    async fn ask(
        &mut self,
        engine: &'a Careful,
        questions: &[Question],
    ) -> Result<HashMap<usize, Answer>, DbError> {
        let mut answers = HashMap::new();
        let mut waiting = questions.iter();
        let mut under_way = FuturesUnordered::new();
        for question in waiting.by_ref().take(engine.abilities().concurrency.max(1)) {
            under_way.push(put(self.order, engine, question));
        }
        while let Some((question, outcome)) = under_way.next().await {
            self.count(question, &outcome);
            let given = self.store(engine, &outcome).await?;
            self.report(given.len());
            answers.extend(given);
            let may_go_on = outcome.why.as_ref().is_none_or(may_go_on);
            if let Some(why) = outcome.why {
                self.note(engine, why, outcome.left.len());
            }
            if let (true, Some(next)) = (may_go_on, waiting.next()) {
                under_way.push(put(self.order, engine, next));
            }
        }
        Ok(answers)
    }

    fn count(&mut self, question: &Question, outcome: &Outcome) {
        let chars = question.segments.iter().map(|it| it.text().chars().count());
        self.sent += question.segments.len();
        self.sent_chars += chars.sum::<usize>() as u64;
        self.billed_chars += outcome.billed_chars;
    }

    fn note(&mut self, engine: &Careful, why: EngineError, sentences: usize) {
        let known = self
            .failures
            .iter_mut()
            .find(|it| it.engine == engine.id() && it.why == why);
        match known {
            Some(failure) => failure.sentences += sentences,
            None => self.failures.push(Failure {
                engine: engine.id().to_owned(),
                why,
                sentences,
            }),
        }
    }

    async fn store(
        &self,
        engine: &Careful,
        outcome: &Outcome,
    ) -> Result<Vec<(usize, Answer)>, DbError> {
        let answer = |given: &Translated| {
            let nth = given.id as usize;
            let answer = Answer {
                key: self.key(nth, engine.id(), &outcome.model),
                target: engine.abilities().style.neutral(&given.text),
                hints: KeptHints::of(&given.aligned, Vec::new()),
                unknown_words: i64::from(given.unknown_words),
                engine: engine.id().to_owned(),
                is_new: true,
            };
            (nth, answer)
        };
        let answers: Vec<(usize, Answer)> = outcome.given.iter().map(answer).collect();
        self.write(&answers, &outcome.model).await?;
        Ok(answers)
    }

    async fn write(&self, answers: &[(usize, Answer)], model: &str) -> Result<(), DbError> {
        if answers.is_empty() {
            return Ok(());
        }
        let (from, to) = (self.order.from.as_str(), self.order.to.as_str());
        transact!(self.app.db.write(), |tx| {
            for (nth, answer) in answers {
                let sentence = &self.gathered.sentences[*nth];
                memory::store::put_machine(
                    tx,
                    answer.key.as_bytes(),
                    from,
                    to,
                    sentence.key.as_bytes(),
                    sentence.marked.text(),
                    &answer.target,
                    &answer.hints.written(),
                    answer.unknown_words,
                    &answer.engine,
                    model,
                    self.app.now(),
                )
                .await?;
            }
            Ok::<_, DbError>(())
        })
    }

    /// Answers whose placeholders are broken, of an engine that may do better when it is asked once more.
    fn faulty(&self, answers: &HashMap<usize, Answer>) -> Vec<usize> {
        let is_faulty = |(nth, answer): &(&usize, &Answer)| {
            let marked = &self.gathered.sentences[**nth].marked;
            let settled = answer
                .hints
                .with(|hints| settle(marked, &answer.target, Tries::First, hints));
            matches!(settled, Settled::AskAgain(_))
        };
        let mut faulty: Vec<usize> = answers
            .iter()
            .filter(is_faulty)
            .map(|(nth, _)| *nth)
            .collect();
        faulty.sort_unstable();
        faulty
    }

    /// Where a link has lost its place, its words are translated on their own, to be found in the sentence.
    async fn ask_for_anchors(
        &mut self,
        engine: &'a Careful,
        answers: &mut HashMap<usize, Answer>,
    ) -> Result<(), DbError> {
        let mut lost: Vec<(usize, u32, &str)> = Vec::new();
        for (nth, answer) in answers.iter().filter(|(_, it)| it.is_new) {
            let marked = &self.gathered.sentences[*nth].marked;
            let (_, repairs) = Known::Machine(answer.clone()).settled(marked);
            let is_lost = |number: u32| repairs.contains(&Repair::AtTheEnd(number));
            let anchors = marked.anchors().filter(|(number, _)| is_lost(*number));
            lost.extend(anchors.map(|(number, words)| (*nth, number, words)));
        }
        if lost.is_empty() {
            return Ok(());
        }
        lost.sort_unstable();
        let segments: Vec<Segment> = (0..)
            .zip(&lost)
            .map(|(id, (_, _, words))| Segment::new(id, words).without_alignment())
            .collect();
        let question = Question {
            segments,
            terms: Vec::new(),
            context: None,
        };
        let (question, outcome) = put(self.order, engine, &question).await;
        self.count(question, &outcome);
        let mut found: HashMap<usize, Vec<(u32, String)>> = HashMap::new();
        for given in &outcome.given {
            if let Some((nth, number, _)) = lost.get(given.id as usize) {
                let words = engine.abilities().style.neutral(&given.text);
                found.entry(*nth).or_default().push((*number, words));
            }
        }
        let mut better = Vec::new();
        for (nth, anchors) in found {
            if let Some(answer) = answers.get_mut(&nth) {
                answer.hints = answer.hints.clone().and_anchors(anchors);
                better.push((nth, answer.clone()));
            }
        }
        self.write(&better, &outcome.model).await
    }
}

async fn put<'q>(
    order: &Order<'_>,
    engine: &Careful,
    question: &'q Question,
) -> (&'q Question, Outcome) {
    let wanted = Wanted {
        context: question.context.as_deref(),
        terms: &question.terms,
        tone: order.tone,
        article: Some(order.article.name),
        ..Wanted::plain(order.from, order.to, &question.segments)
    };
    (question, engine.translate(wanted).await)
}

/// Whether the next question may fare better.
fn may_go_on(why: &EngineError) -> bool {
    matches!(why, EngineError::TooLarge | EngineError::Invalid(_))
}
