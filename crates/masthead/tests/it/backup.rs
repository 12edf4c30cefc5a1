//! A backup is only one if it restores: made, damaged, refused, brought back and compared.

use std::collections::BTreeMap;
use std::path::Path;

use crate::machine::Machine;

const PASSWORD: &str = "ein langer Satz zum Probieren\n";

/// SHA-256 of `abc`, and `abc` where it belongs.
const ABC: (&str, &str) = (
    "ba",
    "7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
);

fn fill(machine: &Machine) {
    machine
        .run_with(
            &[
                "account",
                "create",
                "anna@example.at",
                "--role",
                "administrator",
            ],
            PASSWORD,
        )
        .well();
    let folder = machine.data("files").join(ABC.0);
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join(ABC.1), "abc").expect("a file");
    std::fs::write(machine.data("masthead.toml"), "listen = \"127.0.0.1:0\"\n").expect("a file");
}

fn back_up(machine: &Machine) -> String {
    let file = machine.beside("site.tar").to_string_lossy().into_owned();
    machine
        .run(&["backup", &file])
        .well()
        .saying("holds the database and 1 files");
    file
}

/// Every row of every table, as text.
fn rows(file: &Path) -> BTreeMap<String, Vec<String>> {
    let open = rusqlite::Connection::open(file).expect("the file opens");
    let mut tables = open
        .prepare("select name from sqlite_schema where type = 'table'")
        .expect("valid");
    let names = tables
        .query_map([], |row| row.get::<_, String>(0))
        .expect("it runs");
    let names: Vec<String> = names.map(|name| name.expect("a name")).collect();
    names
        .into_iter()
        .map(|name| (name.clone(), rows_of(&open, &name)))
        .collect()
}

fn rows_of(open: &rusqlite::Connection, table: &str) -> Vec<String> {
    let mut all = open
        .prepare(&format!("select * from \"{table}\""))
        .expect("valid");
    let columns = all.column_count();
    let lines = all.query_map([], |row| {
        let cells = (0..columns).map(|nth| row.get::<_, rusqlite::types::Value>(nth));
        Ok(format!("{:?}", cells.collect::<Result<Vec<_>, _>>()?))
    });
    let mut lines: Vec<String> = lines
        .expect("it runs")
        .map(|line| line.expect("a row"))
        .collect();
    lines.sort();
    lines
}

#[test]
fn a_restored_site_is_the_site_that_was_backed_up() {
    let (old, new) = (Machine::sqlite(), Machine::sqlite());
    fill(&old);
    let file = back_up(&old);
    new.run(&["restore", &file])
        .well()
        .saying("Now run: masthead doctor");
    assert_eq!(
        rows(&old.data("masthead.db")),
        rows(&new.data("masthead.db"))
    );
    for name in [
        "secret",
        "masthead.toml",
        &format!("files/{}/{}", ABC.0, ABC.1),
    ] {
        let read = |machine: &Machine| std::fs::read(machine.data(name)).expect("it is there");
        assert_eq!(read(&old), read(&new), "{name}");
    }
    new.run(&["doctor", "--thorough"]).well();
    new.run(&["audit", "verify"]).well().saying("1 entries");
}

#[test]
fn the_backup_is_readable_only_by_its_owner_and_without_us() {
    use std::os::unix::fs::PermissionsExt;
    let machine = Machine::sqlite();
    fill(&machine);
    let file = back_up(&machine);
    let mode = std::fs::metadata(&file)
        .expect("it is there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    let folder = machine.beside("unpacked");
    std::fs::create_dir(&folder).expect("a folder");
    let shell = format!(
        "tar xf {file} -C {0} && cd {0} && sha256sum --quiet -c SHA256SUMS",
        folder.display()
    );
    let unpacked = std::process::Command::new("sh")
        .args(["-c", &shell])
        .status()
        .expect("a shell");
    assert!(unpacked.success());
    let names = std::fs::read_dir(machine.beside("."))
        .expect("a folder")
        .count();
    assert_eq!(
        names, 3,
        "data, site.tar, unpacked, and nothing left behind"
    );
}

#[test]
fn neither_a_backup_nor_a_site_is_ever_overwritten() {
    let machine = Machine::sqlite();
    fill(&machine);
    let file = back_up(&machine);
    machine
        .run(&["backup", &file])
        .with(1)
        .saying("a backup never overwrites");
    machine
        .run(&["restore", &file])
        .with(1)
        .saying("restoring never overwrites");
    let empty = Machine::sqlite();
    std::fs::create_dir_all(empty.data("files/ba")).expect("a folder");
    empty
        .run(&["restore", &file])
        .with(1)
        .saying("restoring never overwrites");
}

#[test]
fn a_site_that_is_not_there_is_not_backed_up() {
    let machine = Machine::sqlite();
    let file = machine.beside("site.tar").to_string_lossy().into_owned();
    machine.run(&["backup", &file]).with(1);
    assert!(!Path::new(&file).exists());
}

#[test]
fn a_damaged_backup_is_refused_before_anything_is_written() {
    let old = Machine::sqlite();
    fill(&old);
    let file = back_up(&old);
    let whole = std::fs::read(&file).expect("the backup");
    let mut changed = whole.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    let cases: [(&str, &[u8]); 4] = [
        ("cut", &whole[..whole.len() / 2]),
        ("short", &whole[..whole.len() - 4096]),
        ("changed", &changed),
        ("none", b"this is no backup at all"),
    ];
    for (name, bytes) in cases {
        let new = Machine::sqlite();
        let damaged = new.beside(name);
        std::fs::write(&damaged, bytes).expect("a file");
        new.run(&["restore", &damaged.to_string_lossy()]).with(1);
        assert!(!new.beside("data").exists(), "{name}");
    }
}

#[tokio::test]
async fn a_site_on_postgres_is_backed_up_and_restored() {
    let (old, new) = (Machine::postgres().await, Machine::postgres().await);
    fill(&old);
    let file = back_up(&old);
    new.run(&["restore", &file]).well();
    new.run(&["doctor", "--thorough"])
        .well()
        .saying("PostgreSQL");
    new.run(&["audit", "verify"]).well().saying("1 entries");
    new.run_with(&["account", "create", "anna@example.at"], PASSWORD)
        .with(1);
    new.run(&["restore", &file])
        .with(1)
        .saying("restoring never overwrites");
    Machine::sqlite()
        .run(&["restore", &file])
        .with(1)
        .saying("a site on PostgreSQL");
}
