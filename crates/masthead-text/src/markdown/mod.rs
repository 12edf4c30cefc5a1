//! Articles as Markdown: CommonMark with tables, and a few conventions for what newsrooms need beyond it.
//!
//! | in Markdown | becomes |
//! | --- | --- |
//! | `## Words`, `### Words` | crosshead (`#` is read as `##`, deeper ones as `###`) |
//! | `> Words` and a last line `> — Person, Office` | quote |
//! | `![Alt](address "Caption \| Credit")`, alone | image; `media:ID` as address means our own store; `{640x480}` behind it its size |
//! | several images in one paragraph | gallery |
//! | a web address alone in a paragraph | embed, a card that loads nothing |
//! | `:::video ADDRESS`, `:::audio ADDRESS`, then `Caption \| Credit`, then `:::` | video, audio (`poster=ADDRESS` may follow the address of a video) |
//! | `:::embed ADDRESS`, then `Title \| Whose`, then `:::` | embed with a title |
//! | `:::gallery Caption`, images, `:::` | gallery with a caption |
//! | `:::table Caption`, table, `:::` | table with a caption |
//! | `:::callout Title`, words, `:::` | callout |
//! | `:::correction 2026-11-22`, words, `:::` | correction |
//! | `<sub>`, `<sup>`, `<em>`, `<strong>`, `<code>`, `<br>` | the same mark, or a break |
//!
//! Any other HTML is shown as the text that it is, never passed through.

mod directive;
mod inline;
mod paragraph;
mod read;
mod special;
mod write;

pub use read::{MarkdownReading, from_markdown, inline_from_markdown};
pub use write::to_markdown;
