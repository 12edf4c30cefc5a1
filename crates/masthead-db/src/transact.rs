//! Transactions as blocks that behave as if they ran alone.

use std::hash::{BuildHasher, RandomState};
use std::ops::ControlFlow;
use std::time::Duration;

use tokio::sync::OwnedMutexGuard;

use crate::database::{Db, Engine, Mode};
use crate::error::{DbError, Situation};
use crate::tx::Tx;

/// How often a block is tried before a collision becomes an error: when even one after the other does not help,
/// something is in the way for good.
const TRIES_MAX: u32 = 24;

/// How often a block is tried beside all others. From then on the blocks of this program that keep colliding run one
/// after the other: each then meets only newcomers, and somebody always gets through.
const TRIES_AT_ONCE: u32 = 5;

/// How long a block waits for its turn among those that collide; then it tries without.
const TURN_WAIT_MAX: Duration = Duration::from_secs(5);

/// How often a block is tried when a key refuses its row.
///
/// PostgreSQL looks at keys before it looks at collisions, so a block may be refused because of a row that it should have
/// seen if it ran alone. Run again it does see the row, and decides by it; if it is refused all the same, then that is
/// its own doing.
const TRIES_FOR_A_KEY: u32 = 3;

/// Connections that may turn out to be dead before the server itself is taken to be gone.
const DEAD_CONNECTIONS_MAX: u32 = 20;

/// The tries of one block; made by [`Db::read`] and [`Db::write`] for [`transact!`](crate::transact).
#[derive(Debug)]
pub struct Attempts {
    db: Db,
    mode: Mode,
    tries: u32,
    turn: Option<OwnedMutexGuard<()>>,
}

impl Attempts {
    pub(crate) fn new(db: Db, mode: Mode) -> Self {
        Self {
            db,
            mode,
            tries: 0,
            turn: None,
        }
    }

    /// Begins the next try.
    ///
    /// # Errors
    /// When the database cannot be reached, or is kept busy by another program.
    pub async fn begin(&mut self) -> Result<Tx, DbError> {
        self.tries += 1;
        if self.tries > TRIES_AT_ONCE && self.turn.is_none() {
            self.turn = tokio::time::timeout(TURN_WAIT_MAX, self.db.turn_after_collisions())
                .await
                .ok();
        }
        self.db.begin(self.mode).await
    }

    /// Commits or undoes a try, and says whether the block is to run again.
    pub async fn finish<T, E: From<DbError>>(
        &mut self,
        tx: Tx,
        outcome: Result<T, E>,
    ) -> ControlFlow<Result<T, E>> {
        let failure = tx.failure().cloned();
        let never_began = tx.never_began();
        let ended = match (&outcome, &failure) {
            (Ok(_), None) => tx.commit().await,
            _ => tx.undo().await,
        };
        let error = failure.as_ref().or(ended.as_ref().err());
        if self.tries < self.tries_max(error, never_began) {
            tokio::time::sleep(self.wait()).await;
            return ControlFlow::Continue(());
        }
        ControlFlow::Break(match (outcome, failure, ended) {
            (_, _, Err(error)) | (Ok(_), Some(error), _) => Err(E::from(error)),
            (outcome, _, Ok(())) => outcome,
        })
    }

    /// How often a block that ended like this may be tried.
    fn tries_max(&self, error: Option<&DbError>, never_began: bool) -> u32 {
        match error.map(DbError::situation) {
            Some(Situation::Closed) if never_began => DEAD_CONNECTIONS_MAX,
            Some(Situation::Collision) => TRIES_MAX,
            Some(Situation::NotUnique { .. } | Situation::ForeignKey)
                if self.db.engine() == Engine::Postgres =>
            {
                TRIES_FOR_A_KEY
            }
            _ => 0,
        }
    }

    /// Twice as long each time, with chance in it so that two who collided do not collide again.
    fn wait(&self) -> Duration {
        let longest_micros = 500_u64 << self.tries.min(TRIES_AT_ONCE);
        let chance = RandomState::new().hash_one(self.tries);
        Duration::from_micros(longest_micros / 4 + chance % longest_micros)
    }
}

/// Runs a block as one transaction: `transact!(db.write(), |tx| { … Ok(value) })`.
///
/// Gives a `Result<T, E>` where `E: From<DbError>`. `Ok` from the block commits, and when the whole gives `Ok` the work is
/// durable; `Err` undoes it. `?` and `return` leave the block only. On PostgreSQL the block runs again when it collided
/// with another, so its only effects are made through `tx`, and it clones what it captures instead of moving it out.
///
/// It is a loop around an `async` block, because what a closure would borrow keeps the future from being `Send`.
#[macro_export]
macro_rules! transact {
    ($attempts:expr, |$tx:ident| $body:block) => {{
        let mut attempts = $attempts;
        loop {
            let mut transaction = match attempts.begin().await {
                Ok(transaction) => transaction,
                Err(error) => break Err(::core::convert::From::from(error)),
            };
            let outcome = async {
                #[allow(unused_variables)]
                let $tx: &mut $crate::Tx = &mut transaction;
                $body
            }
            .await;
            if let ::core::ops::ControlFlow::Break(answer) =
                attempts.finish(transaction, outcome).await
            {
                break answer;
            }
        }
    }};
}
