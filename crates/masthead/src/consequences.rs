//! What happens when something has happened: event by event, who listens.
//!
//! Two kinds of listener. Work that takes long is a job, written in the transaction of the event itself
//! ([`Consequences::jobs`]). What every node keeps in memory is put right after the commit: on the node that wrote at
//! once, on all others from the feed ([`Consequences::hear`]).

use std::sync::OnceLock;

use masthead_core::articles;
use masthead_core::kernel::events::{Event, Listeners};
use masthead_core::kernel::{SiteSettings, Time, settings};
use masthead_core::office;
use masthead_core::posts;
use masthead_db::transact;
use masthead_jobs::NewJob;
use masthead_web::Site;
use masthead_web::cache::Tag;

/// Everybody who listens on this node.
#[derive(Default)]
pub(crate) struct Consequences {
    site: OnceLock<Site>,
}

impl Consequences {
    /// From now on this site's pages are put right.
    pub(crate) fn listen_for(&self, site: &Site) {
        // A second site in one process does not exist; the first one keeps its place.
        let _ = self.site.set(site.clone());
    }
}

impl Listeners for Consequences {
    fn jobs(&self, event: &Event, now: Time) -> Vec<NewJob> {
        match event {
            Event::AccountRenamed { account } => vec![posts::rename_job(*account, now)],
            Event::MediaStored { media } => vec![articles::render_job(*media, now)],
            Event::PostRevised { post } => vec![office::evidence_job(*post, now)],
            Event::DecisionMade { decision } => vec![office::settle_job(*decision, now)],
            _ => Vec::new(),
        }
    }

    fn hear(&self, event: &Event) {
        let Some(site) = self.site.get() else { return };
        if matches!(event, Event::SiteChanged | Event::SectionsChanged { .. }) {
            refresh(site.clone());
        }
        site.cache.drop_tags(&tags_of(event));
        site.live.hear(event);
    }
}

/// Reads again what this node keeps of settings and sections. Pages that were rendered with the old ones meanwhile go
/// once more.
fn refresh(site: Site) {
    tokio::spawn(async move {
        match reread(&site).await {
            Ok(()) => site.cache.drop_tags(&[Tag::Site]),
            Err(cause) => {
                tracing::error!(%cause, "settings and sections cannot be read again; this node shows the old ones");
            }
        }
    });
}

/// Reads settings and sections as they are now.
pub(crate) async fn reread(site: &Site) -> anyhow::Result<()> {
    let fresh = transact!(site.app.db.read(), |tx| { settings::read(tx).await })?;
    let address = site.app.settings().address.clone();
    site.app.use_settings(SiteSettings { address, ..fresh });
    site.use_navigation(masthead_web::public::articles::navigation(site).await?);
    Ok(())
}

/// The pages that an event makes untrue.
fn tags_of(event: &Event) -> Vec<Tag> {
    match event {
        Event::SiteChanged => vec![Tag::Site],
        Event::SectionsChanged { section } => vec![Tag::Site, Tag::Section(*section)],
        Event::FrontChanged => vec![Tag::Front],
        // The section, because what to read on with below its other articles changes too.
        Event::ArticlePublished { article, section }
        | Event::ArticleWithdrawn { article, section } => {
            vec![Tag::Article(*article), Tag::Section(*section), Tag::Front]
        }
        Event::ThreadChanged { thread, article }
        | Event::PostPublished {
            thread, article, ..
        }
        | Event::PostRemoved {
            thread, article, ..
        }
        | Event::PostErased {
            thread, article, ..
        } => vec![Tag::Thread(*thread), Tag::Article(*article)],
        Event::MediaRendered { .. } => vec![Tag::Site],
        Event::AccountConfirmed { .. }
        | Event::AccountChanged { .. }
        | Event::AccountRenamed { .. }
        | Event::ArticleSaved { .. }
        | Event::MediaStored { .. }
        | Event::PostSubmitted { .. }
        | Event::PostRevised { .. }
        | Event::PostRefused { .. }
        | Event::DecisionMade { .. }
        | Event::NoticeReceived { .. }
        | Event::NoticeDecided { .. }
        | Event::NoticeSorted { .. }
        | Event::NotifierAsked { .. }
        | Event::NotifierAnswered { .. }
        | Event::CaseTakenBack { .. }
        | Event::DeadlineReached { .. }
        | Event::ComplaintReceived { .. }
        | Event::ComplaintDecided { .. } => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use masthead_core::kernel::{Ids, SectionId};

    use super::*;

    #[test]
    fn a_new_article_is_read_on_with_below_the_others_of_its_section() {
        let now = Time::from_micros(1);
        let (article, section): (_, SectionId) = (Ids.at(now), Ids.at(now));
        let tags = tags_of(&Event::ArticlePublished { article, section });
        assert!(tags.contains(&Tag::Section(section)));
    }

    #[test]
    fn a_new_name_is_written_beside_earlier_posts() {
        let account = Ids.at(Time::from_micros(1));
        let jobs =
            Consequences::default().jobs(&Event::AccountRenamed { account }, Time::from_micros(2));
        let kinds: Vec<_> = jobs.iter().map(|job| job.kind).collect();
        assert_eq!(kinds, [posts::RENAME_POSTS]);
    }
}
