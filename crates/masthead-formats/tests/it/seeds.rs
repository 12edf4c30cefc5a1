//! Small files of every format, all of them made here: what tests read and fuzzing begins with.

use masthead_formats::Format;

/// Small files of a format, all of them made here.
pub(crate) fn seeds_of(format: Format) -> Vec<Vec<u8>> {
    let texts: Vec<String> = match format {
        Format::WordPress => vec![wxr()],
        Format::Markdown => MARKDOWN.iter().map(|text| (*text).to_owned()).collect(),
        Format::Ghost => vec![ghost(true), ghost(false)],
        Format::Ninjs => NINJS.iter().map(|text| (*text).to_owned()).collect(),
        Format::NewsMl => vec![
            newsml(NITF_INSIDE),
            newsml(
                "<inlineXML><html xmlns=\"http://www.w3.org/1999/xhtml\"><body><h2>Zwischentitel</h2><p>Ein <em>Satz</em>.</p></body></html></inlineXML>",
            ),
        ],
        Format::Nitf => vec![format!("<?xml version=\"1.0\"?>{NITF}")],
        Format::Feed => vec![RSS.to_owned(), ATOM.to_owned()],
        Format::Page => vec![PAGE.to_owned()],
        Format::Pasted => vec![PASTED.to_owned()],
        Format::Disqus => vec![DISQUS.to_owned()],
        Format::Coral => vec![CORAL_TABLE.to_owned(), CORAL_LINES.to_owned()],
        Format::IssoJson => vec![ISSO.to_owned()],
        Format::IssoDatabase => return vec![isso_database()],
        Format::Remark42 => vec![REMARK42.to_owned()],
        Format::Commento => vec![COMMENTO.to_owned()],
        Format::Artrans => vec![ARTRANS.to_owned()],
        // Its seeds are what our own writer makes; its promise has them.
        Format::Masthead => Vec::new(),
    };
    texts.into_iter().map(String::into_bytes).collect()
}

const MARKDOWN: [&str; 3] = [
    "---\ntitle: A headline\ndate: 2026-11-22T08:00:00+01:00\ntags: [one, two]\nauthor:\n  - Anna Berger\ndraft: false\n---\n\nWords.\n",
    "+++\ntitle = \"A headline\"\ndate = 2026-11-22\ntags = [\"one\"]\n[extra]\na = 1\n+++\n\n# Words\n",
    "---\ntitle: >\n  folded\n  words\nlist:\n  - a: b\n    c: 'd'\n  - {e: f}\n---\n![alt](a.jpg \"Caption\")\n",
];

fn wxr() -> String {
    let item = "<item><title>T</title><wp:post_id>1</wp:post_id><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>\
        <wp:post_date_gmt>2026-11-22 08:00:00</wp:post_date_gmt><content:encoded><![CDATA[<p>Words</p>]]></content:encoded>\
        <category domain=\"post_tag\" nicename=\"a\"><![CDATA[A]]></category>\
        <wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value><![CDATA[2]]></wp:meta_value></wp:postmeta>\
        <wp:comment><wp:comment_id>3</wp:comment_id><wp:comment_author>B</wp:comment_author><wp:comment_content>Words &amp; more</wp:comment_content>\
        <wp:comment_approved>1</wp:comment_approved><wp:comment_parent>0</wp:comment_parent></wp:comment></item>";
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:wp=\"http://wordpress.org/export/1.2/\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Blatt</title><link>https://alt.example</link>\
         <wp:author><wp:author_login>anna</wp:author_login></wp:author>{item}</channel></rss>"
    )
}

/// Two articles, one in Lexical and one in Mobiledoc, in either wrapping.
pub(crate) fn ghost(is_wrapped: bool) -> String {
    let lexical = r#"{"root":{"children":[{"type":"paragraph","children":[{"type":"extended-text","text":"Ein ","format":0},{"type":"extended-text","text":"starkes","format":1},{"type":"linebreak"},{"type":"link","url":"__GHOST_URL__/b/","children":[{"type":"text","text":"Wort"}]}]},{"type":"extended-heading","tag":"h2","children":[{"type":"text","text":"Zwischentitel"}]},{"type":"image","src":"__GHOST_URL__/content/images/a.jpg","alt":"Alt","caption":"<b>Text</b>","width":640,"height":480},{"type":"list","listType":"number","children":[{"type":"listitem","children":[{"type":"text","text":"eins"}]}]},{"type":"callout","calloutText":"Achtung"},{"type":"bookmark","url":"https://a.example/x","metadata":{"title":"Anderswo"}},{"type":"codeblock","code":"let x;","language":"js"},{"type":"horizontalrule"},{"type":"signup"}]}}"#;
    let mobiledoc = r#"{"version":"0.3.1","atoms":[["soft-return","",{}]],"cards":[["image",{"src":"/content/b.jpg","caption":"B"}],["hr",{}]],"markups":[["strong"],["a",["href","https://a.example"]]],"sections":[[1,"p",[[0,[0],1,"Fett"],[1,[],0,0],[0,[1],1," verlinkt"]]],[10,0],[3,"ul",[[[0,[],0,"eins"]],[[0,[],0,"zwei"]]]],[10,1],[1,"h2",[[0,[],0,"Ende"]]]]}"#;
    let post = |id: &str, key: &str, text: &str, more: &str| {
        let text = serde_json::to_string(text).expect("a text is JSON");
        format!(
            r#"{{"id":"{id}","title":"Artikel {id}","slug":"artikel-{id}","{key}":{text},"html":"<p>HTML</p>","status":"published","visibility":"public","published_at":"2026-11-22T08:00:00.000Z"{more}}}"#
        )
    };
    let posts = [
        post("1", "lexical", lexical, r#","custom_excerpt":"Vorspann","feature_image":"__GHOST_URL__/content/images/l.jpg""#),
        post("2", "mobiledoc", mobiledoc, r#","type":"page","visibility":"paid""#),
        r#"{"id":"3","title":"Nur HTML","slug":"nur-html","html":"<p>Ein Satz.</p>","status":"sent","codeinjection_head":"<script>"}"#.to_owned(),
    ]
    .join(",");
    let tables = format!(
        r##""posts":[{posts}],"tags":[{{"id":"t1","name":"Wahl","slug":"wahl"}},{{"id":"t2","name":"#intern","slug":"hash-intern"}}],"users":[{{"id":"u1","name":"Anna Berger","slug":"anna","email":"anna@blatt.example","bio":"Schreibt."}}],"posts_tags":[{{"post_id":"1","tag_id":"t1","sort_order":0}},{{"post_id":"1","tag_id":"t2","sort_order":1}}],"posts_authors":[{{"post_id":"1","author_id":"u1","sort_order":0}}],"posts_meta":[{{"post_id":"1","feature_image_alt":"Alt","feature_image_caption":"Bildtext"}}],"settings":[{{"key":"title","value":"Blatt"}}],"snippets":[{{"id":"s"}}]"##
    );
    let inner = format!(
        r#"{{"meta":{{"exported_on":1795336200000,"version":"6.0.0"}},"data":{{{tables}}}}}"#
    );
    match is_wrapped {
        true => format!(r#"{{"db":[{inner}]}}"#),
        false => inner,
    }
}

const NINJS: [&str; 3] = [
    r#"{"uri":"urn:a:1","type":"text","version":"2","headlines":[{"role":"main","value":"Titel"}],"descriptions":[{"role":"summary","value":"Vorspann"}],"bodies":[{"contentType":"text/html","value":"<p>Eins</p><p>Zwei</p>"}],"by":"Anna Berger","versionCreated":"2026-11-22T08:00:00Z","firstCreated":"2026-11-22T07:00:00Z","embargoedUntil":"2026-11-23T08:00:00Z","pubStatus":"usable","urgency":3,"language":"de","subjects":[{"name":"Wahl"}],"infoSources":[{"name":"Agentur"}],"digitalSourceType":{"uri":"http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"},"associations":[{"name":"bild","uri":"urn:a:2","type":"picture","descriptions":[{"value":"Bildtext"}],"by":"Hofer","renditions":[{"name":"klein","href":"https://a.example/k.jpg","width":100},{"name":"gross","href":"https://a.example/g.jpg","width":900,"height":600}]},{"name":"en","uri":"urn:a:3","rel":"translation","language":"en"}],"trustIndicators":[{"role":"x","href":"https://a.example"}]}"#,
    r#"{"uri":"urn:b:1","type":"text","headline":"Zwei","pubstatus":"withheld","versioncreated":"2026-11-22T08:00:00Z","bodies":[{"contenttype":"text/plain","value":"Eins\n\nZwei"}],"embargoed":"bis zur Rede","copyrightholder":"Agentur"}"#,
    r#"{"guid":"tag:s:1","type":"text","headline":"Eins","byline":"Von Anna Berger und Karl Huber","body_html":"<p>Text</p>","description_text":"Vorspann","pubstatus":"canceled","associations":{"featuremedia":{"type":"picture","guid":"p","renditions":{"original":{"href":"https://a.example/o.jpg","width":800}},"description_text":"Bild"}},"subject":[{"name":"Sport","code":"1"}],"place":[{"name":"Wien"}]}"#,
];

const NITF: &str = "<nitf><head><title>Titel</title><tobject><tobject.property tobject.property.type=\"Bericht\"/><tobject.subject tobject.subject.type=\"Politik\"/></tobject>\
    <docdata><date.issue norm=\"20261122T083000Z\"/><date.release norm=\"20261123T060000+0100\"/><key-list><keyword key=\"Wahl\"/></key-list><ed-msg info=\"Achtung\"/><doc-id id-string=\"n1\"/><urgency ed-urg=\"2\"/><du-key key=\"wahl\"/></docdata></head>\
    <body><body.head><hedline><hl1>Die Wahl</hl1><hl2>Unterzeile</hl2></hedline><byline>Von <person>Anna Berger</person></byline><dateline><location><city>Wien</city></location></dateline><abstract><p>Vorspann</p></abstract><distributor>Agentur</distributor></body.head>\
    <body.content><block><p>Ein <em>Satz</em> aus <location>Wien</location>.</p><hl2>Zwischentitel</hl2><media media-type=\"image\"><media-reference source=\"https://a.example/a.jpg\" width=\"640\"/><media-caption>Bildtext</media-caption><media-producer>Hofer</media-producer></media><p>Noch einer.</p></block></body.content><body.end><tagline>(Ende)</tagline></body.end></body></nitf>";

const NITF_INSIDE: &str = "NITF";

/// A message with an article, a picture and a package.
pub(crate) fn newsml(content: &str) -> String {
    let content = match content {
        "NITF" => format!("<inlineXML>{NITF}</inlineXML>"),
        other => other.to_owned(),
    };
    format!(
        "<?xml version=\"1.0\"?><newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><header/><itemSet><newsItem guid=\"urn:g:1\" version=\"3\" xml:lang=\"de\">\
         <rightsInfo><copyrightHolder literal=\"Agentur\"/><copyrightNotice>(c) Agentur</copyrightNotice><usageTerms>Nur online</usageTerms></rightsInfo>\
         <itemMeta><itemClass qcode=\"ninat:text\"/><provider qcode=\"nprov:AGT\"/><versionCreated>2026-11-22T09:30:00+01:00</versionCreated><firstCreated>2026-11-22T08:00:00Z</firstCreated><embargoed/><pubStatus qcode=\"stat:usable\"/><edNote>Bitte prüfen</edNote><signal qcode=\"sig:update\"/></itemMeta>\
         <contentMeta><urgency>4</urgency><headline role=\"hld:main\">Titel der Agentur</headline><by>Von Anna Berger</by><slugline>wahl</slugline><subject qcode=\"medtop:1\"><name>Politik</name></subject><language tag=\"de\"/><description role=\"drol:summary\">Vorspann</description><digitalSourceType uri=\"http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture\"/></contentMeta>\
         <contentSet>{content}</contentSet></newsItem>\
         <newsItem guid=\"urn:g:2\"><itemMeta><itemClass qcode=\"ninat:picture\"/></itemMeta><contentMeta><creditline>Hofer</creditline><description role=\"drol:caption\">Bildtext</description></contentMeta><contentSet><remoteContent href=\"https://a.example/a.jpg\" contenttype=\"image/jpeg\" width=\"640\" height=\"480\"/></contentSet></newsItem>\
         <packageItem guid=\"urn:g:3\"><itemMeta><title>Paket</title></itemMeta></packageItem></itemSet></newsMessage>"
    )
}

const RSS: &str = "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"c\" xmlns:dc=\"d\" xmlns:media=\"m\"><channel><title>Blatt</title><link>https://www.blatt.example/</link><language>de</language>\
    <item><title>Titel &amp; mehr</title><link>https://www.blatt.example/a/b</link><guid>g1</guid><pubDate>Sun, 22 Nov 2026 09:30:00 +0100</pubDate><dc:creator>Anna Berger</dc:creator><category>Wahl</category><description>Kurz</description><content:encoded><![CDATA[<p>Lang</p>]]></content:encoded><enclosure url=\"https://a.example/a.mp3\" type=\"audio/mpeg\" length=\"1\"/><media:content url=\"https://a.example/a.jpg\" medium=\"image\"><media:credit>Hofer</media:credit></media:content><slash:comments>3</slash:comments></item></channel></rss>";

const ATOM: &str = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Blatt</title><link href=\"https://blatt.example/\"/><entry><id>urn:e:1</id><title type=\"html\">Titel &amp;amp; mehr</title><link rel=\"alternate\" href=\"https://blatt.example/a\"/><published>2026-11-22T08:30:00Z</published><updated>2026-11-22T09:00:00Z</updated><author><name>Anna Berger</name></author><category term=\"wahl\" label=\"Wahl\"/><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Ein <b>Satz</b>.</p></div></content></entry></feed>";

const PAGE: &str = "<!doctype html><html lang=\"de\"><head><title>Titel - Blatt</title><link rel=\"canonical\" href=\"https://blatt.example/a/titel\"><link rel=\"alternate\" hreflang=\"en\" href=\"https://blatt.example/en/title\"><meta property=\"og:title\" content=\"Titel\"><meta property=\"og:image\" content=\"https://blatt.example/a.jpg\"><meta property=\"article:tag\" content=\"Wahl\">\
    <script type=\"application/ld+json\">{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"Titel\",\"description\":\"Vorspann\",\"author\":[{\"@type\":\"Person\",\"name\":\"Anna Berger\"}],\"datePublished\":\"2026-11-22T09:30:00+01:00\",\"articleSection\":\"Politik\",\"image\":{\"url\":\"https://blatt.example/a.jpg\",\"creditText\":\"Hofer\"},\"isAccessibleForFree\":false}]}</script></head>\
    <body><nav><a href=\"/\">Startseite</a></nav><article><h1>Titel</h1><div class=\"share-bar\"><a href=\"#\">Teilen</a></div><figure><img src=\"https://blatt.example/a.jpg\" alt=\"\"><figcaption>Bildtext</figcaption></figure><p>Der erste Absatz steht hier und sagt etwas.</p><h2>Zwischentitel</h2><p>Der zweite Absatz.</p><aside>Mehr dazu</aside></article><section class=\"comments\"><p>Ein Leser schreibt hier sehr viel mehr, als im ganzen Artikel steht.</p></section><footer>Impressum</footer></body></html>";

const PASTED: &str = "Menü\nAnmelden\nGemeinderat\nDie Brücke am Mühlbach bleibt zu\nDrei Gutachten sagen alle dasselbe.\nVon Anna Berger\n22. November 2026, 09:30 Uhr\nDie Brücke am Abend. Foto: APA/Hofer\nDer Gemeinderat hat am Sonntag beschlossen, die alte Brücke am Mühlbach bis zum Frühling zu sperren, wie es heißt.\nWas nun geschieht\n„Wir haben lange genug gewartet.“\nMaria Lang, Bürgermeisterin\nDas kostet Geld und Zeit, sagen alle.\n• Bus\n• Rad\nMehr zum Thema\nNoch ein Titel\nForum\nImpressum\n";

const DISQUS: &str = "<?xml version=\"1.0\"?><disqus xmlns=\"http://disqus.com\" xmlns:dsq=\"http://disqus.com/disqus-internals\"><category dsq:id=\"1\"><forum>blatt</forum><title>General</title></category>\
    <thread dsq:id=\"10\"><id/><forum>blatt</forum><link>https://blatt.example/a</link><title>Titel</title><createdAt>2026-11-01T08:00:00Z</createdAt><isClosed>true</isClosed><isDeleted>false</isDeleted></thread>\
    <post dsq:id=\"102\"><message><![CDATA[<p>Antwort</p>]]></message><createdAt>2026-11-22T08:05:00Z</createdAt><author><name>Karl</name><isAnonymous>true</isAnonymous></author><isDeleted>false</isDeleted><isSpam>false</isSpam><thread dsq:id=\"10\"/><parent dsq:id=\"101\"/></post>\
    <post dsq:id=\"101\"><message/><createdAt>2026-11-22T08:00:00Z</createdAt><author><name>Anna</name><email>Anna@a.example</email><username>anna</username><isAnonymous>false</isAnonymous></author><ipAddress>192.0.2.1</ipAddress><isDeleted>true</isDeleted><isSpam>false</isSpam><thread dsq:id=\"10\"/></post>\
    <post dsq:id=\"103\"><message><![CDATA[Waise &amp; mehr]]></message><createdAt>gestern</createdAt><author><name>Eva</name></author><isDeleted>false</isDeleted><isSpam>true</isSpam><thread dsq:id=\"11\"/><parent dsq:id=\"99\"/></post></disqus>";

const CORAL_TABLE: &str = "c1,u1,s1,2026-11-22T08:00:00Z,\"<p>Ein \"\"Wort\"\"</p>\",,APPROVED,5\nc2,u2,s1,2026-11-22T08:01:00Z,Nein,c1,REJECTED,\nu1,anna@a.example,Anna,STAFF,false,2020-01-01T00:00:00Z\ns1,https://blatt.example/a,Titel,Anna,2026-11-01T08:00:00Z,2026-11-21T08:00:00Z,COMMENTS\n";

const CORAL_LINES: &str = "{\"_id\":{\"$oid\":\"1\"},\"tenantID\":\"t\",\"id\":\"u1\",\"username\":\"Anna\",\"email\":\"anna@a.example\",\"role\":\"MODERATOR\",\"profiles\":[{\"type\":\"local\",\"password\":\"x\"}],\"createdAt\":{\"$date\":\"2020-01-01T00:00:00Z\"}}\n\
    {\"id\":\"s1\",\"tenantID\":\"t\",\"url\":\"https://blatt.example/a\",\"metadata\":{\"title\":\"Titel\"},\"closedAt\":null}\n\
    {\"id\":\"c1\",\"storyID\":\"s1\",\"authorID\":\"u1\",\"revisions\":[{\"id\":\"r0\",\"body\":\"alt\"},{\"id\":\"r1\",\"body\":\"<b>neu</b>\",\"createdAt\":{\"$date\":{\"$numberLong\":\"1795336200000\"}}}],\"status\":\"NONE\",\"tags\":[{\"type\":\"FEATURED\"}],\"actionCounts\":{\"REACTION\":3},\"createdAt\":{\"$date\":\"2026-11-22T08:00:00Z\"}}\n\
    nur Text\n{\"id\":\"a\",\"commentID\":\"c1\",\"actionType\":\"FLAG\"}\n";

const ISSO: &str = r#"[{"id":"/a","title":"Titel","comments":[{"id":1,"author":"Anna","email":"anna@a.example","website":"","remote_addr":"192.0.2.0","created":"2026-11-22 08:00:00","text":"Ein *Wort*"},{"id":2,"parent":1,"author":null,"created":"2026-11-22 08:01:00","text":"Antwort"}]},{"title":"Zwei","comments":[{"id":3,"text":"früh"}],"id":"/b"}]"#;

const REMARK42: &str = "{\"version\":1,\"users\":[{\"id\":\"u2\",\"blocked\":{\"status\":true}}],\"posts\":[{\"url\":\"https://blatt.example/a\",\"read_only\":true}]}\n\
    {\"id\":\"r1\",\"pid\":\"\",\"text\":\"<p>Ein Wort</p>\",\"orig\":\"Ein Wort\",\"user\":{\"id\":\"u1\",\"name\":\"Anna\",\"ip\":\"abc\",\"admin\":true},\"locator\":{\"site\":\"blatt\",\"url\":\"https://blatt.example/a\"},\"score\":1,\"votes\":{\"u2\":true,\"u3\":false},\"time\":\"2026-11-22T09:00:00+01:00\",\"title\":\"Titel\"}\n\
    {\"id\":\"r2\",\"pid\":\"r1\",\"text\":\"\",\"orig\":\"Antwort\",\"user\":{\"id\":\"u2\",\"name\":\"Karl\"},\"locator\":{\"site\":\"blatt\",\"url\":\"https://blatt.example/a\"},\"delete\":true,\"time\":\"2026-11-22T08:05:00Z\",\"edit\":{\"time\":\"2026-11-22T08:06:00Z\",\"summary\":\"\"}}\n";

const COMMENTO: &str = r#"{"version":1,"comments":[{"commentHex":"c1","domain":"blatt.example","url":"/a","commenterHex":"p1","markdown":"Ein *Wort*","html":"<p>Ein <em>Wort</em></p>","parentHex":"root","score":2,"state":"approved","creationDate":"2026-11-22T08:00:00Z","deleted":false},{"commentHex":"c2","domain":"blatt.example","url":"/a","commenterHex":"anonymous","markdown":"Nein","parentHex":"c1","score":-1,"state":"unapproved","creationDate":"2026-11-22T08:01:00Z"}],"commenters":[{"commenterHex":"p1","email":"Anna@a.example","name":"Anna","link":"undefined","joinDate":"2020-01-01T00:00:00Z","isModerator":true}]}"#;

const ARTRANS: &str = r#"[{"id":"1","rid":"0","content":"Ein **Wort**","ua":"Browser","ip":"192.0.2.1","created_at":"2026-11-22 09:00:00 +0100","updated_at":"2026-11-22 09:05:00 +0100","is_pending":"false","is_collapsed":"true","vote_up":"2","vote_down":"1","nick":"Anna","email":"anna@a.example","link":"https://anna.example","page_key":"/a","page_title":"Titel","page_admin_only":"false","site_name":"Blatt","site_urls":"https://blatt.example,https://www.blatt.example"},{"id":"2","rid":"7","content":"Nein","is_pending":"true","page_key":"/a"}]"#;

/// An SQLite file of three pages, written by hand: the schema, two pages with posts, and three comments.
fn isso_database() -> Vec<u8> {
    const PAGE_BYTES: usize = 1024;
    let threads = "CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256))";
    let comments = "CREATE TABLE comments (tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER, created FLOAT NOT NULL, modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR, author VARCHAR, email VARCHAR, website VARCHAR, likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0, voters BLOB NOT NULL)";
    let schema = [("threads", "2", threads), ("comments", "3", comments)];
    let schema: Vec<Vec<&str>> = schema
        .iter()
        .map(|(name, root, sql)| vec!["table", name, name, root, sql])
        .collect();
    let rows = vec![
        vec![
            "1",
            "",
            "",
            "1795336200.5",
            "",
            "1",
            "192.0.2.0",
            "Ein *Wort*",
            "Anna",
            "anna@a.example",
            "",
            "2",
            "1",
            "",
        ],
        vec![
            "1",
            "",
            "1",
            "1795336260",
            "",
            "4",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
        ],
        vec![
            "1",
            "",
            "9",
            "1795336300",
            "1795336400",
            "2",
            "",
            "Waise",
            "Karl",
            "",
            "",
            "",
            "",
            "",
        ],
    ];
    let mut file = page(&schema, 100, PAGE_BYTES);
    file[..16].copy_from_slice(b"SQLite format 3\0");
    file[16..18].copy_from_slice(&1024_u16.to_be_bytes());
    file[18..24].copy_from_slice(&[1, 1, 0, 64, 32, 32]);
    file[56..60].copy_from_slice(&1_u32.to_be_bytes());
    file.extend(page(
        &[vec!["", "/a", "Titel"], vec!["", "/b", "Zwei"]],
        0,
        PAGE_BYTES,
    ));
    file.extend(page(&rows, 0, PAGE_BYTES));
    file
}

/// A leaf of a table; its rows have the ids 1, 2, 3, and empty texts are nulls.
fn page(rows: &[Vec<&str>], head: usize, bytes: usize) -> Vec<u8> {
    let mut page = vec![0; bytes];
    let mut end = bytes;
    for (number, row) in rows.iter().enumerate() {
        let (mut kinds, mut body) = (Vec::new(), Vec::new());
        for value in row {
            let length = 13 + 2 * value.len();
            match value.len() {
                0 => kinds.push(0),
                _ if length < 128 => kinds.push(u8::try_from(length).expect("it is small")),
                _ => kinds.extend([
                    0x80 | u8::try_from(length >> 7).expect("it is small"),
                    u8::try_from(length & 0x7F).expect("it is small"),
                ]),
            }
            body.extend_from_slice(value.as_bytes());
        }
        let mut cell = vec![u8::try_from(kinds.len() + 1).expect("it is small")];
        cell.extend(kinds);
        cell.extend(body);
        let mut whole = match cell.len() {
            short @ 0..128 => vec![u8::try_from(short).expect("it is small")],
            long => vec![
                0x80 | u8::try_from(long >> 7).expect("it is small"),
                u8::try_from(long & 0x7F).expect("it is small"),
            ],
        };
        whole.push(u8::try_from(number + 1).expect("it is small"));
        whole.extend(cell);
        end -= whole.len();
        page[end..end + whole.len()].copy_from_slice(&whole);
        let place = u16::try_from(end).expect("a page is small").to_be_bytes();
        let at = head + 8 + 2 * number;
        page[at..at + 2].copy_from_slice(&place);
    }
    page[head] = 13;
    page[head + 4] = u8::try_from(rows.len()).expect("it is small");
    page
}
