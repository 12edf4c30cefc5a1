//! What was acknowledged to somebody, kept by those who were told, and compared with the database at the end.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use masthead_core::kernel::QueueItemId;
use masthead_db::{Address, Db, DbError, Options, Tx, transact};

use crate::people::Sent;
use crate::{process, store};

/// Everything that somebody was told is done.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    posts: Mutex<Vec<String>>,
    decisions: Mutex<Vec<Sent>>,
}

impl Ledger {
    pub(crate) fn post(&self, text: &str) {
        lock(&self.posts).push(text.to_owned());
    }

    pub(crate) fn decision(&self, sent: Sent) {
        lock(&self.decisions).push(sent);
    }

    /// How many posts and decisions were acknowledged.
    pub(crate) fn lengths(&self) -> (usize, usize) {
        (lock(&self.posts).len(), lock(&self.decisions).len())
    }

    /// Compares with the database: everything acknowledged is there, once.
    pub(crate) async fn compare(&self, address: &Address) {
        let db = Db::open(address, &Options::default())
            .await
            .expect("the database opens");
        let posts = lock(&self.posts).clone();
        let decisions = lock(&self.decisions).clone();
        transact!(db.read(), |tx| {
            for text in &posts {
                let found = store::count_posts_saying(tx, text).await?.total;
                assert_eq!(
                    found, 1,
                    "“{text}” was acknowledged and is there {found} times"
                );
            }
            for sent in &decisions {
                compare_decision(tx, sent).await?;
            }
            nothing_is_amiss(tx).await
        })
        .expect("the database can be read");
    }
}

async fn compare_decision(tx: &mut Tx, sent: &Sent) -> Result<(), DbError> {
    let item: QueueItemId = sent
        .item
        .parse()
        .expect("the desk's addresses hold identifiers");
    let outcomes = store::list_outcomes(tx, item).await?;
    let outcomes: Vec<&str> = outcomes.iter().map(|row| row.outcome.as_str()).collect();
    assert_eq!(outcomes, [sent.verdict], "what became of {}", sent.item);
    Ok(())
}

async fn nothing_is_amiss(tx: &mut Tx) -> Result<(), DbError> {
    assert_eq!(
        store::count_doubled_texts(tx).await?.total,
        0,
        "a post is there twice"
    );
    assert_eq!(
        store::count_decided_twice(tx).await?.total,
        0,
        "an item was decided twice"
    );
    assert_eq!(
        store::count_untold_refusals(tx).await?.total,
        0,
        "an author was told nothing"
    );
    assert_eq!(
        store::count_posts_nobody_will_see(tx).await?.total,
        0,
        "a post waits outside the queue"
    );
    Ok(())
}

/// Asks the program itself: counters equal a recount, and the log's chain holds.
pub(crate) fn the_program_finds_nothing(folder: &Path, database: &str) {
    for words in [&["doctor"][..], &["audit", "verify"]] {
        let said = process::run(folder, database, words);
        assert!(
            said.status.success(),
            "{words:?} found something:\n{}{}",
            String::from_utf8_lossy(&said.stdout),
            String::from_utf8_lossy(&said.stderr)
        );
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
