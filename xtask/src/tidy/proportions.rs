//! Rooms are small: files of at most 500 lines, functions of at most 80. What is longer says why, here.

use super::Breach;
use super::code::Code;
use super::tree::{File, Tree};

/// Lines of a file, without the tests that stand below its rules; the house aims at 300.
const FILE_LINES: usize = 500;

/// Lines of a function; the house aims at 25.
const FUNCTION_LINES: usize = 80;

/// Files and functions (`path#function`) that may stay whole, and why.
const ALLOWED: &[(&str, &str)] = &[
    (
        "crates/masthead-formats/tests/it/markdown.rs#an_article_with_everything",
        "one document that has everything, and what becomes of it",
    ),
    (
        "crates/masthead-formats/tests/it/real_input.rs#the_theme_test_data_goes_in_whole",
        "one file from outside, counted item by item",
    ),
    (
        "crates/masthead-core/tests/it/office.rs",
        "one case after another, each short; split it with the next kind of case",
    ),
    (
        "crates/masthead-testkit/src/world/articles.rs",
        "the demo's articles: words, not code",
    ),
    (
        "crates/masthead-text/src/markdown/read.rs",
        "one reader of one grammar, top to bottom; whoever adds a block to it splits it",
    ),
];

pub(super) fn breaches(tree: &Tree) -> Vec<Breach> {
    let files = tree.files().filter(|file| is_source(file));
    let long = files.flat_map(of_file);
    long.chain(stale(tree)).collect()
}

fn is_source(file: &File) -> bool {
    [".rs", ".js", ".mjs", ".css", ".html"]
        .iter()
        .any(|end| file.path.ends_with(end))
}

fn of_file(file: &File) -> Vec<Breach> {
    let mut found = Vec::new();
    let lines = file
        .lines()
        .take_while(|(_, line)| *line != "#[cfg(test)]")
        .count();
    if lines > FILE_LINES && !is_allowed(&file.path) {
        found.push(Breach::of(
            &file.path,
            format!("{lines} lines: this is more than one room"),
        ));
    }
    if file.path.ends_with(".rs") {
        found.extend(long_functions(file));
    }
    found
}

fn long_functions(file: &File) -> impl Iterator<Item = Breach> {
    Code::of(&file.text)
        .functions()
        .into_iter()
        .filter(|function| function.length > FUNCTION_LINES)
        .filter(|function| !is_allowed(&format!("{}#{}", file.path, function.name)))
        .map(|function| {
            Breach::at(
                &file.path,
                function.line,
                format!("`{}` has {} lines", function.name, function.length),
            )
        })
}

fn is_allowed(what: &str) -> bool {
    ALLOWED.iter().any(|(allowed, _)| *allowed == what)
}

/// Permissions for files that are no longer there.
fn stale(tree: &Tree) -> impl Iterator<Item = Breach> {
    ALLOWED
        .iter()
        .map(|(allowed, _)| allowed.split('#').next().unwrap_or_default())
        .filter(|path| tree.files().count() > 10 && tree.find(path).is_none())
        .map(|path| {
            Breach::of(
                "xtask/src/tidy/proportions.rs",
                format!("{path} is gone: take it off the list"),
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_and_a_long_function_are_found() {
        let planted = format!("fn long() {{\n{}}}\n", "    step();\n".repeat(FILE_LINES));
        assert_eq!(
            breaches(&Tree::of(&[("crates/a/src/a.rs", &planted)])).len(),
            2
        );
    }

    #[test]
    fn a_function_of_eighty_lines_is_well() {
        let well = format!(
            "fn whole() {{\n{}}}\n",
            "    step();\n".repeat(FUNCTION_LINES - 2)
        );
        assert!(breaches(&Tree::of(&[("crates/a/src/a.rs", &well)])).is_empty());
    }
}
