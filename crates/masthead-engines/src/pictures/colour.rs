//! Colours of a picture: brought to sRGB, and their average for a place-holder.

use std::fmt;

use image::DynamicImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// One colour in sRGB, printed as `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl fmt::Display for Colour {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

/// The average of all pixels, those that can be seen through counting less.
///
/// It fills the picture's place until the picture is there, so it has to be near, not exact.
pub(super) fn average(picture: &DynamicImage) -> Colour {
    let channels = usize::from(picture.color().channel_count());
    let mut sums = [0u64; 3];
    let mut weights = 0u64;
    for pixel in picture.as_bytes().chunks_exact(channels) {
        let weight = if channels == 4 {
            u64::from(pixel[3])
        } else {
            255
        };
        weights += weight;
        for (sum, value) in sums.iter_mut().zip(pixel) {
            *sum += u64::from(*value) * weight;
        }
    }
    let mean = |sum: u64| u8::try_from(sum.checked_div(weights).unwrap_or(255)).unwrap_or(255);
    Colour {
        red: mean(sums[0]),
        green: mean(sums[1]),
        blue: mean(sums[2]),
    }
}

/// Applies the profile that came with the picture.
///
/// A profile that cannot be used, or that is not about RGB, leaves the pixels as they are: then
/// they are taken for sRGB, which is what a browser would have done.
pub(super) fn to_srgb(picture: &mut DynamicImage, icc: &[u8]) {
    let Ok(profile) = ColorProfile::new_from_slice(icc) else {
        return;
    };
    if profile.color_space != DataColorSpace::Rgb {
        return;
    }
    let layout = if picture.color().has_alpha() {
        Layout::Rgba
    } else {
        Layout::Rgb
    };
    let srgb = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let Ok(transform) = profile.create_transform_8bit(layout, &srgb, layout, options) else {
        return;
    };

    let row_bytes = picture.width() as usize * layout.channels();
    let mut converted = vec![0; row_bytes];
    let samples: &mut [u8] = match picture {
        DynamicImage::ImageRgb8(rgb) => rgb,
        DynamicImage::ImageRgba8(rgba) => rgba,
        _ => return,
    };
    for row in samples.chunks_exact_mut(row_bytes) {
        if transform.transform(row, &mut converted).is_ok() {
            row.copy_from_slice(&converted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage, Rgba, RgbaImage};

    #[test]
    fn the_average_is_between_the_colours() {
        let mut picture = RgbImage::from_pixel(2, 1, Rgb([200, 0, 10]));
        picture.put_pixel(1, 0, Rgb([100, 0, 30]));
        assert_eq!(average(&picture.into()).to_string(), "#960014");
    }

    #[test]
    fn what_cannot_be_seen_does_not_count() {
        let mut picture = RgbaImage::from_pixel(2, 1, Rgba([200, 0, 10, 255]));
        picture.put_pixel(1, 0, Rgba([0, 255, 0, 0]));
        assert_eq!(average(&picture.into()).to_string(), "#c8000a");
        let glass = RgbaImage::from_pixel(3, 3, Rgba([1, 2, 3, 0]));
        assert_eq!(average(&glass.into()).to_string(), "#ffffff");
    }

    #[test]
    fn a_wide_gamut_profile_changes_the_numbers_and_srgb_does_not() {
        let red = || DynamicImage::from(RgbImage::from_pixel(1, 1, Rgb([200, 60, 40])));
        let after = |profile: &ColorProfile| {
            let mut picture = red();
            to_srgb(
                &mut picture,
                &profile.encode().expect("a built-in profile can be written"),
            );
            average(&picture)
        };
        let plain = after(&ColorProfile::new_srgb());
        assert!(
            plain.red.abs_diff(200) <= 1 && plain.green.abs_diff(60) <= 1,
            "{plain}"
        );
        let wide = after(&ColorProfile::new_display_p3());
        assert!(wide.red > 210 && wide.green < 55, "{wide}");
    }

    #[test]
    fn a_profile_that_is_none_changes_nothing() {
        let mut picture = DynamicImage::from(RgbImage::from_pixel(1, 1, Rgb([200, 60, 40])));
        to_srgb(&mut picture, b"not a profile");
        assert_eq!(average(&picture).to_string(), "#c83c28");
    }
}
