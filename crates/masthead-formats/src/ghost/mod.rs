//! Ghost's JSON export, in both wrappings: articles with their tags and authors. Source: `formats.md` d9.
//!
//! Tables stand in any order and refer to each other by numbers of the file, so it is read twice: first for people, tags
//! and who belongs to what, then for the articles, one at a time.

mod article;
mod card;
mod lexical;
mod mobiledoc;
mod register;

use std::collections::VecDeque;
use std::io::{BufRead, SeekFrom};

use register::Register;

use crate::model::{Finding, Place, ReadError, Record};
use crate::source::flow::{Flow, Step};
use crate::source::json::{Look, Values};
use crate::source::tally::Tally;
use crate::source::{Source, pack};

/// Opens an export: reads its registers, and stands at its beginning again.
///
/// # Errors
/// [`ReadError`] when it is no JSON, or none of Ghost's.
pub fn read<'a>(
    mut source: impl Source + 'a,
) -> Result<impl Iterator<Item = Result<Record, ReadError>> + 'a, ReadError> {
    let register = Register::read(Values::of(pack::unpacked(&mut source)?, goes_into))?;
    source.seek(SeekFrom::Start(0))?;
    Ok(Flow::of(Ghost {
        values: Values::of(pack::unpacked(source)?, goes_into),
        register,
        tally: Tally::default(),
        is_begun: false,
    }))
}

/// Goes into the wrapping, into `data`, and into every table.
fn goes_into(path: &str) -> bool {
    let inner = path.strip_prefix("db[].").unwrap_or(path);
    matches!(path, "" | "db" | "db[]")
        || inner == "data"
        || inner.starts_with("data.") && !inner.contains("[]")
}

/// The table of a value: `posts` of `db[].data.posts[]`.
fn table(path: &str) -> Option<&str> {
    let inner = path.strip_prefix("db[].").unwrap_or(path);
    inner.strip_prefix("data.")?.strip_suffix("[]")
}

struct Ghost<R> {
    values: Values<R>,
    register: Register,
    tally: Tally,
    is_begun: bool,
}

impl<R: BufRead> Step for Ghost<R> {
    fn step(&mut self, ready: &mut VecDeque<Record>) -> Result<bool, ReadError> {
        if !std::mem::replace(&mut self.is_begun, true) {
            ready.extend(self.register.records());
            return Ok(true);
        }
        let Some(found) = self.values.next().transpose()? else {
            ready.extend(self.tally.findings().into_iter().map(Record::Finding));
            return Ok(false);
        };
        match table(&found.path) {
            Some("posts") => {
                let value = found.value()?;
                let place = Place::byte(found.byte).of(value.text("id"));
                match value.as_object() {
                    Some(post) => {
                        let article = article::article(post, &self.register, &mut self.tally);
                        ready.push_back(Record::Article(Box::new(article)));
                    }
                    None => {
                        let what = "this is no article";
                        ready.push_back(Record::Finding(Finding::refused(place, what)));
                    }
                }
            }
            Some(known) if register::TABLES.contains(&known) => {}
            Some(other) => {
                let what = format!("rows of the table `{other}` are not brought in");
                self.tally.count(&what, || Place::byte(found.byte));
            }
            None => {}
        }
        Ok(true)
    }
}
