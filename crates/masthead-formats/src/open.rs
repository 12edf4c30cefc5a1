//! Opens a file as what it is: one door to all readers.

use std::io::{BufRead, Read};

use jiff::tz::TimeZone;

use crate::detect::Format;
use crate::model::{ReadError, Record};
use crate::source::flow::Records;
use crate::source::patience::{InTime, IsTimeUp, Timed, in_words};
use crate::source::{Source, decode};
use crate::writing::ArchiveReader;
use crate::{
    artrans, commento, coral, disqus, feed, ghost, isso, markdown, page, pasted, remark42, wire,
    wordpress,
};

/// No single article is larger.
const LARGEST_ARTICLE: u64 = 8 * 1024 * 1024;

/// Opens a file that lies beside another, by its name.
pub type BesideFile<'a> = &'a dyn Fn(&str) -> Option<Box<dyn BufRead>>;

/// What is known about a file from outside.
pub struct Surroundings<'a> {
    /// Its name without folder.
    pub file_name: &'a str,
    /// The site's zone, for times that name none.
    pub zone: &'a TimeZone,
    /// The files beside it: Coral keeps people, stories and comments apart.
    pub beside: BesideFile<'a>,
    /// When to stop, whatever is left of the file; none reads to its end.
    pub is_time_up: Option<IsTimeUp>,
}

/// The records of a file in a format.
///
/// # Errors
/// [`ReadError::TimeUp`]; any other [`ReadError`] when its beginning is not what it should be. What goes wrong later is told by the iterator, after
/// everything before.
pub fn open<'a>(
    format: Format,
    source: impl Source + 'a,
    around: &Surroundings<'_>,
) -> Result<Records<'a>, ReadError> {
    match &around.is_time_up {
        None => reader(format, source, around),
        Some(is_time_up) => {
            let source = Timed::of(source, is_time_up.clone());
            let records = reader(format, source, around);
            let records = records.map_err(|error| in_words(error, is_time_up))?;
            Ok(Box::new(InTime::of(records, is_time_up.clone())))
        }
    }
}

fn reader<'a>(
    format: Format,
    source: impl Source + 'a,
    around: &Surroundings<'_>,
) -> Result<Records<'a>, ReadError> {
    Ok(match format {
        Format::WordPress => Box::new(wordpress::read(source)?),
        Format::Ghost => Box::new(ghost::read(source)?),
        Format::Ninjs => Box::new(wire::read_ninjs(source)?),
        Format::NewsMl => all(wire::read_newsml(source)?),
        Format::Nitf => all(wire::read_nitf(source)?),
        Format::Feed => Box::new(feed::read(source)?),
        Format::Page => all(page::read(source, around.file_name)?),
        Format::Markdown => {
            let text = whole(source)?;
            all(markdown::read(&text, stem(around.file_name), around.zone))
        }
        Format::Pasted => all(pasted::read(&whole(source)?, around.file_name, around.zone)),
        Format::Disqus => Box::new(disqus::read(source)?),
        Format::Coral => Box::new(coral::read(coral_files(source, around))?),
        Format::IssoJson => Box::new(isso::read_json(source)?),
        Format::IssoDatabase => Box::new(isso::read_database(source)?),
        Format::Remark42 => Box::new(remark42::read(source)?),
        Format::Commento => Box::new(commento::read(source)?),
        Format::Artrans => Box::new(artrans::read(source)?),
        Format::Masthead => Box::new(ArchiveReader::begin(source)?),
    })
}

fn all<'a>(records: Vec<Record>) -> Records<'a> {
    Box::new(records.into_iter().map(Ok))
}

fn stem(file_name: &str) -> &str {
    file_name
        .rsplit_once('.')
        .map_or(file_name, |(stem, _)| stem)
}

fn whole(source: impl Read) -> Result<String, ReadError> {
    let mut bytes = Vec::new();
    source.take(LARGEST_ARTICLE + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > LARGEST_ARTICLE {
        true => Err(ReadError::too_much(
            LARGEST_ARTICLE,
            "articles of more than 8 MB",
        )),
        false => Ok(decode::text(&bytes)),
    }
}

/// The file of comments with those of people and stories beside it, these first; any other file alone.
fn coral_files<'a>(
    source: impl Source + 'a,
    around: &Surroundings<'_>,
) -> Vec<Box<dyn BufRead + 'a>> {
    let mut files: Vec<Box<dyn BufRead + 'a>> = Vec::new();
    if around.file_name.contains("comments") {
        for other in ["users", "stories"] {
            let name = around.file_name.replace("comments", other);
            if let Some(file) = (around.beside)(&name) {
                files.push(file);
            }
        }
    }
    files.push(Box::new(source));
    files
}
