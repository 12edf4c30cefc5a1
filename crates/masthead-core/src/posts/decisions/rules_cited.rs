//! Which version of the netiquette a statement of reasons rests on, and where it can be read (spec/office.md §3.14 and
//! appendix C, item 4).

use masthead_db::{DbError, Time, Tx};

use crate::accounts::{DocumentKind, version_at};
use crate::kernel::{App, Lang};

/// A version of the netiquette as a statement cites it.
#[derive(Clone, Debug, Default)]
pub(crate) struct RulesCited {
    /// The version in force when somebody decided; zero where none was published.
    pub(crate) version: i64,
    /// Where everybody can read that very version.
    pub(crate) link: String,
    /// The version in force when the post was handed in, where it was another; zero otherwise.
    pub(crate) earlier: i64,
}

/// The rules of now, and those of the day on which something was written.
pub(crate) async fn cited(
    tx: &mut Tx,
    app: &App,
    written_at: Time,
    lang: Lang,
) -> Result<RulesCited, DbError> {
    let Some(version) = version_at(tx, DocumentKind::Netiquette, app.now()).await? else {
        return Ok(RulesCited::default());
    };
    let earlier = version_at(tx, DocumentKind::Netiquette, written_at).await?;
    let site = app.settings();
    let path = match lang == site.first_language() {
        true => format!("/netiquette?version={version}"),
        false => format!("/{}/netiquette?version={version}", lang.tag()),
    };
    Ok(RulesCited {
        version,
        link: site.address.of(&path),
        earlier: earlier.filter(|it| *it != version).unwrap_or(0),
    })
}
