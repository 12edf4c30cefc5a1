//! Who is asked for what: nobody twice, and only within the budget.

use super::*;

both! {
    async fn an_unchanged_article_asks_nobody_anything(site) {
        let (desk, article) = (Desk::new(site), forty(None));
        let (engine, asked) = plain().free();
        let first = desk.translate(&article, &[&engine]).await;
        assert_eq!((first.counts.asked, first.counts.sent), (40, 40));
        assert_eq!(asked.sentences().len(), 40);
        let second = desk.translate(&article, &[&engine]).await;
        assert_eq!(asked.sentences(), Vec::<String>::new());
        assert_eq!((second.counts.remembered, second.counts.sent), (40, 0));
        assert_eq!(second.document, first.document);
        // Not even an engine is needed.
        desk.translate(&article, &[]).await;
    }

    async fn one_changed_sentence_of_forty_asks_for_one(site) {
        let desk = Desk::new(site);
        let (engine, asked) = plain().free();
        desk.translate(&forty(None), &[&engine]).await;
        asked.questions();
        let done = desk.translate(&forty(Some(17)), &[&engine]).await;
        assert_eq!(asked.sentences(), ["Hier wurde der Satz 17 umgeschrieben."]);
        assert_eq!((done.counts.asked, done.counts.remembered), (1, 39));
        assert_eq!(done.state, TranslationState::Machine);
    }

    async fn only_where_words_are_marked_is_it_asked_which_comes_from_which(site) {
        let (desk, (engine, asked)) = (Desk::new(site), plain().free());
        desk.translate(&document("Es **regnet**. Die Donau steigt."), &[&engine]).await;
        assert_eq!(asked.sentences().len(), 2);
        let marked = asked.to_align();
        assert!(marked.len() == 1 && marked[0].contains("regnet"), "{marked:?}");
    }

    async fn another_article_with_the_same_sentence_asks_nobody_for_it(site) {
        let (desk, (engine, asked)) = (Desk::new(site), plain().free());
        desk.translate(&document("Es regnet. Die Donau steigt."), &[&engine]).await;
        asked.questions();
        let other = document("Die Donau steigt. Niemand schläft.");
        let article = Article { name: "article 8", lines: &[], document: &other };
        let engines = [&engine];
        let order = Order::new(article, &desk.from, &desk.to, &engines);
        translation::translate(&site.app, &order, &mut |_| ()).await.expect("it can be translated");
        assert_eq!(asked.sentences(), ["Niemand schläft."]);
    }

    async fn an_interrupted_translation_asks_only_for_the_rest(site) {
        let (desk, article) = (Desk::new(site), forty(None));
        let mut tired = plain();
        tired.patience = 2;
        let (tired, asked) = tired.free();
        let first = desk.translate(&article, &[&tired]).await;
        assert_eq!((first.counts.asked, first.counts.missing), (20, 20));
        assert_eq!(first.state, TranslationState::Partial);
        assert_eq!(first.untranslated.len(), 20);
        assert!(first.has_errors());
        assert_eq!(first.failures[0].why, EngineError::Quota { until: None });
        assert_eq!(first.failures[0].sentences, 10, "the first question that failed was the last");
        let marked = &first.untranslated[0];
        let place = first.document.passages().into_iter().find(|it| marked.place.starts_with(it.block.as_str()));
        let text = place.expect("the place is there").words.text();
        assert_eq!(&text[marked.range.clone()], "Das ist der Satz 20 in diesem Text.");

        asked.questions();
        let (rested, asked) = plain().free();
        let second = desk.translate(&article, &[&rested]).await;
        assert_eq!(asked.sentences().len(), 20);
        assert_eq!(second.state, TranslationState::Machine);
        assert!(second.untranslated.is_empty() && !second.has_errors(), "{:?}", second.report);
    }

    async fn a_crash_in_the_middle_bills_nothing_twice(site) {
        let (desk, article) = (Desk::new(site), forty(None));
        let terms = HashMap::from([("rehearsed".to_owned(), Terms::default())]);
        let ledger = Arc::new(Ledger::new(&site.app, None, terms));
        let stop = Arc::new(tokio::sync::Notify::new());
        let mut stopped = plain();
        let (count, notify) = (std::sync::atomic::AtomicUsize::new(0), stop.clone());
        stopped.meanwhile = Some(Box::new(move || {
            let nth = count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            let notify = notify.clone();
            Box::pin(async move {
                if nth == 2 {
                    notify.notify_one();
                    std::future::pending::<()>().await;
                }
            })
        }));
        let (stopped, _) = stopped.on(ledger.clone());
        // The program ends while the third question is under way.
        let engines = [&stopped];
        tokio::select! {
            () = stop.notified() => {}
            _ = desk.translate(&article, &engines) => panic!("it does not come to its end"),
        }
        let (engine, asked) = plain().on(ledger);
        let done = desk.translate(&article, &[&engine]).await;
        assert_eq!(asked.sentences().len(), 20, "two of four questions were stored");
        assert_eq!(done.counts.missing, 0);
        let costs = cost_of_article(&site.app, "article 7").await.expect("it can be read");
        let sentences: usize = done.sentences.iter().map(|it| it.source.chars().count()).sum();
        let third: usize = done.sentences[20..30].iter().map(|it| it.source.chars().count()).sum();
        assert_eq!((costs[0].calls, costs[0].open_calls), (5, 1));
        assert_eq!(costs[0].chars, (sentences + third) as u64, "only what nobody knows counts twice");
    }

    async fn a_second_engine_takes_over_where_the_budget_ends(site) {
        let (desk, article) = (Desk::new(site), forty(None));
        let allowance = Allowance { article: Some(400), ..Allowance::default() };
        let terms = HashMap::from([("rehearsed".to_owned(), Terms { allowance, price_micros: 0 })]);
        let ledger = Arc::new(Ledger::new(&site.app, None, terms));
        let (first, first_asked) = plain().on(ledger.clone());
        let (second, second_asked) = Rehearsed::new("second", &[]).on(ledger);
        let done = desk.translate(&article, &[&first, &second]).await;
        assert_eq!((first_asked.sentences().len(), second_asked.sentences().len()), (10, 30));
        assert_eq!(done.counts.missing, 0);

        let again = desk.translate_with(&forty(Some(1)), &[], &[&first, &second], |order| Order {
            least: Some(Quality::Best),
            ..order
        }).await;
        assert!(matches!(again, Err(TranslationError::NoEngine { .. })), "{again:?}");
        let at_home = desk.translate_with(&forty(Some(1)), &[], &[&first], |order| Order {
            stays_in_house: true,
            ..order
        }).await;
        assert!(matches!(at_home, Err(TranslationError::NoEngine { .. })), "{at_home:?}");
    }

    async fn nonsense_is_asked_of_the_next_engine(site) {
        let desk = Desk::new(site);
        let article = document("Die Donau ist seit Mitternacht um einen Meter gestiegen. Niemand schläft.");
        let (lost, _) = Rehearsed::new("lost", &[(
            "Die Donau ist seit Mitternacht um einen Meter gestiegen.",
            "the the the the the the the the the the the the",
        )]).free();
        let (other, asked) = Rehearsed::new("other", &[]).free();
        let done = desk.translate(&article, &[&lost, &other]).await;
        assert_eq!(asked.sentences().len(), 1);
        assert_eq!(done.sentences[0].origin, Origin::Asked("other".to_owned()));
        assert_eq!(done.sentences[1].origin, Origin::Asked("lost".to_owned()));
    }

    async fn without_an_engine_there_is_only_what_is_known(site) {
        let desk = Desk::new(site);
        let refused = desk.try_translate(&document("Es regnet."), &[]).await;
        assert!(matches!(refused, Err(TranslationError::NoEngine { .. })), "{refused:?}");
        let mut same = Desk::new(site);
        same.to = tag("de-AT");
        let refused = same.try_translate(&document("Es regnet."), &[]).await;
        assert!(matches!(refused, Err(TranslationError::SameLanguage(_))), "{refused:?}");
    }

    async fn what_nobody_uses_is_forgotten_and_what_stands_is_not(site) {
        let (desk, (engine, asked)) = (Desk::new(site), plain().free());
        desk.translate(&document("Es regnet. Die Donau steigt."), &[&engine]).await;
        desk.translate(&document("Es regnet."), &[&engine]).await;
        site.advance_days(40);
        assert_eq!(translation::forget_unused(&site.app, site.app.now()).await.expect("done"), 1);
        asked.questions();
        desk.translate(&document("Es regnet."), &[&engine]).await;
        assert_eq!(asked.sentences().len(), 0);
    }
}
