//! The full export: another site reads it back as the same, whatever their databases.

use std::collections::HashMap;
use std::time::Duration;

use bytes::Bytes;
use masthead_core::accounts;
use masthead_core::articles::{self, Correct, CorrectionKind, DeskQuery, EditionState, NewArticle};
use masthead_core::exports::{Takes, export};
use masthead_core::imports::{self, Line, Options, Outcome, Totals};
use masthead_core::kernel::{ArticleId, EditionId, Lang, Person, Role};
use masthead_core::posts::{self, BringIn, BroughtIn, PostError};
use masthead_db::{Time, transact};
use masthead_formats::{Article, ArticleState, PostState, Record};
use masthead_testkit::{TestSite, block_on, world};

/// An export in memory.
#[derive(Default)]
struct Kept {
    records: Vec<Record>,
    files: HashMap<String, Bytes>,
}

impl Takes for Kept {
    fn record(&mut self, record: Record) -> std::io::Result<()> {
        self.records.push(record);
        Ok(())
    }

    fn file(&mut self, path: &str, bytes: Bytes) -> std::io::Result<()> {
        self.files.insert(path.to_owned(), bytes);
        Ok(())
    }
}

impl Kept {
    /// Everything in one text, so that a difference can be read.
    fn lines(&self) -> Vec<String> {
        let line = |record| serde_json::to_string(record).expect("a record is JSON");
        self.records.iter().map(line).collect()
    }

    /// An export of a site that lacks something would prove nothing about it.
    fn has_something_of_everything(&self) {
        let posts = |state: PostState| {
            let is_it =
                |record: &Record| matches!(record, Record::Post(post) if post.state == state);
            self.records.iter().any(is_it)
        };
        for state in [
            PostState::Approved,
            PostState::Waiting,
            PostState::Spam,
            PostState::Trashed,
            PostState::Removed,
            PostState::Deleted,
        ] {
            assert!(posts(state), "there is no post that is {}", state.word());
        }
        let articles = self.records.iter().filter_map(|record| match record {
            Record::Article(article) => Some(article.as_ref()),
            _ => None,
        });
        let articles: Vec<&Article> = articles.collect();
        for state in [
            ArticleState::Published,
            ArticleState::Draft,
            ArticleState::Pending,
            ArticleState::Ready,
            ArticleState::Scheduled,
            ArticleState::Withdrawn,
        ] {
            let there = articles.iter().any(|article| article.state == state);
            assert!(there, "there is no article that is {}", state.word());
        }
        assert!(articles.iter().any(|it| it.translation_of.is_some()));
        assert!(articles.iter().any(|it| !it.corrections.is_empty()));
        assert!(articles.iter().any(|it| !it.old_addresses.is_empty()));
        let has = |is_it: fn(&Record) -> bool| self.records.iter().any(is_it);
        assert!(has(|it| matches!(it, Record::Redirect(_))));
        assert!(has(
            |it| matches!(it, Record::Thread(thread) if thread.is_closed)
        ));
        assert!(has(
            |it| matches!(it, Record::Account(account) if account.is_banned)
        ));
        assert!(!self.files.is_empty());
    }
}

async fn exported(site: &TestSite) -> Kept {
    let mut kept = Kept::default();
    let done = export(&site.app, &mut kept).await;
    done.expect("the site can be read");
    kept
}

async fn bring(site: &TestSite, kept: &Kept) -> (Totals, Vec<Line>) {
    let beside = |path: &str| kept.files.get(path).map(|bytes| bytes.to_vec());
    let options = Options {
        beside: Some(&beside),
        ..Options::default()
    };
    let mut lines = Vec::new();
    let mut tell = |line: &Line| lines.push(line.clone());
    let records = kept.records.iter().cloned().map(Ok);
    let totals = imports::import(&site.app, records, options, &mut tell).await;
    (totals.expect("the database answers"), lines)
}

/// The demo's world, and what happens in it on a bad day.
async fn furnished() -> TestSite {
    let site = TestSite::sqlite().await;
    world::furnish(&site.app).await.expect("the world is made");
    let [article, other, third, fourth, ..] = articles_of(&site).await[..] else {
        panic!("the world has articles");
    };
    told_and_withdrawn(&site, article).await;
    for (article, state) in [(other, EditionState::AtDesk), (third, EditionState::Ready)] {
        let copy = draft(&site, article).await;
        transact!(site.app.db.write(), |tx| {
            articles::bring_state_in(tx, copy, state, None).await
        })
        .expect("a draft can be handed on");
    }
    draft(&site, fourth).await;
    let later = draft(&site, fourth).await;
    let at = site.app.now().after(Duration::from_secs(86_400));
    transact!(site.app.db.write(), |tx| {
        articles::schedule_at(tx, &site.app, later, at).await?;
        articles::lead_here(tx, &site.app, "/alt/17.html?seite=2", other).await
    })
    .expect("a draft can be given a time");
    talked_about(&site, other).await;
    site
}

async fn articles_of(site: &TestSite) -> Vec<ArticleId> {
    let query = DeskQuery {
        state: Some(EditionState::Published),
        page: 1,
        ..DeskQuery::default()
    };
    let list = articles::desk_list(&site.app, Lang::De, &query).await;
    let rows = list.expect("the database answers").rows;
    rows.into_iter().map(|row| row.article_id).collect()
}

/// A draft filed as another article is.
async fn draft(site: &TestSite, like: ArticleId) -> EditionId {
    let editor = somebody(site, "Erika Probe", Role::Editor).await;
    let edition = edition_of(site, like).await;
    let bench = articles::workbench(&site.app, edition).await;
    let bench = bench.expect("the database answers").expect("it is here");
    let request = NewArticle {
        lang: Lang::De,
        slug: None,
        filing: bench.filing,
        content: bench.content,
    };
    let drafted = articles::create_draft(&site.app, &editor, &request).await;
    drafted.expect("a draft can be made").edition
}

async fn edition_of(site: &TestSite, article: ArticleId) -> EditionId {
    let found = transact!(site.app.db.read(), |tx| {
        articles::edition_of(tx, article, Lang::De).await
    });
    found
        .expect("the database answers")
        .expect("it is in German")
}

async fn told_and_withdrawn(site: &TestSite, article: ArticleId) {
    let editor = somebody(site, "Erika Probe", Role::Editor).await;
    let edition = edition_of(site, article).await;
    let request = Correct {
        edition,
        kind: CorrectionKind::Clarification,
        text: "Das Rathaus steht am Hauptplatz.".to_owned(),
    };
    let told = articles::correct(&site.app, &editor, &request).await;
    told.expect("readers can be told");
    let because = "Die Quelle hat nicht gehalten.";
    let gone = articles::withdraw(&site.app, &editor, edition, because).await;
    gone.expect("it can be withdrawn");
}

/// Posts that were refused, removed and taken back, in a thread that is closed; and a section that has moved.
async fn talked_about(site: &TestSite, article: ArticleId) {
    let states = [
        BroughtIn::Published,
        BroughtIn::Gone,
        BroughtIn::Removed,
        BroughtIn::Refused,
        BroughtIn::Spam,
    ];
    let anna = somebody(site, "Hans Probe", Role::Reader).await;
    transact!(site.app.db.write(), |tx| {
        let mut parent = None;
        for (number, state) in (1..).zip(states) {
            let at = site.app.now().before(Duration::from_secs(600 - number));
            let request = BringIn {
                article,
                short: None,
                parent,
                account: Some(anna.account).filter(|_| state != BroughtIn::Gone),
                author_name: anna.display_name.clone(),
                text: format!("Wort {number}"),
                lang: Lang::De,
                at,
                published_at: at.after(Duration::from_secs(30)),
                edited_at: None,
                refused_for: None,
                state,
                key: format!("test:{number}"),
            };
            parent = Some(posts::bring_in(tx, &site.app, &request).await?);
        }
        posts::bring_close_in(tx, &site.app, article, "Alles ist gesagt.").await?;
        let sections = articles::list_sections(tx, Lang::De).await;
        let sections = sections.expect("the database answers");
        let section = sections.first().expect("there are sections").id;
        articles::lead_to_section(tx, &site.app, "/frueher", section).await?;
        Ok::<_, PostError>(())
    })
    .expect("what was said can be brought in");
    let banned = account("Gesperrt", Role::Reader);
    let banned = accounts::BringIn {
        is_suspended: true,
        ..banned
    };
    transact!(site.app.db.write(), |tx| {
        accounts::bring_in(tx, &site.app, &banned).await
    })
    .expect("nobody has the name");
}

fn account(name: &str, role: Role) -> accounts::BringIn {
    accounts::BringIn {
        short: String::new(),
        name: name.to_owned(),
        display_name: name.to_owned(),
        email: format!("{}@example.at", name.replace(' ', ".")),
        role,
        lang: Lang::De,
        is_confirmed: true,
        is_suspended: false,
        at: Time::from_micros(1_767_225_600_000_000),
    }
}

/// Somebody beside the people of the demo.
async fn somebody(site: &TestSite, name: &str, role: Role) -> Person {
    let request = account(name, role);
    let found = transact!(site.app.db.write(), |tx| {
        match accounts::account_of(tx, &request.email).await? {
            Some(known) => Ok(known),
            None => accounts::bring_in(tx, &site.app, &request).await,
        }
    });
    Person {
        account: found.expect("nobody has the name"),
        session: site.app.new_id(),
        display_name: name.to_owned(),
        role,
        lang: Lang::De,
    }
}

/// An empty site of the same name at the same time.
async fn like(source: &TestSite, site: TestSite) -> TestSite {
    masthead_core::screening::sow_grounds(&site.app)
        .await
        .expect("the grounds can be sown");
    site.app
        .use_settings(source.app.settings().as_ref().clone());
    site.advance(source.app.now().since(site.app.now()));
    site
}

#[test]
fn a_whole_site_comes_back_equal_on_either_database() {
    block_on(async {
        let source = furnished().await;
        let first = exported(&source).await;
        first.has_something_of_everything();
        for empty in [TestSite::sqlite().await, TestSite::postgres().await] {
            let site = like(&source, empty).await;
            let (totals, lines) = bring(&site, &first).await;
            let failed: Vec<&Line> = lines
                .iter()
                .filter(|line| !matches!(line.outcome, Outcome::Imported))
                .collect();
            assert!(totals.all_went_in() && failed.is_empty(), "{failed:#?}");

            let second = exported(&site).await;
            for (theirs, ours) in second.lines().iter().zip(first.lines().iter()) {
                assert_eq!(theirs, ours);
            }
            assert_eq!(second.records.len(), first.records.len());
            assert_eq!(second.files, first.files);

            let (_, lines) = bring(&site, &first).await;
            let changed = |line: &&Line| line.outcome != Outcome::Unchanged;
            let changed: Vec<&Line> = lines.iter().filter(changed).collect();
            assert!(
                changed
                    .iter()
                    .all(|line| line.kind == "thread" || line.kind == "redirect"),
                "{changed:#?}"
            );
            assert_eq!(exported(&site).await.lines(), second.lines());
        }
    });
}

#[test]
fn an_export_that_comes_home_changes_nothing() {
    block_on(async {
        let site = furnished().await;
        let before = exported(&site).await;
        let (_, lines) = bring(&site, &before).await;

        let is_new = |line: &&Line| {
            matches!(line.outcome, Outcome::Imported | Outcome::Updated)
                && !matches!(line.kind.as_str(), "thread" | "redirect")
                && !matches!(line.kind.as_str(), "author" | "topic" | "section")
        };
        let new: Vec<&Line> = lines.iter().filter(is_new).collect();
        assert!(new.is_empty(), "{new:#?}");
        assert_eq!(exported(&site).await.lines(), before.lines());
    });
}
