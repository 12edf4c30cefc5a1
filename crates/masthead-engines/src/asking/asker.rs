//! Asks one engine: the breaker first, then the budget, then as often as patience allows.

use std::future::Future;
use std::sync::Arc;

use tokio::sync::Semaphore;

use super::{Breaker, Budget, EngineError, Pace, Patience, Spend, Spent};

/// An answer that may say what it cost.
pub trait Billed {
    /// Characters that are billed, if the engine said so.
    fn billed_chars(&self) -> Option<u64>;
}

/// All that stands between us and one engine. There is one for each, shared by everybody who asks it.
pub struct Asker {
    pace: Arc<dyn Pace>,
    budget: Arc<dyn Budget>,
    patience: Patience,
    breaker: Breaker,
    turns: Semaphore,
}

impl Asker {
    /// With the usual patience; at most `concurrency` questions are under way at a time.
    pub fn new(pace: Arc<dyn Pace>, budget: Arc<dyn Budget>, concurrency: usize) -> Self {
        Self {
            pace,
            budget,
            patience: Patience::default(),
            breaker: Breaker::default(),
            turns: Semaphore::new(concurrency.max(1)),
        }
    }

    /// The same with another patience.
    #[must_use]
    pub fn with_patience(self, patience: Patience) -> Self {
        Self { patience, ..self }
    }

    /// The clock and the dice.
    pub fn pace(&self) -> &Arc<dyn Pace> {
        &self.pace
    }

    /// Whether the engine is left alone just now.
    pub fn is_resting(&self) -> bool {
        self.breaker.is_open(self.pace.now())
    }

    /// Asks until there is an answer, an error that will not pass, or no patience left.
    ///
    /// Every attempt is paid for by itself: what was set aside for one that may have been billed stays spent.
    ///
    /// # Errors
    /// The last error; [`EngineError::Away`] while the engine is left alone; [`EngineError::Quota`] if the budget
    /// does not allow it, and then nothing was sent.
    pub async fn ask<T, F, A>(&self, spend: &Spend, once: F) -> Result<T, EngineError>
    where
        T: Billed,
        F: Fn() -> A,
        A: Future<Output = Result<T, EngineError>>,
    {
        let mut attempt = 0;
        loop {
            attempt += 1;
            let error = match self.attempt(spend, &once).await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            let chance = self.pace.chance();
            let Some(wait) = self.patience.wait_after(attempt, &error, chance) else {
                return Err(error);
            };
            if self.is_resting() {
                return Err(error);
            }
            tracing::debug!(engine = spend.engine, attempt, %error, ?wait, "an engine is asked again");
            self.pace.pause(wait).await;
        }
    }

    async fn attempt<T, F, A>(&self, spend: &Spend, once: &F) -> Result<T, EngineError>
    where
        T: Billed,
        F: Fn() -> A,
        A: Future<Output = Result<T, EngineError>>,
    {
        let _turn = self.turns.acquire().await;
        let admitted = self.breaker.admit(self.pace.now())?;
        let hold = self.budget.reserve(spend).await?;
        let answer = once().await;
        let spent = match &answer {
            Ok(answer) => answer.billed_chars().map_or(Spent::AsHeld, Spent::Billed),
            Err(error) if error.may_be_billed() => Spent::AsHeld,
            Err(_) => Spent::Nothing,
        };
        self.budget.settle(hold, spent).await;
        match &answer {
            Err(error) if error.is_worth_retrying() => admitted.failed(self.pace.now()),
            _ => admitted.worked(),
        }
        answer
    }
}
