//! SQL is written in stores only, and every store is on the list that both databases are asked to prepare.

use super::Breach;
use super::code::Code;
use super::tree::{File, Tree};

/// How a statement begins, in lower case.
const BEGINNINGS: &[&str] = &[
    "select ",
    "insert into ",
    "delete from ",
    "create table ",
    "drop table ",
    "alter table ",
    "with recursive ",
];

/// Where SQL is at home beside the stores: the two databases themselves.
const AT_HOME: &[&str] = &["crates/masthead-db/", "xtask/"];

/// The crates whose statements the list collects.
const CORE: &str = "crates/masthead-core/src/";

pub(super) fn breaches(tree: &Tree) -> Vec<Breach> {
    let astray = tree
        .rust()
        .filter(|file| may_not_have_sql(file))
        .flat_map(astray);
    astray.chain(unlisted(tree)).collect()
}

fn may_not_have_sql(file: &File) -> bool {
    file.path.contains("/src/")
        && file.name() != "store.rs"
        && !AT_HOME.iter().any(|home| file.path.starts_with(home))
}

fn astray(file: &File) -> Vec<Breach> {
    Code::of(&file.text)
        .texts
        .into_iter()
        .filter(|(_, text)| is_sql(text))
        .map(|(line, _)| Breach::at(&file.path, line, "SQL belongs into the feature's store.rs"))
        .collect()
}

fn is_sql(text: &str) -> bool {
    let text = text.trim_start().to_lowercase();
    let is_update = text.starts_with("update ") && text.contains(" set ");
    is_update || BEGINNINGS.iter().any(|begin| text.starts_with(begin))
}

/// Stores in core that no list names, neither core's own nor their feature's.
fn unlisted(tree: &Tree) -> Vec<Breach> {
    let core = || tree.rust().filter(|file| file.path.starts_with(CORE));
    let lists: Vec<(&str, String)> = core()
        .map(|file| (folder_of(file), Code::of(&file.text).bare))
        .filter(|(_, bare)| bare.contains("fn statements"))
        .collect();
    core()
        .filter(|file| Code::of(&file.text).bare.contains("statements!"))
        .filter(|file| !lists.iter().any(|(folder, list)| names(list, folder, file)))
        .map(|file| {
            Breach::of(
                &file.path,
                "its statements are not on the list: add `…::STATEMENTS` to `statements()`",
            )
        })
        .collect()
}

fn folder_of(file: &File) -> &str {
    file.path[CORE.len()..]
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder)
}

/// Whether a list in `folder` names a store: `posts::store::STATEMENTS`, or `posts::STATEMENTS` for `posts/store.rs`;
/// the feature's own list need not say `posts::`.
fn names(list: &str, folder: &str, file: &File) -> bool {
    let whole = file.path[CORE.len()..].trim_end_matches(".rs");
    let below = whole
        .strip_prefix(folder)
        .unwrap_or(whole)
        .trim_start_matches('/');
    let paths = [whole, below].map(|path| path.replace('/', "::"));
    let named = paths
        .iter()
        .flat_map(|path| [path.as_str(), path.trim_end_matches("::store")]);
    named
        .map(|path| format!("{path}::STATEMENTS"))
        .any(|name| list.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sql_outside_a_store_is_found() {
        let planted = Tree::of(&[(
            "crates/masthead-web/src/a.rs",
            "fn a() { ask(\"select 1 from post\") }",
        )]);
        assert_eq!(breaches(&planted).len(), 1);
        let update = Tree::of(&[(
            "crates/masthead/src/a.rs",
            "const A: &str = \"\n  update post set a = 1\";",
        )]);
        assert_eq!(breaches(&update).len(), 1);
    }

    #[test]
    fn a_sentence_is_not_sql() {
        let well = Tree::of(&[(
            "crates/masthead-web/src/a.rs",
            "const A: &str = \"Select a section, update it\";",
        )]);
        assert!(well.rust().all(|file| {
            Code::of(&file.text)
                .texts
                .iter()
                .all(|(_, text)| !text.starts_with("select "))
        }));
    }

    #[test]
    fn an_unlisted_store_is_found() {
        let store = (
            "crates/masthead-core/src/posts/store.rs",
            "statements! { fn a() = \"select 1\"; }",
        );
        let other = (
            "crates/masthead-core/src/lib.rs",
            "pub fn statements() { [accounts::store::STATEMENTS] }",
        );
        assert_eq!(breaches(&Tree::of(&[store, other])).len(), 1);
        let listed = (
            "crates/masthead-core/src/lib.rs",
            "pub fn statements() { [posts::store::STATEMENTS] }",
        );
        assert!(breaches(&Tree::of(&[store, listed])).is_empty());
    }
}
