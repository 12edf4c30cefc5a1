//! The registers that articles are filed under: sections in a tree, topics, authors.

mod authors;
mod sections;
pub(super) mod store;
mod threads;
mod topics;

pub use authors::{
    all_authors, author_at, change_author, create_author, ensure_author, list_authors,
};
pub use sections::{
    SectionForm, all_section_names, change_section, create_section, delete_section, insert_section,
    list_section_names, list_sections, section_at,
};
pub use store::{AuthorRow, SectionNameRow, SectionRow, TopicRow};
pub use threads::{ThreadSettings, thread_settings};
pub use topics::{
    all_topics, create_topic, ensure_topic, list_topics, rename_topic, topic_at, topics_named,
};

use super::ArticleError;
use super::address::slug_of;

/// The readable part of an address, made of a name.
fn slug_for(name: &str) -> Result<String, ArticleError> {
    let slug = slug_of(name);
    if slug.is_empty() {
        Err(ArticleError::BadSlug(name.to_owned()))
    } else {
        Ok(slug)
    }
}
