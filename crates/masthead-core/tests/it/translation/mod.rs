//! Articles in other languages: who is asked for what, what stays, and what people wrote.

mod asking;
mod people;
mod words;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use masthead_core::ledger::{Ledger, Terms, cost_of_article};
use masthead_core::translation::{
    self, Article, Broken, Done, EntityKind, KeepName, Line, Order, Origin, PieceState, SetTerm,
    TranslationError, TranslationState, WriteSentence,
};
use masthead_engines::asking::{Allowance, EngineError};
use masthead_engines::translation::{Careful, LanguageTag, Quality, Unit};
use masthead_testkit::cast::ELIF;
use masthead_testkit::{TestSite, both};
use masthead_text::{Document, Inline, from_markdown};

use crate::translator::Rehearsed;

fn tag(text: &str) -> LanguageTag {
    text.parse().expect("a language")
}

fn document(markdown: &str) -> Document {
    from_markdown(markdown).document
}

fn html(document: &Document) -> String {
    let passages = document.passages().into_iter();
    passages
        .map(|it| it.words.inline().to_html().as_str().to_owned())
        .collect()
}

/// Forty sentences in ten paragraphs; the nth can be said otherwise.
fn forty(changed: Option<usize>) -> Document {
    let sentence = |nth: usize| match changed == Some(nth) {
        true => format!("Hier wurde der Satz {nth} umgeschrieben."),
        false => format!("Das ist der Satz {nth} in diesem Text."),
    };
    let paragraph = |at: usize| {
        (0..4)
            .map(|nth| sentence(at * 4 + nth))
            .collect::<Vec<_>>()
            .join(" ")
    };
    document(&(0..10).map(paragraph).collect::<Vec<_>>().join("\n\n"))
}

struct Desk<'a> {
    site: &'a TestSite,
    from: LanguageTag,
    to: LanguageTag,
}

impl<'a> Desk<'a> {
    fn new(site: &'a TestSite) -> Self {
        Self {
            site,
            from: tag("de"),
            to: tag("en"),
        }
    }

    async fn try_translate(
        &self,
        document: &Document,
        engines: &[&Careful],
    ) -> Result<Done, TranslationError> {
        self.translate_with(document, &[], engines, |order| order)
            .await
    }

    async fn translate_with(
        &self,
        document: &Document,
        lines: &[Line],
        engines: &[&Careful],
        change: impl for<'b> Fn(Order<'b>) -> Order<'b>,
    ) -> Result<Done, TranslationError> {
        let article = Article {
            name: "article 7",
            lines,
            document,
        };
        let order = change(Order::new(article, &self.from, &self.to, engines));
        translation::translate(&self.site.app, &order, &mut |_| ()).await
    }

    async fn translate(&self, document: &Document, engines: &[&Careful]) -> Done {
        self.try_translate(document, engines)
            .await
            .expect("it can be translated")
    }

    async fn write(&self, sentence: &str, target: &str) -> Result<(), TranslationError> {
        let request = WriteSentence {
            article: "article 7".to_owned(),
            to: self.to.clone(),
            sentence: sentence.to_owned(),
            target: target.to_owned(),
            is_approved: false,
        };
        let editor = self.site.person(&ELIF).await;
        translation::write_sentence(&self.site.app, &editor, &request).await
    }

    async fn state(&self) -> TranslationState {
        self.sheet().await.state
    }

    async fn sheet(&self) -> translation::Sheet {
        let sheet = translation::sheet(&self.site.app, "article 7", &self.to).await;
        sheet.expect("it can be read").expect("it stands")
    }

    async fn set_term(&self, source: &str, target: &str) -> i64 {
        let request = SetTerm {
            from: self.from.clone(),
            to: self.to.clone(),
            source: source.to_owned(),
            target: target.to_owned(),
        };
        let editor = self.site.person(&ELIF).await;
        let set = translation::set_term(&self.site.app, &editor, &request).await;
        set.expect("a term")
    }
}

fn plain() -> Rehearsed {
    Rehearsed::new("rehearsed", &[])
}
