//! What a million characters cost, under one name for translating and reading aloud: `price_per_million`. For the report.

use anyhow::{Context, Result};

use super::Values;

/// The price in millionths of the currency; 0 if it is not set.
///
/// # Errors
/// The key and what is written there, if that is no price.
pub(super) fn read(values: &Values, key: &str) -> Result<i64> {
    let Some(price) = values.text(key) else {
        return Ok(0);
    };
    micros(price).with_context(|| format!("{key} = “{price}” is not a price such as 20.00"))
}

/// A price with at most six decimals, in millionths.
fn micros(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(part) || part.len() > 6 {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let part: i64 = format!("{part:0<6}").parse().ok()?;
    whole.checked_mul(1_000_000)?.checked_add(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_exact() {
        for (text, price) in [
            ("20", Some(20_000_000)),
            ("0.000001", Some(1)),
            ("1.5", Some(1_500_000)),
            ("", None),
            ("-1", None),
            ("1,5", None),
            ("1.0000001", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(micros(text), price, "{text}");
        }
    }
}
