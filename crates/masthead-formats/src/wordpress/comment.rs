//! Comments of a WordPress item: readers' words, and what machines left there.

use masthead_text::excerpt;

use super::item::timestamp;
use crate::model::{Author, Finding, LeftOut, Post, PostState, Record};
use crate::source::words::{self, plain};
use crate::source::xml::Element;

/// What stands below an item: a reader's words, or a pingback or trackback, which is none.
pub(super) fn record(element: &Element, thread: &str) -> Record {
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
    let mut findings = Vec::new();
    let text = words::post(element.text_of("wp:comment_content"), &mut findings);
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
        text,
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
