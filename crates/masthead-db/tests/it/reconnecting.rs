//! A PostgreSQL that was restarted is found again without anybody noticing.

use masthead_db::testing::{Fresh, fresh_postgres};
use masthead_db::{DbError, Situation, transact};

use crate::{notes, raw};

/// Ends every connection to the database but the one that asks.
async fn end_all(fresh: &Fresh) {
    let ended = "select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()";
    raw::postgres(fresh)
        .await
        .query(ended, &[])
        .await
        .expect("they can be ended");
}

#[tokio::test]
async fn connections_that_died_unused_are_replaced() {
    let fresh = fresh_postgres().await;
    notes::keep(&fresh, "before", "x").await.expect("kept");
    end_all(&fresh).await;
    notes::keep(&fresh, "after", "x")
        .await
        .expect("kept all the same");
    assert_eq!(notes::total(&fresh).await, 2);
}

#[tokio::test]
async fn a_connection_that_dies_within_a_block_fails_the_block_and_nothing_of_it_is_kept() {
    let fresh = fresh_postgres().await;
    let cut_off: Result<(), DbError> = transact!(fresh.write(), |tx| {
        notes::write(tx, "half", "x").await?;
        end_all(&fresh).await;
        notes::write(tx, "other half", "x").await
    });
    assert_eq!(
        *cut_off.expect_err("cut off").situation(),
        Situation::Closed
    );
    assert_eq!(notes::total(&fresh).await, 0);
}
