//! The house rules that a machine can remember. Each rule is one file; `cargo test -p xtask` asks them all.

mod code;
mod layers;
mod locales;
mod map;
mod migrations;
mod names;
mod openings;
mod outsiders;
mod plainness;
mod proportions;
mod raw_html;
mod statements;
mod storeys;
mod tree;

use std::fmt;

use anyhow::{Result, bail};

use tree::Tree;

/// One place where a rule is broken.
#[derive(Debug, PartialEq, Eq)]
struct Breach {
    path: String,
    line: usize,
    says: String,
}

impl Breach {
    /// A breach in a line of a file, counted from one.
    fn at(path: &str, line: usize, says: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line,
            says: says.into(),
        }
    }

    /// A breach that no single line is to blame for.
    fn of(path: &str, says: impl Into<String>) -> Self {
        Self::at(path, 1, says)
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.says)
    }
}

/// What a rule is called, and what it finds in a tree.
type Rule = (&'static str, fn(&Tree) -> Vec<Breach>);

/// Every rule.
const RULES: &[Rule] = &[
    ("crates lean downwards", layers::breaches),
    ("features lean downwards", storeys::breaches),
    ("a file begins with what it is for", openings::breaches),
    ("names come from the trade", names::breaches),
    (
        "statements live in stores, and on the list",
        statements::breaches,
    ),
    ("HTML is safe by its type", raw_html::breaches),
    ("migrations are pairs", migrations::breaches),
    ("the tree is no machine's own", outsiders::breaches),
    ("the map is true", map::breaches),
    ("both languages say everything", locales::breaches),
    ("rooms are small", proportions::breaches),
    ("nothing unsafe, nothing ignored", plainness::breaches),
];

/// Prints what breaks the rules.
///
/// # Errors
/// Says how many places do.
pub(crate) fn print(_: &[String]) -> Result<()> {
    let found = everything(&Tree::read());
    for (rule, breach) in &found {
        println!("{breach}  [{rule}]");
    }
    match found.len() {
        0 => Ok(()),
        many => bail!("{many} breaches of the house rules"),
    }
}

fn everything(tree: &Tree) -> Vec<(&'static str, Breach)> {
    RULES
        .iter()
        .flat_map(|(name, rule)| rule(tree).into_iter().map(|breach| (*name, breach)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_is_tidy() {
        let found = everything(&Tree::read());
        let lines: Vec<String> = found
            .iter()
            .map(|(rule, breach)| format!("{breach}  [{rule}]"))
            .collect();
        assert!(lines.is_empty(), "\n{}\n", lines.join("\n"));
    }

    #[test]
    fn there_is_a_house_to_look_at() {
        assert!(Tree::read().rust().count() > 10);
    }
}
