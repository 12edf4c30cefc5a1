//! Names beside posts: what becomes of them when their author changes theirs, or goes.

use masthead_core::accounts::{
    self, AccountError, AskToClose, PostsLeft, Problem, SignIn, change_display_name,
};
use masthead_core::kernel::{ArticleId, Lang, Person};
use masthead_core::posts::desk::remaining;
use masthead_core::posts::{
    Gap, Order, Shown, close_account, conversation, recount, rename_posts, thread_of,
};
use masthead_db::transact;
use masthead_testkit::cast::{ANNA, BRUNO, CLARA, GREGOR};
use masthead_testkit::{PASSWORD, TestSite, both};

use crate::desk::{approve, article, wait_for_effect, write};

async fn read(site: &TestSite, article: ArticleId) -> Vec<Shown> {
    let page = transact!(site.app.db.read(), |tx| {
        conversation(tx, thread_of(article), Order::Oldest, None, Lang::De).await
    });
    page.expect("readable").posts
}

fn names(posts: &[Shown]) -> Vec<&str> {
    posts.iter().map(|post| post.author_name.as_str()).collect()
}

/// Anna writes, Bruno answers her; both are published.
async fn talk(site: &TestSite, article: ArticleId) {
    let (anna, bruno) = (site.person(&ANNA).await, site.person(&BRUNO).await);
    let first = write(site, &anna, article, None, "eins").await;
    approve(site, &CLARA, first.post).await;
    wait_for_effect(site).await;
    let answer = write(site, &bruno, article, Some(first.post), "zu eins").await;
    approve(site, &CLARA, answer.post).await;
    wait_for_effect(site).await;
}

/// Anna, as her browser knows her.
pub(crate) async fn anna(site: &TestSite) -> Person {
    let session = site.sign_in(&ANNA).await;
    accounts::person(&site.app, &session.secret)
        .await
        .expect("readable")
        .expect("she is signed in")
}

pub(crate) async fn ask(site: &TestSite, who: &Person, posts: PostsLeft) {
    let request = AskToClose {
        password: PASSWORD.to_owned(),
        posts,
    };
    accounts::ask_to_close(&site.app, who, &request)
        .await
        .expect("the password is right");
    let letter = site.letter_to(ANNA.email).await;
    assert!(letter.body.contains("/account/close"), "{letter:?}");
}

/// Closes whatever is due, as the work that comes round does.
pub(crate) async fn come_round(site: &TestSite) -> usize {
    let leaving = transact!(site.app.db.read(), |tx| {
        accounts::list_leaving(tx, site.app.now()).await
    })
    .expect("readable");
    for account in &leaving {
        close_account(&site.app, *account).await.expect("closed");
        rename_posts(&site.app, *account).await.expect("renamed");
    }
    leaving.len()
}

async fn no_drift(site: &TestSite) {
    let drift = transact!(site.app.db.read(), |tx| { recount(tx).await }).expect("readable");
    assert_eq!(drift, []);
}

both! {
    async fn a_new_name_stands_beside_earlier_posts_too(site) {
        let article = article(site).await;
        talk(site, article).await;
        let anna = site.person(&ANNA).await;
        change_display_name(&site.app, &anna, "Anna Neu").await.expect("the name is free");
        assert_eq!(site.events().await.last().map(String::as_str), Some("account_renamed"));
        rename_posts(&site.app, anna.account).await.expect("renamed");

        assert_eq!(names(&read(site, article).await), ["Anna Neu", BRUNO.display_name]);
        assert_eq!(site.events().await.last().map(String::as_str), Some("thread_changed"), "kept pages are dropped");
        let before = site.events().await.len();
        rename_posts(&site.app, anna.account).await.expect("nothing is left to do");
        assert_eq!(site.events().await.len(), before);
    }

    async fn whoever_goes_may_leave_their_posts_without_a_name(site) {
        let article = article(site).await;
        talk(site, article).await;
        let anna = anna(site).await;
        write(site, &anna, article, None, "Das hat noch niemand gelesen").await;
        ask(site, &anna, PostsLeft::Stay).await;
        assert_eq!(come_round(site).await, 0, "there is a day to think it over");
        assert_eq!(names(&read(site, article).await)[0], ANNA.display_name);
        site.advance_days(1);
        assert_eq!(come_round(site).await, 1);

        let posts = read(site, article).await;
        assert_eq!(names(&posts), ["", BRUNO.display_name]);
        assert!(posts[0].content.is_ok());
        let waiting = transact!(site.app.db.read(), |tx| { remaining(tx, None).await }).expect("readable");
        assert_eq!(waiting.total, 0, "what nobody has read is taken back");
        let again = SignIn { email: ANNA.email.to_owned(), password: PASSWORD.to_owned(), user_agent: String::new() };
        assert!(matches!(accounts::sign_in(&site.app, &again).await, Err(AccountError::WrongPair)));
        assert!(site.letters_to(ANNA.email).await.is_empty(), "the letters to the address are forgotten");
        no_drift(site).await;
        assert_eq!(come_round(site).await, 0, "closed once and for all");
    }

    async fn whoever_goes_may_take_their_posts_along(site) {
        let article = article(site).await;
        talk(site, article).await;
        let anna = anna(site).await;
        ask(site, &anna, PostsLeft::Go).await;
        site.advance_days(1);
        assert_eq!(come_round(site).await, 1);

        let posts = read(site, article).await;
        assert_eq!(names(&posts), ["", BRUNO.display_name], "the answer stays");
        assert_eq!(posts[0].content, Err(Gap::Erased));
        no_drift(site).await;
    }

    async fn whoever_changes_their_mind_keeps_everything(site) {
        let article = article(site).await;
        talk(site, article).await;
        let anna = anna(site).await;
        ask(site, &anna, PostsLeft::Go).await;
        accounts::keep_account(&site.app, &anna).await.expect("in time");
        site.advance_days(2);
        assert_eq!(come_round(site).await, 0);
        assert_eq!(names(&read(site, article).await)[0], ANNA.display_name);
        assert!(matches!(accounts::keep_account(&site.app, &anna).await, Err(AccountError::Unknown)));
    }

    async fn nobody_closes_an_account_without_its_password_nor_the_last_administrator(site) {
        let anna = anna(site).await;
        let request = AskToClose { password: "falsch".to_owned(), posts: PostsLeft::Go };
        let refused = accounts::ask_to_close(&site.app, &anna, &request).await;
        assert!(matches!(refused, Err(AccountError::Invalid(why)) if why == [Problem::PasswordWrong]));
        site.sign_in(&GREGOR).await;
        let gregor = site.person(&GREGOR).await;
        let request = AskToClose { password: PASSWORD.to_owned(), posts: PostsLeft::Stay };
        let refused = accounts::ask_to_close(&site.app, &gregor, &request).await;
        assert!(matches!(refused, Err(AccountError::LastAdministrator)));
        site.nothing_else_happened().await;
    }
}
