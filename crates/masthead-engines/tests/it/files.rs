//! Files on a real disk: kept once, kept whole, never lost silently.

use std::path::{Path, PathBuf};

use masthead_engines::files::{FileError, FileKey, Files};
use tokio::io::AsyncReadExt;

struct Store {
    folder: tempfile::TempDir,
    files: Files,
}

fn store() -> Store {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let files = Files::local(folder.path().join("files"), 1000);
    Store { folder, files }
}

impl Store {
    fn path_of(&self, key: FileKey) -> PathBuf {
        let name = key.to_string();
        self.folder
            .path()
            .join("files")
            .join(&name[..2])
            .join(&name[2..])
    }
}

fn left_behind(folder: &Path) -> usize {
    std::fs::read_dir(folder.join("files/coming")).map_or(0, Iterator::count)
}

#[tokio::test]
async fn what_was_put_comes_back() {
    let store = store();
    let key = store
        .files
        .put(&b"a picture"[..])
        .await
        .expect("it is kept");
    assert_eq!(key, FileKey::of(b"a picture"));
    assert_eq!(
        store.files.get(key).await.expect("it is there").as_ref(),
        b"a picture"
    );
    assert!(store.files.exists(key).await.expect("the store answers"));

    let (mut file, size) = store.files.open(key).await.expect("it can be opened");
    let mut text = String::new();
    file.read_to_string(&mut text)
        .await
        .expect("it can be read");
    assert_eq!((text.as_str(), size), ("a picture", 9));
    assert_eq!(left_behind(store.folder.path()), 0);
}

#[tokio::test]
async fn the_same_bytes_are_kept_once() {
    let store = store();
    let first = store.files.put(&b"twice"[..]).await.expect("it is kept");
    let second = store.files.put(&b"twice"[..]).await.expect("it is kept");
    let other = store.files.put(&b"once"[..]).await.expect("it is kept");
    assert_eq!(first, second);
    let mut expected = vec![first, other];
    expected.sort();
    assert_eq!(store.files.list().await.expect("a list"), expected);
}

#[tokio::test]
async fn many_at_once_do_not_disturb_each_other() {
    let store = store();
    let puts = (0..40).map(|n| {
        let files = store.files.clone();
        tokio::spawn(async move { files.put(format!("file {}", n % 10)).await })
    });
    for put in puts.collect::<Vec<_>>() {
        put.await.expect("the task ends").expect("it is kept");
    }
    assert_eq!(store.files.list().await.expect("a list").len(), 10);
    assert_eq!(left_behind(store.folder.path()), 0);
}

#[tokio::test]
async fn too_large_a_file_is_not_kept() {
    let store = store();
    let refused = store.files.put(vec![7; 1001]).await;
    assert!(
        matches!(
            refused,
            Err(FileError::TooLarge {
                bytes: 1001,
                limit: 1000
            })
        ),
        "{refused:?}"
    );
    assert_eq!(store.files.list().await.expect("a list"), []);
}

#[tokio::test]
async fn a_missing_file_is_told_apart_from_a_broken_store() {
    let store = store();
    let key = FileKey::of(b"never put");
    assert!(
        matches!(store.files.get(key).await, Err(FileError::Missing(missing)) if missing == key)
    );
    assert!(!store.files.exists(key).await.expect("the store answers"));
    store
        .files
        .remove(key)
        .await
        .expect("removing nothing is no error");
    assert_eq!(store.files.list().await.expect("a list"), []);
}

#[tokio::test]
async fn a_changed_byte_is_found() {
    let store = store();
    let key = store
        .files
        .put(&b"as it was"[..])
        .await
        .expect("it is kept");
    store.files.verify(key).await.expect("it is whole");
    std::fs::write(store.path_of(key), "as it wax").expect("somebody changes it");
    let found = store.files.verify(key).await;
    assert!(
        matches!(found, Err(FileError::Damaged(damaged)) if damaged == key),
        "{found:?}"
    );
}

#[tokio::test]
async fn a_file_cut_short_by_a_crash_is_mended_by_putting_it_again() {
    let store = store();
    let key = store.files.put(&b"whole"[..]).await.expect("it is kept");
    std::fs::write(store.path_of(key), "who").expect("it is cut");
    store.files.put(&b"whole"[..]).await.expect("it is kept");
    store.files.verify(key).await.expect("it is whole again");
}

#[tokio::test]
async fn a_removed_file_is_gone() {
    let store = store();
    let key = store.files.put(&b"bye"[..]).await.expect("it is kept");
    store.files.remove(key).await.expect("it is removed");
    assert!(!store.files.exists(key).await.expect("the store answers"));
}

#[tokio::test]
async fn a_store_that_cannot_be_written_says_where() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let in_the_way = folder.path().join("files");
    std::fs::write(&in_the_way, "a file, not a folder").expect("a file");
    let files = Files::local(&in_the_way, 1000);
    let error = files.put(&b"x"[..]).await.expect_err("there is no folder");
    assert!(error.to_string().contains("files"), "{error}");
    files.check().await.expect_err("the doctor hears it too");
}

#[tokio::test]
async fn the_doctors_probe_leaves_nothing() {
    let store = store();
    store.files.check().await.expect("the store can be written");
    assert_eq!(left_behind(store.folder.path()), 0);
    assert_eq!(store.files.list().await.expect("a list"), []);
}
