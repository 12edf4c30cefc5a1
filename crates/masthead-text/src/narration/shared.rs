//! What is read alike in every language: addresses, hashtags, letters one by one, nothing for an emoji.

use super::voice::{Said, Voice, digits, is_capitals, word};

/// What lies between letters and names in each language.
pub(super) struct Signs {
    pub(super) dot: &'static str,
    pub(super) at: &'static str,
    pub(super) hashtag: &'static str,
    pub(super) number: fn(u64) -> String,
}

/// Longer addresses are spelled by nobody; the limit keeps the reading of a text without spaces short.
const LONGEST_ADDRESS: usize = 400;

/// `https://www.orf.example/a?b#c` is said as `orf Punkt example`: nobody writes down a path by ear.
pub(super) fn address(voice: &Voice<'_>, signs: &Signs) -> Option<Said> {
    if !voice.begins() {
        return None;
    }
    let rest = voice.rest();
    let end = rest
        .char_indices()
        .take(LONGEST_ADDRESS)
        .find(|(_, c)| matches!(c, ' ' | '"' | '“' | '”' | '»' | '«' | '<' | '>' | ')'))
        .map(|(at, _)| at);
    let is_short = rest.len() <= LONGEST_ADDRESS;
    let whole = &rest[..end.or(is_short.then_some(rest.len()))?];
    let whole = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', '…', '\'']);
    let scheme = ["https://", "http://"]
        .iter()
        .find(|scheme| whole.starts_with(**scheme));
    let rest = whole.strip_prefix(*scheme.unwrap_or(&"")).unwrap_or(whole);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let host = rest.split(['/', '?', '#', ':']).next()?;
    if let Some((name, host)) = host.split_once('@') {
        let is_mail = !name.is_empty() && is_host(host);
        return is_mail.then(|| {
            let words = format!(
                "{} {} {}",
                dotted(name, signs),
                signs.at,
                dotted(host, signs)
            );
            Said::new(whole.len(), words)
        });
    }
    let is_address = scheme.is_some() || rest.len() < whole.len() || has_known_end(host);
    (is_address && is_host(host)).then(|| Said::new(whole.len(), dotted(host, signs)))
}

fn is_host(host: &str) -> bool {
    let end = host.rsplit('.').next().unwrap_or("");
    let is_part = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    host.contains('.')
        && host.split('.').all(is_part)
        && end.len() >= 2
        && end.chars().all(char::is_alphabetic)
}

/// Without `https` only what hardly can be anything else: `nordstern.example`, `orf.at/story`.
fn has_known_end(host: &str) -> bool {
    let end = host.rsplit('.').next().unwrap_or("");
    let known = [
        "at", "de", "ch", "com", "org", "net", "eu", "info", "uk", "io", "example", "wien", "gv",
    ];
    host.contains('.')
        && known.contains(&end)
        && host.chars().next().is_some_and(char::is_alphanumeric)
}

fn dotted(name: &str, signs: &Signs) -> String {
    let words = name
        .replace('.', &format!(" {} ", signs.dot))
        .replace(['-', '_', '+'], " ");
    without_digits(&words, signs)
}

/// Every run of digits as a number in words.
fn without_digits(text: &str, signs: &Signs) -> String {
    let mut words = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let length = digits(&rest[at..]);
        let number = &rest[at..at + length];
        let said = number
            .parse()
            .map_or_else(|_| one_by_one(number, signs.number), signs.number);
        words.push_str(&format!("{} {said} ", &rest[..at]));
        rest = &rest[at + length..];
    }
    words.push_str(rest);
    words.trim().to_owned()
}

/// `#KlimaWandel` is `Hashtag Klima Wandel`, `@anna` is `at anna`.
pub(super) fn hashtag(voice: &Voice<'_>, signs: &Signs) -> Option<Said> {
    let rest = voice.rest();
    let sign = rest.chars().next().filter(|c| matches!(c, '#' | '@'))?;
    if !voice.begins() {
        return None;
    }
    let name = &rest[1..];
    let end = name
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(name.len());
    let name = &name[..end];
    if !name.starts_with(char::is_alphabetic) {
        return None;
    }
    let said = if sign == '#' { signs.hashtag } else { signs.at };
    Some(Said::new(
        1 + end,
        format!("{said} {}", without_digits(&humps(name), signs)),
    ))
}

/// `KlimaWandel` as `Klima Wandel`.
fn humps(name: &str) -> String {
    let mut words = String::new();
    let mut last = ' ';
    for c in name.chars() {
        let begins = c.is_uppercase() && last.is_lowercase();
        if begins || c == '_' {
            words.push(' ');
        }
        if c != '_' {
            words.push(c);
        }
        last = c;
    }
    words
}

/// Emoji, arrows, footnotes like `[12]`: looked at, not listened to.
pub(super) fn silent(voice: &mut Voice<'_>) -> Option<Said> {
    let rest = voice.rest();
    let c = rest.chars().next()?;
    let is_picture = matches!(c,
        '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2190}'..='\u{21FF}' | '\u{2B00}'..='\u{2BFF}' | '\u{25A0}'..='\u{25FF}'
        | '\u{FE0E}' | '\u{FE0F}' | '\u{20E3}' | '\u{200D}' | '™' | '®' | '©' | '|' | '*' | '•');
    if is_picture {
        return Some(Said::new(c.len_utf8(), " "));
    }
    let note = rest.strip_prefix('[')?;
    let length = digits(note);
    let is_note = (1..=3).contains(&length) && note[length..].starts_with(']');
    is_note.then(|| Said::new(length + 2, ""))
}

/// `ÖVP` as `Ö-V-P`; `NATO` and other words stay. A small `s` of the plural stays with it.
pub(super) fn letters(voice: &mut Voice<'_>, words: &[&str]) -> Option<Said> {
    if !voice.begins() || voice.is_shouted {
        return None;
    }
    let token = word(voice.rest());
    let bare = token
        .strip_suffix('s')
        .filter(|bare| is_capitals(bare))
        .unwrap_or(token);
    let count = bare.chars().count();
    if !is_capitals(bare) || !(2..=5).contains(&count) || words.contains(&bare) || is_numeral(bare)
    {
        return None;
    }
    let mut spelled = String::new();
    for c in bare.chars() {
        if !spelled.is_empty() {
            spelled.push('-');
        }
        spelled.push(c);
    }
    spelled.push_str(&token[bare.len()..]);
    Some(Said::new(token.len(), spelled))
}

fn is_numeral(word: &str) -> bool {
    word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X')) && roman(word).is_some()
}

/// The number of a Roman numeral up to 399, written as it should be.
pub(super) fn roman(word: &str) -> Option<u64> {
    let value = |byte: u8| match byte {
        b'I' => Some(1_i64),
        b'V' => Some(5),
        b'X' => Some(10),
        b'L' => Some(50),
        b'C' => Some(100),
        _ => None,
    };
    if word.is_empty() || word.len() > 12 {
        return None;
    }
    let values: Vec<i64> = word.bytes().map(value).collect::<Option<_>>()?;
    let mut sum: i64 = 0;
    for (at, one) in values.iter().enumerate() {
        let is_taken_off = values.get(at + 1).is_some_and(|next| next > one);
        sum += if is_taken_off { -one } else { *one };
    }
    let sum = u64::try_from(sum).ok()?;
    (written_roman(sum) == word).then_some(sum)
}

fn written_roman(mut number: u64) -> String {
    let steps = [
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut word = String::new();
    for (value, letters) in steps {
        while number >= value && word.len() < 20 {
            number -= value;
            word.push_str(letters);
        }
    }
    word
}

/// Digits one by one, with a rest between groups: telephone numbers, and what begins with a nought.
pub(super) fn one_by_one(text: &str, name: fn(u64) -> String) -> String {
    let mut words = Vec::new();
    for c in text.chars() {
        match c.to_digit(10) {
            Some(digit) => words.push(name(u64::from(digit))),
            None if words.last().is_some_and(|last: &String| last != ",") => {
                words.push(",".to_owned());
            }
            None => {}
        }
    }
    words.join(" ").replace(" ,", ",")
}

/// The first entry of a table whose shortened word stands here, as a whole word; spaces between its parts are free.
pub(super) fn shortened<'t>(
    voice: &Voice<'_>,
    table: &'t [(&str, &str)],
) -> Option<(usize, &'t str)> {
    if !voice.begins() {
        return None;
    }
    let first = voice.rest().as_bytes().first();
    table
        .iter()
        .filter(|(short, _)| short.as_bytes().first() == first)
        .find_map(|(short, long)| {
            let length = matched(voice.rest(), short)?;
            let goes_on = voice.rest()[length..]
                .chars()
                .next()
                .is_some_and(char::is_alphanumeric);
            (!goes_on || short.ends_with('.')).then_some((length, *long))
        })
}

/// How long the text is that says the same as `short`, if it begins so.
fn matched(text: &str, short: &str) -> Option<usize> {
    let mut rest = text;
    for c in short.chars() {
        if c == ' ' {
            rest = rest.strip_prefix(' ').unwrap_or(rest);
        } else {
            rest = rest.strip_prefix(c)?;
        }
    }
    Some(text.len() - rest.len())
}

/// Whether nothing but closing signs is left: then a shortened word's full stop was the sentence's too.
pub(super) fn ends_here(rest: &str) -> bool {
    rest.chars()
        .all(|c| !c.is_alphanumeric() && !",;:.!?–".contains(c))
}

/// The hyphen in `Covid-19`, the minus before a number, the plus of `+5`.
pub(super) fn joint(voice: &Voice<'_>) -> Option<(&'static str, &'static str)> {
    let mut after = voice.rest().chars();
    let (sign, next) = (after.next()?, after.next()?);
    let before = voice.before().chars().next_back();
    match sign {
        '-' if next.is_ascii_digit() && before.is_some_and(char::is_alphabetic) => Some(("-", " ")),
        '-' if next.is_ascii_digit() => Some(("-", "")),
        '−' if next.is_ascii_digit() => Some(("−", "")),
        '+' if next.is_ascii_digit() => Some(("+", "plus ")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read_only_when_written_well() {
        for (word, number) in [
            ("XIV", Some(14)),
            ("II", Some(2)),
            ("LIX", Some(59)),
            ("IIX", None),
            ("MIX", None),
            ("", None),
            ("CCC", Some(300)),
            ("XLIX", Some(49)),
        ] {
            assert_eq!(roman(word), number, "{word}");
        }
    }
}
