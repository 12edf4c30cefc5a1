//! A database that cannot be opened says what is wrong and what to do.

use std::path::Path;
use std::time::Duration;

use masthead_db::testing::{fresh_sqlite, postgres_server};
use masthead_db::{Address, Db, DbError, OpenError, Options, Situation, transact};
use tempfile::TempDir;

use crate::pretender::{fatal, one_text, pretend, welcome};
use crate::{notes, raw};

/// Does not wait for anybody, so that the tests do not either.
fn options() -> Options {
    Options {
        wait_max: Duration::from_millis(200),
        ..Options::default()
    }
}

async fn refused(address: Address) -> OpenError {
    Db::open(&address, &options())
        .await
        .map(drop)
        .expect_err("cannot be opened")
}

async fn refused_file(path: &Path) -> OpenError {
    refused(Address::Sqlite(path.to_owned())).await
}

fn folder() -> TempDir {
    TempDir::new().expect("a temporary folder can be made")
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_named() {
    let folder = folder();
    let error = refused_file(&folder.path().join("nowhere/site.db")).await;
    assert!(matches!(error, OpenError::Folder { .. }), "{error}");
    assert!(error.to_string().contains("nowhere"), "{error}");
}

#[tokio::test]
async fn a_file_in_place_of_the_folder_is_named() {
    let folder = folder();
    std::fs::write(folder.path().join("data"), "a file").expect("written");
    let error = refused_file(&folder.path().join("data/site.db")).await;
    assert!(error.to_string().contains("data"), "{error}");
    assert!(matches!(error, OpenError::Folder { .. }), "{error}");
}

#[tokio::test]
async fn a_folder_in_place_of_the_file_is_no_database() {
    let error = refused_file(folder().path()).await;
    assert!(matches!(error, OpenError::NotADatabase { .. }), "{error}");
}

#[tokio::test]
async fn a_letter_to_grandmother_is_no_database() {
    let folder = folder();
    let path = folder.path().join("site.db");
    std::fs::write(&path, "Liebe Oma, ".repeat(500)).expect("written");
    let error = refused_file(&path).await;
    assert!(matches!(error, OpenError::NotADatabase { .. }), "{error}");
    assert_eq!(
        std::fs::read(&path).expect("still there").len(),
        5500,
        "it is left as it was"
    );
}

#[tokio::test]
async fn a_file_that_another_program_keeps_locked_says_so() {
    let folder = folder();
    let path = folder.path().join("site.db");
    let other = rusqlite::Connection::open(&path).expect("opens");
    other
        .execute_batch("pragma locking_mode = exclusive; create table browsed (page text)")
        .expect("locked");
    let error = refused_file(&path).await;
    assert!(matches!(error, OpenError::Locked { .. }), "{error}");
    assert!(error.to_string().contains("another program"), "{error}");
}

#[tokio::test]
async fn a_lock_that_comes_later_makes_writers_busy_and_leaves_readers_alone() {
    let fresh = fresh_sqlite().await;
    let db = Db::open(fresh.address(), &options()).await.expect("opens");
    let other = raw::sqlite(&fresh);
    other.execute_batch("begin immediate").expect("locked");
    let error = notes::keep(&db, "a", "x").await.expect_err("busy");
    assert_eq!(*error.situation(), Situation::Busy);
    assert_eq!(notes::total(&db).await, 0);
    other.execute_batch("rollback").expect("unlocked");
    notes::keep(&db, "a", "x").await.expect("free again");
}

/// A file system of its own, if this machine lets us mount one.
struct Mounted(TempDir);

impl Mounted {
    fn small(size_kib: usize) -> Option<Self> {
        let folder = folder();
        let size = format!("size={size_kib}k");
        mount(&["-t", "tmpfs", "-o", &size, "none"], folder.path()).then_some(Self(folder))
    }

    fn is_read_only_from_now_on(&self) {
        assert!(
            mount(&["-o", "remount,ro"], self.0.path()),
            "what can be mounted can be mounted again"
        );
    }
}

fn mount(words: &[&str], at: &Path) -> bool {
    let quiet = std::process::Command::new("mount")
        .args(words)
        .arg(at)
        .stderr(std::process::Stdio::null())
        .status();
    quiet.is_ok_and(|status| status.success())
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // Lazily, because the connections of the test may not be closed yet.
        drop(
            std::process::Command::new("umount")
                .arg("-l")
                .arg(self.0.path())
                .status(),
        );
    }
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_says_so() {
    let Some(mounted) = Mounted::small(1024) else {
        return unwritable_by_permission().await;
    };
    mounted.is_read_only_from_now_on();
    let error = refused_file(&mounted.0.path().join("site.db")).await;
    assert!(matches!(error, OpenError::ReadOnly { .. }), "{error}");
}

/// Where nothing can be mounted we are not root, and permissions hold.
async fn unwritable_by_permission() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o500))
        .expect("permissions can be set");
    let error = refused_file(&folder.path().join("site.db")).await;
    assert!(matches!(error, OpenError::ReadOnly { .. }), "{error}");
}

#[tokio::test]
async fn a_full_disk_is_told_to_whoever_writes_and_what_was_acknowledged_stays() {
    let limited = fresh_sqlite().await;
    // A database that may not grow stands for a disk that is full; SQLite reports both alike.
    let kept = fill(&limited).await;
    assert!(kept > 0);
    assert_eq!(notes::total(&limited).await, kept);
    let small: Result<(), DbError> =
        transact!(limited.write(), |tx| { notes::count(tx).await.map(drop) });
    small.expect("the writer goes on");
}

/// Writes until the disk is full, and says how many notes were acknowledged.
async fn fill(fresh: &masthead_db::testing::Fresh) -> i64 {
    fresh.limit_growth(40).await;
    let text = "x".repeat(20_000);
    for number in 0..1000 {
        if let Err(error) = notes::keep(fresh, &number.to_string(), &text).await {
            assert_eq!(*error.situation(), Situation::Full, "{error}");
            assert!(error.to_string().contains("make room"), "{error}");
            return number;
        }
    }
    panic!("the disk did not fill up");
}

#[tokio::test]
async fn a_disk_that_is_full_at_the_start_says_so() {
    // Only where something can be mounted; elsewhere the test above has to do.
    let Some(mounted) = Mounted::small(16) else {
        return;
    };
    let filled = std::fs::write(mounted.0.path().join("filler"), vec![0_u8; 64 * 1024]);
    filled.expect_err("it is full");
    let error = refused_file(&mounted.0.path().join("site.db")).await;
    assert!(matches!(error, OpenError::Full { .. }), "{error}");
    assert!(error.to_string().contains("Make room"), "{error}");
}

fn server_with(change: impl FnOnce(&str) -> String) -> Address {
    Address::Postgres(change(&postgres_server()))
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_unreachable() {
    // A port that was free a moment ago, and that nobody is told about.
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|free| free.local_addr())
        .expect("a free port")
        .port();
    let error = refused(Address::Postgres(format!(
        "postgres://anna:geheim@127.0.0.1:{port}/site"
    )))
    .await;
    assert!(matches!(error, OpenError::Unreachable { .. }), "{error}");
    assert!(!error.to_string().contains("geheim"), "{error}");
}

#[tokio::test]
async fn a_database_the_server_does_not_have_is_named() {
    let address = server_with(|url| {
        let (server, _) = url.rsplit_once('/').expect("an address names a database");
        format!("{server}/no_such_site")
    });
    let error = refused(address).await;
    assert!(matches!(error, OpenError::NoSuchDatabase { .. }), "{error}");
    assert!(error.to_string().contains("createdb"), "{error}");
}

#[tokio::test]
async fn an_account_the_server_does_not_know_is_refused() {
    let address = server_with(|url| {
        url.replacen("masthead@", "nobody_known@", 1)
            .replacen("postgres@", "nobody_known@", 1)
    });
    let error = refused(address).await;
    assert!(matches!(error, OpenError::Refused { .. }), "{error}");
    assert!(error.to_string().contains("nobody_known"), "{error}");
}

#[tokio::test]
async fn a_server_that_cannot_encrypt_is_not_used_in_the_clear() {
    let Address::Postgres(url) = pretend(vec![b"N".to_vec()]).await else {
        panic!("it pretends to be PostgreSQL")
    };
    let address = Address::Postgres(url.replace("sslmode=disable", "sslmode=require"));
    let error = refused(address).await;
    assert!(matches!(error, OpenError::Unreachable { .. }), "{error}");
    assert!(error.to_string().contains("TLS"), "{error}");
}

#[tokio::test]
async fn an_address_that_makes_no_sense_is_refused_before_anything_is_tried() {
    for address in [
        "postgres://",
        "postgres://anna@db:port/site",
        "postgres://anna@db/site?sslmode=maybe",
    ] {
        let error = refused(Address::Postgres(address.to_owned())).await;
        assert!(
            matches!(error, OpenError::BadAddress { .. }),
            "{address}: {error}"
        );
    }
}

#[tokio::test]
async fn a_wrong_password_says_so_and_is_not_repeated() {
    let refusal = fatal("28P01", "password authentication failed for user \"anna\"");
    let error = refused(pretend(vec![refusal]).await).await;
    assert!(matches!(error, OpenError::Refused { .. }), "{error}");
    assert!(
        error.to_string().contains("Check name and password"),
        "{error}"
    );
    assert!(!error.to_string().contains("falsch"), "{error}");
}

#[tokio::test]
async fn a_server_that_is_too_old_is_told_by_its_version() {
    let version = one_text("server_version_num", "140021");
    let error = refused(pretend(vec![welcome(), version]).await).await;
    assert!(matches!(error, OpenError::TooOld { .. }), "{error}");
    assert!(
        error
            .to_string()
            .contains("is version 14, and Masthead needs 15"),
        "{error}"
    );
}

#[tokio::test]
async fn a_server_that_is_still_starting_is_to_be_tried_again() {
    let starting = fatal("57P03", "the database system is starting up");
    let error = refused(pretend(vec![starting]).await).await;
    assert!(matches!(error, OpenError::Unreachable { .. }), "{error}");
}
