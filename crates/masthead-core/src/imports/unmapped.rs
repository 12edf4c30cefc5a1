//! What the neutral model knows of an article and the site has no place for yet: told with each article, never lost in
//! silence.

use masthead_formats::{Article, Finding, Making};

/// What is not brought in.
pub(super) fn findings(article: &Article) -> Vec<Finding> {
    let rights = &article.rights;
    let words = [
        ("byline", &article.byline),
        ("note for the desk", &article.desk_note),
        ("genre", &article.genre),
        ("copyright holder", &rights.holder),
        ("copyright notice", &rights.notice),
        ("terms of use", &rights.usage_terms),
        ("credit of the text", &rights.credit),
        ("licence", &rights.licence),
        ("terms for machines that learn", &rights.mining),
        ("digital source type", &article.digital_source_type),
    ];
    let told = words.into_iter().filter(|(_, text)| !text.is_empty());
    let mut findings: Vec<Finding> = told
        .map(|(what, text)| lost(&format!("{what} “{}”", masthead_text::excerpt(text, 120))))
        .collect();
    findings.extend(
        article
            .notes
            .iter()
            .map(|note| lost(&format!("note “{note}”"))),
    );
    if article.making != Making::Written {
        let what =
            "how its words were made must be set by hand: a machine or a translator is named there";
        findings.push(Finding::doubtful("making", what));
    }
    if !article.alternates.is_empty() {
        findings.push(lost("tie to the same article in other languages"));
    }
    if article.expires_at.is_some() {
        let what = "it may be shown only for a time, which nobody watches here";
        findings.push(Finding::doubtful("expires", what));
    }
    findings
}

fn lost(what: &str) -> Finding {
    Finding::lossy("article", format!("the {what} was not brought in"))
}
