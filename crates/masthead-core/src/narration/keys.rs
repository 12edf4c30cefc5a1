//! What a sound hangs on, as keys: of one sentence, and of the whole.

use sha2::{Digest, Sha256};

use super::{Line, Manuscript, Sound, Voice};
use masthead_text::Lang;

/// Counted up when sentences are trimmed otherwise, or files put together otherwise: then old ones do not fit.
const WAY_OF_SENTENCES: &str = "1";
const WAY_OF_FILES: &str = "1";

/// The key of a sentence's recording: the words, the voice, and all that the voice hangs on.
pub(super) fn sentence(said: &str, lang: Lang, voice: Voice<'_>) -> [u8; 32] {
    let speaker = voice.speaker;
    hash(&[
        WAY_OF_SENTENCES,
        speaker.id(),
        speaker.make(),
        voice.name,
        lang.tag(),
        said,
    ])
}

/// The key of a narration: its sentences in their order, their pauses, and how the files are written.
pub(super) fn recipe(
    lines: &[Line],
    manuscript: &Manuscript,
    sound: &Sound,
    voice: Voice<'_>,
) -> String {
    let lang = sound.manner.lang;
    let mut parts = vec![
        WAY_OF_FILES.to_owned(),
        sound.site.clone(),
        sound.loudness.lufs.to_string(),
        manuscript.headline.clone(),
        manuscript.writers.join(", "),
        manuscript.address.clone(),
    ];
    parts.extend(
        sound
            .encodings
            .iter()
            .map(|it| format!("{:?} {}", it.format, it.kbps)),
    );
    for line in lines {
        let key = data_encoding::HEXLOWER.encode(&sentence(&line.said, lang, voice));
        let id = line.id.as_ref().map_or("", |id| id.as_str());
        parts.push(format!("{key} {id} {} {}", line.pause_ms, line.printed));
    }
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    data_encoding::HEXLOWER.encode(&hash(&parts))
}

/// Each part with its length, so that no two lists look alike.
fn hash(parts: &[&str]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}
