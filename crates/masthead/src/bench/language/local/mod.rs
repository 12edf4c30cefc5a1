//! Our own translator: whether it computes what the original does, how fast it is, and what an article costs.
//!
//! Nobody's trained weights are in this repository. Equality is measured with the fixture of the loader; speed and memory
//! with a model of the real shape whose weights are chance. Such a model never ends a sentence by itself, so it says as
//! much as the engine allows, twice the tokens of the source and four: the worst case, about twice a translation.

mod pieces;
mod program;
mod speed;
mod weights;

use std::path::Path;

use anyhow::{Context, Result};
use masthead_engines::models::{Arrived, ModelFiles, Part, Shelf};
use masthead_engines::translation::{LanguageTag, Local, Segment, Translated, Translator, Wanted};

use super::table::{self, Table};
use weights::Shape;

const EQUAL: table::Wanted = table::Wanted {
    metric: "loader equality, float32 fixture",
    target: "41/41",
    prototype: "41/41",
};

/// The fixture, from the folder of the sources.
const FIXTURE: &str = "crates/masthead-engines/tests/loader";

const SEED: u64 = 20_261_122;

pub(super) async fn measure(table: &mut Table) -> Result<()> {
    equality(table).await?;
    let data = tempfile::tempdir()?;
    let files = place(&data.path().join("models"), Shape::BASE)?;
    speed::measure(&files, table).await?;
    program::measure(data.path(), table)
}

/// A model of chance among the models of a site.
fn place(folder: &Path, shape: Shape) -> Result<ModelFiles> {
    let pieces = pieces::pieces(shape.pieces);
    let arrived = |part, bytes: Vec<u8>| Arrived {
        part,
        bytes: bytes.into(),
        sha256: None,
        origin: "chance".to_owned(),
    };
    let parts = [
        arrived(Part::Model, weights::file(shape, &pieces, SEED)),
        arrived(Part::Vocab, pieces::file(&pieces)),
    ];
    let model = Shelf::new(folder).add(&"de-en".parse()?, &parts)?;
    model.for_engine().context("both files are there")
}

/// The sentences as the engine says them, as many together as it takes.
async fn say(local: &Local, segments: &[Segment]) -> Result<Vec<Translated>> {
    let (from, to): (LanguageTag, LanguageTag) = ("de".parse()?, "en".parse()?);
    let mut said = Vec::with_capacity(segments.len());
    for batch in segments.chunks(local.abilities().max_items) {
        let given = local.translate(Wanted::plain(&from, &to, batch)).await?;
        said.extend(given.segments);
    }
    Ok(said)
}

fn segments<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<Segment> {
    let numbered = (0..).zip(texts);
    numbered
        .map(|(id, text)| Segment::new(id, text).without_alignment())
        .collect()
}

/// A model of chance says nothing but words that are one token each.
fn tokens(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The words of both engines up to the end of the shorter ones: they stop at different lengths.
async fn equality(table: &mut Table) -> Result<()> {
    let fixture = Path::new(FIXTURE);
    let Ok(original) = std::fs::read_to_string(fixture.join("float32.txt")) else {
        table.absent(&EQUAL, "run it in the folder of the sources");
        return Ok(());
    };
    let sentences = std::fs::read_to_string(fixture.join("sentences.txt"))?;
    let local = Local::new(vec![ModelFiles {
        from: "de".parse()?,
        to: "en".parse()?,
        model: fixture.join("float32.bin"),
        vocab: fixture.join("vocab.spm"),
        target_vocab: None,
        version: "fixture".to_owned(),
    }]);
    let said = say(&local, &segments(sentences.lines())).await?;
    // What the original says is cleaned as what ours says.
    let original = original.lines().map(|line| Translated::new(0, line).text);
    let is_same = |(said, original): &(&Translated, String)| {
        let (said, original) = (bare(&said.text), bare(original));
        let end = said.len().min(original.len());
        end > 0 && said.get(..end) == original.get(..end)
    };
    let same = said.iter().zip(original).filter(is_same).count();
    let all = said.len();
    table.row(&EQUAL, format!("{same}/{all}"), same == all && all == 41);
    Ok(())
}

/// A text may end in the middle of a character of several bytes, which shows as a replacement.
fn bare(text: &str) -> &str {
    text.trim_end_matches(['\u{fffd}', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Shape = Shape {
        pieces: 9_000,
        width: 64,
        inner: 128,
        heads: 4,
        encoders: 1,
        decoders: 1,
    };

    #[tokio::test]
    async fn a_model_of_chance_says_as_much_as_it_may_and_only_words() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = place(folder.path(), SMALL).expect("it is made");
        let local = Local::new(vec![files]);
        let texts = ["Das Wetter ist heute schön.", "Ja."];
        let said = say(&local, &segments(texts.into_iter())).await;
        let said = said.expect("it computes");
        let counts: Vec<usize> = said.iter().map(|it| tokens(&it.text)).collect();
        // Twice the tokens and four: of five words and their full stop, with the end of the sentence.
        assert!(counts[0] >= 2 * 6 + 4 && counts[0] < 256, "{counts:?}");
        assert!(
            counts[1] >= 2 * 2 + 4 && counts[1] < counts[0],
            "{counts:?}"
        );
        assert!(counts.iter().all(|count| count % 2 == 0), "{counts:?}");
    }

    #[test]
    fn a_vocabulary_is_as_large_as_was_wanted_and_has_no_piece_twice() {
        let pieces = pieces::pieces(Shape::BASE.pieces);
        assert_eq!((pieces.len(), pieces::doubles(&pieces)), (32_000, 0));
    }
}
