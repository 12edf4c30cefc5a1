//! Comments of a WordPress item: readers' words, and what machines left there.

use masthead_text::{HtmlOrigin, HtmlSource, Pictures, excerpt, from_html, post_markdown};

use super::item::timestamp;
use super::library::plain;
use super::xml::Element;
use crate::model::{Author, Finding, LeftOut, Post, PostState, Record};

/// What stands below an item: comments, and pingbacks and trackbacks, which are not words of readers.
pub(super) fn comments<'e>(
    item: &'e Element,
    thread: &'e str,
) -> impl Iterator<Item = Record> + use<'e> {
    let comments = item
        .children
        .iter()
        .filter(|child| child.name == "wp:comment");
    comments.map(move |element| record(element, thread))
}

fn record(element: &Element, thread: &str) -> Record {
    match element.text_of("wp:comment_type") {
        "" | "comment" | "review" => Record::Post(Box::new(comment(element, thread))),
        kind => Record::LeftOut(LeftOut {
            kind: kind.to_owned(),
            source_id: element.text_of("wp:comment_id").to_owned(),
            title: excerpt(&plain(element.text_of("wp:comment_author")), 60),
            reason: match kind {
                "pingback" | "trackback" => {
                    "a link that another site announced is not what a reader wrote".to_owned()
                }
                other => format!("comments of the type `{other}` come from a plug-in"),
            },
        }),
    }
}

fn comment(element: &Element, thread: &str) -> Post {
    let html = element.text_of("wp:comment_content");
    let source = HtmlSource {
        html,
        origin: HtmlOrigin::Comment,
        base: "",
        pictures: &Pictures::default(),
        own_pictures: &[],
    };
    let reading = from_html(&source);
    let mut findings: Vec<Finding> = reading.findings.into_iter().map(Into::into).collect();
    let written_at = timestamp(element, "wp:comment_date_gmt", "wp:comment_date");
    if written_at.is_none() {
        findings.push(Finding::doubtful("date", "the time of writing is unknown"));
    }
    Post {
        source_id: element.text_of("wp:comment_id").to_owned(),
        thread: thread.to_owned(),
        parent: Some(element.text_of("wp:comment_parent").to_owned())
            .filter(|parent| !matches!(parent.as_str(), "" | "0")),
        author: Author {
            account: Some(element.text_of("wp:comment_user_id").to_owned())
                .filter(|id| !matches!(id.as_str(), "" | "0")),
            name: plain(element.text_of("wp:comment_author")),
            email: element.text_of("wp:comment_author_email").to_lowercase(),
            website: element.text_of("wp:comment_author_url").to_owned(),
        },
        written_at,
        text: post_markdown(&reading.document),
        state: match element.text_of("wp:comment_approved") {
            "1" | "approve" | "approved" => PostState::Approved,
            "spam" => PostState::Spam,
            "trash" | "post-trashed" => PostState::Trashed,
            _ => PostState::Waiting,
        },
        findings,
        ..Post::default()
    }
}
