//! E-mail addresses as we accept them: strict, so that no address can smuggle a second header.

use std::fmt;
use std::str::FromStr;

use url::Host;

/// Longest local part and longest address that mail servers must take (RFC 5321 §4.5.3.1).
const LOCAL_BYTES: usize = 64;
const ADDRESS_BYTES: usize = 254;

/// An address that a letter can be sent to.
///
/// Narrower than the standard, which allows comments, quotes and spaces: those come from attackers
/// and typing errors, not from people. The domain may be written in any script and is kept in its
/// ASCII form; the part before `@` has to be ASCII, because not every server takes more.
/// Case of the local part is kept, since only its owner knows whether it matters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    text: String,
    at: usize,
}

/// What is wrong with something that was meant as an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Not one `@` with something on both sides.
    #[error("an address has a name, one @ and a domain")]
    Shape,
    /// A character before `@` that we do not take.
    #[error("the part before @ has a character that is not allowed there")]
    Local,
    /// The part after `@` is not a domain with a dot.
    #[error("the part after @ is not a domain")]
    Domain,
    /// Longer than mail servers have to accept.
    #[error("the address is too long")]
    TooLong,
}

impl Address {
    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What stands before `@`.
    pub fn local(&self) -> &str {
        &self.text[..self.at]
    }

    /// What stands after `@`, in ASCII and lower case.
    pub fn domain(&self) -> &str {
        &self.text[self.at + 1..]
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let (local, domain) = text
            .trim_matches(' ')
            .rsplit_once('@')
            .ok_or(AddressError::Shape)?;
        if local.is_empty() || domain.is_empty() {
            return Err(AddressError::Shape);
        }
        if local.len() > LOCAL_BYTES {
            return Err(AddressError::TooLong);
        }
        check_local(local)?;
        let domain = ascii_domain(domain)?;
        let text = format!("{local}@{domain}");
        if text.len() > ADDRESS_BYTES {
            return Err(AddressError::TooLong);
        }
        Ok(Self {
            at: local.len(),
            text,
        })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

/// Dot-atoms only (RFC 5322 §3.2.3): no quotes, spaces, brackets, controls.
fn check_local(local: &str) -> Result<(), AddressError> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    let is_atom = |atom: &str| !atom.is_empty() && atom.chars().all(is_plain);
    if local.split('.').all(is_atom) {
        Ok(())
    } else {
        Err(AddressError::Local)
    }
}

/// The domain as DNS knows it. An address of a machine without a name is not one people have.
fn ascii_domain(domain: &str) -> Result<String, AddressError> {
    let Ok(Host::Domain(ascii)) = Host::parse(domain) else {
        return Err(AddressError::Domain);
    };
    let is_label = |label: &str| {
        let is_word = label
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let is_short = (1..=63).contains(&label.len());
        is_word && is_short && !label.starts_with('-') && !label.ends_with('-')
    };
    let is_domain = ascii.contains('.') && ascii.split('.').all(is_label);
    if is_domain {
        Ok(ascii.to_string())
    } else {
        Err(AddressError::Domain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, AddressError>) {
        let parsed = text.parse::<Address>();
        assert_eq!(
            parsed.as_ref().map(Address::as_str).map_err(|e| *e),
            expected,
            "{text:?}"
        );
    }

    #[test]
    fn ordinary_addresses_are_kept_as_they_are() {
        check(
            "anna.berger+post@example.org",
            Ok("anna.berger+post@example.org"),
        );
        check("O'Neill@example.co.uk", Ok("O'Neill@example.co.uk"));
        check(" anna@example.org ", Ok("anna@example.org"));
    }

    #[test]
    fn domains_are_lower_case_ascii() {
        check("anna@Example.ORG", Ok("anna@example.org"));
        check("anna@bücher.example", Ok("anna@xn--bcher-kva.example"));
    }

    #[test]
    fn nothing_can_smuggle_a_header() {
        for text in [
            "a@b.at\r\nBcc: x@y.at",
            "a\r\nBcc:x@y.at",
            "a\n@b.at",
            "a@b.at\0",
            "a@b\t.at",
        ] {
            assert!(text.parse::<Address>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn what_is_not_an_address_is_told_apart() {
        check("anna", Err(AddressError::Shape));
        check("@example.org", Err(AddressError::Shape));
        check("anna@", Err(AddressError::Shape));
        check("a@b@example.org", Err(AddressError::Local));
        check("a b@example.org", Err(AddressError::Local));
        check("\"a b\"@example.org", Err(AddressError::Local));
        check("a..b@example.org", Err(AddressError::Local));
        check("anna@localhost", Err(AddressError::Domain));
        check("anna@127.0.0.1", Err(AddressError::Domain));
        check("anna@[::1]", Err(AddressError::Domain));
        check("anna@exa_mple.org", Err(AddressError::Domain));
        check(
            &format!("{}@example.org", "a".repeat(65)),
            Err(AddressError::TooLong),
        );
    }
}
