//! IPTC's Information Interchange Model: numbered texts in a row, as news agencies have sent them since 1991.

use crate::Finding;

use super::field::{FIELDS, Field};
use super::rights::{Rights, cut};

/// Begins every dataset.
const MARK: u8 = 0x1C;
/// The charset of what follows (1:90), and its value for UTF-8.
const CHARSET: (u8, u8) = (1, 90);
const UTF8: &[u8] = b"\x1b%G";
/// The number of the model's version (2:00).
const VERSION: u8 = 0;
const DATE: u8 = 55;
const TIME: u8 = 60;
/// No agency sends a hundredth of this; a hostile file could name millions of empty ones.
const MOST_DATASETS: usize = 10_000;

struct Dataset<'a> {
    record: u8,
    number: u8,
    bytes: &'a [u8],
}

/// Reads what record 2 says about rights.
pub(super) fn read(bytes: &[u8], findings: &mut Vec<Finding>) -> Rights {
    let datasets = datasets(bytes, findings);
    let decode = decoder(&datasets, findings);
    let mut rights = Rights::default();
    let (mut date, mut time) = (String::new(), String::new());
    for dataset in datasets.iter().filter(|it| it.record == 2) {
        let text = decode(dataset.bytes);
        match dataset.number {
            DATE => date = text,
            TIME => time = text,
            number => {
                if let Some(row) = FIELDS
                    .iter()
                    .find(|row| row.iim.is_some_and(|(its, _)| its == number))
                {
                    rights.add(row.field, text);
                }
            }
        }
    }
    match moment(&date, &time) {
        Some(moment) => rights.add(Field::Created, moment),
        None if date.trim().is_empty() => {}
        None => findings.push(Finding::lossy(
            "IIM 2:55",
            format!("“{}” is no date", date.trim()),
        )),
    }
    rights
}

fn datasets<'a>(bytes: &'a [u8], findings: &mut Vec<Finding>) -> Vec<Dataset<'a>> {
    let mut found = Vec::new();
    let mut rest = bytes;
    while let [MARK, record, number, after @ ..] = rest {
        let Some((value, left)) = sized(after).filter(|_| found.len() < MOST_DATASETS) else {
            let what = "it ends inside a value, or goes on for too long; what follows was not read";
            findings.push(Finding::lossy("IIM", what));
            break;
        };
        found.push(Dataset {
            record: *record,
            number: *number,
            bytes: value,
        });
        rest = left;
    }
    found
}

/// A value with its length before it; a length whose highest bit is set counts the bytes of the real one.
fn sized(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    let length = u16::from_be_bytes(*length);
    if length & 0x8000 == 0 {
        return rest.split_at_checked(usize::from(length));
    }
    let (length, rest) = rest.split_at_checked(usize::from(length & 0x7FFF))?;
    if length.len() > 4 {
        return None;
    }
    let length = length
        .iter()
        .fold(0, |sum: usize, byte| sum << 8 | usize::from(*byte));
    rest.split_at_checked(length)
}

type Decode = fn(&[u8]) -> String;

/// UTF-8 where it is declared, else Latin-1: unless everything reads as UTF-8, which Latin-1 text practically never
/// does by chance and careless programs write.
fn decoder(datasets: &[Dataset<'_>], findings: &mut Vec<Finding>) -> Decode {
    let is_declared = datasets
        .iter()
        .any(|it| (it.record, it.number) == CHARSET && it.bytes == UTF8);
    if is_declared {
        return |bytes| String::from_utf8_lossy(bytes).into_owned();
    }
    let mut texts = datasets
        .iter()
        .filter(|it| it.record == 2 && it.number != 0);
    let is_utf8 = texts.clone().all(|it| str::from_utf8(it.bytes).is_ok());
    if !is_utf8 {
        return latin1;
    }
    if texts.any(|it| !it.bytes.is_ascii()) {
        let what = "no charset is declared, but the texts are UTF-8 and were read as such";
        findings.push(Finding::doubtful("IIM 1:90", what));
    }
    |bytes| String::from_utf8_lossy(bytes).into_owned()
}

/// Latin-1, with the quotes and dashes that Windows keeps where Latin-1 has controls.
pub(super) fn latin1(bytes: &[u8]) -> String {
    const WINDOWS: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    let letter = |byte: &u8| match byte {
        0x80..=0x9F => WINDOWS[usize::from(byte - 0x80)],
        _ => char::from(*byte),
    };
    bytes.iter().map(letter).collect()
}

/// `20261122` and `101500+0100` as ISO 8601.
fn moment(date: &str, time: &str) -> Option<String> {
    let is_day = |date: &str| date.len() == 8 && date.bytes().all(|it| it.is_ascii_digit());
    // Some write the date as ISO does, though the standard has no hyphens.
    let date: String = date.trim().chars().filter(|c| *c != '-').collect();
    if !is_day(&date) || date.starts_with("0000") {
        return None;
    }
    let day = format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]);
    let day: jiff::civil::Date = day.parse().ok()?;
    let time: String = time.trim().chars().filter(|c| *c != ':').collect();
    let is_time = time.len() >= 6 && time.is_ascii() && time[..6].parse::<u32>().is_ok();
    if !is_time {
        return Some(day.to_string());
    }
    let clock = format!("{}:{}:{}", &time[..2], &time[2..4], &time[4..6]);
    let Ok(clock) = clock.parse::<jiff::civil::Time>() else {
        return Some(day.to_string());
    };
    let zone = match &time.as_bytes()[6..] {
        [sign @ (b'+' | b'-'), digits @ ..] if digits.len() == 4 && digits.is_ascii() => format!(
            "{}{}:{}",
            char::from(*sign),
            latin1(&digits[..2]),
            latin1(&digits[2..])
        ),
        _ => String::new(),
    };
    Some(format!("{day}T{}{zone}", clock.strftime("%H:%M:%S")))
}

/// Writes the fields that the model has, in UTF-8. What is longer than the standard allows is cut, and reported; XMP
/// has the whole of it.
pub(super) fn write(rights: &Rights, findings: &mut Vec<Finding>) -> Vec<u8> {
    let mut out = Vec::new();
    push(&mut out, CHARSET, UTF8);
    push(&mut out, (2, VERSION), &[0, 4]);
    for row in FIELDS {
        let Some((number, most)) = row.iim else {
            continue;
        };
        for text in rights.texts(row.field) {
            if row.field == Field::Created {
                push_moment(&mut out, text);
                continue;
            }
            let kept = cut(text, most);
            if kept.len() < text.len() {
                let what = format!("IIM has room for {most} bytes; the whole of it is in XMP");
                findings.push(Finding::note(row.word, what));
            }
            push(&mut out, (2, number), kept.as_bytes());
        }
    }
    out
}

/// The day, and the time where it is one; what is no date stays in XMP alone.
fn push_moment(out: &mut Vec<u8>, text: &str) {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let Ok(day) = day.parse::<jiff::civil::Date>() else {
        return;
    };
    push(
        out,
        (2, DATE),
        day.strftime("%Y%m%d").to_string().as_bytes(),
    );
    let zone_at = time.find(['+', '-', 'Z']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone_at);
    let Ok(clock) = clock.parse::<jiff::civil::Time>() else {
        return;
    };
    let zone = match zone.replace(':', "").as_str() {
        "Z" => "+0000".to_owned(),
        zone if zone.len() == 5 && zone[1..].bytes().all(|it| it.is_ascii_digit()) => {
            zone.to_owned()
        }
        _ => String::new(),
    };
    let time = format!("{}{zone}", clock.strftime("%H%M%S"));
    push(out, (2, TIME), time.as_bytes());
}

fn push(out: &mut Vec<u8>, (record, number): (u8, u8), value: &[u8]) {
    let length = u16::try_from(value.len()).expect("no field has room for 32,768 bytes");
    out.extend([MARK, record, number]);
    out.extend(length.to_be_bytes());
    out.extend(value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn umlauts_are_read_in_either_charset() {
        let utf8 = b"\x1c\x01\x5a\x00\x03\x1b%G\x1c\x02\x6e\x00\x07M\xc3\xbcller";
        let latin = b"\x1c\x02\x6e\x00\x06M\xfcller";
        let undeclared = b"\x1c\x02\x6e\x00\x07M\xc3\xbcller";
        for (bytes, doubts) in [(&utf8[..], 0), (&latin[..], 0), (&undeclared[..], 1)] {
            let mut findings = Vec::new();
            assert_eq!(read(bytes, &mut findings).text(Field::Credit), "Müller");
            assert_eq!(findings.len(), doubts);
        }
    }

    #[test]
    fn a_value_with_a_long_length_is_read() {
        let bytes = b"\x1c\x02\x6e\x80\x04\x00\x00\x00\x03APA";
        assert_eq!(read(bytes, &mut Vec::new()).text(Field::Credit), "APA");
    }

    #[test]
    fn a_value_that_is_cut_off_keeps_those_before_it() {
        let mut findings = Vec::new();
        let bytes = b"\x1c\x02\x6e\x00\x03APA\x1c\x02\x74\x00\x50Copy";
        assert_eq!(read(bytes, &mut findings).text(Field::Credit), "APA");
        assert_eq!(findings.len(), 1);
    }

    #[test]
    fn date_and_time_are_one_moment() {
        for (date, time, iso) in [
            ("20261122", "101500+0100", "2026-11-22T10:15:00+01:00"),
            ("20261122", "101500", "2026-11-22T10:15:00"),
            ("20261122", "", "2026-11-22"),
            ("2026-11-22", "10:15:00", "2026-11-22T10:15:00"),
        ] {
            assert_eq!(moment(date, time).as_deref(), Some(iso));
        }
        assert_eq!(moment("00000000", ""), None);
        assert_eq!(moment("20261322", ""), None);
    }
}
