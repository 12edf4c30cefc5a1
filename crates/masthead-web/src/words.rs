//! What the screen says, in German and English: the texts of `locales/`, read once at the start.
//!
//! Texts without a variable (nearly all of them) are resolved once and handed out as they are, so that a page
//! with fifty posts costs no formatting. Those with variables go through Fluent each time.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use masthead_core::kernel::Lang;

/// The files of `locales/<lang>/`, once: a new feature adds its name here.
macro_rules! locale_files {
    ($($name:literal),+ $(,)?) => {
        const GERMAN_FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../locales/de/", $name, ".ftl")))),+];
        const ENGLISH_FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../locales/en/", $name, ".ftl")))),+];
    };
}

locale_files! {
    "accounts",
    "articles",
    "articles_desk",
    "desk",
    "frame",
    "house",
    "media",
    "newsroom",
    "posts",
    "office",
    "refusals",
    "times",
}

/// All texts of one language.
pub struct Words {
    lang: Lang,
    plain: HashMap<String, String>,
    bundle: FluentBundle<FluentResource>,
}

static GERMAN: LazyLock<Words> = LazyLock::new(|| Words::read(Lang::De, GERMAN_FILES));
static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::read(Lang::En, ENGLISH_FILES));

/// The texts of a language.
pub fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::De => &GERMAN,
        Lang::En => &ENGLISH,
    }
}

impl Words {
    fn read(lang: Lang, sources: &[(&str, &str)]) -> Self {
        let id = lang.tag().parse().expect("our language tags are valid");
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        let mut names = Vec::new();
        for (file, source) in sources {
            let resource =
                FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(_, errors)| {
                    panic!("locales/{lang}/{file}.ftl cannot be read: {errors:?}")
                });
            names.extend(message_names(source));
            bundle.add_resource(resource).unwrap_or_else(|errors| {
                panic!("locales/{lang}/{file}.ftl defines a text twice: {errors:?}")
            });
        }
        let plain = names
            .into_iter()
            .filter_map(|name| resolve(&bundle, name, None).map(|text| (name.to_owned(), text)));
        Self {
            lang,
            plain: plain.collect(),
            bundle,
        }
    }

    /// The language these texts are in.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A text that needs no variable. A text that does not exist shows its name in brackets; a test walks all
    /// names that templates and code use, so that this is never seen.
    pub fn say<'a>(&'a self, name: &'a str) -> Cow<'a, str> {
        match self.plain.get(name) {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(format!("[{name}]")),
        }
    }

    /// A text with variables.
    pub fn say_with(&self, name: &str, variables: &[(&str, Value<'_>)]) -> String {
        let mut args = FluentArgs::new();
        for (variable, value) in variables {
            args.set((*variable).to_owned(), value.0.clone());
        }
        resolve(&self.bundle, name, Some(&args)).unwrap_or_else(|| format!("[{name}]"))
    }

    /// A text with one number, `$count`.
    pub fn count(&self, name: &str, count: i64) -> String {
        self.say_with(name, &[("count", count.into())])
    }

    /// A text with one name or word, `$name`.
    pub fn name(&self, name: &str, value: &str) -> String {
        self.say_with(name, &[("name", value.into())])
    }
}

/// A variable in a text: a word or a number.
pub struct Value<'a>(FluentValue<'a>);

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self(FluentValue::from(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self(FluentValue::from(text.as_str()))
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self(FluentValue::from(number))
    }
}

fn message_names(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter_map(|line| {
        let (name, _) = line.split_once(" =")?;
        let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        is_name.then_some(name)
    })
}

fn resolve(
    bundle: &FluentBundle<FluentResource>,
    name: &str,
    args: Option<&FluentArgs<'_>>,
) -> Option<String> {
    let pattern = bundle.get_message(name)?.value()?;
    let mut errors = Vec::new();
    let text = bundle
        .format_pattern(pattern, args, &mut errors)
        .into_owned();
    errors.is_empty().then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_can_say_who_is_signed_in() {
        assert_eq!(
            words(Lang::De).name("signed-in-as", "Anna"),
            "Angemeldet als Anna"
        );
        assert_eq!(
            words(Lang::En).name("signed-in-as", "Anna"),
            "Signed in as Anna"
        );
    }

    #[test]
    fn the_languages_have_the_same_texts() {
        let mut german: Vec<_> = GERMAN_FILES
            .iter()
            .flat_map(|(_, text)| message_names(text))
            .collect();
        let mut english: Vec<_> = ENGLISH_FILES
            .iter()
            .flat_map(|(_, text)| message_names(text))
            .collect();
        german.sort_unstable();
        english.sort_unstable();
        assert_eq!(german, english);
    }
}
