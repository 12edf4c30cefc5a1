//! A whole site on its way to another machine: by the commands that the people who run it type.

use crate::machine::Machine;

/// A PNG of one pixel.
const DOT: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde\x00\x00\x00\x0cIDATx\x9cc8a\xa3\x01\x00\x02\xfc\x01-\xff\x83:W\x00\x00\x00\x00IEND\xaeB`\x82";

/// Two articles in Markdown, one with a picture beside it.
fn fill(machine: &Machine) {
    let article = "---\ntitle: Brücke gesperrt\nauthor: Anna Berger\nsection: Politik\ndate: 2026-11-20 09:30\n---\n\
                   Ab Montag.\n\n![Die Brücke](bruecke.png \"Am Abend. | APA / Brandl\")\n";
    let picture = machine.beside("bruecke.png");
    std::fs::write(picture, DOT).expect("a picture can be written");
    for (name, text) in [
        ("bruecke.md", article),
        ("rat.md", "# Der Rat tagt\n\nHeute.\n"),
    ] {
        let file = machine.beside(name);
        std::fs::write(&file, text).expect("a file can be written");
        machine.run(&["import", &file.to_string_lossy()]).well();
    }
}

fn exported(machine: &Machine, name: &str) -> String {
    let folder = machine.beside(name).to_string_lossy().into_owned();
    machine.run(&["export", &folder]).well().saying("1 files");
    std::fs::read_to_string(format!("{folder}/site.jsonl")).expect("the records are there")
}

#[test]
fn what_one_site_exports_another_imports_and_exports_the_same() {
    let (old, new) = (Machine::sqlite(), Machine::sqlite());
    fill(&old);
    let first = exported(&old, "umzug");
    let records = old.beside("umzug/site.jsonl");
    new.run(&["import", &records.to_string_lossy()])
        .well()
        .saying("2  article imported")
        .saying("1  picture imported");

    assert_eq!(exported(&new, "umzug"), first);
}

#[test]
fn an_export_never_overwrites_and_can_be_in_a_format_of_others() {
    let machine = Machine::sqlite();
    fill(&machine);
    exported(&machine, "umzug");
    let folder = machine.beside("umzug").to_string_lossy().into_owned();
    machine
        .run(&["export", &folder])
        .with(1)
        .saying("is not empty");
    let other = machine.beside("anderswohin").to_string_lossy().into_owned();
    machine.run(&["export", "--format", "ninjs", &other]).well();
    let written = std::fs::read_to_string(format!("{other}/articles.ninjs.jsonl"));
    let written = written.expect("it is there");
    assert!(written.contains("Brücke gesperrt"), "{written}");
}
