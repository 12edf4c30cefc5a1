//! Adobe's Extensible Metadata Platform: RDF in XML, as attributes and as elements.

mod read;
mod tree;
mod write;

pub(super) use read::read;
pub(super) use write::write;

/// RDF itself.
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
