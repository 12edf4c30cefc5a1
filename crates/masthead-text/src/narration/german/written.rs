//! A number as German writes it, with its decimals as digits.

use super::numbers::cardinal;
use crate::narration::shared::one_by_one;
use crate::narration::voice::digits;

/// A number as it is written: with its decimals as digits, and its length.
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
        if first <= 3 {
            end += groups(&text[end..], first);
        }
        let whole: String = text[..end].chars().filter(char::is_ascii_digit).collect();
        let behind = &text[end..];
        let decimals = match behind
            .strip_prefix(',')
            .or(behind.strip_prefix('.').filter(|_| end == first))
        {
            Some(behind) => &behind[..digits(behind)],
            None => "",
        };
        let length = end + usize::from(!decimals.is_empty()) + decimals.len();
        Some(Self {
            whole: whole.parse().ok(),
            decimals,
            digits: &text[..end],
            length,
        })
    }

    pub(super) fn is_one(&self) -> bool {
        self.whole == Some(1) && self.decimals.is_empty()
    }

    /// The number in words, with `one` said as it must be.
    pub(super) fn words(&self, one: &str) -> String {
        let is_odd = self.digits.starts_with('0') && self.digits.len() > 1;
        let Some(whole) = self.whole.filter(|_| !is_odd) else {
            return one_by_one(self.digits, cardinal);
        };
        if self.decimals.is_empty() {
            return if whole == 1 {
                one.to_owned()
            } else {
                cardinal(whole)
            };
        }
        format!(
            "{} Komma {}",
            cardinal(whole),
            one_by_one(self.decimals, cardinal)
        )
    }
}

pub(super) fn begins_word(text: &str, short: &str) -> bool {
    text.strip_prefix(short).is_some_and(|after| {
        short.ends_with('.') || !after.chars().next().is_some_and(char::is_alphanumeric)
    })
}

/// How long the groups of three are that follow the first digits.
fn groups(text: &str, first: usize) -> usize {
    let mut end = 0;
    while let Some(sign) = text[end..]
        .chars()
        .next()
        .filter(|c| matches!(c, '.' | '\'' | '’' | ' '))
    {
        let group = &text[end + sign.len_utf8()..];
        let is_loose = sign == ' ' && first == 3 && !group.starts_with("000");
        if digits(group) != 3 || is_loose {
            break;
        }
        end += sign.len_utf8() + 3;
    }
    end
}
