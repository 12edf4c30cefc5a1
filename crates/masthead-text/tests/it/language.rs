//! What holds of any text in the rooms for translation and narration: the rest of the list in `promises.rs`.

use masthead_text::checks::{Measure, Severity, Translated, check as check_article};
use masthead_text::figures::{compare, figures};
use masthead_text::names::{Aligned, clusters_in, clusters_of, settle as settle_names, unsettled};
use masthead_text::narration::{Lexicon, Slashes, say};
use masthead_text::placeholders::{Hints, Marked, Settled, Style, Tries, settle};
use masthead_text::sentences::{split, tell};
use masthead_text::{Inline, Lang, detect, from_markdown};

use crate::allowed::{INLINE, check};

fn seeds(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

/// Sentences with every kind of full stop.
pub(crate) fn sentences() -> Vec<Vec<u8>> {
    seeds(&[
        "Dr. Maria Feld kam am 14. März um 7.30 Uhr, z. B. mit 2,4 Mio. Euro. „Wirklich?“, fragte er. „Ja!“ (S. 5.) Papst Leo XIV. sprach …",
        "Mr. J. K. Hale left the U.S. at 5 p.m. Monday. “Is it safe?” Mayor Hill asked.[12] They shouted “Shame! Shame!” and left. No. 10 is empty...",
        "Eins.\u{a0}Zwei!\nDrei?!\u{202f}»Vier.« 。五！ iPhone. ok",
    ])
}

/// Every byte that is not white space belongs to exactly one sentence, in order, and a sentence has no space at its ends.
pub(crate) fn split_whole(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for lang in Lang::ALL {
        let mut end = 0;
        for range in split(&text, lang) {
            assert!(text[end..range.start].trim().is_empty(), "{text:?}");
            let sentence = &text[range.clone()];
            assert!(
                !sentence.is_empty() && sentence.trim() == sentence && !sentence.contains('\n')
            );
            end = range.end;
        }
        assert!(text[end..].trim().is_empty(), "{text:?}");
    }
    let document = from_markdown(&text).document;
    let told = tell(&document, Lang::De);
    let mut ids: Vec<_> = told
        .iter()
        .flat_map(|it| &it.sentences)
        .map(|it| &it.id)
        .collect();
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "ids are unique");
    assert_eq!(
        document.retold(|passage| Some(passage.words.inline())),
        document
    );
}

/// Two lines with figures of every kind.
pub(crate) fn figure_lines() -> Vec<Vec<u8>> {
    seeds(&[
        "Am 14. März 2024 um 20.15 Uhr 2,4 Mio. Euro, 31. 12. 2025, 3.5., 90er, 2:1, −5 Grad, 18 %, A1\nOn March 14, 2024, at 8:15 p.m. €2.4 million, 06/03/2026, the 1990s, 2-1, 5 to 10 percent, $3bn",
        "zweihundertfünfzigtausend, eine Million, 1’250.5, CHF 1.000,50, Mittwochabend\ntwenty-one, two hundred thousand, US$5m, 1,250.5, 14th of May, noon, Sept. 3",
        "Wolodymyr Selenskyj, Selenskyjs, Lawrow, Müller, Möller, Charkiw\nVolodymyr Zelenskyi’s Zelensky ZELENSKYY Zelenskyy Lavrov Müller Möller Kharkiv Mueller's",
    ])
}

/// A text says the same figures as itself, and each stands where it is said to stand.
pub(crate) fn figures_stand(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (one, other) = text.split_once('\n').unwrap_or((&text, ""));
    names_settle(one, other);
    check_anything(one, other);
    for lang in Lang::ALL {
        let mut end = 0;
        for found in figures(one, lang) {
            assert!(
                found.range.start >= end && !one[found.range.clone()].is_empty(),
                "{one:?}"
            );
            end = found.range.end;
            let _ = found.figure.to_string();
        }
        assert_eq!(compare(one, lang, one, lang), [], "{one:?}");
        let _ = compare(one, lang, other, lang);
    }
}

/// The checks answer whatever they are given, and find nothing in a text that stayed what it was.
fn check_anything(one: &str, other: &str) {
    for (from, to, target) in [
        (Lang::De, Lang::En, other),
        (Lang::En, Lang::De, other),
        (Lang::De, Lang::De, one),
    ] {
        let measure = Measure {
            from,
            to,
            terms: &[],
            entities: &[],
            profane: &[],
        };
        let report = check_article(&[Translated::of(one, target)], &measure);
        assert!(
            from != to || report.worst() < Some(Severity::Error),
            "{one:?}: {report:?}"
        );
        report
            .found
            .iter()
            .for_each(|found| drop(found.check.to_string()));
    }
    let _ = detect(one);
}

/// However names are spelled, one form of each is left.
fn names_settle(one: &str, other: &str) {
    let pair = [Aligned {
        source: one,
        target: other,
    }];
    let clusters = clusters_of(&pair, Lang::De, Lang::En);
    let mut texts = vec![other.to_owned()];
    settle_names(&mut texts, &clusters, &[], &[], Lang::En);
    assert!(
        unsettled(&[&texts[0]], &clusters, Lang::En).is_empty(),
        "{one:?} {other:?} {clusters:?}"
    );
    let _ = clusters_in(&[one, other], Lang::De);
}

/// Figures, kings, addresses and shortened words.
pub(crate) fn to_be_said() -> Vec<Vec<u8>> {
    seeds(&[
        "Am 14. und 15. März 2024 um 20.15 Uhr: € 2,50, 18 Mrd. €, 31. 12. 2025, 06/03/2026, 2:31:05 Stunden, 2:1 (1:0), 90er-Jahre, 18-Jährige, 5–10 km/h, 1/2 Liter",
        "Papst Leo XIV. und Elisabeth II., Kapitel IV, z. B. ÖVP, Dr. Müller usw. §§ 5 & 6, -5 °C, #Wien2026 @anna https://www.o2.example/a redaktion@a.example 🎉 [12] 007 Tel. 01/23 45",
        "On March 14, 2024, at 3:45 p.m. $3bn, £2.50, the '90s, 22nd, 2-1, 5–10 years, King Charles III, No. 10, St. James St., 39C, 10k, 2026-03-06, 1,250.5, 24/7, US$5m, F-16",
    ])
}

/// What is said has no digits, no line breaks and no doubled spaces, and is not much longer than what a number takes.
pub(crate) fn said_in_words(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for lang in Lang::ALL {
        for slashes in [Slashes::DayFirst, Slashes::MonthFirst] {
            let said = say(&text, lang, slashes, &Lexicon::default());
            assert!(
                !said.chars().any(|c| c.is_ascii_digit() || c.is_control()),
                "{text:?}: {said:?}"
            );
            assert!(
                !said.contains("  ") && said.trim() == said,
                "{text:?}: {said:?}"
            );
            assert!(said.len() <= 40 * text.len() + 40, "{text:?}: {said:?}");
        }
    }
}

/// Marked sentences, a line, and an answer.
pub(crate) fn answers() -> Vec<Vec<u8>> {
    seeds(&[
        "Der **Rat** [sagt *nein*](https://a.example/x) zu `x` ⟦4⟧.\nThe ⟦1⟧council⟦/1⟧ ⟦2⟧says ⟦3⟧no⟦/3⟧⟦/2⟧ to ⟦4/⟧ ⟦5/⟧4⟦6/⟧.",
        "Ein [Haus](/h).\nA [[1]]house[[/1]] <g id=\"1\">x</g> <x id=\"2\"/> [[t:g:1; t:g:2]]word[[/]] \\[ [<x3/>] &amp; <script>",
        "[Haus.](/h) [nein](https://a.example/x).\n⟦1⟧⟦2⟧word.⟦/2⟧⟦/1⟧",
        "H<sub>2</sub>O\nH⟦1⟧2⟦/1⟧O ⟦ 1 ⟧ ⟦/ 9⟧ ⟦⟧ ⟦",
        "H<sub> </sub>O <sub>[a](/h) [b](/h)</sub>\nH⟦1⟧ ⟦/1⟧O ⟦2⟧⟦3⟧a⟦/3⟧⟦/2⟧",
    ])
}

/// Untouched answers come back; of any other, every link is kept and no markup comes through.
pub(crate) fn answer_never_trusted(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (source, answer) = text.split_once('\n').unwrap_or((&text, ""));
    let inline = masthead_text::inline_from_markdown(source);
    let marked = Marked::whole(&inline);
    assert_eq!(
        marked.restore(marked.text()).as_ref(),
        Ok(&inline),
        "{source:?}"
    );
    for style in [Style::Brackets, Style::Square, Style::Xml] {
        let back = style.neutral(&marked.render(style));
        assert_eq!(
            marked.restore(&back).as_ref(),
            Ok(&inline),
            "{style:?} {source:?}"
        );
    }
    for style in [
        Style::Plain,
        Style::Brackets,
        Style::Square,
        Style::Xml,
        Style::Blanks,
    ] {
        let answer = style.neutral(answer);
        let settled = match settle(&marked, &answer, Tries::Last, Hints::default()) {
            Settled::Whole(inline) | Settled::Mended(inline, _) => inline,
            Settled::AskAgain(faults) => panic!("it was the last try: {faults:?}"),
        };
        check(settled.to_html().as_str(), INLINE);
        assert_eq!(links(&settled), links(&inline), "{source:?} {answer:?}");
    }
}

/// Where a text leads, each place once.
fn links(inline: &Inline) -> Vec<String> {
    let links = inline.spans().iter().filter_map(|span| span.link.as_ref());
    let mut links: Vec<String> = links.map(ToString::to_string).collect();
    links.sort();
    links.dedup();
    links
}

/// Texts that would take minutes if anything looked at everything for everything.
#[cfg(test)]
#[test]
fn endless_texts_end_soon() {
    let started = std::time::Instant::now();
    for sign in [
        "1 ", "1.", "a.a.", "Usw. (", "„Ja! ", "X ", "Name ", "# ", "@a.", "12:30 ", "zwei ",
        "$1m ", "[1] ", "Leo I. ", "5–6 ", "z. B. ", "a ",
    ] {
        let text = sign.repeat(8_000 / sign.len());
        for lang in Lang::ALL {
            let _ = say(&text, lang, Slashes::DayFirst, &Lexicon::default());
        }
        split_whole(text.as_bytes());
        figures_stand(format!("{text}\n{text}2").as_bytes());
    }
    for answer in [
        "⟦1⟧",
        "⟦/1⟧",
        "⟦1⟧x⟦/1⟧ , ",
        "⟧",
        "<g id=\"1\">",
        "[[t:g:1]]",
    ] {
        answer_never_trusted(format!("**b** `c`\n{}", answer.repeat(3_000)).as_bytes());
        answer_never_trusted(
            format!("{}\n{}", "**b** c ".repeat(1_000), answer.repeat(1_000)).as_bytes(),
        );
    }
    // Quadratic work would take hours; a busy machine in debug takes seconds.
    assert!(started.elapsed().as_secs() < 90);
}
