//! The words of the article and of the house: places, links, terms, names, captions.

use super::*;

both! {
    async fn a_sentence_that_stands_twice_is_asked_for_once(site) {
        let (desk, (engine, asked)) = (Desk::new(site), plain().free());
        let article = "![](/a.jpg \"Die Donau bei Lindach am Montag\")\n\nNein. Nein.\n\n\
                       ![](/b.jpg \"Die Donau bei Lindach, am Montag.\")\n";
        let done = desk.translate(&document(article), &[&engine]).await;
        assert_eq!(asked.sentences(), ["Die Donau bei Lindach am Montag", "Nein."]);
        assert_eq!(done.doubles.len(), 1);
        let text = done.document.plain_text();
        assert_eq!(text.matches("to Die Donau bei Lindach").count(), 2, "{text}");
    }

    async fn blocks_keep_their_ids_and_links_their_places(site) {
        let (desk, (engine, _)) = (Desk::new(site), plain().free());
        let article = document("## Zwischentitel\n\nDer **Rat** sagt [nein](https://a.example/x).\n\n- eins\n- zwei\n");
        let done = desk.translate(&article, &[&engine]).await;
        let ids = |document: &Document| document.blocks.iter().map(|it| it.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&done.document), ids(&article));
        let html = html(&done.document);
        assert!(html.contains("to Der <strong>Rat</strong> sagt <a href=\"https://a.example/x\""), "{html:?}");
    }

    async fn a_link_that_an_engine_loses_is_found_by_its_words(site) {
        let desk = Desk::new(site);
        let (engine, asked) = Rehearsed::new("rehearsed", &[
            ("Laut ⟦1⟧dem Bericht⟦/1⟧ nicht.", "Not so, says the report."),
            ("dem Bericht", "the report"),
        ]).free();
        let article = document("Laut [dem Bericht](https://a.example/b) nicht.");
        let done = desk.translate(&article, &[&engine]).await;
        assert!(html(&done.document).contains("says <a href=\"https://a.example/b\" rel=\"noopener\">the report</a>"));
        assert_eq!(asked.sentences().len(), 2);
        let again = desk.translate(&article, &[&engine]).await;
        assert_eq!(again.document, done.document);
        assert_eq!(asked.sentences().len(), 0, "the words of the link are remembered too");
    }

    async fn a_change_of_the_glossary_touches_only_its_sentences(site) {
        let desk = Desk::new(site);
        let (engine, asked) = plain().free();
        let article = document("Der Landtag tagt. Die Donau steigt. Des Landtags Tor ist zu. Niemand schläft.");
        desk.translate(&article, &[&engine]).await;
        asked.questions();
        assert_eq!(desk.set_term("Landtag", "state parliament").await, 1);
        assert_eq!(desk.set_term("Landtag", "state parliament").await, 1, "nothing changed");
        let done = desk.translate(&article, &[&engine]).await;
        assert_eq!(asked.sentences(), ["Der Landtag tagt.", "Des Landtags Tor ist zu."]);
        assert_eq!(done.sentences[0].target, "to Der state parliament tagt.");

        assert_eq!(desk.set_term("Semmering", "Semmering").await, 2);
        desk.translate(&article, &[&engine]).await;
        assert_eq!(asked.sentences().len(), 0, "the term does not occur");
        let editor = site.person(&ELIF).await;
        let dropped = translation::drop_term(&site.app, &editor, &desk.from, &desk.to, "Landtag").await;
        assert!(dropped.expect("it was in"));
        desk.translate(&article, &[&engine]).await;
        assert_eq!(asked.sentences().len(), 0, "what was said without the term is remembered");
        assert_eq!(translation::revision(&site.app, &desk.from, &desk.to).await.expect("a number"), 3);
    }

    async fn one_person_has_one_name(site) {
        let desk = Desk::new(site);
        let (engine, asked) = Rehearsed::new("rehearsed", &[
            ("Präsident Selenskyj kam nach Wien.", "President Zelenskyi came to Vienna."),
            ("Selenskyj sprach vor dem Rat.", "Zelensky spoke before the council."),
            ("Später reiste Selenskyj ab.", "Later, Zelenskyy left."),
        ]).free();
        let article = document("Präsident Selenskyj kam nach Wien. Selenskyj sprach vor dem Rat. Später reiste Selenskyj ab.\n\n\
                                > Ja, heute.\n>\n> — Wolodymyr Selenskyj, Präsident\n");
        let done = desk.translate(&article, &[&engine]).await;
        assert_eq!(done.report.found.iter().filter(|it| it.check.code() == "name").count(), 0);
        assert!(!done.names.is_empty());

        let mut forms = BTreeMap::new();
        forms.insert(tag("de"), "Selenskyj".to_owned());
        forms.insert(tag("en"), "Zelenskyy".to_owned());
        let name = KeepName { id: None, kind: EntityKind::Person, is_never_translated: false, forms };
        let editor = site.person(&ELIF).await;
        translation::keep_name(&site.app, &editor, &name).await.expect("a name");
        asked.questions();
        let done = desk.translate(&article, &[&engine]).await;
        assert_eq!(asked.sentences().len(), 3, "only sentences with the name");
        let text = done.document.plain_text();
        assert_eq!(text.matches("Zelenskyy").count(), 4, "{text}");
        assert_eq!(translation::list_names(&site.app).await.expect("a list").len(), 1);
    }

    async fn the_headline_is_translated_and_gives_context(site) {
        let desk = Desk::new(site);
        let mut engine = plain();
        engine.abilities.unit = Unit::Paragraph;
        let (engine, asked) = engine.free();
        let lines = [Line { name: "headline".to_owned(), words: Inline::plain("Die Donau steigt") }];
        let article = document("Es regnet. Niemand schläft.\n\nMorgen auch.");
        let done = desk.translate_with(&article, &lines, &[&engine], |order| order).await.expect("done");
        assert_eq!(done.lines[0].words.text(), "to Die Donau steigt");
        assert_eq!(asked.questions().len(), 3, "a question for each paragraph");
    }

    async fn a_broken_sentence_can_stand_in_the_original(site) {
        let desk = Desk::new(site);
        let says = [("Der Bau kostet 12 Millionen Euro.", "The building costs 21 million euros.")];
        let (engine, _) = Rehearsed::new("rehearsed", &says).free();
        let article = document("Der Bau kostet 12 Millionen Euro. Niemand zahlt.");
        let kept = desk.translate(&article, &[&engine]).await;
        assert!(kept.has_errors() && kept.untranslated.is_empty());
        assert!(kept.document.plain_text().contains("21 million"));
        let original = desk.translate_with(&article, &[], &[&engine], |order| Order {
            broken: Broken::InOriginal,
            ..order
        }).await.expect("done");
        assert_eq!(original.untranslated.len(), 1);
        assert!(original.document.plain_text().starts_with("Der Bau kostet 12 Millionen Euro. to Niemand"));
    }

    async fn a_whole_article_comes_out_as_a_newspaper_would_print_it(site) {
        let desk = Desk::new(site);
        let (engine, _) = Rehearsed::new("rehearsed", &[
            ("Selenskyj reist nach Wien", "Zelenskyi travels to Vienna"),
            ("Präsident Wolodymyr Selenskyj traf am 14. März um 15 Uhr 120 Abgeordnete.",
             "President Volodymyr Zelenskyy met 120 members on 14 March at 3 p.m."),
            ("Der ⟦1⟧Bericht⟦/1⟧ nennt 2,4 Mio. Euro.", "The ⟦1⟧report⟦/1⟧ speaks of €2.4 million."),
            ("Selenskyj und die Abgeordneten am Montag in Wien", "Selenskyj and the members in Vienna on Monday"),
            ("Präsident", "president"),
            ("Wir kommen wieder.", "We shall come again."),
        ]).free();
        let lines = [Line { name: "headline".to_owned(), words: Inline::plain("Selenskyj reist nach Wien") }];
        let article = document(
            "![](/a.jpg \"Selenskyj und die Abgeordneten am Montag in Wien\")\n\n\
             Präsident Wolodymyr Selenskyj traf am 14. März um 15 Uhr 120 Abgeordnete. \
             Der [Bericht](https://a.example/b) nennt 2,4 Mio. Euro.\n\n\
             > Wir kommen wieder.\n>\n> — Wolodymyr Selenskyj, Präsident\n\n\
             ![](/b.jpg \"Selenskyj und die Abgeordneten am Montag in Wien.\")\n",
        );
        let done = desk.translate_with(&article, &lines, &[&engine], |order| order).await.expect("done");
        assert!(!done.has_errors(), "{:?}", done.report);
        let text = format!("{}\n{}", done.lines[0].words.text(), done.document.plain_text());
        let forms = ["Zelenskyi", "Zelenskyy", "Zelensky", "Selenskyj"];
        let is_word = |form: &&&str| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == **form);
        assert_eq!(forms.iter().filter(is_word).count(), 1, "one form of the name: {text}");
        assert_eq!(done.doubles.len(), 1, "the caption that stands twice is told to the desk");
        assert_eq!(done.counts.sent, 6, "and asked for once");
        assert!(html(&done.document).contains("<a href=\"https://a.example/b\""));
        assert!(done.untranslated.is_empty());
    }

    async fn an_erratic_engine_is_asked_once_more_for_what_it_broke(site) {
        let desk = Desk::new(site);
        let mut engine = Rehearsed::new("rehearsed", &[
            ("Der ⟦1⟧Rat⟦/1⟧ tagt.", "The council sits."),
            ("Niemand ⟦1⟧schläft⟦/1⟧.", "Nobody ⟦1⟧sleeps⟦/1⟧."),
        ]);
        engine.abilities.is_erratic = true;
        let again = ("Der ⟦1⟧Rat⟦/1⟧ tagt.".to_owned(), "The ⟦1⟧council⟦/1⟧ sits.".to_owned());
        engine.says_then = HashMap::from([again]);
        let (engine, asked) = engine.free();
        let done = desk.translate(&document("Der *Rat* tagt. Niemand *schläft*."), &[&engine]).await;
        let asked = asked.questions();
        assert_eq!(asked.len(), 2);
        assert_eq!(asked[1], ["Der ⟦1⟧Rat⟦/1⟧ tagt."]);
        assert_eq!(html(&done.document), "The <em>council</em> sits. Nobody <em>sleeps</em>.");
        assert!(done.repairs.is_empty());
    }
}
