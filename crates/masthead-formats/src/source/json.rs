//! One large JSON document as a stream of its values, and lenient looks at one of them.

use std::io::BufRead;

use jiff::Timestamp;
use serde_json::Value;

use super::time;
use crate::model::{Finding, Place, ReadError};

/// One value that is read as a whole.
const LARGEST_VALUE: usize = 32 * 1024 * 1024;
/// Containers within containers that are gone into, each asked for by a reader.
const DEEPEST: usize = 16;
/// A key longer than this is nobody's.
const LONGEST_KEY: usize = 10_000;

/// A value with the way to it (`db[].data.posts[]`) and its place.
pub(crate) struct Found {
    pub(crate) path: String,
    pub(crate) byte: u64,
    /// Which member of lists that are gone into it belongs to, counted from 1.
    pub(crate) member: u64,
    raw: Vec<u8>,
}

impl Found {
    /// The value itself.
    pub(crate) fn value(&self) -> Result<Value, ReadError> {
        serde_json::from_slice(&self.raw).map_err(|error| {
            ReadError::malformed(self.byte, format!("`{}` is no JSON: {error}", self.path))
        })
    }
}

/// The values of a document, in order. Containers that a reader wants to go into give their members one by one.
pub(crate) struct Values<R> {
    source: R,
    byte: u64,
    opens: fn(&str) -> bool,
    path: String,
    /// The containers that are open: whether an object, and how long the path is there.
    open: Vec<(bool, usize)>,
    members: u64,
    is_begun: bool,
    is_over: bool,
}

impl<R: BufRead> Values<R> {
    pub(crate) fn of(source: R, opens: fn(&str) -> bool) -> Self {
        Self {
            source,
            byte: 0,
            opens,
            path: String::new(),
            open: Vec::new(),
            members: 0,
            is_begun: false,
            is_over: false,
        }
    }

    fn peek(&mut self) -> Result<Option<u8>, ReadError> {
        Ok(self.source.fill_buf()?.first().copied())
    }

    fn step(&mut self) {
        self.source.consume(1);
        self.byte += 1;
    }

    /// The next byte that says something.
    fn next_mark(&mut self) -> Result<Option<u8>, ReadError> {
        loop {
            match self.peek()? {
                Some(b' ' | b'\t' | b'\n' | b'\r' | 0xEF | 0xBB | 0xBF) => self.step(),
                other => return Ok(other),
            }
        }
    }

    fn malformed(&self, reason: &str) -> ReadError {
        ReadError::malformed(self.byte, reason)
    }

    fn advance(&mut self) -> Result<Option<Found>, ReadError> {
        loop {
            let mark = self.next_mark()?;
            let Some(&(is_object, length)) = self.open.last() else {
                // Some programs write one document behind the other.
                if mark.is_none() && self.is_begun {
                    return Ok(None);
                }
                if mark.is_none() {
                    return Err(self.malformed("the file is empty"));
                }
                self.is_begun = true;
                self.path.clear();
                match self.enter()? {
                    Some(found) => return Ok(Some(found)),
                    None => continue,
                }
            };
            self.path.truncate(length);
            match mark {
                None => return Err(self.malformed("the file ends before the document does")),
                Some(b']' | b'}') => {
                    self.step();
                    self.open.pop();
                }
                Some(b',') => self.step(),
                Some(b'"') if is_object => {
                    self.key()?;
                    if let Some(found) = self.enter()? {
                        return Ok(Some(found));
                    }
                }
                Some(_) if is_object => return Err(self.malformed("a key is expected here")),
                Some(_) => {
                    self.path.push_str("[]");
                    if let Some(found) = self.enter()? {
                        return Ok(Some(found));
                    }
                }
            }
        }
    }

    fn key(&mut self) -> Result<(), ReadError> {
        let raw = self.raw(LONGEST_KEY)?;
        let key: String =
            serde_json::from_slice(&raw).map_err(|_| self.malformed("a key is no text"))?;
        if !self.path.is_empty() {
            self.path.push('.');
        }
        self.path.push_str(&key);
        if self.next_mark()? != Some(b':') {
            return Err(self.malformed("a colon is expected here"));
        }
        self.step();
        Ok(())
    }

    /// Goes into a container, or reads a value whole.
    fn enter(&mut self) -> Result<Option<Found>, ReadError> {
        let mark = self.next_mark()?;
        let is_container = matches!(mark, Some(b'{' | b'['));
        if is_container && self.open.len() < DEEPEST && (self.opens)(&self.path) {
            self.step();
            self.members += u64::from(self.path.ends_with("[]"));
            self.open.push((mark == Some(b'{'), self.path.len()));
            return Ok(None);
        }
        let byte = self.byte;
        let raw = self.raw(LARGEST_VALUE)?;
        Ok(Some(Found {
            path: self.path.clone(),
            byte,
            member: self.members,
            raw,
        }))
    }

    /// The bytes of one value.
    fn raw(&mut self, most: usize) -> Result<Vec<u8>, ReadError> {
        let mut raw = Vec::new();
        let mut scan = Scan::default();
        loop {
            let buffer = self.source.fill_buf()?;
            if buffer.is_empty() {
                return match scan.depth == 0 && !scan.in_text && !raw.is_empty() {
                    true => Ok(raw),
                    false => Err(self.malformed("the file ends inside a value")),
                };
            }
            let end = scan.end_in(buffer);
            let length = end.unwrap_or(buffer.len());
            if raw.len() + length > most {
                let what = format!("values of more than {most} bytes");
                return Err(ReadError::too_much(self.byte, what));
            }
            raw.extend_from_slice(&buffer[..length]);
            self.source.consume(length);
            self.byte += length as u64;
            if end.is_some() {
                return match raw.is_empty() {
                    true => Err(self.malformed("a value is expected here")),
                    false => Ok(raw),
                };
            }
        }
    }
}

impl<R: BufRead> Iterator for Values<R> {
    type Item = Result<Found, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let next = self.advance().transpose();
        self.is_over = !matches!(next, Some(Ok(_)));
        next
    }
}

/// Where in a value the scan stands.
#[derive(Default)]
struct Scan {
    depth: usize,
    in_text: bool,
    is_escaped: bool,
    is_begun: bool,
}

impl Scan {
    /// How many bytes of the buffer belong to the value, when it ends there.
    fn end_in(&mut self, buffer: &[u8]) -> Option<usize> {
        for (at, &byte) in buffer.iter().enumerate() {
            if self.in_text {
                match byte {
                    _ if self.is_escaped => self.is_escaped = false,
                    b'\\' => self.is_escaped = true,
                    b'"' => {
                        self.in_text = false;
                        if self.depth == 0 {
                            return Some(at + 1);
                        }
                    }
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' if self.depth == 0 && self.is_begun => return Some(at),
                b'"' => self.in_text = true,
                b'{' | b'[' if self.depth == 0 && self.is_begun => return Some(at),
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth == 0 => return Some(at),
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Some(at + 1);
                    }
                }
                b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' if self.depth == 0 => return Some(at),
                _ => {}
            }
            self.is_begun = true;
        }
        None
    }
}

/// The text of a value, whatever it was written as; empty for nothing and for containers.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        Value::Object(map) if map.len() == 1 => {
            // Databases wrap what JSON has no word for: {"$oid": "…"}, {"$numberLong": "…"}.
            match map.iter().next() {
                Some((key, value)) if key.starts_with('$') => text(value),
                _ => String::new(),
            }
        }
        Value::Null | Value::Array(_) | Value::Object(_) => String::new(),
    }
}

/// Looks at the members of an object, for readers who never fail.
pub(crate) trait Look {
    /// The member, if it is there and not null.
    fn member(&self, key: &str) -> Option<&Value>;

    /// Its text; empty when there is none.
    fn text(&self, key: &str) -> String {
        self.member(key).map(text).unwrap_or_default()
    }

    /// The first of these members that says something.
    fn first(&self, keys: &[&str]) -> String {
        let texts = keys.iter().map(|key| self.text(key));
        texts
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    }

    /// Its text, if it has one.
    fn some(&self, key: &str) -> Option<String> {
        Some(self.text(key)).filter(|text| !text.is_empty())
    }

    /// Whether it is true, in any of the ways that exports write it.
    fn is(&self, key: &str) -> bool {
        matches!(self.text(key).as_str(), "true" | "1" | "yes" | "t")
    }

    /// Its number, never below zero.
    fn number(&self, key: &str) -> u64 {
        let text = self.text(key);
        let whole = text.split('.').next().unwrap_or_default();
        whole.parse().unwrap_or(0)
    }

    /// Its members, if it is a list.
    fn list(&self, key: &str) -> &[Value] {
        self.member(key)
            .and_then(Value::as_array)
            .map_or(&[], Vec::as_slice)
    }

    /// Its time; what is no time is told.
    fn time(&self, key: &str, findings: &mut Vec<Finding>) -> Option<Timestamp> {
        let written = text(self.member(key)?);
        time::told(&written, Place::path(key), findings)
    }
}

impl Look for Value {
    fn member(&self, key: &str) -> Option<&Value> {
        self.get(key).filter(|value| !value.is_null())
    }
}

impl Look for serde_json::Map<String, Value> {
    fn member(&self, key: &str) -> Option<&Value> {
        self.get(key).filter(|value| !value.is_null())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(json: &str, opens: fn(&str) -> bool) -> Vec<String> {
        let values = Values::of(std::io::BufReader::with_capacity(3, json.as_bytes()), opens);
        let told = values.map(|found| match found {
            Ok(found) => match found.value() {
                Ok(value) => format!("{}={value}", found.path),
                Err(error) => error.to_string(),
            },
            Err(error) => error.to_string(),
        });
        told.collect()
    }

    #[test]
    fn members_come_one_by_one_where_a_reader_goes_in() {
        let json = r#" {"db":[{"meta":{"a":"]}\""},"data":{"posts":[{"id":1},{"id":2}],"tags":[]}}], "x" : 1.5e3}"#;
        let opens =
            |path: &str| matches!(path, "" | "db" | "db[]" | "db[].data" | "db[].data.posts");

        assert_eq!(
            paths(json, opens),
            [
                r#"db[].meta={"a":"]}\""}"#,
                r#"db[].data.posts[]={"id":1}"#,
                r#"db[].data.posts[]={"id":2}"#,
                "db[].data.tags=[]",
                "x=1500.0"
            ]
        );
    }

    #[test]
    fn what_breaks_off_is_told_with_its_place() {
        assert_eq!(
            paths(r#"[1,{"a":"#, str::is_empty)[1],
            "at byte 8: the file ends inside a value"
        );
        assert_eq!(paths("", |_| true), ["at byte 0: the file is empty"]);
        assert_eq!(
            paths("{1:2}", |_| true),
            ["at byte 1: a key is expected here"]
        );
    }
}
