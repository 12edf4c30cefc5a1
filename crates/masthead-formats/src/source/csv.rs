//! Comma-separated values (RFC 4180), a row at a time; quotes, doubled quotes and line ends inside quotes.

use std::io::BufRead;

use crate::model::ReadError;

/// One row.
const LARGEST_ROW: usize = 16 * 1024 * 1024;
/// Fields of one row.
const MOST_FIELDS: usize = 1_000;

/// A row with the number of its first line.
pub(crate) struct Row {
    pub(crate) line: u64,
    pub(crate) fields: Vec<String>,
}

impl Row {
    /// A field, without the spaces around it; empty when the row has not so many.
    pub(crate) fn field(&self, at: usize) -> &str {
        self.fields.get(at).map_or("", |field| field.trim())
    }
}

/// The rows of a file.
pub(crate) struct Rows<R> {
    source: R,
    byte: u64,
    line: u64,
    is_over: bool,
}

/// Where in a row the reading stands.
#[derive(PartialEq, Clone, Copy)]
enum At {
    Bare,
    Quoted,
    /// Behind a quote that ends the field or doubles.
    Closed,
}

impl<R: BufRead> Rows<R> {
    pub(crate) fn of(source: R) -> Self {
        Self {
            source,
            byte: 0,
            line: 1,
            is_over: false,
        }
    }

    fn advance(&mut self) -> Result<Option<Row>, ReadError> {
        let (mut fields, mut field, mut at) = (Vec::new(), Vec::new(), At::Bare);
        let (first_line, begins_at) = (self.line, self.byte);
        loop {
            let buffer = self.source.fill_buf()?;
            let Some(&byte) = buffer.first() else {
                if self.byte == begins_at {
                    return Ok(None);
                }
                fields.push(ended(field));
                return Ok(Some(Row {
                    line: first_line,
                    fields,
                }));
            };
            self.source.consume(1);
            self.byte += 1;
            self.line += u64::from(byte == b'\n');
            if self.byte - begins_at > LARGEST_ROW as u64 || fields.len() > MOST_FIELDS {
                let what = "rows of more than 16 MB or 1,000 fields";
                return Err(ReadError::too_much(self.byte, what));
            }
            match (at, byte) {
                (At::Quoted, b'"') => at = At::Closed,
                (At::Quoted, other) => field.push(other),
                (At::Closed, b'"') => {
                    field.push(b'"');
                    at = At::Quoted;
                }
                (_, b',') => {
                    fields.push(ended(std::mem::take(&mut field)));
                    at = At::Bare;
                }
                (_, b'\n') => {
                    fields.push(ended(field));
                    return Ok(Some(Row {
                        line: first_line,
                        fields,
                    }));
                }
                (_, b'\r') => {}
                (At::Bare, b'"') if field.is_empty() || field == b"\xEF\xBB\xBF" => {
                    field.clear();
                    at = At::Quoted;
                }
                (_, other) => field.push(other),
            }
        }
    }
}

fn ended(field: Vec<u8>) -> String {
    let text = String::from_utf8(field)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    match text.strip_prefix('\u{FEFF}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

impl<R: BufRead> Iterator for Rows<R> {
    type Item = Result<Row, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_over {
            let next = self.advance().transpose();
            self.is_over = !matches!(next, Some(Ok(_)));
            match next {
                Some(Ok(row)) if row.fields.iter().all(String::is_empty) => {}
                other => return other,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_hold_commas_and_lines() {
        let rows: Vec<_> = Rows::of("\u{FEFF}\"a\",\"b,\"\"c\"\"\nd\",e\r\n\n1,,\"\"".as_bytes())
            .map(|row| row.expect("it is in memory"))
            .collect();

        assert_eq!(rows[0].fields, ["a", "b,\"c\"\nd", "e"]);
        assert_eq!(
            (rows[1].fields.as_slice(), rows[1].line),
            (&["1".to_owned(), String::new(), String::new()][..], 4)
        );
        assert_eq!(rows.len(), 2);
    }
}
