//! What is known about a photograph: the values of its fields, wherever they were found.

use std::collections::BTreeMap;

use super::field::Field;

/// A caption of 2,000 letters is long; whole books have been met in prompts. What is longer is cut, and reported.
pub(super) const LONGEST_TEXT_BYTES: usize = 64 * 1024;
/// Keywords, creators, people. No agency sends a tenth of this.
pub(super) const MOST_VALUES: usize = 1_000;

/// The rights fields of a photograph. A field that is not there has no value, never an empty one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rights {
    values: BTreeMap<Field, Vec<String>>,
    /// The same field in further languages, by the language's tag.
    translations: BTreeMap<(Field, String), String>,
}

impl Rights {
    /// The value of a field, the first where it has several; empty when there is none.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        self.texts(field).first().map_or("", String::as_str)
    }

    /// All values of a field.
    #[must_use]
    pub fn texts(&self, field: Field) -> &[String] {
        self.values.get(&field).map_or(&[], Vec::as_slice)
    }

    /// Gives a field this value alone; an empty one takes the field away.
    pub fn set(&mut self, field: Field, text: impl Into<String>) {
        self.values.remove(&field);
        self.add(field, text);
    }

    /// Adds a value to a field. One that is empty, or already there, or after a thousand others, is not added; a field
    /// that holds only one value keeps its first. White space around it is not kept, and what no XML can carry neither.
    pub fn add(&mut self, field: Field, text: impl Into<String>) {
        let text = clean(&text.into());
        let values = self.values.entry(field).or_default();
        let is_full = !field.is_list() && !values.is_empty() || values.len() >= MOST_VALUES;
        if !text.is_empty() && !is_full && !values.contains(&text) {
            values.push(text);
        }
        if values.is_empty() {
            self.values.remove(&field);
        }
    }

    /// The value of a field in a further language.
    pub fn translate(&mut self, field: Field, language: &str, text: impl Into<String>) {
        let text = clean(&text.into());
        if !text.is_empty() && self.translations.len() < MOST_VALUES {
            self.translations.insert((field, clean(language)), text);
        }
    }

    /// The further languages of a field.
    pub fn translations(&self, field: Field) -> impl Iterator<Item = (&str, &str)> {
        self.translations
            .iter()
            .filter(move |((of, _), _)| *of == field)
            .map(|((_, language), text)| (language.as_str(), text.as_str()))
    }

    /// The fields that have a value, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &[String])> {
        self.values
            .iter()
            .map(|(field, values)| (*field, values.as_slice()))
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Takes a field away, in all languages.
    pub fn remove(&mut self, field: Field) {
        self.values.remove(&field);
        self.translations.retain(|(of, _), _| *of != field);
    }

    /// Takes a field over from another, in all languages.
    pub(super) fn take(&mut self, field: Field, from: &Self) {
        self.remove(field);
        self.values.insert(field, from.texts(field).to_vec());
        for (language, text) in from.translations(field) {
            self.translate(field, language, text);
        }
    }
}

/// Without control characters that XML cannot carry, and of bounded length.
fn clean(text: &str) -> String {
    let is_welcome = |c: &char| match c {
        '\n' | '\t' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        _ => !c.is_control(),
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text.chars().filter(is_welcome).collect();
    cut(text.trim(), LONGEST_TEXT_BYTES).trim().to_owned()
}

/// The beginning of a text, at most so many bytes, never half a letter.
pub(super) fn cut(text: &str, most_bytes: usize) -> &str {
    &text[..text.floor_char_boundary(most_bytes)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_of_one_value_keeps_the_first() {
        let mut rights = Rights::default();
        rights.add(Field::Credit, " Agentur / Paul Brandl ");
        rights.add(Field::Credit, "Reuters");
        rights.add(Field::Keywords, "Wien");
        rights.add(Field::Keywords, "Bau");
        rights.add(Field::Keywords, "Wien");

        assert_eq!(rights.texts(Field::Credit), ["Agentur / Paul Brandl"]);
        assert_eq!(rights.texts(Field::Keywords), ["Wien", "Bau"]);
    }

    #[test]
    fn nothing_is_not_a_value() {
        let mut rights = Rights::default();
        rights.set(Field::Credit, "APA");
        rights.set(Field::Credit, " \u{0} ");

        assert!(rights.is_empty());
    }
}
