//! The real espeak-ng and our own sound files: what an article costs to read, and how the files turn out when ffmpeg
//! plays them.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use masthead_core::kernel::Clock;
use masthead_core::narration::{Manuscript, Narration, Sound, Spoken, Voice, narrate, prepare};
use masthead_engines::audio::{Kept, RATE, measure as loudness_of};
use masthead_engines::speech::{CarefulSpeaker, Espeak, Said};
use masthead_text::Lang;

use super::gold::{self, ENGLISH, GERMAN};
use super::table::{self, Table};
use crate::bench::cpu;
use crate::config::{self, Spoken as Told};
use crate::speakers;

const SYNTHESIS: table::Wanted = table::Wanted {
    metric: "espeak synthesis per article",
    target: "≤ 1 CPU-s, RTF ≤ 0.004",
    prototype: "0.54–0.58 s, 0.0024",
};
const JOB: table::Wanted = table::Wanted {
    metric: "full audio job (MP3 and Opus)",
    target: "≤ 5 CPU-s, RTF ≤ 0.02, ≤ 15 s",
    prototype: "3.5–4.0 s, 0.015",
};
const CHANGED: table::Wanted = table::Wanted {
    metric: "one changed sentence",
    target: "1 synthesis, 1 encoding",
    prototype: "≈ 3 CPU-s",
};
const LOUDNESS: table::Wanted = table::Wanted {
    metric: "loudness and peak, decoded",
    target: "−16 ± 0.5 LUFS, ≤ −1 dBTP",
    prototype: "−16.1, −1.8",
};
const SIZE: table::Wanted = table::Wanted {
    metric: "MP3 and Opus, kB a minute",
    target: "≤ 365, ≤ 190",
    prototype: "360, 181",
};
const CUES: table::Wanted = table::Wanted {
    metric: "cue accuracy, decoded MP3",
    target: "≤ 50 ms",
    prototype: "exact by construction",
};

/// What is louder than this is heard: −40 dB of full scale.
const HEARD: f32 = 0.01;

/// A studio with an empty shelf.
struct Studio {
    speaker: CarefulSpeaker,
    folder: tempfile::TempDir,
    clock: Clock,
}

pub(super) async fn measure(table: &mut Table) -> Result<()> {
    if Espeak::find().await.is_err() || !plays() {
        for wanted in [&SYNTHESIS, &JOB, &CHANGED, &LOUDNESS, &SIZE, &CUES] {
            table.absent(wanted, "espeak-ng and ffmpeg are needed");
        }
        return Ok(());
    }
    for (lang, gold, voice) in [(Lang::De, GERMAN, "de"), (Lang::En, ENGLISH, "en-gb-x-rp")] {
        let manuscript = Manuscript {
            headline: "Gold".to_owned(),
            document: gold::article(gold),
            ..Manuscript::default()
        };
        article(&manuscript, lang, voice, table).await?;
    }
    Ok(())
}

async fn article(
    manuscript: &Manuscript,
    lang: Lang,
    voice: &str,
    table: &mut Table,
) -> Result<()> {
    let clock = Clock::of_the_machine();
    let told = Told {
        data: Some("nowhere".into()),
        ..Told::default()
    };
    let config = config::read(&told)?.speech;
    let studio = Studio {
        speaker: speakers::hire(&config, None, &clock, "espeak").await?,
        folder: tempfile::tempdir()?,
        clock,
    };
    let sound = Sound::usual(lang);
    let synthesis = synthesis(&studio, manuscript, &sound, voice).await?;
    let (narration, _, all, wall) = job(&studio, manuscript, &sound, voice).await?;
    let secs = Duration::from_millis(narration.manifest.duration_ms).as_secs_f64();
    let (used, share) = (synthesis.as_secs_f64(), synthesis.as_secs_f64() / secs);
    let ours = format!("{lang}: {used:.2} s, {share:.4} ({secs:.0} s of sound)");
    table.row(&SYNTHESIS, ours, used <= 1.0 && share <= 0.004);
    let (used, share, wall) = (
        all.as_secs_f64(),
        all.as_secs_f64() / secs,
        wall.as_secs_f64(),
    );
    let ours = format!("{lang}: {used:.2} s, {share:.4}, {wall:.1} s");
    table.row(&JOB, ours, used <= 5.0 && share <= 0.02 && wall <= 15.0);
    let mut changed = manuscript.clone();
    changed.headline.push_str(" 2");
    let (_, spoken, used, _) = job(&studio, &changed, &sound, voice).await?;
    let ours = format!(
        "{lang}: {} synthesis, {:.2} CPU-s",
        spoken.asked,
        used.as_secs_f64()
    );
    table.row(&CHANGED, ours, spoken.asked == 1);
    files(table, lang, &narration, secs)
}

impl Studio {
    fn voice<'a>(&'a self, name: &'a str, kept: &'a Kept) -> Voice<'a> {
        Voice {
            speaker: &self.speaker,
            name,
            kept,
            clock: &self.clock,
        }
    }
}

/// The processor time of the sentences alone: espeak-ng's own, and ours to start it and to read its sound.
async fn synthesis(
    studio: &Studio,
    manuscript: &Manuscript,
    sound: &Sound,
    voice: &str,
) -> Result<Duration> {
    let kept = Kept::at(studio.folder.path());
    let lines = prepare(manuscript, sound, studio.voice(voice, &kept)).lines;
    let before = cpu::used_with_ended_children()?;
    for line in &lines {
        let said = Said {
            text: &line.said,
            lang: sound.manner.lang,
            voice,
            before: "",
            behind: "",
        };
        studio.speaker.speak(said, None).await?;
    }
    Ok(cpu::used_with_ended_children()?.saturating_sub(before))
}

async fn job(
    studio: &Studio,
    manuscript: &Manuscript,
    sound: &Sound,
    voice: &str,
) -> Result<(Narration, Spoken, Duration, Duration)> {
    let kept = Kept::at(studio.folder.path());
    let voice = studio.voice(voice, &kept);
    let (before, began) = (cpu::used_with_ended_children()?, Instant::now());
    let prepared = prepare(manuscript, sound, voice);
    let narrated = narrate(manuscript, prepared, sound, voice, &mut |_| {}).await;
    let used = cpu::used_with_ended_children()?.saturating_sub(before);
    let findings = format!("{:?}", narrated.findings);
    let narration = narrated.narration.context(findings)?;
    Ok((narration, narrated.spoken, used, began.elapsed()))
}

fn files(table: &mut Table, lang: Lang, narration: &Narration, secs: f64) -> Result<()> {
    let mut heard = Vec::new();
    let (mut loudness, mut sizes) = (Vec::new(), Vec::new());
    let (mut is_loud, mut is_small) = (true, true);
    for (file, most) in narration.files.iter().zip([365.0, 190.0]) {
        let samples = decoded(&file.bytes)?;
        let measured = loudness_of(&samples, RATE);
        is_loud &= (measured.lufs + 16.0).abs() <= 0.5 && measured.peak_db <= -1.0;
        loudness.push(format!("{:.1}, {:.1}", measured.lufs, measured.peak_db));
        #[expect(clippy::cast_precision_loss, reason = "a file of some megabytes")]
        let kb = file.bytes.len() as f64 / 1_000.0 / secs * 60.0;
        is_small &= kb <= most;
        sizes.push(format!("{kb:.0}"));
        heard.push(samples);
    }
    table.row(
        &LOUDNESS,
        format!("{lang}: {}", loudness.join("; ")),
        is_loud,
    );
    table.row(&SIZE, format!("{lang}: {}", sizes.join(", ")), is_small);
    let mp3 = heard.first().context("there is an MP3")?;
    let cues = narration.manifest.cues.iter();
    let late = cues
        .filter_map(|cue| late_ms(mp3, cue.from_ms))
        .max()
        .unwrap_or(0);
    table.row(&CUES, format!("{lang}: at most {late} ms"), late <= 50);
    Ok(())
}

/// How far from a cue's beginning something is heard, in milliseconds; the silence before a cue is longer than that.
fn late_ms(samples: &[f32], from_ms: u64) -> Option<u64> {
    let at = |ms: u64| usize::try_from(ms * u64::from(RATE) / 1_000).unwrap_or(usize::MAX);
    let begin = from_ms.saturating_sub(100);
    let rest = samples.get(at(begin)..)?;
    let first = rest.iter().position(|it| it.abs() > HEARD)?;
    let heard_ms = begin + first as u64 * 1_000 / u64::from(RATE);
    Some(heard_ms.abs_diff(from_ms))
}

fn plays() -> bool {
    let asked = Command::new("ffmpeg")
        .arg("-version")
        .stdout(Stdio::null())
        .status();
    asked.is_ok_and(|status| status.success())
}

/// The samples that ffmpeg plays.
fn decoded(file: &[u8]) -> Result<Vec<f32>> {
    let kept = tempfile::NamedTempFile::new()?;
    std::fs::write(kept.path(), file)?;
    let rate = RATE.to_string();
    let output = Command::new("ffmpeg")
        .args(["-v", "error", "-nostdin", "-i"])
        .arg(kept.path())
        .args(["-f", "f32le", "-ac", "1", "-ar", &rate, "-"])
        .output()?;
    let samples = output.stdout.chunks_exact(4);
    Ok(samples
        .map(|it| f32::from_le_bytes([it[0], it[1], it[2], it[3]]))
        .collect())
}
