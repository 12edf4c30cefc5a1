//! An article's text as the newsroom thinks of it: a list of blocks, each with an id that stays.

mod ids;
mod json;
mod kinds;

pub use ids::BlockId;
pub use json::DocumentError;
pub use kinds::{
    Audio, Body, Callout, Code, Correction, Crosshead, Divider, Embed, Gallery, Image, Item, List,
    Paragraph, Quote, Source, Table, Video,
};

pub(crate) use kinds::DEEPEST_LIST;

use serde::{Deserialize, Serialize};

/// A list of blocks. Ids are unique in it.
///
/// In JSON a list of objects, each with its `id` and one key that names its kind:
/// `[{"id": "k3w9a2", "paragraph": {"text": ["…"]}}]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Document {
    /// From top to bottom.
    pub blocks: Vec<Block>,
}

/// One block with its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Stays as long as the block does; anchors of corrections and translations hold on to it.
    pub id: BlockId,
    /// What it is.
    pub body: Body,
}

impl Document {
    /// A document whose blocks get ids from their content, so that the same source gives the same ids again.
    #[must_use]
    pub fn of(bodies: impl IntoIterator<Item = Body>) -> Self {
        let mut issued = ids::Issued::default();
        let blocks = bodies
            .into_iter()
            .map(|body| Block {
                id: issued.for_body(&body),
                body,
            })
            .collect();
        Self { blocks }
    }

    /// The same text with the ids that its blocks had in an earlier state of the document.
    ///
    /// A block that did not change keeps its id wherever it moved. A block of the same kind between the same
    /// neighbours is taken for the edited one and keeps its id too. Others get an id that neither state had.
    #[must_use]
    pub fn carrying_ids_of(self, earlier: &Self) -> Self {
        ids::carry(earlier, self)
    }

    /// Whether there is no block.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}
