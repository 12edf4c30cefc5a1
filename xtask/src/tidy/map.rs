//! The map is true: ARCHITECTURE.md names every crate and every feature that has a folder, and no other.

use super::Breach;
use super::tree::Tree;

const MAP: &str = "ARCHITECTURE.md";

/// Lines of a map that fits on a table.
const LINES: usize = 250;

/// Each list of the map: the mark above it, and the folder whose rooms it names.
const LISTS: &[(&str, &str)] = &[
    ("<!-- crates -->", "crates"),
    ("<!-- features -->", "crates/masthead-core/src"),
];

/// What lies beside the features and is none.
const NO_FEATURES: &[&str] = &["lib", "statements"];

pub(super) fn breaches(tree: &Tree) -> Vec<Breach> {
    let Some(map) = tree.find(MAP) else {
        return vec![Breach::of(MAP, "the house has no map")];
    };
    let mut found: Vec<Breach> = LISTS
        .iter()
        .flat_map(|(mark, folder)| compare(tree, &map.text, mark, folder))
        .collect();
    let lines = map.text.lines().count();
    if lines > LINES {
        found.push(Breach::of(
            MAP,
            format!("{lines} lines: a map fits {LINES}"),
        ));
    }
    found
}

fn compare(tree: &Tree, map: &str, mark: &str, folder: &str) -> Vec<Breach> {
    let named = named_below(map, mark);
    let rooms: Vec<String> = tree
        .rooms(folder)
        .into_iter()
        .filter(|room| !NO_FEATURES.contains(&room.as_str()))
        .collect();
    let missing = rooms
        .iter()
        .filter(|room| !named.contains(room))
        .map(|room| format!("{folder}/{room} is not below {mark}"));
    let gone = named
        .iter()
        .filter(|name| !rooms.contains(name))
        .map(|name| format!("{name} is below {mark} and not in {folder}"));
    missing
        .chain(gone)
        .map(|says| Breach::of(MAP, says))
        .collect()
}

/// The first word in backticks of each line of the list or table below a mark, up to the next empty line after it.
fn named_below(map: &str, mark: &str) -> Vec<String> {
    let Some((_, below)) = map.split_once(mark) else {
        return Vec::new();
    };
    below
        .trim_start()
        .lines()
        .take_while(|line| !line.trim().is_empty())
        .filter(|line| line.starts_with(['-', '|']))
        .filter_map(|line| line.split('`').nth(1))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_that_is_not_on_the_map_is_found_and_one_that_is_gone() {
        let map = "<!-- crates -->\n\n| crate | |\n| - | - |\n| `masthead-old` | x |\n\n<!-- features -->\n- `posts`: x\n";
        let planted = Tree::of(&[
            (MAP, map),
            ("crates/masthead-new/src/lib.rs", ""),
            ("crates/masthead-core/src/posts/mod.rs", ""),
        ]);
        let says: Vec<String> = breaches(&planted)
            .into_iter()
            .map(|breach| breach.says)
            .collect();
        assert_eq!(says.len(), 3, "{says:?}");
    }
}
