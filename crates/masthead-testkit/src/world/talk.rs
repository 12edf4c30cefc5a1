//! What readers of the small world say: posts that stand, posts that wait, one that was refused.

use std::collections::HashMap;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use masthead_core::kernel::{App, ArticleId, Lang, Person, PostId};
use masthead_core::posts::decisions::{self, Decide, Decided, Verdict};
use masthead_core::posts::desk::{self, ClaimNext};
use masthead_core::posts::{self, Submit};
use masthead_core::screening;
use masthead_db::transact;

use super::cases::{self, Reported};
use super::people::People;
use crate::cast::{ANNA, BRUNO, CLARA, Cast, DENIZ, HANA};

/// Who says what below which article, in answer to which earlier line of this list.
struct Said {
    who: Cast,
    below: &'static str,
    answers: Option<usize>,
    text: &'static str,
}

const fn said(who: Cast, below: &'static str, text: &'static str) -> Said {
    Said {
        who,
        below,
        answers: None,
        text,
    }
}

const fn answer(who: Cast, below: &'static str, to: usize, text: &'static str) -> Said {
    Said {
        who,
        below,
        answers: Some(to),
        text,
    }
}

/// What has been read and published.
const PUBLISHED: &[Said] = &[
    said(
        ANNA,
        "bruecke",
        "Endlich. Ich bin mit dem Rad jeden Tag über die alte Brücke gefahren, und jeden Tag hat mich ein Lastwagen am Geländer entlanggeschoben. Dass sie *stehen bleibt*, ist das Beste an dem Beschluss.",
    ),
    answer(
        BRUNO,
        "bruecke",
        0,
        "Schön für Sie. Ich wohne dort, wo die Zufahrt hinkommt. Vor vierzehn Jahren hat man uns versprochen, dass die Au bleibt.",
    ),
    answer(
        ANNA,
        "bruecke",
        1,
        "Das stimmt, und ich verstehe den Ärger. Aber die drei Hektar flussabwärts sind kein leeres Versprechen, die Fläche gehört der Stadt schon.",
    ),
    said(
        HANA,
        "bruecke",
        "Weiß jemand, ob die Haltestelle am linken Ufer bleibt? Im Plan habe ich sie nicht gefunden.",
    ),
    answer(
        BRUNO,
        "bruecke",
        3,
        "Sie wandert zum Lagerhaus. Steht auf Seite 14 der Unterlagen: https://ebersau.example/bruecke.pdf",
    ),
    said(
        BRUNO,
        "nachtbus",
        "> Ein Bus, der fünf Minuten zu früh fährt, ist kein Bus.\n\nDiesen Satz bitte an jede Haltestelle.",
    ),
    said(
        ANNA,
        "nachtbus",
        "Meine Tochter arbeitet im Spital. Drei Winter lang habe ich sie geholt. Danke an alle, die nachgezählt haben.",
    ),
    answer(HANA, "nachtbus", 6, "Geht mir mit meinem Bruder genauso."),
    said(
        HANA,
        "see",
        "Sehr schöner Artikel. Was passiert mit den Bohrkernen, wenn alles gezählt ist?",
    ),
    said(
        BRUNO,
        "weberei",
        "Die Frage ist, was der Stoff am Ende kostet. „Regional“ kann sich nicht jeder leisten.",
    ),
    said(
        ANNA,
        "interview",
        "Die drei Punkte am Schluss sollte man dem Gemeinderat vorlesen.",
    ),
];

/// What waits when the demo opens, in this order.
const WAITING: &[Said] = &[
    said(
        HANA,
        "bruecke",
        "Ich finde es schade, dass über die Kosten so wenig gesagt wird. 11,4 Millionen sind für eine Stadt wie Ebersau sehr viel Geld.",
    ),
    answer(
        BRUNO,
        "bruecke",
        0,
        "Die Lastwagen fahren dann eben durch meine Straße. SO VIEL ZUM THEMA LEBENSQUALITÄT!",
    ),
    answer(
        ANNA,
        "bruecke",
        3,
        "Die Haltestelle wird verlegt, das hat der Verkehrsverbund gestern bestätigt.",
    ),
    said(
        BRUNO,
        "nachtbus",
        "190.000 Euro Defizit für ein paar Betrunkene. Wer zahlt das? Wir.",
    ),
    said(
        HANA,
        "nachtbus",
        "Gibt es den Fahrplan schon irgendwo zum Herunterladen?",
    ),
    said(
        ANNA,
        "chor",
        "Ich war dort. Beim vierten Satz haben neben mir zwei Leute geweint, und ich war eine davon.",
    ),
    said(
        BRUNO,
        "see",
        "Viertausend Jahre Wetter, und in der nächsten Sitzung wird wieder so getan, als wäre alles normal.",
    ),
    said(
        HANA,
        "station",
        "I learned my first German sentences in that ticket hall. Please, somebody, buy the roof.",
    ),
    said(
        BRUNO,
        "swifts",
        "Seventeen pairs and a whole school had to wait. Is that proportionate? Honest question.",
    ),
    said(
        ANNA,
        "weberei",
        "Wer einen Hanfstoff sehen will: Im Laden der Weberei liegt ein Ballen, man darf ihn angreifen.",
    ),
];

/// What was published and then reported.
const RUMOUR: Said = said(
    BRUNO,
    "bruecke",
    "Der Bürgermeister hat sich von der Baufirma ein Haus am Ufer hinstellen lassen. Das weiß in Ebersau jeder.",
);
const ADVERTISEMENT: Said = said(
    HANA,
    "nachtbus",
    "Bis dahin: Taxi Talstern fährt auch um drei Uhr früh. 0999 123 456, einfach anrufen!",
);

/// Lets people talk, and moderators read.
pub(super) async fn begin(
    app: &App,
    people: &People,
    articles: &HashMap<&'static str, ArticleId>,
) -> Result<()> {
    let mut posts = Vec::new();
    for line in PUBLISHED {
        app.clock.advance(Duration::from_secs(11 * 60));
        let post = hand_in(app, people, articles, line, &posts).await?;
        let moderator = people.the(if posts.len() % 3 == 1 { &DENIZ } else { &CLARA })?;
        decide(app, moderator, Verdict::Approve).await?;
        posts.push(post);
    }
    refuse_one(app, people, articles, &posts).await?;
    let reported = Reported {
        rumour: published(app, people, articles, &RUMOUR).await?,
        advertisement: published(app, people, articles, &ADVERTISEMENT).await?,
        blunt: posts[9],
    };
    cases::open(app, people, &reported).await?;
    for line in WAITING {
        app.clock.advance(Duration::from_secs(4 * 60 + 10));
        hand_in(app, people, articles, line, &posts).await?;
    }
    Ok(())
}

async fn published(
    app: &App,
    people: &People,
    articles: &HashMap<&'static str, ArticleId>,
    line: &Said,
) -> Result<PostId> {
    let post = hand_in(app, people, articles, line, &[]).await?;
    decide(app, people.the(&CLARA)?, Verdict::Approve).await?;
    Ok(post)
}

async fn hand_in(
    app: &App,
    people: &People,
    articles: &HashMap<&'static str, ArticleId>,
    line: &Said,
    earlier: &[PostId],
) -> Result<PostId> {
    let request = Submit {
        article: *articles
            .get(line.below)
            .context("the article is on the list")?,
        parent: line
            .answers
            .map(|place| earlier.get(place).copied().context("an earlier line"))
            .transpose()?,
        text: line.text.to_owned(),
        lang: Lang::De,
        key: app.ids.secret(),
    };
    Ok(posts::submit(app, people.the(&line.who)?, &request)
        .await?
        .post)
}

/// A moderator takes what waits, and some seconds later it is in force.
async fn decide(app: &App, moderator: &Person, verdict: Verdict) -> Result<()> {
    app.clock.advance(Duration::from_secs(3 * 60 + 20));
    let claimed = desk::claim_next(app, moderator, ClaimNext::Anything).await?;
    let first = claimed.first().context("something waits")?;
    let request = Decide {
        item: first.item,
        version: first.version,
        verdict,
        note: String::new(),
    };
    let Decided::Made { decision, .. } = decisions::decide(app, moderator, &request).await? else {
        bail!("a decision of the small world was not made");
    };
    app.clock
        .advance(Duration::from_secs(u64::from(app.settings().undo_secs) + 1));
    decisions::take_effect(app, decision).await?;
    Ok(())
}

async fn refuse_one(
    app: &App,
    people: &People,
    articles: &HashMap<&'static str, ArticleId>,
    posts: &[PostId],
) -> Result<()> {
    let line = said(
        BRUNO,
        "bruecke",
        "Wer für diese Brücke gestimmt hat, ist entweder gekauft oder zu dumm, eine Karte zu lesen.",
    );
    hand_in(app, people, articles, &line, posts).await?;
    let clara = people.the(&CLARA)?;
    let ground = transact!(app.db.read(), |tx| {
        screening::ground_by_code(tx, "TC-INSULT", clara.lang).await
    })?;
    let ground = ground
        .context("the netiquette forbids personal attacks")?
        .id;
    let facts = "Das Posting nennt die Mitglieder des Gemeinderats „gekauft“ oder „zu dumm, eine Karte zu lesen“, ohne dafür einen Anhaltspunkt zu geben.";
    decide(
        app,
        clara,
        Verdict::Refuse {
            ground,
            facts: facts.to_owned(),
        },
    )
    .await
}
