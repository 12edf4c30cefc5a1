//! The tree is no machine's own: it names no package registry's host and no folder of somebody's machine.

use super::Breach;
use super::tree::Tree;

/// What must not stand in any file, in two halves so that this file stays innocent.
const REFUSED: &[(&str, &str)] = &[
    ("registry.npm", "js.org"),
    ("registry.yarn", "pkg.com"),
    ("files.python", "hosted.org"),
    ("pypi", ".org"),
    ("static.crates", ".io"),
    ("index.crates", ".io"),
    ("\"resol", "ved\":"),
    ("/roo", "t/"),
    ("/hom", "e/"),
    ("/wor", "k/"),
    ("/User", "s/"),
];

pub(super) fn breaches(tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    for file in tree.files() {
        for (line, text) in file.lines() {
            let word = REFUSED
                .iter()
                .map(|(a, b)| format!("{a}{b}"))
                .find(|word| stands_in(text, word));
            if let Some(word) = word {
                found.push(Breach::at(
                    &file.path,
                    line,
                    format!("`{word}` belongs to a machine, not to the project"),
                ));
            }
        }
    }
    found
}

/// Whether `text` has `word`, and as a path of its own if it is one: `/at/work/` is somebody's address.
fn stands_in(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        !word.starts_with('/')
            || before.is_none_or(|c| {
                !c.is_alphanumeric() && !matches!(c, '.' | '}' | '_' | '-' | '*' | ')')
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machines_own_folder_is_found() {
        let planted = format!("see {}{}somebody/masthead", "/hom", "e/");
        assert_eq!(breaches(&Tree::of(&[("README.md", &planted)])).len(), 1);
    }

    #[test]
    fn a_registry_in_a_lock_file_is_found() {
        let planted = format!("  {}{} \"https://example.org/a.tgz\"", "\"resol", "ved\":");
        assert_eq!(
            breaches(&Tree::of(&[("e2e/package-lock.json", &planted)])).len(),
            1
        );
    }
}
