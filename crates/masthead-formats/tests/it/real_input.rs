//! WordPress' own theme test data, where it lies beside the project: every item must be accounted for.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use masthead_formats::{ArticleKind, ArticleState, PostState, Record, wordpress};

const FILE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../shared/real-input/themeunittestdata.wordpress.xml"
);

fn records() -> Option<Vec<Record>> {
    if !Path::new(FILE).exists() {
        eprintln!("skipped: {FILE} is not there");
        return None;
    }
    let file = BufReader::new(File::open(FILE).expect("it exists"));
    let records = wordpress::read(file).expect("it is an export");
    Some(
        records
            .map(|record| record.expect("it is well formed"))
            .collect(),
    )
}

#[test]
fn its_oddest_articles_are_made_of_the_right_blocks() {
    let Some(records) = records() else { return };
    let blocks = |id: &str| -> Vec<&'static str> {
        let found = records.iter().find_map(|record| match record {
            Record::Article(article) if article.source_id == id => Some(article),
            _ => None,
        });
        let document = &found
            .unwrap_or_else(|| panic!("there is an article {id}"))
            .document;
        document
            .blocks
            .iter()
            .map(|block| block.body.kind())
            .collect()
    };
    let count = |id: &str, kind: &str| blocks(id).iter().filter(|&&other| other == kind).count();

    assert_eq!(blocks("568"), ["image"], "a linked picture in a caption");
    assert_eq!(
        blocks("1169"),
        ["paragraph", "paragraph"],
        "an article without a title"
    );
    assert_eq!(
        blocks("1170"),
        Vec::<&str>::new(),
        "an article without text"
    );
    assert_eq!(
        blocks("582"),
        ["embed", "paragraph"],
        "a film by its address alone"
    );
    assert_eq!(count("587", "audio"), 1, "a recording by shortcode");
    assert_eq!(count("1738", "embed"), 5, "films and notes of other sites");
    assert_eq!(
        count("1752", "gallery"),
        8,
        "galleries in every number of columns"
    );
    assert_eq!(
        (count("1749", "quote"), count("1732", "table")),
        (5, 2),
        "quotes and tables of the block editor"
    );
    assert_eq!(
        (count("1745", "image"), count("1745", "video")),
        (4, 3),
        "pictures that were backgrounds"
    );
    assert_eq!(count("1000", "list"), 5, "lists in lists");
    assert_eq!(
        (
            count("1178", "list"),
            count("1178", "table"),
            count("1178", "quote")
        ),
        (3, 1, 2),
        "every tag there is"
    );
}

#[test]
fn nothing_of_the_old_system_is_left_in_the_words() {
    let Some(records) = records() else { return };
    for record in &records {
        let Record::Article(article) = record else {
            continue;
        };
        for block in &article.document.blocks {
            // Code may show what it likes.
            if block.body.kind() == "code" {
                continue;
            }
            let text = masthead_text::Document::of([block.body.clone()]).plain_text();
            for left in [
                "[caption", "[gallery", "[/", "<!--", "<p", "wp:", "&nbsp;", "&amp;",
            ] {
                assert!(
                    !text.contains(left),
                    "{left} is left in {}: {text}",
                    article.source_id
                );
            }
        }
    }
}

#[test]
fn the_theme_test_data_goes_in_whole() {
    let Some(records) = records() else { return };
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
    let comments: Vec<_> = records
        .iter()
        .filter_map(|record| match record {
            Record::Post(post) => Some(post),
            _ => None,
        })
        .collect();
    let others = items("pingback") + items("trackback");
    assert_eq!(
        (comments.len(), others),
        (29, 4),
        "all 33 comments of the file"
    );
    assert_eq!(
        comments
            .iter()
            .filter(|comment| comment.state == PostState::Waiting)
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
