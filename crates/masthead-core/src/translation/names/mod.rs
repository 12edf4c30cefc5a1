//! Names that the desk has decided on: how a person, a place or a firm is written in each language.

pub(super) mod store;

use std::collections::BTreeMap;

use masthead_db::{DbError, Tx, Uuid, impl_column_via, impl_text_column, transact};
use masthead_engines::translation::LanguageTag;
use masthead_text::Lang;
use masthead_text::checks::Term;
use masthead_text::names::Entity;

use super::TranslationError;
use crate::kernel::audit::{self, Entry};
use crate::kernel::{App, Person};

/// A name in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(Uuid);

impl From<Uuid> for EntityId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl_column_via!(EntityId(Uuid));

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntityKind {
    /// Somebody.
    Person,
    /// A city, a country, a river.
    Place,
    /// A firm, an authority, a party.
    Organisation,
    /// A brand or a band; usually the same everywhere.
    Brand,
    /// A book, a film, a song.
    Work,
}

impl_text_column!(EntityKind {
    Person = "person",
    Place = "place",
    Organisation = "organisation",
    Brand = "brand",
    Work = "work",
});

/// A name as the desk wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeepName {
    /// The name that is changed; none for a new one.
    pub id: Option<EntityId>,
    /// What it names.
    pub kind: EntityKind,
    /// Whether it is the same in every language.
    pub is_never_translated: bool,
    /// How it is written, in as many languages as are known.
    pub forms: BTreeMap<LanguageTag, String>,
}

/// Keeps a name. Only sentences that contain it are ever asked again.
pub async fn keep_name(
    app: &App,
    who: &Person,
    request: &KeepName,
) -> Result<EntityId, TranslationError> {
    let is_blank = |form: &String| form.trim().is_empty();
    if request.forms.is_empty() || request.forms.values().any(is_blank) {
        return Err(TranslationError::Empty);
    }
    transact!(app.db.write(), |tx| {
        let id = request.id.unwrap_or_else(|| app.new_id());
        let (kind, fixed) = (request.kind, request.is_never_translated);
        store::put_entity(tx, id, kind, fixed, who.account, app.now()).await?;
        store::delete_forms(tx, id).await?;
        for (lang, form) in &request.forms {
            store::insert_form(tx, id, lang.as_str(), form.trim()).await?;
        }
        let forms: Vec<&str> = request.forms.values().map(String::as_str).collect();
        note(tx, app, who, "name kept", id, &forms.join(", ")).await?;
        Ok(id)
    })
}

/// Takes a name out of the table; gives whether it was in.
pub async fn forget_name(app: &App, who: &Person, id: EntityId) -> Result<bool, DbError> {
    transact!(app.db.write(), |tx| {
        store::delete_forms(tx, id).await?;
        let is_gone = store::delete_entity(tx, id).await? > 0;
        if is_gone {
            note(tx, app, who, "name forgotten", id, "").await?;
        }
        Ok(is_gone)
    })
}

async fn note(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    verb: &str,
    id: EntityId,
    detail: &str,
) -> Result<(), DbError> {
    let entry = Entry {
        actor: &who.account.to_string(),
        verb,
        subject: &format!("name {}", id.0.simple()),
        detail,
    };
    audit::record(tx, app, &entry).await.map(drop)
}

/// Every name of the table.
pub async fn list_names(app: &App) -> Result<Vec<(EntityId, KeepName)>, DbError> {
    transact!(app.db.read(), |tx| { names(tx).await })
}

/// Every name, for whoever is in a transaction already.
pub(super) async fn names(tx: &mut Tx) -> Result<Vec<(EntityId, KeepName)>, DbError> {
    let mut names: Vec<(EntityId, KeepName)> = Vec::new();
    for row in store::list_forms(tx).await? {
        if names.last().is_none_or(|(id, _)| *id != row.id) {
            let name = KeepName {
                id: Some(row.id),
                kind: row.kind,
                is_never_translated: row.is_never_translated,
                forms: BTreeMap::new(),
            };
            names.push((row.id, name));
        }
        // What was written as a tag is one.
        if let (Some((_, name)), Ok(lang)) = (names.last_mut(), row.lang.parse()) {
            name.forms.insert(lang, row.form);
        }
    }
    Ok(names)
}

impl KeepName {
    /// How it is written in a language; a form without a region fits every region.
    pub(super) fn form(&self, lang: &LanguageTag) -> Option<&str> {
        let own = self.forms.get(lang).or_else(|| {
            let mut forms = self.forms.iter();
            forms
                .find(|(of, _)| of.language() == lang.language())
                .map(|(_, form)| form)
        });
        let any = self.forms.values().next();
        own.or(any.filter(|_| self.is_never_translated))
            .map(String::as_str)
    }

    /// The name as a term of the glossary, if it has a form on both sides.
    pub(super) fn term(&self, from: &LanguageTag, to: &LanguageTag) -> Option<Term> {
        Some(Term {
            source: self.form(from)?.to_owned(),
            target: self.form(to)?.to_owned(),
        })
    }

    /// The name as the checks know it.
    pub(super) fn entity(&self) -> Entity {
        let form = |lang: Lang| Some((lang, self.form(&lang.into())?.to_owned()));
        Entity {
            forms: Lang::ALL.into_iter().filter_map(form).collect(),
            never_translated: self.is_never_translated,
        }
    }
}
