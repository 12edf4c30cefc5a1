//! E-mail addresses: what passes for one, and when two are the same. Pure.

use super::problem::Problem;

/// Longest address that a mail server takes (RFC 5321 §4.5.3.1.3, without the angle brackets).
const LONGEST: usize = 254;

/// An address as it was typed, and as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EmailAddress {
    pub(super) typed: String,
    pub(super) folded: String,
}

/// Reads an address, generously: only a letter that arrives proves one.
///
/// Two addresses that differ in case alone are one account's, although RFC 5321 leaves that to the
/// receiving server: nobody gives two people the same address in two cases.
pub(super) fn read(text: &str) -> Result<EmailAddress, Problem> {
    let typed = text.trim();
    let (local, domain) = typed.rsplit_once('@').ok_or(Problem::EmailMalformed)?;
    let reads = typed.len() <= LONGEST && is_local(local) && is_domain(domain);
    if !reads {
        return Err(Problem::EmailMalformed);
    }
    Ok(EmailAddress {
        typed: typed.to_owned(),
        folded: typed.to_ascii_lowercase(),
    })
}

/// Whether somebody could be written to at this address.
pub fn is_email_address(text: &str) -> bool {
    read(text).is_ok()
}

fn is_local(local: &str) -> bool {
    let dots_in_place = !local.starts_with('.') && !local.ends_with('.') && !local.contains("..");
    let letters =
        |letter: u8| letter.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&letter);
    !local.is_empty() && local.len() <= 64 && dots_in_place && local.bytes().all(letters)
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == b'-')
    };
    domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_makes_no_second_address() {
        let read = read(" Anna.Berger@Example.AT ").expect("an address");
        assert_eq!(read.typed, "Anna.Berger@Example.AT");
        assert_eq!(read.folded, "anna.berger@example.at");
    }

    #[test]
    fn what_no_letter_could_reach_is_refused() {
        for text in [
            "",
            "anna",
            "anna@",
            "@example.at",
            "a b@example.at",
            "anna@exa mple.at",
            "a@-x.at",
            "a..b@x.at",
            "anna@example.at\r\nBcc: all@example.at",
            "<anna@example.at>",
        ] {
            assert_eq!(read(text), Err(Problem::EmailMalformed), "{text:?}");
        }
    }
}
