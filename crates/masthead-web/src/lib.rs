//! The site as people meet it: addresses, forms, pages. Asks the core and shows what it answers; knows no SQL.
//!
//! A request goes through [`front_door`], which answers from [`cache`] where it can, finds out who asks ([`door`]) and
//! hands on to a room of [`public`] or [`newsroom`].

pub mod address;
pub mod assets;
pub mod cache;
pub mod door;
pub mod forms;
pub mod frame;
pub mod front_door;
pub mod live;
pub mod markup;
pub mod mistakes;
pub mod newsroom;
pub mod page;
pub mod proxies;
pub mod public;
pub mod rates;
pub mod refusal;
pub mod routes;
pub mod serve;
pub mod times;
mod typed;
pub mod words;

use std::sync::Arc;

use arc_swap::ArcSwap;
use masthead_core::kernel::{App, Lang};

use crate::cache::PageCache;
use crate::frame::NavigationLink;
use crate::live::Live;
use crate::proxies::Proxies;
use crate::rates::Rates;
use crate::times::Times;

/// What every room can reach. Cheap to clone.
#[derive(Clone)]
pub struct Site(Arc<Rooms>);

/// See [`Site`].
pub struct Rooms {
    /// The core's doors.
    pub app: Arc<App>,
    /// Finished pages.
    pub cache: PageCache,
    /// Who looks at a thread just now.
    pub live: Live,
    /// Who tried what how often.
    pub rates: Rates,
    /// Whose word about addresses is believed.
    pub proxies: Proxies,
    navigation: ArcSwap<Arc<[NavigationLink]>>,
    times: ArcSwap<(String, [Times; 2])>,
}

impl std::ops::Deref for Site {
    type Target = Rooms;

    fn deref(&self) -> &Rooms {
        &self.0
    }
}

impl Site {
    /// Puts the site together; nothing is read yet.
    pub fn new(app: Arc<App>, rates: Rates, proxies: Proxies) -> Self {
        let zone = app.settings().zone.clone();
        Self(Arc::new(Rooms {
            cache: PageCache::default(),
            live: Live::default(),
            rates,
            proxies,
            navigation: ArcSwap::from_pointee(Arc::from([])),
            times: ArcSwap::from_pointee(times_in(zone)),
            app,
        }))
    }

    /// The sections in the order of the navigation, in all languages.
    pub fn navigation(&self) -> Arc<[NavigationLink]> {
        Arc::clone(&self.navigation.load())
    }

    /// Replaces the navigation that this node shows.
    pub fn use_navigation(&self, links: Vec<NavigationLink>) {
        self.navigation.store(Arc::new(Arc::from(links)));
    }

    /// Times in a language and the site's zone.
    pub fn times(&self, lang: Lang) -> Times {
        let zone = &self.app.settings().zone;
        if self.times.load().0 != *zone {
            self.times.store(Arc::new(times_in(zone.clone())));
        }
        let times = self.times.load();
        times.1[usize::from(lang == Lang::En)].clone()
    }
}

fn times_in(zone: String) -> (String, [Times; 2]) {
    let both = [Times::new(Lang::De, &zone), Times::new(Lang::En, &zone)];
    (zone, both)
}
