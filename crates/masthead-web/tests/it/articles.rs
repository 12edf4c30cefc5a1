//! Reading: pages, feeds and sitemaps, as readers and machines get them.

use std::time::Duration;

use masthead_core::articles::{
    self, Content, Correct, CorrectionKind, Drafted, Filing, NewArticle, NewEdition, Publish,
    SectionForm, Significance,
};
use masthead_core::kernel::{Lang, SectionId};
use masthead_testkit::cast::ELIF;
use masthead_testkit::{TestSite, both};
use masthead_text::from_markdown;

use crate::browser::{Browser, Page, open};

const EVERY_BLOCK: &str = "Ein Absatz mit **Gewicht** und [Verweis](https://example.at/).

## Zwischentitel

> Wir bauen.
>
> — Anna Ahorn, Bürgermeisterin

- eins
- zwei
    - drei

1. erstens

:::table Zahlen
| Jahr | Wert |
| --- | --- |
| 2025 | 7 |
:::

```
let a = 1 < 2;
```

https://video.example/1

:::callout Kasten
Hinweis.
:::

---

![Bild von anderswo](https://bilder.example/a.jpg)

Schluss.";

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
    let names = vec![
        (Lang::De, format!("Ressort {slug}")),
        (Lang::En, format!("Section {slug}")),
    ];
    let form = SectionForm {
        parent,
        slug: slug.to_owned(),
        names,
        ..SectionForm::default()
    };
    articles::create_section(&site.app, &editor, &form)
        .await
        .expect("the section is new")
}

async fn draft_in(site: &TestSite, section: SectionId, headline: &str, body: &str) -> Drafted {
    let editor = site.person(&ELIF).await;
    let author =
        articles::create_author(&site.app, &editor, &format!("Zoe {headline}"), "Schreibt.").await;
    let topic = articles::create_topic(&site.app, &editor, &format!("Thema {headline}")).await;
    let filing = Filing {
        section,
        authors: vec![author.expect("new")],
        topics: vec![topic.expect("new")],
    };
    let request = NewArticle {
        lang: Lang::De,
        slug: None,
        filing,
        content: content(headline, body),
    };
    articles::create_draft(&site.app, &editor, &request)
        .await
        .expect("a draft can be begun")
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

/// One published article and its address.
async fn one(site: &TestSite, body: &str) -> (Drafted, String) {
    let politics = section(site, None, "politik").await;
    let drafted = draft_in(site, politics, "Budget beschlossen", body).await;
    publish(site, drafted).await;
    (
        drafted,
        format!("/politik/budget-beschlossen-{}", drafted.article.short()),
    )
}

/// The data for machines on a page.
fn json_ld(page: &Page) -> serde_json::Value {
    let start = page
        .body
        .find("application/ld+json\">")
        .expect("the page has data")
        + 21;
    let end = page.body[start..]
        .find("</script>")
        .expect("the element ends");
    serde_json::from_str(&page.body[start..start + end]).expect("it is JSON")
}

both! {
    async fn an_article_shows_everything_it_has(site) {
        let (_, path) = one(site, EVERY_BLOCK).await;
        let page = Browser::at(&open(site)).get(&path).await;
        page.must_be(200).must_say("<h1 class=\"article-headline\">Budget beschlossen</h1>");
        for part in [
            "<p class=\"kicker\">Gemeinderat</p>",
            "<p class=\"article-lede\">Was beschlossen wurde.</p>",
            "<span class=\"place\">Ebersau</span> Ein Absatz mit <strong>Gewicht</strong>",
            "rel=\"author\">Zoe Budget beschlossen</a>",
            "<time datetime=\"2026-11-22T",
            "<h2 class=\"crosshead\"",
            "<span class=\"pull-quote-person\">Anna Ahorn</span>, Bürgermeisterin",
            "<li>zwei<ul>",
            "<ol>",
            "<caption>Zahlen</caption>",
            "<th scope=\"col\">Jahr</th>",
            "let a = 1 &#60; 2;",
            "<p class=\"link-card-from\">video.example</p>",
            "<aside class=\"callout\"",
            "<hr>",
            "<p class=\"link-card-from\">bilder.example</p>",
            "href=\"/topics/thema-budget-beschlossen\"",
            "<a href=\"/politik\">",
        ] {
            page.must_say(part);
        }
        assert!(!page.says("<img"), "nothing is loaded from elsewhere");
    }

    async fn machines_read_the_same_facts(site) {
        let (drafted, path) = one(site, "</script><script>alert(1)</script>").await;
        let editor = site.person(&ELIF).await;
        let text = "Neun, nicht acht </script>".to_owned();
        let correct = Correct { edition: drafted.edition, kind: CorrectionKind::Correction, text };
        articles::correct(&site.app, &editor, &correct).await.expect("it is published");
        let page = Browser::at(&open(site)).get(&path).await;
        let data = json_ld(&page);
        let article = &data["@graph"][0];
        assert_eq!(article["@type"], "NewsArticle");
        assert_eq!(article["headline"], "Budget beschlossen");
        assert_eq!(article["author"][0]["name"], "Zoe Budget beschlossen");
        assert_eq!(article["correction"][0]["text"], "Neun, nicht acht </script>");
        assert_eq!(article["url"], format!("http://localhost:8080{path}"));
        assert_eq!(data["@graph"][1]["itemListElement"][1]["item"], "http://localhost:8080/politik");
        page.must_say("<meta property=\"og:title\" content=\"Budget beschlossen\">");
        page.must_say(&format!("<link rel=\"canonical\" href=\"http://localhost:8080{path}\">"));
        assert_eq!(page.body.matches("<script").count(), page.body.matches("</script>").count());
        assert!(!page.says("<script>alert"));
    }

    async fn a_wrong_address_with_the_right_end_leads_on_for_good(site) {
        let (drafted, path) = one(site, "Text.").await;
        let mut browser = Browser::at(&open(site));
        for wrong in ["/politik/alter-titel-", "/sport/budget-beschlossen-", "/"] {
            let answer = browser.get(&format!("{wrong}{}", drafted.article.short())).await;
            answer.must_be(301);
            assert_eq!(answer.leads_to(), path);
        }
        let english = browser.get(&format!("/en{path}")).await;
        english.must_be(302);
        assert_eq!(english.leads_to(), path);
    }

    async fn nothing_is_shown_of_a_draft_and_a_withdrawn_article_is_gone(site) {
        let politics = section(site, None, "politik").await;
        let drafted = draft_in(site, politics, "Geheim", "Text.").await;
        let mut browser = Browser::at(&open(site));
        let path = format!("/politik/geheim-{}", drafted.article.short());
        browser.get(&path).await.must_be(404);
        publish(site, drafted).await;
        let editor = site.person(&ELIF).await;
        articles::withdraw(&site.app, &editor, drafted.edition, "").await.expect("it is published");
        browser.get(&path).await.must_be(410);
        for list in ["/", "/politik", "/feed.xml", "/sitemap.xml", "/news-sitemap.xml", "/archive/2026-11-22"] {
            let page = browser.get(list).await;
            assert!(!page.must_be(200).says("geheim"), "{list}");
        }
    }

    async fn editions_name_each_other(site) {
        let (drafted, german) = one(site, "Text.").await;
        let editor = site.person(&ELIF).await;
        let content = content("Budget passed", "Words.");
        let request = NewEdition { article: drafted.article, lang: Lang::En, slug: None, content };
        let english = articles::add_edition(&site.app, Some(&editor), &request).await.expect("the first in English");
        publish(site, english).await;
        let mut browser = Browser::at(&open(site));
        let path = format!("/en/politik/budget-passed-{}", drafted.article.short());
        for address in [&german, &path] {
            let page = browser.get(address).await;
            page.must_be(200);
            page.must_say(&format!("hreflang=\"de\" href=\"http://localhost:8080{german}\""));
            page.must_say(&format!("hreflang=\"en\" href=\"http://localhost:8080{path}\""));
        }
        let page = browser.get(&path).await;
        page.must_say("Read the original (Deutsch)").must_say("<html lang=\"en\">");
        assert_eq!(json_ld(&page)["@graph"][0]["translationOfWork"]["headline"], "Budget beschlossen");
    }

    async fn a_section_turns_its_pages(site) {
        let politics = section(site, None, "politik").await;
        let town = section(site, Some(politics), "gemeinde").await;
        for number in 0..26 {
            publish(site, draft_in(site, town, &format!("Meldung {number:02}"), "Text.").await).await;
            site.advance(Duration::from_secs(60));
        }
        let mut browser = Browser::at(&open(site));
        let first = browser.get("/politik").await;
        first.must_be(200).must_say("Meldung 25").must_say("href=\"/politik?page=2\"").must_say("/politik/gemeinde\"");
        assert!(!first.says("Meldung 01"));
        browser.get("/politik?page=2").await.must_be(200).must_say("Meldung 01").must_say("href=\"/politik\"");
        browser.get("/politik?page=3").await.must_be(404);
        browser.get("/politik?page=x").await.must_be(200).must_say("Meldung 25");
        browser.get("/politik/gemeinde").await.must_be(200).must_say("Ressort gemeinde");
        browser.get("/politik/sport").await.must_be(404);
        let slash = browser.get("/politik/").await;
        assert_eq!(slash.must_be(301).leads_to(), "/politik");
        browser.get("/en/politik").await.must_be(200).must_say("Section politik");
    }

    async fn topics_authors_days_and_corrections_have_pages(site) {
        let (drafted, path) = one(site, "Text.").await;
        let editor = site.person(&ELIF).await;
        let text = "Es waren neun.".to_owned();
        let correct = Correct { edition: drafted.edition, kind: CorrectionKind::Clarification, text };
        articles::correct(&site.app, &editor, &correct).await.expect("it is published");
        let mut browser = Browser::at(&open(site));
        for list in ["/topics/thema-budget-beschlossen", "/authors/zoe-budget-beschlossen", "/archive/2026-11-22"] {
            browser.get(list).await.must_be(200).must_say(&format!("href=\"{path}\""));
        }
        let corrections = browser.get("/corrections").await;
        corrections.must_be(200).must_say("Klarstellung").must_say("Es waren neun.").must_say(&path);
        for missing in ["/topics/x", "/authors/x", "/archive/2026-13-01", "/archive/2026-11-23", "/archive/x", "/sitemap/9"] {
            browser.get(missing).await.must_be(404);
        }
        assert_eq!(browser.get("/archive").await.leads_to(), "/archive/2026-11-22");
    }

    async fn feeds_are_read_by_a_reader_of_feeds(site) {
        let (_, path) = one(site, EVERY_BLOCK).await;
        let mut browser = Browser::at(&open(site));
        for place in ["", "/politik", "/topics/thema-budget-beschlossen", "/authors/zoe-budget-beschlossen"] {
            for file in ["feed.xml", "atom.xml", "feed.json"] {
                let address = format!("{place}/{file}");
                let answer = browser.get(&address).await;
                answer.must_be(200);
                let feed = feed_rs::parser::parse(answer.body.as_bytes()).expect("a feed that can be read");
                let [entry] = &feed.entries[..] else { panic!("{address}: {feed:?}") };
                assert_eq!(entry.title.as_ref().expect("a title").content, "Budget beschlossen");
                assert_eq!(entry.links[0].href, format!("http://localhost:8080{path}"));
                assert_eq!(entry.published.expect("a time").timestamp_micros(), site.app.now().as_micros());
                let body = entry.content.as_ref().and_then(|it| it.body.clone()).expect("the text");
                assert!(body.contains("<strong>Gewicht</strong>"), "{address}: {body}");
                assert!(entry.id.starts_with("urn:uuid:"), "{address}: {}", entry.id);
            }
        }
        browser.get("/sport/feed.xml").await.must_be(404);
        browser.get("/topics/x/atom.xml").await.must_be(404);
        browser.get("/topics/thema-budget-beschlossen/feed.txt").await.must_be(404);
    }

    async fn crawlers_find_every_address_and_the_news_of_two_days(site) {
        let (_, path) = one(site, "Text.").await;
        let mut browser = Browser::at(&open(site));
        browser.get("/sitemap.xml").await.must_be(200).must_say(&format!("<loc>http://localhost:8080{path}</loc>"));
        browser.get("/news-sitemap.xml").await.must_be(200).must_say("<news:title>Budget beschlossen</news:title>");
        browser.get("/robots.txt").await.must_be(200).must_say("Sitemap: http://localhost:8080/sitemap.xml");
        site.advance_days(3);
        let later = Browser::at(&open(site)).get("/news-sitemap.xml").await;
        assert!(!later.must_be(200).says("Budget"));
    }

    async fn the_front_page_has_a_lead_and_says_what_the_site_is(site) {
        let mut browser = Browser::at(&open(site));
        browser.get("/").await.must_be(200).must_say("Hier erscheint bald die erste Geschichte.");
        let (_, path) = one(site, "Text.").await;
        let page = Browser::at(&open(site)).get("/").await;
        page.must_say("teaser teaser--lead").must_say(&format!("href=\"{path}\""));
        assert_eq!(json_ld(&page)["@type"], "NewsMediaOrganization");
    }
}
