//! One article of a source: a draft, published with the time it had, or a newer text of one that is here.

use masthead_db::{Time, Tx, transact};
use masthead_formats::{Access, Article, ArticleState, Finding};
use masthead_text::slug;

use super::import::{Remembered, Under, Walk, fingerprint};
use super::media::{self, Stored};
use super::report::{Line, Outcome};
use super::store::{self, ItemRow};
use super::{ImportError, article_state, unmapped};
use crate::articles::{self, BringIn, Drafted, NewArticle, NewEdition, Publish, Significance};
use crate::kernel::{ArticleId, EditionId, Lang, RevisionId};

/// The longest readable part of an address.
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
    let (known, same) = transact!(walk.app.db.read(), |tx| {
        let known = walk.known(tx, kind, &article.source_id).await?;
        let same = match known {
            Some(_) => None,
            None => walk.own_article(tx, article, lang).await?,
        };
        Ok::<_, ImportError>((known, same))
    })?;
    if same.is_some() {
        // An export that comes back to the site that wrote it.
        return Ok((same, Outcome::KeptOurs));
    }
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
pub(super) struct Written<'a> {
    kind: &'a str,
    pub(super) article: &'a Article,
    lang: Lang,
    says: &'a str,
    pub(super) stored: &'a Stored,
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
        let slug = Some(slug(&article.slug, SLUG_BYTES)).filter(|slug| !slug.is_empty());
        let content = self.content(tx, walk, findings).await?;
        let drafted = match self.original(tx, walk).await? {
            Some(original) => {
                let request = NewEdition {
                    article: original,
                    lang: self.lang,
                    slug,
                    content,
                };
                articles::insert_edition(tx, walk.app, walk.options.by, &request, at).await?
            }
            None => {
                if self.article.translation_of.is_some() {
                    let what = "the article it was translated from is not here, or has this language; it stands alone";
                    findings.push(Finding::doubtful("translation", what));
                }
                let request = NewArticle {
                    lang: self.lang,
                    slug,
                    filing: self.filing(tx, walk, findings).await?,
                    content,
                };
                let begun = self.begun_at(walk);
                let id = match walk.letters(&article.source_id) {
                    Some(letters) => walk.app.ids.called(letters, begun),
                    None => walk.app.new_id(),
                };
                let named = (id, &request);
                articles::insert_draft_as(tx, walk.app, walk.options.by, named, begun).await?
            }
        };
        self.bring_out(tx, walk, &drafted, findings).await?;
        if walk.is_of_masthead() {
            article_state::as_it_was(tx, walk, article, &drafted).await?;
        }
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

    /// The article here that this one is a translation of, if it has no edition in this language yet.
    async fn original(
        &self,
        tx: &mut Tx,
        walk: &Walk<'_>,
    ) -> Result<Option<ArticleId>, ImportError> {
        let Some(original) = &self.article.translation_of else {
            return Ok(None);
        };
        let Some(item) = walk.known(tx, self.kind, original).await? else {
            return Ok(None);
        };
        let article = ArticleId::from(item.target_id);
        let taken = articles::edition_of(tx, article, self.lang).await?;
        Ok(taken.is_none().then_some(article))
    }

    /// When it was begun: of another Masthead that is known.
    fn begun_at(&self, walk: &Walk<'_>) -> Time {
        let created = self.article.created_at.filter(|_| walk.is_of_masthead());
        created.map_or(self.time(walk), time_of)
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
        if !self.article.corrections.is_empty() {
            let what =
                "what readers were told of mistakes since the first import is not brought in";
            findings.push(Finding::lossy("corrections", what));
        }
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
        let is_to_be_read = matches!(
            self.article.state,
            ArticleState::Published | ArticleState::Scheduled
        );
        let embargo = self.article.embargo_until.map(time_of);
        if let Some(end) = embargo.filter(|end| is_to_be_read && *end > walk.app.now()) {
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
            // What stood there between draft and reader stands there again.
            ArticleState::Pending | ArticleState::Ready | ArticleState::Withdrawn
                if walk.is_of_masthead() => {}
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

    async fn lead_old_addresses(
        &self,
        tx: &mut Tx,
        walk: &Walk<'_>,
        article: ArticleId,
    ) -> Result<(), ImportError> {
        for path in &self.article.old_addresses {
            articles::lead_here(tx, walk.app, path, article).await?;
            if let Some(bare) = path.strip_suffix('/').filter(|_| !walk.is_of_masthead()) {
                articles::lead_here(tx, walk.app, bare, article).await?;
            }
        }
        Ok(())
    }
}

impl Walk<'_> {
    /// The article that an export names, where the export comes back to the site that wrote it.
    async fn own_article(
        &self,
        tx: &mut Tx,
        article: &Article,
        lang: Lang,
    ) -> Result<Option<ArticleId>, ImportError> {
        let original = article.translation_of.as_ref();
        let Some(letters) = self.letters(original.unwrap_or(&article.source_id)) else {
            return Ok(None);
        };
        let Some(here) = articles::article_called(tx, letters).await? else {
            return Ok(None);
        };
        let has_edition = articles::edition_of(tx, here, lang).await?.is_some();
        Ok(has_edition.then_some(here))
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
