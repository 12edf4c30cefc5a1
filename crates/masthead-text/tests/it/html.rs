//! What other systems export, read into blocks. Documents are shown as our own Markdown, which is shorter than JSON.

use masthead_text::{
    Address, Finding, HtmlOrigin, HtmlSource, Image, Pictures, Severity, Source, from_html,
    to_markdown,
};

fn read(html: &str, origin: HtmlOrigin) -> (String, Vec<Finding>) {
    let image = |name: &str| {
        let address =
            Address::parse(&format!("https://alt.example/{name}.jpg")).expect("a safe address");
        Image {
            credit: "APA".to_owned(),
            ..Image::at(Source::Address(address))
        }
    };
    let pictures = Pictures {
        by_id: ["7", "8"]
            .into_iter()
            .map(|id| (id.to_owned(), image(id)))
            .collect(),
    };
    let source = HtmlSource {
        html,
        origin,
        base: "https://alt.example/2013/beitrag",
        pictures: &pictures,
        own_pictures: &["8".to_owned()],
    };
    let reading = from_html(&source);
    (to_markdown(&reading.document), reading.findings)
}

#[track_caller]
fn check(html: &str, markdown: &str) {
    let (read, _) = read(html, HtmlOrigin::WordPress);

    assert_eq!(read.trim_end(), markdown, "\n{html}");
}

#[track_caller]
fn check_finding(html: &str, severity: Severity, what: &str) {
    let (read, findings) = read(html, HtmlOrigin::WordPress);
    let found = findings
        .iter()
        .any(|finding| finding.severity == severity && finding.what.contains(what));

    assert!(found, "{what} is not in {findings:#?}\n{read}");
}

#[test]
fn classic_text_gets_its_paragraphs_from_empty_lines() {
    check(
        "Eins\nzwei\n\nDrei <b>vier</b>\n\n<h2>Fünf</h2>\nSechs",
        "Eins\\\nzwei\n\nDrei **vier**\n\n## Fünf\n\nSechs",
    );
    check("a<br />\nb", "a\\\nb");
    check("<p>a\nb</p>\n<p>c</p>", "a\\\nb\n\nc");
}

#[test]
fn block_text_takes_line_ends_for_spaces() {
    check(
        "<!-- wp:paragraph -->\n<p>a\nb</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:heading {\"level\":3} -->\n<h3>c</h3>\n<!-- /wp:heading -->",
        "a b\n\n### c",
    );
    assert_eq!(read("a\nb\n\nc", HtmlOrigin::Plain).0, "a b c\n");
}

#[test]
fn lists_keep_their_levels() {
    check(
        "<ul>\n\t<li>a\n<ol>\n\t<li>b</li>\n\t<li><strong>c</strong></li>\n</ol>\n</li>\n\t<li>d</li>\n</ul>",
        "- a\n  1. b\n  2. **c**\n- d",
    );
    check("<ul><li>a<ul><li>b</ul><li>c</ul>", "- a\n  - b\n- c");
    check(
        "<dl><dt>Begriff</dt><dd>Erklärung</dd><dt>Zwei</dt><dd>x</dd><dd>y</dd></dl>",
        "- **Begriff**\n  - Erklärung\n- **Zwei**\n  - x\n  - y",
    );
}

#[test]
fn quotes_know_who_said_them() {
    check(
        "<blockquote><p>Ja.</p><p>Nein.</p><cite>Anna Berger, Ministerin</cite></blockquote>",
        "> Ja.\n>\n> Nein.\n>\n> — Anna Berger, Ministerin",
    );
    check(
        "<figure class=\"wp-block-pullquote\"><blockquote><p>Ja.</p><cite>Anna Berger</cite></blockquote></figure>",
        "> Ja.\n>\n> — Anna Berger",
    );
    check(
        "<blockquote>Ja.\n<p>— <cite>Anna</cite></p></blockquote>",
        "> Ja.\n>\n> — Anna",
    );
}

#[test]
fn pictures_bring_caption_size_and_link() {
    check(
        r#"[caption id="x" align="left" width="300"]<a href="/bild.jpg"><img class="size-full wp-image-7" src="/bild-300x200.jpg" alt="Ein Bild" width="300" height="200" /></a> Die <em>Unterschrift</em>[/caption]"#,
        "![Ein Bild](https://alt.example/bild-300x200.jpg \"Die *Unterschrift* | APA\"){300x200}",
    );
    check(
        r#"[caption caption="Alte Form"]<a href="https://ziel.example/"><img src="b.jpg"></a>[/caption]"#,
        "[![](https://alt.example/2013/b.jpg \"Alte Form\")](https://ziel.example/)",
    );
    check(
        "<figure><img src=\"//cdn.example/a.jpg\"><figcaption>Ü</figcaption></figure>",
        "![](https://cdn.example/a.jpg \"Ü\")",
    );
    check(
        "Satz <img src=\"/a.jpg\"> zu Ende.",
        "Satz zu Ende.\n\n![](https://alt.example/a.jpg)",
    );
    check(
        "<p><img src=\"/a.jpg\">Satz.</p>",
        "![](https://alt.example/a.jpg)\n\nSatz.",
    );
    check(
        "Hallo <img class=\"wp-smiley\" src=\"x.gif\" alt=\";-)\">",
        "Hallo ;-)",
    );
}

#[test]
fn galleries_are_found_in_every_shape() {
    let two =
        "![](https://alt.example/7.jpg \" | APA\")\n![](https://alt.example/8.jpg \" | APA\")";
    check(r#"[gallery columns="2" ids="7,8"]"#, two);
    check(
        "[gallery]",
        ":::gallery\n![](https://alt.example/8.jpg \" | APA\")\n:::",
    );
    check(
        "<figure class=\"wp-block-gallery\"><ul><li><figure><img src=/a.jpg><figcaption>A</figcaption></figure></li><li><figure><img src=/b.jpg></figure></li></ul><figcaption>Alle</figcaption></figure>",
        ":::gallery Alle\n![](https://alt.example/a.jpg \"A\")\n![](https://alt.example/b.jpg)\n:::",
    );
    check_finding(
        "[gallery ids=\"7,99\"]",
        Severity::Loss,
        "the picture 99, which is not there",
    );
}

#[test]
fn films_and_frames_load_nothing() {
    check(
        "[video mp4=\"/f.mp4\" poster=\"/f.jpg\"][/video]",
        ":::video https://alt.example/f.mp4 poster=https://alt.example/f.jpg\n:::",
    );
    check(
        "[audio https://alt.example/t.mp3]",
        ":::audio https://alt.example/t.mp3\n:::",
    );
    check(
        "<figure class=\"wp-block-video\"><video controls src=\"/f.mp4\"></video><figcaption>Film</figcaption></figure>",
        ":::video https://alt.example/f.mp4\nFilm\n:::",
    );
    check(
        "<iframe src=\"//www.youtube.com/embed/x\" title=\"Ein Film\"></iframe>",
        ":::embed https://www.youtube.com/embed/x\nEin Film\n:::",
    );
    check(
        "[embed]https://film.example/1[/embed]\n\nText\nhttps://film.example/2\n\nund https://film.example/3 im Satz",
        "https://film.example/1\n\nText\n\nhttps://film.example/2\n\nund https://film.example/3 im Satz",
    );
}

#[test]
fn tables_are_squared() {
    check(
        "<table><caption>T</caption><thead><tr><th>A<th>B</thead><tr><td>1<td>2<br>3<tr><td colspan=2>x|y</table>",
        ":::table T\n| A | B |\n| --- | --- |\n| 1 | 2<br>3 |\n| x\\|y |  |\n:::",
    );
    check(
        "<table><tr><th>A</th></tr><tr><td>1</td></tr></table>",
        "| A |\n| --- |\n| 1 |",
    );
    check(
        "<figure class=\"wp-block-table\"><table><tbody><tr><td>1</td></tr></tbody></table><figcaption>U</figcaption></figure>",
        ":::table U\n|  |\n| --- |\n| 1 |\n:::",
    );
}

#[test]
fn code_stays_as_it_is() {
    check(
        "<pre class=\"wp-block-code\"><code>a &lt; b\n\n  [gallery]\n</code></pre>",
        "```\na < b\n\n  [gallery]\n```",
    );
    check(
        "<code>[gallery]</code> und <kbd>Strg</kbd>",
        "`[gallery]` und `Strg`",
    );
    check(
        "<pre class=\"wp-block-verse\">Zeile\nZeile</pre>",
        "Zeile\\\nZeile",
    );
}

#[test]
fn nothing_is_dropped_in_silence() {
    check_finding(
        "<script>alert(1)</script>a",
        Severity::Loss,
        "<script> was left out",
    );
    check_finding(
        "<a href=\"javascript:alert(1)\">a</a>",
        Severity::Loss,
        "the address `javascript:alert(1)` was taken out",
    );
    check_finding(
        "<img src=x onerror=alert(1)>",
        Severity::Loss,
        "a script in an attribute",
    );
    check_finding(
        "[contact-form-7 id=\"1\"]",
        Severity::Doubt,
        "the shortcode `[contact-form-7 id=\"1\"]` is shown as text",
    );
    check_finding("<del>a</del>", Severity::Doubt, "struck-out");
    check_finding("a<!--more-->b", Severity::Note, "<!--more-->");
    check_finding("<p align=center>a</p>", Severity::Note, "alignment");
    check_finding(
        "<!-- wp:latest-posts /-->",
        Severity::Loss,
        "`latest-posts`",
    );
    check_finding(
        "<blink-182>a</blink-182>",
        Severity::Doubt,
        "<blink-182> is not known",
    );
    check_finding(&"<div>".repeat(500), Severity::Doubt, "nested too deeply");
}

#[test]
fn the_words_survive_the_wildest_nesting() {
    check("<b><p>a</p><div>b</b>c</div>", "**a**\n\n**b**\n\nc");
    check("a</div></p>b", "ab");
    check(
        "<a href=/x><div>a</div><div>b</div></a>",
        "[a](https://alt.example/x)\n\n[b](https://alt.example/x)",
    );
    check("<p>a<ul><li>b</ul>c", "a\n\n- b\n\nc");
}
