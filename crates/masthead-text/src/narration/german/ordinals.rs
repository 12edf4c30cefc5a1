//! German ordinals with their endings: `am ersten April`, `der dritte Platz`, `Papst Leo der Vierzehnte`.

use super::numbers::ordinal;
use super::words::{Gender, gender, is_month};
use crate::narration::shared::roman;
use crate::narration::voice::{Said, Voice, digits, word, word_behind};

/// Words after which an ordinal ends with `-en`, whatever follows.
const WEAK: &[&str] = &[
    "am", "vom", "zum", "beim", "im", "zur", "dem", "den", "des", "einem", "einen", "eines",
    "einer", "keinem", "keinen", "meinem", "meinen", "seinem", "seinen", "seiner", "ihrem",
    "ihren", "ihrer", "unserem", "unseren", "unserer", "jedem", "jeden", "diesem", "diesen",
    "dieser", "ans", "ins", "jenem", "ab", "bis", "seit", "von", "vor", "gegen", "um", "per", "Am",
    "Vom", "Zum", "Beim", "Im", "Zur", "Dem", "Den", "Ab", "Bis", "Seit", "Von",
];

/// Words after which it ends with `-e`.
const NAMING: &[&str] = &[
    "die", "das", "eine", "keine", "seine", "ihre", "unsere", "meine", "jede", "jeder", "jedes",
    "diese", "dieses", "Die", "Das", "Eine", "Seine", "Ihre", "Jede", "Jeder", "Jedes", "Diese",
    "Dieses", "Der",
];

/// Words after which it shows the gender: `ein dritter Platz`.
const OPEN: &[&str] = &[
    "ein", "kein", "sein", "ihr", "unser", "mein", "Ein", "Kein", "Sein", "Ihr", "Unser", "Mein",
];

/// Prepositions that make a following `der` a dative or genitive: `in der dritten Runde`.
const BEFORE_DER: &[&str] = &[
    "in",
    "an",
    "auf",
    "mit",
    "nach",
    "vor",
    "zu",
    "bei",
    "seit",
    "von",
    "aus",
    "unter",
    "über",
    "neben",
    "zwischen",
    "hinter",
    "während",
    "wegen",
    "trotz",
    "statt",
    "innerhalb",
    "außerhalb",
    "In",
    "An",
    "Auf",
    "Mit",
    "Nach",
    "Vor",
    "Bei",
    "Seit",
    "Von",
    "Aus",
    "Unter",
    "Während",
    "Wegen",
    "Trotz",
    "ab",
    "Ab",
];

/// Prepositions of the dative before a feminine noun without an article: `in zweiter Auflage`.
const DATIVE: &[&str] = &[
    "in", "mit", "nach", "aus", "zu", "bei", "unter", "In", "Mit", "Nach", "Aus", "Zu", "Bei",
];

/// `14. März`, `3. Platz`, `14. und 15. März`: any number with a full stop inside a sentence.
pub(super) fn ordinals(voice: &mut Voice<'_>) -> Option<Said> {
    if !voice.begins() {
        return None;
    }
    let rest = voice.rest();
    let length = digits(rest);
    let number: u64 = rest[..length]
        .parse()
        .ok()
        .filter(|_| (1..=3).contains(&length))?;
    let behind = rest[length..].strip_prefix('.')?;
    let is_inside = behind.starts_with([' ', ',', ';', ')', '-', '/'])
        && behind.contains(char::is_alphanumeric);
    let ends_dated = behind.trim_start_matches(['“', '”', '"', '.']).is_empty()
        && (1..=31).contains(&number)
        && matches!(
            voice.last_word(),
            "am" | "vom" | "zum" | "bis" | "ab" | "der" | "den" | "dem"
        );
    if !is_inside && !ends_dated {
        return None;
    }
    let noun = word_behind(behind);
    let ending = ending(voice, noun);
    voice.last_ending = Some(ending);
    // The full stop belongs to the number, unless it ends the sentence as well.
    let length = length + usize::from(is_inside);
    Some(Said::new(length, format!("{}{ending}", ordinal(number))))
}

/// The ending of an ordinal here, before this noun.
pub(super) fn ending(voice: &Voice<'_>, noun: &str) -> &'static str {
    let mut words = voice.last_words();
    let last = words.next().unwrap_or("");
    let second = words.next().unwrap_or("");
    let is_dated = is_month(noun);
    let goes_on = matches!(last, "und" | "oder" | "bis" | "sowie")
        || !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(ending) = voice.last_ending.filter(|_| goes_on) {
        return ending;
    }
    let is_bound = !voice
        .before()
        .trim_end()
        .ends_with([',', ';', ':', '.', '(', '–']);
    let (last, second) = if is_bound { (last, second) } else { ("", last) };
    match last {
        "der" if BEFORE_DER.contains(&second) => "en",
        "der" => "e",
        _ if WEAK.contains(&last) => "en",
        _ if NAMING.contains(&last) => "e",
        _ if OPEN.contains(&last) => strong(noun),
        _ if is_dated => dated(voice, second),
        _ if DATIVE.contains(&last) && gender(noun) == Gender::Feminine => "er",
        _ if DATIVE.contains(&last) => "em",
        _ => strong(noun),
    }
}

/// `Montag, vierzehnter März`, but `am Montag, vierzehnten März`.
fn dated(voice: &Voice<'_>, second: &str) -> &'static str {
    let is_weekday = second.ends_with("tag") || second == "Mittwoch";
    let before = voice.last_words().nth(1).unwrap_or("");
    if is_weekday && matches!(before, "am" | "vom" | "zum" | "bis" | "ab" | "Am" | "Vom") {
        "en"
    } else {
        "er"
    }
}

fn strong(noun: &str) -> &'static str {
    if is_month(noun) {
        return "er";
    }
    match gender(noun) {
        Gender::Masculine => "er",
        Gender::Feminine => "e",
        Gender::Neuter => "es",
    }
}

/// Names that kings, queens and popes have had: before them a lone `I.` is a numeral.
const REGNAL: &[&str] = &[
    "Leo",
    "Pius",
    "Johannes",
    "Paul",
    "Benedikt",
    "Franz",
    "Josef",
    "Joseph",
    "Karl",
    "Ludwig",
    "Heinrich",
    "Friedrich",
    "Wilhelm",
    "Otto",
    "Leopold",
    "Ferdinand",
    "Maximilian",
    "Rudolf",
    "Philipp",
    "Georg",
    "Eduard",
    "Charles",
    "Elisabeth",
    "Maria",
    "Katharina",
    "Margrethe",
    "Alexander",
    "Nikolaus",
    "Peter",
    "Gregor",
    "Clemens",
    "Innozenz",
    "Sixtus",
    "Urban",
    "Napoleon",
    "Harald",
    "Albert",
    "Juan",
    "Carlos",
    "Felipe",
    "Willem",
    "Christian",
    "Frederik",
    "Gustav",
    "Konrad",
    "Albrecht",
    "Ottokar",
    "Beatrix",
    "Isabella",
    "Anna",
    "Christina",
    "Viktor",
    "Emanuel",
    "Umberto",
    "August",
    "Ramses",
];
const QUEENS: &[&str] = &[
    "Elisabeth",
    "Maria",
    "Katharina",
    "Margrethe",
    "Beatrix",
    "Isabella",
    "Anna",
    "Christina",
];

/// `Leo XIV.`, `Elisabeth II.`: the numeral with its article, in the case of the name.
pub(super) fn regnal(voice: &mut Voice<'_>) -> Option<Said> {
    if !voice.begins() {
        return None;
    }
    let numeral = word(voice.rest());
    let number = roman(numeral)?;
    let name = voice.last_word();
    let genitive = name.strip_suffix('s').filter(|bare| REGNAL.contains(bare));
    let is_name = REGNAL.contains(&name) || genitive.is_some();
    let stop = voice.rest()[numeral.len()..].starts_with('.');
    if !is_name || !stop && numeral.len() < 2 {
        return None;
    }
    let is_queen = QUEENS.contains(&genitive.unwrap_or(name));
    let (article, ending) = article(voice, is_queen, genitive.is_some());
    let behind = &voice.rest()[numeral.len() + usize::from(stop)..];
    let ends = behind.chars().all(|c| !c.is_alphanumeric())
        && !behind.starts_with([',', '.', '!', '?', ';', ':']);
    let words = capitalised(&ordinal(number));
    let length = numeral.len() + usize::from(stop && !ends);
    Some(Said::new(length, format!("{article} {words}{ending}")))
}

fn article(voice: &Voice<'_>, is_queen: bool, is_genitive: bool) -> (&'static str, &'static str) {
    let mut words = voice.last_words().skip(1).take(3);
    let case = words.find_map(|word| match word {
        "von" | "mit" | "bei" | "nach" | "zu" | "unter" | "seit" | "Von" | "Mit" | "Unter"
        | "Nach" | "dem" => Some('d'),
        "für" | "gegen" | "durch" | "über" | "um" | "ohne" | "Für" | "Gegen" | "den" => {
            Some('a')
        }
        "des" => Some('g'),
        _ => None,
    });
    match (if is_genitive { Some('g') } else { case }, is_queen) {
        (Some('d' | 'g'), true) => ("der", "en"),
        (_, true) => ("die", "e"),
        (Some('g'), _) => ("des", "en"),
        (Some('d'), _) => ("dem", "en"),
        (Some('a'), _) => ("den", "en"),
        _ => ("der", "e"),
    }
}

/// `Kapitel IV`, `Weltkrieg II`: a numeral that only counts.
pub(super) fn counting(voice: &mut Voice<'_>) -> Option<Said> {
    if !voice.begins() || voice.is_shouted {
        return None;
    }
    let numeral = word(voice.rest());
    let is_after_name = voice
        .last_word()
        .chars()
        .next()
        .is_some_and(char::is_uppercase);
    let number = roman(numeral).filter(|_| numeral.len() >= 2 && is_after_name)?;
    if voice.rest()[numeral.len()..].starts_with(". ") {
        let noun = word_behind(&voice.rest()[numeral.len() + 1..]);
        let ending = ending(voice, noun);
        return Some(Said::new(
            numeral.len() + 1,
            format!("{}{ending}", ordinal(number)),
        ));
    }
    Some(Said::new(numeral.len(), super::numbers::cardinal(number)))
}

pub(super) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
