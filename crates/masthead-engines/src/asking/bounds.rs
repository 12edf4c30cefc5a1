//! How much of an answer is read, and how long we wait for it.

use std::time::Duration;

use serde::de::DeserializeOwned;

use super::EngineError;

/// Brackets within brackets that an answer may have; engines of language need five.
pub const MAX_DEPTH: usize = 32;

/// The bounds of one exchange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounds {
    /// Most time for name, connection and encryption.
    pub connect: Duration,
    /// Most time for everything together.
    pub total: Duration,
    /// Most bytes of an answer.
    pub answer_bytes: u64,
}

impl Default for Bounds {
    /// Ten seconds, sixty seconds, four megabytes.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            total: Duration::from_secs(60),
            answer_bytes: 4 * 1024 * 1024,
        }
    }
}

/// Reads JSON that somebody else wrote: never deeper than [`MAX_DEPTH`].
///
/// # Errors
/// [`EngineError::Invalid`], which says where, and nothing of what stands there.
pub fn read_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, EngineError> {
    if is_deeper_than(bytes, MAX_DEPTH) {
        let said = format!("JSON deeper than {MAX_DEPTH}");
        return Err(EngineError::Invalid(said));
    }
    serde_json::from_slice(bytes).map_err(|error| {
        let what = match error.classify() {
            serde_json::error::Category::Eof => "it ends too early",
            serde_json::error::Category::Data => "another shape than agreed",
            _ => "not JSON",
        };
        let (line, column) = (error.line(), error.column());
        EngineError::Invalid(format!("{what}, line {line} column {column}"))
    })
}

/// Counts brackets outside of strings, without recursion.
fn is_deeper_than(bytes: &[u8], most: usize) -> bool {
    let (mut depth, mut in_string, mut is_escaped) = (0_usize, false, false);
    for byte in bytes {
        match (in_string, byte) {
            (true, _) if is_escaped => is_escaped = false,
            (true, b'\\') => is_escaped = true,
            (_, b'"') => in_string = !in_string,
            (false, b'[' | b'{') => depth += 1,
            (false, b']' | b'}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > most {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_deep_is_refused_and_brackets_in_words_do_not_count() {
        let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(read_json::<serde_json::Value>(deep(32).as_bytes()).is_ok());
        assert!(read_json::<serde_json::Value>(deep(33).as_bytes()).is_err());
        assert!(read_json::<serde_json::Value>(deep(1_000_000).as_bytes()).is_err());
        let words = format!("\"\\\"{}\"", "[".repeat(100));
        assert!(read_json::<String>(words.as_bytes()).is_ok());
    }

    #[test]
    fn what_is_wrong_is_said_without_repeating_it() {
        let error = read_json::<Vec<String>>(b"{\"key\": \"sk-secret\"}").expect_err("no list");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}
