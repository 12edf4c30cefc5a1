//! The statements of the queue fit both databases.

use masthead_db::check;
use masthead_db::testing::fresh_both;

#[tokio::test]
async fn every_statement_fits_both_databases() {
    for db in fresh_both().await {
        assert_eq!(
            check::every(&db, masthead_jobs::statements()).await,
            Vec::<String>::new()
        );
    }
}
