//! Every statement of every feature, planned and run by both databases.

use masthead_db::check;
use masthead_db::testing::fresh_both;

#[tokio::test]
async fn both_databases_understand_every_statement_alike() {
    for db in fresh_both().await {
        for room in masthead_core::statements() {
            let complaints = check::every(&db, room).await;
            assert!(complaints.is_empty(), "{}", complaints.join("\n"));
        }
    }
}
