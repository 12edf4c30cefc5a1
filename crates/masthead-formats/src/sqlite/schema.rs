//! How a table was declared: its name, its columns, and which of them is the row id.

use super::Cells;

/// A table.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) root: u32,
    columns: Vec<String>,
    /// The column that is the row id itself; its cells are empty.
    id: Option<usize>,
}

impl Table {
    /// Reads a row of the schema; `None` for indexes, views, and tables of other kinds.
    pub(super) fn declared(cells: &Cells) -> Option<Self> {
        let sql = cells.get(4)?;
        if cells.get(0) != Some("table") || sql.to_ascii_uppercase().contains("WITHOUT ROWID") {
            return None;
        }
        let inside = sql.split_once('(')?.1;
        let declarations = parts(inside.rsplit_once(')').map_or(inside, |(inside, _)| inside));
        let columns: Vec<&str> = declarations
            .into_iter()
            .filter(|declared| !is_constraint(declared))
            .collect();
        let id = columns.iter().position(|declared| {
            let words = declared.to_ascii_uppercase();
            let words: Vec<&str> = words.split_whitespace().collect();
            words
                .windows(3)
                .any(|three| three == ["INTEGER", "PRIMARY", "KEY"])
        });
        Some(Self {
            name: cells.get(1)?.to_owned(),
            root: cells.get(3)?.parse().ok()?,
            columns: columns.into_iter().map(name_of).collect(),
            id,
        })
    }

    /// A value of a row by the name of its column; empty when it is null or there is no such column.
    pub(crate) fn text(&self, row: &(i64, Cells), column: &str) -> String {
        let Some(at) = self.columns.iter().position(|name| name == column) else {
            return String::new();
        };
        match row.1.get(at) {
            None if self.id == Some(at) => row.0.to_string(),
            value => value.unwrap_or_default().to_owned(),
        }
    }

    /// The names of its columns.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(String::as_str)
    }
}

/// What stands between commas that are in no brackets.
fn parts(text: &str) -> Vec<&str> {
    let (mut depth, mut from) = (0_usize, 0);
    let mut parts = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => {
                parts.push(text[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text[from..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

fn is_constraint(declared: &str) -> bool {
    let word = declared.split(|c: char| !c.is_ascii_alphabetic()).next();
    let word = word.unwrap_or_default().to_ascii_uppercase();
    matches!(
        word.as_str(),
        "PRIMARY" | "UNIQUE" | "CHECK" | "FOREIGN" | "CONSTRAINT"
    )
}

fn name_of(declared: &str) -> String {
    let name = declared
        .trim_start_matches(['"', '`', '[', '\''])
        .split(|c: char| c.is_whitespace() || matches!(c, '"' | '`' | ']' | '\'' | '('))
        .next();
    name.unwrap_or_default().to_ascii_lowercase()
}
