//! Who is known to the site, without what is secret: everybody sets a new password by letter where they are brought in.

use masthead_db::transact;
use masthead_formats::{Account, AccountRole, Record};

use super::export::{ExportError, Takes, moment};
use super::store::{self, AccountRow};
use crate::accounts::State;
use crate::kernel::{App, Role};

/// Accounts in one page.
const PAGE: i64 = 500;

pub(super) async fn export(app: &App, out: &mut dyn Takes) -> Result<(), ExportError> {
    let mut after = String::new();
    loop {
        let rows: Vec<AccountRow> = transact!(app.db.read(), |tx| {
            store::list_accounts(tx, &after, PAGE).await
        })?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after.clone_from(&last.short);
        for row in rows {
            out.record(Record::Account(Box::new(account(row))))?;
        }
    }
}

fn account(row: AccountRow) -> Account {
    Account {
        source_id: row.short,
        name: row.display_name,
        full_name: row.name,
        language: row.lang.tag().to_owned(),
        email: row.email,
        role: match row.role {
            Role::Reader => AccountRole::Reader,
            Role::Moderator => AccountRole::Moderator,
            Role::Editor => AccountRole::Editor,
            Role::Office => AccountRole::Office,
            Role::Administrator => AccountRole::Administrator,
        },
        is_banned: row.state == State::Suspended,
        is_verified: row.state != State::Unconfirmed,
        created_at: moment(row.created_at),
        ..Account::default()
    }
}
