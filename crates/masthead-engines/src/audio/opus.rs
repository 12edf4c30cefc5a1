//! Opus by libopus, in pages of Ogg (RFC 7845): one page for each second, the last one cut to the sample.

use ogg::{PacketWriteEndInfo, PacketWriter};
use opusic_c::{Application, Bitrate, Channels, Encoder, ErrorCode, SampleRate, Signal};

use super::{AudioError, RATE, Tags};

/// Samples of a packet: 20 ms.
const PACKET: usize = RATE as usize / 50;
/// Packets of a page: a second.
const PAGE: usize = 50;
/// Opus counts time in 48,000ths of a second, whatever the rate is.
const TICKS: u64 = 48_000 / RATE as u64;
/// No packet of one channel is longer (RFC 6716, section 3.4).
const MOST_PACKET_BYTES: usize = 1_275 * 3 + 7;
/// How hard the encoder tries, of ten: the other five cost a quarter more of its time.
const COMPLEXITY: u8 = 5;

type Pages<'a> = PacketWriter<'a, Vec<u8>>;

pub(super) fn encode(samples: &[i16], kbps: u32, tags: &Tags) -> Result<Vec<u8>, AudioError> {
    let mut encoder = encoder(kbps).map_err(refused)?;
    let ahead = u64::from(encoder.get_look_ahead().map_err(refused)?);
    let serial = serial(samples);
    let mut pages = Pages::new(Vec::new());
    write(
        &mut pages,
        serial,
        head(ahead * TICKS),
        PacketWriteEndInfo::EndPage,
        0,
    )?;
    write(
        &mut pages,
        serial,
        comments(tags),
        PacketWriteEndInfo::EndPage,
        0,
    )?;
    // The encoder is late by so many samples: the last ones come out only when something follows them.
    let all = samples.len() + usize::try_from(ahead).unwrap_or(0);
    let packets = all.div_ceil(PACKET).max(1);
    let mut frame = [0_u16; PACKET];
    for nth in 0..packets {
        fill(&mut frame, samples.get(nth * PACKET..).unwrap_or_default());
        let mut packet = vec![0; MOST_PACKET_BYTES];
        let length = encoder
            .encode_to_slice(&frame, &mut packet)
            .map_err(refused)?;
        packet.truncate(length);
        let (end, granule) = match nth + 1 {
            last if last == packets => (PacketWriteEndInfo::EndStream, all as u64 * TICKS),
            at if at % PAGE == 0 => (PacketWriteEndInfo::EndPage, (at * PACKET) as u64 * TICKS),
            at => (
                PacketWriteEndInfo::NormalPacket,
                (at * PACKET) as u64 * TICKS,
            ),
        };
        write(&mut pages, serial, packet, end, granule)?;
    }
    Ok(pages.into_inner())
}

fn encoder(kbps: u32) -> Result<Encoder, ErrorCode> {
    let mut encoder = Encoder::new(Channels::Mono, SampleRate::Hz24000, Application::Audio)?;
    encoder.set_bitrate(Bitrate::Value(kbps * 1_000))?;
    encoder.set_complexity(COMPLEXITY)?;
    encoder.set_signal(Signal::Voice)?;
    Ok(encoder)
}

/// The next samples as the encoder takes them, with silence where there are none left.
fn fill(frame: &mut [u16; PACKET], samples: &[i16]) {
    frame.fill(0);
    for (to, from) in frame.iter_mut().zip(samples) {
        *to = from.cast_unsigned();
    }
}

fn write(
    pages: &mut Pages<'_>,
    serial: u32,
    packet: Vec<u8>,
    end: PacketWriteEndInfo,
    granule: u64,
) -> Result<(), AudioError> {
    pages
        .write_packet(packet, serial, end, granule)
        .map_err(|error| AudioError::Encoder("Opus", error.to_string()))
}

/// What a player must know first (RFC 7845, section 5.1).
fn head(skipped: u64) -> Vec<u8> {
    let mut head = b"OpusHead\x01\x01".to_vec();
    head.extend_from_slice(&u16::try_from(skipped).unwrap_or(u16::MAX).to_le_bytes());
    head.extend_from_slice(&RATE.to_le_bytes());
    head.extend_from_slice(&[0, 0, 0]);
    head
}

/// The tags (RFC 7845, section 5.2).
fn comments(tags: &Tags) -> Vec<u8> {
    let plain = [
        ("TITLE", tags.title.as_str()),
        ("ARTIST", &tags.artist),
        ("ALBUM", &tags.album),
        ("LANGUAGE", &tags.language),
        ("DATE", &tags.date),
        ("CONTACT", &tags.address),
        ("GENRE", "Speech"),
        ("ENCODER", concat!("Masthead ", env!("CARGO_PKG_VERSION"))),
        ("DESCRIPTION", &tags.note),
    ];
    let all = plain.into_iter().chain(tags.marks());
    let all: Vec<String> = all
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| format!("{name}={text}"))
        .collect();
    let mut comments = b"OpusTags".to_vec();
    counted(&mut comments, b"libopus");
    comments.extend_from_slice(&u32::try_from(all.len()).unwrap_or(0).to_le_bytes());
    for comment in &all {
        counted(&mut comments, comment.as_bytes());
    }
    comments
}

fn counted(out: &mut Vec<u8>, text: &[u8]) {
    out.extend_from_slice(&u32::try_from(text.len()).unwrap_or(0).to_le_bytes());
    out.extend_from_slice(text);
}

/// A number for the stream, which only has to differ between streams of one file: made from the sound, so that the
/// same sound gives the same bytes.
fn serial(samples: &[i16]) -> u32 {
    samples.iter().fold(0x811c_9dc5, |hash: u32, sample| {
        (hash ^ u32::from(sample.cast_unsigned())).wrapping_mul(0x0100_0193)
    })
}

fn refused(error: ErrorCode) -> AudioError {
    AudioError::Encoder("Opus", error.message().to_owned())
}
