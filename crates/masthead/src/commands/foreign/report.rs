//! What is told about a file: what it is, how much of what is in it, what was doubtful, what would be lost.

use std::collections::BTreeMap;
use std::path::Path;

use masthead_formats::photo::{Field, Origin, Photo};
use masthead_formats::{Finding, Kind, Place, ReadError, Record};
use serde::Serialize;

/// Findings that are kept; a hostile export could have millions. All of them are counted.
const MOST_FINDINGS: usize = 10_000;

/// What a file is and what is in it.
#[derive(Debug, Default, Serialize)]
pub(super) struct Report {
    /// The file.
    pub(super) file: String,
    /// The format's word, or a photograph's kind.
    pub(super) format: String,
    /// How many of each kind of item.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) items: BTreeMap<&'static str, u64>,
    /// A photograph's fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) rights: Vec<Right>,
    /// What of a photograph is nobody's business.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) private: Vec<&'static str>,
    /// What was noticed, the first ten thousand.
    pub(super) findings: Vec<Finding>,
    /// How many of each kind were noticed in all.
    pub(super) noticed: BTreeMap<&'static str, u64>,
    /// Why reading ended before the end of the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) broke_off: Option<String>,
}

/// One field of a photograph.
#[derive(Debug, Serialize)]
pub(super) struct Right {
    pub(super) field: &'static str,
    pub(super) values: Vec<String>,
    /// Who said it: XMP, IIM or EXIF.
    pub(super) from: &'static str,
}

impl Report {
    /// A file of which nothing could be read.
    pub(super) fn unread(path: &Path, why: &dyn std::fmt::Display) -> Self {
        Self {
            file: path.display().to_string(),
            broke_off: Some(why.to_string()),
            ..Self::default()
        }
    }

    /// A photograph.
    pub(super) fn of_photo(path: &Path, photo: Photo) -> Self {
        let from = |field: Field| {
            let origin = photo.origins.iter().find(|(of, _)| *of == field);
            origin.map_or("", |(_, origin)| Origin::word(*origin))
        };
        let rights = photo.rights.iter().map(|(field, values)| Right {
            field: field.word(),
            values: values.to_vec(),
            from: from(field),
        });
        let mut report = Self {
            file: path.display().to_string(),
            format: photo.kind.word().to_owned(),
            rights: rights.collect(),
            private: photo.private.iter().map(|it| it.word()).collect(),
            ..Self::default()
        };
        photo.findings.into_iter().for_each(|it| report.note(it));
        report
    }

    /// A source, read to its end in memory that does not grow with it.
    pub(super) fn of_records(
        path: &Path,
        format: &str,
        records: impl Iterator<Item = Result<Record, ReadError>>,
    ) -> Self {
        let mut report = Self {
            file: path.display().to_string(),
            format: format.to_owned(),
            ..Self::default()
        };
        for record in records {
            match record {
                Ok(record) => report.take(&record),
                Err(error) => report.broke_off = Some(error.to_string()),
            }
        }
        report
    }

    fn take(&mut self, record: &Record) {
        let item = item(record);
        *self.items.entry(item.0).or_default() += 1;
        for finding in record.findings() {
            let mut finding = finding.clone();
            if finding.place.item.is_empty() {
                finding.place.item = item.1.to_owned();
            }
            self.note(finding);
        }
        if let Record::LeftOut(it) = record {
            let place = Place::path(it.kind.as_str()).of(it.source_id.as_str());
            self.note(Finding::lossy(place, it.reason.as_str()));
        }
    }

    fn note(&mut self, finding: Finding) {
        *self.noticed.entry(finding.kind.word()).or_default() += 1;
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push(finding);
        }
    }

    /// The findings of these kinds.
    pub(super) fn of_kinds<'a>(&'a self, kinds: &'a [Kind]) -> impl Iterator<Item = &'a Finding> {
        self.findings.iter().filter(|it| kinds.contains(&it.kind))
    }
}

/// What a record is called in the plural, and its name in the source.
fn item(record: &Record) -> (&'static str, &str) {
    match record {
        Record::Site(it) => ("sites", &it.name),
        Record::Writer(it) => ("authors", &it.source_id),
        Record::Section(it) => ("sections", &it.source_id),
        Record::Topic(it) => ("topics", &it.source_id),
        Record::Media(it) => ("media", &it.source_id),
        Record::Article(it) => ("articles", &it.source_id),
        Record::Account(it) => ("accounts", &it.source_id),
        Record::Thread(it) => ("threads", &it.source_id),
        Record::Post(it) => ("posts", &it.source_id),
        Record::Redirect(it) => ("redirects", &it.from),
        Record::LeftOut(it) => ("left out", &it.source_id),
        Record::Finding(_) => ("remarks", ""),
    }
}
