//! Opens a picture within limits: first its measurements, then its pixels, upright and in sRGB.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::{Format, MAX_PIXELS, MAX_SIDE, PictureError, colour};

/// Most memory a decoder may ask for: the largest picture in 16-bit colour, and some room.
const MAX_ALLOC_BYTES: u64 = MAX_PIXELS * 8 + 16 * 1024 * 1024;

/// What can be said about a picture without decoding it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inspected {
    /// Kind of file, judged by its first bytes and never by its name.
    pub format: Format,
    /// Width in pixels when it stands upright.
    pub width: u32,
    /// Height in pixels when it stands upright.
    pub height: u32,
    /// How it lies in the file, as EXIF says: 1 is upright, 2 to 8 are turned or mirrored.
    pub exif_orientation: u8,
}

/// Looks at the head of a picture file. Reads no pixels and needs next to no memory.
///
/// # Errors
/// Every [`PictureError`]; a picture that passes may still turn out damaged when it is rendered.
pub fn inspect(bytes: &[u8]) -> Result<Inspected, PictureError> {
    guarded(|| {
        let (format, mut decoder) = open(bytes)?;
        let orientation = orientation(&mut decoder);
        let (width, height) = upright(decoder.dimensions(), orientation);
        Ok(Inspected {
            format,
            width,
            height,
            exif_orientation: orientation.to_exif(),
        })
    })
}

/// The pixels, upright, 8 bits a channel, in sRGB: either RGB or, if it is see-through, RGBA.
pub(super) fn pixels(bytes: &[u8]) -> Result<DynamicImage, PictureError> {
    guarded(|| {
        let (_, mut decoder) = open(bytes)?;
        let orientation = orientation(&mut decoder);
        let profile = decoder.icc_profile().ok().flatten();
        let decoded = DynamicImage::from_decoder(decoder).map_err(damaged)?;
        let mut picture = eight_bit(decoded);
        if let Some(profile) = profile {
            colour::to_srgb(&mut picture, &profile);
        }
        picture.apply_orientation(orientation);
        Ok(picture)
    })
}

fn open(bytes: &[u8]) -> Result<(Format, impl ImageDecoder), PictureError> {
    let known = image::guess_format(bytes).map_err(|_| PictureError::UnknownFormat)?;
    let format = match known {
        ImageFormat::Jpeg => Format::Jpeg,
        ImageFormat::Png => Format::Png,
        ImageFormat::Gif => Format::Gif,
        ImageFormat::WebP => Format::Webp,
        _ => return Err(PictureError::UnknownFormat),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), known);
    // The sides are checked below, where the answer can name them.
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_ALLOC_BYTES);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(damaged)?;
    check_size(decoder.dimensions())?;
    Ok((format, decoder))
}

fn check_size((width, height): (u32, u32)) -> Result<(), PictureError> {
    if width == 0 || height == 0 {
        return Err(PictureError::Damaged("it has no pixels".into()));
    }
    let pixels = u64::from(width) * u64::from(height);
    if width > MAX_SIDE || height > MAX_SIDE || pixels > MAX_PIXELS {
        return Err(PictureError::TooLarge { width, height });
    }
    Ok(())
}

/// A broken EXIF block says nothing about the picture itself, which then stands as it lies.
fn orientation(decoder: &mut impl ImageDecoder) -> Orientation {
    decoder.orientation().unwrap_or(Orientation::NoTransforms)
}

fn upright((width, height): (u32, u32), orientation: Orientation) -> (u32, u32) {
    if orientation.to_exif() >= 5 {
        (height, width)
    } else {
        (width, height)
    }
}

fn eight_bit(picture: DynamicImage) -> DynamicImage {
    if picture.color().has_alpha() {
        picture.into_rgba8().into()
    } else {
        picture.into_rgb8().into()
    }
}

fn damaged(error: impl std::fmt::Display) -> PictureError {
    PictureError::Damaged(error.to_string())
}

/// A decoder that panics on a hostile file must cost that file and nothing else.
pub(super) fn guarded<T>(
    work: impl FnOnce() -> Result<T, PictureError>,
) -> Result<T, PictureError> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(PictureError::Damaged("it stopped its decoder".into())))
}
