//! Language models behind an OpenAI-compatible chat interface, hosted or in the house (llama.cpp, vLLM, Ollama).
//!
//! A model is asked for sentences by their numbers, and told that the article is data and no instruction. That is a
//! wish; what protects us is `accept.rs`: an answer counts only if every number, every placeholder and the length fit
//! and no address appears that was not there before.

mod accept;
mod form;
mod prompt;

use std::sync::atomic::{AtomicU8, Ordering};
use std::time::SystemTime;

use http::StatusCode;
use masthead_text::placeholders::Style;
use serde::Deserialize;

use super::contract::{Contract, ReadHealth};
use super::{Abilities, Given, Glossary, Pairs, Quality, Unit, Wanted};
use crate::asking::{EngineError, Key, Question, Reply, read_json};
use form::Form;

/// The contract with a language model.
pub struct Chat {
    key: Option<Key>,
    model: String,
    /// What this server was found to understand: see [`Form`].
    form: AtomicU8,
    /// What it can do, by our own word; the operator may know better.
    pub abilities: Abilities,
}

impl Chat {
    /// With this model, and a key if the server wants one.
    pub fn new(model: &str, key: Option<Key>) -> Self {
        Self {
            key,
            model: model.to_owned(),
            form: AtomicU8::new(Form::FIRST.code()),
            abilities: abilities(),
        }
    }

    fn form(&self) -> Form {
        Form::of(self.form.load(Ordering::Relaxed))
    }

    fn signed(&self, question: Question) -> Question {
        match &self.key {
            Some(key) => question.bearer(key),
            None => question,
        }
    }
}

/// Up to fifteen sentences: with more, models begin to merge and to skip.
fn abilities() -> Abilities {
    Abilities {
        pairs: Pairs::Any,
        unit: Unit::Paragraph,
        style: Style::Square,
        glossary: Glossary::Told,
        has_context: true,
        has_tone: true,
        max_items: 15,
        max_chars: 6_000,
        max_bytes: 24_000,
        concurrency: 2,
        is_billed: true,
        is_remote: true,
        is_erratic: true,
        quality: Quality::Good,
    }
}

#[derive(Deserialize)]
struct Answer {
    choices: Vec<Choice>,
    model: Option<String>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
    finish_reason: Option<String>,
}

#[derive(Deserialize)]
struct Message {
    content: Option<String>,
    refusal: Option<String>,
}

#[derive(Deserialize)]
struct Models {
    data: Vec<Model>,
}

#[derive(Deserialize)]
struct Model {
    id: String,
}

impl Contract for Chat {
    fn id(&self) -> &'static str {
        "openai_chat"
    }

    fn abilities(&self) -> &Abilities {
        &self.abilities
    }

    fn question(&self, wanted: &Wanted<'_>) -> Result<Question, EngineError> {
        let form = self.form();
        let mut ask = serde_json::json!({
            "model": self.model,
            "messages": [
                {"role": "system", "content": prompt::rules(wanted, form)},
                {"role": "user", "content": prompt::article(wanted, form)},
            ],
        });
        form.shape(&mut ask);
        Ok(self.signed(Question::post("/v1/chat/completions").json(&ask)))
    }

    fn answer(&self, wanted: &Wanted<'_>, body: &[u8]) -> Result<Given, EngineError> {
        let answer: Answer = read_json(body)?;
        let [choice] = answer.choices.as_slice() else {
            let said = format!("{} answers for one question", answer.choices.len());
            return Err(EngineError::Invalid(said));
        };
        if choice.message.refusal.is_some() || is_reason(choice, "content_filter") {
            return Err(EngineError::Rejected("the model declines".into()));
        }
        if is_reason(choice, "length") {
            return Err(EngineError::TooLarge);
        }
        let content = choice.message.content.as_deref().unwrap_or_default();
        let model = answer.model.as_deref().unwrap_or(&self.model);
        Ok(Given {
            segments: accept::accept(wanted, form::read(content)?)?,
            billed_chars: None,
            model: model.chars().filter(|c| !c.is_control()).take(80).collect(),
        })
    }

    fn refusal(&self, reply: &Reply, now: SystemTime) -> EngineError {
        let said = reply.said().to_lowercase();
        match reply.status {
            StatusCode::TOO_MANY_REQUESTS if said.contains("insufficient_quota") => {
                EngineError::Quota { until: None }
            }
            StatusCode::BAD_REQUEST
                if said.contains("context_length") || said.contains("maximum context") =>
            {
                EngineError::TooLarge
            }
            _ => reply.refusal(now),
        }
    }

    /// A server that does not know a part of the question says so with 400 or 422 and the name of that part.
    fn asks_otherwise(&self, refused: &EngineError) -> bool {
        let EngineError::Rejected(said) = refused else {
            return false;
        };
        let is_about_the_form = said.starts_with("400") || said.starts_with("422");
        let next = self.form().without(&said.to_lowercase());
        let Some(next) = next.filter(|_| is_about_the_form) else {
            return false;
        };
        self.form.store(next.code(), Ordering::Relaxed);
        true
    }

    fn health(&self) -> (Question, ReadHealth) {
        (self.signed(Question::get("/v1/models")), |body| {
            let models: Models = read_json(body)?;
            let names: Vec<&str> = models
                .data
                .iter()
                .map(|it| it.id.as_str())
                .take(10)
                .collect();
            Ok(format!("{} models: {}", models.data.len(), names.join(" ")))
        })
    }
}

fn is_reason(choice: &Choice, reason: &str) -> bool {
    choice.finish_reason.as_deref() == Some(reason)
}
