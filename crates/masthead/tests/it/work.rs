//! Jobs on a node of their own: one node answers readers, another does the work.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::browser::Browser;
use crate::process::Process;

#[test]
fn a_working_node_does_what_a_serving_one_leaves() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("masthead.toml"), "jobs = \"off\"\n").expect("ours to write");
    let serving = Process::serve(folder.path(), "sqlite");
    sign_up(&mut Browser::at(serving.address));
    assert_eq!(letters(folder.path()), 0, "jobs were off");

    let _working = Process::work(folder.path(), "sqlite");
    let until = Instant::now() + Duration::from_secs(60);
    while letters(folder.path()) == 0 {
        assert!(Instant::now() < until, "the letter was not sent in time");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn sign_up(browser: &mut Browser) {
    let page = browser.get("/account/sign-up").expect("the page comes");
    let hidden = |name| page.hidden(name).unwrap_or_default();
    let (token, netiquette, terms) = (
        hidden("token"),
        value(&page.body, "netiquette"),
        value(&page.body, "terms"),
    );
    let form = [
        ("token", token.as_str()),
        ("name", "Iris Jelinek"),
        ("display_name", "Iris J."),
        ("email", "iris@example.at"),
        ("password", "drei kleine Katzen"),
        ("netiquette", &netiquette),
        ("terms", &terms),
    ];
    let answer = browser
        .post("/account/sign-up", &form)
        .expect("an answer comes");
    assert_eq!(answer.status, 303, "{}", answer.body);
}

/// What the box of a name stands for: the version that is accepted.
fn value(page: &str, name: &str) -> String {
    let input = page
        .split("<input")
        .find(|it| it.contains(&format!("name=\"{name}\"")));
    let value = input.and_then(|it| it.split("value=\"").nth(1)?.split('"').next());
    value.expect("the form asks for it").to_owned()
}

fn letters(folder: &Path) -> usize {
    std::fs::read_dir(folder.join("outbox")).map_or(0, Iterator::count)
}
