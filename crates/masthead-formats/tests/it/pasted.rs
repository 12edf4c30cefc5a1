//! Texts as readers copy them out of pages; all of them invented, with the furniture that pages have.

use jiff::tz::{Offset, TimeZone};
use masthead_formats::{Article, Kind, Making, Record, pasted};
use masthead_text::{Body, to_markdown};

fn read(text: &str) -> (Article, Vec<String>) {
    let vienna = TimeZone::fixed(Offset::constant(1));
    let mut names = Vec::new();
    let mut article = None;
    for record in pasted::read(text, "text.txt", &vienna) {
        match record {
            Record::Writer(writer) => names.push(match writer.office.is_empty() {
                true => writer.name,
                false => format!("{} ({})", writer.name, writer.office),
            }),
            Record::Section(section) => names.push(format!("section {}", section.name)),
            Record::Article(found) => article = Some(*found),
            _ => {}
        }
    }
    (article.expect("there is always one"), names)
}

fn dropped(article: &Article) -> String {
    let findings = article
        .findings
        .iter()
        .filter(|finding| finding.what.starts_with("dropped"));
    findings
        .map(|finding| format!("{}\n", finding.what))
        .collect()
}

const GERMAN: &str = "Zum Hauptinhalt
Menü
Anmelden
Abo
Startseite › Panorama › Altdorf
Gemeinderat
Altdorf sperrt die Brücke am Mühlbach
Nach drei Gutachten steht fest: Die Brücke trägt keine Lastwagen mehr. Der Umweg kostet eine halbe Stunde.

Anna Berger, Karl Huber
22. November 2026, 09:30
, aktualisiert um
145 Postings
Artikel anhören
0:00 / 3:45
1x

Die Brücke am Mühlbach am Sonntagabend.
Die Brücke am Mühlbach am Sonntagabend.
Foto: APA / Hans Hofer

Teilen
Drucken
Der Gemeinderat von Altdorf hat in der Nacht auf Sonntag beschlossen, die alte Brücke am Mühlbach für den Verkehr zu sperren. Zu Fuß darf man sie weiter überqueren.

Drei Gutachten, ein Ergebnis
Seit dem Sommer haben drei Büros die Pfeiler untersucht. „Wir haben lange genug gewartet“, sagte die Bürgermeisterin am Sonntag. Die Reparatur kostet zwei Millionen Euro.

„Wir haben lange genug gewartet.“
Maria Lang, Bürgermeisterin von Altdorf

Die Opposition verlangt nun einen Untersuchungsausschuss. Sie wirft der Gemeinde vor, seit Jahren von den Rissen gewusst und nichts getan zu haben.

„Wir haben lange genug gewartet.“
Maria Lang, Bürgermeisterin von Altdorf

Mehr zum Thema
Warum Brücken altern
Was die Gutachter fanden

Wie es weitergeht
Bis zum Frühling fährt der Bus über die Hauptstraße, die dafür zwei neue Ampeln bekommt. Das Land zahlt die Hälfte, sagt die Landesrätin, die andere Hälfte soll aus dem Katastrophenfonds kommen. (Die Sitzung dauerte fünf Stunden.)

• Busse fahren im Viertelstundentakt.
• Räder dürfen geschoben werden.

Dieser Artikel wurde automatisch übersetzt.
(Anna Berger, APA, 22.11.2026)

Community-Richtlinien
Die Kommentare geben nicht die Meinung der Redaktion wieder.
Sehr guter Artikel, danke dafür! Endlich schreibt einmal jemand, wie es wirklich um diese Brücke steht.
Sudoku
Impressum
© 2026 Das Blatt GmbH
";

#[test]
fn a_german_page_becomes_its_article() {
    let (article, names) = read(GERMAN);

    assert_eq!(article.kicker, "Gemeinderat");
    assert_eq!(article.headline, "Altdorf sperrt die Brücke am Mühlbach");
    assert!(
        article.lede.starts_with("Nach drei Gutachten steht fest"),
        "{}",
        article.lede
    );
    assert_eq!(
        names,
        [
            "section Panorama",
            "section Altdorf",
            "Anna Berger",
            "Karl Huber"
        ]
    );
    assert_eq!(
        article.published_at.map(|at| at.to_string()).as_deref(),
        Some("2026-11-22T08:30:00Z")
    );
    assert_eq!(
        (article.language.as_deref(), article.making),
        (Some("de"), Making::MachineTranslated)
    );
    assert_eq!(article.rights.credit, "APA");
    let pictures: Vec<_> = article
        .pictures_wanted
        .iter()
        .map(|one| (one.caption.as_str(), one.credit.as_str()))
        .collect();
    assert_eq!(
        pictures,
        [(
            "Die Brücke am Mühlbach am Sonntagabend.",
            "APA / Hans Hofer"
        )]
    );
    let text = to_markdown(&article.document);
    let kinds: Vec<_> = article
        .document
        .blocks
        .iter()
        .map(|block| block.body.kind())
        .collect();
    assert_eq!(
        kinds,
        [
            "paragraph",
            "crosshead",
            "paragraph",
            "quote",
            "paragraph",
            "crosshead",
            "paragraph",
            "list"
        ],
        "{text}"
    );
    let Body::Quote(quote) = &article.document.blocks[3].body else {
        panic!("{text}")
    };
    assert_eq!(
        (quote.person.as_str(), quote.office.as_str()),
        ("Maria Lang", "Bürgermeisterin von Altdorf")
    );
}

#[test]
fn everything_that_is_not_the_article_is_listed_with_its_reason() {
    let (article, _) = read(GERMAN);
    let dropped = dropped(&article);

    for (reason, line) in [
        ("menu", "Zum Hauptinhalt"),
        ("log-in", "Anmelden"),
        ("subscription", "Abo"),
        ("player", "0:00 / 3:45"),
        ("sharing", "Teilen"),
        ("community", "145 Postings"),
        ("caption that stands there twice", "Die Brücke"),
        ("quote that stands there twice", "Maria Lang"),
        ("links to other articles", "Warum Brücken altern"),
        ("what follows the article", "Sehr guter Artikel"),
        ("games", "Sudoku"),
        ("page footer", "Impressum"),
    ] {
        let is_told = dropped
            .lines()
            .any(|told| told.contains(&format!("as {reason}:")) && told.contains(line));
        assert!(is_told, "{line} as {reason} in:\n{dropped}");
    }
    assert!(
        article
            .findings
            .iter()
            .any(|finding| finding.kind == Kind::Lossy && finding.what.contains("must be added"))
    );
}

/// No line may be lost: it is in the article or in the list.
#[test]
fn no_line_is_lost_in_silence() {
    let (article, names) = read(GERMAN);
    let whole = format!(
        "{} {} {} {:?} {} {} {:?} {} {:?}",
        article.kicker,
        article.headline,
        article.lede,
        article.pictures_wanted,
        article.document.plain_text(),
        to_markdown(&article.document),
        names,
        dropped(&article),
        article.notes
    );
    for line in GERMAN.lines().map(str::trim).filter(|line| line.len() > 20) {
        let first: String = line
            .trim_start_matches(['•', '„', ' ', '('])
            .chars()
            .take(16)
            .collect();
        let is_read = [
            "22. November",
            "Anna Berger",
            "Startseite",
            "Foto: APA",
            ", aktualisiert",
        ]
        .iter()
        .any(|known| first.starts_with(known));
        assert!(is_read || whole.contains(&first), "`{line}` is nowhere");
    }
}

const ENGLISH: &str = "Town closes old bridge over Mill Creek - The Paper
Skip to main content
Sign in
Subscribe
News
Sport
Weather
LOCAL POLITICS

Town closes old bridge over Mill Creek

Three reports agree that the bridge can no longer carry lorries, and the detour takes half an hour

By Jane Doe and John Roe | Nov 22, 2026 9:30 AM GMT
Updated November 22, 2026 10:12 a.m. GMT
4 min read
Share
Facebook
Video above: the last bus crosses the bridge

The bridge at night. Photograph: Mary Major/Reuters

The council decided late on Saturday to close the old bridge over Mill Creek to all traffic. People on foot may still cross it, the mayor said.

“We have waited long enough”
– Mary Major, mayor

Three firms have examined the piers since the summer, and all of them found cracks. The repair will cost two million pounds, half of which the county pays.

What happens next?

Until spring the bus will run along Main Street, which gets two new sets of lights. Shops on the far bank fear for their trade and ask for help.

Correction: An earlier version of this article named the wrong creek.

Related
Why bridges grow old
Join the conversation
Nice article, thanks for writing it. I walk across this bridge every day and it has always worried me a lot.
Privacy policy
";

#[test]
fn an_english_page_becomes_its_article() {
    let (article, names) = read(ENGLISH);
    let text = to_markdown(&article.document);

    assert_eq!(article.kicker, "LOCAL POLITICS");
    assert_eq!(article.headline, "Town closes old bridge over Mill Creek");
    assert!(
        article.lede.starts_with("Three reports agree"),
        "{}",
        article.lede
    );
    assert_eq!(names, ["Jane Doe", "John Roe"]);
    assert_eq!(
        article.published_at.map(|at| at.to_string()).as_deref(),
        Some("2026-11-22T09:30:00Z")
    );
    assert_eq!(
        article.modified_at.map(|at| at.to_string()).as_deref(),
        Some("2026-11-22T10:12:00Z")
    );
    assert_eq!(
        article.notes,
        ["Video above: the last bus crosses the bridge"]
    );
    assert_eq!(article.pictures_wanted[0].credit, "Mary Major/Reuters");
    let kinds: Vec<_> = article
        .document
        .blocks
        .iter()
        .map(|block| block.body.kind())
        .collect();
    assert_eq!(
        kinds,
        [
            "paragraph",
            "quote",
            "paragraph",
            "crosshead",
            "paragraph",
            "correction"
        ],
        "{text}"
    );
    assert!(
        !text.contains("Nice article") && !text.contains("grow old"),
        "{text}"
    );
    assert_eq!(article.language.as_deref(), Some("en"));
}

#[test]
fn a_bare_text_without_any_page_is_an_article_too() {
    let (article, names) = read(
        "Die Brücke bleibt zu\nVon Anna Berger\n\nDer Gemeinderat hat am Montag beschlossen, dass die alte Brücke am Mühlbach bis zum Frühling gesperrt bleibt.\n\nDas kostet Geld.",
    );

    assert_eq!(
        (article.headline.as_str(), names),
        ("Die Brücke bleibt zu", vec!["Anna Berger".to_owned()])
    );
    assert_eq!(article.document.blocks.len(), 2);
    assert!(
        article
            .findings
            .iter()
            .any(|finding| finding.what == "no date was recognised")
    );
}

#[test]
fn nothing_is_said_about_nothing() {
    for text in ["", "\n\n", "Menü\nAnmelden", "x"] {
        let (article, _) = read(text);
        assert!(article.document.is_empty(), "{text:?}");
        assert!(
            article
                .findings
                .iter()
                .any(|finding| finding.what.contains("no text of an article"))
        );
    }
}
