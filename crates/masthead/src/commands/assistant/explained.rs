//! An explanation as JSON: spans in Unicode code points, and parts that add up to the margin.

use masthead_assistant::{Background, Explanation, Part};
use serde_json::{Map, Value, json};

use super::evaluate::rounded;

/// The fields that an explanation adds to a line.
pub(super) fn explained(explanation: &Explanation) -> Map<String, Value> {
    let spans = explanation.spans();
    let spans = spans
        .iter()
        .map(|span| json!([span.place.start, span.place.end]));
    let words = explanation.words.iter().map(word);
    let context = explanation
        .background
        .iter()
        .map(|(known, part)| background(known, *part));
    let fields = [
        ("margin", rounded(explanation.margin)),
        ("spans", spans.collect()),
        ("words", words.collect()),
        ("context", context.collect()),
        ("shape", rounded(explanation.shape)),
        ("constant", rounded(explanation.constant)),
    ];
    fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

fn word(part: &Part) -> Value {
    json!([part.place.start, part.place.end, rounded(part.part)])
}

fn background(known: &Background, part: f64) -> Value {
    let counted = |what: &str, refused: u16, decided: u32| json!({"what": what, "refused": refused, "decided": decided, "part": rounded(part)});
    match known {
        Background::Author { refused, decided } => counted("author", *refused, *decided),
        Background::Section {
            level,
            refused,
            decided,
        } => counted(&format!("section {level}"), *refused, *decided),
        Background::Article { refused, decided } => counted("article", *refused, *decided),
        Background::FirstPost => json!({"what": "first post", "part": rounded(part)}),
        Background::Reply => json!({"what": "reply", "part": rounded(part)}),
        Background::Reported => json!({"what": "reported", "part": rounded(part)}),
    }
}
