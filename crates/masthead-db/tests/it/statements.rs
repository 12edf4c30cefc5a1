//! The check of statements finds what does not fit, and this crate's own statements pass it.

use masthead_db::testing::{fresh_both, fresh_postgres, fresh_sqlite};
use masthead_db::{Statement, check, own_statements};

#[tokio::test]
async fn our_own_statements_fit_both_databases() {
    for db in fresh_both().await {
        assert_eq!(
            check::every(&db, own_statements()).await,
            Vec::<String>::new()
        );
    }
}

mod wrong {
    use masthead_db::{Uuid, row, statements};

    row! {
        struct Swapped { value: String, key: String }
        struct Late { sent_at: i64 }
        struct Numbered { attempts: String }
        struct Total { total: i64 }
    }

    statements! {
        fn misspelt() = "delete from settings";
        fn swapped() -> Vec<Swapped> = "select key, value from setting";
        fn short() -> Vec<Total> = "select key, value from setting";
        fn numbered() -> Vec<Numbered> = "select attempts from letter";
        fn of_the_wrong_kind(key: Uuid) = "delete from setting where key = $1";
        fn gap(key: &str) = "delete from setting where key = $2";
        fn late() -> Vec<Late> = "select sent_at from letter";
        fn uncast() -> Vec<Total> = "select sum(attempts) as total from letter";
    }

    pub(super) const ALL: &[masthead_db::Statement] = STATEMENTS;
}

/// The part of each complaint between the name and the SQL.
fn said(complaints: &[String]) -> Vec<(String, String)> {
    let parts = complaints.iter().map(|complaint| {
        let (name, rest) = complaint.split_once(" on ").expect("names the statement");
        let name = name.rsplit("::").next().expect("a path has an end");
        (
            name.to_owned(),
            rest.split('\n')
                .next()
                .expect("has a line")
                .split_once(": ")
                .expect("says why")
                .1
                .to_owned(),
        )
    });
    parts.collect()
}

fn names(said: &[(String, String)]) -> Vec<&str> {
    said.iter().map(|(name, _)| name.as_str()).collect()
}

static WRONG: &[Statement] = wrong::ALL;

#[tokio::test]
async fn sqlite_notices_names_numbers_and_declared_kinds() {
    let said = said(&check::every(fresh_sqlite().await.db(), WRONG).await);
    assert_eq!(
        names(&said),
        ["misspelt", "swapped", "swapped", "short", "numbered", "gap"]
    );
    assert_eq!(said[1].1, "gives `key` where the record has `value`");
}

#[tokio::test]
async fn postgres_also_notices_kinds_of_parameters_and_nulls() {
    let said = said(&check::every(fresh_postgres().await.db(), WRONG).await);
    assert_eq!(
        names(&said),
        [
            "misspelt",
            "swapped",
            "swapped",
            "short",
            "numbered",
            "of_the_wrong_kind",
            "gap",
            "late",
            "uncast"
        ]
    );
    assert_eq!(said[5].1, "$1 is a text and is given a Uuid");
    assert_eq!(said[8].1, "`total` is a numeric and is read as a Integer");
}
