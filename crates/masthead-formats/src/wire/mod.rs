//! What news agencies send: NewsML-G2 (with NITF, XHTML or plain text inside), NITF alone, and ninjs. Sources: the IPTC's
//! schemas as told in `formats.md` d1 to d3. No catalog and no schema is ever fetched.

mod copy;
mod newsml;
mod newsml_terms;
mod ninjs;
mod ninjs_article;
mod ninjs_media;
mod nitf;
mod nitf_body;

use std::io::BufRead;

pub use ninjs::read as read_ninjs;

use crate::model::{ReadError, Record, Site};
use crate::source::filing::Filing;
use crate::source::tally::Tally;
use crate::source::xml::{Element, Elements, Shape};

/// Reads a NewsML-G2 document: an item, a package, or a message of many items.
///
/// # Errors
/// [`ReadError`] when it is no well-formed XML, or larger than 32 MB.
pub fn read_newsml(source: impl BufRead) -> Result<Vec<Record>, ReadError> {
    let root = root(source, "a NewsML-G2 document")?;
    Ok(newsml::records(&root))
}

/// Reads a NITF document.
///
/// # Errors
/// [`ReadError`] when it is no well-formed XML, or larger than 32 MB.
pub fn read_nitf(source: impl BufRead) -> Result<Vec<Record>, ReadError> {
    let root = root(source, "a NITF document")?;
    let (mut filing, mut tally) = (Filing::default(), Tally::default());
    let article = nitf::article(&root, &mut filing, &mut tally);
    let mut records = vec![site("nitf", &article.rights.credit)];
    records.extend(filing.take());
    records.push(Record::Article(Box::new(article)));
    records.extend(tally.findings().into_iter().map(Record::Finding));
    Ok(records)
}

fn root(source: impl BufRead, what: &'static str) -> Result<Element, ReadError> {
    let shape = Shape {
        what,
        above: &[],
        apart: None,
    };
    let root = Elements::of(source, shape).next();
    root.unwrap_or_else(|| Err(ReadError::malformed(0, format!("this is not {what}"))))
}

fn site(system: &str, provider: &str) -> Record {
    Record::Site(Site {
        system: system.to_owned(),
        name: provider.to_lowercase(),
        title: provider.to_owned(),
        ..Site::default()
    })
}
