//! What stands beside numbers: currencies, multipliers, months, weekdays, in both languages.

use crate::detection::lower;
use crate::lang::Lang;

/// Currencies by the signs and words that name them. Cents are a currency of their own, so that 30 cents are not 30 euros.
const CURRENCIES: &[(&str, &str)] = &[
    ("€", "EUR"),
    ("eur", "EUR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("us$", "USD"),
    ("$", "USD"),
    ("usd", "USD"),
    ("dollar", "USD"),
    ("dollars", "USD"),
    ("us-dollar", "USD"),
    ("us-dollars", "USD"),
    ("£", "GBP"),
    ("gbp", "GBP"),
    ("pfund", "GBP"),
    ("pound", "GBP"),
    ("pounds", "GBP"),
    ("chf", "CHF"),
    ("franken", "CHF"),
    ("franc", "CHF"),
    ("francs", "CHF"),
    ("sfr", "CHF"),
    ("¥", "JPY"),
    ("jpy", "JPY"),
    ("yen", "JPY"),
    ("yuan", "CNY"),
    ("cny", "CNY"),
    ("rubel", "RUB"),
    ("rouble", "RUB"),
    ("roubles", "RUB"),
    ("ruble", "RUB"),
    ("rubles", "RUB"),
    ("griwna", "UAH"),
    ("hrywnja", "UAH"),
    ("hryvnia", "UAH"),
    ("hryvnias", "UAH"),
    ("₺", "TRY"),
    ("lira", "TRY"),
    ("złoty", "PLN"),
    ("zloty", "PLN"),
    ("zlotys", "PLN"),
    ("forint", "HUF"),
    ("forints", "HUF"),
    ("kč", "CZK"),
    ("₹", "INR"),
    ("rupien", "INR"),
    ("rupees", "INR"),
    ("cent", "cent"),
    ("cents", "cent"),
    ("schilling", "ATS"),
    ("schillings", "ATS"),
    ("d-mark", "DEM"),
    ("bitcoin", "BTC"),
    ("bitcoins", "BTC"),
];

/// The currency of a sign or word.
pub(crate) fn currency(word: &str) -> Option<&'static str> {
    if word.len() > 12 {
        return None;
    }
    let word = lower(word);
    let found = CURRENCIES.iter().find(|(name, _)| *name == word);
    found.map(|(_, code)| *code)
}

/// The power of ten of a word behind a number; the same word can mean different ones: German `Billion` is 10¹².
pub(crate) fn power(word: &str, lang: Lang) -> Option<i32> {
    let word = lower(word.trim_end_matches('.'));
    Some(match (lang, word.as_ref()) {
        (Lang::De, "tausend" | "tsd") | (Lang::En, "thousand" | "k") => 3,
        (Lang::De, "mio" | "million" | "millionen")
        | (Lang::En, "million" | "mn" | "mln" | "millions") => 6,
        (Lang::De, "mrd" | "milliarde" | "milliarden") | (Lang::En, "billion" | "bn" | "bln") => 9,
        (Lang::De, "bio" | "billion" | "billionen") | (Lang::En, "trillion" | "tn" | "trn") => 12,
        (Lang::De, "billiarde" | "billiarden") | (Lang::En, "quadrillion") => 15,
        _ => return None,
    })
}

const MONTHS: [&[&str]; 12] = [
    &["januar", "jänner", "jan", "jän", "january"],
    &["februar", "feber", "feb", "febr", "february"],
    &["märz", "mär", "mrz", "march", "mar"],
    &["april", "apr"],
    &["mai", "may"],
    &["juni", "jun", "june"],
    &["juli", "jul", "july"],
    &["august", "aug"],
    &["september", "sep", "sept"],
    &["oktober", "okt", "october", "oct"],
    &["november", "nov"],
    &["dezember", "dez", "december", "dec"],
];

/// The month of a capitalised word, from 1; in either language, because the names overlap.
pub(crate) fn month(word: &str) -> Option<u8> {
    let is_name = word.chars().next().is_some_and(char::is_uppercase);
    let word = word.trim_end_matches('.').to_lowercase();
    let found = MONTHS
        .iter()
        .position(|names| names.contains(&word.as_str()));
    found
        .filter(|_| is_name)
        .and_then(|at| u8::try_from(at + 1).ok())
}

const WEEKDAYS: [[&[&str]; 2]; 7] = [
    [&["Montag", "Montags"], &["Monday", "Mondays"]],
    [&["Dienstag", "Dienstags"], &["Tuesday", "Tuesdays"]],
    [&["Mittwoch", "Mittwochs"], &["Wednesday", "Wednesdays"]],
    [&["Donnerstag", "Donnerstags"], &["Thursday", "Thursdays"]],
    [&["Freitag", "Freitags"], &["Friday", "Fridays"]],
    [&["Samstag", "Sonnabend"], &["Saturday", "Saturdays"]],
    [&["Sonntag", "Sonntags"], &["Sunday", "Sundays"]],
];

/// What follows a day of the week's name when a part of the day is meant.
const DAYTIMES: &[&str] = &[
    "abend",
    "morgen",
    "nachmittag",
    "vormittag",
    "nacht",
    "mittag",
    "früh",
];

/// The day of the week of a word, from 1 for Monday: `Mittwoch`, `Mittwochabend`, `Wednesday`.
pub(crate) fn weekday(word: &str, lang: Lang) -> Option<u8> {
    if !word.starts_with(char::is_uppercase) {
        return None;
    }
    let column = usize::from(lang == Lang::En);
    let is_named = |names: &[&str]| {
        let daytime = word.strip_prefix(names[0]).unwrap_or_default();
        names.contains(&word) || lang == Lang::De && DAYTIMES.contains(&daytime)
    };
    let found = WEEKDAYS.iter().position(|names| is_named(names[column]));
    found.and_then(|at| u8::try_from(at + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_billion_is_not_a_billion() {
        assert_eq!(power("Billionen", Lang::De), Some(12));
        assert_eq!(power("billion", Lang::En), Some(9));
        assert_eq!(power("Mrd.", Lang::De), Some(9));
    }

    #[test]
    fn days_and_months_have_the_same_number_in_both_languages() {
        assert_eq!(
            weekday("Mittwochabend", Lang::De),
            weekday("Wednesday", Lang::En)
        );
        assert_eq!(month("Jänner"), month("January"));
        assert_eq!(month("may"), None);
    }
}
