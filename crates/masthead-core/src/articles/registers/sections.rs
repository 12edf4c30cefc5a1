//! Sections: a desk's part of the site, in a tree. Whoever knew an old address is led to the new one.

use masthead_db::{Tx, transact};

use super::store::{self, SectionNameRow, SectionRow};
use crate::articles::ArticleError;
use crate::articles::address::checked_section_slug;
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, Lang, Person, Posting, SectionId};

/// What somebody enters about a section.
#[derive(Clone, Debug, Default)]
pub struct SectionForm {
    /// The section above; none at the top.
    pub parent: Option<SectionId>,
    /// Its part of the address.
    pub slug: String,
    /// Its name in each language.
    pub names: Vec<(Lang, String)>,
    /// Its place among its siblings.
    pub position: i64,
    /// Who waits; none leaves it to the section above.
    pub posting: Option<Posting>,
    /// Days after publication when threads close; none leaves it to the section above.
    pub threads_close_after_days: Option<i64>,
}

/// All sections in the order of the page, with their names in a language.
pub async fn list_sections(tx: &mut Tx, lang: Lang) -> Result<Vec<SectionRow>, ArticleError> {
    Ok(store::list_sections(tx, lang).await?)
}

/// The names of all sections in all languages, for the register.
pub async fn list_section_names(tx: &mut Tx) -> Result<Vec<SectionNameRow>, ArticleError> {
    Ok(store::list_section_names(tx).await?)
}

/// The names of all sections in all languages, for the register.
///
/// # Errors
/// [`ArticleError::Db`].
pub async fn all_section_names(app: &App) -> Result<Vec<SectionNameRow>, ArticleError> {
    transact!(app.db.read(), |tx| { list_section_names(tx).await })
}

/// The section at an address (`politik/gemeinde`).
pub async fn section_at(
    tx: &mut Tx,
    lang: Lang,
    path: &str,
) -> Result<Option<SectionRow>, ArticleError> {
    Ok(store::section_at(tx, lang, path).await?)
}

/// Opens a section.
///
/// # Errors
/// [`ArticleError::BadSlug`], [`ArticleError::SlugTaken`], [`ArticleError::Unknown`] for the section above.
pub async fn create_section(
    app: &App,
    _who: &Person,
    form: &SectionForm,
) -> Result<SectionId, ArticleError> {
    transact!(app.db.write(), |tx| { insert_section(tx, app, form).await })
}

/// Opens a section in the caller's transaction.
///
/// # Errors
/// As [`create_section`].
pub async fn insert_section(
    tx: &mut Tx,
    app: &App,
    form: &SectionForm,
) -> Result<SectionId, ArticleError> {
    let path = path_below(tx, form.parent, &form.slug).await?;
    let id: SectionId = app.new_id();
    let (posting, days, now) = (form.posting, form.threads_close_after_days, app.now());
    let written = store::insert_section(
        tx,
        id,
        form.parent,
        &form.slug,
        &path,
        form.position,
        posting,
        days,
        now,
    );
    if written.await? == 0 {
        return Err(ArticleError::SlugTaken(path));
    }
    name(tx, id, form).await?;
    announce(tx, app, Event::SectionsChanged { section: id }).await?;
    Ok(id)
}

/// Changes a section. When its address changes, everything below it moves along, and the old addresses lead on.
///
/// # Errors
/// [`ArticleError::Circle`] when it would stand below itself, and as [`create_section`].
pub async fn change_section(
    app: &App,
    _who: &Person,
    id: SectionId,
    form: &SectionForm,
) -> Result<(), ArticleError> {
    transact!(app.db.write(), |tx| {
        let before = store::section(tx, Lang::De, id)
            .await?
            .ok_or(ArticleError::Unknown("section"))?;
        store::change_section(
            tx,
            id,
            form.position,
            form.posting,
            form.threads_close_after_days,
        )
        .await?;
        name(tx, id, form).await?;
        let path = path_below(tx, form.parent, &form.slug).await?;
        if path != before.path {
            relocate(tx, app, &before, form, &path).await?;
        }
        announce(tx, app, Event::SectionsChanged { section: id }).await?;
        Ok(())
    })
}

async fn relocate(
    tx: &mut Tx,
    app: &App,
    before: &SectionRow,
    form: &SectionForm,
    path: &str,
) -> Result<(), ArticleError> {
    if path.starts_with(&format!("{}/", before.path)) {
        return Err(ArticleError::Circle);
    }
    if store::section_at(tx, Lang::De, path).await?.is_some() {
        return Err(ArticleError::SlugTaken(path.to_owned()));
    }
    store::remember_paths(tx, &before.path, app.now()).await?;
    store::move_section(tx, before.id, form.parent, &form.slug).await?;
    store::move_paths(tx, &before.path, path).await?;
    Ok(())
}

/// Closes a section that nothing belongs to.
///
/// # Errors
/// [`ArticleError::InUse`] while articles or sections belong to it.
pub async fn delete_section(app: &App, _who: &Person, id: SectionId) -> Result<(), ArticleError> {
    transact!(app.db.write(), |tx| {
        if store::count_uses_of_section(tx, id).await?.total > 0 {
            return Err(ArticleError::InUse);
        }
        store::delete_section_names(tx, id).await?;
        store::delete_section_redirects(tx, id).await?;
        if store::delete_section(tx, id).await? == 0 {
            return Err(ArticleError::Unknown("section"));
        }
        announce(tx, app, Event::SectionsChanged { section: id }).await?;
        Ok(())
    })
}

async fn path_below(
    tx: &mut Tx,
    parent: Option<SectionId>,
    slug: &str,
) -> Result<String, ArticleError> {
    let slug = checked_section_slug(slug, parent.is_none())?;
    let Some(parent) = parent else {
        return Ok(slug.to_owned());
    };
    let above = store::section(tx, Lang::De, parent)
        .await?
        .ok_or(ArticleError::Unknown("section"))?;
    Ok(format!("{}/{slug}", above.path))
}

async fn name(tx: &mut Tx, id: SectionId, form: &SectionForm) -> Result<(), ArticleError> {
    for (lang, name) in form
        .names
        .iter()
        .filter(|(_, name)| !name.trim().is_empty())
    {
        store::put_section_name(tx, id, *lang, name.trim()).await?;
    }
    Ok(())
}
