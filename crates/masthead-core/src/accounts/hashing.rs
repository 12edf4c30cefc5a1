//! Argon2id, off the threads that answer requests and never inside a transaction.

use std::sync::OnceLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;

/// Memory of one hash in KiB, passes and lanes: OWASP's first recommendation for Argon2id
/// (Password Storage Cheat Sheet, 2024): 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Hashes at a time. More would only take memory from each other; who comes later waits.
const AT_ONCE: usize = 4;

static ROOM: Semaphore = Semaphore::const_new(AT_ONCE);

/// What a look at a password found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Match {
    No,
    Yes,
    /// The right one, hashed with parameters of another time: hash it anew.
    YesButOld,
}

/// Hashes a password that has passed the rules.
pub(super) async fn hash(password: &str) -> String {
    let password = super::password::composed(password);
    in_the_back(move || hash_now(&password)).await
}

/// Compares a password with a hash. Without a hash it does the same work and finds no match, so that the time
/// does not tell whether an account exists.
pub(super) async fn matches(password: &str, hash: Option<String>) -> Match {
    let password = super::password::composed(password);
    in_the_back(move || matches_now(&password, hash.as_deref())).await
}

fn matches_now(password: &str, hash: Option<&str>) -> Match {
    let known = hash.and_then(|hash| PasswordHash::new(hash).ok());
    let right = match &known {
        Some(hash) => argon().verify_password(password.as_bytes(), hash).is_ok(),
        None => {
            let nobody = PasswordHash::new(nobodys()).expect("we wrote this hash");
            let _ = argon().verify_password(password.as_bytes(), &nobody);
            false
        }
    };
    match known {
        Some(hash) if right && is_of_today(&hash) => Match::Yes,
        Some(_) if right => Match::YesButOld,
        _ => Match::No,
    }
}

fn is_of_today(hash: &PasswordHash) -> bool {
    let today = hash.algorithm.as_str() == "argon2id";
    today
        && Params::try_from(hash).is_ok_and(|params| {
            (params.m_cost(), params.t_cost(), params.p_cost()) == (MEMORY_KIB, PASSES, LANES)
        })
}

fn hash_now(password: &str) -> String {
    let hash: PasswordHash = argon()
        .hash_password(password.as_bytes())
        .expect("the parameters are within bounds");
    hash.to_string()
}

/// The hash of a password that nobody knows, made once.
fn nobodys() -> &'static str {
    static NOBODYS: OnceLock<String> = OnceLock::new();
    NOBODYS.get_or_init(|| hash_now(&crate::kernel::Ids.secret()))
}

fn argon() -> Argon2<'static> {
    let params =
        Params::new(MEMORY_KIB, PASSES, LANES, None).expect("the parameters are within bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

async fn in_the_back<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let _place = ROOM.acquire().await.expect("the room is never closed");
    tokio::task::spawn_blocking(work)
        .await
        .expect("hashing does not panic")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_password_matches() {
        let hash = hash_now("der Hund frisst Nudeln");
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        assert_eq!(
            matches_now("der Hund frisst Nudeln", Some(&hash)),
            Match::Yes
        );
        assert_eq!(
            matches_now("die Katze frisst Nudeln", Some(&hash)),
            Match::No
        );
        assert_eq!(matches_now("der Hund frisst Nudeln", None), Match::No);
        assert_eq!(matches_now("", Some("")), Match::No);
    }

    #[test]
    fn a_hash_of_another_time_is_noticed() {
        let cheap = Argon2::new(
            Algorithm::Argon2id,
            Version::V0x13,
            Params::new(64, 1, 1, None).expect("bounds"),
        );
        let old: PasswordHash = cheap
            .hash_password(b"der Hund frisst Nudeln")
            .expect("a hash");
        assert_eq!(
            matches_now("der Hund frisst Nudeln", Some(&old.to_string())),
            Match::YesButOld
        );
    }
}
