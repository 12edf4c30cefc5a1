//! How a document is stored: compact JSON, and an error that names the block it could not read.

use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Block, BlockId, Body, Document};

/// Why stored JSON is not a document.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// Not JSON, or not a list of objects.
    #[error("not a document: {0}")]
    Malformed(#[source] serde_json::Error),
    /// A block that this release cannot read, usually because a newer one wrote it.
    #[error("block {place}: {reason}")]
    Block {
        /// The block's number and id, as in `blocks[3] (k3w9a2)`.
        place: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Two blocks with the same id.
    #[error("two blocks have the id {0}")]
    TwiceTheSameId(BlockId),
}

impl Document {
    /// The document as compact JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a document holds nothing that JSON cannot")
    }

    /// Reads what [`Document::to_json`] wrote, or what an editor sends.
    ///
    /// # Errors
    /// [`DocumentError::Block`] names the first block that could not be read; nothing is skipped in silence.
    pub fn from_json(json: &str) -> Result<Self, DocumentError> {
        let document = match serde_json::from_str::<Self>(json) {
            Ok(document) => document,
            Err(error) => return Err(name_the_block(json, error)),
        };
        let mut seen = std::collections::HashSet::with_capacity(document.blocks.len());
        for block in &document.blocks {
            if !seen.insert(&block.id) {
                return Err(DocumentError::TwiceTheSameId(block.id.clone()));
            }
        }
        Ok(document)
    }
}

fn name_the_block(json: &str, error: serde_json::Error) -> DocumentError {
    let Ok(blocks) = serde_json::from_str::<Vec<serde_json::Value>>(json) else {
        return DocumentError::Malformed(error);
    };
    for (number, block) in blocks.into_iter().enumerate() {
        let id = block
            .get("id")
            .and_then(|id| id.as_str())
            .map(|id| format!(" ({id})"))
            .unwrap_or_default();
        if let Err(error) = Block::deserialize(block) {
            return DocumentError::Block {
                place: format!("blocks[{number}]{id}"),
                reason: error.to_string(),
            };
        }
    }
    DocumentError::Malformed(error)
}

/// The one list of kinds: JSON key and variant.
macro_rules! kinds {
    ($($key:literal => $kind:ident),* $(,)?) => {
        impl Body {
            /// The name of the kind, as in JSON, in CSS classes and in findings.
            #[must_use]
            pub fn kind(&self) -> &'static str {
                match self { $(Self::$kind(_) => $key),* }
            }
        }

        fn body_entry<M: serde::ser::SerializeMap>(body: &Body, map: &mut M) -> Result<(), M::Error> {
            match body { $(Body::$kind(content) => map.serialize_entry($key, content)),* }
        }

        fn body_value<'de, A: MapAccess<'de>>(kind: &str, map: &mut A) -> Result<Body, A::Error> {
            match kind {
                $($key => map.next_value().map(Body::$kind),)*
                unknown => Err(A::Error::custom(format!(
                    "unknown kind of block `{unknown}`; this release knows {}", [$($key),*].join(", ")
                ))),
            }
        }
    };
}

kinds! {
    "paragraph" => Paragraph,
    "crosshead" => Crosshead,
    "quote" => Quote,
    "list" => List,
    "image" => Image,
    "gallery" => Gallery,
    "video" => Video,
    "audio" => Audio,
    "embed" => Embed,
    "table" => Table,
    "code" => Code,
    "callout" => Callout,
    "divider" => Divider,
    "correction" => Correction,
}

impl Serialize for Block {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("id", &self.id)?;
        body_entry(&self.body, &mut map)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for Block {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(BlockVisitor)
    }
}

struct BlockVisitor;

impl<'de> Visitor<'de> for BlockVisitor {
    type Value = Block;

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("an object with an id and one kind of block")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Block, A::Error> {
        let (mut id, mut body) = (None, None);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "id" => id = Some(map.next_value()?),
                kind if body.is_none() => body = Some(body_value(kind, &mut map)?),
                second => {
                    map.next_value::<IgnoredAny>()?;
                    return Err(A::Error::custom(format!(
                        "a block is one thing; it has `{second}` beside another"
                    )));
                }
            }
        }
        let body = body.ok_or_else(|| A::Error::custom("a block without a kind"))?;
        Ok(Block {
            id: id.ok_or_else(|| A::Error::missing_field("id"))?,
            body,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Divider, Paragraph};
    use crate::inline::Inline;

    #[test]
    fn stored_json_is_compact_and_comes_back() {
        let document = Document::of([
            Body::Paragraph(Paragraph {
                text: Inline::plain("Guten Morgen"),
            }),
            Body::Divider(Divider {}),
        ]);
        let json = document.to_json();

        let (first, second) = (&document.blocks[0].id, &document.blocks[1].id);
        assert_eq!(
            json,
            format!(
                r#"[{{"id":"{first}","paragraph":{{"text":["Guten Morgen"]}}}},{{"id":"{second}","divider":{{}}}}]"#
            )
        );
        assert_eq!(Document::from_json(&json).expect("we wrote it"), document);
    }

    #[test]
    fn an_unknown_kind_is_named_with_its_place() {
        let json = r#"[{"id":"a","divider":{}},{"id":"b","hologram":{"x":1}}]"#;
        let error = Document::from_json(json)
            .expect_err("there are no holograms")
            .to_string();

        assert!(
            error.starts_with("block blocks[1] (b): unknown kind of block `hologram`"),
            "{error}"
        );
    }

    #[test]
    fn two_blocks_cannot_share_an_id() {
        let error = Document::from_json(r#"[{"id":"a","divider":{}},{"id":"a","divider":{}}]"#)
            .expect_err("both are a");

        assert_eq!(error.to_string(), "two blocks have the id a");
    }

    #[test]
    fn a_dangerous_address_in_stored_json_is_refused() {
        let json = r#"[{"id":"a","image":{"source":{"address":"javascript:alert(1)"}}}]"#;

        assert!(Document::from_json(json).is_err());
    }
}
