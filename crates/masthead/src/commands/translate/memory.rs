//! Where translations are remembered: the site that was named or is configured, or nowhere.

use std::path::Path;

use anyhow::Result;
use masthead_core::kernel::App;
use tempfile::TempDir;

use crate::commands::app;
use crate::config::{self, Config, Spoken};

/// The folder of a site where none is named.
const USUAL: &str = "masthead-data";

/// The memory and the ledger of a site, or of this one run.
pub(super) struct Memory {
    pub(super) app: App,
    /// What is settled about it, the engines among it.
    pub(super) config: Config,
    // Dropped after the app: the database goes last.
    passing: Option<TempDir>,
}

impl Memory {
    /// The site's, if one is named or there; else one that ends with the command, and then it says so.
    pub(super) async fn open(spoken: Spoken) -> Result<Self> {
        if has_site(&spoken) {
            let config = config::read(&spoken)?;
            let app = app(&config).await?;
            return Ok(Self {
                app,
                config,
                passing: None,
            });
        }
        let folder = TempDir::new()?;
        let spoken = Spoken {
            data: Some(folder.path().to_owned()),
            ..spoken
        };
        let config = config::read(&spoken)?;
        let app = app(&config).await?;
        eprintln!(
            "masthead: nothing is remembered of this, and no budget kept: there is no site here. Name a data folder \
             with --data to have unchanged sentences cost nothing the next time."
        );
        Ok(Self {
            app,
            config,
            passing: Some(folder),
        })
    }

    /// Whether the next run knows of this one.
    pub(super) fn is_kept(&self) -> bool {
        self.passing.is_none()
    }
}

fn has_site(spoken: &Spoken) -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some();
    spoken.data.is_some()
        || spoken.file.is_some()
        || is_set("MASTHEAD_DATA")
        || is_set("MASTHEAD_DATABASE")
        || Path::new(USUAL).is_dir()
}
