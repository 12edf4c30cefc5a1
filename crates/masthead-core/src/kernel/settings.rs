//! What the newsroom has settled for the whole site: its name, its languages, who waits.

use masthead_db::{DbError, Tx, transact};
use serde::{Deserialize, Serialize};

use super::audit::{self, Entry};
use super::{App, Lang, Person, events, store};

const KEY: &str = "site";

/// The site's settings. Read once, kept by every node, read again when [`events::Event::SiteChanged`] is heard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SiteSettings {
    /// The site's name, as in the nameplate.
    pub name: String,
    /// A line below the nameplate; may be empty.
    pub motto: String,
    /// Where the site is reached, without a slash at the end: `https://zeitung.example`.
    pub address: Address,
    /// Languages, the site's own first. Never empty.
    pub languages: Vec<Lang>,
    /// IANA name of the zone in which people are told the time.
    pub zone: String,
    /// The accent colour as `#rrggbb`; none for the house's own.
    pub accent: Option<String>,
    /// Who waits before their post is published, where a section does not say otherwise.
    pub posting: Posting,
    /// Days after publication when threads close; none leaves them open.
    pub threads_close_after_days: Option<u16>,
    /// Graphemes that a post may have.
    pub post_limit: u32,
    /// Seconds that a decision can be undone before anything follows from it.
    pub undo_secs: u16,
    /// Who answers: the sender of letters and the office's address.
    pub office_mail: String,
    /// The publisher's legal name and postal address, for letters and the imprint.
    pub publisher: String,
}

impl Default for SiteSettings {
    fn default() -> Self {
        Self {
            name: "Masthead".to_owned(),
            motto: String::new(),
            address: Address::default(),
            languages: vec![Lang::De, Lang::En],
            zone: "Europe/Vienna".to_owned(),
            accent: None,
            posting: Posting::Pre,
            threads_close_after_days: None,
            post_limit: 2_000,
            undo_secs: 8,
            office_mail: "office@masthead.invalid".to_owned(),
            publisher: String::new(),
        }
    }
}

impl SiteSettings {
    /// The language of addresses without a prefix.
    pub fn first_language(&self) -> Lang {
        self.languages.first().copied().unwrap_or(Lang::De)
    }
}

/// Where the site is reached from outside: scheme, host and port, without a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address(pub String);

impl Address {
    /// The full address of a path that starts with a slash.
    pub fn of(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// Whether readers come over TLS; cookies are then bound to it.
    pub fn is_secure(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl Default for Address {
    fn default() -> Self {
        Self("http://localhost:8080".to_owned())
    }
}

/// Who waits before a post is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Posting {
    /// Everybody waits.
    Pre,
    /// Those the house knows by their record do not.
    Trusted,
    /// Nobody waits; posts are reviewed after publication.
    Post,
    /// Nobody writes.
    Closed,
}

impl Posting {
    /// The word in tables and forms.
    pub fn word(self) -> &'static str {
        match self {
            Posting::Pre => "pre",
            Posting::Trusted => "trusted",
            Posting::Post => "post",
            Posting::Closed => "closed",
        }
    }
}

impl std::fmt::Display for Posting {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.word())
    }
}

/// No way of posting has this name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no way of posting; use pre, trusted, post or closed")]
pub struct UnknownPosting(String);

impl std::str::FromStr for Posting {
    type Err = UnknownPosting;

    fn from_str(word: &str) -> Result<Self, UnknownPosting> {
        [
            Posting::Pre,
            Posting::Trusted,
            Posting::Post,
            Posting::Closed,
        ]
        .into_iter()
        .find(|it| it.word() == word)
        .ok_or_else(|| UnknownPosting(word.to_owned()))
    }
}

masthead_db::impl_text_column!(Posting { Pre = "pre", Trusted = "trusted", Post = "post", Closed = "closed" });

/// Reads the settings; a site that has settled nothing has the defaults.
///
/// Settings that this binary cannot read (written by a newer one) are an error in words, never silently the defaults.
pub async fn read(tx: &mut Tx) -> Result<SiteSettings, DbError> {
    let Some(row) = store::setting(tx, KEY).await? else {
        return Ok(SiteSettings::default());
    };
    serde_json::from_str(&row.value).map_err(|cause| DbError::unreadable("setting “site”", &cause))
}

/// Writes the settings and announces that they changed.
pub async fn write(tx: &mut Tx, app: &App, settings: &SiteSettings) -> Result<(), DbError> {
    let value = serde_json::to_string(settings).expect("settings are always JSON");
    store::put_setting(tx, KEY, &value, app.now()).await?;
    events::announce(tx, app, events::Event::SiteChanged).await
}

/// What is wrong with a setting that somebody typed; each names its field in forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadSetting {
    /// A site has a name.
    Name,
    /// No such time zone (IANA).
    Zone,
    /// An accent is six hexadecimal digits behind a `#`, or nothing.
    Accent,
    /// Not an address that letters can come from.
    OfficeMail,
    /// Between 100 and 20,000 characters.
    PostLimit,
    /// Between 0 and 60 seconds.
    UndoSecs,
}

impl SiteSettings {
    /// Everything in these settings that cannot be worked with.
    pub fn faults(&self) -> Vec<BadSetting> {
        let accent_is_good = self.accent.as_deref().is_none_or(|it| {
            it.len() == 7
                && it.starts_with('#')
                && it[1..].bytes().all(|digit| digit.is_ascii_hexdigit())
        });
        let checks = [
            (
                !self.name.trim().is_empty() && self.name.chars().count() <= 80,
                BadSetting::Name,
            ),
            (
                jiff::tz::TimeZone::get(&self.zone).is_ok(),
                BadSetting::Zone,
            ),
            (accent_is_good, BadSetting::Accent),
            (
                self.office_mail
                    .parse::<masthead_engines::mail::Address>()
                    .is_ok(),
                BadSetting::OfficeMail,
            ),
            (
                (100..=20_000).contains(&self.post_limit),
                BadSetting::PostLimit,
            ),
            (self.undo_secs <= 60, BadSetting::UndoSecs),
        ];
        checks
            .into_iter()
            .filter(|(is_good, _)| !is_good)
            .map(|(_, fault)| fault)
            .collect()
    }
}

/// Changes the settings of the site, or says what is wrong with them; the audit log keeps who did.
pub async fn change(
    app: &App,
    who: &Person,
    wanted: &SiteSettings,
) -> Result<Vec<BadSetting>, DbError> {
    let faults = wanted.faults();
    if !faults.is_empty() {
        return Ok(faults);
    }
    transact!(app.db.write(), |tx| {
        write(tx, app, wanted).await?;
        let actor = who.account.to_string();
        let detail = serde_json::to_string(wanted).expect("settings are always JSON");
        let entry = Entry {
            actor: &actor,
            verb: "site.change",
            subject: "site",
            detail: &detail,
        };
        audit::record(tx, app, &entry).await?;
        Ok::<_, DbError>(())
    })?;
    app.use_settings(SiteSettings {
        address: app.settings().address.clone(),
        ..wanted.clone()
    });
    Ok(faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fresh_site_has_settings_to_work_with() {
        assert_eq!(SiteSettings::default().faults(), []);
    }

    #[test]
    fn every_fault_is_named() {
        let bad = SiteSettings {
            name: " ".to_owned(),
            zone: "Mars/Olympus".to_owned(),
            accent: Some("#12345é".to_owned()),
            office_mail: "nobody".to_owned(),
            post_limit: 1,
            undo_secs: 900,
            ..SiteSettings::default()
        };
        use BadSetting as B;
        assert_eq!(
            bad.faults(),
            [
                B::Name,
                B::Zone,
                B::Accent,
                B::OfficeMail,
                B::PostLimit,
                B::UndoSecs
            ]
        );
    }
}
