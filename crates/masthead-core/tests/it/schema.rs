//! Holds a value against a JSON Schema, as far as the schemas of these tests go: a keyword that is not understood here
//! is a failure, so that nothing is passed over in silence.

use serde_json::Value;

/// What is wrong with a value; an empty list is what we want.
pub(crate) fn breaches(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let rules = schema.as_object().expect("a schema is an object");
    for (keyword, rule) in rules {
        for breach in breach(keyword, rule, rules, value) {
            found.push(format!("{keyword}: {breach}"));
        }
    }
    found
}

fn holds(schema: &Value, value: &Value) -> bool {
    breaches(schema, value).is_empty()
}

fn breach(
    keyword: &str,
    rule: &Value,
    rules: &serde_json::Map<String, Value>,
    value: &Value,
) -> Vec<String> {
    let unless = |is_right: bool| {
        if is_right {
            Vec::new()
        } else {
            vec![format!("{rule} does not hold of {value}")]
        }
    };
    match keyword {
        "$schema" | "$id" | "title" | "then" | "else" => Vec::new(),
        "type" => unless(is_a(rule, value)),
        "enum" => unless(list(rule).contains(value)),
        "const" => unless(rule == value),
        "pattern" => unless(matches_pattern(text(rule), text(value))),
        "format" => unless(rule == "uri" && text(value).contains("://")),
        "minLength" => unless(text(value).chars().count() >= number(rule)),
        "maxLength" => unless(text(value).chars().count() <= number(rule)),
        "minItems" => unless(list(value).len() >= number(rule)),
        "uniqueItems" => unless(
            list(value)
                .iter()
                .enumerate()
                .all(|(at, it)| !list(value)[..at].contains(it)),
        ),
        "items" => list(value)
            .iter()
            .flat_map(|it| breaches(rule, it))
            .collect(),
        "contains" => unless(list(value).iter().any(|it| holds(rule, it))),
        "required" => unless(list(rule).iter().all(|it| !value[text(it)].is_null())),
        "additionalProperties" => unless(
            rule == false
                && members(value)
                    .keys()
                    .all(|it| !rules["properties"][it].is_null()),
        ),
        "properties" => members(value)
            .iter()
            .filter(|(name, _)| !rule[*name].is_null())
            .flat_map(|(name, it)| {
                breaches(&rule[name], it)
                    .into_iter()
                    .map(move |it| format!("{name}: {it}"))
            })
            .collect(),
        "allOf" => list(rule)
            .iter()
            .flat_map(|it| breaches(it, value))
            .collect(),
        "anyOf" => unless(list(rule).iter().any(|it| holds(it, value))),
        "not" => unless(!holds(rule, value)),
        "if" => {
            let way = if holds(rule, value) { "then" } else { "else" };
            rules
                .get(way)
                .map_or_else(Vec::new, |it| breaches(it, value))
        }
        other => panic!("the schema says {other:?}, which is not understood here"),
    }
}

fn is_a(kind: &Value, value: &Value) -> bool {
    match text(kind) {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        other => panic!("the schema has a type {other:?}, which is not understood here"),
    }
}

/// The three shapes that occur: an identifier, a language, a day.
fn matches_pattern(pattern: &str, value: &str) -> bool {
    let all = |is: fn(char) -> bool| !value.is_empty() && value.chars().all(is);
    match pattern {
        "^[a-zA-Z0-9_-]+$" => all(|it| it.is_ascii_alphanumeric() || it == '_' || it == '-'),
        "^[A-Z]{2}$" => value.len() == 2 && all(|it| it.is_ascii_uppercase()),
        "^[0-9]{13}$" => value.len() == 13 && all(|it| it.is_ascii_digit()),
        day if day.starts_with("^20[0-3][0-9]-") => {
            value.starts_with("20") && value.parse::<jiff::civil::Date>().is_ok()
        }
        other => panic!("the schema has a pattern {other:?}, which is not understood here"),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn members(value: &Value) -> &serde_json::Map<String, Value> {
    value.as_object().expect("an object")
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("a number")).expect("a small number")
}
