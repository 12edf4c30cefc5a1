//! Features of the trade stand on storeys, and each leans only on those below; a store is its feature's own.

use super::Breach;
use super::code::Code;
use super::tree::{File, Tree};

/// The storeys from the ground up; rooms on one storey do not know each other.
const STOREYS: &[&[&str]] = &[
    &["kernel"],
    &["ledger"],
    &["accounts"],
    &["articles"],
    &["screening"],
    &["posts"],
    &["office"],
    &["imports"],
    &["translation"],
    &["narration"],
];

const CORE: &str = "crates/masthead-core/src/";

pub(super) fn breaches(tree: &Tree) -> Vec<Breach> {
    tree.rust()
        .filter(|file| file.path.starts_with(CORE))
        .flat_map(of_file)
        .collect()
}

fn of_file(file: &File) -> Vec<Breach> {
    let room = file.path[CORE.len()..]
        .split(['/', '.'])
        .next()
        .unwrap_or_default();
    // The crate's own list of statements and its face name every feature.
    let Some(own) = storey(room) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (line, path) in paths(&Code::of(&file.text)) {
        let mut steps = path.split("::");
        let used = steps.next().unwrap_or_default();
        if used == room {
            continue;
        }
        if storey(used).is_some_and(|other| other >= own) {
            found.push(Breach::at(
                &file.path,
                line,
                format!("{room} stands below {used} and must not lean on it"),
            ));
        }
        if steps.next() == Some("store") {
            found.push(Breach::at(
                &file.path,
                line,
                format!("the store of {used} is its own: ask for a public function there"),
            ));
        }
    }
    found
}

fn storey(room: &str) -> Option<usize> {
    STOREYS.iter().position(|rooms| rooms.contains(&room))
}

/// What follows `crate::` in the code, with its line, as far as names go; `crate::{a, b}` gives both.
fn paths(code: &Code) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in code.bare.match_indices("crate::") {
        let line = code.bare[..at].matches('\n').count() + 1;
        let rest = &code.bare[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => found.extend(members(list).into_iter().map(|member| (line, member))),
            None => found.push((line, path(rest))),
        }
    }
    found
}

fn path(rest: &str) -> String {
    rest.chars()
        .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':'))
        .collect()
}

/// The first names in `{a::b, c::{d, e}}`, without the nested ones.
fn members(list: &str) -> Vec<String> {
    let mut depth = 0;
    let mut found = vec![String::new()];
    for c in list.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => found.push(String::new()),
            _ if depth == 0 && !c.is_whitespace() => {
                found.last_mut().expect("there is always one").push(c);
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_articles(code: &str) -> Vec<Breach> {
        breaches(&Tree::of(&[(
            "crates/masthead-core/src/articles/publish.rs",
            code,
        )]))
    }

    #[test]
    fn leaning_upwards_is_found() {
        assert_eq!(in_articles("use crate::posts::Thread;").len(), 1);
        assert_eq!(
            in_articles("use crate::{kernel::App, office::{Case, Notice}};").len(),
            1
        );
        assert_eq!(in_articles("fn a() { crate::posts::open() }").len(), 1);
    }

    #[test]
    fn anothers_store_is_out_of_reach() {
        assert_eq!(in_articles("use crate::accounts::store;").len(), 1);
    }

    #[test]
    fn leaning_downwards_is_well() {
        assert!(
            in_articles("use crate::articles::store;\nuse crate::{accounts::Person, kernel::App};")
                .is_empty()
        );
    }
}
