//! Feeds and sitemaps, in the eyes of one reader; others are asked in `e2e/readers`.

use jiff::{SignedDuration, Timestamp};
use masthead_formats::writing::{
    Feed, News, Page, Podcast, atom, json_feed, news_sitemap, podcast, rss, sitemap,
};

use super::{blatt, now};

#[test]
fn the_three_feeds_say_the_same() {
    let mut feed = Feed::of(&blatt(), now());
    feed.own = "https://blatt.example/feed".to_owned();
    for text in [rss(&feed), atom(&feed), json_feed(&feed).to_string()] {
        let read = feed_rs::parser::parse(text.as_bytes()).expect("a feed that can be read");
        let titles: Vec<String> = read
            .entries
            .iter()
            .map(|it| it.title.as_ref().expect("a headline").content.clone())
            .collect();
        // What is under embargo is not there.
        assert_eq!(titles, ["Budget passed", "Budget beschlossen – „endlich“"]);
        let newest = &read.entries[0];
        assert_eq!(newest.id, "urn:newsml:blatt.example:20261122:17-en:1");
        let content = newest.content.as_ref().and_then(|it| it.body.clone());
        let content = content.expect("the text");
        assert!(
            content.contains("<em>Automatically translated</em>"),
            "{content}"
        );
        let said = newest.summary.as_ref().map(|it| it.content.clone());
        assert_eq!(
            said.expect("a lede"),
            "Automatically translated. What was decided."
        );
        let original = &read.entries[1];
        let content = original.content.as_ref().and_then(|it| it.body.clone());
        assert!(
            content
                .expect("the text")
                .contains("<strong>Budget</strong>")
        );
        assert!(
            text.contains("Agentur / Paul Brandl"),
            "the credit is in the feed"
        );
    }
}

#[test]
fn a_feed_without_anything_is_still_one() {
    let feed = Feed {
        title: "Leer".to_owned(),
        home: "https://leer.example/".to_owned(),
        ..Feed::default()
    };
    for text in [rss(&feed), atom(&feed), json_feed(&feed).to_string()] {
        let read = feed_rs::parser::parse(text.as_bytes()).expect("a feed that can be read");
        assert!(read.entries.is_empty());
    }
}

#[test]
fn the_sitemap_names_every_language_of_an_article() {
    let pages = Page::of(&blatt(), now());
    let xml = sitemap(&pages);
    assert_eq!(xml.matches("<url>").count(), 2);
    assert_eq!(xml.matches("hreflang=\"de\"").count(), 2);
    assert_eq!(xml.matches("hreflang=\"en\"").count(), 2);
}

#[test]
fn the_news_sitemap_has_the_reviewed_news_of_two_days() {
    let headlines = |at: Timestamp| -> Vec<String> {
        let news = News::of(&blatt(), at);
        news.into_iter().map(|it| it.headline).collect()
    };
    assert_eq!(headlines(now()), ["Budget beschlossen – „endlich“"]);
    assert!(headlines(now() + SignedDuration::from_hours(72)).is_empty());
    let xml = news_sitemap("Ebersauer Blatt", &News::of(&blatt(), now()));
    assert!(xml.contains("<news:publication_date>2026-11-22T09:30:00Z"));
}

#[test]
fn a_podcast_has_what_players_ask_for() {
    let (channel, findings) = Podcast::of(&blatt(), now());
    assert_eq!(findings, []);
    let [episode] = &channel.episodes[..] else {
        panic!("{channel:?}")
    };
    assert_eq!(episode.recording_bytes, 1_843_200);
    assert_eq!(episode.duration_secs, Some(115));
    let xml = podcast(&channel);
    for tag in [
        "itunes:category",
        "itunes:explicit",
        "itunes:image",
        "podcast:guid",
        "podcast:txt",
    ] {
        assert!(xml.contains(&format!("<{tag}")), "{tag}");
    }
}
