//! The first frame of an MP3 file: silence to a decoder, and for a player the length, and what to leave out at both ends.
//!
//! LAME writes such a frame itself, but not in files as small as ours, where its frames are too short to hold it.
//! Without it a player hears 46 ms of the encoder's own silence first, and every cue is late by as much.

use super::RATE;

/// Samples of a frame (MPEG-2, layer III).
pub(super) const FRAME: usize = 576;
/// Samples of silence that LAME puts before the sound. What a decoder adds (529) is known to players.
const ENCODER_DELAY: usize = 576;
/// Kbit/s of the first frame: the smallest that holds everything.
const ROOMY_KBPS: u32 = 64;
/// The sizes of MPEG-2, layer III, in the order in which frames count them.
const SIZES: [u32; 15] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
/// Where the frame's own checksum stands: behind header, side information, `Info` and the encoder's part.
const CHECKSUM_AT: usize = 4 + 9 + 120 + 34;

/// Bytes of a frame: at 24,000 samples a second every size comes out even.
pub(super) fn frame_bytes(kbps: u32) -> usize {
    (kbps * 1_000 / 8 * 576 / RATE) as usize
}

/// The first frame for these frames of sound, which play `samples` samples.
pub(super) fn first_frame(sound: &[u8], kbps: u32, samples: usize) -> Vec<u8> {
    let own_kbps = kbps.max(ROOMY_KBPS);
    let frames = sound.len() / frame_bytes(kbps);
    let padding = (frames * FRAME).saturating_sub(samples + ENCODER_DELAY);
    let own_bytes = frame_bytes(own_kbps);
    let size = SIZES.iter().position(|it| *it == own_kbps).unwrap_or(8);

    let mut frame = vec![0xff, 0xf3, (byte(size) << 4) | 0b0100, 0xc4];
    frame.extend_from_slice(&[0; 9]);
    frame.extend_from_slice(b"Info\0\0\0\x0f");
    frame.extend_from_slice(&number(frames));
    frame.extend_from_slice(&number(own_bytes + sound.len()));
    // How far into the file each hundredth of the time is.
    frame.extend((0..100_usize).map(|hundredth| byte(hundredth * 256 / 100)));
    frame.extend_from_slice(&[0, 0, 0, 50]);
    frame.extend_from_slice(b"LAME3.100");
    // A constant size; no lowpass, peaks or gains are told.
    frame.push(1);
    frame.extend_from_slice(&[0; 10]);
    frame.push(byte(kbps as usize));
    frame.extend_from_slice(&ends(padding));
    frame.extend_from_slice(&[0; 4]);
    frame.extend_from_slice(&number(own_bytes + sound.len()));
    frame.extend_from_slice(&checksum(sound).to_be_bytes());
    debug_assert_eq!(frame.len(), CHECKSUM_AT);
    let own = checksum(&frame);
    frame.extend_from_slice(&own.to_be_bytes());
    frame.resize(own_bytes, 0);
    frame
}

/// Delay and padding, twelve bits each.
fn ends(padding: usize) -> [u8; 3] {
    let padding = padding.min(0xfff);
    [
        byte(ENCODER_DELAY >> 4),
        byte((ENCODER_DELAY & 0xf) << 4 | padding >> 8),
        byte(padding & 0xff),
    ]
}

fn byte(value: usize) -> u8 {
    u8::try_from(value).unwrap_or(u8::MAX)
}

fn number(value: usize) -> [u8; 4] {
    u32::try_from(value).unwrap_or(u32::MAX).to_be_bytes()
}

/// CRC-16 as LAME computes it (polynomial 8005, reflected, from zero).
fn checksum(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |crc, byte| {
        let start = crc ^ u16::from(*byte);
        (0..8).fold(start, |crc, _| match crc & 1 {
            0 => crc >> 1,
            _ => crc >> 1 ^ 0xa001,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_known_one() {
        assert_eq!(checksum(b"123456789"), 0xbb3d);
    }

    #[test]
    fn the_frame_is_as_long_as_its_header_says() {
        let frame = first_frame(&[0; 144 * 10], 48, 5_000);
        assert_eq!(frame.len(), 192);
        assert_eq!(frame[2] >> 4, 8, "64 kbit/s");
        assert_eq!(
            &frame[4 + 9 + 120 + 21..][..3],
            &[0x24, 0x00, 0xb8],
            "576 and 184"
        );
    }
}
