//! The trade itself: articles, posts, decisions and the people who make them. Knows no HTTP and no HTML.
//!
//! One folder per feature. Features stand on storeys and lean only on those below:
//! `kernel → ledger → accounts → articles → screening → posts → office → imports → exports → {translation, narration}`.

pub mod accounts;
pub mod articles;
pub mod exports;
pub mod imports;
pub mod kernel;
pub mod ledger;
pub mod narration;
pub mod office;
pub mod posts;
pub mod screening;
pub mod translation;

use masthead_db::Statement;

/// Every statement of every feature, for the test that has both databases plan and run each one.
pub fn statements() -> Vec<&'static [Statement]> {
    let mut all = vec![
        kernel::STATEMENTS,
        ledger::STATEMENTS,
        accounts::STATEMENTS,
        screening::STATEMENTS,
    ];
    all.extend(articles::statements());
    all.extend(posts::statements());
    all.extend(office::statements());
    all.push(exports::STATEMENTS);
    all.push(imports::STATEMENTS);
    all.extend(translation::statements());
    all
}
