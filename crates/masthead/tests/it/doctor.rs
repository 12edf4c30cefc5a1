//! What the doctor finds, and what it says to do about it.

use crate::machine::Machine;

fn a_site() -> Machine {
    let machine = Machine::sqlite();
    machine
        .run(&["migrate"])
        .well()
        .saying("applied 0001_kernel");
    machine
}

#[test]
fn a_fresh_site_is_well() {
    let machine = a_site();
    machine.run(&["migrate"]).well().saying("is up to date");
    machine
        .run(&["doctor"])
        .well()
        .saying("counted again, all equal")
        .saying("The site is well.");
    machine
        .run(&["doctor", "--thorough"])
        .well()
        .saying("all there and unchanged");
}

#[test]
fn a_wrong_folder_is_noticed_and_nothing_is_made_there() {
    let machine = Machine::sqlite();
    machine.run(&["doctor"]).with(1).saying("is --data right?");
    assert!(!machine.data("masthead.db").exists());
}

#[test]
fn a_schema_that_is_behind_is_sent_to_migrate() {
    let machine = a_site();
    machine.meddle(
        "delete from schema_migration where number = (select max(number) from schema_migration)",
    );
    machine
        .run(&["doctor"])
        .with(1)
        .saying("run “masthead migrate”");
}

#[test]
fn a_file_that_is_no_database_is_named() {
    let machine = a_site();
    std::fs::write(
        machine.data("masthead.db"),
        "this is not a database at all, is it?".repeat(40),
    )
    .expect("written");
    machine
        .run(&["doctor"])
        .with(1)
        .saying("is not a database that can be read");
}

#[test]
fn a_broken_reference_is_found() {
    let machine = a_site();
    machine.meddle(
        "pragma foreign_keys = off;
         insert into section_name (section_id, lang, name) values (x'00000000000000000000000000000001', 'de', 'x')",
    );
    machine
        .run(&["doctor"])
        .with(1)
        .saying("a row of “section_name” points at a row that is not there");
}

#[test]
fn a_touched_log_is_named_at_its_entry() {
    let machine = a_site();
    for number in 1..=3 {
        let email = format!("anna{number}@example.at");
        machine
            .run_with(
                &["account", "create", &email],
                "ein langer Satz zum Probieren\n",
            )
            .well();
    }
    machine.run(&["audit", "verify"]).well().saying("3 entries");
    machine.meddle("update audit_entry set actor = 'somebody else' where seq = 2");
    machine
        .run(&["audit", "verify"])
        .with(1)
        .saying("broken at entry 2");
    machine.run(&["doctor"]).with(1).saying("broken at entry 2");
}

/// Names a picture's file in the database, and puts this content where it should be.
fn with_a_file(machine: &Machine, key: &str, content: Option<&str>) {
    machine.meddle(&format!(
        "insert into media (id, short, file, kind, media_type, bytes, width, height, widths, colour, caption, credit,
             creator, copyright, licence, source, alt, state, trouble, created_at)
         values (x'00000000000000000000000000000001', '0000000000pq', '{key}', 'picture', 'image/png', 1, 1, 1, '', '',
             '', '', '', '', '', '', '', 'failed', 'not to be read', 1)"
    ));
    let path = machine.data("files").join(&key[..2]).join(&key[2..]);
    std::fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder");
    if let Some(content) = content {
        std::fs::write(path, content).expect("a file");
    }
}

/// SHA-256 of `abc` (FIPS 180-2, appendix B.1).
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

#[test]
fn a_missing_file_is_named_with_its_picture() {
    let machine = a_site();
    with_a_file(&machine, ABC, None);
    machine
        .run(&["doctor"])
        .with(1)
        .saying("1 missing: files/ba/7816bf")
        .saying("of picture 0000000000pq");
}

#[test]
fn a_changed_file_is_found_by_a_thorough_look() {
    let machine = a_site();
    with_a_file(&machine, ABC, Some("abd"));
    machine.run(&["doctor"]).well().saying("1 failed");
    machine
        .run(&["doctor", "--thorough"])
        .with(1)
        .saying("1 damaged: files/ba/7816bf");
    std::fs::write(machine.data("files").join("ba").join(&ABC[2..]), "abc").expect("mended");
    machine.run(&["doctor", "--thorough"]).well();
}

#[test]
fn a_secret_that_others_can_read_is_noticed() {
    use std::os::unix::fs::PermissionsExt;
    let machine = a_site();
    machine.run(&["doctor"]).well();
    let open = std::fs::Permissions::from_mode(0o644);
    std::fs::set_permissions(machine.data("secret"), open).expect("it is ours");
    machine
        .run(&["doctor"])
        .with(1)
        .saying("can be read by others")
        .saying("chmod 600");
}

#[test]
fn a_clock_that_was_set_back_is_noticed() {
    let machine = a_site();
    machine
        .run_with(
            &["account", "create", "anna@example.at"],
            "ein langer Satz zum Probieren\n",
        )
        .well();
    machine.meddle("update audit_entry set at = at + 3600000000");
    machine
        .run(&["doctor"])
        .with(1)
        .saying("behind the newest entry of the log");
}

#[test]
fn work_that_nobody_does_is_noticed() {
    let machine = a_site();
    machine.meddle(
        "insert into job (kind, payload, state, due_at, attempts, attempts_max, created_at)
         values ('send_letter', '{}', 'waiting', 1, 0, 8, 1)",
    );
    machine
        .run(&["doctor"])
        .with(1)
        .saying("1 due for more than a quarter of an hour");
    machine.meddle(
        "update job set state = 'given_up', reason = 'nobody of that name', finished_at = 1",
    );
    machine
        .run(&["doctor"])
        .well()
        .saying("1 × send_letter (nobody of that name)");
}

#[test]
fn an_outbox_that_cannot_be_written_is_noticed() {
    let machine = a_site();
    std::fs::write(machine.data("outbox"), "in the way").expect("a file");
    machine.run(&["doctor"]).with(1).saying("takes no files");
}

#[test]
fn a_counter_that_does_not_count_is_named() {
    let machine = a_site();
    machine.meddle("insert into queue_tally (queue, thread_id, slot, waiting) values ('new', zeroblob(16), 0, 3)");
    machine
        .run(&["doctor"])
        .with(1)
        .saying("queue new")
        .saying("says 3 and has 0");
}
