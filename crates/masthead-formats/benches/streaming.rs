//! A million posts, read one after the other: how long it takes, and how much memory it needs at most.
//!
//! `cargo bench -p masthead-formats --bench streaming`, or with a number of posts behind `--`. Each format is read by a
//! process of its own, so that its peak is its own. With `5GB` behind `--` it reads exports of five gigabytes instead,
//! which are made while they are read and are on no disk.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use jiff::tz::TimeZone;
use masthead_formats::{Format, Record, Source, Surroundings, detect, open};

use self::endless::Endless;

#[path = "made/endless.rs"]
mod endless;

const FORMATS: &[Format] = &[
    Format::Disqus,
    Format::WordPress,
    Format::Remark42,
    Format::Coral,
    Format::IssoJson,
];
const MILLION: u64 = 1_000_000;
const FIVE_GIGABYTES: &str = "5GB";
/// Posts of one article; the largest known had 33,000.
const POSTS_OF_AN_ARTICLE: u64 = 50_000;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|one| one != "--bench")
        .collect();
    match &arguments[..] {
        [word, size] if size == FIVE_GIGABYTES => return read_endless(word),
        [word, path] => return read(word, Path::new(path)),
        [size] if size == FIVE_GIGABYTES => return five_gigabytes(),
        _ => {}
    }
    let count = arguments.first().and_then(|count| count.parse().ok());
    let count = count.unwrap_or(MILLION);
    let folder = tempfile::tempdir()?;
    for format in FORMATS {
        let path = folder.path().join(format.word());
        write(*format, count, &path)?;
        let own = std::env::current_exe()?;
        let done = Command::new(own).arg(format.word()).arg(&path).status()?;
        assert!(done.success(), "{} was not read", format.word());
        std::fs::remove_file(&path)?;
    }
    Ok(())
}

fn five_gigabytes() -> std::io::Result<()> {
    for format in [Format::WordPress, Format::Masthead] {
        let own = std::env::current_exe()?;
        let done = Command::new(own)
            .args([format.word(), FIVE_GIGABYTES])
            .status()?;
        assert!(done.success(), "{} was not read", format.word());
    }
    Ok(())
}

fn read_endless(word: &str) -> std::io::Result<()> {
    let format = Format::named(word).expect("the benchmark names it itself");
    let export = match format {
        Format::Masthead => Endless::of(endless::MASTHEAD),
        _ => Endless::of(endless::WORDPRESS),
    };
    tell(word, format, export, endless::BYTES)
}

fn read(word: &str, path: &Path) -> std::io::Result<()> {
    let format = Format::named(word).expect("the benchmark names it itself");
    let bytes = path.metadata()?.len();
    let mut beginning = vec![0; 64 * 1024];
    let length = std::io::Read::read(&mut File::open(path)?, &mut beginning)?;
    assert_eq!(detect("x", &beginning[..length]), Some(format));
    let source = BufReader::with_capacity(256 * 1024, File::open(path)?);
    tell(word, format, source, bytes)
}

/// Reads all of it and prints what that took.
fn tell(word: &str, format: Format, source: impl Source, bytes: u64) -> std::io::Result<()> {
    let around = Surroundings {
        file_name: "x",
        zone: &TimeZone::UTC,
        beside: &|_| None,
        is_time_up: None,
    };
    let began = Instant::now();
    let (mut posts, mut articles, mut findings) = (0_u64, 0_u64, 0_usize);
    for record in open(format, source, &around).expect("it is well formed") {
        let record = record.expect("it is well formed");
        posts += u64::from(matches!(record, Record::Post(_)));
        articles += u64::from(matches!(record, Record::Article(_)));
        findings += record.findings().len();
    }
    let secs = began.elapsed().as_secs_f64();
    println!(
        "{word}: {articles} articles and {posts} posts of {} MB in {secs:.1} s ({:.1} s of processor time), {} findings, at most {} MB in memory",
        bytes / 1_000_000,
        processor_secs(),
        findings,
        memory("VmHWM:") / 1024
    );
    Ok(())
}

/// Processor time of this process so far; the kernel counts in hundredths of a second.
fn processor_secs() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind = stat.rsplit_once(") ").map_or("", |(_, behind)| behind);
    let ticks = behind
        .split(' ')
        .skip(11)
        .take(2)
        .filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

/// A figure of this process that the kernel keeps, in kB.
fn memory(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.unwrap_or(0)
}

/// Words of a post, as long as posts are (some 300 characters), and never twice the same.
fn words(number: u64) -> String {
    let sentences = [
        "Das sehe ich anders, und ich war an diesem Tag selbst an der Brücke.",
        "Wer soll das bezahlen, wenn das Land wieder nichts dazugibt?",
        "Danke für den Artikel, endlich schreibt einmal jemand darüber.",
        "Ich habe das schon vor zwei Jahren gesagt, aber niemand wollte es hören.",
        "Bitte bei der Sache bleiben, es geht um die Brücke und nicht um die Partei.",
    ];
    let mut text = format!("Nr. {number}: ");
    for at in 0..4 {
        let chosen = (number.wrapping_mul(2_654_435_761).wrapping_add(at * 7)) % 5;
        text.push_str(sentences[usize::try_from(chosen).expect("it is below five")]);
        text.push(' ');
    }
    text
}

/// Every third post answers one of the twenty before it.
fn parent(number: u64) -> Option<u64> {
    (number.is_multiple_of(3) && number > 20).then(|| number - 1 - number % 20)
}

fn write(format: Format, count: u64, path: &Path) -> std::io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    match format {
        Format::Disqus => disqus(count, &mut out)?,
        Format::WordPress => wordpress(count, &mut out)?,
        Format::Remark42 => remark42(count, &mut out)?,
        Format::Coral => coral(count, &mut out)?,
        _ => isso(count, &mut out)?,
    }
    out.flush()
}

fn disqus(count: u64, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><disqus xmlns=\"http://disqus.com\" xmlns:dsq=\"http://disqus.com/disqus-internals\">"
    )?;
    for thread in 0..=count / 500 {
        writeln!(
            out,
            "<thread dsq:id=\"t{thread}\"><id>/a/{thread}</id><forum>blatt</forum><link>https://blatt.example/a/{thread}</link><title>Artikel {thread}</title><createdAt>2026-01-01T00:00:00Z</createdAt><isClosed>false</isClosed><isDeleted>false</isDeleted></thread>"
        )?;
    }
    for number in 1..=count {
        let parent = parent(number).map(|parent| format!("<parent dsq:id=\"{parent}\"/>"));
        writeln!(
            out,
            "<post dsq:id=\"{number}\"><id/><message><![CDATA[<p>{}</p>]]></message><createdAt>2026-11-22T08:00:00Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam><author><name>Leserin {}</name><isAnonymous>false</isAnonymous><username>leserin{}</username></author><thread dsq:id=\"t{}\"/>{}</post>",
            words(number),
            number % 9_000,
            number % 9_000,
            number / 500,
            parent.unwrap_or_default()
        )?;
    }
    writeln!(out, "</disqus>")
}

fn wordpress(count: u64, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(
        out,
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>Blatt</title><link>https://blatt.example</link>"
    )?;
    for number in 1..=count {
        if number % POSTS_OF_AN_ARTICLE == 1 {
            writeln!(
                out,
                "<item><title>Artikel {number}</title><wp:post_id>{number}</wp:post_id><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
            )?;
        }
        writeln!(
            out,
            "<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author><![CDATA[Leserin {}]]></wp:comment_author><wp:comment_author_email>l{}@a.example</wp:comment_author_email><wp:comment_date_gmt>2026-11-22 08:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA[{}]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type><wp:comment_parent>{}</wp:comment_parent><wp:comment_user_id>0</wp:comment_user_id></wp:comment>",
            number % 9_000,
            number % 9_000,
            words(number),
            parent(number).unwrap_or(0)
        )?;
        if number % POSTS_OF_AN_ARTICLE == 0 || number == count {
            writeln!(out, "</item>")?;
        }
    }
    writeln!(out, "</channel></rss>")
}

fn remark42(count: u64, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "{{\"version\":1,\"users\":[],\"posts\":[]}}")?;
    for number in 1..=count {
        let parent = parent(number).map(|parent| parent.to_string());
        writeln!(
            out,
            "{{\"id\":\"{number}\",\"pid\":\"{}\",\"text\":\"\\u003cp\\u003e{}\\u003c/p\\u003e\",\"orig\":\"\",\"user\":{{\"id\":\"u{}\",\"name\":\"Leserin {}\",\"picture\":\"\",\"ip\":\"x\",\"admin\":false}},\"locator\":{{\"site\":\"blatt\",\"url\":\"https://blatt.example/a/{}\"}},\"score\":1,\"votes\":{{\"u1\":true}},\"time\":\"2026-11-22T09:00:00+01:00\",\"title\":\"Artikel\"}}",
            parent.unwrap_or_default(),
            words(number),
            number % 9_000,
            number % 9_000,
            number / 500
        )?;
    }
    Ok(())
}

fn coral(count: u64, out: &mut impl Write) -> std::io::Result<()> {
    for number in 1..=count {
        let parent = parent(number).map_or("null".to_owned(), |parent| format!("\"{parent}\""));
        writeln!(
            out,
            "{{\"tenantID\":\"t\",\"id\":\"{number}\",\"siteID\":\"s\",\"storyID\":\"s{}\",\"authorID\":\"u{}\",\"parentID\":{parent},\"revisions\":[{{\"id\":\"r\",\"body\":\"<div>{}</div>\",\"createdAt\":{{\"$date\":\"2026-11-22T08:00:00Z\"}}}}],\"status\":\"APPROVED\",\"actionCounts\":{{\"REACTION\":1}},\"tags\":[],\"createdAt\":{{\"$date\":\"2026-11-22T08:00:00Z\"}}}}",
            number / 500,
            number % 9_000,
            words(number)
        )?;
    }
    Ok(())
}

fn isso(count: u64, out: &mut impl Write) -> std::io::Result<()> {
    for number in 1..=count {
        if number % 500 == 1 {
            let mark = if number == 1 { "[" } else { "]}," };
            writeln!(
                out,
                "{mark}{{\"id\":\"/a/{}\",\"title\":\"Artikel\",\"comments\":[",
                number / 500
            )?;
        } else {
            write!(out, ",")?;
        }
        writeln!(
            out,
            "{{\"id\":{number},\"author\":\"Leserin {}\",\"email\":\"l@a.example\",\"created\":\"2026-11-22 08:00:00\",\"text\":\"{}\"}}",
            number % 9_000,
            words(number)
        )?;
    }
    writeln!(out, "]}}]")
}
