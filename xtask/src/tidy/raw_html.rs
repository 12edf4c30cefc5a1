//! Templates escape everything; what is HTML already has a type that says so, and its places are listed here.

use super::Breach;
use super::tree::Tree;

/// Where a template may print without escaping: the file, the expression, and who made it safe.
const ALLOWED: &[(&str, &str, &str)] = &[(
    "public/accounts/document.html",
    "html",
    "put together by documents.rs from texts that masthead-text has escaped",
)];

pub(super) fn breaches(tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    for file in tree
        .files()
        .filter(|file| file.path.contains("/templates/"))
    {
        for (line, text) in file.lines() {
            let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            for (at, _) in bare.match_indices("|safe") {
                let expression = bare[..at]
                    .rsplit("{{")
                    .next()
                    .unwrap_or_default()
                    .trim_start_matches('-');
                let is_allowed = ALLOWED
                    .iter()
                    .any(|(path, allowed, _)| file.path.ends_with(path) && *allowed == expression);
                if !is_allowed {
                    found.push(Breach::at(
                        &file.path,
                        line,
                        format!(
                            "`{expression}|safe` prints without escaping: give it the type SafeHtml"
                        ),
                    ));
                }
            }
        }
        if let Some((line, _)) = file
            .lines()
            .find(|(_, text)| text.contains("escape = \"none\"") || text.contains("{% autoescape"))
        {
            found.push(Breach::at(&file.path, line, "turns escaping off"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_html_is_found() {
        let planted = Tree::of(&[(
            "crates/masthead-web/templates/public/a.html",
            "<p>\n{{ post.text | safe }}</p>",
        )]);
        assert_eq!(breaches(&planted).len(), 1);
        assert_eq!(breaches(&planted)[0].line, 2);
    }
}
