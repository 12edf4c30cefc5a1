//! MP3 by LAME: a constant rate, one channel, and a first frame that says how much to leave out at both ends.

use mp3lame_encoder::{Bitrate, Builder, Encoder, FlushGap, Mode, MonoPcm, VbrMode};

use super::mp3_head::{first_frame, frame_bytes};
use super::pcm::lasts;
use super::{AudioError, RATE, Tags, id3};

/// Samples given to the encoder at once: ten seconds.
const AT_ONCE: usize = RATE as usize * 10;
/// What the encoder may hold back to the end (its own documentation).
const HELD_BACK_BYTES: usize = 7_200;

/// At every size we offer LAME makes the sound 0.95 times as loud, so that nothing clips; we have limited it already.
const GAIN: f32 = 1.0 / 32_768.0 / 0.95;

pub(super) fn encode(samples: &[i16], kbps: u32, tags: &Tags) -> Result<Vec<u8>, AudioError> {
    let mut encoder = encoder(kbps)?;
    let mut sound = Vec::new();
    for piece in samples.chunks(AT_ONCE) {
        sound.reserve(mp3lame_encoder::max_required_buffer_size(piece.len()));
        let piece: Vec<f32> = piece.iter().map(|it| f32::from(*it) * GAIN).collect();
        encoder
            .encode_to_vec(MonoPcm(piece.as_slice()), &mut sound)
            .map_err(failed)?;
    }
    sound.reserve(HELD_BACK_BYTES);
    encoder
        .flush_to_vec::<FlushGap>(&mut sound)
        .map_err(failed)?;
    if !sound.len().is_multiple_of(frame_bytes(kbps)) {
        return Err(failed("it wrote frames of another size"));
    }
    let lasts_ms = lasts(samples.len(), RATE).as_millis();
    let mut file = id3::tag(tags, u64::try_from(lasts_ms).unwrap_or(u64::MAX));
    file.append(&mut first_frame(&sound, kbps, samples.len()));
    file.append(&mut sound);
    Ok(file)
}

fn encoder(kbps: u32) -> Result<Encoder, AudioError> {
    let bitrate = bitrate(kbps)
        .ok_or_else(|| AudioError::Encoder("MP3", format!("{kbps} kbit/s is no size of MP3")))?;
    let builder = Builder::new().ok_or_else(|| failed("there is no memory"))?;
    builder
        .with_sample_rate(RATE)
        .and_then(|it| it.with_output_sample_rate(std::num::NonZeroU32::new(RATE)))
        .and_then(|it| it.with_num_channels(1))
        .and_then(|it| it.with_mode(Mode::Mono))
        .and_then(|it| it.with_vbr_mode(VbrMode::Off))
        .and_then(|it| it.with_brate(bitrate))
        .and_then(|it| it.with_to_write_vbr_tag(false))
        .and_then(Builder::build)
        .map_err(failed)
}

fn bitrate(kbps: u32) -> Option<Bitrate> {
    Some(match kbps {
        8 => Bitrate::Kbps8,
        16 => Bitrate::Kbps16,
        24 => Bitrate::Kbps24,
        32 => Bitrate::Kbps32,
        40 => Bitrate::Kbps40,
        48 => Bitrate::Kbps48,
        64 => Bitrate::Kbps64,
        80 => Bitrate::Kbps80,
        96 => Bitrate::Kbps96,
        112 => Bitrate::Kbps112,
        128 => Bitrate::Kbps128,
        160 => Bitrate::Kbps160,
        _ => return None,
    })
}

fn failed(why: impl std::fmt::Display) -> AudioError {
    AudioError::Encoder("MP3", why.to_string())
}
