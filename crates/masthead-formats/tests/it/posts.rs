//! What readers wrote elsewhere, as each system exports it. All of it invented; the files are the seeds of the promises.

use masthead_formats::{Format, Post, PostState, Record, Thread};

use crate::promises::{records, seeds_of};

fn of(format: Format) -> Vec<Record> {
    seeds_of(format)
        .iter()
        .flat_map(|seed| records(format, seed))
        .collect()
}

fn posts(records: &[Record]) -> Vec<&Post> {
    let posts = records.iter().filter_map(|record| match record {
        Record::Post(post) => Some(&**post),
        _ => None,
    });
    posts.collect()
}

fn threads(records: &[Record]) -> Vec<&Thread> {
    let threads = records.iter().filter_map(|record| match record {
        Record::Thread(thread) => Some(&**thread),
        _ => None,
    });
    threads.collect()
}

fn told(records: &[Record]) -> String {
    let findings = records.iter().flat_map(Record::findings);
    findings.map(|finding| format!("{finding}\n")).collect()
}

fn line(post: &Post) -> String {
    let at = post
        .written_at
        .map_or("?".to_owned(), |at| at.strftime("%H:%M").to_string());
    format!(
        "{} in {} to {:?} by {} at {at} {}: {}",
        post.source_id,
        post.thread,
        post.parent.as_deref().unwrap_or("-"),
        post.author.name,
        post.state.word(),
        post.text
    )
}

fn lines(records: &[Record]) -> Vec<String> {
    posts(records).into_iter().map(line).collect()
}

#[test]
fn disqus_keeps_orphans_deleted_parents_and_odd_dates() {
    let records = of(Format::Disqus);

    assert_eq!(
        lines(&records),
        [
            "102 in 10 to \"101\" by Karl at 08:05 approved: Antwort",
            "101 in 10 to \"-\" by Anna at 08:00 deleted: ",
            "103 in 11 to \"99\" by Eva at ? in the trash: Waise & mehr"
                .replace("in the trash", "spam")
                .as_str(),
        ]
    );
    let anna = &posts(&records)[1].author;
    assert_eq!(
        (anna.email.as_str(), anna.account.as_deref()),
        ("anna@a.example", Some("anna"))
    );
    assert_eq!(threads(&records)[0].address, "https://blatt.example/a");
    assert!(threads(&records)[0].is_closed);
    let told = told(&records);
    for what in [
        "`gestern` is no time",
        "its thread 11 is not in the source",
        "103, parent: it answers 99, which is not in the source",
        "1 posts were answered before they came",
        "2 posts have neither an account nor an e-mail address",
        "network addresses are not brought in",
    ] {
        assert!(told.contains(what), "{what} in:\n{told}");
    }
}

#[test]
fn coral_is_read_from_tables_and_from_documents() {
    let records = of(Format::Coral);
    let lines = lines(&records);

    assert_eq!(
        lines[0],
        "c1 in s1 to \"-\" by  at 08:00 approved: Ein \"Wort\""
    );
    assert_eq!(
        lines[1],
        "c2 in s1 to \"c1\" by  at 08:01 in the trash: Nein"
    );
    assert_eq!(
        lines[2],
        "c1 in s1 to \"-\" by Anna at 08:00 approved: **neu**"
    );
    let featured = posts(&records)[2];
    assert_eq!((featured.votes.up, featured.is_featured), (3, true));
    assert_eq!(
        featured.edited_at.map(|at| at.to_string()).as_deref(),
        Some("2026-11-22T08:30:00Z")
    );
    let told = told(&records);
    for what in [
        "nobody is known as u1: the post has no name",
        "earlier states of posts are not brought in",
        "passwords and sign-ins elsewhere are not brought in",
        "the line is no JSON",
        "reports, reactions and decisions of Coral's moderators are not brought in",
    ] {
        assert!(told.contains(what), "{what} in:\n{told}");
    }
}

#[test]
fn coral_signs_posts_with_the_people_of_the_file_beside() {
    let files: Vec<Box<dyn std::io::BufRead>> = vec![
        Box::new("u1,anna@a.example,Anna,COMMENTER,true,2020-01-01T00:00:00Z\n".as_bytes()),
        Box::new("c1,u1,s1,2026-11-22T08:00:00Z,Hallo,,NONE,\n".as_bytes()),
    ];
    let records: Vec<_> = masthead_formats::coral::read(files)
        .expect("it is in memory")
        .map(|record| record.expect("it is whole"))
        .collect();

    assert_eq!(posts(&records)[0].author.name, "Anna");
    assert!(
        records
            .iter()
            .any(|record| matches!(record, Record::Account(account) if account.is_banned))
    );
}

#[test]
fn isso_is_read_from_json_and_from_its_database() {
    assert_eq!(
        lines(&of(Format::IssoJson)),
        [
            "1 in /a to \"-\" by Anna at 08:00 approved: Ein _Wort_"
                .replace('_', "*")
                .as_str(),
            "2 in /a to \"1\" by  at 08:01 approved: Antwort",
            "3 in /b to \"-\" by  at ? approved: früh",
        ]
    );
    let records = of(Format::IssoDatabase);
    assert_eq!(
        lines(&records),
        [
            "1 in 1 to \"-\" by Anna at 08:30 approved: Ein *Wort*",
            "2 in 1 to \"1\" by  at 08:31 deleted: ",
            "3 in 1 to \"9\" by Karl at 08:31 waiting: Waise",
        ]
    );
    assert_eq!(
        threads(&records)
            .iter()
            .map(|one| one.address.as_str())
            .collect::<Vec<_>>(),
        ["/a", "/b"]
    );
    assert!(told(&records).contains("it answers 9, which is not in the source"));
}

#[test]
fn remark42_keeps_votes_edits_and_closed_pages() {
    let records = of(Format::Remark42);

    assert_eq!(
        lines(&records),
        [
            "r1 in https://blatt.example/a to \"-\" by Anna at 08:00 approved: Ein Wort",
            "r2 in https://blatt.example/a to \"r1\" by Karl at 08:05 deleted: Antwort",
        ]
    );
    assert_eq!(
        (posts(&records)[0].votes.up, posts(&records)[0].votes.down),
        (1, 1)
    );
    assert!(posts(&records)[1].edited_at.is_some());
    assert!(threads(&records)[0].is_closed);
    let banned = records
        .iter()
        .filter(|record| matches!(record, Record::Account(account) if account.is_banned));
    assert_eq!(banned.count(), 1);
}

#[test]
fn commento_is_read_packed_too_and_signed_by_people_who_come_later() {
    let plain = of(Format::Commento);
    assert_eq!(
        lines(&plain),
        [
            "c1 in /a to \"-\" by Anna at 08:00 approved: Ein *Wort*",
            "c2 in /a to \"c1\" by  at 08:01 waiting: Nein",
        ]
    );
    assert_eq!(threads(&plain)[0].address, "https://blatt.example/a");

    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, &seeds_of(Format::Commento)[0])
        .expect("it is in memory");
    let packed = packed.finish().expect("it is in memory");
    assert_eq!(
        masthead_formats::detect("x.json.gz", &packed),
        Some(Format::Commento)
    );
    assert_eq!(lines(&records(Format::Commento, &packed)), lines(&plain));
}

#[test]
fn artrans_says_what_it_leaves_out() {
    let records = of(Format::Artrans);

    assert_eq!(
        lines(&records),
        [
            "1 in /a to \"-\" by Anna at 08:00 approved: Ein **Wort**",
            "2 in /a to \"7\" by  at ? waiting: Nein",
        ]
    );
    assert_eq!(threads(&records)[0].address, "https://blatt.example/a");
    let told = told(&records);
    for what in [
        "`is_collapsed` of posts was left out",
        "what browsers call themselves",
        "the time of writing is unknown",
    ] {
        assert!(told.contains(what), "{what} in:\n{told}");
    }
}

#[test]
fn deleted_posts_and_doubles_are_told() {
    let export = |posts: &str| {
        format!(
            "<disqus><thread dsq:id=\"1\"><link>https://a.example/</link></thread>{posts}</disqus>"
        )
    };
    let post = |id: &str, parent: &str| {
        format!(
            "<post dsq:id=\"{id}\"><message>w</message><createdAt>2026-11-22T08:00:00Z</createdAt><author><name>A</name></author><thread dsq:id=\"1\"/><parent dsq:id=\"{parent}\"/></post>"
        )
    };
    let whole = export(&[post("1", ""), post("1", ""), post("2", "2")].concat());
    let records = records(Format::Disqus, whole.as_bytes());

    assert_eq!(posts(&records).len(), 3, "all are kept");
    assert_eq!(posts(&records)[2].parent, None);
    let told = told(&records);
    assert!(
        told.contains("there is another post 1") && told.contains("it answers itself"),
        "{told}"
    );
    assert_eq!(posts(&records)[0].state, PostState::Approved);
}

#[test]
fn a_real_database_is_read_with_its_long_and_its_many_rows() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("comments.db");
    let database = rusqlite::Connection::open(&path).expect("a database can be made");
    database
        .execute_batch("create table threads (id integer primary key, uri varchar unique, title varchar);
            create table comments (tid references threads(id), id integer primary key, parent integer, created float not null, modified float, mode integer, remote_addr varchar, text varchar, author varchar, email varchar, website varchar, likes integer default 0, dislikes integer default 0, voters blob not null, notification integer default 0);
            insert into threads values (1, '/lang', 'Titel');
            with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000)
            insert into comments select 1, i, nullif(i - 1, 0), 1795336200.25 + i, null, 1, '192.0.2.0', 'Wort ' || i, 'Anna', null, null, 0, -0, x'00', 0 from n;
            update comments set text = replace(hex(zeroblob(5000)), '00', 'lang ') where id = 7;
            delete from comments where id = 8;")
        .expect("it can be filled");
    drop(database);
    let bytes = std::fs::read(&path).expect("it can be read");
    let records = records(Format::IssoDatabase, &bytes);
    let posts = posts(&records);

    assert_eq!(posts.len(), 2_999);
    assert_eq!(
        (posts[0].source_id.as_str(), posts[0].text.as_str()),
        ("1", "Wort 1")
    );
    assert_eq!(
        posts[6].text.len(),
        24_999,
        "a row that goes over many pages"
    );
    assert_eq!(posts[2_998].source_id, "3000");
    assert!(told(&records).contains("it answers 8, which is not in the source"));
}
