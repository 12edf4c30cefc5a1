//! Markdown files with front matter, as static site generators and newsrooms' folders hold them.
//!
//! The front matter is YAML between `---` lines (keys, texts, lists and one level of keys below a key) or TOML between
//! `+++` lines. Keys that are understood:
//!
//! | key | is |
//! | --- | --- |
//! | `headline`, `title` | the headline; without one, the first heading of the text |
//! | `kicker`; `lede`, `description`, `summary`, `excerpt` | kicker; lede |
//! | `authors`, `author` | names, as a list or parted by commas |
//! | `section`, `category`, `categories` | the section; `Politics/Europe` is a section in a section |
//! | `topics`, `tags` | topics |
//! | `date`, `published`; `updated`, `lastmod` | when it was published and changed, in the site's zone if none is given |
//! | `language`, `lang`; `place`, `dateline` | language; place |
//! | `slug`; `id`; `aliases`, `redirect_from` | wish for its address; lasting name; addresses it had |
//! | `image` (an address, or `src`, `caption`, `credit`, `alt`), `caption`, `credit`, `alt` | the lead picture |
//! | `draft`, `status`; `comments` | `true` or a state; whether readers may write below it |

mod article;
mod fields;
mod yaml;

pub use article::read;
