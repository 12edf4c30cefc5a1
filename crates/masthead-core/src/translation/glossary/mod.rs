//! The glossary: how the house wants its words translated. Every change is a revision that stays readable.

pub(super) mod store;

use masthead_db::{DbError, Tx, transact};
use masthead_engines::translation::LanguageTag;
use masthead_text::checks::Term;

use super::TranslationError;
use crate::kernel::audit::{self, Entry};
use crate::kernel::{App, Person};

/// A term as somebody wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetTerm {
    /// The language of the original.
    pub from: LanguageTag,
    /// The language of the translation.
    pub to: LanguageTag,
    /// The word as it stands in the original, capitals and all.
    pub source: String,
    /// The word that stands for it.
    pub target: String,
}

/// Sets a term, in place of the one with the same source. Only sentences that contain it are ever asked again.
///
/// Gives the revision of the glossary; setting what is set already changes nothing.
pub async fn set_term(app: &App, who: &Person, request: &SetTerm) -> Result<i64, TranslationError> {
    let (source, target) = (one_line(&request.source), one_line(&request.target));
    if source.is_empty() || target.is_empty() {
        return Err(TranslationError::Empty);
    }
    let (from, to) = (request.from.as_str(), request.to.as_str());
    transact!(app.db.write(), |tx| {
        let current = store::list_terms(tx, from, to).await?;
        if current
            .iter()
            .any(|it| it.source == source && it.target == target)
        {
            return Ok(store::revision(tx, from, to).await?.number);
        }
        let number = revise(tx, app, who, (from, to)).await?;
        store::close_term(tx, from, to, &source, number).await?;
        let (id, now) = (app.new_id(), app.now());
        store::insert_term(tx, id, from, to, &source, &target, number, who.account, now).await?;
        note(
            tx,
            app,
            who,
            "term set",
            (from, to),
            &format!("{source} → {target}"),
        )
        .await?;
        Ok(number)
    })
}

/// Takes a term out of the glossary; gives whether it was in.
pub async fn drop_term(
    app: &App,
    who: &Person,
    from: &LanguageTag,
    to: &LanguageTag,
    source: &str,
) -> Result<bool, TranslationError> {
    let (from, to) = (from.as_str(), to.as_str());
    transact!(app.db.write(), |tx| {
        let number = store::revision(tx, from, to).await?.number + 1;
        if store::close_term(tx, from, to, source, number).await? == 0 {
            return Ok(false);
        }
        revise(tx, app, who, (from, to)).await?;
        note(tx, app, who, "term dropped", (from, to), source).await?;
        Ok(true)
    })
}

async fn revise(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    (from, to): (&str, &str),
) -> Result<i64, DbError> {
    let number = store::revision(tx, from, to).await?.number + 1;
    store::insert_revision(tx, from, to, number, who.account, app.now()).await?;
    Ok(number)
}

async fn note(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    verb: &str,
    (from, to): (&str, &str),
    detail: &str,
) -> Result<(), DbError> {
    let entry = Entry {
        actor: &who.account.to_string(),
        verb,
        subject: &format!("glossary {from}-{to}"),
        detail,
    };
    audit::record(tx, app, &entry).await.map(drop)
}

/// The terms in force for a pair of languages, by their source.
pub async fn list_terms(
    app: &App,
    from: &LanguageTag,
    to: &LanguageTag,
) -> Result<Vec<Term>, DbError> {
    transact!(app.db.read(), |tx| { terms(tx, from, to).await })
}

/// How often the glossary of a pair was changed; 0 before the first term.
pub async fn revision(app: &App, from: &LanguageTag, to: &LanguageTag) -> Result<i64, DbError> {
    transact!(app.db.read(), |tx| {
        Ok(store::revision(tx, from.as_str(), to.as_str())
            .await?
            .number)
    })
}

/// The terms in force, for whoever is in a transaction already.
pub(super) async fn terms(
    tx: &mut Tx,
    from: &LanguageTag,
    to: &LanguageTag,
) -> Result<Vec<Term>, DbError> {
    let rows = store::list_terms(tx, from.as_str(), to.as_str()).await?;
    let term = |row: store::TermRow| Term {
        source: row.source,
        target: row.target,
    };
    Ok(rows.into_iter().map(term).collect())
}

/// Whether a term occurs in a sentence: at the beginning of a word, because endings may follow it.
pub(super) fn occurs(term: &str, sentence: &str) -> bool {
    let mut found = sentence.match_indices(term);
    found.any(|(at, _)| {
        let before = sentence[..at].chars().next_back();
        !before.is_some_and(char::is_alphanumeric)
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::occurs;

    #[test]
    fn a_term_occurs_with_endings_and_not_in_the_middle_of_a_word() {
        assert!(occurs("Landtag", "Der Landtag tagt."));
        assert!(occurs("Landtag", "Des Landtags wegen."));
        assert!(!occurs("tag", "Der Landtag schweigt heute."));
        assert!(occurs("tag", "Der Landtag war am tag."));
    }
}
