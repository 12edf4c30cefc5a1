//! Draws a picture anew in the widths and formats that pages ask for.

use std::sync::LazyLock;

use bytes::Bytes;
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::{DynamicImage, RgbImage, RgbaImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use tokio::sync::Semaphore;

use super::{Colour, PictureError, colour, decode};

/// How many pictures are drawn at the same time, so that an import of a thousand large
/// photographs needs the memory of two.
static AT_ONCE: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2));

/// What a rendition is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// What browsers get first: about two thirds of the JPEG's bytes.
    Webp,
    /// What everything else understands. See-through parts become white.
    Jpeg,
}

impl Encoding {
    /// The name on the wire.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Webp => "image/webp",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// The ending of a file name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Webp => "webp",
            Self::Jpeg => "jpg",
        }
    }
}

/// Which renditions are wanted.
#[derive(Debug, Clone)]
pub struct Spec {
    /// Widths in pixels. A picture is never enlarged: of the widths that it does not have, it
    /// gets one rendition in its own width instead.
    pub widths: Vec<u32>,
    /// Formats of each width.
    pub encodings: Vec<Encoding>,
    /// 1 to 100.
    pub webp_quality: u8,
    /// 1 to 100.
    pub jpeg_quality: u8,
}

impl Default for Spec {
    /// What article pages need from a telephone to a wide screen. The qualities are where
    /// artefacts stop being visible at reading distance on photographs.
    fn default() -> Self {
        Self {
            widths: vec![320, 640, 960, 1280, 1920],
            encodings: vec![Encoding::Webp, Encoding::Jpeg],
            webp_quality: 78,
            jpeg_quality: 82,
        }
    }
}

/// One drawing of a picture.
#[derive(Debug, Clone)]
pub struct Rendition {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Format of the bytes.
    pub encoding: Encoding,
    /// The file: pixels only, no metadata at all.
    pub bytes: Bytes,
}

/// All drawings of a picture.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// Width of the upright original.
    pub width: u32,
    /// Height of the upright original.
    pub height: u32,
    /// What to fill the picture's place with until it is there.
    pub colour: Colour,
    /// Narrowest first; in each width the encodings in the order of the [`Spec`].
    pub renditions: Vec<Rendition>,
}

/// Draws all renditions. Takes tens to thousands of milliseconds of CPU: never on the path of a
/// request, see [`render_aside`].
///
/// # Errors
/// Every [`PictureError`]; none is worth a retry.
pub fn render(bytes: &[u8], spec: &Spec) -> Result<Rendered, PictureError> {
    decode::guarded(|| {
        let picture = decode::pixels(bytes)?;
        let mut resizer = Resizer::new();
        let mut renditions = Vec::new();
        for width in widths(picture.width(), &spec.widths) {
            let drawn = resize(&mut resizer, &picture, width)?;
            for encoding in &spec.encodings {
                let bytes = encode(&drawn, *encoding, spec)?;
                renditions.push(Rendition {
                    width: drawn.width(),
                    height: drawn.height(),
                    encoding: *encoding,
                    bytes,
                });
            }
        }
        let colour = colour::average(&resize(&mut resizer, &picture, picture.width().min(32))?);
        Ok(Rendered {
            width: picture.width(),
            height: picture.height(),
            colour,
            renditions,
        })
    })
}

/// As [`render`], on a thread of its own and at most two at a time.
///
/// # Errors
/// As [`render`].
pub async fn render_aside(bytes: Bytes, spec: Spec) -> Result<Rendered, PictureError> {
    let _permit = AT_ONCE.acquire().await;
    let drawn = tokio::task::spawn_blocking(move || render(&bytes, &spec)).await;
    drawn.unwrap_or_else(|_| Err(PictureError::Damaged("its drawing was stopped".into())))
}

/// The widths to draw: those the picture has, and its own instead of all that it does not have.
fn widths(own: u32, wanted: &[u32]) -> Vec<u32> {
    let mut widths: Vec<u32> = wanted.iter().map(|width| (*width).clamp(1, own)).collect();
    widths.sort_unstable();
    widths.dedup();
    widths
}

fn resize(
    resizer: &mut Resizer,
    picture: &DynamicImage,
    width: u32,
) -> Result<DynamicImage, PictureError> {
    if width == picture.width() {
        return Ok(picture.clone());
    }
    let height = scaled_height(picture, width);
    let pixel = if picture.color().has_alpha() {
        PixelType::U8x4
    } else {
        PixelType::U8x3
    };
    let from = ImageRef::new(picture.width(), picture.height(), picture.as_bytes(), pixel)
        .map_err(|error| PictureError::Damaged(error.to_string()))?;
    let mut to = Image::new(width, height, pixel);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    resizer
        .resize(&from, &mut to, &options)
        .map_err(|error| PictureError::Damaged(error.to_string()))?;
    let samples = to.into_vec();
    let drawn = match pixel {
        PixelType::U8x4 => RgbaImage::from_raw(width, height, samples).map(DynamicImage::from),
        _ => RgbImage::from_raw(width, height, samples).map(DynamicImage::from),
    };
    drawn.ok_or_else(|| PictureError::Damaged("its pixels do not fill it".into()))
}

/// Height that keeps the shape, rounded, never nothing.
fn scaled_height(picture: &DynamicImage, width: u32) -> u32 {
    let (own_width, own_height) = (u64::from(picture.width()), u64::from(picture.height()));
    let height = (own_height * u64::from(width) + own_width / 2) / own_width;
    u32::try_from(height).unwrap_or(u32::MAX).max(1)
}

fn encode(picture: &DynamicImage, encoding: Encoding, spec: &Spec) -> Result<Bytes, PictureError> {
    match encoding {
        Encoding::Webp => encode_webp(picture, spec.webp_quality),
        Encoding::Jpeg => encode_jpeg(picture, spec.jpeg_quality),
    }
}

fn encode_webp(picture: &DynamicImage, quality: u8) -> Result<Bytes, PictureError> {
    let (width, height) = (picture.width(), picture.height());
    let encoder = if picture.color().has_alpha() {
        webp::Encoder::from_rgba(picture.as_bytes(), width, height)
    } else {
        webp::Encoder::from_rgb(picture.as_bytes(), width, height)
    };
    let encoded = encoder
        .encode_simple(false, f32::from(quality))
        .map_err(|error| PictureError::Damaged(format!("WebP: {error:?}")))?;
    Ok(Bytes::copy_from_slice(&encoded))
}

/// Progressive and with half the colour resolution, as photographs on the web are.
fn encode_jpeg(picture: &DynamicImage, quality: u8) -> Result<Bytes, PictureError> {
    let flat = on_white(picture);
    let side = |side: u32| u16::try_from(side).expect("no rendition is wider than MAX_SIDE");
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, quality);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder
        .encode(
            &flat,
            side(flat.width()),
            side(flat.height()),
            ColorType::Rgb,
        )
        .map_err(|error| PictureError::Damaged(format!("JPEG: {error}")))?;
    Ok(out.into())
}

fn on_white(picture: &DynamicImage) -> RgbImage {
    let DynamicImage::ImageRgba8(rgba) = picture else {
        return picture.to_rgb8();
    };
    let over_white = |value: u8, alpha: u8| {
        let (value, alpha) = (u32::from(value), u32::from(alpha));
        ((value * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [red, green, blue, alpha] = rgba.get_pixel(x, y).0;
        image::Rgb([red, green, blue].map(|value| over_white(value, alpha)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_never_enlarged() {
        let wanted = [320, 640, 960];
        assert_eq!(widths(4000, &wanted), [320, 640, 960]);
        assert_eq!(widths(700, &wanted), [320, 640, 700]);
        assert_eq!(widths(640, &wanted), [320, 640]);
        assert_eq!(widths(16, &wanted), [16]);
    }

    #[test]
    fn a_line_of_pixels_keeps_one_pixel_of_height() {
        let line = DynamicImage::new_rgb8(10_000, 1);
        assert_eq!(scaled_height(&line, 320), 1);
    }
}
