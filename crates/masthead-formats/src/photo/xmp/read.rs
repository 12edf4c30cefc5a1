//! Reads a packet: every way in which RDF may say one thing.

use crate::Finding;

use super::RDF;
use super::tree::{Name, Node, tree};
use crate::photo::Private;
use crate::photo::field::{FIELDS, PLUS, Row, Shape};
use crate::photo::rights::Rights;

/// The largest packet that is read. Those with whole histories and masks reach a tenth of it.
const LARGEST_BYTES: usize = 16 * 1024 * 1024;
/// The attribute by which the first part of a packet names its second.
const NOTE: &str = "http://ns.adobe.com/xmp/note/";
/// Its name.
const EXTENSION_NAME: &str = "HasExtendedXMP";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const EXIF: &str = "http://ns.adobe.com/exif/1.0/";

/// What a packet says.
#[derive(Debug, Default)]
pub(in crate::photo) struct Packet {
    pub(in crate::photo) rights: Rights,
    pub(in crate::photo) private: Vec<Private>,
    /// The name of its second part, where it has one.
    pub(in crate::photo) extension: Option<String>,
}

/// Reads a packet in UTF-8, or in UTF-16 with a byte order mark.
pub(in crate::photo) fn read(bytes: &[u8], findings: &mut Vec<Finding>) -> Packet {
    let mut packet = Packet::default();
    if bytes.len() > LARGEST_BYTES {
        let what = "it is larger than 16 MB and was not read";
        findings.push(Finding::lossy("XMP", what));
        return packet;
    }
    let root = tree(&decode(bytes, findings), findings);
    describe(&root, &mut packet, findings);
    packet.private.sort_unstable();
    packet.private.dedup();
    packet
}

fn decode(bytes: &[u8], findings: &mut Vec<Finding>) -> String {
    let wide = |order: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let units = bytes.as_chunks::<2>().0.iter().map(|pair| order(*pair));
        char::decode_utf16(units)
            .map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    };
    let text: String = match bytes {
        [0xFE, 0xFF, rest @ ..] => wide(u16::from_be_bytes, rest),
        [0xFF, 0xFE, rest @ ..] => wide(u16::from_le_bytes, rest),
        _ => {
            if str::from_utf8(bytes).is_err() {
                let what = "it is not clean UTF-8; broken letters were replaced";
                findings.push(Finding::doubtful("XMP", what));
            }
            String::from_utf8_lossy(bytes).into_owned()
        }
    };
    text.trim_matches(['\0', '\u{FEFF}']).to_owned()
}

/// Finds the descriptions, wherever they are: directly below `rdf:RDF`, by that name or by a type's.
fn describe(node: &Node, packet: &mut Packet, findings: &mut Vec<Finding>) {
    for child in &node.children {
        if child.name.is(RDF, "Description") || node.name.is(RDF, "RDF") {
            description(child, packet, findings);
        } else {
            describe(child, packet, findings);
        }
    }
}

fn description(node: &Node, packet: &mut Packet, findings: &mut Vec<Finding>) {
    for (name, value) in &node.attributes {
        note_private(name, packet);
        if name.is(NOTE, EXTENSION_NAME) {
            packet.extension = Some(value.trim().to_owned());
        } else if let Some(row) = row(name) {
            add(&mut packet.rights, row, value, findings);
        }
    }
    for property in &node.children {
        note_private(&property.name, packet);
        if property.name.is(NOTE, EXTENSION_NAME) {
            packet.extension = Some(property.text.trim().to_owned());
        } else if let Some(row) = row(&property.name) {
            match row.shape {
                Shape::Licensor => licensor(property, &mut packet.rights, row, findings),
                _ => values(property, &mut packet.rights, row, findings),
            }
        }
    }
}

fn row(name: &Name) -> Option<&'static Row> {
    FIELDS
        .iter()
        .find(|row| name.is(row.namespace.address, row.name))
}

fn add(rights: &mut Rights, row: &Row, value: &str, findings: &mut Vec<Finding>) {
    let is_taken = !rights.texts(row.field).is_empty() && !row.field.is_list();
    if is_taken && !value.trim().is_empty() && rights.text(row.field) != value.trim() {
        let what = format!("it is said twice; “{}” was not taken", value.trim());
        findings.push(Finding::doubtful(row.word, what));
    }
    rights.add(row.field, value);
}

/// The values of a property: in a list, in a structure with `rdf:value`, as an address, or plainly as its text.
fn values(property: &Node, rights: &mut Rights, row: &Row, findings: &mut Vec<Finding>) {
    let list = property.children.iter().find(|child| {
        ["Seq", "Bag", "Alt"]
            .iter()
            .any(|kind| child.name.is(RDF, kind))
    });
    let Some(list) = list else {
        if let Some(value) = single(property) {
            add(rights, row, value, findings);
        }
        return;
    };
    let items = list
        .children
        .iter()
        .filter(|child| child.name.is(RDF, "li"));
    if !list.name.is(RDF, "Alt") {
        for value in items.filter_map(single) {
            add(rights, row, value, findings);
        }
        return;
    }
    let mut languages: Vec<(&str, &str)> = items
        .filter_map(|item| Some((item.attribute(XML, "lang").unwrap_or(""), single(item)?)))
        .collect();
    // The default comes first, whatever its place; without one the first is it.
    languages.sort_by_key(|(language, _)| *language != "x-default");
    for (place, (language, value)) in languages.into_iter().enumerate() {
        if place == 0 {
            add(rights, row, value, findings);
        } else if value.trim() != rights.text(row.field) {
            rights.translate(row.field, language, value);
        }
    }
}

/// The value of a property or of an item in a list.
fn single(node: &Node) -> Option<&str> {
    if let Some(address) = node.attribute(RDF, "resource") {
        return Some(address);
    }
    if let Some(value) = node.attribute(RDF, "value") {
        return Some(value);
    }
    match node.children.iter().find(|it| it.name.namespace == RDF) {
        Some(value) if value.name.local == "value" => single(value),
        Some(within) if within.name.local == "Description" => single(within),
        _ => Some(node.text.as_str()).filter(|text| !text.trim().is_empty()),
    }
}

/// The first address of a licensor, however deep the structure around it.
fn licensor(node: &Node, rights: &mut Rights, row: &Row, findings: &mut Vec<Finding>) {
    if let Some(address) = node.attribute(PLUS.address, "LicensorURL") {
        add(rights, row, address, findings);
    }
    for child in &node.children {
        if child.name.is(PLUS.address, "LicensorURL") {
            if let Some(address) = single(child) {
                add(rights, row, address, findings);
            }
        } else {
            licensor(child, rights, row, findings);
        }
    }
}

/// XMP repeats what EXIF says, in namespaces of its own.
fn note_private(name: &Name, packet: &mut Packet) {
    let is_place = name.namespace == EXIF && name.local.starts_with("GPS");
    let is_number = name.local.contains("SerialNumber");
    let is_thumbnail = name.local == "Thumbnails";
    let kinds = [
        (is_place, Private::Place),
        (is_number, Private::SerialNumber),
        (is_thumbnail, Private::Thumbnail),
    ];
    packet
        .private
        .extend(kinds.iter().filter(|(is, _)| *is).map(|(_, what)| *what));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::photo::Field;

    fn read_inside(description: &str) -> (Rights, Vec<Finding>) {
        let packet = format!(
            "<x:xmpmeta xmlns:x='adobe:ns:meta/'><r:RDF xmlns:r='{RDF}' \
             xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:p='http://ns.adobe.com/photoshop/1.0/' \
             xmlns:plus='http://ns.useplus.org/ldf/xmp/1.0/'>{description}</r:RDF></x:xmpmeta>"
        );
        let mut findings = Vec::new();
        let packet = read(packet.as_bytes(), &mut findings);
        (packet.rights, findings)
    }

    #[test]
    fn attributes_and_elements_say_the_same() {
        for description in [
            "<r:Description r:about='' p:Credit='APA &amp; dpa'/>",
            "<r:Description><p:Credit>APA &amp; dpa</p:Credit></r:Description>",
            "<r:Description><p:Credit r:parseType='Resource'><r:value>APA &#38; dpa</r:value></p:Credit></r:Description>",
            "<r:Description><p:Credit><r:Description><r:value><![CDATA[APA & dpa]]></r:value></r:Description></p:Credit></r:Description>",
            "<r:Description><p:Credit><r:Bag><r:li>APA &amp; dpa</r:li></r:Bag></p:Credit></r:Description>",
        ] {
            let (rights, findings) = read_inside(description);
            assert_eq!(rights.text(Field::Credit), "APA & dpa", "{description}");
            assert_eq!(findings, []);
        }
    }

    #[test]
    fn the_default_language_comes_first() {
        let (rights, _) = read_inside(
            "<r:Description><dc:description><r:Alt><r:li xml:lang='en'>A bridge</r:li>\
             <r:li xml:lang='x-default'>Eine Brücke</r:li></r:Alt></dc:description></r:Description>",
        );
        assert_eq!(rights.text(Field::Caption), "Eine Brücke");
        let others: Vec<_> = rights.translations(Field::Caption).collect();
        assert_eq!(others, [("en", "A bridge")]);
    }

    #[test]
    fn a_licensors_address_is_found_in_its_structure() {
        for licensor in [
            "<plus:Licensor><r:Seq><r:li r:parseType='Resource'><plus:LicensorURL>https://a.example/</plus:LicensorURL></r:li></r:Seq></plus:Licensor>",
            "<plus:Licensor><r:Seq><r:li plus:LicensorURL='https://a.example/'/></r:Seq></plus:Licensor>",
        ] {
            let (rights, _) = read_inside(&format!("<r:Description>{licensor}</r:Description>"));
            assert_eq!(rights.text(Field::LicensorUrl), "https://a.example/");
        }
    }

    #[test]
    fn what_comes_before_a_mistake_is_read() {
        let mut findings = Vec::new();
        let cut = format!(
            "<r:RDF xmlns:r='{RDF}'><r:Description xmlns:p='http://ns.adobe.com/photoshop/1.0/' p:Credit='APA'><p:City>Wi</p:Country>"
        );
        let packet = read(cut.as_bytes(), &mut findings);
        assert_eq!(packet.rights.text(Field::Credit), "APA");
        assert_eq!(findings.len(), 1);
    }

    #[test]
    fn utf16_is_read() {
        let text = format!(
            "\u{FEFF}<r:RDF xmlns:r='{RDF}'><r:Description xmlns:p='http://ns.adobe.com/photoshop/1.0/' p:Credit='Müller'/></r:RDF>"
        );
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let packet = read(&bytes, &mut Vec::new());
        assert_eq!(packet.rights.text(Field::Credit), "Müller");
    }
}
