//! Pictures: served for ever under one address, taken in and credited behind the counter.

use http::StatusCode;
use http::header;
use masthead_core::articles::{self, Rights, StorePicture};
use masthead_testkit::cast::{ANNA, ELIF};
use masthead_testkit::{TestSite, block_on};

use crate::browser::{Browser, open};

/// A PNG of one grey pixel.
const DOT: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3a, 0x7e, 0x9b,
    0x55, 0x00, 0x00, 0x00, 0x0a, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x68, 0x00, 0x00, 0x00,
    0x82, 0x00, 0x81, 0x77, 0xcd, 0x72, 0xb6, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae,
    0x42, 0x60, 0x82,
];

async fn a_drawn_dot(site: &TestSite) -> String {
    let request = StorePicture {
        bytes: DOT.into(),
        rights: Rights::default(),
        by: None,
    };
    let stored = articles::store_picture(&site.app, &request)
        .await
        .expect("it is a picture");
    articles::render_picture(&site.app, stored.id)
        .await
        .expect("it can be drawn");
    stored.short
}

#[test]
fn a_drawing_is_served_once_and_kept_for_ever() {
    block_on(async {
        let site = TestSite::sqlite().await;
        let short = a_drawn_dot(&site).await;
        let mut stranger = Browser::at(&open(&site));
        for (ending, kind) in [("webp", "image/webp"), ("jpg", "image/jpeg")] {
            let page = stranger.get(&format!("/media/{short}/1.{ending}")).await;
            assert_eq!(page.status, StatusCode::OK);
            assert_eq!(page.headers[header::CONTENT_TYPE], kind);
            let kept = page.headers[header::CACHE_CONTROL].to_str().expect("text");
            assert!(
                kept.contains("immutable") && kept.contains("public"),
                "{kept}"
            );
            assert!(page.headers.contains_key(header::ETAG));
            assert!(!page.headers.contains_key(header::SET_COOKIE));
            assert!(!page.headers.contains_key(header::CONTENT_ENCODING));
        }
    });
}

#[test]
fn what_was_not_drawn_is_not_there() {
    block_on(async {
        let site = TestSite::sqlite().await;
        let short = a_drawn_dot(&site).await;
        let mut stranger = Browser::at(&open(&site));
        let nothing = [
            "2.webp",
            "1.png",
            "1",
            "../secret",
            "original",
            "1.webp.php",
        ];
        for drawing in nothing.map(|it| format!("/media/{short}/{it}")) {
            let page = stranger.get(&drawing).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{drawing}");
        }
        let page = stranger.get("/media/000000000000/1.webp").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn an_editor_uploads_a_picture_and_credits_it() {
    block_on(async {
        let site = TestSite::sqlite().await;
        let door = open(&site);
        let mut editor = Browser::of(&site, &door, &ELIF).await;
        let page = editor.get("/newsroom/media").await;
        let token = page.value("token");
        let fields = [("token", token.as_str()), ("credit", "Agentur / Brandl")];
        let taken = editor.upload("/newsroom/media", &fields, DOT).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
        let one = editor.follow(taken).await;
        assert!(
            one.says("Agentur / Brandl") && one.says("wird gezeichnet"),
            "{}",
            one.body
        );

        let listed = articles::list_media(&site.app, None).await.expect("a list");
        let address = format!("/newsroom/media/{}", listed.cards[0].short);
        let words = [("credit", "Reuters <b>"), ("alt", "Ein Punkt")];
        let saved = editor.fill(&address, &address, &words).await;
        assert!(
            saved.says("Gespeichert.") && saved.says("Ein Punkt"),
            "{}",
            saved.body
        );
        assert!(!saved.says("Reuters <b>"), "{}", saved.body);
        assert!(editor.get("/newsroom/media").await.says("Ein Punkt"));
    });
}

#[test]
fn a_file_that_is_no_picture_is_explained_and_the_words_stay() {
    block_on(async {
        let site = TestSite::sqlite().await;
        let mut editor = Browser::of(&site, &open(&site), &ELIF).await;
        let page = editor.get("/newsroom/media").await;
        let token = page.value("token");
        let fields = [("token", token.as_str()), ("credit", "Agentur / Brandl")];
        let refused = editor
            .upload("/newsroom/media", &fields, b"<svg onload=alert(1)>")
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.says("kein Bild, das wir öffnen können"),
            "{}",
            refused.body
        );
        assert!(refused.says("Agentur / Brandl"));
        let listed = articles::list_media(&site.app, None).await.expect("a list");
        assert!(listed.cards.is_empty());
    });
}

#[test]
fn an_upload_needs_the_token_and_somebody_who_may_write() {
    block_on(async {
        let site = TestSite::sqlite().await;
        let door = open(&site);
        let mut editor = Browser::of(&site, &door, &ELIF).await;
        let refused = editor
            .upload("/newsroom/media", &[("token", "made up")], DOT)
            .await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let mut reader = Browser::of(&site, &door, &ANNA).await;
        let refused = reader.upload("/newsroom/media", &[], DOT).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let listed = articles::list_media(&site.app, None).await.expect("a list");
        assert!(listed.cards.is_empty());
    });
}
