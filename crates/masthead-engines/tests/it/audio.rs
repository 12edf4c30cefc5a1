//! Our sound files, as another program decodes and measures them.

use masthead_engines::audio::{
    DigitalSource, Encoding, Format, Loudness, Pcm, Piece, RATE, Tags, Whole, encode, name_of,
    whole,
};

use crate::ffmpeg::hear;

/// Ten seconds with the ups and downs of speech and peaks far above its loudness, at a rate of its own.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a sound in a test"
)]
fn babble(rate: u32, scale: f32) -> Pcm {
    let sample = |nth: u32| {
        let at = nth as f32 / rate as f32 * std::f32::consts::TAU;
        let syllable = (at * 3.0).sin().max(0.0);
        let voice = (at * 140.0).sin() + 0.6 * (at * 1_170.0).sin() + 0.2 * (at * 3_100.0).sin();
        let click = if nth % 6_007 < 3 { 2.5 } else { 0.0 };
        ((syllable * voice + click) * scale) as i16
    };
    Pcm {
        rate,
        samples: (0..rate * 5).map(sample).collect(),
    }
}

fn tags() -> Tags {
    Tags {
        title: "Die Donau steigt – „Niemand schläft“".to_owned(),
        artist: "Anna Berger".to_owned(),
        album: "Nordstern".to_owned(),
        language: "de".to_owned(),
        date: "2026-11-22".to_owned(),
        address: "https://nordstern.example/donau".to_owned(),
        voice: "espeak-ng 1.51, de".to_owned(),
        source: DigitalSource::Algorithmic,
        note: "Von einer synthetischen Stimme gelesen.".to_owned(),
    }
}

fn recording(scale: f32) -> Whole {
    let (one, other) = (babble(22_050, scale), babble(48_000, scale));
    let pieces = [(&one, 250), (&other, 600)].map(|(pcm, pause_ms)| Piece { pcm, pause_ms });
    whole(&pieces, Loudness::default())
}

const MP3: Encoding = Encoding {
    format: Format::Mp3,
    kbps: 48,
};
const OPUS: Encoding = Encoding {
    format: Format::Opus,
    kbps: 24,
};

#[test]
fn both_files_are_as_long_and_as_loud_as_promised() {
    for scale in [900.0, 12_000.0] {
        let whole = recording(scale);
        for encoding in [MP3, OPUS] {
            let file = encode(&whole.samples, encoding, &tags()).expect("it is encoded");
            let heard = hear(&file);
            let what = format!(
                "{encoding:?} of {scale}: {} LUFS, {} dBTP",
                heard.lufs, heard.peak_db
            );

            let off = (heard.secs() - whole.lasts().as_secs_f64()).abs();
            assert!(off <= 0.030, "{what}: {off} s off");
            assert!((heard.lufs + 16.0).abs() <= 0.5, "{what}");
            assert!(heard.peak_db <= -1.0, "{what}");
        }
    }
}

#[test]
fn a_sentence_is_heard_where_its_cue_says() {
    let whole = recording(4_000.0);
    for encoding in [MP3, OPUS] {
        let file = encode(&whole.samples, encoding, &tags()).expect("it is encoded");
        let heard = hear(&file).samples;
        // The pause between both sentences, in 48,000ths of a second.
        let (from, to) = (
            whole.places[0].end as usize * 2,
            whole.places[1].start as usize * 2,
        );
        let loudest = |range: std::ops::Range<usize>| {
            heard[range]
                .iter()
                .fold(0.0_f32, |most, it| most.max(it.abs()))
        };
        let margin = 48 * 50;
        assert!(
            loudest(from + margin..to - margin) < 0.02,
            "{encoding:?}: it is quiet"
        );
        assert!(
            loudest(to..to + margin * 4) > 0.05,
            "{encoding:?}: it is heard"
        );
    }
}

#[test]
fn both_files_say_that_the_voice_is_synthetic() {
    let whole = recording(4_000.0);
    for encoding in [MP3, OPUS] {
        let file = encode(&whole.samples, encoding, &tags()).expect("it is encoded");
        let heard = hear(&file);
        let tag = |name: &str| {
            heard
                .tag(name)
                .unwrap_or_else(|| panic!("{name}: {}", heard.probe))
        };

        assert_eq!(tag("title"), tags().title);
        assert_eq!(tag("artist"), "Anna Berger");
        assert_eq!(tag("album"), "Nordstern");
        assert_eq!(tag("date"), "2026-11-22");
        assert_eq!(tag("genre"), "Speech");
        assert_eq!(tag("synthetic_voice"), "yes");
        assert_eq!(tag("synthetic_voice_engine"), "espeak-ng 1.51, de");
        assert_eq!(
            tag("digital_source_type"),
            DigitalSource::Algorithmic.address()
        );
        let note = heard.tag("comment").or_else(|| heard.tag("description"));
        assert_eq!(note, Some("Von einer synthetischen Stimme gelesen."));
        let language = if encoding == MP3 { "deu" } else { "de" };
        assert_eq!(tag("language"), language);
    }
}

#[test]
fn the_files_have_the_promised_size() {
    let whole = recording(4_000.0);
    let minutes = whole.lasts().as_secs_f64() / 60.0;
    for (encoding, most) in [(MP3, 365.0), (OPUS, 190.0)] {
        let file = encode(&whole.samples, encoding, &tags()).expect("it is encoded");
        #[expect(clippy::cast_precision_loss, reason = "a small file")]
        // A kilobyte of tags weighs more in eleven seconds than in four minutes.
        let kb_a_minute = (file.len() as f64 / 1_000.0 - 1.0) / minutes;
        assert!(
            kb_a_minute <= most,
            "{encoding:?}: {kb_a_minute} kB a minute"
        );
    }
}

#[test]
fn every_page_of_ogg_is_whole_and_in_time() {
    let whole = recording(4_000.0);
    let file = encode(&whole.samples, OPUS, &tags()).expect("it is encoded");
    let mut pages = ogg::PacketReader::new(std::io::Cursor::new(&file));
    let mut granules = Vec::new();
    // The reader checks each page's checksum.
    while let Some(packet) = pages.read_packet().expect("every page is whole") {
        if packet.last_in_page() {
            granules.push(packet.absgp_page());
        }
        if packet.first_in_stream() {
            assert_eq!(&packet.data[..8], b"OpusHead");
        }
    }
    let skipped = u64::from(u16::from_le_bytes([file[28 + 10], file[28 + 11]]));
    let samples = whole.samples.len() as u64 * 48_000 / u64::from(RATE);
    assert_eq!(&granules[..4], [0, 0, 48_000, 96_000], "a page a second");
    assert!(granules.windows(2).all(|two| two[0] <= two[1]));
    assert_eq!(
        granules.last(),
        Some(&(samples + skipped)),
        "cut to the sample"
    );
}

#[test]
fn the_same_sound_gives_the_same_file() {
    let (one, other) = (recording(4_000.0), recording(4_000.0));
    for encoding in [MP3, OPUS] {
        let one = encode(&one.samples, encoding, &tags()).expect("it is encoded");
        let other = encode(&other.samples, encoding, &tags()).expect("it is encoded");
        assert_eq!(name_of(&one), name_of(&other));
        assert_eq!(name_of(&one).len(), 32);
    }
}

#[test]
fn a_moment_and_nothing_at_all_are_files_too() {
    for length in [0_usize, 1, 479, 480, 481, 24_000] {
        let samples = vec![900_i16; length];
        for encoding in [MP3, OPUS] {
            let file = encode(&samples, encoding, &tags()).expect("it is encoded");
            assert!(file.len() > 300, "{encoding:?} {length}");
        }
    }
}

#[test]
fn a_size_that_the_format_does_not_know_is_refused() {
    let odd = Encoding { kbps: 47, ..MP3 };
    assert!(!odd.is_possible());
    assert!(encode(&[0; 480], odd, &tags()).is_err());
    assert!(MP3.is_possible() && OPUS.is_possible());
}
