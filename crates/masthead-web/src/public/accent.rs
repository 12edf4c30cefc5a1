//! The one colour that a site sets: a small sheet that keeps it readable on light paper and on dark.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::header;

use crate::refusal::Refusal;

/// `--paper` and `--on-accent` of `assets/css/_tokens.css`, light and dark.
const LIGHT: Ground = Ground([0xfd, 0xfc, 0xf9], [0xff, 0xff, 0xff]);
const DARK: Ground = Ground([0x16, 0x15, 0x13], [0x10, 0x20, 0x1f]);

/// What text needs at the least (WCAG 2.2, 1.4.3).
const READABLE: f64 = 4.5;

/// Steps from the colour as it was set to black or white.
const STEPS: u16 = 32;

/// `/accent/8c1d2b.css`. The colour is in the address, so the sheet never changes.
pub(crate) async fn sheet(Path(file): Path<String>) -> Result<Response, Refusal> {
    let hex = file.strip_suffix(".css").ok_or(Refusal::NotFound)?;
    let colour = parse(hex).ok_or(Refusal::NotFound)?;
    let (light, dark) = (readable_on(LIGHT, colour), readable_on(DARK, colour));
    let sheet = format!(
        ":root{{--site-accent:{};--site-accent-dark:{}}}\n",
        css(light),
        css(dark)
    );
    let kept = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((kept, sheet).into_response())
}

type Colour = [u8; 3];

/// The paper a colour is printed on, and the ink that is printed on the colour.
#[derive(Clone, Copy)]
struct Ground(Colour, Colour);

/// The colour itself where it can be read, else the nearest shade of it that can: darker on light paper, lighter on dark.
fn readable_on(ground: Ground, colour: Colour) -> Colour {
    let Ground(paper, ink_on_it) = ground;
    let far_end = if luminance(paper) > 0.5 {
        [0; 3]
    } else {
        [0xff; 3]
    };
    (0..=STEPS)
        .map(|step| between(colour, far_end, step))
        .find(|shade| {
            contrast(*shade, paper) >= READABLE && contrast(*shade, ink_on_it) >= READABLE
        })
        .unwrap_or(far_end)
}

fn between(from: Colour, to: Colour, step: u16) -> Colour {
    let part = |from: u8, to: u8| (u16::from(from) * (STEPS - step) + u16::from(to) * step) / STEPS;
    [0, 1, 2].map(|of| u8::try_from(part(from[of], to[of])).unwrap_or(u8::MAX))
}

/// Contrast ratio as WCAG 2.2 defines it, from 1 to 21.
fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

/// Relative luminance as WCAG 2.2 defines it, from 0 to 1.
fn luminance([red, green, blue]: Colour) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

fn parse(hex: &str) -> Option<Colour> {
    let all_digits = hex.len() == 6 && hex.bytes().all(|it| it.is_ascii_hexdigit());
    let [_, red, green, blue] = u32::from_str_radix(hex, 16)
        .ok()
        .filter(|_| all_digits)?
        .to_be_bytes();
    Some([red, green, blue])
}

fn css([red, green, blue]: Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLOURS: [&str; 7] = [
        "8c1d2b", "ffff00", "000000", "ffffff", "777777", "00a0e0", "0d5563",
    ];

    #[test]
    fn every_colour_becomes_readable_on_both_papers() {
        for colour in COLOURS.map(|hex| parse(hex).expect("the list has six digits each")) {
            for ground in [LIGHT, DARK] {
                let shade = readable_on(ground, colour);
                assert!(
                    contrast(shade, ground.0) >= READABLE,
                    "{} on paper",
                    css(colour)
                );
                assert!(
                    contrast(shade, ground.1) >= READABLE,
                    "ink on {}",
                    css(colour)
                );
            }
        }
    }

    #[test]
    fn a_colour_that_can_be_read_stays_as_it_was_set() {
        let carmine = parse("8c1d2b").expect("six digits");
        assert_eq!(css(readable_on(LIGHT, carmine)), "#8c1d2b");
    }

    #[test]
    fn only_six_digits_are_a_colour() {
        for not_a_colour in ["", "fff", "+12345", "12345g", "1234567", "#12345"] {
            assert_eq!(parse(not_a_colour), None, "{not_a_colour}");
        }
    }
}
