//! `masthead models`, and what translates with them: files of the engines' own tests, which translate nothing but work.

use std::io::{Read, Write};
use std::net::TcpListener;

use crate::machine::{Machine, Said};

const LOADER: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../masthead-engines/tests/loader"
);

fn file(name: &str) -> String {
    format!("{LOADER}/{name}")
}

/// SHA-256 of int8.bin and of vocab.spm, as the program says them.
fn hashes(machine: &Machine) -> [String; 2] {
    let said = add(machine, "xx-yy", &file("int8.bin"), &file("vocab.spm"), &[]).well();
    machine.run(&["models", "remove", "xx-yy"]).well();
    let mut lines = said.out.lines().filter(|line| line.starts_with("  "));
    [(); 2].map(|()| {
        let line = lines.next().expect("a line for each file");
        line.split_whitespace().next().expect("a hash").to_owned()
    })
}

fn add(machine: &Machine, pair: &str, model: &str, vocab: &str, more: &[&str]) -> Said {
    let words = ["models", "add", pair, "--model", model, "--vocab", vocab];
    machine.run(&[&words[..], more].concat())
}

#[test]
fn a_model_is_added_listed_checked_and_removed() {
    let machine = Machine::sqlite();
    machine
        .run(&["models", "list"])
        .well()
        .saying("There are no models");
    add(
        &machine,
        "de-en",
        &file("int8.bin"),
        &file("vocab.spm"),
        &[],
    )
    .well()
    .saying("de-en is kept");
    machine
        .run(&["models", "list"])
        .well()
        .saying("de-en       1 MB");
    machine
        .run(&["models", "check"])
        .well()
        .saying("ok   de-en");

    let vocab = machine.data("models/de-en/vocab.spm");
    let mut bytes = std::fs::read(&vocab).expect("it is there");
    bytes[500] ^= 1;
    std::fs::write(&vocab, bytes).expect("it can be written");
    let said = machine.run(&["models", "check", "de-en"]).with(1);
    said.saying("BAD  de-en").saying("has the hash");

    machine
        .run(&["models", "remove", "de-en"])
        .well()
        .saying("de-en is gone");
    assert!(!vocab.exists());
    machine.run(&["models", "remove", "de-en"]).with(1);
}

#[test]
fn what_is_not_the_model_that_was_meant_is_not_kept() {
    let machine = Machine::sqlite();
    let [model, _] = hashes(&machine);
    let wrong = model.replace(&model[..1], if model.starts_with('0') { "1" } else { "0" });
    for (files, more, why) in [
        (
            ["int8.bin", "vocab.spm"],
            vec!["--sha256", &wrong],
            "was wanted",
        ),
        (["vocab.spm", "vocab.spm"], vec![], "is not a model"),
        (
            ["int8.bin", "sentences.txt"],
            vec![],
            "do not make a model that works",
        ),
        (["int8.bin", "no-such-file"], vec![], "cannot be read"),
        (
            ["int8.bin", "vocab.spm"],
            vec!["--sha256", "a,b,c"],
            "more hashes than files",
        ),
    ] {
        let said = add(&machine, "de-en", &file(files[0]), &file(files[1]), &more);
        said.with(1).saying(why);
        machine
            .run(&["models", "list"])
            .well()
            .saying("There are no models");
    }
}

#[test]
fn an_address_needs_a_hash_and_is_fetched_when_it_has_one() {
    let machine = Machine::sqlite();
    let address = serve(&["int8.bin", "vocab.spm"]);
    let (model, vocab) = (
        format!("{address}/int8.bin"),
        format!("{address}/vocab.spm"),
    );
    let said = add(&machine, "de-en", &model, &vocab, &[]);
    said.with(1).saying("say with --sha256 what it must be");

    let both = hashes(&machine).join(",");
    let said = add(&machine, "de-en", &model, &vocab, &["--sha256", &both]);
    said.with(1).saying("private network");

    let settled = "reachable_networks = [\"127.0.0.1\"]\n";
    std::fs::write(machine.data("masthead.toml"), settled).expect("a file can be written");
    add(&machine, "de-en", &model, &vocab, &["--sha256", &both])
        .well()
        .saying(&model);
    machine
        .run(&["models", "check"])
        .well()
        .saying("ok   de-en");
}

#[test]
fn a_model_that_is_there_translates_and_the_doctor_knows_it() {
    let machine = Machine::sqlite();
    add(
        &machine,
        "de-en",
        &file("int8.bin"),
        &file("vocab.spm"),
        &[],
    )
    .well();
    let article = machine.beside("artikel.md");
    std::fs::write(&article, "Das ist ein Satz.\n").expect("a file can be written");
    let article = article.to_string_lossy().into_owned();
    let words = [
        "translate",
        "--from",
        "de",
        "--to",
        "en",
        "--engine",
        "fxtranslate",
        "--json",
    ];
    let said = machine.run(&[&words[..], &[article.as_str()]].concat());
    let report: serde_json::Value = serde_json::from_str(&said.out).expect("it is JSON");
    assert_eq!(
        report["counts"]["asked"], report["counts"]["sent"],
        "{report}"
    );
    assert!(
        said.code == 0 || said.code == 2,
        "random words may break a check: {}",
        said.code
    );
    machine
        .run(&["doctor"])
        .saying("fxtranslate: 1 models: de-en");
}

/// These files of the fixture over HTTP, as often as they are asked for.
fn serve(names: &'static [&'static str]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("it has one"));
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("somebody asks");
            let mut asked = [0; 2000];
            let read = stream.read(&mut asked).unwrap_or(0);
            let asked = String::from_utf8_lossy(&asked[..read]).into_owned();
            let name = names
                .iter()
                .find(|name| asked.contains(&format!("/{name} ")));
            let body = std::fs::read(file(name.expect("it is known"))).expect("it is there");
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
            let _ = stream.write_all(head.as_bytes());
            let _ = stream.write_all(&body);
        }
    });
    address
}
