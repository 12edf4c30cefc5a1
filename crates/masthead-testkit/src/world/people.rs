//! The eight, registered with the password that the demo prints.

use anyhow::{Context, Result};
use masthead_core::accounts::{self, Accepted, Create, DocumentKind};
use masthead_core::kernel::{App, Person};

use crate::PASSWORD;
use crate::cast::{ALL, Cast};

/// The cast as they act.
pub(super) struct People(Vec<(Cast, Person)>);

impl People {
    /// One of them.
    pub(super) fn the(&self, who: &Cast) -> Result<&Person> {
        let known = self.0.iter().find(|(cast, _)| cast == who);
        known
            .map(|(_, person)| person)
            .with_context(|| format!("{} is not of the cast", who.name))
    }
}

/// Registers everybody, with netiquette and terms accepted.
pub(super) async fn register(app: &App) -> Result<People> {
    let mut people = Vec::new();
    for cast in ALL {
        let account = accounts::create(
            app,
            &Create {
                name: cast.name.to_owned(),
                display_name: cast.display_name.to_owned(),
                email: cast.email.to_owned(),
                password: Some(PASSWORD.to_owned()),
                role: cast.role,
                lang: cast.lang,
            },
        )
        .await?;
        let person = Person {
            account,
            session: app.new_id(),
            display_name: cast.display_name.to_owned(),
            role: cast.role,
            lang: cast.lang,
        };
        let versions = vec![(DocumentKind::Netiquette, 1), (DocumentKind::Terms, 1)];
        accounts::accept_terms(
            app,
            &person,
            &Accepted {
                versions,
                lang: cast.lang,
            },
        )
        .await?;
        people.push((cast, person));
    }
    Ok(People(people))
}
