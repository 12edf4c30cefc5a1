//! The speakers that this machine has, by the names that are said on the command line and in the configuration.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, bail};
use masthead_core::kernel::{App, Clock, Ids};
use masthead_core::ledger::Ledger;
use masthead_engines::asking::{Budget, Endpoint, Free, HousePace, Pace, Purse};
use masthead_engines::speech::{
    AzureSpeech, CarefulSpeaker, ELEVENLABS, ElevenLabs, Espeak, HttpSpeaker, OpenAiSpeech, Piper,
    Speaker, VoiceContract,
};

use crate::config::{SPEAKERS, SpeakerConfig, SpeechConfig};

/// The model that is asked of ElevenLabs if none is set: it speaks German.
const ELEVENLABS_MODEL: &str = "eleven_multilingual_v2";
/// The model that is asked of an endpoint like OpenAI's if none is set.
const OPENAI_MODEL: &str = "tts-1";

/// The speaker of this name, on the site's ledger; without a site on a budget that ends with the command.
///
/// # Errors
/// A name that is none; a speaker that cannot be set up, with the setting that is missing.
pub(crate) async fn hire(
    config: &SpeechConfig,
    app: Option<&App>,
    clock: &Clock,
    name: &str,
) -> Result<CarefulSpeaker> {
    let settings = config.speaker(name);
    let pace = pace(clock);
    let engine = engine(name, &settings, &pace).await?;
    let budget: Arc<dyn Budget> = match app {
        // What costs nothing and stays in the house needs no bookkeeping for each sentence.
        _ if !engine.abilities().is_billed => Arc::new(Free),
        Some(app) => {
            let terms = HashMap::from([(name.to_owned(), settings.terms)]);
            Arc::new(Ledger::new(app, None, terms))
        }
        None => Arc::new(Purse::new(settings.terms.allowance, pace.clone())),
    };
    Ok(CarefulSpeaker::new(engine, pace, budget))
}

async fn engine(
    name: &str,
    settings: &SpeakerConfig,
    pace: &Arc<dyn Pace>,
) -> Result<Box<dyn Speaker>> {
    Ok(match name {
        "espeak" => Box::new(Espeak::find().await?),
        "openai_speech" => {
            let model = settings.model.as_deref().unwrap_or(OPENAI_MODEL);
            let contract = OpenAiSpeech::new(model, settings.key()?, settings.allow_local);
            http(contract, needed_base(name, settings)?, settings, pace)?
        }
        "piper_http" => {
            let contract = Piper::new(settings.length_scale);
            http(contract, needed_base(name, settings)?, settings, pace)?
        }
        "azure" => {
            let contract = AzureSpeech::new(settings.needed_key(name)?);
            let region = settings.region.as_deref().and_then(AzureSpeech::address);
            let base = settings.base.clone().or(region);
            let base =
                base.context("azure needs speech.providers.azure.region, such as “westeurope”")?;
            http(contract, &base, settings, pace)?
        }
        "elevenlabs" => {
            let model = settings.model.as_deref().unwrap_or(ELEVENLABS_MODEL);
            let contract = ElevenLabs::new(model, settings.needed_key(name)?);
            http(
                contract,
                settings.base.as_deref().unwrap_or(ELEVENLABS),
                settings,
                pace,
            )?
        }
        _ => bail!(
            "there is no speaker “{name}”; there are {}",
            SPEAKERS.join(", ")
        ),
    })
}

fn needed_base<'a>(name: &str, settings: &'a SpeakerConfig) -> Result<&'a str> {
    let base = settings.base.as_deref();
    base.with_context(|| format!("{name} needs an address: set speech.providers.{name}.base"))
}

fn http(
    contract: impl VoiceContract + 'static,
    base: &str,
    settings: &SpeakerConfig,
    pace: &Arc<dyn Pace>,
) -> Result<Box<dyn Speaker>> {
    Ok(Box::new(over(
        contract,
        Endpoint::new(base, settings.allow_local)?,
        pace,
    )))
}

fn over<C: VoiceContract>(contract: C, endpoint: Endpoint, pace: &Arc<dyn Pace>) -> HttpSpeaker<C> {
    HttpSpeaker::new(
        contract,
        endpoint.within(HttpSpeaker::<C>::bounds()),
        pace.clone(),
    )
}

/// The clock and the dice of the house.
fn pace(clock: &Clock) -> Arc<dyn Pace> {
    let clock = clock.clone();
    let now = move || {
        let micros = u64::try_from(clock.now().as_micros()).unwrap_or(0);
        SystemTime::UNIX_EPOCH + Duration::from_micros(micros)
    };
    Arc::new(HousePace::new(now, || Ids.chance()))
}
