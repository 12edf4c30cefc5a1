//! Pictures: looked at before they are believed, and always drawn anew before they are shown.
//!
//! What people upload is never served. It is decoded within limits, turned upright, brought to
//! sRGB and written again as WebP and JPEG; nothing hidden in the file survives that, neither a
//! script nor the place where it was taken. An animation becomes its first picture.
//!
//! Colours: a profile in the file is applied and then dropped, so that every rendition is plain
//! sRGB. That costs the extra range of a wide-gamut photograph and buys the same colours in every
//! browser, the same bytes for everybody and 0.5 to 3 kB less in each file.

mod colour;
mod decode;
mod render;

pub use colour::Colour;
pub use decode::{Inspected, inspect};
pub use render::{Encoding, Rendered, Rendition, Spec, render, render_aside};

/// Longest side in pixels. WebP takes no more than 16,383.
pub const MAX_SIDE: u32 = 16_000;

/// Most pixels in one picture: the largest cameras newsrooms own have 61 million. Decoding that
/// many takes 200 to 400 MB for a moment; a file that claims more is a bomb or a mistake.
pub const MAX_PIXELS: u64 = 64_000_000;

/// Kinds of picture files we open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JPEG, by far the most.
    Jpeg,
    /// PNG.
    Png,
    /// GIF; of an animation the first picture.
    Gif,
    /// WebP; of an animation the first picture.
    Webp,
}

impl Format {
    /// The name on the wire, as in `image/jpeg`.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
        }
    }
}

/// Why a picture was not taken. None of them gets better by trying again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// The first bytes are not those of a picture we open, whatever its name says.
    #[error("not a picture in a format that we can open")]
    UnknownFormat,
    /// More pixels than we are willing to open.
    #[error("the picture has {width} × {height} pixels, more than we open")]
    TooLarge {
        /// Width that the file claims.
        width: u32,
        /// Height that the file claims.
        height: u32,
    },
    /// It begins well and does not hold: cut off, or made to harm.
    #[error("the picture is damaged: {0}")]
    Damaged(String),
}
