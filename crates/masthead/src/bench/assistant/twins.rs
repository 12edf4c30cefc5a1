//! Near-duplicates: how many pairs are found, and whether any pair is found that is none.

use std::path::Path;

use anyhow::Result;
use masthead_assistant::{Likeness, Print};

use super::line::lines;
use super::table::{Bar, Table};

pub(super) fn measure(folder: &Path, table: &mut Table) -> Result<()> {
    let (mut found, mut near, mut false_pairs) = (0.0, 0.0, 0.0);
    for pair in lines(folder, "near-duplicates")? {
        let likeness = Likeness::of(&Print::of(pair.text("a")), &Print::of(pair.text("b")));
        let (is_near, is_found) = (pair.is("near"), likeness.is_near());
        near += f64::from(u8::from(is_near));
        found += f64::from(u8::from(is_near && is_found));
        false_pairs += f64::from(u8::from(!is_near && is_found));
    }
    table.check(
        "near-duplicates, found",
        Bar::AtLeast(0.95),
        "0.97",
        found / near,
    );
    table.check(
        "near-duplicates, false pairs",
        Bar::AtMost(0.0),
        "0",
        false_pairs,
    );
    Ok(())
}
