//! The first doors: accounts, roles and passwords from the command line.

use crate::machine::Machine;

const GOOD: &str = "ein langer Satz zum Probieren\n";

#[test]
fn an_account_is_registered_and_given_a_role() {
    let machine = Machine::sqlite();
    machine
        .run_with(
            &[
                "account",
                "create",
                "anna@example.at",
                "--name",
                "Anna Berger",
            ],
            GOOD,
        )
        .well()
        .saying("anna@example.at is registered as reader");
    machine
        .run(&["account", "role", "anna@example.at", "editor"])
        .well()
        .saying("is editor now");
    machine
        .run_with(
            &["account", "password", "anna@example.at"],
            "noch ein guter Satz\n",
        )
        .well();
    machine
        .run(&["audit", "verify"])
        .well()
        .saying("whole: 3 entries");
}

#[test]
fn a_password_has_to_be_given_and_to_be_good() {
    let machine = Machine::sqlite();
    let create = ["account", "create", "anna@example.at"];
    machine
        .run_with(&create, "")
        .with(1)
        .saying("no password was given");
    machine
        .run_with(&create, "12345\n")
        .with(1)
        .saying("fewer than twelve letters");
    machine.run_with(&create, GOOD).well();
    machine
        .run_with(&create, GOOD)
        .with(1)
        .saying("the display name is taken");
    machine
        .run_with(&[&create[..], &["--name", "Anna Zwei"]].concat(), GOOD)
        .with(1)
        .saying("has this address already");
}

#[test]
fn a_role_that_is_none_is_told_those_there_are() {
    let machine = Machine::sqlite();
    machine
        .run(&["account", "role", "anna@example.at", "king"])
        .with(2)
        .saying("reader, moderator, editor, office or administrator");
    machine
        .run(&["account", "role", "nobody@example.at", "editor"])
        .with(1);
}

#[test]
fn a_password_is_never_an_argument() {
    let machine = Machine::sqlite();
    let said = machine.run(&["account", "create", "--help"]).well();
    assert!(!said.out.contains("--password"), "{}", said.out);
}
