//! The fields of a photograph's rights: what each is called, and where XMP and IIM keep it.
//!
//! Source: IPTC Photo Metadata Standard 2025.1 (Core 1.5, Extension 1.9) and IIM 4.2 for the lengths.

/// A namespace of XMP, by the prefix that everybody gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Namespace {
    pub(super) prefix: &'static str,
    pub(super) address: &'static str,
}

const fn namespace(prefix: &'static str, address: &'static str) -> Namespace {
    Namespace { prefix, address }
}

pub(super) const DC: Namespace = namespace("dc", "http://purl.org/dc/elements/1.1/");
pub(super) const PHOTOSHOP: Namespace =
    namespace("photoshop", "http://ns.adobe.com/photoshop/1.0/");
pub(super) const RIGHTS: Namespace = namespace("xmpRights", "http://ns.adobe.com/xap/1.0/rights/");
pub(super) const PLUS: Namespace = namespace("plus", "http://ns.useplus.org/ldf/xmp/1.0/");
pub(super) const CORE: Namespace = namespace(
    "Iptc4xmpCore",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
);
pub(super) const EXTENSION: Namespace =
    namespace("Iptc4xmpExt", "http://iptc.org/std/Iptc4xmpExt/2008-02-29/");

/// All that we write, so that a packet can declare them.
pub(super) const NAMESPACES: [Namespace; 6] = [DC, PHOTOSHOP, RIGHTS, PLUS, CORE, EXTENSION];

/// How XMP shapes a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One text.
    Text,
    /// One text, perhaps in several languages.
    Languages,
    /// Texts in an order that matters.
    Ordered,
    /// Texts in any order.
    Bag,
    /// The address of a licensor, inside a structure in a list.
    Licensor,
}

/// What can be said about a photograph and the rights in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// What the picture shows.
    Caption,
    /// A line above the caption.
    Headline,
    /// A short name, often the file's.
    Title,
    /// Who took it.
    Creator,
    /// Their job.
    CreatorJob,
    /// The line that must be printed with it.
    Credit,
    /// Whom it comes from.
    Source,
    /// Whose copyright it is, and since when.
    Copyright,
    /// What may be done with it.
    UsageTerms,
    /// An address where its rights are explained.
    WebStatement,
    /// An address where a licence can be had.
    LicensorUrl,
    /// Whether machines may learn from it: a term of the PLUS vocabulary.
    DataMining,
    /// What else limits its use.
    OtherConstraints,
    /// To the desk, never to readers; may say “NO ARCHIVE”.
    Instructions,
    /// The sender's number for the job.
    JobId,
    /// Who wrote the caption.
    CaptionWriter,
    /// Words to find it by.
    Keywords,
    /// When it was taken: a date, perhaps with time and zone, as in ISO 8601.
    Created,
    /// Where it was taken.
    City,
    /// State or province.
    State,
    /// Country.
    Country,
    /// Country by its code.
    CountryCode,
    /// Who can be seen.
    People,
    /// What to say to somebody who cannot see it.
    AltText,
    /// The same at length.
    LongDescription,
    /// How it came about: a term of the IPTC vocabulary, as an address.
    DigitalSourceType,
    /// The system that generated it.
    AiSystem,
    /// Its version.
    AiSystemVersion,
    /// What it was asked for.
    AiPrompt,
    /// Who asked.
    AiPromptWriter,
}

/// Where a field is kept.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) field: Field,
    /// One word per thing: in reports, in JSON.
    pub(super) word: &'static str,
    pub(super) namespace: Namespace,
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    /// Number in record 2, and the most bytes the standard allows.
    pub(super) iim: Option<(u8, usize)>,
}

const fn row(
    field: Field,
    word: &'static str,
    (namespace, name): (Namespace, &'static str),
    shape: Shape,
    iim: Option<(u8, usize)>,
) -> Row {
    Row {
        field,
        word,
        namespace,
        name,
        shape,
        iim,
    }
}

/// Every field. [`Field::Created`] is in IIM twice, as a date (2:55) and a time (2:60); `iim.rs` knows.
/// What EXIF has of them is little; `camera.rs` knows.
#[rustfmt::skip]
pub(super) const FIELDS: &[Row] = &[
    row(Field::Caption, "caption", (DC, "description"), Shape::Languages, Some((120, 2000))),
    row(Field::Headline, "headline", (PHOTOSHOP, "Headline"), Shape::Text, Some((105, 256))),
    row(Field::Title, "title", (DC, "title"), Shape::Languages, Some((5, 64))),
    row(Field::Creator, "creator", (DC, "creator"), Shape::Ordered, Some((80, 32))),
    row(Field::CreatorJob, "creator job", (PHOTOSHOP, "AuthorsPosition"), Shape::Text, Some((85, 32))),
    row(Field::Credit, "credit", (PHOTOSHOP, "Credit"), Shape::Text, Some((110, 32))),
    row(Field::Source, "source", (PHOTOSHOP, "Source"), Shape::Text, Some((115, 32))),
    row(Field::Copyright, "copyright", (DC, "rights"), Shape::Languages, Some((116, 128))),
    row(Field::UsageTerms, "usage terms", (RIGHTS, "UsageTerms"), Shape::Languages, None),
    row(Field::WebStatement, "web statement", (RIGHTS, "WebStatement"), Shape::Text, None),
    row(Field::LicensorUrl, "licensor url", (PLUS, "Licensor"), Shape::Licensor, None),
    row(Field::DataMining, "data mining", (PLUS, "DataMining"), Shape::Text, None),
    row(Field::OtherConstraints, "other constraints", (PLUS, "OtherConstraints"), Shape::Languages, None),
    row(Field::Instructions, "instructions", (PHOTOSHOP, "Instructions"), Shape::Text, Some((40, 256))),
    row(Field::JobId, "job id", (PHOTOSHOP, "TransmissionReference"), Shape::Text, Some((103, 32))),
    row(Field::CaptionWriter, "caption writer", (PHOTOSHOP, "CaptionWriter"), Shape::Text, Some((122, 32))),
    row(Field::Keywords, "keywords", (DC, "subject"), Shape::Bag, Some((25, 64))),
    row(Field::Created, "created", (PHOTOSHOP, "DateCreated"), Shape::Text, Some((55, 8))),
    row(Field::City, "city", (PHOTOSHOP, "City"), Shape::Text, Some((90, 32))),
    row(Field::State, "state", (PHOTOSHOP, "State"), Shape::Text, Some((95, 32))),
    row(Field::Country, "country", (PHOTOSHOP, "Country"), Shape::Text, Some((101, 64))),
    row(Field::CountryCode, "country code", (CORE, "CountryCode"), Shape::Text, Some((100, 3))),
    row(Field::People, "people", (EXTENSION, "PersonInImage"), Shape::Bag, None),
    row(Field::AltText, "alt text", (CORE, "AltTextAccessibility"), Shape::Languages, None),
    row(Field::LongDescription, "long description", (CORE, "ExtDescrAccessibility"), Shape::Languages, None),
    row(Field::DigitalSourceType, "digital source type", (EXTENSION, "DigitalSourceType"), Shape::Text, None),
    row(Field::AiSystem, "ai system", (EXTENSION, "AISystemUsed"), Shape::Text, None),
    row(Field::AiSystemVersion, "ai system version", (EXTENSION, "AISystemVersionUsed"), Shape::Text, None),
    row(Field::AiPrompt, "ai prompt", (EXTENSION, "AIPromptInformation"), Shape::Text, None),
    row(Field::AiPromptWriter, "ai prompt writer", (EXTENSION, "AIPromptWriterName"), Shape::Text, None),
];

impl Field {
    /// Every field, in the order in which they are shown.
    pub fn all() -> impl Iterator<Item = Self> {
        FIELDS.iter().map(|row| row.field)
    }

    /// The word used in reports and in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.row().word
    }

    pub(super) fn row(self) -> &'static Row {
        FIELDS
            .iter()
            .find(|row| row.field == self)
            .expect("every field stands on the list; a test walks it")
    }

    /// Whether it may have several values.
    pub(super) fn is_list(self) -> bool {
        matches!(self.row().shape, Shape::Ordered | Shape::Bag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_stands_on_the_list_once_and_in_order() {
        for (index, row) in FIELDS.iter().enumerate() {
            assert_eq!(row.field as usize, index, "{}", row.word);
        }
        assert_eq!(FIELDS.len(), Field::AiPromptWriter as usize + 1);
    }
}
