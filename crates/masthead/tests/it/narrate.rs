//! `masthead narrate` with the real espeak-ng: an article as files, again for nothing, and what stands in the way.

use std::path::Path;

use serde_json::Value;

use crate::machine::{Machine, Said};

const ARTICLE: &str = "---\nheadline: Die Donau steigt\nauthor: Anna Berger\n---\n\nEs regnet seit drei Tagen. Niemand \
    schläft in der Stadt.\n\n## Am Fluss\n\nDer Schaden wird auf 18 Mrd. Euro geschätzt.\n";

fn put(machine: &Machine, name: &str, text: &str) -> String {
    let path = machine.beside(name);
    std::fs::write(&path, text).expect("a file can be written");
    path.to_string_lossy().into_owned()
}

fn narrate(machine: &Machine, file: &str, more: &[&str]) -> Said {
    let out = machine.beside("sound").to_string_lossy().into_owned();
    let mut words = vec!["narrate", "--lang", "de", "--json", "-o", &out, file];
    words.extend(more);
    machine.run(&words)
}

fn report(said: &Said) -> Value {
    serde_json::from_str(&said.out).expect("it is JSON")
}

fn names(folder: &Path) -> Vec<String> {
    let found = std::fs::read_dir(folder).expect("it is there");
    let names = found.map(|it| {
        it.expect("an entry")
            .file_name()
            .to_string_lossy()
            .into_owned()
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn an_article_becomes_files_once() {
    let machine = Machine::sqlite();
    let file = put(&machine, "donau.md", ARTICLE);
    let first = report(&narrate(&machine, &file, &[]).well());
    let folder = machine.beside("sound");
    let there = names(&folder);

    assert_eq!(
        first["asked"], 7,
        "announcement, headline, byline, crosshead, three sentences"
    );
    assert_eq!(first["narration"]["synthetic_voice"], true);
    assert_eq!(first["narration"]["cues"][0]["part"], "announcement");
    assert_eq!(there.len(), 5, "{there:?}");
    assert!(there.contains(&"donau.de.json".to_owned()));
    for listed in first["narration"]["files"].as_array().expect("a list") {
        let name = listed["name"].as_str().expect("a name");
        let bytes = std::fs::metadata(folder.join(name))
            .expect("it is there")
            .len();
        assert_eq!(listed["bytes"], bytes);
    }

    let again = report(&narrate(&machine, &file, &[]).well());
    assert_eq!(
        (&again["unchanged"], &again["asked"]),
        (&Value::Bool(true), &Value::from(0))
    );
    assert_eq!(names(&folder), there);
}

#[test]
fn a_changed_sentence_is_spoken_alone_and_old_files_go() {
    let machine = Machine::sqlite();
    let file = put(&machine, "donau.md", ARTICLE);
    narrate(&machine, &file, &[]).well();
    put(&machine, "donau.md", &ARTICLE.replace("18 Mrd.", "19 Mrd."));
    let changed = report(&narrate(&machine, &file, &[]).well());

    assert_eq!(
        (&changed["asked"], &changed["reused"]),
        (&Value::from(1), &Value::from(6))
    );
    assert_eq!(
        names(&machine.beside("sound")).len(),
        5,
        "nothing old is left"
    );
}

#[test]
fn a_file_that_was_damaged_is_written_again() {
    let machine = Machine::sqlite();
    let file = put(&machine, "donau.md", ARTICLE);
    let first = report(&narrate(&machine, &file, &[]).well());
    let name = first["narration"]["files"][0]["name"]
        .as_str()
        .expect("a name");
    let sound = machine.beside("sound").join(name);
    std::fs::write(&sound, "not sound").expect("it is written");
    let again = report(&narrate(&machine, &file, &[]).well());

    assert_eq!(
        (&again["unchanged"], &again["asked"]),
        (&Value::Bool(false), &Value::from(0))
    );
    assert!(std::fs::metadata(&sound).expect("it is there").len() > 10_000);
}

#[test]
fn a_text_in_another_language_is_not_narrated() {
    let machine = Machine::sqlite();
    let english = "The river has been rising for three days, and nobody in the town is sleeping tonight. The fire \
        brigade says that the water will be higher tomorrow than it has been for more than a hundred years.\n";
    let file = put(&machine, "river.md", english);
    let said = narrate(&machine, &file, &[]);

    assert_eq!(said.code, 2, "{}", said.err);
    assert_eq!(report(&said)["findings"][0]["severity"], "error");
    assert!(names(&machine.beside("sound")).is_empty());
}

#[test]
fn what_is_missing_is_named() {
    let machine = Machine::sqlite();
    let file = put(&machine, "donau.md", ARTICLE);
    for (engine, names) in [
        ("openai_speech", "speech.providers.openai_speech.base"),
        ("elevenlabs", "speech.providers.elevenlabs.key_env"),
        ("festival", "there are espeak, openai_speech"),
    ] {
        let said = narrate(&machine, &file, &["--engine", engine]);
        assert_eq!(said.code, 1, "{engine}: {}", said.err);
        assert!(said.err.contains(names), "{engine}: {}", said.err);
    }
    assert_eq!(narrate(&machine, "nowhere.md", &[]).code, 2);
}
