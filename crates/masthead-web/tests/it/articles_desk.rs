//! Writing and publishing in the newsroom, with a browser that has no script.

use std::time::Duration;

use masthead_core::articles::{self, DeskQuery, SectionForm};
use masthead_core::kernel::Lang;
use masthead_testkit::cast::{ANNA, ELIF};
use masthead_testkit::{TestSite, both};

use crate::browser::{Browser, Page, open};

/// The address that an edition's form has after it was begun.
async fn begun(
    browser: &mut Browser,
    site: &TestSite,
    headline: &str,
    more: &[(&str, &str)],
) -> (String, Page) {
    let editor = site.person(&ELIF).await;
    let names = vec![(Lang::De, "Politik".to_owned())];
    let form = SectionForm {
        slug: "politik".to_owned(),
        names,
        ..SectionForm::default()
    };
    let section = articles::create_section(&site.app, &editor, &form)
        .await
        .expect("new")
        .to_string();
    let page = browser.get("/newsroom/articles/new").await;
    let mut fields = vec![
        ("headline", headline),
        ("section", section.as_str()),
        ("lang", "de"),
        ("body", "Erster Absatz."),
    ];
    fields.extend_from_slice(more);
    let answer = browser
        .post_from(&page, "/newsroom/articles/new", &fields)
        .await;
    let address = answer.must_be(303).leads_to().to_owned();
    let page = browser.get(&address).await;
    (address, page)
}

fn fields_of(page: &Page, section: &str) -> Vec<(String, String)> {
    let made_on = page.value("made_on");
    vec![
        ("made_on".to_owned(), made_on),
        ("section".to_owned(), section.to_owned()),
    ]
}

async fn section_id(site: &TestSite) -> String {
    articles::all_sections(&site.app, Lang::De)
        .await
        .expect("readable")[0]
        .id
        .to_string()
}

/// Sends the form with what stands in it and these changes.
async fn send(
    browser: &mut Browser,
    site: &TestSite,
    page: &Page,
    path: &str,
    changes: &[(&str, &str)],
) -> Page {
    let section = section_id(site).await;
    let mut fields = fields_of(page, &section);
    fields.extend(
        changes
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser.post_from(page, path, &fields).await
}

both! {
    async fn an_article_is_written_previewed_and_published(site) {
        let door = open(site);
        let mut editor = Browser::of(site, &door, &ELIF).await;
        let (address, page) = begun(&mut editor, site, "Brücke gesperrt", &[("topics", "Verkehr, Bau")]).await;
        page.must_be(200).must_say("Erster Absatz.").must_say("Verkehr, Bau");
        let preview = editor.get(&format!("{address}/preview")).await;
        preview.must_be(200).must_say("Vorschau").must_say("Brücke gesperrt").must_say("noindex");
        assert_eq!(preview.headers["cache-control"], "private, no-store");
        let mut reader = Browser::at(&door);
        let front = reader.get("/").await;
        assert!(!front.says("Brücke gesperrt"));
        let text = [("headline", "Brücke gesperrt"), ("body", "Neuer Absatz.")];
        send(&mut editor, site, &page, &format!("{address}/publication"), &text).await.must_be(303);
        // The cache of this test's site hears no events, so a browser that was never here asks.
        Browser::at(&open(site)).get("/").await.must_say("Brücke gesperrt");
    }

    async fn what_was_typed_survives_a_mistake(site) {
        let mut editor = Browser::of(site, &open(site), &ELIF).await;
        let (address, page) = begun(&mut editor, site, "Brücke gesperrt", &[]).await;
        let typed = [("headline", "Neuer Titel"), ("body", "Ein ganzer Nachmittag."), ("authors", "Niemand"), ("embargo", "bald")];
        let answer = send(&mut editor, site, &page, &address, &typed).await;
        answer.must_be(422).must_say("Ein ganzer Nachmittag.").must_say("„Niemand“ steht nicht").must_say("Geben Sie Tag und Uhrzeit an.");
        let empty = send(&mut editor, site, &page, &format!("{address}/publication"), &[("body", "Text ohne Titel.")]).await;
        empty.must_be(422).must_say("Text ohne Titel.").must_say("braucht der Artikel einen Titel");
        let slug = send(&mut editor, site, &page, &address, &[("headline", "X"), ("slug", "Über uns")]).await;
        assert!(matches!(slug.status.as_u16(), 409 | 422), "{slug:?}");
    }

    async fn who_saves_second_sees_both_texts(site) {
        let door = open(site);
        let mut one = Browser::of(site, &door, &ELIF).await;
        let (address, page) = begun(&mut one, site, "Brücke gesperrt", &[]).await;
        send(&mut one, site, &page, &address, &[("headline", "Fassung der Kollegin"), ("body", "Ihr Text.")]).await.must_be(303);
        let mine = [("headline", "Meine Fassung"), ("body", "Mein Text.")];
        let collision = send(&mut one, site, &page, &address, &mine).await;
        collision.must_be(409).must_say("Ihr Text.").must_say("Mein Text.").must_say("Inzwischen wurde Fassung 2 gespeichert");
        send(&mut one, site, &collision, &address, &mine).await.must_be(303);
        one.get(&address).await.must_say("Mein Text.").must_say("Fassung 3");
    }

    async fn revisions_are_compared_and_restored(site) {
        let mut editor = Browser::of(site, &open(site), &ELIF).await;
        let (address, page) = begun(&mut editor, site, "Brücke gesperrt", &[]).await;
        let first = page.value("made_on");
        send(&mut editor, site, &page, &address, &[("headline", "Brücke offen"), ("body", "Zweiter Absatz.")]).await;
        let second = editor.get(&address).await.value("made_on");
        let compared = editor.get(&format!("{address}/revisions?from={first}&to={second}")).await;
        compared.must_be(200).must_say("<del>gesperrt</del>").must_say("<ins>offen</ins>");
        editor.post_from(&compared, &format!("{address}/revisions"), &[("revision", &first)]).await.must_be(303);
        editor.get(&address).await.must_say("Erster Absatz.").must_say("Fassung 3");
        editor.get(&format!("{address}/revisions?from=x&to={second}")).await.must_be(404);
    }

    async fn publishing_is_scheduled_in_the_zone_of_the_site(site) {
        let mut editor = Browser::of(site, &open(site), &ELIF).await;
        let (address, page) = begun(&mut editor, site, "Morgen", &[]).await;
        let past = [("headline", "Morgen"), ("publish_at", "2026-11-22T09:59")];
        let refused = send(&mut editor, site, &page, &format!("{address}/schedule"), &past).await;
        refused.must_be(422).must_say("Dieser Zeitpunkt ist vorbei.");
        let page = editor.get(&address).await;
        let later = [("headline", "Morgen"), ("publish_at", "2026-11-22T10:30")];
        send(&mut editor, site, &page, &format!("{address}/schedule"), &later).await.must_be(303);
        let list = articles::desk_list(&site.app, Lang::De, &DeskQuery::default()).await.expect("readable");
        assert_eq!(list.rows[0].scheduled_for, Some(site.app.now().after(Duration::from_secs(1800))));
        editor.get("/newsroom/articles?state=scheduled").await.must_be(200).must_say("22.11.2026 10:30");
    }

    async fn a_published_article_is_corrected_and_withdrawn(site) {
        let mut editor = Browser::of(site, &open(site), &ELIF).await;
        let (address, page) = begun(&mut editor, site, "Brücke gesperrt", &[]).await;
        let early = [("kind", "correction"), ("text", "x")];
        editor.post_from(&page, &format!("{address}/corrections"), &early).await.must_be(409);
        send(&mut editor, site, &page, &format!("{address}/publication"), &[("headline", "Brücke gesperrt")]).await.must_be(303);
        let page = editor.get(&address).await;
        let text = [("kind", "correction"), ("text", "Es war die andere Brücke.")];
        editor.post_from(&page, &format!("{address}/corrections"), &text).await.must_be(303);
        Browser::at(&open(site)).get("/corrections").await.must_say("Es war die andere Brücke.");
        editor.post_from(&page, &format!("{address}/corrections"), &[("kind", "x"), ("text", "y")]).await.must_be(422);
        editor.post_from(&page, &format!("{address}/withdrawal"), &[("because", "Irrtum")]).await.must_be(303);
        editor.get(&address).await.must_say("Zurückgezogen").must_say("Irrtum");
        let english = editor.get(&address).await;
        let began = editor.post_from(&english, &format!("{address}/editions"), &[("lang", "en")]).await;
        editor.follow(began).await.must_be(200).must_say("English");
    }

    async fn registers_are_kept_and_mistakes_named(site) {
        let mut editor = Browser::of(site, &open(site), &ELIF).await;
        let page = editor.get("/newsroom/registers").await;
        let section = [("slug", "kultur"), ("german", "Kultur"), ("english", "Culture"), ("posting", "trusted")];
        editor.post_from(&page, "/newsroom/sections", &section).await.must_be(303);
        editor.post_from(&page, "/newsroom/sections", &section).await.must_be(422).must_say("„kultur“ ist vergeben");
        editor.post_from(&page, "/newsroom/sections", &[("slug", "newsroom")]).await.must_be(422);
        editor.post_from(&page, "/newsroom/topics", &[("name", "Öffis")]).await.must_be(303);
        editor.post_from(&page, "/newsroom/authors", &[("name", "Zoe Zeder"), ("bio", "Schreibt.")]).await.must_be(303);
        let id = section_id(site).await;
        let renamed = [("slug", "feuilleton"), ("german", "Feuilleton"), ("position", "2")];
        editor.post_from(&page, &format!("/newsroom/sections/{id}"), &renamed).await.must_be(303);
        editor.get("/newsroom/registers").await.must_say("/feuilleton").must_say("/topics/oeffis").must_say("Zoe Zeder");
        let moved = Browser::at(&open(site)).get("/kultur").await;
        assert_eq!(moved.must_be(301).leads_to(), "/feuilleton");
        editor.post_from(&page, &format!("/newsroom/sections/{id}"), &[("close", "1")]).await.must_be(303);
        Browser::at(&open(site)).get("/feuilleton").await.must_be(404);
    }

    async fn the_front_page_is_put_in_order(site) {
        let mut editor = Browser::of(site, &open(site), &ELIF).await;
        let (address, page) = begun(&mut editor, site, "Eins", &[]).await;
        send(&mut editor, site, &page, &format!("{address}/publication"), &[("headline", "Eins")]).await.must_be(303);
        let page = editor.get("/newsroom/front").await;
        let article = page.must_be(200).value("article");
        editor.post_from(&page, "/newsroom/front", &[("article", &article), ("place", "1")]).await.must_be(303);
        assert_eq!(articles::placements(&site.app).await.expect("readable").len(), 1);
        editor.get("/newsroom/front").await.must_say("value=\"1\"");
        editor.post_from(&page, "/newsroom/front", &[("article", "x"), ("place", "1")]).await.must_be(422);
    }

    async fn nobody_else_comes_near_what_is_not_published(site) {
        let door = open(site);
        let (address, page) = begun(&mut Browser::of(site, &door, &ELIF).await, site, "Geheim", &[]).await;
        page.must_be(200);
        for who in [Browser::at(&door), Browser::of(site, &door, &ANNA).await] {
            let mut browser = who;
            for path in [address.clone(), format!("{address}/preview"), format!("{address}/revisions?from=a&to=b")] {
                let answer = browser.get(&path).await;
                assert!(matches!(answer.status.as_u16(), 401 | 403), "{path}: {}", answer.status);
                assert!(!answer.says("Geheim"));
            }
        }
    }
}
