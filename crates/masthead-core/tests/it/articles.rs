//! Articles: drafting, saving, publishing, withdrawing, correcting, filing; and what readers get to see.

use std::time::Duration;

use masthead_core::articles::{
    self, ArticleError, Content, Correct, CorrectionKind, DeskQuery, Drafted, EditionState, FeedOf,
    Filing, Found, NewArticle, NewEdition, Publish, Save, Saved, SectionForm, Significance,
};
use masthead_core::kernel::{ArticleId, Lang, Person, Posting, SectionId};
use masthead_db::transact;
use masthead_testkit::cast::ELIF;
use masthead_testkit::{TestSite, both};
use masthead_text::from_markdown;

const HOUR: Duration = Duration::from_secs(3600);

fn content(headline: &str, body: &str) -> Content {
    Content {
        kicker: "Gemeinderat".to_owned(),
        headline: headline.to_owned(),
        lede: "Was beschlossen wurde.".to_owned(),
        place: "Ebersau".to_owned(),
        lead: None,
        body: from_markdown(body).document,
    }
}

async fn section(site: &TestSite, parent: Option<SectionId>, slug: &str) -> SectionId {
    let editor = site.person(&ELIF).await;
    let form = SectionForm {
        parent,
        slug: slug.to_owned(),
        names: vec![(Lang::De, slug.to_uppercase())],
        ..SectionForm::default()
    };
    articles::create_section(&site.app, &editor, &form)
        .await
        .expect("the section is new")
}

async fn draft_in(site: &TestSite, section: SectionId, headline: &str) -> Drafted {
    let editor = site.person(&ELIF).await;
    let filing = Filing {
        section,
        authors: vec![],
        topics: vec![],
    };
    let content = content(headline, "Ein Absatz.\n\nNoch einer.");
    let request = NewArticle {
        lang: Lang::De,
        slug: None,
        filing,
        content,
    };
    articles::create_draft(&site.app, &editor, &request)
        .await
        .expect("a draft can be begun")
}

async fn draft(site: &TestSite, headline: &str) -> (Person, Drafted) {
    let politics = section(site, None, "politik").await;
    (
        site.person(&ELIF).await,
        draft_in(site, politics, headline).await,
    )
}

async fn publish(site: &TestSite, drafted: Drafted) {
    let editor = site.person(&ELIF).await;
    let Drafted {
        edition, revision, ..
    } = drafted;
    let request = Publish {
        edition,
        revision,
        significance: Significance::Update,
    };
    articles::publish(&site.app, &editor, &request)
        .await
        .expect("it can be published");
}

async fn save_of(site: &TestSite, drafted: Drafted, content: Content) -> Save {
    let bench = bench(site, drafted).await;
    Save {
        edition: drafted.edition,
        made_on: bench.revision.0,
        content,
        filing: bench.filing,
        slug: Some(bench.slug).filter(|slug| !slug.is_empty()),
        state: None,
        embargo_until: bench.embargo_until,
        note: String::new(),
    }
}

async fn bench(site: &TestSite, drafted: Drafted) -> articles::Workbench {
    articles::workbench(&site.app, drafted.edition)
        .await
        .expect("readable")
        .expect("there")
}

async fn front(site: &TestSite) -> Vec<String> {
    let rows = articles::front_page(&site.app, Lang::De)
        .await
        .expect("readable");
    rows.into_iter().map(|row| row.headline).collect()
}

async fn found(site: &TestSite, lang: Lang, article: ArticleId) -> Found {
    articles::article_page(&site.app, lang, &article.short())
        .await
        .expect("readable")
}

/// Everything readers and machines can get at, as headlines.
async fn everywhere(site: &TestSite) -> Vec<String> {
    let app = &site.app;
    let now = app.now();
    let mut seen = front(site).await;
    let section = articles::section_page(app, Lang::De, "politik", 1)
        .await
        .expect("readable")
        .expect("there");
    seen.extend(section.1.rows.into_iter().map(|row| row.headline));
    let day =
        articles::archive_day(app, Lang::De, now.before(HOUR * 48), now.after(HOUR * 48)).await;
    seen.extend(day.expect("readable").into_iter().map(|row| row.headline));
    let feed = articles::feed(app, Lang::De, FeedOf::Site)
        .await
        .expect("readable");
    seen.extend(feed.into_iter().map(|row| row.headline));
    seen.extend(
        articles::news(app)
            .await
            .expect("readable")
            .into_iter()
            .map(|row| row.headline),
    );
    let addresses = articles::site_addresses(app, 100, 0)
        .await
        .expect("readable");
    seen.extend(addresses.into_iter().map(|row| row.slug));
    seen
}

/// A picture of which nobody has said whose it is.
async fn picture_of_nobody(site: &TestSite) -> articles::StoredPicture {
    let mut file = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(32, 20)
        .write_to(&mut file, image::ImageFormat::Png)
        .expect("a picture can be written");
    let (bytes, rights) = (file.into_inner().into(), articles::Rights::default());
    let request = articles::StorePicture {
        bytes,
        rights,
        by: None,
    };
    articles::store_picture(&site.app, &request)
        .await
        .expect("it is a picture")
}

both! {
    async fn a_picture_that_names_nobody_is_not_published(site) {
        let (editor, drafted) = draft(site, "Budget beschlossen").await;
        let picture = picture_of_nobody(site).await;
        let lead = Some(articles::Lead { media: picture.id, caption: None });
        let led = Content { lead, ..content("Budget beschlossen", "Ein Absatz.") };
        let save = save_of(site, drafted, led).await;
        let Ok(Saved::Done(revision)) = articles::save_revision(&site.app, &editor, &save).await else {
            panic!("nobody was in the way")
        };
        let request = Publish { edition: drafted.edition, revision, significance: Significance::Update };
        let refused = articles::publish(&site.app, &editor, &request).await;
        assert!(matches!(refused, Err(ArticleError::NoCredit(short)) if short == picture.short));
        let later = site.app.now().after(HOUR);
        let refused = articles::schedule(&site.app, &editor, drafted.edition, later).await;
        assert!(matches!(refused, Err(ArticleError::NoCredit(_))), "{refused:?}");
        let named = format!("Ein Absatz.\n\n![Bild](media:{} \"Text | Zoe Zeder\")", picture.short);
        let save = save_of(site, drafted, content("Budget beschlossen", &named)).await;
        let Ok(Saved::Done(revision)) = articles::save_revision(&site.app, &editor, &save).await else {
            panic!("nobody was in the way")
        };
        publish(site, Drafted { revision, ..drafted }).await;
    }

    async fn a_draft_is_seen_by_nobody_outside(site) {
        let (_, drafted) = draft(site, "Budget beschlossen").await;
        assert_eq!(everywhere(site).await, Vec::<String>::new());
        assert!(matches!(found(site, Lang::De, drafted.article).await, Found::Nothing));
    }

    async fn a_published_article_is_found_everywhere_once(site) {
        let (_, drafted) = draft(site, "Budget beschlossen").await;
        publish(site, drafted).await;
        let mut seen = everywhere(site).await;
        assert_eq!(seen.pop().as_deref(), Some("budget-beschlossen"));
        assert_eq!(seen, ["Budget beschlossen"; 5]);
        let Found::Here(page) = found(site, Lang::De, drafted.article).await else { panic!("it is published") };
        assert_eq!(page.document.blocks.len(), 2);
        assert_eq!(page.row.published_at, Some(site.app.now()));
        assert_eq!(site.events().await.last().map(String::as_str), Some("article_published"));
    }

    async fn an_article_without_a_headline_is_not_published(site) {
        let (editor, drafted) = draft(site, "  ").await;
        let Drafted { edition, revision, .. } = drafted;
        let request = Publish { edition, revision, significance: Significance::Update };
        let refused = articles::publish(&site.app, &editor, &request).await;
        assert!(matches!(refused, Err(ArticleError::NoHeadline)), "{refused:?}");
    }

    async fn saving_does_not_change_what_readers_see_until_it_is_published(site) {
        let (editor, drafted) = draft(site, "Budget beschlossen").await;
        publish(site, drafted).await;
        let save = save_of(site, drafted, content("Budget abgelehnt", "Ein Absatz.")).await;
        let Ok(Saved::Done(revision)) = articles::save_revision(&site.app, &editor, &save).await else {
            panic!("nobody was in the way")
        };
        assert_eq!(front(site).await, ["Budget beschlossen"]);
        assert!(bench(site, drafted).await.published_revision != Some(revision));
        publish(site, Drafted { revision, ..drafted }).await;
        assert_eq!(front(site).await, ["Budget abgelehnt"]);
    }

    async fn who_saves_second_is_shown_both_texts_and_loses_none(site) {
        let (editor, drafted) = draft(site, "Budget beschlossen").await;
        let mine = save_of(site, drafted, content("Meine Fassung", "Mein Absatz.")).await;
        let theirs = save_of(site, drafted, content("Ihre Fassung", "Ihr Absatz.")).await;
        articles::save_revision(&site.app, &editor, &theirs).await.expect("the first goes through");
        let second = articles::save_revision(&site.app, &editor, &mine).await.expect("an expected answer");
        let Saved::Collision(text) = second else { panic!("somebody saved in between") };
        assert_eq!(text.content.headline, "Ihre Fassung");
        assert_eq!(text.number, 2);
        assert_eq!(bench(site, drafted).await.revisions.len(), 2);
        let again = Save { made_on: text.revision, ..mine };
        let saved = articles::save_revision(&site.app, &editor, &again).await.expect("made on the newest");
        assert!(matches!(saved, Saved::Done(_)));
        assert_eq!(bench(site, drafted).await.content.headline, "Meine Fassung");
    }

    async fn saving_the_same_again_makes_no_revision(site) {
        let (editor, drafted) = draft(site, "Budget beschlossen").await;
        let save = save_of(site, drafted, bench(site, drafted).await.content).await;
        let saved = articles::save_revision(&site.app, &editor, &save).await.expect("nothing in the way");
        assert!(matches!(saved, Saved::Done(revision) if revision == drafted.revision));
    }

    async fn blocks_keep_their_names_when_a_paragraph_is_put_between_them(site) {
        let (editor, drafted) = draft(site, "Budget beschlossen").await;
        let before = bench(site, drafted).await.content.body;
        let longer = content("Budget beschlossen", "Ein Absatz.\n\nDazwischen.\n\nNoch einer.");
        let save = save_of(site, drafted, longer).await;
        articles::save_revision(&site.app, &editor, &save).await.expect("nothing in the way");
        let after = bench(site, drafted).await.content.body;
        assert_eq!(before.blocks[0].id, after.blocks[0].id);
        assert_eq!(before.blocks[1].id, after.blocks[2].id);
    }

    async fn a_comma_does_not_move_the_clock_and_a_fact_does(site) {
        let (editor, drafted) = draft(site, "Budget beschlossen").await;
        publish(site, drafted).await;
        let first = bench(site, drafted).await;
        site.advance(HOUR);
        let Drafted { edition, revision, .. } = drafted;
        let minor = Publish { edition, revision, significance: Significance::Minor };
        articles::publish(&site.app, &editor, &minor).await.expect("published again");
        assert_eq!(bench(site, drafted).await.updated_at, first.updated_at);
        let update = Publish { significance: Significance::Update, ..minor };
        site.advance(HOUR);
        articles::publish(&site.app, &editor, &update).await.expect("published again");
        let after = bench(site, drafted).await;
        assert_eq!(after.published_at, first.published_at);
        assert_eq!(after.updated_at, Some(site.app.now()));
    }

    async fn an_embargo_is_stronger_than_publishing_and_scheduling(site) {
        let (editor, drafted) = draft(site, "Noch geheim").await;
        let until = site.app.now().after(HOUR * 3);
        let save = save_of(site, drafted, bench(site, drafted).await.content).await;
        let save = Save { embargo_until: Some(until), ..save };
        articles::save_revision(&site.app, &editor, &save).await.expect("nothing in the way");
        let Drafted { edition, revision, .. } = drafted;
        let request = Publish { edition, revision, significance: Significance::Update };
        let refused = articles::publish(&site.app, &editor, &request).await;
        assert!(matches!(refused, Err(ArticleError::Embargoed(at)) if at == until), "{refused:?}");
        let too_early = articles::schedule(&site.app, &editor, edition, site.app.now().after(HOUR)).await;
        assert!(matches!(too_early, Err(ArticleError::Embargoed(_))), "{too_early:?}");
        assert_eq!(everywhere(site).await, Vec::<String>::new());
        site.advance(HOUR * 3);
        publish(site, drafted).await;
        assert_eq!(front(site).await, ["Noch geheim"]);
    }

    async fn a_scheduled_article_publishes_itself_at_its_time_and_only_then(site) {
        let (editor, drafted) = draft(site, "Morgen früh").await;
        let at = site.app.now().after(HOUR);
        articles::schedule(&site.app, &editor, drafted.edition, at).await.expect("it can be scheduled");
        articles::publish_scheduled(&site.app, drafted.edition, at.after(HOUR)).await.expect("an old order");
        assert_eq!(bench(site, drafted).await.state, EditionState::Scheduled);
        site.advance(HOUR);
        articles::publish_scheduled(&site.app, drafted.edition, at).await.expect("its time has come");
        articles::publish_scheduled(&site.app, drafted.edition, at).await.expect("twice does no harm");
        let bench = bench(site, drafted).await;
        assert_eq!((bench.state, bench.published_at), (EditionState::Published, Some(at)));
    }

    async fn a_time_that_is_over_is_no_schedule(site) {
        let (editor, drafted) = draft(site, "Gestern").await;
        let refused = articles::schedule(&site.app, &editor, drafted.edition, site.app.now()).await;
        assert!(matches!(refused, Err(ArticleError::InThePast)), "{refused:?}");
    }

    async fn a_withdrawn_article_is_gone_and_can_come_back(site) {
        let (editor, drafted) = draft(site, "Budget beschlossen").await;
        let too_early = articles::withdraw(&site.app, &editor, drafted.edition, "nie erschienen").await;
        assert!(matches!(too_early, Err(ArticleError::Impossible(_))), "{too_early:?}");
        publish(site, drafted).await;
        articles::withdraw(&site.app, &editor, drafted.edition, "falsche Person").await.expect("it is published");
        assert!(matches!(found(site, Lang::De, drafted.article).await, Found::Gone));
        assert_eq!(everywhere(site).await, Vec::<String>::new());
        publish(site, drafted).await;
        assert_eq!(front(site).await, ["Budget beschlossen"]);
    }

    async fn an_earlier_revision_comes_back_as_a_new_one(site) {
        let (editor, drafted) = draft(site, "Erste Fassung").await;
        let save = save_of(site, drafted, content("Zweite Fassung", "Anders.")).await;
        articles::save_revision(&site.app, &editor, &save).await.expect("nothing in the way");
        let restored = articles::restore_revision(&site.app, &editor, drafted.edition, drafted.revision).await;
        let bench = bench(site, drafted).await;
        assert_eq!(bench.content.headline, "Erste Fassung");
        assert_eq!(bench.revision, (restored.expect("it is one of its own"), 3));
        let both = articles::compare(&site.app, drafted.edition, bench.revision.0, save.made_on).await;
        assert_eq!(both.expect("both are its own").earlier.0, 1);
    }

    async fn a_correction_stands_with_the_article_and_among_all_corrections(site) {
        let (editor, drafted) = draft(site, "Budget beschlossen").await;
        let correct = |text: &str| Correct {
            edition: drafted.edition,
            kind: CorrectionKind::Correction,
            text: text.to_owned(),
        };
        let unseen = articles::correct(&site.app, &editor, &correct("Es waren neun.")).await;
        assert!(matches!(unseen, Err(ArticleError::Impossible(_))), "{unseen:?}");
        publish(site, drafted).await;
        let empty = articles::correct(&site.app, &editor, &correct("  ")).await;
        assert!(matches!(empty, Err(ArticleError::NoText)), "{empty:?}");
        articles::correct(&site.app, &editor, &correct("Es waren neun, nicht acht.")).await.expect("it is published");
        let Found::Here(page) = found(site, Lang::De, drafted.article).await else { panic!("it is published") };
        assert_eq!(page.corrections[0].text, "Es waren neun, nicht acht.");
        let all = articles::corrections_page(&site.app, Lang::De, 1).await.expect("readable");
        assert_eq!(all.rows[0].headline, "Budget beschlossen");
    }

    async fn an_edition_in_another_language_leads_to_the_original_and_back(site) {
        let (editor, drafted) = draft(site, "Budget beschlossen").await;
        publish(site, drafted).await;
        let elsewhere = found(site, Lang::En, drafted.article).await;
        assert!(matches!(elsewhere, Found::Elsewhere(Lang::De, path) if path.starts_with("/politik/budget-beschlossen-")));
        let content = content("Budget passed", "A paragraph.");
        let english = NewEdition { article: drafted.article, lang: Lang::En, slug: None, content };
        let added = articles::add_edition(&site.app, Some(&editor), &english).await.expect("the first in English");
        let twice = articles::add_edition(&site.app, Some(&editor), &english).await;
        assert!(matches!(twice, Err(ArticleError::LanguageTaken)), "{twice:?}");
        publish(site, added).await;
        let Found::Here(page) = found(site, Lang::En, drafted.article).await else { panic!("it is published") };
        let langs: Vec<_> = page.editions.iter().map(|it| (it.lang, it.is_original)).collect();
        assert_eq!(langs, [(Lang::En, false), (Lang::De, true)]);
        assert_eq!(articles::site_address_count(&site.app).await.expect("readable"), 2);
    }

    async fn authors_and_topics_stand_in_the_order_they_were_given(site) {
        let (editor, drafted) = draft(site, "Budget beschlossen").await;
        let (second, first) = (
            articles::create_author(&site.app, &editor, "Anna Ahorn", "Schreibt.").await.expect("new"),
            articles::create_author(&site.app, &editor, "Zoe Zeder", "").await.expect("new"),
        );
        let topic = articles::create_topic(&site.app, &editor, "Öffentlicher Verkehr").await.expect("new");
        let twice = articles::create_topic(&site.app, &editor, "öffentlicher verkehr").await;
        assert!(matches!(twice, Err(ArticleError::SlugTaken(slug)) if slug == "oeffentlicher-verkehr"));
        let save = save_of(site, drafted, bench(site, drafted).await.content).await;
        let filing = Filing { authors: vec![first, second], topics: vec![topic], ..save.filing.clone() };
        articles::save_revision(&site.app, &editor, &Save { filing, ..save }).await.expect("nothing in the way");
        publish(site, drafted).await;
        let Found::Here(page) = found(site, Lang::De, drafted.article).await else { panic!("it is published") };
        let names: Vec<_> = page.authors.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["Zoe Zeder", "Anna Ahorn"]);
        let of_topic = articles::topic_page(&site.app, Lang::De, "oeffentlicher-verkehr", 1).await.expect("readable");
        assert_eq!(of_topic.expect("there").1.rows.len(), 1);
        let of_author = articles::feed(&site.app, Lang::De, FeedOf::Author("anna-ahorn")).await.expect("readable");
        assert_eq!(of_author[0].authors.as_deref(), Some("Zoe Zeder, Anna Ahorn"));
    }

    async fn a_section_shows_what_lies_below_it(site) {
        let politics = section(site, None, "politik").await;
        let town = section(site, Some(politics), "gemeinde").await;
        publish(site, draft_in(site, town, "Im Rathaus").await).await;
        let page = articles::section_page(&site.app, Lang::De, "politik", 1).await.expect("readable").expect("there");
        assert_eq!(page.1.rows[0].section_path, "politik/gemeinde");
        assert!(articles::section_page(&site.app, Lang::De, "sport", 1).await.expect("readable").is_none());
    }

    async fn a_section_that_moves_takes_everything_along_and_leaves_a_way(site) {
        let politics = section(site, None, "politik").await;
        let town = section(site, Some(politics), "gemeinde").await;
        let editor = site.person(&ELIF).await;
        let form = SectionForm { slug: "stadt".to_owned(), ..SectionForm::default() };
        articles::change_section(&site.app, &editor, politics, &form).await.expect("the address is free");
        let leads = articles::where_leads(&site.app, Lang::De, "/politik/gemeinde").await.expect("readable");
        assert_eq!(leads, Some((Lang::De, "/stadt/gemeinde".to_owned())));
        let circle = SectionForm { parent: Some(town), slug: "stadt".to_owned(), ..SectionForm::default() };
        let refused = articles::change_section(&site.app, &editor, politics, &circle).await;
        assert!(matches!(refused, Err(ArticleError::Circle)), "{refused:?}");
        let used = articles::delete_section(&site.app, &editor, politics).await;
        assert!(matches!(used, Err(ArticleError::InUse)), "{used:?}");
        articles::delete_section(&site.app, &editor, town).await.expect("nothing belongs to it");
    }

    async fn siblings_have_different_addresses_and_cousins_may_share(site) {
        let (politics, culture) = (section(site, None, "politik").await, section(site, None, "kultur").await);
        section(site, Some(politics), "wien").await;
        section(site, Some(culture), "wien").await;
        let editor = site.person(&ELIF).await;
        let form = SectionForm { parent: Some(culture), slug: "wien".to_owned(), ..SectionForm::default() };
        let refused = articles::create_section(&site.app, &editor, &form).await;
        assert!(matches!(refused, Err(ArticleError::SlugTaken(path)) if path == "kultur/wien"));
    }

    async fn the_nearest_section_says_who_waits(site) {
        let politics = section(site, None, "politik").await;
        let town = section(site, Some(politics), "gemeinde").await;
        let editor = site.person(&ELIF).await;
        let drafted = draft_in(site, town, "Im Rathaus").await;
        let form = SectionForm {
            slug: "politik".to_owned(),
            posting: Some(Posting::Trusted),
            threads_close_after_days: Some(14),
            ..SectionForm::default()
        };
        articles::change_section(&site.app, &editor, politics, &form).await.expect("nothing in the way");
        let settings = transact!(site.app.db.read(), |tx| { articles::thread_settings(tx, drafted.article).await });
        let settings = settings.expect("readable");
        assert_eq!((settings.posting, settings.close_after_days), (Some(Posting::Trusted), Some(14)));
        assert_eq!(settings.published_at, None);
    }

    async fn what_an_editor_placed_comes_before_what_is_new(site) {
        let politics = section(site, None, "politik").await;
        let mut drafted = Vec::new();
        for headline in ["Alt", "Mittel", "Neu"] {
            drafted.push(draft_in(site, politics, headline).await);
            publish(site, drafted[drafted.len() - 1]).await;
            site.advance(HOUR);
        }
        assert_eq!(front(site).await, ["Neu", "Mittel", "Alt"]);
        let editor = site.person(&ELIF).await;
        articles::place(&site.app, &editor, &[drafted[0].article, drafted[2].article]).await.expect("all are there");
        assert_eq!(front(site).await, ["Alt", "Neu", "Mittel"]);
        assert_eq!(articles::placements(&site.app).await.expect("readable")[0].headline, "Alt");
        articles::place(&site.app, &editor, &[]).await.expect("nothing can be placed");
        assert_eq!(front(site).await, ["Neu", "Mittel", "Alt"]);
    }

    async fn the_newsroom_finds_articles_by_state_and_word(site) {
        let politics = section(site, None, "politik").await;
        publish(site, draft_in(site, politics, "Budget beschlossen").await).await;
        draft_in(site, politics, "Brücke gesperrt").await;
        let list = |state, words: &str| {
            let query = DeskQuery { state, words: words.to_owned(), ..DeskQuery::default() };
            async move { articles::desk_list(&site.app, Lang::De, &query).await.expect("readable") }
        };
        assert_eq!(list(None, "").await.rows.len(), 2);
        assert_eq!(list(Some(EditionState::Draft), "").await.rows[0].headline, "Brücke gesperrt");
        assert_eq!(list(None, "BRÜCKE").await.rows.len(), 1);
        assert_eq!(list(None, "100 %").await.rows.len(), 0);
        let counts = list(None, "").await.counts;
        assert_eq!(counts[0], (EditionState::Draft, 1));
        assert_eq!(counts[4], (EditionState::Published, 1));
        let culture = section(site, None, "kultur").await;
        draft_in(site, culture, "Chor probt").await;
        let query = DeskQuery { section: "kultur".to_owned(), ..DeskQuery::default() };
        let there = articles::desk_list(&site.app, Lang::De, &query).await.expect("readable");
        assert_eq!((there.rows.len(), there.counts[0].1, there.counts[4].1), (1, 1, 0), "the counts are those of the list");
    }

    async fn the_list_of_revisions_says_who_saved_each(site) {
        let politics = section(site, None, "politik").await;
        let drafted = draft_in(site, politics, "Brücke gesperrt").await;
        let bench = articles::workbench(&site.app, drafted.edition).await.expect("readable").expect("it is there");
        assert_eq!(bench.revisions[0].saved_by_name, ELIF.display_name);
    }
}
