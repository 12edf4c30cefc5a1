//! Remarks in HTML: WordPress' block comments, its "more" and its page breaks, and what people left for themselves.

use super::HtmlOrigin;
use super::walk::Walk;
use crate::finding::Severity;
use crate::gather::shorten;

/// Blocks that WordPress fills in when it shows the page: nothing of them is in the export.
const COMPUTED: &[&str] = &[
    "archives",
    "avatar",
    "calendar",
    "categories",
    "comments",
    "home-link",
    "latest-comments",
    "latest-posts",
    "loginout",
    "navigation",
    "page-list",
    "post-",
    "query",
    "read-more",
    "rss",
    "search",
    "site-",
    "social-link",
    "tag-cloud",
    "template-part",
    "term-description",
    "comment-",
    "block",
    "pattern",
];

impl Walk<'_, '_> {
    pub(super) fn comment(&mut self, text: &str, line: u64) {
        let text = text.trim();
        if self.journey.source.origin != HtmlOrigin::WordPress {
            return self.journey.find(
                Severity::Note,
                line,
                format!("the remark `{}` was left out", shorten(text)),
            );
        }
        match text {
            "more" | "nextpage" | "noteaser" => {
                self.end_paragraph();
                self.journey.find(
                    Severity::Note,
                    line,
                    format!("the break <!--{text}--> was left out; the article is one page"),
                );
            }
            _ if text.starts_with("more ") => {
                self.end_paragraph();
                self.journey.find(
                    Severity::Note,
                    line,
                    format!(
                        "the words `{}` for reading on were left out",
                        shorten(&text[5..])
                    ),
                );
            }
            _ if text.starts_with("/wp:") => self.end_paragraph(),
            _ => match text.strip_prefix("wp:") {
                Some(block) => self.block_begins(block, line),
                None => self.journey.find(
                    Severity::Note,
                    line,
                    format!("the remark `{}` was left out", shorten(text)),
                ),
            },
        }
    }

    fn block_begins(&mut self, block: &str, line: u64) {
        self.end_paragraph();
        let name = block
            .split([' ', '{', '/', '\n'])
            .next()
            .unwrap_or_default();
        let plain = name.strip_prefix("core/").unwrap_or(name);
        if COMPUTED.iter().any(|computed| {
            plain == *computed || (computed.ends_with('-') && plain.starts_with(computed))
        }) || plain.starts_with("query-")
            || plain.starts_with("comments-")
        {
            let what =
                format!("the block `{plain}` shows what WordPress computes; it was left out");
            return self.journey.find(Severity::Loss, line, what);
        }
        if block.ends_with('/') {
            let what = format!(
                "the block `{}` holds no text of its own; it was left out",
                shorten(block)
            );
            self.journey.find(Severity::Loss, line, what);
        }
    }
}
