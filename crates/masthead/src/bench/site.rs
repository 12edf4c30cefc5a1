//! A site to measure on: a database and a folder of its own, filled through the use cases, gone afterwards.

use std::future::Future;
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use masthead_core::accounts::{self, Accepted, Create, DocumentKind};
use masthead_core::articles::{
    self, Content, Filing, NewArticle, Publish, SectionForm, Significance,
};
use masthead_core::kernel::{App, ArticleId, Clock, Lang, Person, Role, SectionId};
use masthead_core::screening;
use masthead_db::Address;
use masthead_db::testing::{self, Fresh};
use masthead_testkit::PASSWORD;
use tempfile::TempDir;

use crate::config::{self, Config, Spoken};
use crate::consequences::Consequences;
use crate::house;

/// A paragraph as reporters write them; some of them make an article of the usual length.
const PARAGRAPH: &str = "Der Gemeinderat hat am Dienstagabend nach vier Stunden Beratung beschlossen, die Brücke am \
    linken Ufer neu zu bauen. Die alte bleibt stehen: Sie gehört künftig denen, die zu Fuß gehen oder mit dem Rad \
    fahren. *Elf Millionen Euro* soll das kosten, und niemand im Saal wollte dafür die Hand ins Feuer legen.\n\n";

/// A site whose core runs in this process.
pub(crate) struct BenchSite {
    /// The doors of the core, as `masthead serve` opens them.
    pub app: Arc<App>,
    // Dropped after the app: the database and the folder go last.
    _fresh: Option<Fresh>,
    _folder: TempDir,
}

impl BenchSite {
    /// On an SQLite file.
    pub(crate) async fn sqlite() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let app = open(&config_at(folder.path())?, Clock::of_the_machine()).await?;
        prepare(&app).await?;
        Ok(Self {
            app,
            _fresh: None,
            _folder: folder,
        })
    }

    /// On the PostgreSQL server that is named for it, if one is.
    pub(crate) async fn find_postgres() -> Result<Option<Self>> {
        if std::env::var_os(testing::POSTGRES_VARIABLE).is_none() {
            return Ok(None);
        }
        let fresh = testing::fresh_postgres().await;
        let folder = tempfile::tempdir()?;
        let config = Config {
            database: fresh.address().clone(),
            ..config_at(folder.path())?
        };
        let app = open(&config, Clock::of_the_machine()).await?;
        prepare(&app).await?;
        Ok(Some(Self {
            app,
            _fresh: Some(fresh),
            _folder: folder,
        }))
    }
}

/// The configuration of a site in a folder: SQLite, whatever else is settled on this machine.
pub(crate) fn config_at(data: &Path) -> Result<Config> {
    let spoken = Spoken {
        data: Some(data.to_owned()),
        ..Spoken::default()
    };
    Ok(Config {
        database: Address::Sqlite(data.join("masthead.db")),
        ..config::read(&spoken)?
    })
}

/// Opens a site's core in this process.
pub(crate) async fn open(config: &Config, clock: Clock) -> Result<Arc<App>> {
    let db = house::database(config).await?;
    let listeners = Arc::new(Consequences::default());
    Ok(Arc::new(house::app_at(config, db, listeners, clock).await?))
}

/// The house rules that everybody accepts, and the grounds that decisions rest on.
pub(crate) async fn prepare(app: &App) -> Result<()> {
    accounts::publish_first(app).await?;
    screening::sow_grounds(app).await?;
    Ok(())
}

/// So many people of a role, registered, with netiquette and terms accepted.
pub(crate) async fn people(app: &Arc<App>, role: Role, count: usize) -> Result<Vec<Person>> {
    each(count, 1, |number| {
        let app = app.clone();
        async move { person(&app, role, number).await }
    })
    .await
}

async fn person(app: &App, role: Role, number: usize) -> Result<Person> {
    let create = Create {
        name: format!("Person {number}"),
        display_name: format!("{role}{number}"),
        email: format!("{role}{number}@example.at"),
        password: (number == 0).then(|| PASSWORD.to_owned()),
        role,
        lang: Lang::De,
    };
    let person = Person {
        account: accounts::create(app, &create).await?,
        session: app.new_id(),
        display_name: create.display_name,
        role,
        lang: Lang::De,
    };
    let accepted = Accepted {
        versions: vec![(DocumentKind::Netiquette, 1), (DocumentKind::Terms, 1)],
        lang: Lang::De,
    };
    accounts::accept_terms(app, &person, &accepted).await?;
    Ok(person)
}

/// So many published articles in one section, several at once.
pub(crate) async fn articles(
    app: &Arc<App>,
    count: usize,
    at_once: usize,
) -> Result<Vec<ArticleId>> {
    let editor = people(app, Role::Editor, 1).await?.remove(0);
    let form = SectionForm {
        slug: "chronik".to_owned(),
        names: vec![
            (Lang::De, "Chronik".to_owned()),
            (Lang::En, "Local".to_owned()),
        ],
        ..SectionForm::default()
    };
    let section = articles::create_section(app, &editor, &form).await?;
    each(count, at_once, |number| {
        let (app, editor) = (app.clone(), editor.clone());
        async move { publish(&app, &editor, section, number).await }
    })
    .await
}

async fn publish(
    app: &App,
    editor: &Person,
    section: SectionId,
    number: usize,
) -> Result<ArticleId> {
    let request = NewArticle {
        lang: Lang::De,
        slug: None,
        filing: Filing {
            section,
            authors: vec![],
            topics: vec![],
        },
        content: Content {
            kicker: "Gemeinderat".to_owned(),
            headline: format!("Beschluss {number}: Die Brücke wird gebaut"),
            lede: "Nach vier Stunden Beratung stand es zwölf zu neun.".to_owned(),
            place: "Ebersau".to_owned(),
            lead: None,
            body: masthead_text::from_markdown(&PARAGRAPH.repeat(8)).document,
        },
    };
    let drafted = articles::create_draft(app, editor, &request).await?;
    let publish = Publish {
        edition: drafted.edition,
        revision: drafted.revision,
        significance: Significance::Update,
    };
    articles::publish(app, editor, &publish).await?;
    Ok(drafted.article)
}

/// Does something so many times, several at once, and collects what came of it.
pub(crate) async fn each<T, F>(
    count: usize,
    at_once: usize,
    mut one: impl FnMut(usize) -> F,
) -> Result<Vec<T>>
where
    T: Send + 'static,
    F: Future<Output = Result<T>> + Send + 'static,
{
    let mut under_way = tokio::task::JoinSet::new();
    let mut done = Vec::with_capacity(count);
    for number in 0..count {
        if under_way.len() >= at_once {
            done.extend(under_way.join_next().await.transpose()?.transpose()?);
        }
        under_way.spawn(one(number));
    }
    while let Some(joined) = under_way.join_next().await {
        done.push(joined??);
    }
    Ok(done)
}
