//! Writes the SQLite twin of a migration from its PostgreSQL text, so that nobody keeps two texts alike by hand.
//!
//! A twin that has to be different (a table that must be rebuilt, say) has the words `written by hand` in its first line.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// Types and defaults, as PostgreSQL says them and as SQLite does. Longer phrases stand before what they contain.
const WORDS: &[(&str, &str)] = &[
    (
        "bigint generated always as identity primary key",
        "integer not null primary key autoincrement",
    ),
    ("cast(cast(pg_current_xact_id() as text) as bigint)", "0"),
    ("double precision", "real"),
    ("default true", "default 1"),
    ("default false", "default 0"),
    ("bigint", "integer"),
    ("boolean", "integer"),
    ("bytea", "blob"),
    ("uuid", "blob"),
];

/// Writes `NNNN_name.sqlite.sql` beside `NNNN_name.postgres.sql`, for every migration whose file name begins with `number`.
pub(crate) fn twin(words: &[String]) -> Result<()> {
    let [number] = words else {
        bail!("say which migration: cargo xtask twin 0001");
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/masthead-db/migrations");
    let mut found = 0;
    for entry in std::fs::read_dir(&folder).context("reading the migrations")? {
        let path = entry?.path();
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        if let Some(stem) = name
            .strip_suffix(".postgres.sql")
            .filter(|stem| stem.starts_with(number.as_str()))
        {
            write_twin(&path, &folder.join(format!("{stem}.sqlite.sql")))?;
            found += 1;
        }
    }
    if found == 0 {
        bail!("there is no migration {number}_….postgres.sql in crates/masthead-db/migrations");
    }
    Ok(())
}

fn write_twin(from: &Path, to: &PathBuf) -> Result<()> {
    if std::fs::read_to_string(to).is_ok_and(|twin| is_by_hand(&twin)) {
        bail!("{} is written by hand and stays as it is", to.display());
    }
    let text =
        std::fs::read_to_string(from).with_context(|| format!("reading {}", from.display()))?;
    std::fs::write(to, twin_of(&text)).with_context(|| format!("writing {}", to.display()))
}

fn is_by_hand(sqlite: &str) -> bool {
    sqlite
        .lines()
        .next()
        .is_some_and(|line| line.contains("written by hand"))
}

/// The SQLite text of a PostgreSQL text. Comments stay as they are; every table becomes `strict`.
fn twin_of(postgres: &str) -> String {
    let mut in_table = false;
    let lines = postgres.lines().map(|line| {
        let (code, comment) = line
            .split_once("--")
            .map_or((line, None), |(code, rest)| (code, Some(rest)));
        let mut code = WORDS.iter().fold(code.to_owned(), |code, (from, to)| {
            replace_word(&code, from, to)
        });
        in_table |= code.trim_start().starts_with("create table");
        if in_table && code.trim_end().ends_with(");") && !code.starts_with(' ') {
            code = code.replacen(");", ") strict;", 1);
            in_table = false;
        }
        comment.map_or(code.clone(), |comment| format!("{code}--{comment}"))
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

/// Replaces `from` where it is no part of a longer word (`uuid` in `uuid_of` stays).
fn replace_word(text: &str, from: &str, to: &str) -> String {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let mut written = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(from) {
        let (before, after) = (&rest[..at], &rest[at + from.len()..]);
        let before_ends = before
            .chars()
            .next_back()
            .or_else(|| written.chars().next_back());
        written.push_str(before);
        let inside = is_word(before_ends) || is_word(after.chars().next());
        written.push_str(if inside { from } else { to });
        rest = after;
    }
    written + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_twin_of_a_table_is_strict_and_has_sqlites_types() {
        let twin = twin_of(
            "-- uuid stays here\ncreate table post (\n    id uuid not null primary key,\n    uuid_of bigint,\n    open boolean not null default true\n);\n",
        );
        assert_eq!(
            twin,
            "-- uuid stays here\ncreate table post (\n    id blob not null primary key,\n    uuid_of integer,\n    open integer not null default 1\n) strict;\n"
        );
    }

    #[test]
    fn every_migration_has_the_twin_that_would_be_written_now() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/masthead-db/migrations");
        let mut seen = 0;
        for entry in std::fs::read_dir(&folder).expect("the migrations are there") {
            let path = entry.expect("the folder can be read").path();
            let Some(stem) = path
                .to_str()
                .and_then(|path| path.strip_suffix(".postgres.sql"))
            else {
                continue;
            };
            let postgres = std::fs::read_to_string(&path).expect("the text can be read");
            let sqlite =
                std::fs::read_to_string(format!("{stem}.sqlite.sql")).expect("it has a twin");
            assert!(
                is_by_hand(&sqlite) || sqlite == twin_of(&postgres),
                "{stem}: run cargo xtask twin"
            );
            seen += 1;
        }
        assert!(seen > 0);
    }
}
