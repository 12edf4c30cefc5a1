//! Every door of the newsroom, tried as every role and as a stranger, and compared with a printed matrix.

use std::fmt::Write as _;

use http::Method;
use masthead_core::kernel::Role;
use masthead_testkit::cast::ONE_OF_EACH_ROLE;
use masthead_testkit::{TestSite, block_on};
use masthead_web::newsroom::{Door, doors};

use crate::browser::{Browser, open};

/// The matrix as it was agreed: `+` lets in, `-` does not. A change here is a change of who may do what.
const MATRIX: &str = include_str!("newsroom_doors.txt");

#[test]
fn every_door_lets_in_whom_the_matrix_says() {
    block_on(async {
        let site = TestSite::sqlite().await;
        let entrance = open(&site);
        let mut everybody = vec![Browser::at(&entrance)];
        for who in &ONE_OF_EACH_ROLE {
            everybody.push(Browser::of(&site, &entrance, who).await);
        }
        let mut matrix = heading();
        for door in doors() {
            write!(matrix, "{:<4} {:<56}", door.method.as_str(), door.path)
                .expect("a string takes it");
            for browser in &mut everybody {
                matrix.push_str(if is_let_in(browser, door).await {
                    "  + "
                } else {
                    "  - "
                });
            }
            matrix.truncate(matrix.trim_end().len());
            matrix.push('\n');
        }
        if matrix != MATRIX {
            let printed = concat!(env!("CARGO_TARGET_TMPDIR"), "/newsroom_doors.txt");
            std::fs::write(printed, &matrix).expect("the target folder can be written");
            panic!(
                "who may do what has changed; if that is meant, copy {printed} over the agreed matrix:\n{matrix}"
            );
        }
    });
}

#[test]
fn no_door_is_open_to_readers() {
    for door in doors() {
        assert!(
            !Role::Reader.capabilities().allow(door.needs),
            "{} is open to readers",
            door.path
        );
    }
}

fn heading() -> String {
    format!("{:<61}{}\n", "", "none read mod  edit off  adm")
}

/// A door lets somebody in when it answers anything but “sign in” and “not allowed”. A form without its token is
/// refused behind the door, with another page.
async fn is_let_in(browser: &mut Browser, door: &Door) -> bool {
    let path = door.path.replace("{", "").replace("}", "");
    let page = match door.method {
        Method::GET => browser.get(&path).await,
        _ => browser.post(&path, &[]).await,
    };
    let is_at_the_door =
        page.says("Bitte melden Sie sich an") || page.says("Das steht Ihnen nicht offen");
    !is_at_the_door
}
