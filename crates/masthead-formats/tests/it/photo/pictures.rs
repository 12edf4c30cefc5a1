//! Small pictures of every kind, without any metadata.

use bytes::Bytes;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage};
use masthead_formats::photo::Kind;

use super::foreign::{Folder, run};

/// Colours that no encoder takes for one.
pub(crate) fn pixels() -> RgbImage {
    RgbImage::from_fn(48, 32, |x, y| {
        Rgb([
            (x * 5) as u8,
            (y * 7) as u8,
            ((x * 13 + y * 11) % 251) as u8,
        ])
    })
}

pub(crate) fn jpeg() -> Vec<u8> {
    let pixels = pixels();
    let mut out = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut out, 90);
    // Several scans, with segments between them.
    encoder.set_progressive(true);
    encoder
        .encode(&pixels, 48, 32, jpeg_encoder::ColorType::Rgb)
        .expect("so small a picture is encoded");
    out
}

pub(crate) fn png() -> Vec<u8> {
    let mut out = Vec::new();
    PngEncoder::new(&mut out)
        .write_image(&pixels(), 48, 32, ExtendedColorType::Rgb8)
        .expect("so small a picture is encoded");
    out
}

pub(crate) fn webp() -> Vec<u8> {
    let mut out = Vec::new();
    WebPEncoder::new_lossless(&mut out)
        .write_image(&pixels(), 48, 32, ExtendedColorType::Rgb8)
        .expect("so small a picture is encoded");
    out
}

/// Made by libavif.
pub(crate) fn avif() -> Vec<u8> {
    let folder = Folder::new();
    let from = folder.put("a.png", &png());
    let to = folder.path("a.avif");
    run("avifenc", &["--speed", "10", &from, &to]);
    folder.get("a.avif")
}

/// One white pixel, uncompressed (TIFF 6.0, section 3).
pub(crate) fn tiff() -> Vec<u8> {
    let entries: [(u16, u16, u32); 9] = [
        (256, 3, 1),
        (257, 3, 1),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, 8 + 2 + 9 * 12 + 4),
        (277, 3, 1),
        (278, 3, 1),
        (279, 4, 1),
    ];
    let mut out = b"II*\0\x08\0\0\0".to_vec();
    out.extend(9_u16.to_le_bytes());
    for (tag, kind, value) in entries {
        out.extend(tag.to_le_bytes());
        out.extend(kind.to_le_bytes());
        out.extend(1_u32.to_le_bytes());
        out.extend(value.to_le_bytes());
    }
    out.extend([0; 4]);
    out.push(0xFF);
    out
}

/// Those into which rights are written.
pub(crate) const WRITABLE: [Kind; 4] = [Kind::Jpeg, Kind::Png, Kind::Webp, Kind::Avif];

pub(crate) fn of(kind: Kind) -> Bytes {
    match kind {
        Kind::Jpeg => jpeg(),
        Kind::Png => png(),
        Kind::Webp => webp(),
        Kind::Avif | Kind::Heif => avif(),
        Kind::Tiff => tiff(),
    }
    .into()
}

/// What is seen, in the eyes of another decoder than ours.
pub(crate) fn seen(file: &[u8]) -> RgbImage {
    if matches!(
        masthead_formats::photo::kind(file),
        Some(Kind::Avif | Kind::Heif)
    ) {
        let folder = Folder::new();
        let from = folder.put("a.avif", file);
        let to = folder.path("a.png");
        run("avifdec", &[&from, &to]);
        return seen(&folder.get("a.png"));
    }
    image::load_from_memory(file)
        .expect("the picture opens")
        .to_rgb8()
}
