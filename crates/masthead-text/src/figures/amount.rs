//! A number as it is written in an article: exact, never a floating point.

use std::fmt;

/// A decimal number, `digits × 10^exponent`, in its one normal form: `1.250` in German and `1,250.0` in English are
/// the same amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount {
    digits: u128,
    exponent: i32,
    is_negative: bool,
}

/// More digits than this are the number of an account, and compared as far as here.
const LONGEST: usize = 36;

impl Amount {
    /// The amount of a whole part and the digits behind the decimal sign; other characters are passed over.
    #[must_use]
    pub fn of_digits(whole: &str, decimals: &str) -> Self {
        let mut digits: u128 = 0;
        let mut exponent = 0;
        let ciphers = |part: &str| {
            let ciphers = part.chars().filter_map(|c| c.to_digit(10));
            ciphers.map(u128::from).collect::<Vec<_>>()
        };
        let (whole, decimals) = (ciphers(whole), ciphers(decimals));
        for (nth, cipher) in whole.iter().chain(&decimals).enumerate() {
            if nth < LONGEST {
                digits = digits * 10 + cipher;
            }
            let is_decimal = nth >= whole.len();
            exponent += i32::from(nth >= LONGEST) - i32::from(is_decimal);
        }
        Self {
            digits,
            exponent,
            is_negative: false,
        }
        .normal()
    }

    /// The same, a thousand (3), a million (6) or more times as much.
    #[must_use]
    pub fn times_ten_to(self, power: i32) -> Self {
        let exponent = self.exponent.saturating_add(power);
        Self { exponent, ..self }.normal()
    }

    /// The same, below zero.
    #[must_use]
    pub fn negative(self) -> Self {
        let is_negative = self.digits != 0;
        Self {
            is_negative,
            ..self
        }
    }

    /// The amount as a whole number, if it is a small one.
    #[must_use]
    pub fn whole(self) -> Option<u64> {
        let power = u32::try_from(self.exponent).ok()?;
        let digits = u64::try_from(self.digits).ok()?;
        let whole = digits.checked_mul(10_u64.checked_pow(power)?)?;
        (!self.is_negative).then_some(whole)
    }

    fn normal(mut self) -> Self {
        if self.digits == 0 {
            self.exponent = 0;
        }
        while self.digits != 0 && self.digits.is_multiple_of(10) {
            self.digits /= 10;
            self.exponent = self.exponent.saturating_add(1);
        }
        self
    }
}

impl From<u64> for Amount {
    fn from(whole: u64) -> Self {
        Self {
            digits: u128::from(whole),
            exponent: 0,
            is_negative: false,
        }
        .normal()
    }
}

impl fmt::Display for Amount {
    /// With a point before the decimals and no sign between thousands, as in a log.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative { "-" } else { "" };
        let digits = self.digits.to_string();
        let decimals = usize::try_from(-i64::from(self.exponent)).unwrap_or(0);
        if self.exponent.unsigned_abs() > 60 {
            return write!(out, "{sign}{digits}e{}", self.exponent);
        }
        if decimals == 0 {
            let zeros = usize::try_from(self.exponent).unwrap_or(0);
            return write!(out, "{sign}{digits}{}", "0".repeat(zeros));
        }
        let digits = format!("{digits:0>width$}", width = decimals + 1);
        let (whole, behind) = digits.split_at(digits.len() - decimals);
        write!(out, "{sign}{whole}.{behind}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_amount_has_one_form() {
        assert_eq!(
            Amount::of_digits("1.250", ""),
            Amount::of_digits("1250", "0")
        );
        assert_eq!(
            Amount::of_digits("2", "4").times_ten_to(6),
            Amount::from(2_400_000)
        );
        assert_ne!(
            Amount::of_digits("18", "").times_ten_to(9),
            Amount::of_digits("18", "").times_ten_to(6)
        );
    }

    #[test]
    fn an_amount_is_shown_plainly() {
        let shown = [
            Amount::of_digits("2", "40"),
            Amount::from(1_250),
            Amount::of_digits("0", "05").negative(),
            Amount::from(0),
        ];
        assert_eq!(
            shown.map(|it| it.to_string()),
            ["2.4", "1250", "-0.05", "0"]
        );
    }

    #[test]
    fn a_very_long_number_is_cut_and_not_wrong() {
        let long = "9".repeat(200);

        assert_eq!(Amount::of_digits(&long, &long).whole(), None);
    }
}
