//! A picture as pages show it: its widths, its words and whose it is.

use super::store::{MediaRow, TeaserRow};

/// A picture with what a page must know to reserve its place and to name its maker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The name in its addresses.
    pub short: String,
    /// Width of the widest drawing in pixels.
    pub width: i64,
    /// Height of the widest drawing in pixels.
    pub height: i64,
    /// The widths that are drawn, narrowest first. Never empty.
    pub widths: Vec<i64>,
    /// What fills its place until it is there, as `#rrggbb`; may be empty.
    pub colour: String,
    /// What is seen and why it matters; may be empty.
    pub caption: String,
    /// Whose it is, as it must be printed.
    pub credit: String,
    /// The picture in words.
    pub alt: String,
}

impl Picture {
    /// The picture of a teaser, if it has one that is drawn.
    pub fn of_teaser(row: &TeaserRow) -> Option<Self> {
        let (widths, width, height) = drawn(
            row.media_widths.as_deref()?,
            row.media_width?,
            row.media_height?,
        )?;
        Some(Self {
            short: row.media_short.clone()?,
            width,
            height,
            widths,
            colour: row.media_colour.clone().unwrap_or_default(),
            caption: String::new(),
            credit: row.media_credit.clone().unwrap_or_default(),
            alt: row.media_alt.clone().unwrap_or_default(),
        })
    }

    /// The picture of a stored file, if it is one and drawn.
    pub fn of_media(row: &MediaRow) -> Option<Self> {
        let (widths, width, height) = drawn(&row.widths, row.width?, row.height?)?;
        Some(Self {
            short: row.short.clone(),
            width,
            height,
            widths,
            colour: row.colour.clone(),
            caption: row.caption.clone(),
            credit: row.credit.clone(),
            alt: row.alt.clone(),
        })
    }

    /// The address of one drawing; `ending` is `webp` or `jpg`.
    pub fn address(&self, width: i64, ending: &str) -> String {
        format!("/media/{}/{width}.{ending}", self.short)
    }

    /// The drawing for programs that choose none: the first that is wide enough, else the widest.
    pub fn address_for(&self, wanted: i64) -> String {
        let width = self
            .widths
            .iter()
            .find(|width| **width >= wanted)
            .or(self.widths.last());
        self.address(width.copied().unwrap_or(self.width), "jpg")
    }

    /// All drawings for `srcset`.
    pub fn srcset(&self, ending: &str) -> String {
        use std::fmt::Write;
        let mut set = String::with_capacity(self.widths.len() * 40);
        for (nth, width) in self.widths.iter().enumerate() {
            let comma = if nth > 0 { ", " } else { "" };
            write!(
                set,
                "{comma}/media/{}/{width}.{ending} {width}w",
                self.short
            )
            .expect("a string takes every letter");
        }
        set
    }
}

/// The widths, and width and height of the widest; none before the picture is drawn.
fn drawn(widths: &str, width: i64, height: i64) -> Option<(Vec<i64>, i64, i64)> {
    let widths: Vec<i64> = widths.split(' ').filter_map(|it| it.parse().ok()).collect();
    let widest = *widths.last()?;
    let scaled = (height * widest + width / 2).checked_div(width)?.max(1);
    Some((widths, widest, scaled))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_that_is_not_drawn_yet_is_none() {
        assert_eq!(drawn("", 4000, 3000), None);
        assert_eq!(
            drawn("320 640", 4000, 3000),
            Some((vec![320, 640], 640, 480))
        );
        assert_eq!(drawn("320", 0, 0), None);
    }

    #[test]
    fn the_narrowest_drawing_that_is_wide_enough_is_taken() {
        let picture = Picture {
            short: "0a1b2c3d4e5f".to_owned(),
            width: 960,
            height: 640,
            widths: vec![320, 640, 960],
            colour: String::new(),
            caption: String::new(),
            credit: String::new(),
            alt: String::new(),
        };
        assert_eq!(picture.address_for(600), "/media/0a1b2c3d4e5f/640.jpg");
        assert_eq!(picture.address_for(1200), "/media/0a1b2c3d4e5f/960.jpg");
        assert_eq!(picture.srcset("webp").matches("w,").count(), 2);
    }
}
