//! Crates lean downwards only: what each may use of ours, and what each must never know.

use super::Breach;
use super::tree::{File, Tree};

/// What a crate may use of ours in the program itself. Tests may also use the testkit.
const MAY_USE: &[(&str, &[&str])] = &[
    (
        "masthead",
        &[
            "masthead-assistant",
            "masthead-core",
            "masthead-db",
            "masthead-engines",
            "masthead-formats",
            "masthead-jobs",
            "masthead-testkit",
            "masthead-text",
            "masthead-web",
        ],
    ),
    (
        "masthead-core",
        &[
            "masthead-assistant",
            "masthead-db",
            "masthead-engines",
            "masthead-formats",
            "masthead-jobs",
            "masthead-text",
        ],
    ),
    ("masthead-assistant", &[]),
    ("masthead-db", &[]),
    ("masthead-engines", &["masthead-text"]),
    ("masthead-formats", &["masthead-text"]),
    ("masthead-jobs", &["masthead-db"]),
    (
        "masthead-testkit",
        &[
            "masthead-core",
            "masthead-db",
            "masthead-engines",
            "masthead-jobs",
            "masthead-text",
            "masthead-web",
        ],
    ),
    ("masthead-text", &[]),
    (
        "masthead-web",
        &["masthead-core", "masthead-formats", "masthead-text"],
    ),
    ("xtask", &[]),
];

/// What a crate must never know, by the libraries it would take.
const NEVER_KNOWS: &[(&str, &[&str])] = &[
    (
        "masthead-web",
        &["rusqlite", "tokio-postgres", "deadpool-postgres", "lettre"],
    ),
    (
        "masthead-core",
        &[
            "axum",
            "hyper",
            "http",
            "tower",
            "rusqlite",
            "tokio-postgres",
            "deadpool-postgres",
            "lettre",
        ],
    ),
    (
        "masthead-jobs",
        &["axum", "hyper", "http", "tower", "askama"],
    ),
    (
        "masthead-assistant",
        &[
            "tokio",
            "axum",
            "hyper",
            "rusqlite",
            "tokio-postgres",
            "rand",
        ],
    ),
    (
        "masthead-text",
        &["tokio", "axum", "hyper", "rusqlite", "tokio-postgres"],
    ),
    (
        "masthead-formats",
        &["tokio", "axum", "hyper", "rusqlite", "tokio-postgres"],
    ),
];

pub(super) fn breaches(tree: &Tree) -> Vec<Breach> {
    tree.ending("Cargo.toml")
        .filter(|file| file.path != "Cargo.toml" && !file.path.starts_with("fuzz/"))
        .flat_map(of_crate)
        .collect()
}

fn of_crate(file: &File) -> Vec<Breach> {
    let name = file.path.rsplit('/').nth(1).unwrap_or_default();
    let Some((_, may_use)) = MAY_USE.iter().find(|(known, _)| *known == name) else {
        return vec![Breach::of(
            &file.path,
            format!(
                "{name} is new: give it a place in xtask/src/tidy/layers.rs and a decision record"
            ),
        )];
    };
    let never = NEVER_KNOWS
        .iter()
        .find(|(known, _)| *known == name)
        .map_or(&[][..], |(_, never)| *never);
    dependencies(file)
        .into_iter()
        .filter(
            |(_, used, is_for_tests)| match used.starts_with("masthead-") {
                true => !may_use.contains(used) && !is_for_tests,
                false => never.contains(used) && !is_for_tests,
            },
        )
        .map(|(line, used, _)| Breach::at(&file.path, line, format!("{name} must not know {used}")))
        .collect()
}

/// The dependencies with their lines, and whether only tests have them.
fn dependencies(file: &File) -> Vec<(usize, &str, bool)> {
    let mut found = Vec::new();
    let mut table = "";
    for (number, line) in file.lines() {
        let line = line.trim();
        if line.starts_with('[') {
            table = line.trim_matches(['[', ']']);
        } else if table.ends_with("dependencies") {
            let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
            if !name.is_empty() && !name.starts_with('#') {
                found.push((number, name, table == "dev-dependencies"));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_upwards_is_found() {
        let planted = Tree::of(&[(
            "crates/masthead-db/Cargo.toml",
            "[dependencies]\nmasthead-core.workspace = true\n",
        )]);
        assert_eq!(
            breaches(&planted),
            [Breach::at(
                "crates/masthead-db/Cargo.toml",
                2,
                "masthead-db must not know masthead-core"
            )]
        );
    }

    #[test]
    fn sql_in_the_web_is_found_and_the_testkit_in_tests_is_not() {
        let web = "[dependencies]\nrusqlite = \"1\"\n[dev-dependencies]\nmasthead-testkit.workspace = true\n";
        assert_eq!(
            breaches(&Tree::of(&[("crates/masthead-web/Cargo.toml", web)])).len(),
            1
        );
    }

    #[test]
    fn a_new_crate_is_asked_for_its_place() {
        assert_eq!(
            breaches(&Tree::of(&[("crates/masthead-more/Cargo.toml", "")])).len(),
            1
        );
    }
}
