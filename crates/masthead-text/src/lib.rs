//! What is written: documents of blocks, Markdown, readers' posts, slugs, sentences. Pure: no clock, no files, no network.
//!
//! Everything here takes text that somebody else wrote and promises three things about it: it never panics, it ends
//! in time proportional to its length, and what comes out as [`SafeHtml`] holds no tag and no address outside a
//! short list. Nothing is lost in silence either: what could not be kept is told as a [`Finding`].

mod address;
pub mod checks;
mod clean;
mod detection;
mod diff;
mod document;
mod doubles;
pub mod figures;
mod finding;
mod gather;
mod html;
mod inline;
mod lang;
mod markdown;
mod marks;
pub mod names;
pub mod narration;
pub mod placeholders;
mod post;
mod reading;
mod safe;
pub mod sentences;
mod slug;

pub use address::Address;
pub use detection::{Detected, detect};
pub use diff::{Change, Piece, diff};
pub use document::{
    Audio, Block, BlockId, Body, Callout, Code, Correction, Crosshead, Divider, Document,
    DocumentError, Embed, Gallery, Image, Item, List, Paragraph, Quote, Source, Table, Video,
};
pub use doubles::{Double, Kind as DoubleKind, Place};
pub use finding::{Finding, Severity};
pub use html::{
    HtmlElement, HtmlNode, HtmlOrigin, HtmlReading, HtmlSource, Pictures, from_html, html_tree,
};
pub use inline::{Inline, Span};
pub use lang::Lang;
pub use markdown::{MarkdownReading, from_markdown, inline_from_markdown, to_markdown};
pub use marks::{Mark, Marks};
pub use post::{PostText, PostTextError, post_markdown};
pub use reading::{excerpt, reading_minutes};
pub use safe::SafeHtml;
pub use slug::slug;
