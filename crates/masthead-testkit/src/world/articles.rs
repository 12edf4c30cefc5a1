//! The articles of the small world: the list, and how they are published one after the other.

use std::collections::HashMap;
use std::time::Duration;

use anyhow::{Context, Result};
use masthead_core::articles::{
    self, Content, Correct, CorrectionKind, Drafted, Filing, Lead, NewArticle, NewEdition, Publish,
    SectionForm, Significance, StoredPicture,
};
use masthead_core::kernel::{App, ArticleId, AuthorId, Lang, Person, SectionId, TopicId};
use masthead_db::transact;
use masthead_text::from_markdown;

use super::people::People;
use super::pictures::{self, Scene};
use crate::cast::ELIF;

/// Between one publication and the next.
const PAUSE: Duration = Duration::from_secs(5 * 60 * 60 + 37 * 60);

/// One article in its original language.
struct Piece {
    name: &'static str,
    lang: Lang,
    section: &'static str,
    author: &'static str,
    topics: &'static [&'static str],
    picture: Option<Shot>,
    words: Head,
    body: &'static str,
    other: Option<(Lang, Head, &'static str)>,
}

#[derive(Clone, Copy)]
struct Head {
    kicker: &'static str,
    headline: &'static str,
    lede: &'static str,
    place: &'static str,
}

/// A picture with its words.
#[derive(Clone, Copy)]
struct Shot {
    scene: Scene,
    caption: &'static str,
    credit: &'static str,
    alt: &'static str,
}

/// Sections: path, German and English name.
const SECTIONS: &[(&str, &str, &str)] = &[
    ("politik", "Politik", "Politics"),
    ("politik/gemeinde", "Gemeinde", "Town Hall"),
    ("wirtschaft", "Wirtschaft", "Business"),
    ("wissen", "Wissen", "Science"),
    ("kultur", "Kultur", "Culture"),
    ("sport", "Sport", "Sports"),
];

const fn head(
    kicker: &'static str,
    headline: &'static str,
    lede: &'static str,
    place: &'static str,
) -> Head {
    Head {
        kicker,
        headline,
        lede,
        place,
    }
}

const fn shot(
    scene: Scene,
    caption: &'static str,
    credit: &'static str,
    alt: &'static str,
) -> Option<Shot> {
    Some(Shot {
        scene,
        caption,
        credit,
        alt,
    })
}

/// In the order in which they are published; the last stands first on the front page.
const PIECES: &[Piece] = &[
    Piece {
        name: "buch",
        lang: Lang::De,
        section: "kultur",
        author: "Paul Adler",
        topics: &["Literatur"],
        picture: None,
        words: head(
            "Buch der Woche",
            "Zweihundert Schlüssel und kein Schloss",
            "Nora Weiss’ erster Roman räumt ein Haus aus und findet darin ein halbes Jahrhundert.",
            "",
        ),
        body: include_str!("articles/buch.de.md"),
        other: None,
    },
    Piece {
        name: "fussball",
        lang: Lang::De,
        section: "sport",
        author: "Jonas Wirth",
        topics: &["SC Ebersau"],
        picture: None,
        words: head(
            "Frauen-Landesliga",
            "Drei Tore in elf Minuten",
            "Der SC Ebersau dreht ein verlorenes Spiel gegen Kirchdorf und überwintert auf Platz zwei.",
            "Ebersau",
        ),
        body: include_str!("articles/fussball.de.md"),
        other: None,
    },
    Piece {
        name: "swifts",
        lang: Lang::En,
        section: "wissen",
        author: "Martha Bell",
        topics: &["Vögel"],
        picture: shot(
            Scene::Tower,
            "The town hall tower at dusk, when the counting begins.",
            "Ebersauer Bote / Jonas Wirth",
            "A tower against an evening sky with small birds above it",
        ),
        words: head(
            "Nature",
            "Why the Valley Counts Its Swifts",
            "For twenty-six summers volunteers have sat below the eaves. Their notebooks now decide when scaffolding may go up.",
            "Ebersau",
        ),
        body: include_str!("articles/swifts.en.md"),
        other: None,
    },
    Piece {
        name: "interview",
        lang: Lang::De,
        section: "politik",
        author: "Elif Feld",
        topics: &["Nahversorgung", "Verkehr"],
        picture: None,
        words: head(
            "Interview",
            "„Ein Geschäft lebt davon, dass man nicht seinetwegen kommt“",
            "Warum die Läden aus den Dörfern verschwinden, hat weniger mit dem Internet zu tun als mit einer Umfahrung.",
            "",
        ),
        body: include_str!("articles/interview.de.md"),
        other: None,
    },
    Piece {
        name: "station",
        lang: Lang::En,
        section: "kultur",
        author: "Martha Bell",
        topics: &["Oberau"],
        picture: shot(
            Scene::Station,
            "Platform one in Oberau has had no trains since 1988.",
            "Ebersauer Bote / Martha Bell",
            "An old station building in front of hills",
        ),
        words: head(
            "Oberau",
            "A Station Without Trains Finds a Second Life",
            "A piano on platform one was the beginning. Now the railway would like to sell, for one euro and the roof.",
            "Oberau",
        ),
        body: include_str!("articles/station.en.md"),
        other: None,
    },
    Piece {
        name: "chor",
        lang: Lang::De,
        section: "kultur",
        author: "Paul Adler",
        topics: &["Musik"],
        picture: shot(
            Scene::Church,
            "Die Stiftskirche in Ebersau.",
            "Ebersauer Bote / Jonas Wirth",
            "Eine Kirche mit zwei Türmen im Abendlicht",
        ),
        words: head(
            "Konzert",
            "Dreiundsechzig Stimmen, keine Prüfung",
            "Der „Chor ohne Vorsingen“ nimmt jeden, der kommt. Am Samstag hat er Brahms gewagt.",
            "Ebersau",
        ),
        body: include_str!("articles/chor.de.md"),
        other: None,
    },
    Piece {
        name: "see",
        lang: Lang::De,
        section: "wissen",
        author: "Martha Bell",
        topics: &["Erlausee", "Klima"],
        picture: shot(
            Scene::Lake,
            "Der Erlausee im November. Unter seinem Boden liegen viertausend Jahre.",
            "Ebersauer Bote / Martha Bell",
            "Ein See zwischen Bergen, im Vordergrund das Ufer",
        ),
        words: head(
            "Klimaforschung",
            "Was der See aufgeschrieben hat",
            "Forscherinnen ziehen Bohrkerne aus dem Erlausee. Der Schlamm kennt jeden Sommer seit der Bronzezeit.",
            "Erlausee",
        ),
        body: include_str!("articles/see.de.md"),
        other: None,
    },
    Piece {
        name: "weberei",
        lang: Lang::De,
        section: "wirtschaft",
        author: "Jonas Wirth",
        topics: &["Weberei Steiner", "Landwirtschaft"],
        picture: shot(
            Scene::Mill,
            "Halle drei der Weberei Steiner, davor ein Feld mit Hanf.",
            "Ebersauer Bote / Jonas Wirth",
            "Eine Fabrik mit Sägezahndach hinter einem Feld",
        ),
        words: head(
            "Textilindustrie",
            "Die letzte Weberei holt ihr Garn vom Feld nebenan",
            "Drei Wochen vor dem Ende rief ein Bauer an. Seither läuft in Ebersau Hanf durch die Maschinen.",
            "Ebersau",
        ),
        body: include_str!("articles/weberei.de.md"),
        other: None,
    },
    Piece {
        name: "nachtbus",
        lang: Lang::De,
        section: "politik/gemeinde",
        author: "Elif Feld",
        topics: &["Verkehr"],
        picture: shot(
            Scene::Night,
            "Haltestelle Rathausplatz: Von Jänner an hält hier jede Nacht ein Bus.",
            "Ebersauer Bote / Elif Feld",
            "Ein Platz bei Nacht mit erleuchteten Fenstern",
        ),
        words: head(
            "Öffentlicher Verkehr",
            "Der Nachtbus fährt ab Jänner jeden Tag",
            "Gedacht war er für Jugendliche, gefüllt haben ihn die Pflegerinnen aus der Spätschicht.",
            "Ebersau",
        ),
        body: include_str!("articles/nachtbus.de.md"),
        other: Some((
            Lang::En,
            head(
                "Public transport",
                "Night Bus to Run Every Day From January",
                "It was meant for teenagers. The nurses from the late shift filled it.",
                "Ebersau",
            ),
            include_str!("articles/nachtbus.en.md"),
        )),
    },
    Piece {
        name: "bruecke",
        lang: Lang::De,
        section: "politik/gemeinde",
        author: "Elif Feld",
        topics: &["Erlaubrücke", "Verkehr"],
        picture: shot(
            Scene::Bridge,
            "Die Erlaubrücke von 1887: Sie bleibt stehen, aber nur noch für Fußgänger und Räder.",
            "Ebersauer Bote / Jonas Wirth",
            "Eine alte Bogenbrücke über einem Fluss, dahinter Hügel",
        ),
        words: head(
            "Gemeinderat",
            "Die alte Brücke bleibt, die neue kommt daneben",
            "Nach vierzehn Jahren Streit beschließt Ebersau den Bau einer zweiten Brücke über die Erlau. Den Ausschlag gab das vierte Gutachten.",
            "Ebersau",
        ),
        body: include_str!("articles/bruecke.de.md"),
        other: Some((
            Lang::En,
            head(
                "Town council",
                "The Old Bridge Stays, the New One Joins It",
                "After fourteen years of argument Ebersau votes for a second bridge across the Erlau. The fourth report tipped the scales.",
                "Ebersau",
            ),
            include_str!("articles/bruecke.en.md"),
        )),
    },
];

/// What stands in the registers before anything is written.
struct Registers {
    sections: HashMap<&'static str, SectionId>,
    authors: HashMap<&'static str, AuthorId>,
    topics: HashMap<&'static str, TopicId>,
}

/// Publishes everything; gives the articles by their names.
pub(super) async fn publish(
    app: &App,
    people: &People,
) -> Result<HashMap<&'static str, ArticleId>> {
    let editor = people.the(&ELIF)?;
    let registers = registers(app, editor).await?;
    let mut published = HashMap::new();
    for piece in PIECES {
        app.clock.advance(PAUSE);
        published.insert(
            piece.name,
            publish_one(app, editor, &registers, piece).await?,
        );
    }
    let front: Vec<ArticleId> = PIECES
        .iter()
        .rev()
        .filter_map(|piece| published.get(piece.name).copied())
        .collect();
    articles::place(app, editor, &front[..front.len().min(5)]).await?;
    Ok(published)
}

async fn registers(app: &App, editor: &Person) -> Result<Registers> {
    let mut sections = HashMap::new();
    for (position, (path, german, english)) in (1..).zip(SECTIONS) {
        let (above, slug) = path
            .rsplit_once('/')
            .map_or((None, *path), |(above, slug)| (Some(above), slug));
        let form = SectionForm {
            parent: above.and_then(|it| sections.get(it).copied()),
            slug: slug.to_owned(),
            names: vec![
                (Lang::De, (*german).to_owned()),
                (Lang::En, (*english).to_owned()),
            ],
            position,
            ..SectionForm::default()
        };
        sections.insert(*path, articles::create_section(app, editor, &form).await?);
    }
    let (mut authors, mut topics) = (HashMap::new(), HashMap::new());
    for piece in PIECES {
        let author = transact!(app.db.write(), |tx| {
            articles::ensure_author(tx, app, piece.author, "").await
        })?;
        authors.insert(piece.author, author);
        for name in piece.topics {
            let topic = transact!(app.db.write(), |tx| {
                articles::ensure_topic(tx, app, name).await
            })?;
            topics.insert(*name, topic);
        }
    }
    Ok(Registers {
        sections,
        authors,
        topics,
    })
}

async fn publish_one(
    app: &App,
    editor: &Person,
    registers: &Registers,
    piece: &Piece,
) -> Result<ArticleId> {
    let lead = match &piece.picture {
        Some(shot) => Some(store(app, editor, shot).await?),
        None => None,
    };
    let filing = Filing {
        section: *registers
            .sections
            .get(piece.section)
            .context("the section is on the list")?,
        authors: registers
            .authors
            .get(piece.author)
            .copied()
            .into_iter()
            .collect(),
        topics: piece
            .topics
            .iter()
            .filter_map(|it| registers.topics.get(it).copied())
            .collect(),
    };
    let content = content(app, editor, &piece.words, lead.as_ref(), piece.body).await?;
    let request = NewArticle {
        lang: piece.lang,
        slug: None,
        filing,
        content,
    };
    let drafted = articles::create_draft(app, editor, &request).await?;
    go_out(app, editor, drafted).await?;
    if let Some((lang, words, body)) = &piece.other {
        app.clock.advance(Duration::from_secs(20 * 60));
        let content = self::content(app, editor, words, lead.as_ref(), body).await?;
        let request = NewEdition {
            article: drafted.article,
            lang: *lang,
            slug: None,
            content,
        };
        go_out(
            app,
            editor,
            articles::add_edition(app, Some(editor), &request).await?,
        )
        .await?;
    }
    if piece.name == "bruecke" {
        correct(app, editor, drafted).await?;
    }
    Ok(drafted.article)
}

async fn go_out(app: &App, editor: &Person, drafted: Drafted) -> Result<()> {
    let publish = Publish {
        edition: drafted.edition,
        revision: drafted.revision,
        significance: Significance::Update,
    };
    Ok(articles::publish(app, editor, &publish).await?)
}

async fn correct(app: &App, editor: &Person, drafted: Drafted) -> Result<()> {
    app.clock.advance(Duration::from_secs(95 * 60));
    let text = "In einer früheren Fassung stand, die alte Brücke sei 1878 gebaut worden. Richtig ist 1887.";
    let request = Correct {
        edition: drafted.edition,
        kind: CorrectionKind::Correction,
        text: text.to_owned(),
    };
    articles::correct(app, editor, &request).await?;
    Ok(())
}

async fn content(
    app: &App,
    editor: &Person,
    words: &Head,
    lead: Option<&StoredPicture>,
    body: &str,
) -> Result<Content> {
    Ok(Content {
        kicker: words.kicker.to_owned(),
        headline: words.headline.to_owned(),
        lede: words.lede.to_owned(),
        place: words.place.to_owned(),
        lead: lead.map(|it| Lead {
            media: it.id,
            caption: None,
        }),
        body: from_markdown(&with_pictures(app, editor, body).await?).document,
    })
}

/// Puts the store's address where a text names a picture of the world.
async fn with_pictures(app: &App, editor: &Person, body: &str) -> Result<String> {
    const RIVER: &str = "world:river";
    if !body.contains(RIVER) {
        return Ok(body.to_owned());
    }
    let shot = Shot {
        scene: Scene::River,
        caption: "Der einzige Pfeiler steht schräg zur Strömung.",
        credit: "Ebersauer Bote / Jonas Wirth",
        alt: "Ein Pfeiler im Fluss",
    };
    let stored = store(app, editor, &shot).await?;
    Ok(body.replace(RIVER, &format!("media:{}", stored.short)))
}

async fn store(app: &App, editor: &Person, shot: &Shot) -> Result<StoredPicture> {
    let rights = articles::Rights {
        caption: shot.caption.to_owned(),
        credit: shot.credit.to_owned(),
        creator: shot
            .credit
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned(),
        alt: shot.alt.to_owned(),
        ..articles::Rights::default()
    };
    let bytes = pictures::draw(shot.scene)?.into();
    let request = articles::StorePicture {
        bytes,
        rights,
        by: Some(editor.account),
    };
    Ok(articles::store_picture(app, &request).await?)
}
