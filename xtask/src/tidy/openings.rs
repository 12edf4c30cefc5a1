//! Every source file begins with what it is for.

use super::Breach;
use super::tree::Tree;

pub(super) fn breaches(tree: &Tree) -> Vec<Breach> {
    let says_nothing = |text: &str, mark: &str| {
        let first = text.lines().next().unwrap_or_default();
        first
            .strip_prefix(mark)
            .is_none_or(|words| words.split_whitespace().count() < 2)
    };
    tree.files()
        .filter_map(|file| {
            let mark = match file.name().rsplit('.').next()? {
                "rs" => "//!",
                "js" | "mjs" => "//",
                "css" => "/*",
                _ => return None,
            };
            says_nothing(&file.text, mark).then(|| {
                Breach::of(
                    &file.path,
                    format!("begins without `{mark}` and what it is for"),
                )
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silent_file_is_found() {
        let planted = Tree::of(&[
            ("a.rs", "use b;\n"),
            ("b.rs", "//! B\n"),
            ("c.js", "let a;\n"),
            ("d.css", "a {}\n"),
        ]);
        assert_eq!(breaches(&planted).len(), 4);
    }

    #[test]
    fn a_file_that_says_what_it_is_for_is_well() {
        let well = Tree::of(&[
            ("a.rs", "//! What a is for.\n"),
            ("c.js", "// Opens the menu at a touch.\n"),
        ]);
        assert!(breaches(&well).is_empty());
    }
}
