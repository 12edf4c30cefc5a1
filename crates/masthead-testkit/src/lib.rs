//! A small site to try things on: a fresh database, a clock that stands still, and eight people known by name.
//!
//! ```ignore
//! both! {
//!     async fn a_new_voice_waits(site) {
//!         let hana = site.person(&HANA).await;
//!         …
//!     }
//! }
//! ```
//!
//! Each test of [`both!`] runs twice, on SQLite and on PostgreSQL, and fails at its end if a letter was posted that it
//! did not look at.

mod builders;
pub mod cast;
mod letters;
mod site;
mod store;
pub mod world;

pub use builders::PublishedArticle;
pub use letters::SeenLetter;
pub use site::{PASSWORD, TestSite};
pub use tokio;

/// Declares tests that run on both databases: `name::sqlite` and `name::postgres`.
#[macro_export]
macro_rules! both {
    ($($(#[$meta:meta])* async fn $name:ident($site:ident) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn check($site: &$crate::TestSite) $body

            #[test]
            fn sqlite() {
                $crate::block_on(async {
                    let site = $crate::TestSite::sqlite().await;
                    check(&site).await;
                    site.nothing_else_happened().await;
                });
            }

            #[test]
            fn postgres() {
                $crate::block_on(async {
                    let site = $crate::TestSite::postgres().await;
                    check(&site).await;
                    site.nothing_else_happened().await;
                });
            }
        }
    )+};
}

/// Runs one test to its end on threads of its own.
pub fn block_on(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    runtime.expect("a runtime can be built").block_on(test);
}
