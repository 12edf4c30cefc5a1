//! What pages say around an article, in both languages. A line is compared in small letters, without marks at its ends and
//! without a number in brackets behind it. Words, not code: they keep the shape in which they can be read.

/// Why lines are dropped, and the lines that say exactly this.
#[rustfmt::skip]
pub(super) const EXACTLY: &[(&str, &[&str])] = &[
    (
        "menu",
        &[
            "menü", "menu", "navigation", "startseite", "home", "homepage", "suche", "suchen", "search",
            "zum hauptinhalt", "zum inhalt springen", "zum inhalt", "zur navigation", "zur startseite",
            "skip to content", "skip to main content", "skip to navigation", "ressorts", "sections", "themen",
            "topics", "mehr", "more", "weitere ressorts", "politik", "inland", "ausland", "international", "welt",
            "world", "wirtschaft", "business", "sport", "sports", "kultur", "culture", "panorama", "chronik",
            "wissen", "wissenschaft", "science", "gesundheit", "health", "technik", "tech", "technology", "netzwelt",
            "web", "medien", "media", "etat", "meinung", "opinion", "kommentare der anderen", "diskurs", "lifestyle",
            "reisen", "travel", "karriere", "bildung", "immobilien", "wetter", "weather", "podcast", "podcasts",
            "video", "videos", "fotos", "bilder", "newsletter", "archiv", "archive", "e-paper", "epaper", "zeitung",
            "live", "liveticker", "ticker", "schlagzeilen", "headlines", "zurück", "back", "weiter", "next",
            "schließen", "close", "nach oben", "back to top", "alle ressorts", "all sections", "uk", "us",
            "dark mode", "dunkelmodus", "deutsch", "english", "sprache", "language", "barrierefreiheit",
            "leichte sprache", "regional", "lokales", "local news", "news", "nachrichten", "aktuell",
        ],
    ),
    (
        "log-in",
        &[
            "anmelden", "abmelden", "einloggen", "ausloggen", "login", "log in", "log out", "logout", "sign in",
            "sign out", "sign up", "registrieren", "register", "jetzt registrieren", "mein konto", "my account",
            "konto", "account", "profil", "profile", "mein profil", "passwort vergessen", "forgot password",
            "create account", "konto erstellen", "benutzername", "passwort", "password",
        ],
    ),
    (
        "subscription",
        &[
            "abo", "abos", "abonnieren", "jetzt abonnieren", "abo abschließen", "subscribe", "subscribe now",
            "subscriptions", "premium", "plus", "jetzt testen", "try for free", "gratis testen", "unterstützen",
            "unterstützen sie uns", "support us", "donate", "spenden", "newsletter abonnieren",
            "newsletter bestellen", "subscribe to our newsletter", "become a member", "mitglied werden",
            "benachrichtigungen aktivieren", "folgen", "follow", "thema folgen", "autor folgen", "gift this article",
            "artikel verschenken",
        ],
    ),
    (
        "sharing",
        &[
            "teilen", "share", "artikel teilen", "share this article", "share this", "drucken", "print", "merken",
            "save", "speichern", "auf die merkliste", "merkliste", "read later", "link kopieren", "copy link",
            "kopieren", "copy", "facebook", "twitter", "x", "bluesky", "mastodon", "whatsapp", "telegram",
            "linkedin", "xing", "pinterest", "reddit", "e-mail", "email", "mail", "per e-mail teilen", "instagram",
            "youtube", "tiktok", "threads", "link wurde kopiert", "link copied", "weiterleiten", "feedback",
            "fehler melden", "report an error", "schriftgröße", "text size",
        ],
    ),
    (
        "player",
        &[
            "play", "pause", "abspielen", "wiedergeben", "stumm", "mute", "ton aus", "ton an", "unmute", "vollbild",
            "fullscreen", "lautstärke", "volume", "geschwindigkeit", "playback speed", "wiedergabegeschwindigkeit",
            "untertitel", "captions", "subtitles", "artikel anhören", "artikel vorlesen", "artikel hören",
            "vorlesen", "anhören", "listen", "listen to this article", "listen to article", "audio",
            "video abspielen", "play video", "video starten", "nächstes video", "next video", "stop", "1x", "1,5x",
            "1.5x", "2x", "15 sekunden zurück", "15 sekunden vor", "autoplay", "wird geladen", "loading",
            "transkript", "transcript", "picture-in-picture",
        ],
    ),
    (
        "games",
        &[
            "spiele", "games", "sudoku", "kreuzworträtsel", "crossword", "rätsel", "puzzles", "quiz", "wordle",
            "wortsuche", "solitär", "solitaire", "mahjong", "memory", "buchstabensalat", "jetzt spielen", "play now",
            "zum quiz", "wortrad", "tägliches rätsel", "mini crossword", "schach", "chess", "bubble shooter",
        ],
    ),
    (
        "advertisement",
        &[
            "werbung", "anzeige", "anzeigen", "advertisement", "advertisements", "advertising", "ad", "sponsored",
            "sponsored content", "bezahlte anzeige", "entgeltliche einschaltung", "promotion", "skip ad",
            "werbung überspringen", "empfehlungen der redaktion",
        ],
    ),
    (
        "community",
        &[
            "kommentare", "comments", "kommentieren", "kommentar schreiben", "write a comment", "leave a comment",
            "forum", "postings", "posting schreiben", "zum forum", "zu den kommentaren", "zur diskussion",
            "diskussion", "discussion", "mitdiskutieren", "diskutieren sie mit", "join the conversation",
            "netiquette", "forenregeln", "community-richtlinien", "community guidelines", "kommentare anzeigen",
            "show comments", "view comments", "kommentare laden", "neueste zuerst", "älteste zuerst", "newest first",
            "oldest first", "most liked", "antworten", "reply", "melden", "ihr kommentar", "your comment",
            "user-kommentare", "leserkommentare", "posten", "post comment",
        ],
    ),
    (
        "links to other articles",
        &[
            "mehr zum thema", "lesen sie auch", "lesen sie mehr", "weiterlesen", "das könnte sie auch interessieren",
            "weitere artikel", "weitere meldungen", "zum weiterlesen", "mehr zu diesem thema", "verwandte artikel",
            "auch interessant", "meistgelesen", "meistkommentiert", "neueste artikel", "aktuelle themen",
            "more on this story", "related", "related articles", "related stories", "related topics", "read more",
            "read next", "most read", "most viewed", "most popular", "you may also like", "recommended",
            "more stories", "top stories", "trending", "editor's picks", "links", "zum thema", "externe links",
            "weiterführende links", "nachlese", "schwerpunkt", "dossier", "mehr dazu",
        ],
    ),
    (
        "page footer",
        &[
            "impressum", "imprint", "datenschutz", "datenschutzerklärung", "privacy", "privacy policy", "agb",
            "nutzungsbedingungen", "terms", "terms of use", "terms and conditions", "terms of service", "kontakt",
            "contact", "contact us", "über uns", "about us", "about", "offenlegung", "mediadaten", "werben",
            "advertise", "jobs", "careers", "hilfe", "help", "faq", "sitemap", "rss", "cookie-einstellungen",
            "cookie settings", "cookies", "alle akzeptieren", "accept all", "ablehnen", "reject all",
            "einstellungen", "settings", "zustimmen", "einverstanden", "accept", "manage preferences", "rechtliches",
            "legal", "redaktion", "redaktionsstatut", "alle rechte vorbehalten", "all rights reserved", "apps",
            "jugendschutz", "ombudsstelle", "do not sell my personal information",
        ],
    ),
];

/// Why lines are dropped, and how such lines begin.
#[rustfmt::skip]
pub(super) const BEGINS: &[(&str, &[&str])] = &[
    (
        "log-in",
        &[
            "angemeldet als ", "eingeloggt als ", "signed in as ", "logged in as ", "melden sie sich an",
            "bitte melden sie sich an", "please log in", "please sign in", "noch kein konto", "no account yet",
        ],
    ),
    (
        "subscription",
        &[
            "jetzt weiterlesen", "dieser artikel ist nur für abonnent", "this article is for subscribers",
            "weiterlesen mit", "mit abo weiterlesen", "sie haben bereits ein abo", "already a subscriber",
            "bestellen sie unseren newsletter", "sign up for our", "melden sie sich für unseren newsletter",
            "get our newsletter",
        ],
    ),
    (
        "player",
        &[
            "artikel anhören ", "listen to this article ", "audio: ", "geschätzte hördauer",
            "diesen artikel anhören", "der audioplayer", "this audio is", "ihr browser unterstützt",
            "your browser does not support", "zum abspielen", "javascript ",
        ],
    ),
    (
        "reading time",
        &[
            "lesezeit", "lesedauer", "geschätzte lesezeit", "reading time", "estimated reading time",
        ],
    ),
    (
        "sharing",
        &[
            "auf facebook teilen", "auf twitter teilen", "auf x teilen", "auf whatsapp teilen", "share on ",
            "share via ", "teilen auf ", "per mail ",
        ],
    ),
    (
        "community",
        &[
            "sie müssen angemeldet sein, um", "you must be logged in to", "kommentare werden moderiert",
            "comments are moderated", "die kommentare geben", "die kommentare im forum",
            "für diesen artikel wurden die kommentare", "comments are closed", "die kommentarfunktion",
            "die redaktion behält sich", "ihre meinung ist gefragt", "ihre meinung zählt", "wie ist ihre meinung",
            "was meinen sie", "what do you think", "schreiben sie einen kommentar", "bitte beachten sie unsere",
            "please read our", "be the first to comment",
        ],
    ),
    (
        "links to other articles",
        &[
            "lesen sie auch:", "lesen sie mehr", "mehr zum thema:", "siehe auch", "read more:", "related:",
            "see also:", "read also:", ">> ", "» ", "→ ", "➔ ", "▶ ",
        ],
    ),
    (
        "page footer",
        &[
            "© 19", "© 20", "copyright © ", "copyright 20", "(c) 20", "alle rechte vorbehalten",
            "all rights reserved", "wir verwenden cookies", "we use cookies", "diese website verwendet",
            "this website uses", "wir und unsere partner", "we and our partners",
        ],
    ),
    (
        "advertisement",
        &[
            "artikel unterhalb der werbung", "advertisement - ", "werbung ", "anzeige ",
        ],
    ),
];

/// Words that only the rules of a community have, in lines of any length.
#[rustfmt::skip]
pub(super) const RULES: &[&str] = &[
    "community-richtlinien", "forenregeln", "forumregeln", "netiquette", "community guidelines", "community rules",
    "kommentarregeln", "comment policy", "commenting policy", "postings von userinnen und usern", "user-postings",
    "userkommentare", "beleidigungen werden gelöscht", "nicht die meinung der redaktion", "kommentare zu löschen",
    "keep comments respectful", "house rules",
];

/// Endings of lines that count: `145 Postings`, `3 comments`, `4 min read`.
#[rustfmt::skip]
pub(super) const COUNTED: &[(&str, &[&str])] = &[
    (
        "community",
        &[
            "postings", "posting", "kommentare", "kommentar", "comments", "comment", "reaktionen", "reactions",
            "beiträge", "leserkommentare", "antworten", "replies",
        ],
    ),
    (
        "reading time",
        &[
            "min lesezeit", "min. lesezeit", "minuten lesezeit", "min read", "minute read", "minutes read",
            "min. read", "minuten", "min", "min.",
        ],
    ),
    (
        "sharing",
        &["shares", "likes", "mal geteilt", "gefällt mir"],
    ),
];

/// Notes beside the text.
#[rustfmt::skip]
pub(super) const VIDEO_NOTES: &[&str] = &[
    "video oben", "video unten", "siehe video", "im video oben", "sehen sie das video oben", "video above",
    "video below", "watch the video above", "watch above", "siehe video oben", "audio oben", "audio above",
    "grafik oben", "graphic above", "bildergalerie", "fotostrecke", "photo gallery", "in pictures",
];
/// A machine translated it.
#[rustfmt::skip]
pub(super) const MACHINE_TRANSLATED: &[&str] = &[
    "automatisch übersetzt", "maschinell übersetzt", "maschinelle übersetzung", "automatische übersetzung",
    "mit ki übersetzt", "von einer ki übersetzt", "mithilfe von ki übersetzt", "mit deepl übersetzt",
    "automatically translated", "machine translated", "machine-translated", "machine translation",
    "translated by ai", "translated with ai", "translated using ai", "translated automatically",
    "automatic translation",
];
/// Somebody translated it.
#[rustfmt::skip]
pub(super) const TRANSLATED: &[&str] = &[
    "aus dem englischen übersetzt", "aus dem deutschen übersetzt", "aus dem englischen von", "übersetzung:",
    "übersetzt von", "translated by ", "translated from the", "translation by ", "translation: ",
];
/// Somebody checked what the machine made.
#[rustfmt::skip]
pub(super) const REVIEWED: &[&str] = &[
    "redaktionell geprüft", "von der redaktion geprüft", "von einem menschen geprüft", "redaktionell überprüft",
    "reviewed by", "checked by", "edited by a human", "human-reviewed", "reviewed by an editor",
];
/// Something was wrong and is mended.
#[rustfmt::skip]
pub(super) const CORRECTION: &[&str] = &[
    "korrektur:", "berichtigung:", "richtigstellung:", "anmerkung der redaktion:", "anm. d. red.:", "correction:",
    "clarification:", "editor's note:", "in einer früheren version", "in einer früheren fassung",
    "an earlier version of this", "this article was amended", "dieser artikel wurde korrigiert", "klarstellung:",
];
