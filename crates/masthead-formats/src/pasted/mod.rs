//! The plain text that a reader copies out of an article page: what is the article in it, and what is the page around it.
//!
//! Rules only, no guesses that cannot be told: a line is recognised by what it says (a date, a credit, a menu's word) and
//! by where it stands. Every line ends in the article or in a finding that names it as dropped, with the reason. The
//! article comes as a draft, because somebody must look at it, and because its pictures are missing.

mod block;
mod body;
mod clock;
mod credit;
mod days;
mod furniture;
mod head;
mod language;
mod line;
mod quote;
mod role;
mod vocabulary;

use jiff::tz::TimeZone;
use masthead_text::{Document, slug};

use crate::model::{Article, ArticleState, Finding, Record, Site};
use crate::source::filing::{Filing, id_of};

/// Longer texts are no article; what follows is not read, and that is told.
const LONGEST: usize = 2 * 1024 * 1024;
/// Lines of which the beginning stands in the list of what was dropped.
const SHOWN: usize = 6;

/// Reads a text. `zone` is the site's, for times that name none; `place` names the text in reports.
#[must_use]
pub fn read(text: &str, place: &str, zone: &TimeZone) -> Vec<Record> {
    let (text, was_cut) = first_bytes(text);
    let lines = line::lines(text);
    let language = language::of(&lines);
    let told = role::roles(lines, zone);
    let mut article = Article {
        place: place.to_owned(),
        state: ArticleState::Draft,
        language: language.map(str::to_owned),
        takes_posts: true,
        ..Article::default()
    };
    let mut filing = Filing::default();
    let mut pages = head::read(&told, &mut article, &mut filing);
    let bodies = body::read(&told, &mut pages, &mut article, &mut filing);
    article.document = Document::of(bodies);
    article.findings.extend(dropped(&pages.dropped));
    if was_cut {
        let what = "only the first 2 MB were read";
        article.findings.push(Finding::lossy("", what));
    }
    settle(&mut article, place);
    let mut records = vec![Record::Site(Site {
        system: "pasted".to_owned(),
        ..Site::default()
    })];
    records.extend(filing.take());
    records.push(Record::Article(Box::new(article)));
    records
}

fn first_bytes(text: &str) -> (&str, bool) {
    let mut end = LONGEST.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    (&text[..end], end < text.len())
}

/// What can be said once all has been read.
fn settle(article: &mut Article, place: &str) {
    article.slug = slug(&article.headline, 80);
    article.source_id = match article.headline.is_empty() {
        true => place.to_owned(),
        false => id_of(&article.headline),
    };
    if article.headline.is_empty() {
        let what = "no headline was recognised";
        article.findings.push(Finding::doubtful("headline", what));
    }
    if article.document.is_empty() {
        let what = "no text of an article was recognised";
        article.findings.push(Finding::doubtful("text", what));
    }
    if article.published_at.is_none() {
        let what = "no date was recognised";
        article.findings.push(Finding::doubtful("date", what));
    }
    for wanted in &article.pictures_wanted {
        let what = format!(
            "the picture to “{}” is not in a text and must be added",
            short(&wanted.caption, 80)
        );
        article.findings.push(Finding::lossy("pictures", what));
    }
}

/// A line that is not part of the article, and why.
struct Dropped {
    line: u64,
    text: String,
    reason: &'static str,
}

/// One finding for lines that follow each other and were dropped for the same reason.
fn dropped(lines: &[Dropped]) -> Vec<Finding> {
    let rows = lines.chunk_by(|one, next| one.reason == next.reason && next.line - one.line <= 3);
    rows.map(|row| {
        let shown: Vec<String> = row
            .iter()
            .take(SHOWN)
            .map(|one| short(&one.text, 60))
            .collect();
        let others = row.len().saturating_sub(SHOWN);
        let others = match others {
            0 => String::new(),
            others => format!(" and {others} more lines"),
        };
        let what = format!(
            "dropped as {}: {}{others}",
            row[0].reason,
            shown.join(" · ")
        );
        Finding::lossy(crate::model::Place::line(row[0].line), what)
    })
    .collect()
}

fn short(text: &str, longest: usize) -> String {
    masthead_text::excerpt(text, longest)
}
