//! The schema is brought up to date once, by whoever comes first, and never against its history.

use masthead_db::testing::{Fresh, empty_postgres, empty_sqlite, fresh_both};
use masthead_db::{Address, Db, OpenError, Options};
use tokio::task::JoinSet;

use crate::raw;

async fn another(fresh: &Fresh) -> Db {
    Db::open(fresh.address(), &Options::default())
        .await
        .expect("opens")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn four_programs_that_migrate_at_once_apply_each_migration_once() {
    for fresh in [empty_sqlite().await, empty_postgres().await] {
        let mut programs = JoinSet::new();
        for _ in 0..4 {
            let db = another(&fresh).await;
            programs.spawn(async move { db.migrate().await });
        }
        let mut applied = Vec::new();
        while let Some(ended) = programs.join_next().await {
            applied.extend(ended.expect("no panic").expect("migrated").applied);
        }
        applied.sort_unstable();
        assert_eq!(applied.first(), Some(&"0001_kernel"));
        assert!(
            applied.windows(2).all(|pair| pair[0] < pair[1]),
            "{applied:?}"
        );
    }
}

#[tokio::test]
async fn nothing_is_done_when_nothing_is_to_be_done() {
    for fresh in fresh_both().await {
        assert_eq!(
            fresh.migrate().await.expect("migrated").applied,
            Vec::<&str>::new()
        );
    }
}

#[tokio::test]
async fn a_migration_that_was_edited_after_its_release_is_refused_by_name() {
    for fresh in fresh_both().await {
        raw::run(
            &fresh,
            "update schema_migration set checksum = 'other' where number = 1",
        )
        .await;
        let error = fresh.migrate().await.expect_err("refused");
        assert!(
            matches!(&error, OpenError::MigrationChanged { number: 1, .. }),
            "{error}"
        );
        assert!(error.to_string().contains("0001_kernel"), "{error}");
    }
}

/// What a newer program leaves behind: a migration that this one has not heard of.
async fn newer_was_here(fresh: &Fresh, breaks_older: bool) {
    let insert = "insert into schema_migration (number, name, checksum, breaks_older, applied_at)";
    raw::run(
        fresh,
        &format!("{insert} values (9999, '9999_future', 'x', {breaks_older}, 0)"),
    )
    .await;
}

#[tokio::test]
async fn yesterdays_program_runs_on_todays_schema() {
    for fresh in fresh_both().await {
        newer_was_here(&fresh, false).await;
        assert_eq!(
            fresh.migrate().await.expect("runs").applied,
            Vec::<&str>::new()
        );
    }
}

#[tokio::test]
async fn a_migration_that_breaks_older_programs_refuses_them() {
    for fresh in fresh_both().await {
        newer_was_here(&fresh, true).await;
        let error = fresh.migrate().await.expect_err("refused");
        assert!(
            matches!(&error, OpenError::TooNew { number: 9999, .. }),
            "{error}"
        );
        assert!(error.to_string().contains("newer Masthead"), "{error}");
    }
}

/// A post that was removed after a notice, as the program of migration 0006 had left it: its author's complaint is open,
/// the notifier's about another post is decided. `{n}` is an identifier.
const OF_AN_EARLIER_PROGRAM: &str = "
    insert into account (id, short, name, display_name, display_name_folded, email, email_folded, password_hash, role,
        lang, state, created_at) values
        ({1}, 'a1', 'Anna', 'annab', 'annab', 'a@x.at', 'a@x.at', '', 'reader', 'de', 'active', 1),
        ({2}, 'a2', 'Clara', 'clara', 'clara', 'c@x.at', 'c@x.at', '', 'moderator', 'de', 'active', 1),
        ({3}, 'a3', 'Frida', 'frida', 'frida', 'f@x.at', 'f@x.at', '', 'office', 'de', 'active', 1);
    insert into section (id, slug, path, position, created_at) values ({4}, 'wien', 'wien', 1, 1);
    insert into article (id, short, section_id, created_at) values ({5}, 'b1', {4}, 1);
    insert into thread (id, article_id, state, created_at) values ({5}, {5}, 'open', 1);
    insert into post (id, short, thread_id, root_id, depth, path, account_id, author_name, lang, state, version,
        published_version, listed, submission_key, submitted_at, published_at) values
        ({6}, 'p1', {5}, {6}, 0, {6b}, {1}, 'annab', 'de', 'published', 1, 1, true, 'k1', 2, 3);
    insert into post_version (post_id, number, text, submitted_at, decided) values ({6}, 1, 'Du Trottel', 2, 'approved');
    insert into ground (id, code, version, kind, position, category, keyword, prosecution, art18, fingerprint,
        active_from) values ({7}, 'TC-INSULT', 1, 'contractual', 1, 'c', 'k', 'none', 'never', {6b}, 1);
    insert into decision (id, subject_kind, subject_id, subject_version, outcome, cause, by_account, ground_id,
        ground_snapshot, facts, note, automated_detection, automated_decision, decided_at, due_at, effective_at) values
        ({8}, 'post', {6}, 1, 'remove', 'notice', {2}, {7}, '[]', 'Trottel.', '', false, 'not', 5, 5, 5);
    insert into office_case (id, number, kind, state, lang, account_id, sender_name, sender_email, received_at, deadline,
        due_at, decided_at) values
        ({9}, 'N-2026-AAAAAA', 'notice', 'decided', 'de', null, 'Petra', 'p@x.at', 4, 'notice.decide.normal', 9, 5),
        ({10}, 'C-2026-BBBBBB', 'complaint', 'open', 'de', {1}, 'annab', 'a@x.at', 6, 'complaint.decide', 9, null),
        ({11}, 'C-2026-CCCCCC', 'complaint', 'decided', 'de', null, '', '', 6, 'complaint.decide', 9, 7);
    insert into notice (case_id, lane, reason, law, in_good_faith, precise) values
        ({9}, 'unlawful', 'Beleidigung', '', true, true);
    insert into notice_item (id, case_id, position, address, post_id, post_version, outcome, reasons, decision_id,
        decided_by, decided_at, complain_until) values
        ({12}, {9}, 0, 'http://x/posts/p1', {6}, 1, 'removed', 'Trottel.', {8}, {2}, 5, 99);
    insert into evidence (id, case_id, item_id, file_hash, text_hash, taken_at) values ({13}, {9}, {12}, {6b}, {6b}, 4);
    insert into complaint (case_id, basis, post_id, against_decision, against_item, first_decider, text, window_ends_at,
        outcome, reasons, decider, decision_id) values
        ({10}, 'restriction', {6}, {8}, null, {2}, 'Ein Zitat!', 99, null, '', null, null),
        ({11}, 'no_action', {6}, null, {12}, {2}, 'Noch einmal!', 99, 'upheld', 'Bleibt.', {3}, null)";

/// The same words with identifiers as this database writes them.
fn with_identifiers(fresh: &Fresh, text: &str) -> String {
    let (mark, bytes) = match fresh.address() {
        Address::Sqlite(_) => ("x", "x'06'"),
        Address::Postgres(_) => ("", "'\\x06'"),
    };
    (1..=13).fold(text.replace("{6b}", bytes), |text, n| {
        text.replace(&format!("{{{n}}}"), &format!("{mark}'{n:032x}'"))
    })
}

/// What a database holds of complaints and notices, as text.
async fn redress(fresh: &Fresh) -> String {
    const ALL: &str = "select string_agg(line, ';') from (
        select c.number || ' ' || k.basis || ' ' || k.text || ' ' || k.reasons || ' ' || coalesce(k.outcome, 'open')
            || ' ' || cast(k.window_ends_at as text) || ' ' || coalesce(d.display_name, '') || ' '
            || coalesce(f.display_name, '') as line
        from complaint k join office_case c on c.id = k.case_id
        left join account d on d.id = k.decider left join account f on f.id = k.first_decider
        order by c.number) as lines";
    match fresh.address() {
        Address::Sqlite(_) => raw::sqlite(fresh)
            .query_row(ALL, [], |row| row.get(0))
            .expect("readable"),
        Address::Postgres(_) => raw::postgres(fresh)
            .await
            .query_one(ALL, &[])
            .await
            .expect("readable")
            .get(0),
    }
}

#[tokio::test]
async fn complaints_of_an_earlier_program_are_all_there_after_the_migration() {
    for fresh in [empty_sqlite().await, empty_postgres().await] {
        fresh.migrate_through(6).await;
        raw::run(&fresh, &with_identifiers(&fresh, OF_AN_EARLIER_PROGRAM)).await;
        let before = redress(&fresh).await;
        let applied = fresh.migrate().await.expect("migrated").applied;
        assert_eq!(applied.first(), Some(&"0007_redress"));

        assert_eq!(redress(&fresh).await, before);
        assert_eq!(
            before,
            "C-2026-BBBBBB restriction Ein Zitat!  open 99  clara;C-2026-CCCCCC no_action Noch einmal! Bleibt. upheld \
             99 frida clara"
        );
        // The rules of the table came along: nobody decides against their own decision, and what is challenged exists.
        for refused in [
            "update complaint set outcome = 'upheld', reasons = 'x', decider = {2} where case_id = {10}",
            "update complaint set against_item = {1} where case_id = {10}",
            "update notice set urgency = 'soon'",
            "update notice_item set outcome = null",
        ] {
            assert!(
                is_refused(&fresh, &with_identifiers(&fresh, refused)).await,
                "{refused}"
            );
        }
        let decided = "update complaint set outcome = 'reversed', reasons = 'x', decider = {3} where case_id = {10};
            update notice set urgency = 'manifest';
            update evidence set post_version = 1";
        raw::run(&fresh, &with_identifiers(&fresh, decided)).await;
    }
}

async fn is_refused(fresh: &Fresh, sql: &str) -> bool {
    match fresh.address() {
        Address::Sqlite(_) => {
            let connection = raw::sqlite(fresh);
            connection
                .execute_batch("pragma foreign_keys = on")
                .expect("it can be switched on");
            connection.execute_batch(sql).is_err()
        }
        Address::Postgres(_) => raw::postgres(fresh).await.batch_execute(sql).await.is_err(),
    }
}
