//! German numbers in words: `einundzwanzig`, `zweitausendvierundzwanzig`, `neunzehnhundertneunzig`, `erst-`.

const SMALL: [&str; 20] = [
    "null",
    "eins",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
];
const TENS: [&str; 10] = [
    "", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig",
];

/// A whole number in words; `eins` stands alone, see [`before_noun`].
pub(in crate::narration) fn cardinal(number: u64) -> String {
    let (millions, rest) = (number / 1_000_000, number % 1_000_000);
    if millions == 0 {
        return below_million(rest);
    }
    let scales = [
        (1_000_000_000, "Billiarde", "Billiarden"),
        (1_000_000, "Billion", "Billionen"),
        (1_000, "Milliarde", "Milliarden"),
        (1, "Million", "Millionen"),
    ];
    let mut words = Vec::new();
    let mut left = millions;
    for (size, one, many) in scales {
        let count = left / size;
        left %= size;
        match count {
            0 => {}
            1 => words.push(format!("eine {one}")),
            _ => words.push(format!("{} {many}", below_million(count % 1_000_000))),
        }
    }
    if rest > 0 {
        words.push(below_million(rest));
    }
    words.join(" ")
}

/// The number before a noun, where one is not `eins`.
pub(in crate::narration) fn before_noun(number: u64, is_feminine: bool) -> String {
    let words = cardinal(number);
    match words.strip_suffix("eins").filter(|_| number % 100 == 1) {
        Some(stem) if is_feminine && number == 1 => format!("{stem}eine"),
        Some(stem) => format!("{stem}ein"),
        None => words,
    }
}

fn below_million(number: u64) -> String {
    let (thousands, rest) = (number / 1_000, number % 1_000);
    match (thousands, rest) {
        (0, _) => below_thousand(rest),
        (_, 0) => format!("{}tausend", stem(&below_thousand(thousands))),
        _ => format!(
            "{}tausend{}",
            stem(&below_thousand(thousands)),
            below_thousand(rest)
        ),
    }
}

/// `eins` inside a longer number is `ein`.
fn stem(words: &str) -> &str {
    words
        .strip_suffix("eins")
        .map_or(words, |_| &words[..words.len() - 1])
}

fn below_thousand(number: u64) -> String {
    let (hundreds, rest) = (number / 100, number % 100);
    match (hundreds, rest) {
        (0, _) => below_hundred(rest),
        (_, 0) => format!("{}hundert", stem(SMALL[small(hundreds)])),
        _ => format!(
            "{}hundert{}",
            stem(SMALL[small(hundreds)]),
            below_hundred(rest)
        ),
    }
}

fn below_hundred(number: u64) -> String {
    match (number / 10, number % 10) {
        (0 | 1, _) => SMALL[small(number)].to_owned(),
        (tens, 0) => TENS[small(tens)].to_owned(),
        (tens, ones) => format!("{}und{}", stem(SMALL[small(ones)]), TENS[small(tens)]),
    }
}

fn small(number: u64) -> usize {
    usize::try_from(number % 20).expect("it is below twenty")
}

/// A year: until 1999 in hundreds.
pub(in crate::narration) fn year(number: u64) -> String {
    if !(1_100..2_000).contains(&number) {
        return cardinal(number);
    }
    let rest = match number % 100 {
        0 => String::new(),
        rest => below_hundred(rest),
    };
    format!("{}hundert{rest}", SMALL[small(number / 100)])
}

/// An ordinal without its ending: `erst`, `vierzehnt`, `einunddreißigst`.
pub(in crate::narration) fn ordinal(number: u64) -> String {
    let last = number % 100;
    let head = match number - last {
        0 => String::new(),
        head => cardinal(head),
    };
    match last {
        1 => format!("{head}erst"),
        3 => format!("{head}dritt"),
        7 => format!("{head}siebt"),
        8 => format!("{head}acht"),
        2..=19 => format!("{head}{}t", below_hundred(last)),
        0 => format!("{head}st"),
        _ => format!("{head}{}st", below_hundred(last)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_at_school() {
        for (number, words) in [
            (0, "null"),
            (1, "eins"),
            (21, "einundzwanzig"),
            (101, "einhunderteins"),
            (1_000, "eintausend"),
            (1_250, "eintausendzweihundertfünfzig"),
            (21_000, "einundzwanzigtausend"),
            (301_001, "dreihunderteintausendeins"),
            (1_000_000, "eine Million"),
            (2_400_000, "zwei Millionen vierhunderttausend"),
            (1_000_000_000_000, "eine Billion"),
        ] {
            assert_eq!(cardinal(number), words);
        }
        assert_eq!(before_noun(1, true), "eine");
        assert_eq!(before_noun(101, false), "einhundertein");
        assert!(!cardinal(u64::MAX).is_empty());
    }

    #[test]
    fn years_and_ordinals_have_their_own_forms() {
        assert_eq!(
            [year(1990), year(1900), year(2024), year(800)],
            [
                "neunzehnhundertneunzig",
                "neunzehnhundert",
                "zweitausendvierundzwanzig",
                "achthundert"
            ]
        );
        assert_eq!(
            [1, 3, 7, 8, 14, 20, 31, 100, 101].map(ordinal),
            [
                "erst",
                "dritt",
                "siebt",
                "acht",
                "vierzehnt",
                "zwanzigst",
                "einunddreißigst",
                "einhundertst",
                "einhunderterst"
            ]
        );
    }
}
