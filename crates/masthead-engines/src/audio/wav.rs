//! WAV files: read from engines, which write them to pipes and lie about their length, and written for keeping.

use super::{AudioError, MOST_SENTENCE_SECS, Pcm};

/// Lengths from here on are what programs write that do not know how long they will speak (espeak-ng: `7FFFF000`).
const NOBODY_KNOWS: u32 = 0x7fff_f000;

/// How the samples of a file are written.
#[derive(Clone, Copy)]
struct Layout {
    is_float: bool,
    channels: usize,
    rate: u32,
    bits: u16,
}

/// Reads the sound of a WAV file as one channel.
///
/// Whole numbers of 16 bits and fractions of 32 are read, one channel or two. A length that cannot be meant is read as
/// *to the end*; a length that was meant and is not there is an error.
///
/// # Errors
/// [`AudioError::Unreadable`], [`AudioError::BrokenOff`] and [`AudioError::TooLong`].
pub fn read_wav(bytes: &[u8]) -> Result<Pcm, AudioError> {
    if bytes.len() < 12 || &bytes[..4] != b"RIFF" || &bytes[8..12] != b"WAVE" {
        return Err(unreadable("it does not begin like a WAV file"));
    }
    let mut layout = None;
    let mut rest = &bytes[12..];
    while let Some((name, length, body)) = chunk(rest) {
        match name {
            b"fmt " => layout = Some(read_layout(body)?),
            b"data" => {
                let layout =
                    layout.ok_or_else(|| unreadable("the sound comes before its format"))?;
                return samples(meant(length, body)?, layout);
            }
            _ => {}
        }
        // Chunks begin at even places.
        let next = (length as usize).saturating_add(length as usize % 2);
        rest = body.get(next..).unwrap_or_default();
    }
    Err(unreadable("there is no sound in it"))
}

/// The next chunk: its name, its length, and everything behind its head.
fn chunk(bytes: &[u8]) -> Option<(&[u8; 4], u32, &[u8])> {
    let (name, rest) = bytes.split_first_chunk::<4>()?;
    let (length, body) = rest.split_first_chunk::<4>()?;
    Some((name, u32::from_le_bytes(*length), body))
}

/// The bytes that a chunk's length speaks of.
fn meant(length: u32, body: &[u8]) -> Result<&[u8], AudioError> {
    if length >= NOBODY_KNOWS || (length == 0 && !body.is_empty()) {
        return Ok(body);
    }
    body.get(..length as usize).ok_or(AudioError::BrokenOff)
}

fn read_layout(body: &[u8]) -> Result<Layout, AudioError> {
    let short = |at: usize| Some(u16::from_le_bytes(*body.get(at..)?.first_chunk()?));
    let long = |at: usize| Some(u32::from_le_bytes(*body.get(at..)?.first_chunk()?));
    let fields = (short(0), short(2), long(4), short(14));
    let (Some(kind), Some(channels), Some(rate), Some(bits)) = fields else {
        return Err(unreadable("its format is cut off"));
    };
    // "Extensible" files have the real kind further behind (Microsoft, WAVEFORMATEXTENSIBLE).
    let kind = if kind == 0xfffe {
        short(24).unwrap_or(0)
    } else {
        kind
    };
    let layout = Layout {
        is_float: kind == 3,
        channels: usize::from(channels),
        rate,
        bits,
    };
    let is_known = matches!((kind, bits), (1, 16) | (3, 32));
    match is_known && (1..=2).contains(&channels) && super::resample::is_possible(rate) {
        true => Ok(layout),
        false => Err(unreadable(&format!(
            "{channels} channels of kind {kind} with {bits} bits, {rate} times a second"
        ))),
    }
}

fn samples(bytes: &[u8], layout: Layout) -> Result<Pcm, AudioError> {
    let frame_bytes = layout.channels * usize::from(layout.bits / 8);
    let frames = bytes.chunks_exact(frame_bytes);
    if frames.len() > (MOST_SENTENCE_SECS * layout.rate) as usize {
        return Err(AudioError::TooLong);
    }
    let samples = frames.map(|frame| {
        let sum: f32 = frame
            .chunks_exact(usize::from(layout.bits / 8))
            .map(|sample| one(sample, layout.is_float))
            .sum();
        #[expect(clippy::cast_precision_loss, reason = "there are one or two channels")]
        whole_number(sum / layout.channels as f32)
    });
    Ok(Pcm {
        rate: layout.rate,
        samples: samples.collect(),
    })
}

/// A sample, full scale being 32,768.
fn one(bytes: &[u8], is_float: bool) -> f32 {
    match (bytes, is_float) {
        ([a, b], false) => f32::from(i16::from_le_bytes([*a, *b])),
        ([a, b, c, d], true) => f32::from_le_bytes([*a, *b, *c, *d]) * 32_768.0,
        _ => 0.0,
    }
}

/// The nearest whole number that fits; what is no number is silence.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a cast from a fraction keeps within the range"
)]
pub(super) fn whole_number(sample: f32) -> i16 {
    sample.round() as i16
}

/// Writes a recording as a WAV file of one channel.
pub fn write_wav(pcm: &Pcm) -> Vec<u8> {
    let sound = u32::try_from(pcm.samples.len() * 2).unwrap_or(NOBODY_KNOWS);
    let mut file = Vec::with_capacity(44 + pcm.samples.len() * 2);
    file.extend_from_slice(b"RIFF");
    file.extend_from_slice(&sound.saturating_add(36).to_le_bytes());
    file.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    file.extend_from_slice(&pcm.rate.to_le_bytes());
    file.extend_from_slice(&pcm.rate.saturating_mul(2).to_le_bytes());
    file.extend_from_slice(b"\x02\0\x10\0data");
    file.extend_from_slice(&sound.to_le_bytes());
    for sample in &pcm.samples {
        file.extend_from_slice(&sample.to_le_bytes());
    }
    file
}

fn unreadable(why: &str) -> AudioError {
    AudioError::Unreadable(why.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short() -> Pcm {
        Pcm {
            rate: 22_050,
            samples: vec![0, 1, -1, i16::MAX, i16::MIN],
        }
    }

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(read_wav(&write_wav(&short())), Ok(short()));
    }

    #[test]
    fn a_length_that_nobody_knows_means_to_the_end() {
        let mut file = write_wav(&short());
        file[40..44].copy_from_slice(&0x7fff_f000_u32.to_le_bytes());
        assert_eq!(read_wav(&file), Ok(short()));
        file[40..44].copy_from_slice(&0_u32.to_le_bytes());
        assert_eq!(read_wav(&file), Ok(short()));
    }

    #[test]
    fn sound_that_breaks_off_is_noticed() {
        let file = write_wav(&short());
        assert_eq!(
            read_wav(&file[..file.len() - 2]),
            Err(AudioError::BrokenOff)
        );
    }

    #[test]
    fn two_channels_become_one() {
        let mut file = write_wav(&Pcm {
            rate: 24_000,
            samples: vec![100, 300, -5, 5],
        });
        file[22] = 2;
        assert_eq!(read_wav(&file).expect("it is stereo").samples, [200, 0]);
    }

    #[test]
    fn other_chunks_are_passed_over() {
        let plain = write_wav(&short());
        let mut file = plain[..36].to_vec();
        file.extend_from_slice(b"LIST\x03\0\0\0abc\0");
        file.extend_from_slice(&plain[36..]);
        assert_eq!(read_wav(&file), Ok(short()));
    }

    #[test]
    fn an_hour_for_one_sentence_is_refused() {
        let hour = Pcm {
            rate: 8_000,
            samples: vec![0; 8_000 * 121],
        };
        assert_eq!(read_wav(&write_wav(&hour)), Err(AudioError::TooLong));
    }

    #[test]
    fn other_files_are_not_sound() {
        for bytes in [&b""[..], b"RIFF", b"{\"error\":\"no\"}", b"RIFF....WAVE"] {
            assert!(matches!(read_wav(bytes), Err(AudioError::Unreadable(_))));
        }
    }
}
