//! Posts: handing in, waiting, being published or refused, changing, taking back; and what readers and authors see.

use std::collections::HashSet;
use std::time::Duration;

use masthead_core::kernel::{Lang, Posting};
use masthead_core::posts::desk::remaining;
use masthead_core::posts::{
    EDIT_WINDOW_SECS, Gap, Mine, Order, PostError, PostState, Revise, Revised, Tally, conversation,
    list_own_posts, own_posts, own_posts_in, post_with_answers, recount, revise, set_posting,
    submit, thread_of, withdraw,
};
use masthead_core::screening::ClosedBecause;
use masthead_db::transact;
use masthead_testkit::cast::{ANNA, BRUNO, CLARA, ELIF, HANA};
use masthead_testkit::{TestSite, both};

use crate::desk::{approve, article, form, refuse, wait_for_effect, write};

async fn read(site: &TestSite, article: masthead_core::kernel::ArticleId) -> Vec<(i64, String)> {
    let page = transact!(site.app.db.read(), |tx| {
        conversation(tx, thread_of(article), Order::Oldest, None, Lang::De).await
    });
    page.expect("readable")
        .posts
        .into_iter()
        .map(|post| {
            (
                post.depth,
                post.content
                    .map_or_else(|gap| format!("{gap:?}"), |html| html.to_string()),
            )
        })
        .collect()
}

both! {
    async fn a_post_waits_and_only_its_author_knows(site) {
        let article = article(site).await;
        let anna = site.person(&ANNA).await;
        let taken = write(site, &anna, article, None, "Guten Morgen").await;

        assert_eq!(taken.state, PostState::Waiting);
        assert_eq!(read(site, article).await, []);
        let mine = transact!(site.app.db.read(), |tx| {
            own_posts_in(tx, anna.account, thread_of(article), Lang::De).await
        })
        .expect("readable");
        assert_eq!(mine.iter().map(|it| (it.text.as_str(), &it.state)).collect::<Vec<_>>(), [("Guten Morgen", &Mine::Waiting)]);
        assert_eq!(mine[0].headline, "Die Brücke");
        assert_eq!(site.events().await.last().map(String::as_str), Some("post_submitted"));
    }

    async fn the_same_form_handed_in_twice_makes_one_post(site) {
        let article = article(site).await;
        let anna = site.person(&ANNA).await;
        let request = form(article, None, "Einmal genügt");
        let first = submit(&site.app, &anna, &request).await.expect("taken");
        let (again, raced) = tokio::join!(
            submit(&site.app, &anna, &request),
            submit(&site.app, &anna, &request)
        );

        assert_eq!(again.expect("the same answer"), first);
        assert_eq!(raced.expect("the same answer"), first);
        let waiting = transact!(site.app.db.read(), |tx| { remaining(tx, None).await }).expect("readable");
        assert_eq!(waiting.total, 1);
    }

    async fn the_same_form_handed_in_again_after_closing_gives_the_same_answer(site) {
        let article = article(site).await;
        let (anna, elif) = (site.person(&ANNA).await, site.person(&ELIF).await);
        let request = form(article, None, "Noch schnell");
        let first = submit(&site.app, &anna, &request).await.expect("taken");
        masthead_core::posts::close_thread(&site.app, &elif, article, "Die Nachtruhe beginnt.").await.expect("closed");

        assert_eq!(submit(&site.app, &anna, &request).await.expect("the same answer"), first);
        let refused = submit(&site.app, &anna, &form(article, None, "Zu spät")).await;
        let because = ClosedBecause::ByTheHouse("Die Nachtruhe beginnt.".to_owned());
        assert!(matches!(refused, Err(PostError::Closed(found)) if found == because));
    }

    async fn an_approved_post_is_seen_by_everybody(site) {
        let article = article(site).await;
        let anna = site.person(&ANNA).await;
        let taken = write(site, &anna, article, None, "Sehr *gut*").await;
        approve(site, &CLARA, taken.post).await;
        wait_for_effect(site).await;

        assert_eq!(read(site, article).await, [(0, "<p>Sehr <em>gut</em></p>".to_owned())]);
        assert!(site.events().await.contains(&"post_published".to_owned()));
    }

    async fn answers_stand_below_what_they_answer(site) {
        let article = article(site).await;
        let (anna, bruno) = (site.person(&ANNA).await, site.person(&BRUNO).await);
        let first = write(site, &anna, article, None, "eins").await;
        approve(site, &CLARA, first.post).await;
        wait_for_effect(site).await;
        let second = write(site, &bruno, article, None, "zwei").await;
        let answer = write(site, &bruno, article, Some(first.post), "zu eins").await;
        for post in [second.post, answer.post] {
            approve(site, &CLARA, post).await;
        }
        wait_for_effect(site).await;

        let seen = read(site, article).await;
        assert_eq!(seen, [(0, "<p>eins</p>".into()), (1, "<p>zu eins</p>".into()), (0, "<p>zwei</p>".into())]);
        let short = first.post.short();
        let own = transact!(site.app.db.read(), |tx| { post_with_answers(tx, &short, None, Lang::De).await });
        let own = own.expect("readable").expect("it is published");
        assert_eq!(own.posts.iter().map(|it| (it.depth, it.reply_count)).collect::<Vec<_>>(), [(0, 1), (1, 0)]);
    }

    async fn every_answer_to_a_post_is_found_on_its_pages(site) {
        let article = article(site).await;
        let (anna, elif) = (site.person(&ANNA).await, site.person(&ELIF).await);
        set_posting(&site.app, &elif, article, Some(Posting::Post)).await.expect("an editor rules threads");
        let first = write(site, &anna, article, None, "die Frage").await.post;
        let mut deep = first;
        for level in 1..=6 {
            deep = write(site, &anna, article, Some(deep), &format!("Ebene {level}")).await.post;
        }
        let second = write(site, &anna, article, Some(first), "der lange Ast").await.post;
        let mut expected = 5;
        for number in 0..110 {
            write(site, &anna, article, Some(second), &format!("Antwort {number}")).await;
            expected += 1;
        }

        let (mut seen, mut behind, mut pages) = (HashSet::new(), None::<String>, 0);
        loop {
            let (short, after) = (first.short(), behind.clone());
            let page = transact!(site.app.db.read(), |tx| {
                post_with_answers(tx, &short, after.as_deref(), Lang::De).await
            });
            let page = page.expect("readable").expect("it is published");
            assert_eq!(page.posts[0].id, first, "every page begins with the post itself");
            if behind.is_some() {
                assert_eq!(page.posts[1].id, second, "and repeats what leads to its first answer");
            }
            let depths: Vec<_> = page.posts.iter().map(|it| it.depth).collect();
            assert!(depths.windows(2).all(|two| two[1] <= two[0] + 1), "{depths:?}");
            let continues: Vec<_> = page.posts.iter().filter(|it| it.continues > 0).map(|it| (it.depth, it.continues)).collect();
            assert_eq!(continues, if behind.is_none() { vec![(4, 2)] } else { vec![] });
            seen.extend(page.posts.iter().map(|it| it.id).filter(|id| *id != first));
            pages += 1;
            behind = page.next;
            if behind.is_none() {
                break;
            }
        }
        assert_eq!((seen.len(), pages), (expected, 2));
        let short = first.short();
        let other = transact!(site.app.db.read(), |tx| {
            post_with_answers(tx, &short, Some("nowhere"), Lang::De).await
        });
        assert_eq!(other.expect("readable"), None);
    }

    async fn what_waits_or_was_refused_cannot_be_answered(site) {
        let article = article(site).await;
        let (anna, bruno) = (site.person(&ANNA).await, site.person(&BRUNO).await);
        let waiting = write(site, &anna, article, None, "eins").await;
        let refused = submit(&site.app, &bruno, &form(article, Some(waiting.post), "zu eins")).await;
        assert!(matches!(refused, Err(PostError::NoParent)));
    }

    async fn a_refused_author_learns_why_and_may_try_again(site) {
        let article = article(site).await;
        let hana = site.person(&HANA).await;
        let taken = write(site, &hana, article, None, "Du Trottel").await;
        refuse(site, &CLARA, taken.post, "TC-INSULT", "Sie beschimpfen einen anderen Menschen.").await;
        wait_for_effect(site).await;

        let mine = transact!(site.app.db.read(), |tx| {
            list_own_posts(tx, hana.account, None, Lang::De, 10).await
        })
        .expect("readable");
        let Mine::HeldBack { was_published, ground, facts, statement } = &mine[0].state else {
            panic!("refused posts are held back: {:?}", mine[0].state)
        };
        assert_eq!((*was_published, ground.as_str(), facts.as_str()), (false, "Persönliche Angriffe", "Sie beschimpfen einen anderen Menschen."));
        let page = own_posts(&site.app, &hana, None, Lang::De).await.expect("readable");
        assert_eq!(page.tally, Tally { held_back: 1, ..Tally::default() });
        let letter = site.letter_to(HANA.email).await;
        assert!(letter.body.contains("Sie beschimpfen einen anderen Menschen."));
        assert!(letter.body.contains(statement.as_deref().expect("a statement of reasons")));

        let again = Revise { post: taken.post, text: "Sie irren sich".to_owned() };
        assert_eq!(revise(&site.app, &hana, &again).await.expect("taken"), Revised::Waiting);
        approve(site, &CLARA, taken.post).await;
        wait_for_effect(site).await;
        assert_eq!(read(site, article).await, [(0, "<p>Sie irren sich</p>".to_owned())]);
        let page = own_posts(&site.app, &hana, None, Lang::De).await.expect("readable");
        assert_eq!(page.tally, Tally { published: 1, ..Tally::default() });
        assert!(site.letters_to(HANA.email).await.is_empty(), "who is published is not written to");
    }

    async fn a_published_post_shows_its_old_text_until_the_new_one_was_read(site) {
        let article = article(site).await;
        let anna = site.person(&ANNA).await;
        let taken = write(site, &anna, article, None, "Ein Tipfehler").await;
        approve(site, &CLARA, taken.post).await;
        wait_for_effect(site).await;
        let better = Revise { post: taken.post, text: "Ein Tippfehler".to_owned() };
        revise(&site.app, &anna, &better).await.expect("in time");

        assert_eq!(read(site, article).await, [(0, "<p>Ein Tipfehler</p>".to_owned())]);
        approve(site, &CLARA, taken.post).await;
        wait_for_effect(site).await;
        assert_eq!(read(site, article).await, [(0, "<p>Ein Tippfehler</p>".to_owned())]);

        site.advance(Duration::from_secs(EDIT_WINDOW_SECS + 1));
        let late = Revise { post: taken.post, text: "Ganz etwas anderes".to_owned() };
        assert!(matches!(revise(&site.app, &anna, &late).await, Err(PostError::TooLate)));
    }

    async fn nobody_changes_or_takes_back_what_somebody_else_wrote(site) {
        let article = article(site).await;
        let (anna, clara) = (site.person(&ANNA).await, site.person(&CLARA).await);
        let taken = write(site, &anna, article, None, "Meines").await;
        let theirs = Revise { post: taken.post, text: "Deines".to_owned() };
        assert!(matches!(revise(&site.app, &clara, &theirs).await, Err(PostError::NotYours)));
        assert!(matches!(withdraw(&site.app, &clara, taken.post).await, Err(PostError::NotYours)));
    }

    async fn answers_survive_the_post_they_answer(site) {
        let article = article(site).await;
        let (anna, bruno) = (site.person(&ANNA).await, site.person(&BRUNO).await);
        let first = write(site, &anna, article, None, "eins").await;
        approve(site, &CLARA, first.post).await;
        wait_for_effect(site).await;
        let answer = write(site, &bruno, article, Some(first.post), "zu eins").await;
        approve(site, &CLARA, answer.post).await;
        wait_for_effect(site).await;
        withdraw(&site.app, &anna, first.post).await.expect("it is hers");

        assert_eq!(read(site, article).await, [(0, format!("{:?}", Gap::Withdrawn)), (1, "<p>zu eins</p>".to_owned())]);
        let drift = transact!(site.app.db.read(), |tx| { recount(tx).await }).expect("readable");
        assert_eq!(drift, []);
    }

    async fn a_post_taken_back_leaves_the_queue(site) {
        let article = article(site).await;
        let anna = site.person(&ANNA).await;
        let taken = write(site, &anna, article, None, "Doch nicht").await;
        withdraw(&site.app, &anna, taken.post).await.expect("it is hers");
        let waiting = transact!(site.app.db.read(), |tx| { remaining(tx, None).await }).expect("readable");
        assert_eq!(waiting.total, 0);
    }

    async fn a_thread_closes_by_its_age(site) {
        let article = article(site).await;
        let anna = site.person(&ANNA).await;
        let mut settings = (*site.app.settings()).clone();
        settings.threads_close_after_days = Some(3);
        site.app.use_settings(settings);
        write(site, &anna, article, None, "Am ersten Tag").await;
        site.advance_days(3);
        let refused = submit(&site.app, &anna, &form(article, None, "Am vierten Tag")).await;
        assert!(matches!(refused, Err(PostError::Closed(ClosedBecause::ByAge { days: 3 }))));
    }

    async fn where_nobody_waits_a_post_is_read_afterwards(site) {
        let article = article(site).await;
        let (anna, elif) = (site.person(&ANNA).await, site.person(&ELIF).await);
        set_posting(&site.app, &elif, article, Some(Posting::Post)).await.expect("an editor rules threads");
        let taken = write(site, &anna, article, None, "Sofort da").await;

        assert_eq!(taken.state, PostState::Published);
        assert_eq!(read(site, article).await.len(), 1);
        refuse(site, &CLARA, taken.post, "TC-OFFTOPIC", "Es geht um die Brücke.").await;
        wait_for_effect(site).await;
        assert!(read(site, article).await[0].1.contains("Am Thema vorbei"));
        assert!(site.letter_to(ANNA.email).await.subject.contains("entfernt"));
    }

    async fn too_long_a_post_says_by_how_much(site) {
        let article = article(site).await;
        let anna = site.person(&ANNA).await;
        let long = "ä".repeat(2_001);
        let refused = submit(&site.app, &anna, &form(article, None, &long)).await;
        assert!(matches!(refused, Err(PostError::TooLong { length: 2_001, limit: 2_000 })));
        assert!(matches!(submit(&site.app, &anna, &form(article, None, " \n ")).await, Err(PostError::Empty)));
    }
}
