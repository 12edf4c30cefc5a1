//! What `masthead-text` does with an article: sentences, placeholders, figures, names, checks.

use std::collections::BTreeMap;
use std::hint::black_box;

use anyhow::Result;
use masthead_text::Lang;
use masthead_text::checks::{Measure, Translated, check};
use masthead_text::figures::compare;
use masthead_text::names::{Aligned, clusters_of, settle};
use masthead_text::placeholders::{Marked, Style};
use masthead_text::sentences::{split, tell};

use super::gold::{self, ENGLISH, GERMAN};
use super::table::{Table, Wanted};
use super::{each_ms, share};

/// Repetitions that are timed together: an article takes less than the kernel counts.
const TIMES: u32 = 200;

pub(super) fn measure(table: &mut Table) -> Result<()> {
    segmentation(table)?;
    placeholders(table);
    figures(table);
    names(table);
    checks(table)
}

fn segmentation(table: &mut Table) -> Result<()> {
    let (mut exact, mut all) = (0, 0);
    for (file, lang) in [(GERMAN, Lang::De), (ENGLISH, Lang::En)] {
        for paragraph in gold::paragraphs(file) {
            let text = paragraph.join(" ");
            let found = split(&text, lang).into_iter().map(|range| &text[range]);
            exact += usize::from(found.eq(paragraph.iter().copied()));
            all += 1;
        }
    }
    let wanted = Wanted {
        metric: "segmentation exactness on gold",
        target: "≥ 95 %",
        prototype: "13/14",
    };
    let percent = share(exact, all) * 100.0;
    table.row(
        &wanted,
        format!("{exact}/{all} ({percent:.1} %)"),
        percent >= 95.0,
    );

    let documents = [
        (gold::article(GERMAN), Lang::De),
        (gold::article(ENGLISH), Lang::En),
    ];
    let both = each_ms(TIMES, || {
        for (document, lang) in &documents {
            black_box(tell(document, *lang));
        }
    })?;
    let wanted = Wanted {
        metric: "segmentation time per article",
        target: "≤ 1 ms",
        prototype: "0.025 ms",
    };
    table.row(&wanted, format!("{:.3} ms", both / 2.0), both / 2.0 <= 1.0);
    Ok(())
}

/// Through a translator that changes nothing, in every style: each placeholder must come back to its place.
fn placeholders(table: &mut Table) {
    let (mut kept, mut all) = (0, 0);
    for passage in gold::article(GERMAN)
        .passages()
        .into_iter()
        .chain(gold::article(ENGLISH).passages())
    {
        let inline = passage.words.inline();
        let marked = Marked::whole(&inline);
        for style in [Style::Brackets, Style::Square, Style::Xml, Style::Blanks] {
            let answer = style.neutral(&marked.render(style));
            kept += usize::from(marked.restore(&answer).as_ref() == Ok(&inline));
            all += 1;
        }
    }
    let wanted = Wanted {
        metric: "placeholders kept (identity, four styles)",
        target: "100 %",
        prototype: "11/11",
    };
    table.row(&wanted, format!("{kept}/{all} texts"), kept == all);
}

fn figures(table: &mut Table) {
    let pairs = gold::figures();
    let is_right = |(german, english, is_same): &&(&str, &str, bool)| {
        let found = compare(german, Lang::De, english, Lang::En);
        found.iter().any(|it| it.is_certain()) != *is_same
    };
    let right = pairs.iter().filter(is_right).count();
    let wanted = Wanted {
        metric: "number check on gold",
        target: "no miss",
        prototype: "11/11",
    };
    table.row(
        &wanted,
        format!("{right}/{}", pairs.len()),
        right == pairs.len(),
    );
}

/// An article in which every name of the gold file comes back in all its spellings, and one in which names that only
/// look alike stand side by side.
fn names(table: &mut Table) {
    let mut forms: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (one, other, is_same) in gold::names() {
        if is_same {
            forms.entry(one).or_insert_with(|| vec![one]).push(other);
        }
    }
    let of = |one: &str, other: &str| {
        (
            format!("Gestern kam {one} an."),
            format!("Yesterday {other} arrived."),
        )
    };
    let same: Vec<(String, String)> = forms
        .iter()
        .flat_map(|(one, others)| others.iter().map(move |other| of(one, other)))
        .collect();
    let settled = settle_all(&same);
    let inconsistent = forms
        .keys()
        .filter(|one| {
            let lines = same.iter().zip(&settled);
            let own = lines.filter(|((source, _), _)| *source == of(one, "").0);
            let mut told: Vec<&String> = own.map(|(_, target)| target).collect();
            told.dedup();
            told.len() > 1
        })
        .count();
    let different: Vec<(&str, &str)> = gold::names()
        .into_iter()
        .filter(|(.., is_same)| !is_same)
        .map(|(one, other, _)| (one, other))
        .collect();
    let wrong = different
        .iter()
        .filter(|(one, other)| {
            let lines = [of(one, one), of(other, other)];
            settle_all(&lines)
                .iter()
                .zip(&lines)
                .any(|(settled, (_, target))| settled != target)
        })
        .count();
    let right = forms.len() - inconsistent;
    let precision = share(right, right + wrong);
    let wanted = Wanted {
        metric: "name clusters after auto-fix",
        target: "0 inconsistent; precision ≥ 0.95",
        prototype: "4 variants → 1",
    };
    let ours = format!(
        "{inconsistent} of {} inconsistent; {precision:.3}",
        forms.len()
    );
    table.row(&wanted, ours, inconsistent == 0 && precision >= 0.95);
}

/// The translations with their names made one.
fn settle_all(lines: &[(String, String)]) -> Vec<String> {
    let aligned: Vec<Aligned<'_>> = lines
        .iter()
        .map(|(source, target)| Aligned { source, target })
        .collect();
    let clusters = clusters_of(&aligned, Lang::De, Lang::En);
    let mut texts: Vec<String> = lines.iter().map(|(_, target)| target.clone()).collect();
    settle(&mut texts, &clusters, &[], &[], Lang::En);
    texts
}

fn checks(table: &mut Table) -> Result<()> {
    let pairs = gold::translated();
    let pairs: Vec<Translated<'_>> = pairs
        .iter()
        .map(|(source, target)| Translated::of(source, target))
        .collect();
    let measure = Measure {
        from: Lang::De,
        to: Lang::En,
        terms: &[],
        entities: &[],
        profane: &[],
    };
    let ms = each_ms(TIMES, || {
        black_box(check(&pairs, &measure));
    })?;
    let wanted = Wanted {
        metric: "QA per article",
        target: "≤ 20 ms",
        prototype: "not measured",
    };
    table.row(
        &wanted,
        format!("{ms:.2} ms ({} sentences)", pairs.len()),
        ms <= 20.0,
    );
    Ok(())
}
