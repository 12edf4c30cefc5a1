//! PHP's `serialize` format, as far as WordPress keeps a picture's facts in it.

/// A value; numbers and truths are kept as their text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(String),
    Map(Vec<(String, Self)>),
}

const DEEPEST: usize = 16;

impl Value {
    /// Reads a serialized value; `None` when it is none or goes on behind its end.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (value, rest) = value(text.trim().as_bytes(), 0)?;
        rest.is_empty().then_some(value)
    }

    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries
                .iter()
                .find(|(other, _)| other == key)
                .map(|(_, value)| value),
            Self::Text(_) => None,
        }
    }

    /// A text that says something.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) if !text.trim().is_empty() && text != "0" => Some(text.trim()),
            _ => None,
        }
    }
}

fn value(bytes: &[u8], depth: usize) -> Option<(Value, &[u8])> {
    match (bytes.first()?, bytes.get(1)?) {
        (b'N', b';') => Some((Value::Text(String::new()), &bytes[2..])),
        (b'i' | b'd' | b'b', b':') => {
            let end = bytes.iter().position(|&byte| byte == b';')?;
            Some((
                Value::Text(String::from_utf8_lossy(&bytes[2..end]).into_owned()),
                &bytes[end + 1..],
            ))
        }
        (b's', b':') => {
            let (length, rest) = number(&bytes[2..])?;
            let rest = rest.strip_prefix(b":\"")?;
            let (text, rest) = (rest.get(..length)?, rest.get(length..)?);
            Some((
                Value::Text(String::from_utf8_lossy(text).into_owned()),
                rest.strip_prefix(b"\";")?,
            ))
        }
        (b'a', b':') if depth < DEEPEST => map(&bytes[2..], depth),
        _ => None,
    }
}

fn map(bytes: &[u8], depth: usize) -> Option<(Value, &[u8])> {
    let (count, rest) = number(bytes)?;
    let mut rest = rest.strip_prefix(b":{")?;
    let mut entries = Vec::new();
    for _ in 0..count {
        let (key, after) = value(rest, DEEPEST)?;
        let (entry, after) = value(after, depth + 1)?;
        let Value::Text(key) = key else { return None };
        entries.push((key, entry));
        rest = after;
    }
    Some((Value::Map(entries), rest.strip_prefix(b"}")?))
}

fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let digits = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let number = std::str::from_utf8(&bytes[..digits]).ok()?.parse().ok()?;
    Some((number, &bytes[digits..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pictures_facts_are_found() {
        let value = Value::parse(
            r#"a:2:{s:5:"width";i:640;s:10:"image_meta";a:1:{s:6:"credit";s:7:"Müll";}}"#,
        );

        assert_eq!(value, None, "the length is in bytes");
        let value = Value::parse(
            r#"a:2:{s:5:"width";i:640;s:10:"image_meta";a:1:{s:6:"credit";s:5:"Müll";}}"#,
        )
        .expect("well formed");
        assert_eq!(value.get("width").and_then(Value::text), Some("640"));
        assert_eq!(
            value
                .get("image_meta")
                .and_then(|meta| meta.get("credit"))
                .and_then(Value::text),
            Some("Müll")
        );
    }

    #[test]
    fn nonsense_is_nothing() {
        for nonsense in [
            "",
            "a",
            "a:99999999999:{",
            "s:5:\"a\";",
            "a:1:{a:0:{}i:1;}",
            &"a:1:{i:0;".repeat(100),
            "O:3:\"Foo\":0:{}",
        ] {
            assert_eq!(Value::parse(nonsense), None, "{nonsense}");
        }
    }
}
