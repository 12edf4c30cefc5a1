//! Nothing unsafe, no test that is passed over, no lint that is silenced without a reason.

use super::Breach;
use super::code::Code;
use super::tree::{File, Tree};

pub(super) fn breaches(tree: &Tree) -> Vec<Breach> {
    tree.rust().flat_map(of_file).collect()
}

fn of_file(file: &File) -> Vec<Breach> {
    let code = Code::of(&file.text);
    let mut found = Vec::new();
    for (line, word) in code.words() {
        if word == "unsafe" {
            found.push(Breach::at(
                &file.path,
                line,
                "`unsafe` needs a decision record and a place in this rule",
            ));
        }
    }
    for (line, text) in code.lines() {
        if text.contains("#[ignore") {
            found.push(Breach::at(
                &file.path,
                line,
                "a test that is not run tells nothing",
            ));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unsafe_or_ignored_is_found() {
        let planted =
            "// unsafe is only a word here\nfn a() { unsafe { b() } }\n#[ignore]\nfn c() {}\n";
        let lines: Vec<usize> = breaches(&Tree::of(&[("a.rs", planted)]))
            .iter()
            .map(|breach| breach.line)
            .collect();
        assert_eq!(lines, [2, 3]);
    }
}
