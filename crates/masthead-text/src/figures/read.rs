//! Reads the figures of a text.

use std::ops::Range;

use super::spelled::spelled;
use super::units::{currency, month, weekday};
use super::written::{
    Half, Written, century, date_of, daytime, decade, digits_at, is_below_zero, is_word,
    multiplied, number, ordinal_end, short_number, slashed, spaces, with_unit, word_at,
};
use super::{Amount, Figure, Found, How};
use crate::lang::Lang;

/// All figures of a text, in order.
#[must_use]
pub fn figures(text: &str, lang: Lang) -> Vec<Found> {
    let mut reader = Reader {
        text,
        lang,
        at: 0,
        found: Vec::new(),
    };
    while let Some(c) = reader.rest().chars().next() {
        if c.is_ascii_digit() {
            reader.digits();
        } else if c.is_alphabetic() {
            reader.word();
        } else {
            reader.sign(c);
        }
    }
    reader.found
}

struct Reader<'a> {
    text: &'a str,
    lang: Lang,
    at: usize,
    found: Vec<Found>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn push(&mut self, figure: Figure, length: usize) {
        self.push_or(figure, None, length, How::Digits);
    }

    fn push_or(&mut self, figure: Figure, or: Option<Figure>, length: usize, how: How) {
        let range = self.at..self.at + length;
        self.found.push(Found {
            figure,
            or,
            range,
            how,
        });
        self.at += length;
    }

    /// Signs of currencies before a number; everything else is passed over.
    fn sign(&mut self, c: char) {
        let code = currency(c.encode_utf8(&mut [0; 4]));
        if let Some(code) = code
            && self.money_behind(code, c.len_utf8())
        {
            return;
        }
        self.at += c.len_utf8();
    }

    /// A sum whose currency stands before it: `€ 30`, `$3bn`, `CHF 1.250`. Says whether there was one.
    fn money_behind(&mut self, code: &'static str, length: usize) -> bool {
        let behind = &self.rest()[length..];
        let space = behind.len() - behind.trim_start_matches([' ', '\u{A0}', '\u{202F}']).len();
        let behind = &behind[space..];
        if space > 2 || !behind.starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        let number = number(behind, self.lang);
        let (amount, more) = multiplied(number.amount, &behind[number.length..], self.lang, true);
        self.push(
            Figure::Money(code, amount),
            length + space + number.length + more,
        );
        true
    }

    fn word(&mut self) {
        let word = word_at(self.rest());
        let length = word.len();
        let is_code = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        if (is_code || word == "US" && self.rest().starts_with("US$"))
            && let Some(code) = currency(if is_code { word } else { "US$" })
            && self.money_behind(code, if is_code { length } else { "US$".len() })
        {
            return;
        }
        if let Some(day) = weekday(word, self.lang) {
            self.push_or(Figure::Weekday(day), None, length, How::Words);
        } else if self.month_first(word) {
        } else if let Some((figure, how, length)) = self.number_in_words(word) {
            self.push_or(figure, None, length, how);
        } else {
            self.at += length;
        }
    }

    /// `March 14, 2024`, `März 2024`. Says whether there was one.
    fn month_first(&mut self, word: &str) -> bool {
        let Some(month) = month(word) else {
            return false;
        };
        let full_stop = usize::from(self.rest()[word.len()..].starts_with('.'));
        let from = word.len() + full_stop;
        let Some((first, end)) = short_number(self.rest(), from) else {
            return false;
        };
        let date = |year, day| Figure::Date { year, month, day };
        if let Ok(year @ 1000..=2999) = u16::try_from(first) {
            self.push(date(year, 0), end);
            return true;
        }
        let Some(day) = u8::try_from(first)
            .ok()
            .filter(|day| (1..=31).contains(day))
        else {
            return false;
        };
        if self.lang == Lang::De {
            // `März 14` is no German date; `im März 14 Menschen` are people.
            return false;
        }
        let end = end + ordinal_end(&self.rest()[end..]);
        let comma = usize::from(self.rest()[end..].starts_with(','));
        match short_number(self.rest(), end + comma) {
            Some((year @ 1000..=2999, end)) => {
                self.push(date(u16::try_from(year).unwrap_or(0), day), end);
            }
            _ => self.push(date(0, day), end),
        }
        true
    }

    /// `zwölf`, `two million`, `eine halbe Million`, `zwei Euro`.
    fn number_in_words(&self, word: &str) -> Option<(Figure, How, usize)> {
        let said = spelled(word, self.lang)?;
        let mut amount = Amount::from(said.value);
        let mut length = word.len();
        let mut how = if said.counts { How::Words } else { How::Maybe };
        let behind = &self.rest()[length..];
        let hundred = behind
            .strip_prefix(" hundred")
            .filter(|_| self.lang == Lang::En);
        if hundred.is_some() && said.value < 100 {
            amount = amount.times_ten_to(2);
            length += " hundred".len();
            how = How::Words;
        }
        let (multiplied, more) = multiplied(amount, &self.rest()[length..], self.lang, false);
        if more > 0 {
            (amount, length, how) = (multiplied, length + more, How::Words);
        }
        let (figure, more) = with_unit(amount, &self.rest()[length..]);
        Some((figure, how, length + more))
    }

    fn digits(&mut self) {
        let before = self.text[..self.at].chars().next_back();
        let is_inside_word = before.is_some_and(char::is_alphabetic);
        if is_inside_word {
            let length = digits_at(self.rest());
            self.push(
                Figure::Number(Amount::of_digits(&self.rest()[..length], "")),
                length,
            );
            return;
        }
        if self.date() || self.time() {
            return;
        }
        let written = number(self.rest(), self.lang);
        let behind = &self.rest()[written.length..];
        if written.is_plain && self.day_and_month(&written) {
            return;
        }
        if let Some((decade, length)) = decade(&self.rest()[..written.length], behind, self.lang) {
            self.push(Figure::Decade(decade), written.length + length);
            return;
        }
        let (mut amount, more) = multiplied(written.amount, behind, self.lang, false);
        if is_below_zero(&self.text[..self.at]) {
            amount = amount.negative();
        }
        let length = written.length + more + ordinal_end(&behind[more..]);
        let (figure, unit) = with_unit(amount, &self.rest()[length..]);
        let metres = self.lang == Lang::En && more == 0 && is_word(behind, "m");
        let or = metres.then(|| Figure::Number(amount.times_ten_to(6)));
        self.push_or(figure, or, length + unit, How::Digits);
    }

    /// `14.03.2024`, `3.5.`, `2026-03-06`, `06/03/2026`. Says whether there was one.
    fn date(&mut self) -> bool {
        let rest = self.rest();
        let first = digits_at(rest);
        let Some(sign) = rest[first..].chars().next().filter(|c| "./-".contains(*c)) else {
            return false;
        };
        // `31. 12. 2025` has spaces, in German.
        let inner = |at: usize| {
            usize::from(sign == '.' && self.lang == Lang::De && rest[at..].starts_with(' '))
        };
        let from = first + 1 + inner(first + 1);
        let second = digits_at(&rest[from..]);
        let middle = from + second;
        if second == 0 || !rest[middle..].starts_with(sign) {
            return false;
        }
        let last = middle + 1 + inner(middle + 1);
        let third = digits_at(&rest[last..]);
        let part = |range: Range<usize>| rest[range].parse::<u16>().unwrap_or(u16::MAX);
        let (a, b, c) = (part(0..first), part(from..middle), part(last..last + third));
        let is_spaced_number = last > middle + 1 && third != 4;
        let (third, end) = if is_spaced_number {
            (0, middle + 1)
        } else {
            (third, last + third)
        };
        let small = |number: u16| u8::try_from(number).unwrap_or(u8::MAX);
        let figure = match (sign, first, second, third) {
            ('-', 4, 2, 2) => date_of(a, small(b), small(c)),
            ('.', 1..=2, 1..=2, 2 | 4) => date_of(century(c, third), small(b), small(a)),
            ('.', 1..=2, 1..=2, 0) if self.lang == Lang::De && !rest[end..].starts_with('.') => {
                date_of(0, small(b), small(a))
            }
            ('/', 1..=2, 1..=2, 2 | 4) => slashed(small(a), small(b), century(c, third)),
            _ => None,
        };
        if let Some(figure) = figure {
            self.push(figure, end);
        }
        figure.is_some()
    }

    /// `14. März 2024`, `14 March 2024`, `14th of March`. Says whether there was one.
    fn day_and_month(&mut self, written: &Written) -> bool {
        let rest = self.rest();
        let Some(day) = written.amount.whole().filter(|day| (1..=31).contains(day)) else {
            return false;
        };
        let mut end = written.length + ordinal_end(&rest[written.length..]);
        end += usize::from(self.lang == Lang::De && rest[end..].starts_with('.'));
        end += spaces(&rest[end..]);
        if let Some(behind) = rest[end..]
            .strip_prefix("of ")
            .filter(|_| self.lang == Lang::En)
        {
            end = rest.len() - behind.len();
        }
        let word = word_at(&rest[end..]);
        let Some(month) = month(word) else {
            return false;
        };
        end += word.len();
        end += usize::from(word.chars().count() <= 4 && rest[end..].starts_with('.'));
        let comma = usize::from(rest[end..].starts_with(',') && self.lang == Lang::En);
        let (year, end) = match short_number(rest, end + comma) {
            Some((year @ 1000..=2999, end)) => (u16::try_from(year).unwrap_or(0), end),
            _ => (0, end),
        };
        let day = u8::try_from(day).unwrap_or(0);
        self.push(Figure::Date { year, month, day }, end);
        true
    }

    /// `15 Uhr`, `20.15 Uhr`, `3:45 Uhr`, `3:45 p.m.`, `15:00`. Says whether there was one.
    fn time(&mut self) -> bool {
        let rest = self.rest();
        let hour_length = digits_at(rest);
        if hour_length > 2 {
            return false;
        }
        let mut end = hour_length;
        let mut minutes = None;
        if let Some(behind) = rest[end..].strip_prefix([':', '.'])
            && digits_at(behind) == 2
        {
            minutes = behind[..2].parse::<u64>().ok().filter(|it| *it < 60);
            end += usize::from(minutes.is_some()) * 3;
        }
        let has_colon = minutes.is_some() && rest[hour_length..].starts_with(':');
        let Some(hour) = rest[..hour_length]
            .parse::<u64>()
            .ok()
            .filter(|it| *it <= 24)
        else {
            return false;
        };
        let Some((half, more)) = daytime(&rest[end..], self.lang, has_colon) else {
            return false;
        };
        let number = |hour: u64| Figure::Number(Amount::from(hour));
        let or = (half == Half::Maybe).then(|| number(hour + 12));
        self.push_or(number(half.hour(hour)), or, hour_length, How::Digits);
        if let Some(minutes) = minutes {
            self.at += 1;
            if minutes > 0 {
                self.push(Figure::Number(Amount::from(minutes)), 2);
            } else {
                self.at += 2;
            }
        }
        self.at += more;
        true
    }
}
