//! English numbers in words, as the British say them: `two hundred and five`, `twenty twenty-four`, `thirty-first`.

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
const SCALES: [(u64, &str); 6] = [
    (1_000_000_000_000_000_000, "quintillion"),
    (1_000_000_000_000_000, "quadrillion"),
    (1_000_000_000_000, "trillion"),
    (1_000_000_000, "billion"),
    (1_000_000, "million"),
    (1_000, "thousand"),
];

/// A whole number in words.
pub(in crate::narration) fn cardinal(number: u64) -> String {
    let mut words = Vec::new();
    let mut left = number;
    for (size, name) in SCALES {
        if left >= size {
            words.push(format!("{} {name}", below_thousand(left / size)));
            left %= size;
        }
    }
    if left > 0 || words.is_empty() {
        let and = if words.is_empty() || left >= 100 {
            ""
        } else {
            "and "
        };
        words.push(format!("{and}{}", below_thousand(left)));
    }
    words.join(" ")
}

fn below_thousand(number: u64) -> String {
    match (number / 100, number % 100) {
        (0, rest) => below_hundred(rest),
        (hundreds, 0) => format!("{} hundred", SMALL[small(hundreds)]),
        (hundreds, rest) => format!(
            "{} hundred and {}",
            SMALL[small(hundreds)],
            below_hundred(rest)
        ),
    }
}

pub(in crate::narration) fn below_hundred(number: u64) -> String {
    match (number / 10, number % 10) {
        (0 | 1, _) => SMALL[small(number)].to_owned(),
        (tens, 0) => TENS[small(tens % 10)].to_owned(),
        (tens, ones) => format!("{}-{}", TENS[small(tens % 10)], SMALL[small(ones)]),
    }
}

fn small(number: u64) -> usize {
    usize::try_from(number % 20).expect("it is below twenty")
}

/// A year: in two halves, except for the first years of a millennium.
pub(in crate::narration) fn year(number: u64) -> String {
    match (number / 100, number % 100) {
        (10..=99, 0) if !number.is_multiple_of(1_000) => {
            format!("{} hundred", below_hundred(number / 100))
        }
        (20, rest @ 1..=9) => format!("two thousand and {}", SMALL[small(rest)]),
        (10..=99, rest @ 1..=9) => {
            format!("{} oh {}", below_hundred(number / 100), SMALL[small(rest)])
        }
        (10..=99, rest @ 10..) => {
            format!("{} {}", below_hundred(number / 100), below_hundred(rest))
        }
        _ => cardinal(number),
    }
}

/// `first`, `twenty-second`, `one hundredth`.
pub(in crate::narration) fn ordinal(number: u64) -> String {
    let words = cardinal(number);
    let at = words.rfind([' ', '-']).map_or(0, |at| at + 1);
    let (head, last) = words.split_at(at);
    let last = match last {
        "one" => "first".to_owned(),
        "two" => "second".to_owned(),
        "three" => "third".to_owned(),
        "five" => "fifth".to_owned(),
        "eight" => "eighth".to_owned(),
        "nine" => "ninth".to_owned(),
        "twelve" => "twelfth".to_owned(),
        _ => match last.strip_suffix('y') {
            Some(stem) => format!("{stem}ieth"),
            None => format!("{last}th"),
        },
    };
    format!("{head}{last}")
}

/// The years of a decade: `nineteen-nineties`, `twenty-tens`, `two-thousands`.
pub(in crate::narration) fn decade(number: u64) -> String {
    if number.is_multiple_of(1_000) && number > 0 {
        return format!("{}s", cardinal(number).replace(' ', "-"));
    }
    let tens = number % 100;
    let plural = match tens {
        0 => "hundreds".to_owned(),
        10 => "tens".to_owned(),
        _ => format!("{}ies", below_hundred(tens).trim_end_matches('y')),
    };
    if number < 100 {
        plural
    } else {
        format!("{}-{plural}", below_hundred(number / 100))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_at_school() {
        for (number, words) in [
            (0, "zero"),
            (21, "twenty-one"),
            (105, "one hundred and five"),
            (1_250, "one thousand two hundred and fifty"),
            (2_005, "two thousand and five"),
            (1_000_000, "one million"),
            (3_000_040, "three million and forty"),
        ] {
            assert_eq!(cardinal(number), words);
        }
        assert!(!cardinal(u64::MAX).is_empty());
    }

    #[test]
    fn years_ordinals_and_decades_have_their_own_forms() {
        assert_eq!(
            [1999, 1905, 1900, 2000, 2006, 2024, 1066].map(year),
            [
                "nineteen ninety-nine",
                "nineteen oh five",
                "nineteen hundred",
                "two thousand",
                "two thousand and six",
                "twenty twenty-four",
                "ten sixty-six"
            ]
        );
        assert_eq!(
            [1, 2, 3, 8, 12, 20, 21, 100].map(ordinal),
            [
                "first",
                "second",
                "third",
                "eighth",
                "twelfth",
                "twentieth",
                "twenty-first",
                "one hundredth"
            ]
        );
        assert_eq!(
            [1990, 2010, 2000, 90].map(decade),
            [
                "nineteen-nineties",
                "twenty-tens",
                "two-thousands",
                "nineties"
            ]
        );
    }
}
