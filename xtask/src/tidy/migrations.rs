//! Migrations come in pairs with one number each, and the numbers leave no gap.

use super::Breach;
use super::tree::Tree;

const FOLDER: &str = "crates/masthead-db/migrations/";

pub(super) fn breaches(tree: &Tree) -> Vec<Breach> {
    let names: Vec<&str> = tree
        .files()
        .filter_map(|file| file.path.strip_prefix(FOLDER))
        .collect();
    let widow = |name: &&str| {
        let twin = match name.strip_suffix(".postgres.sql") {
            Some(stem) => format!("{stem}.sqlite.sql"),
            None => format!("{}.postgres.sql", name.strip_suffix(".sqlite.sql")?),
        };
        (!names.contains(&twin.as_str()))
            .then(|| Breach::of(&format!("{FOLDER}{name}"), format!("has no twin {twin}")))
    };
    let mut found: Vec<Breach> = names.iter().filter_map(widow).collect();
    let stems = names
        .iter()
        .filter_map(|name| name.strip_suffix(".postgres.sql"));
    for (at, stem) in stems.enumerate() {
        let wanted = format!("{:04}_", at + 1);
        if !stem.starts_with(&wanted) {
            found.push(Breach::of(
                &format!("{FOLDER}{stem}.postgres.sql"),
                format!("should be number {wanted}"),
            ));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_migration_without_its_twin_is_found() {
        let path = format!("{FOLDER}0001_kernel.postgres.sql");
        assert_eq!(breaches(&Tree::of(&[(&path, "")])).len(), 1);
    }

    #[test]
    fn a_gap_is_found() {
        let (one, other) = (
            format!("{FOLDER}0002_a.postgres.sql"),
            format!("{FOLDER}0002_a.sqlite.sql"),
        );
        assert_eq!(breaches(&Tree::of(&[(&one, ""), (&other, "")])).len(), 1);
    }
}
