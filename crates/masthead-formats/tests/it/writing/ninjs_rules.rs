//! The rules of ninjs 3.1, as far as they concern what is written: which properties there are, and what each holds.
//!
//! IPTC's schema is in no package of any registry, so its rules are written down here as a table. A property that the
//! schema does not name makes a document invalid.

use serde_json::Value;

/// What a property holds.
#[derive(Debug, Clone, Copy)]
enum Holds {
    Text,
    Address,
    Time,
    Whole,
    OneOf(&'static [&'static str]),
    /// A list of objects with these properties, of which the first so many must be there.
    List(usize, Properties),
    Object(Properties),
    /// Other news items, which must have a name.
    Items,
}

type Properties = &'static [(&'static str, Holds)];

use Holds::{Address, Items, List, Object, OneOf, Text, Time, Whole};

const VALUED: Properties = &[("value", Text), ("role", Text), ("contentType", Text)];
const BODY: Properties = &[
    ("value", Text),
    ("role", Text),
    ("contentType", Text),
    ("charCount", Whole),
    ("wordCount", Whole),
];
const CONCEPT: Properties = &[
    ("name", Text),
    ("rel", Text),
    ("uri", Address),
    ("literal", Text),
];
const RENDITION: Properties = &[
    ("name", Text),
    ("href", Address),
    ("contentType", Text),
    ("title", Text),
    ("width", Whole),
    ("height", Whole),
    ("sizeInBytes", Whole),
];
const ITEM: Properties = &[
    ("uri", Address),
    (
        "type",
        OneOf(&[
            "text",
            "audio",
            "video",
            "picture",
            "graphic",
            "composite",
            "component",
            "event",
            "planning",
        ]),
    ),
    ("representationType", OneOf(&["full", "partial"])),
    ("profile", Text),
    ("version", Text),
    ("firstCreated", Time),
    ("versionCreated", Time),
    ("contentCreated", Time),
    ("embargoedUntil", Time),
    ("pubStatus", OneOf(&["usable", "withheld", "canceled"])),
    ("urgency", Whole),
    ("copyrightHolder", Text),
    ("copyrightNotice", Text),
    ("usageTerms", Text),
    ("edNote", Text),
    ("language", Text),
    ("descriptions", List(1, VALUED)),
    ("bodies", List(1, BODY)),
    ("headlines", List(1, VALUED)),
    ("people", List(0, CONCEPT)),
    ("organisations", List(0, CONCEPT)),
    ("places", List(0, CONCEPT)),
    ("subjects", List(0, CONCEPT)),
    (
        "infoSources",
        List(
            0,
            &[
                ("name", Text),
                ("role", Text),
                ("uri", Address),
                ("literal", Text),
            ],
        ),
    ),
    ("title", Text),
    ("by", Text),
    ("slugline", Text),
    ("located", Text),
    ("renditions", List(1, RENDITION)),
    ("associations", Items),
    ("altIds", List(0, &[("role", Text), ("value", Text)])),
    (
        "trustIndicators",
        List(0, &[("role", Address), ("title", Text), ("href", Address)]),
    ),
    (
        "standard",
        Object(&[("name", Text), ("version", Text), ("schema", Address)]),
    ),
    (
        "genres",
        List(0, &[("name", Text), ("uri", Text), ("literal", Text)]),
    ),
    ("expires", Time),
    (
        "rightsInfo",
        Object(&[("linkedRights", Address), ("langId", Address)]),
    ),
    (
        "digitalSourceType",
        Object(&[("name", Text), ("uri", Address), ("literal", Text)]),
    ),
];

/// What an item inside another has besides.
const ASSOCIATED: Properties = &[("name", Text), ("rel", Text)];

/// Every rule that an item breaks.
pub(super) fn breaches(item: &Value) -> Vec<String> {
    let mut found = Vec::new();
    object(item, &[ITEM], &["uri"], "item", &mut found);
    found
}

fn object(
    value: &Value,
    known: &[Properties],
    required: &[&str],
    place: &str,
    found: &mut Vec<String>,
) {
    let Some(members) = value.as_object() else {
        return found.push(format!("{place} is no object"));
    };
    for name in required {
        if !members.contains_key(*name) {
            found.push(format!("{place} has no {name}"));
        }
    }
    for (name, value) in members {
        let place = format!("{place}.{name}");
        match known
            .iter()
            .copied()
            .flatten()
            .find(|(known, _)| known == name)
        {
            Some((_, holds)) => check(value, *holds, &place, found),
            None => found.push(format!("{place} is not in the schema")),
        }
    }
}

fn check(value: &Value, holds: Holds, place: &str, found: &mut Vec<String>) {
    let text = value.as_str();
    let is_well = match holds {
        Text => text.is_some(),
        Address => text.is_some_and(is_address),
        Time => text.is_some_and(|it| it.parse::<jiff::Timestamp>().is_ok()),
        Whole => value.is_u64(),
        OneOf(words) => text.is_some_and(|it| words.contains(&it)),
        Object(properties) => {
            object(value, &[properties], &[], place, found);
            true
        }
        List(required, properties) => {
            let required: Vec<&str> = properties
                .iter()
                .take(required)
                .map(|(name, _)| *name)
                .collect();
            let items = value.as_array();
            for (index, item) in items.into_iter().flatten().enumerate() {
                object(
                    item,
                    &[properties],
                    &required,
                    &format!("{place}[{index}]"),
                    found,
                );
            }
            items.is_some()
        }
        Items => {
            let items = value.as_array();
            for (index, item) in items.into_iter().flatten().enumerate() {
                let place = format!("{place}[{index}]");
                object(item, &[ITEM, ASSOCIATED], &["name", "uri"], &place, found);
            }
            items.is_some()
        }
    };
    if !is_well {
        found.push(format!("{place} is {value}, which is not {holds:?}"));
    }
}

/// As far as RFC 3986 matters: a scheme, and no letter that must be encoded.
fn is_address(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    !scheme.is_empty()
        && scheme.bytes().all(|it| it.is_ascii_alphanumeric())
        && !rest.is_empty()
        && text
            .bytes()
            .all(|it| it.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&it))
}

#[test]
fn the_rules_find_what_is_wrong() {
    let wrong = serde_json::json!({
        "type": "story",
        "headline": "x",
        "urgency": "4",
        "versionCreated": "today",
        "bodies": [{ "role": "body" }],
        "associations": [{ "uri": "no address" }],
    });
    let found = breaches(&wrong);
    assert_eq!(found.len(), 8, "{found:#?}");
}
