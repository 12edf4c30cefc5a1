//! Comments of a WordPress item: readers' words, and what machines left there.

use masthead_text::{
    Finding, HtmlOrigin, HtmlSource, Pictures, Severity, excerpt, from_html, post_markdown,
};

use super::item::timestamp;
use super::library::plain;
use super::xml::Element;
use crate::model::{Comment, CommentState, LeftOut};

/// What stands below an item: comments, and pingbacks and trackbacks, which are not words of readers.
pub(super) fn comments(item: &Element) -> (Vec<Comment>, Vec<LeftOut>) {
    let (mut comments, mut left_out) = (Vec::new(), Vec::new());
    for element in item
        .children
        .iter()
        .filter(|child| child.name == "wp:comment")
    {
        match element.text_of("wp:comment_type") {
            "" | "comment" | "review" => comments.push(comment(element)),
            kind => left_out.push(LeftOut {
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
    (comments, left_out)
}

fn comment(element: &Element) -> Comment {
    let html = element.text_of("wp:comment_content");
    let source = HtmlSource {
        html,
        origin: HtmlOrigin::Comment,
        base: "",
        pictures: &Pictures::default(),
        own_pictures: &[],
    };
    let reading = from_html(&source);
    let mut findings = reading.findings;
    let written_at = timestamp(element, "wp:comment_date_gmt", "wp:comment_date");
    if written_at.is_none() {
        findings.push(Finding::new(
            Severity::Doubt,
            "date",
            "the time of writing is unknown",
        ));
    }
    Comment {
        source_id: element.text_of("wp:comment_id").to_owned(),
        parent: Some(element.text_of("wp:comment_parent").to_owned())
            .filter(|parent| !matches!(parent.as_str(), "" | "0")),
        author_name: plain(element.text_of("wp:comment_author")),
        author_email: element.text_of("wp:comment_author_email").to_lowercase(),
        author_id: Some(element.text_of("wp:comment_user_id").to_owned())
            .filter(|id| !matches!(id.as_str(), "" | "0")),
        written_at,
        text: post_markdown(&reading.document),
        state: match element.text_of("wp:comment_approved") {
            "1" | "approve" | "approved" => CommentState::Approved,
            "spam" => CommentState::Spam,
            "trash" | "post-trashed" => CommentState::Trashed,
            _ => CommentState::Waiting,
        },
        findings,
    }
}
