//! Who wrote: the names of accounts, to sign posts with.

use std::collections::HashMap;

use crate::model::{Account, Author, Finding};

/// People who are kept in mind; those who come later sign with their number.
const MOST: usize = 250_000;

/// Names and addresses by number.
#[derive(Default)]
pub(super) struct People(HashMap<Box<str>, (Box<str>, Box<str>)>);

impl People {
    pub(super) fn keep(&mut self, account: &mut Account) {
        if self.0.len() >= MOST {
            let what = "there are too many people to sign their posts with their names";
            account.findings.push(Finding::lossy("people", what));
            return;
        }
        let names = (account.name.as_str().into(), account.email.as_str().into());
        self.0.insert(account.source_id.as_str().into(), names);
    }

    /// How a post of this account is signed.
    pub(super) fn author(&self, account: String, findings: &mut Vec<Finding>) -> Author {
        let known = self.0.get(account.as_str());
        if known.is_none() && !account.is_empty() {
            let what = format!("nobody is known as {account}: the post has no name");
            findings.push(Finding::doubtful("author", what));
        }
        let (name, email) = known.cloned().unwrap_or_default();
        Author {
            account: Some(account).filter(|account| !account.is_empty()),
            name: name.into_string(),
            email: email.into_string(),
            website: String::new(),
        }
    }
}
