//! Walks through a source, one record at a time, and tells what became of each.

use std::collections::HashMap;

use masthead_db::{Time, Tx, Uuid};
use masthead_formats::{LeftOut, Post, ReadError, Record, Site};
use sha2::{Digest, Sha256};

use super::report::{Line, Outcome, Totals, kind_of};
use super::store::{self, ItemRow};
use super::threads::{self, Below};
use super::{ImportError, accounts, article, media, registers};
use crate::kernel::{AccountId, App, ArticleId, DbError, Lang, MediaId, RevisionId};

/// The system of our own exports.
pub(crate) const MASTHEAD: &str = "masthead";

/// Reads a file that lies beside the source, by the relative path that the source gives.
pub type Beside<'a> = &'a (dyn Fn(&str) -> Option<Vec<u8>> + Sync);

/// How to import.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// Only say what would happen.
    pub is_dry_run: bool,
    /// Who imports; none from the command line.
    pub by: Option<AccountId>,
    /// Files beside the source; none when it has none.
    pub beside: Option<Beside<'a>>,
}

/// What is known of a source while it is walked through.
pub(super) struct Walk<'a> {
    pub(super) app: &'a App,
    pub(super) options: Options<'a>,
    pub(super) site: Site,
    /// The language of what names none.
    pub(super) lang: Lang,
    pub(super) registers: registers::Known,
    /// Pictures by the address they have elsewhere.
    pub(super) pictures: HashMap<String, (MediaId, String)>,
    /// Pictures by the source's own name for them.
    pub(super) named_pictures: HashMap<String, (MediaId, String)>,
    /// Accounts here by the source's name for them.
    pub(super) accounts: HashMap<String, AccountId>,
    /// What stands below articles, and waits to come in.
    pub(super) below: Below,
    tell: &'a mut (dyn FnMut(&Line) + Send),
    totals: Totals,
}

/// Brings in all records of a source, each article with what was written below it in a transaction of its own, and
/// tells a line for each item as it goes. Doing it again doubles nothing.
///
/// # Errors
/// [`ImportError::Read`] when the source breaks off, [`ImportError::Db`]: what was told before is here.
pub async fn import(
    app: &App,
    records: impl IntoIterator<Item = Result<Record, ReadError>>,
    options: Options<'_>,
    tell: &mut (dyn FnMut(&Line) + Send),
) -> Result<Totals, ImportError> {
    let lang = app.settings().first_language();
    let mut walk = Walk {
        app,
        options,
        site: Site::default(),
        lang,
        registers: registers::Known::default(),
        pictures: HashMap::new(),
        named_pictures: HashMap::new(),
        accounts: HashMap::new(),
        below: Below::default(),
        tell,
        totals: Totals::default(),
    };
    for record in records {
        match record {
            Ok(record) => walk.take(record).await?,
            Err(error) => {
                // What came before the end of a source that breaks off is brought in all the same.
                threads::bring_waiting(&mut walk).await?;
                return Err(error.into());
            }
        }
    }
    threads::bring_waiting(&mut walk).await?;
    Ok(walk.totals)
}

impl Walk<'_> {
    async fn take(&mut self, record: Record) -> Result<(), ImportError> {
        let kind = kind_of(&record).to_owned();
        match record {
            Record::Site(site) => self.enter(site),
            Record::Writer(writer) => registers::writer(self, writer).await?,
            Record::Section(section) => registers::section(self, section).await?,
            Record::Topic(topic) => registers::topic(self, topic).await?,
            Record::Media(picture) => media::picture(self, *picture).await?,
            Record::Article(article) => article::article(self, &kind, *article).await?,
            Record::Thread(thread) => threads::thread(self, *thread).await?,
            Record::Post(post) => threads::post(self, *post).await?,
            Record::Account(account) => accounts::account(self, *account).await?,
            Record::Redirect(redirect) => threads::redirect(self, redirect).await?,
            Record::LeftOut(left) => self.left_out(left),
            Record::Finding(finding) => self.tell(&Line {
                kind,
                source_id: String::new(),
                title: String::new(),
                outcome: Outcome::Noticed,
                findings: vec![finding],
            }),
        }
        Ok(())
    }

    /// Whether another Masthead wrote it: then letters in addresses, accounts and states are kept.
    pub(super) fn is_of_masthead(&self) -> bool {
        self.site.system == MASTHEAD
    }

    /// The letters in an address that a thing of another Masthead keeps.
    pub(super) fn letters<'s>(&self, source_id: &'s str) -> Option<&'s str> {
        self.is_of_masthead().then_some(source_id)
    }

    fn enter(&mut self, site: Site) {
        if let Ok(lang) = site.language.parse() {
            self.lang = lang;
        }
        self.site = site;
    }

    pub(super) fn left_out(&mut self, left: LeftOut) {
        let LeftOut {
            kind,
            source_id,
            title,
            reason,
        } = left;
        self.tell(&Line {
            kind,
            source_id,
            title,
            outcome: Outcome::LeftOut(reason),
            findings: Vec::new(),
        });
    }

    pub(super) fn tell(&mut self, line: &Line) {
        self.totals.count(line);
        (self.tell)(line);
    }

    /// A failure of one item is told; any other stops the import.
    pub(super) fn settle(
        &mut self,
        result: Result<Outcome, ImportError>,
    ) -> Result<Outcome, ImportError> {
        match result {
            Err(error) if error.concerns_one_item() => Ok(Outcome::Failed(error.to_string())),
            other => other,
        }
    }

    pub(super) async fn known(
        &self,
        tx: &mut Tx,
        kind: &str,
        source_id: &str,
    ) -> Result<Option<ItemRow>, DbError> {
        store::item(tx, &self.site.system, &self.site.name, kind, source_id).await
    }

    pub(super) async fn remember(&self, tx: &mut Tx, item: &Remembered<'_>) -> Result<(), DbError> {
        let now: Time = self.app.now();
        let id: Uuid = self.app.new_id();
        let Remembered {
            kind,
            source_id,
            target,
            fingerprint,
            revision,
        } = item;
        store::insert_item(
            tx,
            id,
            &self.site.system,
            &self.site.name,
            kind,
            source_id,
            *target,
            fingerprint,
            *revision,
            now,
        )
        .await?;
        Ok(())
    }
}

/// An article that posts stand below.
#[derive(Clone)]
pub(super) struct Under {
    /// The article here; none in a rehearsal, or when it did not come in.
    pub(super) here: Option<ArticleId>,
    /// The language of what is written there.
    pub(super) lang: Lang,
    /// What became of it.
    pub(super) outcome: Outcome,
}

/// What came in, to be found again.
pub(super) struct Remembered<'a> {
    pub(super) kind: &'a str,
    pub(super) source_id: &'a str,
    pub(super) target: Uuid,
    pub(super) fingerprint: &'a str,
    pub(super) revision: Option<RevisionId>,
}

/// SHA-256 of some words, each ended so that no two lists of words are alike.
pub(super) fn fingerprint(words: &[&str]) -> String {
    let mut hash = Sha256::new();
    for word in words {
        hash.update(word.as_bytes());
        hash.update([0]);
    }
    data_encoding::HEXLOWER.encode(&hash.finalize())
}

/// The first words of a comment, for the report.
pub(super) fn title_of(comment: &Post) -> String {
    let words = masthead_text::PostText::stored(comment.text.clone()).plain_text();
    format!(
        "{}: {}",
        comment.author.name,
        masthead_text::excerpt(&words, 60)
    )
}
