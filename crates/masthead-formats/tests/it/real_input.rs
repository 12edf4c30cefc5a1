//! WordPress' own theme test data, where it lies beside the project: every item must be accounted for.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use masthead_formats::{ArticleKind, ArticleState, CommentState, Record, wordpress};

const FILE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../shared/real-input/themeunittestdata.wordpress.xml"
);

#[test]
fn the_theme_test_data_goes_in_whole() {
    if !Path::new(FILE).exists() {
        eprintln!("skipped: {FILE} is not there");
        return;
    }
    let file = BufReader::new(File::open(FILE).expect("it exists"));
    let records: Vec<_> = wordpress::read(file)
        .expect("it is an export")
        .map(|record| record.expect("it is well formed"))
        .collect();
    let articles: Vec<_> = records
        .iter()
        .filter_map(|record| match record {
            Record::Article(article) => Some(article),
            _ => None,
        })
        .collect();
    let count = |test: fn(&Record) -> bool| records.iter().filter(|record| test(record)).count();
    let items = |kind: &str| {
        records
            .iter()
            .filter(|record| matches!(record, Record::LeftOut(left) if left.kind == kind))
            .count()
    };

    // Two are declared, one is only named by an item.
    assert_eq!(count(|record| matches!(record, Record::Writer(_))), 3);
    assert_eq!(count(|record| matches!(record, Record::Section(_))), 68);
    assert_eq!(count(|record| matches!(record, Record::Topic(_))), 114);
    assert_eq!(count(|record| matches!(record, Record::Media(_))), 37);
    assert_eq!(
        articles
            .iter()
            .filter(|article| article.kind == ArticleKind::Article)
            .count(),
        58
    );
    assert_eq!(
        articles
            .iter()
            .filter(|article| article.kind == ArticleKind::Page)
            .count(),
        21
    );
    assert_eq!(items("nav_menu_item"), 70);
    assert_eq!(37 + 58 + 21 + 70, 186, "all items of the file");
    let comments: Vec<_> = articles
        .iter()
        .flat_map(|article| &article.comments)
        .collect();
    let others = articles
        .iter()
        .map(|article| article.left_out.len())
        .sum::<usize>();
    assert_eq!(
        (comments.len(), others),
        (29, 4),
        "all 33 comments of the file"
    );
    assert_eq!(
        comments
            .iter()
            .filter(|comment| comment.state == CommentState::Waiting)
            .count(),
        3
    );
    let in_state = |state| {
        articles
            .iter()
            .filter(|article| article.state == state)
            .count()
    };
    assert_eq!(
        (
            in_state(ArticleState::Scheduled),
            in_state(ArticleState::Draft),
            in_state(ArticleState::Protected)
        ),
        (1, 1, 1)
    );
    assert!(
        comments
            .iter()
            .all(|comment| !comment.text.is_empty() && comment.written_at.is_some())
    );
}
