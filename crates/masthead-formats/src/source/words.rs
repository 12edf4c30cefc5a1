//! Foreign markup as words: a line, a post, or the blocks of an article.

use masthead_text::{
    Body, Document, HtmlOrigin, HtmlSource, Inline, Pictures, Span, from_html, post_markdown,
};

use crate::model::Finding;

/// Foreign HTML as blocks, with what was noticed.
pub(crate) fn blocks(html: &str, origin: HtmlOrigin, at: &str) -> (Document, Vec<Finding>) {
    let reading = from_html(&HtmlSource {
        html,
        origin,
        base: at,
        pictures: &Pictures::default(),
        own_pictures: &[],
    });
    let findings = reading.findings.into_iter().map(Finding::from);
    (reading.document, findings.collect())
}

/// What a reader wrote as HTML, in the small Markdown of posts.
pub(crate) fn post(html: &str, findings: &mut Vec<Finding>) -> String {
    let (document, found) = blocks(html, HtmlOrigin::Comment, "");
    findings.extend(found);
    post_markdown(&document)
}

/// What a reader wrote as Markdown, in the small Markdown of posts.
pub(crate) fn post_from_markdown(text: &str, findings: &mut Vec<Finding>) -> String {
    let reading = masthead_text::from_markdown(text);
    findings.extend(reading.findings.into_iter().map(Finding::from));
    post_markdown(&reading.document)
}

/// Words of a title or name, which may hold markup and character references.
pub(crate) fn plain(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    inline(html).text().replace('\n', " ")
}

/// Words with their marks.
pub(crate) fn inline(html: &str) -> Inline {
    let (document, _) = blocks(html, HtmlOrigin::Plain, "");
    let mut spans = Vec::new();
    for block in document.blocks {
        match block.body {
            Body::Paragraph(paragraph) => spans.extend(paragraph.text.into_spans()),
            other => {
                let words = Document::of([other]).plain_text();
                spans.push(Span::plain(format!(" {words} ")));
            }
        }
    }
    Inline::new(spans)
}

/// The text, if there is one.
pub(crate) fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Path and query of an address; `None` for the front page and for what is no address.
pub(crate) fn path_of(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let path = rest
        .find(['/', '?'])
        .map_or("", |at| &rest[at..])
        .split('#')
        .next()?;
    let path = match path.starts_with('?') {
        true => format!("/{path}"),
        false => path.to_owned(),
    };
    (!matches!(path.as_str(), "" | "/")).then_some(path)
}

/// The host of an address, in small letters and without `www.`: what a source is called when it has no better name.
pub(crate) fn host_of(address: &str) -> String {
    let rest = address.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host
        .rsplit_once('@')
        .map_or(host, |(_, host)| host)
        .to_lowercase();
    host.strip_prefix("www.")
        .map_or(host.clone(), str::to_owned)
}
