//! Names come from the trade: words that say nothing are not used for files, modules and types.

use super::Breach;
use super::code::Code;
use super::tree::{File, Tree};

/// Words that could mean anything.
const REFUSED: &[&str] = &[
    "util", "utils", "helper", "helpers", "common", "misc", "base", "manager", "service", "impl",
    "data", "info", "user",
];

/// Where such a word means something after all: the name, and why.
const ALLOWED: &[(&str, &str)] = &[
    ("Data", "what http_body calls a piece of a body"),
    ("DataUrl", "the web's own word"),
    ("linked_data", "what schema.org calls it"),
    ("UserAgent", "the web's own word"),
    ("user_agent", "the web's own word"),
];

/// What stands before a name that is being given.
const GIVES_A_NAME: &[&str] = &["mod", "struct", "enum", "trait", "type", "union"];

pub(super) fn breaches(tree: &Tree) -> Vec<Breach> {
    let paths = tree
        .files()
        .filter(|file| is_source(file))
        .flat_map(in_path);
    paths.chain(tree.rust().flat_map(in_code)).collect()
}

fn is_source(file: &File) -> bool {
    [".rs", ".js", ".mjs", ".css", ".html", ".ftl"]
        .iter()
        .any(|end| file.path.ends_with(end))
}

fn in_path(file: &File) -> Vec<Breach> {
    file.path
        .split('/')
        .filter_map(|step| Some((step, refused(step.split('.').next()?)?)))
        .map(|(step, word)| {
            Breach::of(
                &file.path,
                format!("`{step}`: “{word}” says nothing about what it is"),
            )
        })
        .collect()
}

fn in_code(file: &File) -> Vec<Breach> {
    Code::of(&file.text)
        .pairs()
        .into_iter()
        .filter(|(before, name, _)| GIVES_A_NAME.contains(before) && *name != "impl")
        .filter_map(|(_, name, line)| Some((name, line, refused(name)?)))
        .map(|(name, line, word)| {
            Breach::at(
                &file.path,
                line,
                format!("`{name}`: “{word}” says nothing about what it is"),
            )
        })
        .collect()
}

/// The refused word in a name, in snake_case, kebab-case or CamelCase.
fn refused(name: &str) -> Option<&'static str> {
    if ALLOWED.iter().any(|(allowed, _)| *allowed == name) {
        return None;
    }
    let words = words(name);
    REFUSED
        .iter()
        .find(|refused| words.iter().any(|word| word == **refused))
        .copied()
}

fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in name.chars() {
        if c.is_uppercase() || !c.is_alphanumeric() {
            words.push(String::new());
        }
        if c.is_alphanumeric() {
            words
                .last_mut()
                .expect("there is always one")
                .extend(c.to_lowercase());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_say_nothing_are_found() {
        let planted = Tree::of(&[(
            "crates/a/src/date_utils.rs",
            "struct PostManager;\nmod common {}\n",
        )]);
        assert_eq!(breaches(&planted).len(), 3);
    }

    #[test]
    fn a_word_inside_another_is_well() {
        let well = Tree::of(&[(
            "crates/a/src/database.rs",
            "struct Informed;\nfn data() {}\ntype_of!(type impl Informed {})\n",
        )]);
        assert!(breaches(&well).is_empty());
    }
}
