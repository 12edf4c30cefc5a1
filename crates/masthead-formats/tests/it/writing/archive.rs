//! The export: what was written is read back to an equal model, and what is not whole is not taken for it.

use jiff::Timestamp;
use masthead_formats::writing::{ArchiveReader, is_archive, write_archive};
use masthead_formats::{
    Access, Account, AccountRole, Alternate, Article, ArticleKind, ArticleState, Author,
    CorrectionTold, LeftOut, Machine, Making, Media, MediaKind, MediaRights, Post, PostState,
    ReadError, Record, Redirect, Rights, Section, Site, Thread, Topic, Votes, Writer,
};
use masthead_text::{
    Address, Audio, Body, Callout, Code, Correction, Crosshead, Divider, Document, Embed, Gallery,
    Image, Inline, Item, List, Paragraph, Quote, Source, Table, Video, inline_from_markdown,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::{BLATT, records};

fn written(records: &[Record]) -> Vec<u8> {
    let mut out = Vec::new();
    let count = write_archive(records.iter().cloned().map(Ok), &mut out);
    assert_eq!(count.expect("memory takes it"), records.len() as u64);
    out
}

fn read(bytes: &[u8]) -> Result<Vec<Record>, ReadError> {
    ArchiveReader::begin(bytes)?.collect()
}

#[test]
fn the_source_of_these_tests_is_read_and_written_alike() {
    assert!(is_archive(BLATT.as_bytes()));
    let records = records();
    assert_eq!(read(&written(&records)).expect("we wrote it"), records);
}

#[test]
fn an_export_that_breaks_off_is_not_whole() {
    let whole = written(&records());
    let last = whole.len()
        - whole
            .rsplit(|byte| *byte == b'\n')
            .nth(1)
            .map_or(0, <[u8]>::len)
        - 1;
    assert!(read(&whole[..last]).is_err());
    let without_one: Vec<&[u8]> = whole.split_inclusive(|byte| *byte == b'\n').collect();
    let without_one = [&without_one[..2], &without_one[3..]].concat().concat();
    let refused = read(&without_one).expect_err("a record is missing");
    assert!(
        refused
            .to_string()
            .contains("should have 13 records and has 12"),
        "{refused}"
    );
}

#[test]
fn an_export_of_the_future_is_refused() {
    let refused = read(b"{\"masthead\":\"export\",\"version\":2}\n").expect_err("it is newer");
    assert!(refused.to_string().contains("use a newer one"));
}

fn text() -> impl Strategy<Value = String> {
    "[a-zäß<&\"„\\\\ 0-9\u{1F600}\n]{0,12}"
}

fn time() -> impl Strategy<Value = Option<Timestamp>> {
    let seconds = -62_000_000_000_i64..250_000_000_000;
    option::of(
        (seconds, 0..1_000_000_000_i32).prop_map(|(second, nanosecond)| {
            Timestamp::new(second, nanosecond).expect("it is between the years 5 and 9892")
        }),
    )
}

fn address() -> impl Strategy<Value = Address> {
    "https://[a-z]{1,8}\\.example/[a-z0-9?=&]{0,8}"
        .prop_filter_map("an address", |text| Address::parse(&text))
}

fn inline() -> impl Strategy<Value = Inline> {
    "[a-z*_` \\[\\]()<>&\n]{0,20}".prop_map(|text| inline_from_markdown(&text))
}

fn source() -> impl Strategy<Value = Source> {
    prop_oneof![
        address().prop_map(Source::Address),
        "[a-z0-9]{1,8}".prop_map(Source::Media),
    ]
}

prop_compose! {
    fn image()(
        source in source(), caption in inline(), credit in text(), alt in text(),
        width in option::of(any::<u32>()), height in option::of(any::<u32>()), link in option::of(address()),
    ) -> Image {
        Image { source, caption, credit, alt, width, height, link }
    }
}

fn list() -> impl Strategy<Value = List> {
    let leaf = (any::<bool>(), vec(inline(), 0..3)).prop_map(|(ordered, texts)| List {
        ordered,
        items: texts
            .into_iter()
            .map(|text| Item { text, list: None })
            .collect(),
    });
    leaf.prop_recursive(3, 8, 3, |inner| {
        (any::<bool>(), vec((inline(), option::of(inner)), 0..3)).prop_map(|(ordered, items)| {
            List {
                ordered,
                items: items
                    .into_iter()
                    .map(|(text, list)| Item {
                        text,
                        list: list.map(Box::new),
                    })
                    .collect(),
            }
        })
    })
}

fn body() -> impl Strategy<Value = Body> {
    prop_oneof![
        inline().prop_map(|text| Body::Paragraph(Paragraph { text })),
        (2..=3_u8, inline()).prop_map(|(level, text)| Body::Crosshead(Crosshead { level, text })),
        (inline(), text(), text()).prop_map(|(text, person, office)| Body::Quote(Quote {
            text,
            person,
            office
        })),
        list().prop_map(Body::List),
        image().prop_map(Body::Image),
        (vec(image(), 0..3), inline())
            .prop_map(|(images, caption)| Body::Gallery(Gallery { images, caption })),
        (source(), inline(), text(), option::of(source())).prop_map(
            |(source, caption, credit, poster)| Body::Video(Video {
                source,
                caption,
                credit,
                poster
            })
        ),
        (source(), inline(), text()).prop_map(|(source, caption, credit)| Body::Audio(Audio {
            source,
            caption,
            credit
        })),
        (address(), text(), text()).prop_map(|(address, title, source)| Body::Embed(Embed {
            address,
            title,
            source
        })),
        (
            inline(),
            vec(inline(), 0..3),
            vec(vec(inline(), 0..3), 0..3)
        )
            .prop_map(|(caption, header, rows)| Body::Table(Table::squared(caption, header, rows))),
        (text(), text()).prop_map(|(text, language)| Body::Code(Code { text, language })),
        (text(), inline()).prop_map(|(title, text)| Body::Callout(Callout { title, text })),
        Just(Body::Divider(Divider {})),
        (inline(), text()).prop_map(|(text, date)| Body::Correction(Correction { text, date })),
    ]
}

fn document() -> impl Strategy<Value = Document> {
    vec(body(), 0..5).prop_map(Document::of)
}

prop_compose! {
    fn rights()(holder in text(), notice in text(), usage_terms in text(), credit in text(), licence in text(), mining in text()) -> Rights {
        Rights { holder, notice, usage_terms, credit, licence, mining }
    }
}

fn state() -> impl Strategy<Value = ArticleState> {
    use ArticleState as S;
    prop::sample::select(vec![
        S::Published,
        S::Scheduled,
        S::Draft,
        S::Pending,
        S::Ready,
        S::Private,
        S::Protected,
        S::Trashed,
        S::Withheld,
        S::Withdrawn,
    ])
}

fn making() -> impl Strategy<Value = Making> {
    use Making as M;
    prop::sample::select(vec![
        M::Written,
        M::Translated,
        M::MachineTranslated,
        M::MachineTranslatedReviewed,
        M::MachineWritten,
    ])
}

prop_compose! {
    fn words_of_article()(
        source_id in text(), place in text(), kicker in text(), headline in text(), lede in text(), slug in text(),
        dateline in text(), address in text(), byline in text(), genre in text(), version in text(),
    ) -> Article {
        Article { source_id, place, kicker, headline, lede, slug, dateline, address, byline, genre, version, ..Article::default() }
    }
}

prop_compose! {
    fn times_of_article()(
        created_at in time(), published_at in time(), modified_at in time(), embargo_until in time(), expires_at in time(),
        embargo in text(), urgency in option::of(any::<u8>()), desk_note in text(), notes in vec(text(), 0..3),
    ) -> Article {
        Article {
            created_at, published_at, modified_at, embargo_until, expires_at, embargo, urgency, desk_note, notes, ..Article::default()
        }
    }
}

prop_compose! {
    fn lists_of_article()(
        old_addresses in vec(text(), 0..3), writers in vec(text(), 0..3), sections in vec(text(), 0..3), topics in vec(text(), 0..3),
        language in option::of(text()), translation_of in option::of(text()),
        alternates in vec((text(), text()), 0..3), takes_posts in any::<bool>(), digital_source_type in text(),
    ) -> Article {
        let alternates = alternates.into_iter().map(|(language, address)| Alternate { language, address }).collect();
        Article {
            old_addresses, writers, sections, topics, language, translation_of, alternates, takes_posts, digital_source_type,
            ..Article::default()
        }
    }
}

prop_compose! {
    fn article()(
        words in words_of_article(), times in times_of_article(), lists in lists_of_article(), state in state(), making in making(),
        is_page in any::<bool>(), access in prop::sample::select(vec![Access::Everybody, Access::Members, Access::Paying]),
        lead in option::of(image()), document in document(), rights in rights(), told in vec((text(), text(), time()), 0..3),
        withdrawn_because in text(),
    ) -> Article {
        let corrections = told.into_iter().map(|(kind, text, told_at)| CorrectionTold { kind, text, told_at }).collect();
        Article {
            corrections, withdrawn_because,
            kind: if is_page { ArticleKind::Page } else { ArticleKind::Article },
            state, making, access, lead, document, rights,
            created_at: times.created_at, published_at: times.published_at, modified_at: times.modified_at,
            embargo_until: times.embargo_until, expires_at: times.expires_at, embargo: times.embargo, urgency: times.urgency,
            desk_note: times.desk_note, notes: times.notes,
            old_addresses: lists.old_addresses, writers: lists.writers, sections: lists.sections, topics: lists.topics,
            language: lists.language, translation_of: lists.translation_of, alternates: lists.alternates,
            takes_posts: lists.takes_posts, digital_source_type: lists.digital_source_type,
            ..words
        }
    }
}

prop_compose! {
    fn media_rights()(texts in vec(text(), 28), lists in vec(vec(text(), 0..3), 3)) -> MediaRights {
        let mut texts = texts.into_iter();
        let mut next = || texts.next().expect("there are enough");
        let machine = Machine { system: next(), version: next(), prompt: next(), prompt_writer: next() };
        let [creators, keywords, people] = <[Vec<String>; 3]>::try_from(lists).expect("there are three");
        MediaRights {
            caption: next(), headline: next(), title: next(), creators, creator_office: next(), credit: next(), source: next(),
            copyright_notice: next(), copyright_holder: next(), usage_terms: next(), rights_page: next(), licence_page: next(),
            mining: next(), instructions: next(), job: next(), caption_writer: next(), keywords, created: next(), city: next(),
            state: next(), country: next(), country_code: next(), people, alt: next(), long_description: next(),
            digital_source_type: next(), machine,
        }
    }
}

prop_compose! {
    fn media()(
        source_id in text(), title in text(), image in image(), rights in media_rights(), media_type in text(),
        size_bytes in option::of(any::<u64>()), duration_secs in option::of(any::<u64>()),
        kind in prop::sample::select(vec![MediaKind::Picture, MediaKind::Video, MediaKind::Audio, MediaKind::Document]),
    ) -> Media {
        Media { title, rights, media_type, size_bytes, duration_secs, kind, ..Media::of(source_id, image) }
    }
}

prop_compose! {
    fn account()(
        source_id in text(), name in text(), email in text(), website in text(), is_banned in any::<bool>(), is_verified in any::<bool>(),
        created_at in time(), deleted_at in time(), full_name in text(), language in text(),
        role in prop::sample::select(vec![
            AccountRole::Reader, AccountRole::Staff, AccountRole::Moderator, AccountRole::Editor, AccountRole::Office,
            AccountRole::Administrator,
        ]),
    ) -> Account {
        Account {
            source_id, name, full_name, language, email, website, role, is_banned, is_verified, created_at, deleted_at,
            findings: Vec::new(),
        }
    }
}

prop_compose! {
    fn thread()(
        source_id in text(), identifier in text(), article in option::of(text()), address in text(), title in text(), created_at in time(),
        is_closed in any::<bool>(), closed_because in text(), is_deleted in any::<bool>(),
    ) -> Thread {
        Thread {
            source_id, identifier, article, address, title, created_at, is_closed, closed_because, is_deleted,
            findings: Vec::new(),
        }
    }
}

prop_compose! {
    fn post()(
        source_id in text(), thread in text(), parent in option::of(text()), account in option::of(text()), name in text(),
        times in (time(), time(), time()), decided in (text(), text()), language in option::of(text()), text in text(), votes in (any::<u64>(), any::<u64>()), rating in option::of(any::<u8>()),
        is_featured in any::<bool>(),
        state in prop::sample::select(vec![PostState::Approved, PostState::Waiting, PostState::Spam, PostState::Trashed, PostState::Deleted, PostState::Removed]),
    ) -> Post {
        Post {
            author: Author { account, email: name.clone(), website: String::new(), name },
            written_at: times.0, edited_at: times.1, published_at: times.2, ground: decided.0, facts: decided.1, language, votes: Votes { up: votes.0, down: votes.1 },
            source_id, thread, parent, text, state, rating, is_featured, findings: Vec::new(),
        }
    }
}

prop_compose! {
    fn section()(
        source_id in text(), parent in option::of(text()), name in text(), named in vec((text(), text()), 0..3),
        position in option::of(any::<i64>()),
    ) -> Section {
        Section { source_id, parent, name, names: named.into_iter().collect(), position }
    }
}

fn record() -> impl Strategy<Value = Record> {
    prop_oneof![
        (text(), text(), text()).prop_map(|(system, name, title)| {
            let address = name.clone();
            Record::Site(Site {
                system,
                name,
                title,
                address,
                ..Site::default()
            })
        }),
        (text(), text(), text()).prop_map(|(source_id, name, office)| {
            Record::Writer(Writer {
                source_id,
                name,
                office,
                ..Writer::default()
            })
        }),
        section().prop_map(Record::Section),
        (text(), text()).prop_map(|(source_id, name)| Record::Topic(Topic { source_id, name })),
        media().prop_map(|it| Record::Media(Box::new(it))),
        article().prop_map(|it| Record::Article(Box::new(it))),
        account().prop_map(|it| Record::Account(Box::new(it))),
        thread().prop_map(|it| Record::Thread(Box::new(it))),
        post().prop_map(|it| Record::Post(Box::new(it))),
        (text(), text(), any::<bool>()).prop_map(|(from, to, is_permanent)| Record::Redirect(
            Redirect {
                from,
                to,
                is_permanent
            }
        )),
        (text(), text(), text(), text()).prop_map(|(kind, source_id, title, reason)| {
            Record::LeftOut(LeftOut {
                kind,
                source_id,
                title,
                reason,
            })
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn what_was_written_is_read_back_equal(records in vec(record(), 0..6)) {
        let bytes = written(&records);
        prop_assert_eq!(read(&bytes).expect("we wrote it"), records);
    }
}
