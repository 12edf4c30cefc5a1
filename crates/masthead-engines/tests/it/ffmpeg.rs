//! Another program's opinion about our sound files: ffmpeg decodes and measures them.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::NamedTempFile;

/// A file as ffmpeg sees it.
pub(crate) struct Heard {
    /// Samples at 48,000 a second, full scale 1.
    pub(crate) samples: Vec<f32>,
    /// Loudness in LUFS, one channel counted twice.
    pub(crate) lufs: f64,
    /// True peak in dBTP.
    pub(crate) peak_db: f64,
    /// What `ffprobe` says about format and tags, `key=value` in lines.
    pub(crate) probe: String,
}

impl Heard {
    /// The length in seconds.
    #[expect(clippy::cast_precision_loss, reason = "tests are short")]
    pub(crate) fn secs(&self) -> f64 {
        self.samples.len() as f64 / 48_000.0
    }

    /// The value of a tag, whatever its capitals.
    pub(crate) fn tag(&self, name: &str) -> Option<&str> {
        let wanted = format!("tag:{name}=").to_lowercase();
        self.probe.lines().find_map(|line| {
            let fits = line.to_lowercase().starts_with(&wanted);
            fits.then(|| line.split_once('=').map_or("", |(_, value)| value))
        })
    }
}

/// Plays a file with ffmpeg, which must be installed: `make test` does that.
pub(crate) fn hear(file: &[u8]) -> Heard {
    let kept = NamedTempFile::new().expect("a temporary file");
    std::fs::write(kept.path(), file).expect("it is written");
    let raw = ffmpeg(
        kept.path(),
        &["-f", "f32le", "-ac", "1", "-ar", "48000", "-"],
    )
    .stdout;
    let filter = "ebur128=peak=true:dualmono=true:framelog=verbose";
    let report = ffmpeg(kept.path(), &["-af", filter, "-f", "null", "-"]).stderr;
    let report = String::from_utf8_lossy(&report).into_owned();
    let summary = report.rsplit("Summary:").next().unwrap_or_default();
    let samples = raw
        .chunks_exact(4)
        .map(|it| f32::from_le_bytes([it[0], it[1], it[2], it[3]]));
    Heard {
        samples: samples.collect(),
        lufs: number(summary, "I:"),
        peak_db: number(summary, "Peak:"),
        probe: probe(kept.path()),
    }
}

fn ffmpeg(file: &Path, how: &[&str]) -> Output {
    let mut command = Command::new("ffmpeg");
    command.args([
        "-hide_banner",
        "-nostdin",
        "-v",
        "info",
        "-xerror",
        "-err_detect",
        "explode",
    ]);
    let output = command.arg("-i").arg(file).args(how).output();
    let output = output.expect("ffmpeg is installed (`make test` installs it)");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "ffmpeg does not play it:\n{said}");
    assert!(
        !said.contains("CRC mismatch") && !said.contains("Invalid"),
        "{said}"
    );
    output
}

fn probe(file: &Path) -> String {
    let mut command = Command::new("ffprobe");
    command.args([
        "-v",
        "error",
        "-show_format",
        "-show_streams",
        "-of",
        "default",
    ]);
    let output = command
        .arg(file)
        .output()
        .expect("ffprobe comes with ffmpeg");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn number(text: &str, name: &str) -> f64 {
    let rest = text.split(name).nth(1).unwrap_or_default();
    let word = rest.split_whitespace().next().unwrap_or_default();
    word.parse()
        .unwrap_or_else(|_| panic!("no {name} in {text}"))
}
