//! The part of YAML that front matter is written in: keys, texts, lists, and one level of keys below a key.
//!
//! Anything else (anchors, tags, flow maps, deeper nesting) is reported with its line and left out, never guessed.

use crate::model::{Finding, Place};

use super::fields::Value;

pub(super) fn read(matter: &str) -> (Vec<(String, Value)>, Vec<Finding>) {
    let lines: Vec<&str> = matter.lines().map(str::trim_end).collect();
    let (mut fields, mut findings) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        let number = at + 2;
        at += 1;
        if is_idle(line) {
            continue;
        }
        let below = lines[at..]
            .iter()
            .take_while(|line| {
                line.is_empty() || line.starts_with([' ', '\t']) || line.starts_with("- ")
            })
            .count();
        let block = &lines[at..at + below];
        match key_and_rest(line).filter(|_| !line.starts_with([' ', '\t', '-'])) {
            Some((key, rest)) => match value(rest, block) {
                Ok(value) => fields.push((key.to_owned(), value)),
                Err(reason) => findings.push(lost(number, key, reason)),
            },
            None => findings.push(lost(number, line, "this is no `key: value`")),
        }
        at += below;
    }
    (fields, findings)
}

fn lost(line: usize, what: &str, reason: &str) -> Finding {
    Finding::lossy(
        Place::line(line as u64),
        format!("`{what}` in the front matter was left out: {reason}"),
    )
}

fn is_idle(line: &str) -> bool {
    line.trim().is_empty() || line.trim_start().starts_with('#')
}

fn key_and_rest(line: &str) -> Option<(&str, &str)> {
    let (key, rest) = line.split_once(':')?;
    let key = key.trim().trim_matches(['"', '\'']);
    let named = !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    (named && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some((key, rest.trim()))
}

fn value(rest: &str, block: &[&str]) -> Result<Value, &'static str> {
    let rest = without_remark(rest);
    match rest.chars().next() {
        None => below(block),
        Some('|') => Ok(Value::Text(scalar(block, "\n"))),
        Some('>') => Ok(Value::Text(scalar(block, " "))),
        Some('[') => flow_list(rest).map(Value::List),
        Some('{' | '&' | '*' | '!' | '%' | '@' | '`') => Err("this part of YAML is not read here"),
        Some(_) => {
            let more = block
                .iter()
                .map(|line| line.trim())
                .filter(|line| !line.is_empty());
            let whole = std::iter::once(rest)
                .chain(more)
                .collect::<Vec<_>>()
                .join(" ");
            unquoted(&whole).map(Value::Text)
        }
    }
}

fn below(block: &[&str]) -> Result<Value, &'static str> {
    let lines: Vec<&str> = block
        .iter()
        .map(|line| line.trim())
        .filter(|line| !is_idle(line))
        .collect();
    if lines
        .iter()
        .all(|line| line.starts_with("- ") || *line == "-")
    {
        let items = lines
            .iter()
            .map(|line| unquoted(without_remark(line[1..].trim())));
        return items
            .collect::<Result<Vec<_>, _>>()
            .map(|items| Value::List(items.into_iter().filter(|item| !item.is_empty()).collect()));
    }
    let pairs = lines.iter().map(|line| {
        let (key, rest) =
            key_and_rest(line).ok_or("what stands below it is neither a list nor keys")?;
        Ok((key.to_ascii_lowercase(), unquoted(without_remark(rest))?))
    });
    pairs.collect::<Result<Vec<_>, _>>().map(Value::Map)
}

fn scalar(block: &[&str], between: &str) -> String {
    let indent = block
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0);
    let lines = block
        .iter()
        .map(|line| line.get(indent..).unwrap_or_default());
    lines.collect::<Vec<_>>().join(between).trim().to_owned()
}

/// A ` #` outside quotes begins a remark.
fn without_remark(text: &str) -> &str {
    let mut quote = None;
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (None, '"' | '\'') if at == 0 || matches!(before, '[' | ',' | ' ') => {
                quote = Some(character);
            }
            (None, '#') if before.is_whitespace() => return text[..at].trim_end(),
            (Some(open), close) if open == close && before != '\\' => quote = None,
            _ => {}
        }
        before = character;
    }
    text.trim_end()
}

fn flow_list(text: &str) -> Result<Vec<String>, &'static str> {
    let inner = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'))
        .ok_or("the list does not end on its line")?;
    let (mut items, mut from, mut quote) = (Vec::new(), 0, None);
    for (at, character) in inner.char_indices() {
        match (quote, character) {
            (None, '"' | '\'') if inner[from..at].trim().is_empty() => quote = Some(character),
            (None, ',') => {
                items.push(unquoted(inner[from..at].trim())?);
                from = at + 1;
            }
            (None, '[' | '{') => return Err("lists in lists are not read here"),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    items.push(unquoted(inner[from..].trim())?);
    Ok(items.into_iter().filter(|item| !item.is_empty()).collect())
}

fn unquoted(text: &str) -> Result<String, &'static str> {
    if let Some(inner) = text.strip_prefix('\'') {
        return inner
            .strip_suffix('\'')
            .map(|inner| inner.replace("''", "'"))
            .ok_or("a quotation mark is missing");
    }
    let Some(inner) = text.strip_prefix('"') else {
        return Ok(if matches!(text, "~" | "null") {
            String::new()
        } else {
            text.to_owned()
        });
    };
    let inner = inner
        .strip_suffix('"')
        .ok_or("a quotation mark is missing")?;
    let mut plain = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        match (character, character == '\\') {
            (_, true) => match characters.next() {
                Some('n') => plain.push('\n'),
                Some('t') => plain.push(' '),
                Some(other) => plain.push(other),
                None => return Err("a quotation mark is missing"),
            },
            (other, false) => plain.push(other),
        }
    }
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_shapes_are_read() {
        let (fields, findings) = read(concat!(
            "# Anmerkung\ntitle: \"Ein \\\"Titel\\\": ganz\"  # so\nkicker: Wien\nlede: >\n  Zwei\n  Zeilen\n",
            "tags: [a, \"b, c\", 'd']\nauthors:\n- Anna Berger\n- 'O''Neil'\nimage:\n  src: bild.jpg\n  credit: \"APA\"\n",
            "long: eins\n  zwei\nempty:\nurl: https://a.at/#x\n"
        ));
        let text = |text: &str| Value::Text(text.to_owned());
        let list =
            |items: &[&str]| Value::List(items.iter().map(|&item| item.to_owned()).collect());

        assert_eq!(findings, []);
        assert_eq!(
            fields,
            [
                ("title".to_owned(), text("Ein \"Titel\": ganz")),
                ("kicker".to_owned(), text("Wien")),
                ("lede".to_owned(), text("Zwei Zeilen")),
                ("tags".to_owned(), list(&["a", "b, c", "d"])),
                ("authors".to_owned(), list(&["Anna Berger", "O'Neil"])),
                (
                    "image".to_owned(),
                    Value::Map(vec![
                        ("src".to_owned(), "bild.jpg".to_owned()),
                        ("credit".to_owned(), "APA".to_owned())
                    ])
                ),
                ("long".to_owned(), text("eins zwei")),
                ("empty".to_owned(), list(&[])),
                ("url".to_owned(), text("https://a.at/#x")),
            ]
        );
    }

    #[test]
    fn what_is_not_read_is_told_with_its_line() {
        let (fields, findings) = read("a: &anchor x\nb: [1, [2]]\nnonsense\nc: \"open\nd: 1");

        assert_eq!(fields, [("d".to_owned(), Value::Text("1".to_owned()))]);
        assert_eq!(
            findings
                .iter()
                .map(|finding| finding.place.to_string())
                .collect::<Vec<_>>(),
            ["line 2", "line 3", "line 4", "line 5"]
        );
    }
}
