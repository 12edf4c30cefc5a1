//! What the newsroom sees of articles: the list with its states, one edition to work on, its revisions, the front page.

mod list;
pub(super) mod store;
mod workbench;

pub use list::{DeskList, DeskQuery, Placed, desk_list, find_media, placements};
pub use store::{DeskRow, RevisionLine};
pub use workbench::{Compared, Workbench, compare, workbench};
