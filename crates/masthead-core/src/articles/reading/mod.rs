//! What readers get to see: rows shaped for each page, and never what is not published or under embargo.

mod article_page;
mod feeds;
mod lists;
mod picture;
pub(super) mod store;

pub use article_page::{Alternate, ArticlePage, Found, Named, article_page, preview, where_leads};
pub use feeds::{FeedOf, feed, news, site_address_count, site_addresses};
pub use lists::{
    Page, all_sections, archive_day, author_page, corrections_page, find_author, find_section,
    find_topic, front_page, section_page, topic_page,
};
pub use picture::Picture;
pub use store::{
    ArticleRow, CorrectedRow, CorrectionRow, FeedRow, MediaRow, NewsRow, SiteAddressRow, TeaserRow,
};
