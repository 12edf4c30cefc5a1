//! Accounts of another Masthead: they keep their name, role and language, and choose a new password by letter.

use masthead_db::{Time, transact};
use masthead_formats::{Account, AccountRole, LeftOut};

use super::ImportError;
use super::import::{Remembered, Walk, fingerprint};
use super::report::{Line, Outcome};
use crate::accounts::{self, AccountError, BringIn};
use crate::kernel::{AccountId, Role};

/// Brings in an account of another Masthead. Those of other systems stay there: posts keep the name they were signed
/// with, because nobody here has agreed to anything yet.
pub(super) async fn account(walk: &mut Walk<'_>, account: Account) -> Result<(), ImportError> {
    if !walk.is_of_masthead() {
        let reason = "accounts are not brought in; posts keep the name they were signed with";
        walk.left_out(LeftOut {
            kind: "account".to_owned(),
            source_id: account.source_id,
            title: account.name,
            reason: reason.to_owned(),
        });
        return Ok(());
    }
    let result = bring_in(walk, &account).await;
    let (id, result) = match result {
        Ok((id, outcome)) => (id, Ok(outcome)),
        Err(error) => (None, Err(error)),
    };
    if let Some(id) = id {
        walk.accounts.insert(account.source_id.clone(), id);
    }
    let outcome = walk.settle(result)?;
    walk.tell(&Line {
        kind: "account".to_owned(),
        source_id: account.source_id,
        title: account.name,
        outcome,
        findings: account.findings,
    });
    Ok(())
}

async fn bring_in(
    walk: &Walk<'_>,
    account: &Account,
) -> Result<(Option<AccountId>, Outcome), ImportError> {
    let request = request(walk, account);
    transact!(walk.app.db.write(), |tx| {
        if let Some(known) = walk.known(tx, "account", &account.source_id).await? {
            let here = AccountId::from(known.target_id);
            return Ok((Some(here), Outcome::Unchanged));
        }
        if let Some(here) = accounts::account_of(tx, &account.email).await? {
            return Ok((Some(here), Outcome::Unchanged));
        }
        if walk.options.is_dry_run {
            return Ok((None, Outcome::Imported));
        }
        let id = accounts::bring_in(tx, walk.app, &request).await?;
        let item = Remembered {
            kind: "account",
            source_id: &account.source_id,
            target: id.uuid(),
            fingerprint: &fingerprint(&[&account.name]),
            revision: None,
        };
        walk.remember(tx, &item).await?;
        Ok::<_, ImportError>((Some(id), Outcome::Imported))
    })
}

fn request(walk: &Walk<'_>, account: &Account) -> BringIn {
    BringIn {
        short: account.source_id.clone(),
        name: account.full_name.clone(),
        display_name: account.name.clone(),
        email: account.email.clone(),
        role: match account.role {
            AccountRole::Reader | AccountRole::Staff => Role::Reader,
            AccountRole::Moderator => Role::Moderator,
            AccountRole::Editor => Role::Editor,
            AccountRole::Office => Role::Office,
            AccountRole::Administrator => Role::Administrator,
        },
        lang: account.language.parse().unwrap_or(walk.lang),
        is_confirmed: account.is_verified,
        is_suspended: account.is_banned,
        at: account.created_at.map_or(walk.app.now(), |time| {
            Time::from_micros(time.as_microsecond())
        }),
    }
}

impl From<AccountError> for ImportError {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::Db(error) => Self::Db(error),
            other => Self::Account(other),
        }
    }
}
