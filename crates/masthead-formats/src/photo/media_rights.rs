//! A photograph's fields as the neutral model knows them, and back.

use super::field::Field;
use super::rights::Rights;
use crate::MediaRights;

/// Each field that holds one text, with its place in the model.
macro_rules! texts {
    ($media:ident, $each:expr) => {{
        let each: &mut dyn FnMut(Field, &mut String) = &mut $each;
        each(Field::Caption, &mut $media.caption);
        each(Field::Headline, &mut $media.headline);
        each(Field::Title, &mut $media.title);
        each(Field::CreatorJob, &mut $media.creator_office);
        each(Field::Credit, &mut $media.credit);
        each(Field::Source, &mut $media.source);
        each(Field::Copyright, &mut $media.copyright_notice);
        each(Field::UsageTerms, &mut $media.usage_terms);
        each(Field::WebStatement, &mut $media.rights_page);
        each(Field::LicensorUrl, &mut $media.licence_page);
        each(Field::DataMining, &mut $media.mining);
        each(Field::Instructions, &mut $media.instructions);
        each(Field::JobId, &mut $media.job);
        each(Field::CaptionWriter, &mut $media.caption_writer);
        each(Field::Created, &mut $media.created);
        each(Field::City, &mut $media.city);
        each(Field::State, &mut $media.state);
        each(Field::Country, &mut $media.country);
        each(Field::CountryCode, &mut $media.country_code);
        each(Field::AltText, &mut $media.alt);
        each(Field::LongDescription, &mut $media.long_description);
        each(Field::DigitalSourceType, &mut $media.digital_source_type);
        each(Field::AiSystem, &mut $media.machine.system);
        each(Field::AiSystemVersion, &mut $media.machine.version);
        each(Field::AiPrompt, &mut $media.machine.prompt);
        each(Field::AiPromptWriter, &mut $media.machine.prompt_writer);
    }};
}

impl From<&Rights> for MediaRights {
    fn from(rights: &Rights) -> Self {
        let mut media = Self {
            creators: rights.texts(Field::Creator).to_vec(),
            keywords: rights.texts(Field::Keywords).to_vec(),
            people: rights.texts(Field::People).to_vec(),
            ..Self::default()
        };
        texts!(media, |field, text: &mut String| {
            rights.text(field).clone_into(text);
        });
        // Where machines must not learn, PLUS may say the rest in words.
        if media.mining.is_empty() {
            rights
                .text(Field::OtherConstraints)
                .clone_into(&mut media.mining);
        }
        media
    }
}

impl From<&MediaRights> for Rights {
    fn from(media: &MediaRights) -> Self {
        let mut media = media.clone();
        let mut rights = Self::default();
        texts!(media, |field, text: &mut String| {
            rights.set(field, text.as_str());
        });
        for (field, texts) in [
            (Field::Creator, &media.creators),
            (Field::Keywords, &media.keywords),
            (Field::People, &media.people),
        ] {
            for text in texts {
                rights.add(field, text.as_str());
            }
        }
        rights
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_but_one_has_its_place_in_the_model() {
        let mut rights = Rights::default();
        for field in Field::all().filter(|it| *it != Field::OtherConstraints) {
            rights.set(field, field.word());
        }

        assert_eq!(Rights::from(&MediaRights::from(&rights)), rights);
    }
}
