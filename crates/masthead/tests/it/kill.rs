//! The program is killed hundreds of times while posts are written and decided. Whatever it acknowledged is there
//! afterwards, once, on both databases; counters equal a recount, and the log's chain holds.
//!
//! A kill takes the process and not the machine: that what was synced survives a power cut is the disk's promise.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use masthead_db::{Address, testing};

use crate::ledger::{Ledger, the_program_finds_nothing};
use crate::people::{PASSWORD, SignedIn};
use crate::process::{self, Process};

/// How often the program is killed on each database, unless `MASTHEAD_TEST_SOAK_SECS` says how long to go on.
const KILLS: u32 = 120;

/// On a machine so busy that little happens in a life, there are more lives, but not for ever.
const KILLS_MAX: u32 = 4 * KILLS;

/// How long the program lives after it is ready, at most.
const LIFE_MILLIS: u64 = 800;

const WRITERS: [&str; 3] = ["anna@example.at", "bruno@example.at", "hana@example.at"];
const MODERATORS: [&str; 2] = ["clara@example.at", "deniz@example.at"];

/// Published an hour ago: below an old article nobody could write any more.
const ARTICLE: &str = "---\nheadline: Wien baut\nsection: Politik\ndate: AN HOUR AGO\nlanguage: de\n---\n\nEin Satz.\n";

#[test]
fn what_was_acknowledged_is_there_on_sqlite() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let database = Address::Sqlite(folder.path().join("masthead.db"));
    kill_again_and_again(folder.path(), "sqlite", &database);
}

#[test]
fn what_was_acknowledged_is_there_on_postgres() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let fresh = wait_for(testing::fresh_postgres());
    let Address::Postgres(url) = fresh.address().clone() else {
        panic!("a PostgreSQL database has an address");
    };
    kill_again_and_again(folder.path(), &url, fresh.address());
}

fn kill_again_and_again(folder: &Path, database: &str, address: &Address) {
    make_people_and_an_article(folder, database);
    let ledger = Ledger::default();
    let mut world = World::begin(folder, database);
    let mut chance = Chance(0x2026_1122);
    let begun = Instant::now();
    let mut kills = 0;
    while is_not_enough(kills, begun) || (kills < KILLS_MAX && proves_too_little(&ledger)) {
        let process = Process::serve(folder, database);
        let life = Duration::from_millis(10 + chance.below(LIFE_MILLIS));
        world.live(process, life, &ledger);
        kills += 1;
    }
    world.finish(folder, database, &ledger);
    let (posts, decisions) = ledger.lengths();
    eprintln!("{kills} kills, {posts} posts and {decisions} decisions acknowledged");
    assert!(
        !proves_too_little(&ledger),
        "too little happened to prove anything"
    );
    wait_for(ledger.compare(address));
    the_program_finds_nothing(folder, database);
}

fn proves_too_little(ledger: &Ledger) -> bool {
    let (posts, decisions) = ledger.lengths();
    posts <= 100 || decisions <= 30
}

fn is_not_enough(kills: u32, begun: Instant) -> bool {
    match std::env::var("MASTHEAD_TEST_SOAK_SECS") {
        Ok(secs) => begun.elapsed().as_secs() < secs.parse().expect("a number of seconds"),
        Err(_) => kills < KILLS,
    }
}

fn make_people_and_an_article(folder: &Path, database: &str) {
    let readers = WRITERS.map(|email| (email, "reader"));
    let moderators = MODERATORS.map(|email| (email, "moderator"));
    for (email, role) in readers.into_iter().chain(moderators) {
        let words = ["account", "create", email, "--role", role];
        process::run_with_input(folder, database, &words, PASSWORD);
    }
    let file = folder.join("wien.md");
    let article = ARTICLE.replace("AN HOUR AGO", &process::an_hour_ago());
    std::fs::write(&file, article).expect("the folder is ours");
    let said = process::run(folder, database, &["import", &file.to_string_lossy()]);
    assert!(
        said.status.success(),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
}

/// Everybody, and what they are in the middle of.
struct World {
    article: String,
    writers: Vec<Writer>,
    moderators: Vec<SignedIn>,
}

struct Writer {
    person: SignedIn,
    name: usize,
    next: u32,
}

impl World {
    /// Starts once, and has everybody sign in.
    fn begin(folder: &Path, database: &str) -> Self {
        let process = Process::serve(folder, database);
        let sign_in = |email: &&str| SignedIn::at(process.address, email);
        let writers: Vec<SignedIn> = WRITERS.iter().map(sign_in).collect();
        let moderators = MODERATORS.iter().map(sign_in).collect();
        let article = article(&mut writers[0].clone());
        let writers = writers.into_iter().enumerate();
        Self {
            article,
            writers: writers
                .map(|(name, person)| Writer {
                    person,
                    name,
                    next: 0,
                })
                .collect(),
            moderators,
        }
    }

    /// Lets everybody work for a while, and kills the program in the midst of it.
    fn live(&mut self, process: Process, life: Duration, ledger: &Ledger) {
        let has_ended = AtomicBool::new(false);
        let address = process.address;
        let article = self.article.as_str();
        thread::scope(|scope| {
            for writer in &mut self.writers {
                writer.person.browser.moves_to(address);
                scope.spawn(|| {
                    let mut is_served = true;
                    while is_served && !has_ended.load(Ordering::Relaxed) {
                        is_served = writer.write(article, ledger);
                    }
                });
            }
            for moderator in &mut self.moderators {
                moderator.browser.moves_to(address);
                scope.spawn(|| {
                    let mut is_served = true;
                    while is_served && !has_ended.load(Ordering::Relaxed) {
                        is_served = decide(moderator, ledger);
                    }
                });
            }
            thread::sleep(life);
            process.kill();
            has_ended.store(true, Ordering::Relaxed);
        });
    }

    /// A last life that is not cut short: everybody sends again what they got no answer to.
    fn finish(&mut self, folder: &Path, database: &str, ledger: &Ledger) {
        let process = Process::serve(folder, database);
        for writer in &mut self.writers {
            writer.person.browser.moves_to(process.address);
            assert!(
                writer.write(&self.article, ledger),
                "nobody killed it this time"
            );
        }
    }
}

impl Writer {
    /// Writes one post, or again the one that got no answer; says whether an answer came.
    fn write(&mut self, article: &str, ledger: &Ledger) -> bool {
        let text = format!("Beitrag {} von {}", self.next, self.name);
        let Ok(was_taken) = self.person.write(article, &text) else {
            return false;
        };
        if was_taken {
            ledger.post(&text);
            self.next += 1;
        }
        true
    }
}

/// Decides one item; every third is refused. Says whether an answer came.
fn decide(moderator: &mut SignedIn, ledger: &Ledger) -> bool {
    let (_, so_far) = ledger.lengths();
    let verdict = if so_far % 3 == 0 { "refuse" } else { "approve" };
    match moderator.decide(verdict) {
        Ok(Some(sent)) => ledger.decision(sent),
        Ok(None) => thread::sleep(Duration::from_millis(5)),
        Err(_) => return false,
    }
    true
}

/// The short name of the article on the front page, as the form below it says.
fn article(reader: &mut SignedIn) -> String {
    let front = reader.browser.get("/").expect("the front page comes").body;
    let headline = front
        .split("teaser-headline")
        .nth(1)
        .expect("the article is on the front page");
    let link = headline
        .split("href=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let page = reader
        .browser
        .get(link.expect("it has a link"))
        .expect("the article comes");
    page.hidden("article").expect("there is a form below it")
}

/// Chance that can be repeated (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % most
    }
}

fn wait_for<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("a runtime can be built")
        .block_on(work)
}
