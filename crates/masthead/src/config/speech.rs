//! Who reads aloud, and how: the part of the configuration that begins with `speech.`.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use masthead_core::ledger::Terms;
use masthead_core::narration::Sound;
use masthead_engines::asking::{Allowance, Key};
use masthead_engines::audio::{Encoding, Format, Loudness};
use masthead_text::Lang;
use masthead_text::narration::Lexicon;

use super::{Values, price};

/// Every speaker that can be configured.
pub(crate) const SPEAKERS: &[&str] = &[
    "espeak",
    "openai_speech",
    "piper_http",
    "azure",
    "elevenlabs",
];

/// Loudness that somebody could want.
const LUFS: std::ops::RangeInclusive<f64> = -30.0..=-10.0;

/// Who reads aloud, and how.
#[derive(Clone, Debug)]
pub(crate) struct SpeechConfig {
    /// The speaker that is asked if none is named.
    pub default: String,
    /// MP3 and Opus, in kbit/s; 0 leaves the file out.
    sizes: [(Format, u32); 2],
    loudness: Loudness,
    reads_captions: bool,
    lexicon: Option<PathBuf>,
    voices: Vec<(Lang, String, String)>,
    speakers: Vec<(String, SpeakerConfig)>,
}

/// One speaker's own settings.
#[derive(Clone, Debug, Default)]
pub(crate) struct SpeakerConfig {
    /// Where it is asked.
    pub base: Option<String>,
    /// Whether that may be in our own network.
    pub allow_local: bool,
    /// Its model.
    pub model: Option<String>,
    /// Azure's region.
    pub region: Option<String>,
    /// How slowly Piper speaks; 1.0 as it was trained.
    pub length_scale: f32,
    /// What it may cost, and what a million characters cost.
    pub terms: Terms,
    key_env: Option<String>,
    key_file: Option<PathBuf>,
}

impl SpeechConfig {
    /// A speaker's own settings.
    pub(crate) fn speaker(&self, name: &str) -> SpeakerConfig {
        let found = self.speakers.iter().find(|(known, _)| known == name);
        found.map(|(_, config)| config.clone()).unwrap_or_default()
    }

    /// The voice of a speaker for a language: the configured one, or espeak's usual one.
    pub(crate) fn voice(&self, speaker: &str, lang: Lang) -> Result<String> {
        let fits = |it: &&(Lang, String, String)| it.0 == lang && it.1 == speaker;
        match (self.voices.iter().find(fits), speaker, lang) {
            (Some((_, _, voice)), ..) => Ok(voice.clone()),
            (None, "espeak", Lang::De) => Ok("de".to_owned()),
            // The least harsh of the English ones.
            (None, "espeak", Lang::En) => Ok("en-gb-x-rp".to_owned()),
            _ => bail!(
                "{speaker} has no voice for “{lang}”: say it with --voice, or set speech.voices.{lang} = \"{speaker}:VOICE\""
            ),
        }
    }

    /// How it is to sound in a language, on this site.
    pub(crate) fn sound(&self, lang: Lang, site: &str) -> Result<Sound> {
        let usual = Sound::usual(lang);
        let encodings = self
            .sizes
            .iter()
            .filter(|(format, kbps)| *kbps > 0 && Format::ALL.contains(format));
        let encodings: Vec<Encoding> = encodings
            .map(|(format, kbps)| Encoding {
                format: *format,
                kbps: *kbps,
            })
            .collect();
        if encodings.is_empty() {
            bail!("neither MP3 nor Opus is left: look at speech.mp3 and speech.opus");
        }
        Ok(Sound {
            manner: masthead_text::narration::Manner {
                with_captions: self.reads_captions,
                ..usual.manner
            },
            lexicon: self
                .lexicon
                .as_ref()
                .map_or_else(|| Ok(Lexicon::default()), read_lexicon)?,
            encodings,
            loudness: self.loudness,
            site: site.to_owned(),
        })
    }
}

impl SpeakerConfig {
    /// Its key, if one is configured.
    pub(crate) fn key(&self) -> Result<Option<Key>> {
        Ok(match (&self.key_env, &self.key_file) {
            (Some(variable), _) => Some(Key::from_variable(variable)?),
            (None, Some(file)) => Some(Key::from_file(file)?),
            (None, None) => None,
        })
    }

    /// Its key, which it needs.
    pub(crate) fn needed_key(&self, speaker: &str) -> Result<Key> {
        let key = self.key()?;
        key.with_context(|| {
            format!("{speaker} needs a key: set speech.providers.{speaker}.key_env or key_file")
        })
    }
}

pub(super) fn settle(values: &Values) -> Result<SpeechConfig> {
    let default = values.text("speech.default").unwrap_or("espeak");
    if !SPEAKERS.contains(&default) {
        bail!(
            "speech.default = “{default}” is none of {}",
            SPEAKERS.join(", ")
        );
    }
    let speakers = SPEAKERS
        .iter()
        .map(|name| Ok(((*name).to_owned(), speaker(values, name)?)));
    Ok(SpeechConfig {
        default: default.to_owned(),
        sizes: [
            size(values, Format::Mp3, 48)?,
            size(values, Format::Opus, 24)?,
        ],
        loudness: loudness(values)?,
        reads_captions: is_on(values, "speech.captions")?,
        lexicon: values.text("speech.lexicon").map(PathBuf::from),
        voices: Lang::ALL
            .iter()
            .filter_map(|lang| voice(values, *lang).transpose())
            .collect::<Result<_>>()?,
        speakers: speakers.collect::<Result<_>>()?,
    })
}

fn size(values: &Values, format: Format, usual: u32) -> Result<(Format, u32)> {
    let key = format!("speech.{}", format.extension());
    let kbps = values.parsed(&key, "a number of kbit/s")?.unwrap_or(usual);
    if kbps != 0 && !(Encoding { format, kbps }).is_possible() {
        bail!("{key} = “{kbps}” is no size of this format; {usual} is the usual one");
    }
    Ok((format, kbps))
}

fn loudness(values: &Values) -> Result<Loudness> {
    let lufs = values.parsed("speech.lufs", "a loudness such as -16")?;
    match lufs {
        None => Ok(Loudness::default()),
        Some(lufs) if LUFS.contains(&lufs) => Ok(Loudness { lufs }),
        Some(lufs) => bail!("speech.lufs = “{lufs}” is not between -30 and -10; podcasts have -16"),
    }
}

/// `espeak:de` as speaker and voice.
fn voice(values: &Values, lang: Lang) -> Result<Option<(Lang, String, String)>> {
    let key = format!("speech.voices.{lang}");
    let Some(text) = values.text(&key) else {
        return Ok(None);
    };
    match text.split_once(':') {
        Some((speaker, voice)) if SPEAKERS.contains(&speaker) && !voice.is_empty() => {
            Ok(Some((lang, speaker.to_owned(), voice.to_owned())))
        }
        _ => bail!("{key} = “{text}” is not a speaker and its voice, such as “espeak:de”"),
    }
}

fn speaker(values: &Values, name: &str) -> Result<SpeakerConfig> {
    let key = |field: &str| format!("speech.providers.{name}.{field}");
    let text = |field: &str| values.text(&key(field)).map(str::to_owned);
    let number = |field: &str| values.parsed::<u64>(&key(field), "a number of characters");
    Ok(SpeakerConfig {
        base: text("base"),
        allow_local: is_on(values, &key("allow_local"))?,
        model: text("model"),
        region: text("region"),
        length_scale: values
            .parsed(&key("length_scale"), "a number such as 1.1")?
            .unwrap_or(1.0),
        terms: Terms {
            allowance: Allowance {
                day: number("day_chars")?,
                month: number("month_chars")?,
                article: number("article_chars")?,
            },
            price_micros: price::read(values, &key("price_per_million"))?,
        },
        key_env: text("key_env"),
        key_file: text("key_file").map(PathBuf::from),
    })
}

/// A switch that is off if not set.
fn is_on(values: &Values, key: &str) -> Result<bool> {
    Ok(values.text(key).is_some() && values.switch(key)?)
}

/// `[de]` with `Selenskyj = "Selénskij"`.
fn read_lexicon(file: &PathBuf) -> Result<Lexicon> {
    let about = || format!("speech.lexicon = “{}”", file.display());
    let text = std::fs::read_to_string(file).with_context(about)?;
    let table: toml::Table = text.parse().with_context(about)?;
    let mut lexicon = Lexicon::default();
    for (tag, entries) in &table {
        let lang = Lang::ALL.into_iter().find(|lang| lang.tag() == tag);
        let (Some(lang), Some(entries)) = (lang, entries.as_table()) else {
            bail!("{}: “{tag}” is not [de] or [en]", about());
        };
        for (written, said) in entries {
            let said = said
                .as_str()
                .with_context(|| format!("{}: {written}", about()))?;
            lexicon.add(lang, written, said);
        }
    }
    Ok(lexicon)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<SpeechConfig> {
        let mut values = Values::default();
        let table: toml::Table = text.parse().expect("it is TOML");
        values.read_table("", &table)?;
        settle(&values)
    }

    #[test]
    fn out_of_the_box_espeak_reads_both_languages() {
        let config = read("").expect("defaults");
        assert_eq!(config.default, "espeak");
        assert_eq!(config.voice("espeak", Lang::De).expect("a voice"), "de");
        let sound = config.sound(Lang::De, "Nordstern").expect("a sound");
        assert_eq!(sound.encodings, Sound::usual(Lang::De).encodings);
        assert!(config.voice("azure", Lang::De).is_err());
    }

    #[test]
    fn every_setting_is_understood() {
        let config = read(
            "[speech]\ndefault = \"azure\"\nmp3 = 64\nopus = 0\nlufs = -18.0\ncaptions = true\n\
             [speech.voices]\nde = \"azure:de-AT-IngridNeural\"\n\
             [speech.providers.azure]\nregion = \"westeurope\"\nkey_env = \"AZURE_SPEECH_KEY\"\nmonth_chars = 500_000\nprice_per_million = 16.0\n\
             [speech.providers.openai_speech]\nbase = \"http://127.0.0.1:8880\"\nmodel = \"kokoro\"\nallow_local = true\n",
        )
        .expect("it is good");
        assert_eq!(
            config.voice("azure", Lang::De).expect("a voice"),
            "de-AT-IngridNeural"
        );
        let sound = config.sound(Lang::De, "").expect("a sound");
        assert_eq!(
            sound.encodings,
            [Encoding {
                format: Format::Mp3,
                kbps: 64
            }]
        );
        assert!(sound.manner.with_captions);
        let terms = config.speaker("azure").terms;
        assert_eq!(
            (terms.allowance.month, terms.price_micros),
            (Some(500_000), 16_000_000)
        );
        assert!(config.speaker("openai_speech").allow_local);
    }

    #[test]
    fn what_does_not_fit_names_its_key() {
        for (text, key) in [
            ("[speech]\ndefault = \"festival\"", "speech.default"),
            ("[speech]\nmp3 = 47", "speech.mp3"),
            ("[speech]\nlufs = 3", "speech.lufs"),
            ("[speech.voices]\nde = \"de\"", "speech.voices.de"),
            (
                "[speech.providers.azure]\nprice_per_million = -1.0",
                "speech.providers.azure.price_per_million",
            ),
            (
                "[speech.providers.azure]\nregoin = \"x\"",
                "speech.providers.azure.region",
            ),
        ] {
            let error = format!("{:#}", read(text).expect_err(text));
            assert!(error.contains(key), "{error}");
        }
    }
}
