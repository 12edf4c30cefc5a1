//! Counters are right: after any sequence of use cases they equal a recount, below two articles and in all queues.

use std::time::Duration;

use masthead_core::accounts::{self, AskToClose, PostsLeft};
use masthead_core::kernel::{ArticleId, CaseId, PostId, Posting};
use masthead_core::posts::decisions::{
    Answer, Answered, Cause, Decide, Verdict, answer, decide, undo,
};
use masthead_core::posts::desk::{ClaimNext, claim_next, give_back};
use masthead_core::posts::{
    Revise, close_account, recount, reopen, revise, set_posting, submit, withdraw,
};
use masthead_core::screening::Rule;
use masthead_db::transact;
use masthead_testkit::cast::{ANNA, BRUNO, CLARA, Cast, DENIZ, ELIF, FRIDA};
use masthead_testkit::{PASSWORD, TestSite, block_on};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::desk::{article, form, refusal, wait_for_effect};

/// Sequences that are tried on SQLite, and how long each may be.
const ON_SQLITE: u32 = 60;
const ON_POSTGRES: u32 = 5;
const STEPS_MAX: usize = 45;

/// Something somebody does. An index picks one of the posts that were written so far.
#[derive(Clone, Debug)]
enum Step {
    Write {
        by_anna: bool,
        here: bool,
    },
    Answer {
        by_anna: bool,
        to: Index,
    },
    Revise(Index),
    Withdraw(Index),
    Decide {
        by_clara: bool,
        refuses: bool,
    },
    Undo {
        by_clara: bool,
    },
    WaitForEffect,
    Report(Index),
    Remove(Index),
    Restore(Index),
    Posting {
        here: bool,
        posting: Option<Posting>,
    },
    Leave {
        posts: PostsLeft,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let index = any::<Index>;
    let posting = prop_oneof![
        Just(None),
        Just(Some(Posting::Pre)),
        Just(Some(Posting::Trusted)),
        Just(Some(Posting::Post)),
    ];
    prop_oneof![
        6 => any::<(bool, bool)>().prop_map(|(by_anna, here)| Step::Write { by_anna, here }),
        6 => (any::<bool>(), index()).prop_map(|(by_anna, to)| Step::Answer { by_anna, to }),
        3 => index().prop_map(Step::Revise),
        2 => index().prop_map(Step::Withdraw),
        9 => any::<(bool, bool)>().prop_map(|(by_clara, refuses)| Step::Decide { by_clara, refuses }),
        3 => any::<bool>().prop_map(|by_clara| Step::Undo { by_clara }),
        5 => Just(Step::WaitForEffect),
        2 => index().prop_map(Step::Report),
        2 => index().prop_map(Step::Remove),
        2 => index().prop_map(Step::Restore),
        1 => (any::<bool>(), posting).prop_map(|(here, posting)| Step::Posting { here, posting }),
        1 => any::<bool>().prop_map(|go| Step::Leave { posts: if go { PostsLeft::Go } else { PostsLeft::Stay } }),
    ]
}

/// A site with two articles, and what was written below them.
struct Walk<'a> {
    site: &'a TestSite,
    articles: [ArticleId; 2],
    posts: Vec<(PostId, ArticleId)>,
}

impl Walk<'_> {
    /// Does a step. What the rules refuse just then is refused, and counts must be right all the same.
    async fn take(&mut self, step: &Step) {
        match step {
            Step::Write { by_anna, here } => {
                let article = self.articles[usize::from(*here)];
                self.write(*by_anna, article, None).await;
            }
            Step::Answer { by_anna, to } => {
                if let Some((post, article)) = self.chosen(to) {
                    self.write(*by_anna, article, Some(post)).await;
                }
            }
            Step::Decide { by_clara, refuses } => self.decide(*by_clara, *refuses).await,
            Step::Undo { by_clara } => {
                let who = self.site.person(moderator(*by_clara)).await;
                undo(&self.site.app, &who).await.expect("asked");
            }
            Step::WaitForEffect => wait_for_effect(self.site).await,
            Step::Posting { here, posting } => {
                let elif = self.site.person(&ELIF).await;
                let article = self.articles[usize::from(*here)];
                let set = set_posting(&self.site.app, &elif, article, *posting).await;
                set.expect("an editor rules threads");
            }
            Step::Leave { posts } => self.leave(*posts).await,
            Step::Revise(index)
            | Step::Withdraw(index)
            | Step::Report(index)
            | Step::Remove(index)
            | Step::Restore(index) => {
                if let Some((post, _)) = self.chosen(index) {
                    self.touch(step, post).await;
                }
            }
        }
    }

    fn chosen(&self, index: &Index) -> Option<(PostId, ArticleId)> {
        (!self.posts.is_empty()).then(|| *index.get(&self.posts))
    }

    async fn write(&mut self, by_anna: bool, article: ArticleId, parent: Option<PostId>) {
        let who = self.site.person(if by_anna { &ANNA } else { &BRUNO }).await;
        self.site.advance(Duration::from_millis(5));
        let text = format!("Wort {}", self.posts.len());
        let written = submit(&self.site.app, &who, &form(article, parent, &text)).await;
        self.posts.extend(written.ok().map(|it| (it.post, article)));
    }

    /// Something that is done to one post, by its author, by a reader or by the office.
    async fn touch(&self, step: &Step, post: PostId) {
        let app = &self.site.app;
        let frida = self.site.person(&FRIDA).await;
        match step {
            Step::Revise(_) | Step::Withdraw(_) => {
                for author in [&ANNA, &BRUNO] {
                    let who = self.site.person(author).await;
                    let text = format!("Anders um {}", app.now().as_micros());
                    if matches!(step, Step::Withdraw(_)) {
                        drop(withdraw(app, &who, post).await);
                    } else {
                        drop(revise(app, &who, &Revise { post, text }).await);
                    }
                }
            }
            Step::Report(_) => drop(transact!(app.db.write(), |tx| {
                reopen(tx, app, post, Rule::Reopened).await
            })),
            _ => {
                let request = self.answer_to(step, post).await;
                drop(transact!(app.db.write(), |tx| {
                    answer(tx, app, &frida, &request).await
                }));
            }
        }
    }

    /// What the office says about a post.
    async fn answer_to(&self, step: &Step, post: PostId) -> Answer {
        let answered = match step {
            Step::Remove(_) => {
                let words = "Darum geht es hier nicht.";
                match refusal(self.site, "TC-OFFTOPIC", words).await {
                    Verdict::Refuse { ground, facts } => Answered::Remove { ground, facts },
                    Verdict::Approve => unreachable!("a refusal was asked for"),
                }
            }
            _ => Answered::Restore,
        };
        let case: CaseId = self.site.app.new_id();
        Answer {
            post,
            answered,
            cause: Cause::Notice,
            case,
            supersedes: None,
            note: String::new(),
            weighing: String::new(),
            ends_at: None,
        }
    }

    async fn decide(&self, by_clara: bool, refuses: bool) {
        let app = &self.site.app;
        let who = self.site.person(moderator(by_clara)).await;
        let claimed = claim_next(app, &who, ClaimNext::Anything)
            .await
            .expect("a moderator may take");
        if let Some(next) = claimed.first() {
            let verdict = if refuses {
                refusal(self.site, "TC-OFFTOPIC", "Darum geht es hier nicht.").await
            } else {
                Verdict::Approve
            };
            let request = Decide {
                item: next.item,
                version: next.version,
                verdict,
                note: String::new(),
            };
            decide(app, &who, &request).await.expect("it is theirs");
        }
        give_back(app, &who, None).await.expect("given back");
    }

    /// Bruno goes, once; whatever he tries afterwards is refused.
    async fn leave(&self, posts: PostsLeft) {
        let app = &self.site.app;
        let bruno = self.site.person(&BRUNO).await;
        if accounts::set_password(app, BRUNO.email, PASSWORD)
            .await
            .is_err()
        {
            return;
        }
        let request = AskToClose {
            password: PASSWORD.to_owned(),
            posts,
        };
        accounts::ask_to_close(app, &bruno, &request)
            .await
            .expect("he may go");
        self.site.advance_days(1);
        close_account(app, bruno.account).await.expect("closed");
    }
}

fn moderator(is_clara: bool) -> &'static Cast {
    if is_clara { &CLARA } else { &DENIZ }
}

/// Walks, and counts everything again after every step.
async fn counts_stay_right(site: TestSite, steps: &[Step]) -> Result<(), TestCaseError> {
    let articles = [article(&site).await, article(&site).await];
    let mut walk = Walk {
        site: &site,
        articles,
        posts: Vec::new(),
    };
    for (number, step) in steps.iter().enumerate() {
        walk.take(step).await;
        let drift = transact!(site.app.db.read(), |tx| { recount(tx).await });
        prop_assert_eq!(
            drift.expect("readable"),
            [],
            "after step {}: {:?}",
            number,
            step
        );
    }
    Ok(())
}

/// Walks on a runtime of its own.
fn on_a_site_of_its_own(
    site: impl Future<Output = TestSite>,
    steps: &[Step],
) -> Result<(), TestCaseError> {
    let mut outcome = Ok(());
    block_on(async { outcome = counts_stay_right(site.await, steps).await });
    outcome
}

fn tries(cases: u32) -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 200,
        ..ProptestConfig::with_cases(cases)
    }
}

proptest! {
    #![proptest_config(tries(ON_SQLITE))]

    #[test]
    fn counters_equal_a_recount_on_sqlite(steps in vec(step(), 1..STEPS_MAX)) {
        on_a_site_of_its_own(TestSite::sqlite(), &steps)?;
    }
}

proptest! {
    #![proptest_config(tries(ON_POSTGRES))]

    #[test]
    fn counters_equal_a_recount_on_postgres(steps in vec(step(), 1..STEPS_MAX)) {
        on_a_site_of_its_own(TestSite::postgres(), &steps)?;
    }
}
