//! A number as English writes it, with its decimals as digits.

use super::numbers::cardinal;
use crate::narration::shared::one_by_one;
use crate::narration::voice::digits;

/// A number as it is written, with its decimals as digits.
pub(super) struct Number<'a> {
    pub(super) whole: Option<u64>,
    pub(super) decimals: &'a str,
    pub(super) digits: &'a str,
    pub(super) length: usize,
}

impl<'a> Number<'a> {
    pub(super) fn at(text: &'a str) -> Option<Self> {
        let mut end = digits(text);
        let first = end;
        if first == 0 {
            return None;
        }
        while first <= 3 && text[end..].starts_with(',') && digits(&text[end + 1..]) == 3 {
            end += 4;
        }
        let whole: String = text[..end].chars().filter(char::is_ascii_digit).collect();
        let decimals = text[end..]
            .strip_prefix('.')
            .map_or("", |behind| &behind[..digits(behind)]);
        Some(Self {
            whole: whole.parse().ok(),
            decimals,
            digits: &text[..end],
            length: end + usize::from(!decimals.is_empty()) + decimals.len(),
        })
    }

    pub(super) fn is_one(&self) -> bool {
        self.whole == Some(1) && self.decimals.is_empty()
    }

    pub(super) fn words(&self) -> String {
        let is_odd = self.digits.starts_with('0') && self.digits.len() > 1;
        let Some(whole) = self.whole.filter(|_| !is_odd) else {
            return one_by_one(self.digits, cardinal);
        };
        if self.decimals.is_empty() {
            return cardinal(whole);
        }
        format!(
            "{} point {}",
            cardinal(whole),
            one_by_one(self.decimals, cardinal)
        )
    }
}

pub(super) fn begins_word(text: &str, short: &str) -> bool {
    text.strip_prefix(short)
        .is_some_and(|after| !after.chars().next().is_some_and(char::is_alphanumeric))
}
