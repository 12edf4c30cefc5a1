//! ninjs 1.x, 2.x and 3.x, and the 1.x of Superdesk: a document, a list of documents, or one behind the other.
//!
//! The lines differ in the case of their keys and in shape (`formats.md` d1). Keys are read in small letters, shapes both
//! ways.

use std::collections::VecDeque;
use std::io::BufRead;

use serde_json::{Map, Value};

use super::{ninjs_article, ninjs_media, site};
use crate::model::{LeftOut, ReadError, Record};
use crate::source::filing::Filing;
use crate::source::flow::{Flow, Step};
use crate::source::json::{Look, Values};
use crate::source::pack;
use crate::source::tally::Tally;

/// Nobody's associations have associations deeper than this.
const DEEPEST: usize = 32;

/// Opens a file.
///
/// # Errors
/// [`ReadError::Io`] only; what is no ninjs is told by the iterator.
pub fn read<'a>(
    source: impl BufRead + 'a,
) -> Result<impl Iterator<Item = Result<Record, ReadError>> + 'a, ReadError> {
    Ok(Flow::of(Ninjs {
        values: Values::of(pack::unpacked(source)?, |_| false),
        filing: Filing::default(),
        tally: Tally::default(),
        is_begun: false,
    }))
}

struct Ninjs<R> {
    values: Values<R>,
    filing: Filing,
    tally: Tally,
    is_begun: bool,
}

impl<R: BufRead> Step for Ninjs<R> {
    fn step(&mut self, ready: &mut VecDeque<Record>) -> Result<bool, ReadError> {
        let Some(found) = self.values.next().transpose()? else {
            ready.extend(self.tally.findings().into_iter().map(Record::Finding));
            return Ok(false);
        };
        match found.value()? {
            Value::Array(items) => {
                for item in items {
                    self.item(&item, found.byte, ready)?;
                }
            }
            item => self.item(&item, found.byte, ready)?,
        }
        Ok(true)
    }
}

impl<R> Ninjs<R> {
    fn item(
        &mut self,
        item: &Value,
        byte: u64,
        ready: &mut VecDeque<Record>,
    ) -> Result<(), ReadError> {
        let item = in_small_letters(item, 0);
        if item.text("uri").is_empty() && item.text("guid").is_empty() {
            return Err(ReadError::malformed(
                byte,
                "this is no ninjs: it has no uri",
            ));
        }
        if !std::mem::replace(&mut self.is_begun, true) {
            ready.push_back(site("ninjs", &ninjs_article::provider(&item)));
        }
        let record = match item.text("type").as_str() {
            "text" | "composite" | "" => Record::Article(Box::new(ninjs_article::article(
                &item,
                &mut self.filing,
                &mut self.tally,
            ))),
            "picture" | "graphic" | "video" | "audio" => match ninjs_media::media(&item) {
                Some(media) => Record::Media(Box::new(media)),
                None => left_out(&item, "it has no address that can be used"),
            },
            _ => left_out(&item, "events and plans are not brought in"),
        };
        ready.extend(self.filing.take());
        ready.push_back(record);
        Ok(())
    }
}

fn left_out(item: &Value, reason: &str) -> Record {
    Record::LeftOut(LeftOut {
        kind: item.text("type"),
        source_id: item.first(&["uri", "guid"]),
        title: item.first(&["headline", "title", "slugline"]),
        reason: reason.to_owned(),
    })
}

/// The same value with all keys in small letters.
fn in_small_letters(value: &Value, depth: usize) -> Value {
    match value {
        Value::Object(map) if depth < DEEPEST => Value::Object(
            map.iter()
                .map(|(key, value)| (key.to_lowercase(), in_small_letters(value, depth + 1)))
                .collect::<Map<_, _>>(),
        ),
        Value::Array(list) if depth < DEEPEST => Value::Array(
            list.iter()
                .map(|value| in_small_letters(value, depth + 1))
                .collect(),
        ),
        other => other.clone(),
    }
}
