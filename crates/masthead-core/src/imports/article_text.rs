//! The text of an article from elsewhere as it fits here, and where the article belongs.

use masthead_db::Tx;
use masthead_formats::{ArticleKind, Finding};
use masthead_text::excerpt;

use super::ImportError;
use super::article::Written;
use super::import::Walk;
use super::{media, registers};
use crate::articles::{Content, Filing, Lead};

/// What articles hold at most; longer words are cut at a word, and that is told.
const HEADLINE_CHARACTERS: usize = 300;
const LEDE_CHARACTERS: usize = 2_000;

impl Written<'_> {
    pub(super) async fn filing(
        &self,
        tx: &mut Tx,
        walk: &Walk<'_>,
        findings: &mut Vec<Finding>,
    ) -> Result<Filing, ImportError> {
        let article = self.article;
        let is_page = article.kind == ArticleKind::Page;
        let section = registers::section_for(tx, walk, &article.sections, is_page).await?;
        let further = article.sections.get(1..).unwrap_or_default();
        if !further.is_empty() {
            findings.push(Finding::note(
                "sections",
                format!("{} further sections became topics", further.len()),
            ));
        }
        let topics = registers::topics_for(tx, walk, &article.topics, further, findings).await?;
        let authors = registers::authors_for(tx, walk, &article.writers, findings).await?;
        Ok(Filing {
            section,
            authors,
            topics,
        })
    }

    pub(super) async fn content(
        &self,
        tx: &mut Tx,
        walk: &Walk<'_>,
        findings: &mut Vec<Finding>,
    ) -> Result<Content, ImportError> {
        let article = self.article;
        let lead = match &article.lead {
            Some(image) => media::ours(tx, walk, self.stored, image)
                .await?
                .map(|(media, _)| Lead {
                    media,
                    caption: Some(image.caption.text())
                        .filter(|words| walk.is_of_masthead() && !words.is_empty()),
                }),
            None => None,
        };
        if article.lead.is_some() && lead.is_none() {
            findings.push(Finding::lossy("lead picture", "it cannot be fetched"));
        }
        Ok(Content {
            kicker: short(&article.kicker, HEADLINE_CHARACTERS, "kicker", findings),
            headline: short(
                &self.headline(findings),
                HEADLINE_CHARACTERS,
                "headline",
                findings,
            ),
            lede: short(&article.lede, LEDE_CHARACTERS, "lede", findings),
            place: short(&article.dateline, HEADLINE_CHARACTERS, "place", findings),
            lead,
            body: media::in_our_store(tx, walk, self.stored, &article.document).await?,
        })
    }

    /// Nobody can read an article without a headline: its first words stand for it.
    fn headline(&self, findings: &mut Vec<Finding>) -> String {
        if !self.article.headline.is_empty() {
            return self.article.headline.clone();
        }
        let words = self
            .article
            .document
            .first_paragraph()
            .map(masthead_text::Inline::text)
            .unwrap_or_default();
        let words = excerpt(&words, 80);
        let headline = if words.is_empty() {
            format!("({})", self.article.source_id)
        } else {
            words
        };
        findings.push(Finding::doubtful(
            "headline",
            "it had none; its first words stand there now",
        ));
        headline
    }
}

fn short(text: &str, longest: usize, what: &str, findings: &mut Vec<Finding>) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    findings.push(Finding::lossy(what, format!("cut to {longest} characters")));
    let mut cut = excerpt(text, longest);
    while cut.chars().count() > longest {
        cut.pop();
    }
    cut
}
