//! Writes a packet with the fields of rights and nothing else.

use quick_xml::escape::escape;

use super::RDF;
use crate::photo::field::{FIELDS, NAMESPACES, Row, Shape};
use crate::photo::rights::Rights;

/// The name of every packet, by which programs find it in any file.
const BEGIN: &str = "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>";
const END: &str = "<?xpacket end=\"r\"?>";

/// A packet in UTF-8.
pub(in crate::photo) fn write(rights: &Rights) -> String {
    let mut out = format!(
        "{BEGIN}\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n<rdf:RDF xmlns:rdf=\"{RDF}\">\n<rdf:Description rdf:about=\"\""
    );
    for namespace in NAMESPACES {
        out += &format!("\n xmlns:{}=\"{}\"", namespace.prefix, namespace.address);
    }
    out += ">\n";
    for row in FIELDS {
        if !rights.texts(row.field).is_empty() {
            property(&mut out, row, rights);
        }
    }
    out += "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n";
    out += END;
    out
}

fn property(out: &mut String, row: &Row, rights: &Rights) {
    let name = format!("{}:{}", row.namespace.prefix, row.name);
    *out += &format!("<{name}>");
    match row.shape {
        Shape::Text => *out += &escape(rights.text(row.field)),
        Shape::Languages => languages(out, row, rights),
        Shape::Ordered => list(out, "Seq", rights.texts(row.field)),
        Shape::Bag => list(out, "Bag", rights.texts(row.field)),
        Shape::Licensor => {
            *out += "<rdf:Seq><rdf:li rdf:parseType=\"Resource\"><plus:LicensorURL>";
            *out += &escape(rights.text(row.field));
            *out += "</plus:LicensorURL></rdf:li></rdf:Seq>";
        }
    }
    *out += &format!("</{name}>\n");
}

fn languages(out: &mut String, row: &Row, rights: &Rights) {
    *out += "<rdf:Alt>";
    let default = std::iter::once(("x-default", rights.text(row.field)));
    for (language, text) in default.chain(rights.translations(row.field)) {
        let (language, text) = (escape(language), escape(text));
        *out += &format!("<rdf:li xml:lang=\"{language}\">{text}</rdf:li>");
    }
    *out += "</rdf:Alt>";
}

fn list(out: &mut String, kind: &str, texts: &[String]) {
    *out += &format!("<rdf:{kind}>");
    for text in texts {
        *out += &format!("<rdf:li>{}</rdf:li>", escape(text.as_str()));
    }
    *out += &format!("</rdf:{kind}>");
}
