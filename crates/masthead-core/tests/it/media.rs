//! Pictures: taken, drawn, fetched, credited, refused.

use bytes::Bytes;
use image::{DynamicImage, ImageFormat, RgbImage};
use masthead_core::articles::{
    self, ExpectPicture, MediaCard, MediaError, MediaState, Rights, StorePicture, StoredPicture,
};
use masthead_core::kernel::MediaId;
use masthead_db::transact;
use masthead_formats::photo::{self, Field};
use masthead_testkit::cast::ELIF;
use masthead_testkit::{TestSite, both};

fn picture(width: u32, height: u32) -> Bytes {
    let pixels = RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 90]));
    let mut file = std::io::Cursor::new(Vec::new());
    DynamicImage::from(pixels)
        .write_to(&mut file, ImageFormat::Png)
        .expect("a picture can be written");
    file.into_inner().into()
}

fn credited() -> Rights {
    Rights {
        caption: "Das Rathaus am Abend.".to_owned(),
        credit: "APA / Ida Beispiel".to_owned(),
        alt: "Ein Gebäude mit Turm".to_owned(),
        ..Rights::default()
    }
}

/// A press photo whose XMP names another agency than its IIM.
fn press_photo() -> Bytes {
    let mut file = std::io::Cursor::new(Vec::new());
    DynamicImage::from(RgbImage::new(700, 400))
        .write_to(&mut file, ImageFormat::Jpeg)
        .expect("a picture can be written");
    let mut rights = photo::Rights::default();
    for (field, text) in [
        (Field::Credit, "Agentur B / Ida Beispiel"),
        (Field::Creator, "Ida Beispiel"),
        (Field::Copyright, "© 2026 Agentur"),
        (Field::Caption, "Das Rathaus am Abend."),
        (
            Field::DataMining,
            "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED",
        ),
    ] {
        rights.set(field, text);
    }
    let written = photo::write(&file.into_inner().into(), &rights).expect("it is a JPEG");
    let mut bytes = written.bytes.to_vec();
    let packet = find(&bytes, b"<photoshop:Credit>Agentur B");
    bytes[packet + 26] = b'A';
    bytes.into()
}

fn find(bytes: &[u8], words: &[u8]) -> usize {
    let mut windows = bytes.windows(words.len());
    windows.position(|it| it == words).expect("we wrote it")
}

async fn drawn_rights(site: &TestSite, short: &str, ending: &str) -> photo::Photo {
    let found = articles::rendition(&site.app, short, 320, ending).await;
    let found = found.expect("the database answers").expect("it was drawn");
    let bytes = articles::rendition_bytes(&site.app, &found)
        .await
        .expect("its file");
    photo::read(&bytes).expect("it is a picture")
}

async fn store(site: &TestSite, bytes: Bytes) -> Result<StoredPicture, MediaError> {
    let editor = site.person(&ELIF).await;
    let request = StorePicture {
        bytes,
        rights: credited(),
        by: Some(editor.account),
    };
    articles::store_picture(&site.app, &request).await
}

async fn card(site: &TestSite, short: &str) -> MediaCard {
    articles::media(&site.app, short)
        .await
        .expect("the picture is known")
}

async fn expect(site: &TestSite, address: &str) -> StoredPicture {
    let request = ExpectPicture {
        address: address.to_owned(),
        rights: credited(),
        by: None,
    };
    let noted = transact!(site.app.db.write(), |tx| {
        articles::expect_picture(tx, &site.app, &request).await
    });
    noted.expect("the address is noted")
}

both! {
    async fn a_press_photo_says_whose_it_is_and_every_drawing_says_it_too(site) {
        let editor = site.person(&ELIF).await;
        let rights = Rights { caption: "Unser Bildtext.".to_owned(), ..Rights::default() };
        let request = StorePicture { bytes: press_photo(), rights, by: Some(editor.account) };
        let stored = articles::store_picture(&site.app, &request).await.expect("it is a picture");
        let before = card(site, &stored.short).await;
        assert_eq!(before.credit, "Agentur A / Ida Beispiel", "XMP is believed first");
        assert_eq!((before.creator.as_str(), before.copyright.as_str()), ("Ida Beispiel", "© 2026 Agentur"));
        assert_eq!(before.caption, "Unser Bildtext.", "what was typed stands");
        let doubts = articles::photo_doubts(&site.app, stored.id).await.expect("its file is here");
        let [doubt] = &doubts[..] else { panic!("{doubts:?}") };
        assert_eq!(doubt.field, "credit");
        assert_eq!(doubt.other, ("IIM", "Agentur B / Ida Beispiel".to_owned()));

        articles::render_picture(&site.app, stored.id).await.expect("it can be drawn");
        for ending in ["jpg", "webp"] {
            let drawn = drawn_rights(site, &stored.short, ending).await;
            assert_eq!(drawn.rights.text(Field::Credit), "Agentur A / Ida Beispiel");
            assert_eq!(drawn.rights.text(Field::Copyright), "© 2026 Agentur");
            assert_eq!(drawn.rights.text(Field::Caption), "Unser Bildtext.");
            assert!(drawn.rights.text(Field::DataMining).ends_with("DMI-PROHIBITED"));
            assert_eq!((drawn.disagreements, drawn.private), (vec![], vec![]));
        }
        let credited = Rights { credit: "Agentur C".to_owned(), ..credited() };
        articles::change_rights(&site.app, &editor, stored.id, &credited).await.expect("it is known");
        articles::render_picture(&site.app, stored.id).await.expect("the job of the change does this");
        assert_eq!(drawn_rights(site, &stored.short, "jpg").await.rights.text(Field::Credit), "Agentur C");
    }

    async fn a_picture_is_measured_at_once_and_drawn_by_a_job(site) {
        let stored = store(site, picture(700, 400)).await.expect("it is a picture");
        let before = card(site, &stored.short).await;
        assert_eq!(before.state, MediaState::Stored);
        assert_eq!((before.width, before.height), (Some(700), Some(400)));
        assert_eq!((before.credit.as_str(), before.widths.as_str()), ("APA / Ida Beispiel", ""));

        articles::render_picture(&site.app, stored.id).await.expect("it can be drawn");
        let after = card(site, &stored.short).await;
        assert_eq!(after.state, MediaState::Drawn);
        assert_eq!(after.widths, "320 640 700");
        assert!(after.colour.starts_with('#'), "{}", after.colour);
        let mut events = site.events().await;
        events.retain(|kind| kind.starts_with("media"));
        assert_eq!(events, ["media_stored", "media_rendered"]);
    }

    async fn every_width_is_there_in_both_formats(site) {
        let stored = store(site, picture(700, 400)).await.expect("it is a picture");
        articles::render_picture(&site.app, stored.id).await.expect("it can be drawn");
        for (width, height) in [(320, 183), (640, 366), (700, 400)] {
            for ending in ["webp", "jpg"] {
                let found = articles::rendition(&site.app, &stored.short, width, ending).await;
                let found = found.expect("the database answers").expect("it was drawn");
                assert_eq!(found.height, height);
                let bytes = articles::rendition_bytes(&site.app, &found).await.expect("its file");
                let drawn = image::load_from_memory(&bytes).expect("a picture");
                assert_eq!((i64::from(drawn.width()), i64::from(drawn.height())), (width, height));
            }
        }
        let other = articles::rendition(&site.app, &stored.short, 641, "webp").await;
        assert!(other.expect("the database answers").is_none());
    }

    async fn drawing_twice_changes_nothing(site) {
        let stored = store(site, picture(40, 30)).await.expect("it is a picture");
        articles::render_picture(&site.app, stored.id).await.expect("it can be drawn");
        let first = articles::rendition(&site.app, &stored.short, 40, "webp").await;
        articles::render_picture(&site.app, stored.id).await.expect("it can be drawn again");
        let second = articles::rendition(&site.app, &stored.short, 40, "webp").await;
        let file = |found: Result<Option<articles::RenditionFile>, _>| found.ok().flatten().map(|it| it.file);
        assert_eq!(file(first), file(second));
        assert_eq!(card(site, &stored.short).await.widths, "40");
    }

    async fn what_is_no_picture_is_refused_and_leaves_nothing(site) {
        let script = Bytes::from_static(b"<svg onload=alert(1)>");
        let refused = store(site, script).await;
        assert!(matches!(refused, Err(MediaError::Picture(_))), "{refused:?}");
        let page = articles::list_media(&site.app, None).await.expect("a list");
        assert!(page.cards.is_empty());
        assert_eq!(site.app.files.list().await.expect("the store answers"), []);
    }

    async fn a_picture_that_breaks_off_is_given_up_with_its_reason(site) {
        let whole = picture(300, 200);
        let stored = store(site, whole.slice(..whole.len() / 2)).await.expect("its head is good");
        let error = articles::render_picture(&site.app, stored.id).await.expect_err("half of it is missing");
        assert!(!error.is_worth_retrying(), "{error}");
        articles::give_up_picture(&site.app, stored.id, &error.to_string()).await.expect("it is noted");
        let card = card(site, &stored.short).await;
        assert_eq!(card.state, MediaState::Failed);
        assert!(card.trouble.contains("damaged"), "{}", card.trouble);
    }

    async fn a_credit_can_be_corrected_and_the_log_knows_who_did(site) {
        let editor = site.person(&ELIF).await;
        let stored = store(site, picture(40, 30)).await.expect("it is a picture");
        let rights = Rights { credit: "  Reuters / Jo  Doe ".to_owned(), ..credited() };
        articles::change_rights(&site.app, &editor, stored.id, &rights).await.expect("it is known");
        assert_eq!(card(site, &stored.short).await.credit, "Reuters / Jo Doe");
        let unknown: MediaId = site.app.new_id();
        let refused = articles::change_rights(&site.app, &editor, unknown, &rights).await;
        assert!(matches!(refused, Err(MediaError::Unknown)), "{refused:?}");
    }

    async fn an_address_is_expected_once_however_often_it_is_imported(site) {
        let first = expect(site, "https://old.example/a.jpg").await;
        let again = expect(site, "https://old.example/a.jpg").await;
        let other = expect(site, "https://old.example/b.jpg").await;
        assert_eq!(first, again);
        assert_ne!(first, other);
        assert_eq!(card(site, &first.short).await.state, MediaState::Expected);
    }

    async fn a_picture_inside_our_own_network_is_not_fetched(site) {
        let expected = expect(site, "http://127.0.0.1:9/a.jpg").await;
        let error = articles::fetch_picture(&site.app, expected.id).await.expect_err("it is inside");
        assert!(!error.is_worth_retrying(), "{error}");
        assert!(error.to_string().contains("private network"), "{error}");
    }

    async fn the_newsroom_sees_the_newest_first_and_all_of_them(site) {
        let mut shorts = Vec::new();
        for n in 0..50 {
            shorts.push(expect(site, &format!("https://old.example/{n}.jpg")).await.short);
            site.advance(std::time::Duration::from_millis(2));
        }
        let first = articles::list_media(&site.app, None).await.expect("a list");
        let second = articles::list_media(&site.app, first.next_before).await.expect("a list");
        let seen: Vec<String> = first.cards.into_iter().chain(second.cards).map(|it| it.short).collect();
        shorts.reverse();
        assert_eq!(seen, shorts);
        assert_eq!(second.next_before, None);
    }
}
