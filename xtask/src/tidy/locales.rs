//! What the screen says: the same texts with the same variables in both languages, none missing, none forgotten.

use std::collections::{BTreeMap, BTreeSet};

use super::Breach;
use super::code::Code;
use super::tree::{File, Tree};

/// How a text is asked for: what stands before its name.
const ASKING: &[&str] = &["say", "say_with", "count", "name"];

/// One text: where it is defined, and the variables it wants.
struct Text {
    path: String,
    line: usize,
    variables: BTreeSet<String>,
}

type Texts = BTreeMap<String, Text>;

pub(super) fn breaches(tree: &Tree) -> Vec<Breach> {
    let (german, english) = (texts(tree, "de"), texts(tree, "en"));
    let mut found = compare(&german, &english, "English");
    found.extend(compare(&english, &german, "German"));
    let uses: Vec<Use> = tree
        .files()
        .filter(|file| may_speak(file))
        .flat_map(uses)
        .collect();
    found.extend(missing(&uses, &german));
    found.extend(forgotten(&uses, &german));
    found
}

/// Texts of one language that the other does not have, or that want other variables there.
fn compare(these: &Texts, others: &Texts, other: &str) -> Vec<Breach> {
    let differ = |(name, text): (&String, &Text)| match others.get(name) {
        None => Some(Breach::at(
            &text.path,
            text.line,
            format!("`{name}` has no {other} text"),
        )),
        Some(twin) if twin.variables != text.variables => Some(Breach::at(
            &text.path,
            text.line,
            format!("`{name}` has other variables in the {other} text"),
        )),
        Some(_) => None,
    };
    these.iter().filter_map(differ).collect()
}

fn missing(uses: &[Use], texts: &Texts) -> Vec<Breach> {
    uses.iter()
        .filter(|used| used.asks && !texts.contains_key(&used.word))
        .map(|used| {
            Breach::at(
                &used.path,
                used.line,
                format!("there is no text `{}`", used.word),
            )
        })
        .collect()
}

fn forgotten(uses: &[Use], texts: &Texts) -> Vec<Breach> {
    let words: BTreeSet<&str> = uses.iter().map(|used| used.word.as_str()).collect();
    let beginnings: Vec<&str> = words.iter().filter_map(|word| beginning(word)).collect();
    texts
        .iter()
        .filter(|(name, _)| {
            !words.contains(name.as_str())
                && !beginnings.iter().any(|begin| name.starts_with(begin))
        })
        .map(|(name, text)| Breach::at(&text.path, text.line, format!("nothing says `{name}`")))
        .collect()
}

/// What a name built at run time begins with: `role-` of `role-{role}` and of `"role-" ~ role`.
fn beginning(word: &str) -> Option<&str> {
    let begin = word.split('{').next().unwrap_or_default();
    (begin.len() > 3 && begin.ends_with('-')).then_some(begin)
}

/// A word in quotes that may be a text's name, and whether it is surely meant as one.
struct Use {
    path: String,
    line: usize,
    word: String,
    asks: bool,
}

fn may_speak(file: &File) -> bool {
    let is_source = [".rs", ".html", ".xml", ".txt", ".js"]
        .iter()
        .any(|end| file.path.ends_with(end));
    is_source && file.path.starts_with("crates/") && !file.path.contains("/tests/")
}

fn uses(file: &File) -> Vec<Use> {
    let found = if file.path.ends_with(".rs") {
        in_rust(file)
    } else {
        in_template(file)
    };
    let named = found
        .into_iter()
        .filter(|(_, word, _)| !word.is_empty() && !word.contains(' '));
    named
        .map(|(line, word, asks)| Use {
            path: file.path.clone(),
            line,
            word,
            asks,
        })
        .collect()
}

fn in_rust(file: &File) -> Vec<(usize, String, bool)> {
    let code = Code::of(&file.text);
    // In the tests at a file's end a text may be missing on purpose.
    let tests = code
        .lines()
        .find(|(_, text)| text.contains("#[cfg(test)]"))
        .map_or(usize::MAX, |(line, _)| line);
    let lines: Vec<&str> = file.text.lines().collect();
    code.texts
        .into_iter()
        .filter(|(line, _)| *line < tests)
        .map(|(line, word)| {
            let asks = lines
                .get(line - 1)
                .is_some_and(|text| asks_for(text, &word));
            (line, word, asks)
        })
        .collect()
}

fn in_template(file: &File) -> Vec<(usize, String, bool)> {
    let mut found = Vec::new();
    for (line, text) in file.lines() {
        for word in text.split('"').skip(1) {
            found.push((line, word.to_owned(), asks_for(text, word)));
        }
    }
    found
}

/// Whether a line asks for exactly this word: `.say("word"`.
fn asks_for(line: &str, word: &str) -> bool {
    ASKING
        .iter()
        .any(|verb| line.contains(&format!(".{verb}(\"{word}\"")))
}

fn texts(tree: &Tree, lang: &str) -> Texts {
    let folder = format!("/locales/{lang}/");
    let files = tree
        .ending(".ftl")
        .filter(|file| file.path.contains(&folder));
    files.flat_map(in_locale).collect()
}

fn in_locale(file: &File) -> Vec<(String, Text)> {
    let mut found: Vec<(String, Text)> = Vec::new();
    for (line, text) in file.lines().filter(|(_, text)| !text.starts_with('#')) {
        if let Some(name) = defined(text) {
            let text = Text {
                path: file.path.clone(),
                line,
                variables: BTreeSet::new(),
            };
            found.push((name.to_owned(), text));
        }
        if let Some((_, current)) = found.last_mut() {
            current.variables.extend(variables(text));
        }
    }
    found
}

fn defined(line: &str) -> Option<&str> {
    let (name, _) = line.split_once('=')?;
    let name = name.trim_end();
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    is_name.then_some(name)
}

fn variables(line: &str) -> impl Iterator<Item = String> {
    line.split('$').skip(1).map(|rest| {
        rest.chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DE: &str = "crates/masthead-web/locales/de/posts.ftl";
    const EN: &str = "crates/masthead-web/locales/en/posts.ftl";
    const DOOR: &str = "crates/masthead-web/src/public/posts/mod.rs";

    fn says(files: &[(&str, &str)]) -> Vec<String> {
        breaches(&Tree::of(files))
            .into_iter()
            .map(|breach| breach.says)
            .collect()
    }

    #[test]
    fn a_text_that_one_language_lacks_is_found() {
        let found = says(&[
            (DE, "waits = Wartet\n"),
            (EN, ""),
            (DOOR, "fn a() { words.say(\"waits\") }"),
        ]);
        assert_eq!(found, ["`waits` has no English text"]);
    }

    #[test]
    fn a_variable_that_differs_is_found() {
        let door = "fn a() { words.count(\"waits\", 3) }";
        let found = says(&[
            (
                DE,
                "waits = { $count ->\n  [one] einer\n *[other] { $count }\n }\n",
            ),
            (EN, "waits = { $name }\n"),
            (DOOR, door),
        ]);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn a_text_that_nobody_wrote_and_one_that_nobody_says_are_found() {
        let page = (
            "crates/masthead-web/templates/public/a.html",
            "<p>{{ words.say(\"nobody-wrote\") }}</p>",
        );
        let found = says(&[(DE, "nobody-says = Hm\n"), (EN, "nobody-says = Hm\n"), page]);
        assert_eq!(
            found,
            [
                "there is no text `nobody-wrote`",
                "nothing says `nobody-says`"
            ]
        );
    }

    #[test]
    fn a_name_built_at_run_time_counts_as_said() {
        let door = (DOOR, "fn a() { words.say(&format!(\"role-{role}\")) }");
        assert!(
            says(&[
                (DE, "role-reader = Leserin\n"),
                (EN, "role-reader = Reader\n"),
                door
            ])
            .is_empty()
        );
    }
}
