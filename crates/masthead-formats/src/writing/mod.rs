//! What goes out: to agencies, feed readers, search engines, podcast players, and to another Masthead.
//!
//! Every writer is a pure function of values that say all it needs; none reads a clock. Those that cannot say everything
//! an article knows report what is lost as [`crate::Finding`]s.

mod archive;
mod atom;
mod collection;
mod feed;
mod json;
mod json_feed;
mod newsml;
mod ninjs;
mod of_collection;
mod podcast;
mod rss;
mod schema_org;
mod sitemap;
mod times;
mod xhtml;
mod xml;

pub use archive::{ArchiveError, ArchiveReader, ArchiveWriter, is_archive, write_archive};
pub use atom::atom;
pub use collection::Collection;
pub use feed::{Correction, Entry, Feed, Picture};
pub use json_feed::json_feed;
pub use newsml::newsml_g2;
pub use ninjs::{ninjs, ninjs_picture};
pub use podcast::{Episode, Person, Podcast, Transcript, podcast};
pub use rss::rss;
pub use schema_org::{
    Byline, Coverage, CoverageUpdate, Edition, ImageObject, NewsArticle, Organization,
    image_object, live_blog, news_article, organization,
};
pub use sitemap::{News, Page, news_sitemap, sitemap, sitemap_index};
pub use xhtml::{Addresses, xhtml};
