//! Secrets in cookies and links: we keep only what proves them.

use std::time::Duration;

use masthead_db::{DbError, Tx};
use sha2::{Digest, Sha256};

use super::store;
use crate::kernel::{AccountId, App};

const HOUR: u64 = 60 * 60;

/// What a link in a letter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Purpose {
    /// Confirms that an address belongs to whoever signed up with it.
    Confirm,
    /// Chooses a new password.
    Reset,
}

masthead_db::impl_text_column!(Purpose { Confirm = "confirm", Reset = "reset" });

impl Purpose {
    /// How long the link holds. A confirmation may wait for somebody's Monday; a reset opens an account and is
    /// kept short (OWASP, Forgot Password Cheat Sheet).
    fn holds_for(self) -> Duration {
        match self {
            Purpose::Confirm => Duration::from_secs(72 * HOUR),
            Purpose::Reset => Duration::from_secs(2 * HOUR),
        }
    }
}

/// Makes a link's secret that replaces every earlier one of its purpose, and gives the secret.
pub(super) async fn issue(
    tx: &mut Tx,
    app: &App,
    account: AccountId,
    purpose: Purpose,
) -> Result<String, DbError> {
    issue_for(tx, app, account, purpose, purpose.holds_for()).await
}

/// Like [`issue`], holding for as long as is said.
pub(super) async fn issue_for(
    tx: &mut Tx,
    app: &App,
    account: AccountId,
    purpose: Purpose,
    holds_for: Duration,
) -> Result<String, DbError> {
    let (now, secret) = (app.now(), app.ids.secret());
    store::spend_tokens(tx, account, purpose, now).await?;
    store::insert_token(
        tx,
        &hash(&secret),
        account,
        purpose,
        now,
        now.after(holds_for),
    )
    .await?;
    Ok(secret)
}

/// Whose link it is, while it holds.
pub(super) async fn holder(
    tx: &mut Tx,
    app: &App,
    purpose: Purpose,
    secret: &str,
) -> Result<Option<AccountId>, DbError> {
    let row = store::token(tx, &hash(secret), purpose, app.now()).await?;
    Ok(row.map(|row| row.account_id))
}

/// Takes all links of a purpose out of force.
pub(super) async fn spend(
    tx: &mut Tx,
    app: &App,
    account: AccountId,
    purpose: Purpose,
) -> Result<(), DbError> {
    store::spend_tokens(tx, account, purpose, app.now()).await?;
    Ok(())
}

/// What is stored of a secret. A fast hash is enough: the secret has 160 random bits and cannot be guessed.
pub(super) fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_secret_is_not_in_what_is_stored() {
        let hash = super::hash("a secret");
        assert_eq!(hash.len(), 32);
        assert_ne!(hash, super::hash("another secret"));
    }
}
