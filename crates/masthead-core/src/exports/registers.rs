//! The site itself, its sections, topics and authors, and addresses that lead to sections.

use std::collections::BTreeMap;

use masthead_db::transact;
use masthead_formats::{Record, Redirect, Section, Site, Topic, Writer};

use super::export::{ExportError, Takes};
use super::store;
use crate::articles::{self, SectionNameRow, SectionRow};
use crate::imports::MASTHEAD;
use crate::kernel::{App, DbError};

pub(super) async fn export(app: &App, out: &mut dyn Takes) -> Result<(), ExportError> {
    out.record(Record::Site(site(app)))?;
    sections(app, out).await?;
    let (topics, authors) = transact!(app.db.read(), |tx| {
        let topics = articles::list_topics(tx).await?;
        Ok::<_, ExportError>((topics, articles::list_authors(tx).await?))
    })?;
    for row in topics {
        out.record(Record::Topic(Topic {
            source_id: row.slug,
            name: row.name,
        }))?;
    }
    for row in authors {
        out.record(Record::Writer(Writer {
            source_id: row.slug,
            name: row.name,
            biography: row.bio,
            ..Writer::default()
        }))?;
    }
    let redirects: Result<_, DbError> = transact!(app.db.read(), |tx| {
        store::list_section_redirects(tx).await
    });
    for row in redirects? {
        out.record(Record::Redirect(Redirect {
            from: row.from_path,
            to: format!("/{}", row.to_path),
            is_permanent: true,
        }))?;
    }
    Ok(())
}

fn site(app: &App) -> Site {
    let settings = app.settings();
    Site {
        system: MASTHEAD.to_owned(),
        name: host_of(&settings.address.0).to_owned(),
        title: settings.name.clone(),
        address: settings.address.0.clone(),
        description: settings.motto.clone(),
        language: settings.first_language().tag().to_owned(),
        ..Site::default()
    }
}

/// An address without its scheme: what tells one Masthead's things from another's.
fn host_of(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, host)| host)
}

async fn sections(app: &App, out: &mut dyn Takes) -> Result<(), ExportError> {
    let first = app.settings().first_language();
    let (mut sections, names) = transact!(app.db.read(), |tx| {
        let sections = articles::list_sections(tx, first).await?;
        Ok::<_, ExportError>((sections, articles::list_section_names(tx).await?))
    })?;
    // A section comes after the one above it, whatever place the desk gave it.
    sections.sort_by_key(|row| {
        (
            row.path.matches('/').count(),
            row.position,
            row.path.clone(),
        )
    });
    for row in sections {
        out.record(Record::Section(section(row, &names)))?;
    }
    Ok(())
}

fn section(row: SectionRow, names: &[SectionNameRow]) -> Section {
    let named = names.iter().filter(|name| name.section_id == row.id);
    let names: BTreeMap<String, String> = named
        .map(|name| (name.lang.tag().to_owned(), name.name.clone()))
        .collect();
    let above = row.path.rsplit_once('/').map(|(above, _)| above.to_owned());
    Section {
        parent: above,
        name: row.name,
        names,
        position: Some(row.position),
        source_id: row.path,
    }
}
