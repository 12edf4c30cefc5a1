//! `masthead translate` with the real Apertium, English to Spanish; `make test` installs it.

use std::process::Command;

use serde_json::Value;

use crate::machine::{Machine, Said};

const ARTICLE: &str = "---\nkicker: Flood\nheadline: The river is high\ndate: 2026-11-22\nlanguage: en\n---\n\
    The red house is old. The president met [the ministers](https://a.example/m) on Thursday.\n\n\
    ## The next day\n\n- The water is cold.\n- The water is cold.\n";

fn put(machine: &Machine, text: &str) -> String {
    let file = machine.beside("article.md");
    std::fs::write(&file, text).expect("a file can be written");
    file.to_string_lossy().into_owned()
}

fn translate(machine: &Machine, file: &str, more: &[&str]) -> Said {
    let words = ["translate", "--from", "en", "--to", "es"];
    machine.run(&[&words[..], more, &[file]].concat())
}

fn report(said: &Said) -> Value {
    serde_json::from_str(&said.out).expect("it is JSON")
}

#[test]
fn an_article_comes_out_in_the_other_language() {
    let machine = Machine::sqlite();
    let file = put(&machine, ARTICLE);
    let said = translate(&machine, &file, &[]).well();
    assert!(said.out.contains("La casa roja es vieja."), "{}", said.out);
    assert!(said.out.contains("](https://a.example/m)"), "{}", said.out);
    for line in [
        "translated_from: \"en\"",
        "translated_by: \"apertium\"",
        "translation: \"machine\"",
        "language: \"es\"",
    ] {
        assert!(said.out.contains(line), "{line}: {}", said.out);
    }
    assert!(said.out.contains("date: 2026-11-22"));
    said.saying("7 sentences: 7 asked for, 0 remembered")
        .saying("Sent now: 6 sentences")
        .saying("Figures, names and the language were not checked");
}

#[test]
fn what_was_translated_is_remembered_in_the_data_folder() {
    let machine = Machine::sqlite();
    let file = put(&machine, ARTICLE);
    let first = report(&translate(&machine, &file, &["--json"]).well());
    assert_eq!(first["counts"]["sent"], 6);
    let second = report(&translate(&machine, &file, &["--json"]).well());
    assert_eq!(
        (&second["counts"]["sent"], &second["counts"]["remembered"]),
        (&0.into(), &7.into())
    );
    assert_eq!(second["markdown"], first["markdown"]);
    assert_eq!(second["costs"][0]["questions"], 1);

    put(&machine, &ARTICLE.replace("is old", "is new"));
    let third = report(&translate(&machine, &file, &["--json"]).well());
    assert_eq!(third["counts"]["sent"], 1);
}

#[test]
fn without_a_site_nothing_is_remembered_and_that_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.md"), "The house is red.\n").expect("a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_masthead"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("MASTHEAD_")) {
        command.env_remove(name);
    }
    let said = command
        .args(["translate", "--from", "en", "--to", "es", "a.md"])
        .current_dir(folder.path())
        .output()
        .expect("the program was built with the tests");
    let (out, err) = (
        String::from_utf8_lossy(&said.stdout),
        String::from_utf8_lossy(&said.stderr),
    );
    assert!(said.status.success(), "{err}");
    assert!(out.ends_with("La casa es roja.\n"), "{out}");
    assert!(err.contains("nothing is remembered"), "{err}");
    assert!(!err.contains("INFO"), "{err}");
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .expect("a folder")
        .collect();
    assert_eq!(left.len(), 1, "no site was made");
}

#[test]
fn an_error_that_is_left_and_a_file_that_is_none_are_code_two() {
    let machine = Machine::sqlite();
    let file = put(&machine, "The Red House is a band.\n");
    let good = translate(&machine, &file, &[]).well();
    assert!(!good.out.contains("Red House"), "{}", good.out);
    // The desk has decided that the band keeps its name, and Apertium knows nothing of that.
    machine.meddle(
        "insert into named_entity values (x'00112233445566778899aabbccddeeff', 'brand', 1, x'00', 0);
         insert into named_entity_form values (x'00112233445566778899aabbccddeeff', 'en', 'Red House');",
    );
    translate(&machine, &file, &[])
        .with(2)
        .saying("error: ")
        .saying("“Red House” must stay as it is");
    let original = translate(&machine, &file, &["--original-where-broken"]).with(2);
    assert!(
        original.out.contains(r"\[en: The Red House is a band.\]"),
        "{}",
        original.out
    );
    let nothing = machine.beside("nothing.md").to_string_lossy().into_owned();
    translate(&machine, &nothing, &[])
        .with(2)
        .saying("it cannot be read");
    let unfenced = put(&machine, "---\ntitle: a\n");
    translate(&machine, &unfenced, &[])
        .with(2)
        .saying("does not end");
}

#[test]
fn what_cannot_be_done_is_said_plainly() {
    let machine = Machine::sqlite();
    let file = put(&machine, ARTICLE);
    translate(&machine, &file, &["--engine", "babelfish"])
        .with(1)
        .saying("there is no engine “babelfish”; configured are apertium");
    machine
        .run(&["translate", "--from", "de", "--to", "en", &file])
        .with(1)
        .saying("no engine translates from “de” to “en”: asked for were apertium");
    machine
        .run(&["translate", "--from", "en", "--to", "en-GB", &file])
        .with(1)
        .saying("is in “en” already");
    let out = machine.beside("out.md").to_string_lossy().into_owned();
    translate(&machine, &file, &["-o", &out]).well();
    let written = std::fs::read_to_string(&out).expect("it was written");
    assert!(written.contains("La casa roja es vieja."), "{written}");
    translate(&machine, &file, &["-o", &out])
        .with(1)
        .saying("cannot be made");
}
