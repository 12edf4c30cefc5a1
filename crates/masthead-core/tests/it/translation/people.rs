//! What people write stays, whatever engines and originals do.

use super::*;

both! {
    async fn what_a_person_wrote_survives(site) {
        let desk = Desk::new(site);
        let (engine, asked) = plain().free();
        let first = desk.translate(&forty(None), &[&engine]).await;
        let sentence = first.sentences[17].sentence.clone();
        desk.write(&sentence, "This is sentence 17, by hand.").await.expect("it is there");
        asked.questions();

        let again = desk.translate(&forty(None), &[&engine]).await;
        assert_eq!(again.sentences[17].target, "This is sentence 17, by hand.");
        assert!(matches!(again.sentences[17].origin, Origin::Human(_)));
        let neighbour_changed = desk.translate(&forty(Some(16)), &[&engine]).await;
        assert_eq!(neighbour_changed.sentences[17].target, "This is sentence 17, by hand.");
        assert_eq!(asked.sentences().len(), 1);
    }

    async fn a_sentence_that_changes_under_a_persons_words_is_stale_and_asks_nobody(site) {
        let desk = Desk::new(site);
        let (engine, asked) = plain().free();
        let first = desk.translate(&forty(None), &[&engine]).await;
        desk.write(&first.sentences[17].sentence, "This is sentence 17, by hand.").await.expect("it is there");
        asked.questions();

        let done = desk.translate(&forty(Some(17)), &[&engine]).await;
        assert_eq!(asked.sentences().len(), 0);
        assert_eq!((done.counts.stale, done.state), (1, TranslationState::Stale));
        assert_eq!(done.sentences[17].target, "This is sentence 17, by hand.");
        let piece = desk.sheet().await.pieces.remove(17);
        assert_eq!(piece.state, PieceState::Stale);
        assert_eq!(piece.stale.expect("since when").1, "Das ist der Satz 17 in diesem Text.");

        let editor = site.person(&ELIF).await;
        let sentence = done.sentences[17].sentence.clone();
        translation::let_go(&site.app, &editor, "article 7", &desk.to, &sentence).await.expect("it is there");
        let done = desk.translate(&forty(Some(17)), &[&engine]).await;
        assert_eq!(asked.sentences(), ["Hier wurde der Satz 17 umgeschrieben."]);
        assert_eq!((done.counts.stale, done.state), (0, TranslationState::Machine));
        // The original is put back: the person's words are still there.
        let back = desk.translate(&forty(None), &[&engine]).await;
        assert_eq!(back.sentences[17].target, "This is sentence 17, by hand.");
    }

    async fn a_stale_sentence_stands_as_long_as_the_site_says(site) {
        let desk = Desk::new(site);
        let (engine, asked) = plain().free();
        let first = desk.translate(&forty(None), &[&engine]).await;
        desk.write(&first.sentences[3].sentence, "By hand.").await.expect("it is there");
        asked.questions();
        let week = Duration::from_secs(7 * 86_400);
        let changed = forty(Some(3));
        let engines = [&engine];
        let run = || desk.translate_with(&changed, &[], &engines, |order| Order { stale_for: Some(week), ..order });
        assert_eq!(run().await.expect("done").counts.stale, 1);
        site.advance_days(6);
        assert_eq!(run().await.expect("done").counts.stale, 1);
        site.advance_days(2);
        let done = run().await.expect("done");
        assert_eq!((done.counts.stale, asked.sentences().len()), (0, 1));
    }

    async fn a_persons_sentence_has_the_placeholders_of_the_original(site) {
        let (desk, (engine, _)) = (Desk::new(site), plain().free());
        let done = desk.translate(&document("Der [Rat](/r) tagt."), &[&engine]).await;
        let id = done.sentences[0].sentence.clone();
        let refused = desk.write(&id, "The council sits.").await;
        assert!(matches!(refused, Err(TranslationError::Placeholder(_))), "{refused:?}");
        desk.write(&id, "The ⟦1⟧council⟦/1⟧ sits.").await.expect("it has them");
        let unknown = desk.write("s0000000", "x").await;
        assert!(matches!(unknown, Err(TranslationError::UnknownSentence(_))), "{unknown:?}");
    }

    async fn what_a_person_refused_is_never_used_again(site) {
        let desk = Desk::new(site);
        let article = document("Es regnet. Die Donau steigt.");
        let (engine, asked) = plain().free();
        let done = desk.translate(&article, &[&engine]).await;
        let editor = site.person(&ELIF).await;
        let sentence = done.sentences[0].sentence.clone();
        translation::block(&site.app, &editor, "article 7", &desk.to, &sentence).await.expect("a machine's");
        assert_eq!(desk.state().await, TranslationState::Partial);
        asked.questions();
        let done = desk.translate(&article, &[&engine]).await;
        assert_eq!((asked.sentences().len(), done.counts.missing), (0, 1));
        let (other, _) = Rehearsed::new("other", &[]).free();
        let done = desk.translate(&article, &[&engine, &other]).await;
        assert_eq!(done.sentences[0].origin, Origin::Asked("other".to_owned()));
    }

    async fn who_reviews_answers_for_these_words_and_no_others(site) {
        let desk = Desk::new(site);
        let (engine, _) = plain().free();
        let editor = site.person(&ELIF).await;
        desk.translate(&forty(None), &[&engine]).await;
        translation::review(&site.app, &editor, "article 7", &desk.to).await.expect("it is whole");
        let sheet = desk.sheet().await;
        assert_eq!(sheet.state, TranslationState::Reviewed);
        assert_eq!(sheet.reviewed.expect("somebody").0, editor.account);
        assert_eq!(desk.translate(&forty(None), &[&engine]).await.state, TranslationState::Reviewed);
        assert_eq!(desk.translate(&forty(Some(2)), &[&engine]).await.state, TranslationState::Stale);
        let missing = translation::review(&site.app, &editor, "article 9", &desk.to).await;
        assert!(matches!(missing, Err(TranslationError::Unknown(_))), "{missing:?}");
    }

    async fn what_somebody_writes_while_engines_are_asked_is_kept(site) {
        let desk = Desk::new(site);
        let (engine, _) = plain().free();
        let first = desk.translate(&forty(None), &[&engine]).await;
        let sentence = first.sentences[5].sentence.clone();
        let editor = site.person(&ELIF).await;
        let (app, to) = (site.app.clone(), desk.to.clone());
        let mut slow = plain();
        slow.meanwhile = Some(Box::new(move || {
            let (app, editor) = (app.clone(), editor.clone());
            let request = WriteSentence {
                article: "article 7".to_owned(),
                to: to.clone(),
                sentence: sentence.clone(),
                target: "Written meanwhile.".to_owned(),
                is_approved: false,
            };
            Box::pin(async move {
                translation::write_sentence(&app, &editor, &request).await.expect("it is there");
            })
        }));
        let (slow, asked) = slow.free();
        let done = desk.translate(&forty(Some(30)), &[&slow]).await;
        assert_eq!(asked.sentences().len(), 1);
        assert_eq!(done.sentences[5].target, "Written meanwhile.");
        assert_eq!(desk.sheet().await.pieces[5].target, "Written meanwhile.");
    }
}
