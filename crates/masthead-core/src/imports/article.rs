//! One article of a source: a draft, published with the time it had, or a newer text of one that is here.

use masthead_db::{Time, Tx, transact};
use masthead_formats::{Access, Article, ArticleKind, ArticleState, Finding};
use masthead_text::{excerpt, slug};

use super::import::{Remembered, Under, Walk, fingerprint};
use super::media::{self, Stored};
use super::registers;
use super::report::{Line, Outcome};
use super::store::{self, ItemRow};
use super::{ImportError, unmapped};
use crate::articles::{
    self, BringIn, Content, Drafted, Filing, Lead, NewArticle, Publish, Significance,
};
use crate::kernel::{ArticleId, EditionId, Lang, RevisionId};

/// What articles hold at most; longer words are cut at a word, and that is told.
const HEADLINE_CHARACTERS: usize = 300;
const LEDE_CHARACTERS: usize = 2_000;
const SLUG_BYTES: usize = 80;

/// Brings in an article and then what was written below it.
pub(super) async fn article(
    walk: &mut Walk<'_>,
    kind: &str,
    mut article: Article,
) -> Result<(), ImportError> {
    let mut findings = std::mem::take(&mut article.findings);
    findings.extend(unmapped::findings(&article));
    let lang = lang_of(walk, &article, &mut findings);
    let result = bring_in(walk, kind, &article, lang, &mut findings).await;
    let (here, result) = match result {
        Ok((here, outcome)) => (here, Ok(outcome)),
        Err(error) => (None, Err(error)),
    };
    let outcome = walk.settle(result)?;
    let title = if article.headline.is_empty() {
        article.slug.clone()
    } else {
        article.headline.clone()
    };
    let source_id = article.source_id.clone();
    walk.tell(&Line {
        kind: kind.to_owned(),
        source_id,
        title,
        outcome: outcome.clone(),
        findings,
    });
    let under = Under {
        here,
        lang,
        outcome,
    };
    walk.below.threads.insert(article.source_id, under);
    Ok(())
}

fn lang_of(walk: &Walk<'_>, article: &Article, findings: &mut Vec<Finding>) -> Lang {
    let Some(tag) = &article.language else {
        return walk.lang;
    };
    tag.parse().unwrap_or_else(|_| {
        findings.push(Finding::doubtful(
            "language",
            format!(
                "`{tag}` is no language of this site; it is filed under {}",
                walk.lang
            ),
        ));
        walk.lang
    })
}

async fn bring_in(
    walk: &Walk<'_>,
    kind: &str,
    article: &Article,
    lang: Lang,
    findings: &mut Vec<Finding>,
) -> Result<(Option<ArticleId>, Outcome), ImportError> {
    if article.state == ArticleState::Trashed {
        return Ok((None, Outcome::LeftOut("it was in the trash".to_owned())));
    }
    let says = says(article, lang);
    let known = transact!(walk.app.db.read(), |tx| {
        walk.known(tx, kind, &article.source_id).await
    })?;
    let here = known.as_ref().map(|item| ArticleId::from(item.target_id));
    if known.as_ref().is_some_and(|item| item.fingerprint == says) {
        return Ok((here, Outcome::Unchanged));
    }
    let stored = media::store_beside(walk, article, findings).await?;
    if walk.options.is_dry_run {
        let outcome = if known.is_some() {
            Outcome::Updated
        } else {
            Outcome::Imported
        };
        return Ok((here, outcome));
    }
    let begun = findings.len();
    let found = transact!(walk.app.db.write(), |tx| {
        let mut found = Vec::new();
        let written = Written {
            kind,
            article,
            lang,
            says: &says,
            stored: &stored,
        };
        let (here, outcome) = match walk.known(tx, kind, &article.source_id).await? {
            None => (
                written.first(tx, walk, &mut found).await?,
                Outcome::Imported,
            ),
            Some(item) => {
                let outcome = written.newer(tx, walk, &item, &mut found).await?;
                (ArticleId::from(item.target_id), outcome)
            }
        };
        Ok::<_, ImportError>((here, outcome, found))
    });
    findings.truncate(begun);
    let (here, outcome, found) = found?;
    findings.extend(found);
    Ok((Some(here), outcome))
}

/// The fingerprint of what the source says about the article itself.
fn says(article: &Article, lang: Lang) -> String {
    let time =
        |time: &Option<jiff::Timestamp>| time.map(|time| time.to_string()).unwrap_or_default();
    let lead = article
        .lead
        .as_ref()
        .map(|image| {
            serde_json::to_string(image).expect("a picture holds nothing that JSON cannot")
        })
        .unwrap_or_default();
    let lists = [
        &article.writers,
        &article.sections,
        &article.topics,
        &article.old_addresses,
    ];
    let lists = lists.map(|list| list.join("\n"));
    let [writers, sections, topics, addresses] = &lists;
    fingerprint(&[
        article.state.word(),
        lang.tag(),
        &article.kicker,
        &article.headline,
        &article.lede,
        &article.slug,
        &article.dateline,
        &article.document.to_json(),
        &time(&article.published_at),
        &lead,
        writers,
        sections,
        topics,
        addresses,
        if article.takes_posts {
            "open"
        } else {
            "closed"
        },
    ])
}

/// An article about to be written.
struct Written<'a> {
    kind: &'a str,
    article: &'a Article,
    lang: Lang,
    says: &'a str,
    stored: &'a Stored,
}

impl Written<'_> {
    async fn first(
        &self,
        tx: &mut Tx,
        walk: &Walk<'_>,
        findings: &mut Vec<Finding>,
    ) -> Result<ArticleId, ImportError> {
        let article = self.article;
        let at = self.time(walk);
        let request = NewArticle {
            lang: self.lang,
            slug: Some(slug(&article.slug, SLUG_BYTES)).filter(|slug| !slug.is_empty()),
            filing: self.filing(tx, walk, findings).await?,
            content: self.content(tx, walk, findings).await?,
        };
        let drafted = articles::insert_draft(tx, walk.app, walk.options.by, &request, at).await?;
        self.bring_out(tx, walk, &drafted, findings).await?;
        if !article.takes_posts {
            articles::close_thread_of(tx, drafted.article).await?;
        }
        self.lead_old_addresses(tx, walk, drafted.article).await?;
        let item = Remembered {
            kind: self.kind,
            source_id: &article.source_id,
            target: drafted.article.uuid(),
            fingerprint: self.says,
            revision: Some(drafted.revision),
        };
        walk.remember(tx, &item).await?;
        Ok(drafted.article)
    }

    /// A newer text becomes a revision and is published where the old one was, unless somebody here has edited since.
    async fn newer(
        &self,
        tx: &mut Tx,
        walk: &Walk<'_>,
        item: &ItemRow,
        findings: &mut Vec<Finding>,
    ) -> Result<Outcome, ImportError> {
        let article = ArticleId::from(item.target_id);
        let edition = articles::edition_of(tx, article, self.lang).await?;
        let (Some(edition), Some(made_on)) = (edition, item.revision_id) else {
            return Ok(Outcome::KeptOurs);
        };
        let request = BringIn {
            edition,
            made_on,
            content: self.content(tx, walk, findings).await?,
            filing: self.filing(tx, walk, findings).await?,
        };
        let Some(revision) =
            articles::bring_text_in(tx, walk.app, walk.options.by, &request).await?
        else {
            return Ok(Outcome::KeptOurs);
        };
        self.publish_again(tx, walk, edition, revision).await?;
        self.lead_old_addresses(tx, walk, article).await?;
        store::update_item(tx, item.id, self.says, Some(revision), walk.app.now()).await?;
        Ok(Outcome::Updated)
    }

    async fn publish_again(
        &self,
        tx: &mut Tx,
        walk: &Walk<'_>,
        edition: EditionId,
        revision: RevisionId,
    ) -> Result<(), ImportError> {
        let embargo = self.article.embargo_until.map(time_of);
        if self.article.state != ArticleState::Published
            || must_wait(self.article, walk.app.now()).is_some()
            || embargo.is_some_and(|end| end > walk.app.now())
        {
            return Ok(());
        }
        let request = Publish {
            edition,
            revision,
            significance: Significance::Minor,
        };
        articles::publish_at(tx, walk.app, walk.options.by, &request, walk.app.now()).await?;
        Ok(())
    }

    /// Published, scheduled, or a draft: as it was where it comes from.
    async fn bring_out(
        &self,
        tx: &mut Tx,
        walk: &Walk<'_>,
        drafted: &Drafted,
        findings: &mut Vec<Finding>,
    ) -> Result<(), ImportError> {
        let at = self.time(walk);
        let Drafted {
            edition, revision, ..
        } = *drafted;
        if let Some(why) = must_wait(self.article, walk.app.now()) {
            findings.push(Finding::doubtful("state", why));
            return Ok(());
        }
        let embargo = self.article.embargo_until.map(time_of);
        if let Some(end) = embargo.filter(|end| *end > walk.app.now()) {
            let what = "it was under an embargo and will be published when that ends";
            findings.push(Finding::doubtful("embargo", what));
            articles::schedule_at(tx, walk.app, edition, end.max(at)).await?;
            return Ok(());
        }
        match self.article.state {
            ArticleState::Scheduled if at > walk.app.now() => {
                articles::schedule_at(tx, walk.app, edition, at).await?;
            }
            ArticleState::Published | ArticleState::Scheduled => {
                let request = Publish {
                    edition,
                    revision,
                    significance: Significance::Update,
                };
                articles::publish_at(
                    tx,
                    walk.app,
                    walk.options.by,
                    &request,
                    at.min(walk.app.now()),
                )
                .await?;
            }
            other if other != ArticleState::Draft => {
                let what = format!("it was {} and is a draft now", other.word());
                findings.push(Finding::note("state", what));
            }
            _ => {}
        }
        Ok(())
    }

    fn time(&self, walk: &Walk<'_>) -> Time {
        let published = self.article.published_at.or(self.article.modified_at);
        published.map_or(walk.app.now(), time_of)
    }

    async fn filing(
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

    async fn content(
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
                    caption: None,
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

    async fn lead_old_addresses(
        &self,
        tx: &mut Tx,
        walk: &Walk<'_>,
        article: ArticleId,
    ) -> Result<(), ImportError> {
        for path in &self.article.old_addresses {
            articles::lead_here(tx, walk.app, path, article).await?;
            if let Some(bare) = path.strip_suffix('/') {
                articles::lead_here(tx, walk.app, bare, article).await?;
            }
        }
        Ok(())
    }
}

fn time_of(time: jiff::Timestamp) -> Time {
    Time::from_micros(time.as_microsecond())
}

/// Why a human must see it before readers do, whatever its state says.
fn must_wait(article: &Article, now: Time) -> Option<&'static str> {
    if !matches!(
        article.state,
        ArticleState::Published | ArticleState::Scheduled
    ) {
        return None;
    }
    if !article.embargo.is_empty() {
        return Some(
            "its embargo is in words that name no time: it is a draft until somebody has read them",
        );
    }
    if article.expires_at.is_some_and(|end| time_of(end) < now) {
        return Some(
            "it was to be shown for a time that is over: it is a draft until somebody has decided",
        );
    }
    (article.access != Access::Everybody)
        .then_some("not everybody could read it there: it is a draft until somebody has decided")
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
