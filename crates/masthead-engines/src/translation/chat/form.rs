//! The form in which a model is asked to answer: as JSON by a schema, as JSON, or as lines with numbers, because many
//! servers do not know the first two. Whatever was asked for, each of the three is understood. Pure.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::asking::{EngineError, read_json};

/// What a server is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) answer: AnswerForm,
    /// Whether it is told to leave chance out of it; some models refuse to be told.
    is_steady: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AnswerForm {
    /// JSON that follows a schema.
    Schema,
    /// JSON.
    Json,
    /// A line for each sentence, `[[#7]] words`.
    Lines,
}

const UNSTEADY: u8 = 4;

impl Form {
    /// What is tried first.
    pub(super) const FIRST: Self = Self {
        answer: AnswerForm::Schema,
        is_steady: true,
    };

    /// As a number, to be kept in an atomic.
    pub(super) fn code(self) -> u8 {
        let answer = match self.answer {
            AnswerForm::Schema => 0,
            AnswerForm::Json => 1,
            AnswerForm::Lines => 2,
        };
        answer + if self.is_steady { 0 } else { UNSTEADY }
    }

    pub(super) fn of(code: u8) -> Self {
        Self {
            answer: match code % UNSTEADY {
                0 => AnswerForm::Schema,
                1 => AnswerForm::Json,
                _ => AnswerForm::Lines,
            },
            is_steady: code < UNSTEADY,
        }
    }

    /// The next form to try after a server complained in these words; `None` if they are about something else.
    pub(super) fn without(self, said: &str) -> Option<Self> {
        let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
        if self.is_steady && has(&["temperature", "seed"]) {
            return Some(Self {
                is_steady: false,
                ..self
            });
        }
        if !has(&[
            "response_format",
            "json_schema",
            "json_object",
            "schema",
            "grammar",
        ]) {
            return None;
        }
        let answer = match self.answer {
            AnswerForm::Schema => AnswerForm::Json,
            AnswerForm::Json => AnswerForm::Lines,
            AnswerForm::Lines => return None,
        };
        Some(Self { answer, ..self })
    }

    /// Adds to a question what asks for this form.
    pub(super) fn shape(self, ask: &mut Value) {
        if self.is_steady {
            ask["temperature"] = json!(0);
            ask["seed"] = json!(1);
        }
        match self.answer {
            AnswerForm::Schema => ask["response_format"] = schema(),
            AnswerForm::Json => ask["response_format"] = json!({"type": "json_object"}),
            AnswerForm::Lines => {}
        }
    }
}

fn schema() -> Value {
    let segment = json!({
        "type": "object",
        "properties": {"id": {"type": "integer"}, "text": {"type": "string"}},
        "required": ["id", "text"],
        "additionalProperties": false,
    });
    let answer = json!({
        "type": "object",
        "properties": {"segments": {"type": "array", "items": segment}},
        "required": ["segments"],
        "additionalProperties": false,
    });
    json!({"type": "json_schema", "json_schema": {"name": "translation", "strict": true, "schema": answer}})
}

/// A sentence as a model gave it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Said {
    pub(super) id: u32,
    pub(super) text: String,
}

#[derive(Deserialize)]
struct Segments {
    segments: Vec<Said>,
}

/// Reads what a model wrote, in whichever of the forms.
pub(super) fn read(content: &str) -> Result<Vec<Said>, EngineError> {
    let content = unfenced(content.trim());
    if content.starts_with('{') {
        let segments: Segments = read_json(content.as_bytes())?;
        return Ok(segments.segments);
    }
    if content.starts_with("[[#") {
        return lines(content);
    }
    let said = "neither JSON nor numbered lines";
    Err(EngineError::Invalid(said.to_owned()))
}

/// Models like to put JSON between fences of Markdown.
fn unfenced(content: &str) -> &str {
    let inside = content
        .strip_prefix("```json")
        .or_else(|| content.strip_prefix("```"))
        .and_then(|rest| rest.strip_suffix("```"));
    inside.unwrap_or(content).trim()
}

fn lines(content: &str) -> Result<Vec<Said>, EngineError> {
    let lines = content.lines().filter(|line| !line.trim().is_empty());
    let read = lines.map(|line| {
        let (id, text) = line.trim().strip_prefix("[[#")?.split_once("]]")?;
        Some(Said {
            id: id.trim().parse().ok()?,
            text: text.trim().to_owned(),
        })
    });
    read.collect::<Option<Vec<Said>>>()
        .ok_or_else(|| EngineError::Invalid("a line without a number".into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(id: u32, text: &str) -> Said {
        Said {
            id,
            text: text.to_owned(),
        }
    }

    #[test]
    fn each_form_is_understood() {
        let wanted = Ok(vec![said(1, "One [[1]]two[[/1]]."), said(2, "Three.")]);
        for content in [
            r#"{"segments":[{"id":1,"text":"One [[1]]two[[/1]]."},{"id":2,"text":"Three."}]}"#,
            "```json\n{\"segments\":[{\"id\":1,\"text\":\"One [[1]]two[[/1]].\"},{\"id\":2,\"text\":\"Three.\"}]}\n```",
            "[[#1]] One [[1]]two[[/1]].\n\n[[#2]] Three.\n",
        ] {
            assert_eq!(read(content), wanted, "{content}");
        }
    }

    #[test]
    fn anything_else_is_nothing() {
        for content in [
            "",
            "Sure! Here is your translation:",
            "[{\"id\":1,\"text\":\"x\"}]",
            "{\"segments\":[{\"id\":\"1\",\"text\":\"x\"}]}",
            "{\"segments\":[{\"id\":-1,\"text\":\"x\"}]}",
            "[[#1]] one\nand more",
            "[[#one]] one",
            "[[#1 one",
        ] {
            assert!(read(content).is_err(), "{content}");
        }
    }

    #[test]
    fn a_server_is_asked_for_less_and_less() {
        let first = Form::FIRST;
        let second = first.without("'response_format' of type 'json_schema' is not supported");
        let second = second.expect("there is another form");
        assert_eq!(second.answer, AnswerForm::Json);
        let third = second
            .without("unknown field: temperature")
            .expect("chance");
        let fourth = third.without("response_format").expect("lines");
        assert_eq!(
            (fourth.answer, fourth.is_steady),
            (AnswerForm::Lines, false)
        );
        assert_eq!(fourth.without("response_format, temperature"), None);
        assert_eq!(first.without("no such model"), None);
        for form in [first, second, third, fourth] {
            assert_eq!(Form::of(form.code()), form);
        }
    }
}
