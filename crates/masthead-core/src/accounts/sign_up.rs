//! Signing up: somebody asks for an account, and a letter asks whether the address is theirs.

use masthead_db::{Tx, transact};

use super::account::State;
use super::address::{self, EmailAddress};
use super::display_name::{self, DisplayName};
use super::documents::{self, DocumentKind};
use super::letters::{AddressKnown, ConfirmAddress, page};
use super::problem::{AccountError, Problem, none_of};
use super::secrets::{self, Purpose};
use super::{hashing, password, store};
use crate::kernel::{AccountId, App, Lang, Role, letters};

/// Letters a name may have.
const LONGEST_NAME: usize = 100;

/// Days that a display name which was given up stays with whoever gave it up.
pub(super) const NAME_REST_DAYS: u64 = 365;

/// What somebody types to sign up.
#[derive(Clone, Debug)]
pub struct SignUp {
    /// Their own name; shown to nobody but themselves and whoever manages accounts.
    pub name: String,
    /// The name beside their posts.
    pub display_name: String,
    /// Where the letter goes.
    pub email: String,
    /// As typed.
    pub password: String,
    /// The language of the page they sign up on.
    pub lang: Lang,
    /// The version of the netiquette they have accepted, if they have.
    pub netiquette: Option<i64>,
    /// The version of the terms they have accepted, if they have.
    pub terms: Option<i64>,
}

/// A request that has passed the rules.
struct Fit {
    name: String,
    display_name: DisplayName,
    email: EmailAddress,
    password_hash: String,
}

/// Signs somebody up and writes them a letter.
///
/// The answer is the same whether the address is known or not: an address that has an account gets a letter
/// which says so, and nothing about the account changes. Signing up again before confirming replaces what was typed
/// the first time, and only the newest letter's link holds.
///
/// # Errors
/// [`AccountError::Invalid`] with every problem found.
pub async fn sign_up(app: &App, request: &SignUp) -> Result<(), AccountError> {
    let (display_name, email) = check(app, request)?;
    let fit = Fit {
        name: request.name.trim().to_owned(),
        display_name,
        email,
        password_hash: hashing::hash(&request.password).await,
    };
    transact!(app.db.write(), |tx| {
        register(tx, app, request, &fit).await
    })
}

async fn register(tx: &mut Tx, app: &App, request: &SignUp, fit: &Fit) -> Result<(), AccountError> {
    none_of(outdated(tx, app, request).await?)?;
    let known = store::credential_by_email(tx, &fit.email.folded).await?;
    let unconfirmed = known
        .as_ref()
        .filter(|known| known.state == State::Unconfirmed)
        .map(|known| known.id);
    refuse_taken(tx, app, &fit.display_name, unconfirmed).await?;
    match known {
        Some(known) if known.state != State::Unconfirmed => {
            let letter = AddressKnown {
                sign_in: page(app, "/account/sign-in"),
                forgot: page(app, "/account/forgot"),
            };
            letters::write(tx, app, &known.email, known.lang, &letter).await?;
        }
        Some(known) => {
            replace(tx, app, known.id, request, fit).await?;
            invite(tx, app, known.id, request, fit).await?;
        }
        None => {
            let id = insert(tx, app, request, fit).await?;
            invite(tx, app, id, request, fit).await?;
        }
    }
    Ok(())
}

async fn insert(
    tx: &mut Tx,
    app: &App,
    request: &SignUp,
    fit: &Fit,
) -> Result<AccountId, AccountError> {
    let id: AccountId = app.new_id();
    store::insert_account(
        tx,
        id,
        &id.short(),
        &fit.name,
        &fit.display_name.shown,
        &fit.display_name.folded,
        &fit.email.typed,
        &fit.email.folded,
        &fit.password_hash,
        Role::Reader,
        request.lang,
        State::Unconfirmed,
        app.now(),
        None,
    )
    .await?;
    Ok(id)
}

async fn replace(
    tx: &mut Tx,
    app: &App,
    id: AccountId,
    request: &SignUp,
    fit: &Fit,
) -> Result<(), AccountError> {
    store::replace_unconfirmed(
        tx,
        id,
        &fit.name,
        &fit.display_name.shown,
        &fit.display_name.folded,
        &fit.email.typed,
        &fit.password_hash,
        request.lang,
        app.now(),
    )
    .await?;
    Ok(())
}

/// Writes down what was accepted and posts the letter with the link.
async fn invite(
    tx: &mut Tx,
    app: &App,
    id: AccountId,
    request: &SignUp,
    fit: &Fit,
) -> Result<(), AccountError> {
    for (kind, version) in [
        (DocumentKind::Netiquette, request.netiquette),
        (DocumentKind::Terms, request.terms),
    ] {
        if let Some(version) = version {
            store::insert_consent(tx, id, kind, version, request.lang, app.now()).await?;
        }
    }
    let secret = secrets::issue(tx, app, id, Purpose::Confirm).await?;
    let letter = ConfirmAddress {
        display_name: fit.display_name.shown.clone(),
        link: page(app, &format!("/account/confirm/{secret}")),
    };
    letters::write(tx, app, &fit.email.typed, request.lang, &letter).await?;
    Ok(())
}

/// Refuses a display name that somebody else has, or had within [`NAME_REST_DAYS`].
pub(super) async fn refuse_taken(
    tx: &mut Tx,
    app: &App,
    name: &DisplayName,
    own: Option<AccountId>,
) -> Result<(), AccountError> {
    let since = app.now().before(std::time::Duration::from_secs(
        NAME_REST_DAYS * 24 * 60 * 60,
    ));
    let holders = store::holders_of_display_name(tx, &name.folded, since).await?;
    let taken = holders.iter().any(|holder| Some(holder.id) != own);
    none_of(if taken {
        vec![Problem::DisplayNameTaken]
    } else {
        Vec::new()
    })
}

fn check(app: &App, request: &SignUp) -> Result<(DisplayName, EmailAddress), AccountError> {
    let mut problems = Vec::new();
    if request.name.trim().is_empty() || request.name.chars().count() > LONGEST_NAME {
        problems.push(Problem::NameLength);
    }
    let display_name = display_name::read(&request.display_name, &app.settings().name);
    let email = address::read(&request.email);
    problems.extend(display_name.as_ref().err());
    problems.extend(email.as_ref().err());
    problems.extend(password::find_problem(
        &request.password,
        &[&request.name, &request.display_name, &request.email],
    ));
    problems.extend(
        request
            .netiquette
            .is_none()
            .then_some(Problem::NetiquetteNotAccepted),
    );
    problems.extend(request.terms.is_none().then_some(Problem::TermsNotAccepted));
    match (display_name, email) {
        (Ok(display_name), Ok(email)) if problems.is_empty() => Ok((display_name, email)),
        _ => Err(AccountError::Invalid(problems)),
    }
}

async fn outdated(tx: &mut Tx, app: &App, request: &SignUp) -> Result<Vec<Problem>, AccountError> {
    let mut problems = Vec::new();
    if documents::version_in_force(tx, DocumentKind::Netiquette, app.now()).await?
        != request.netiquette
    {
        problems.push(Problem::NetiquetteChanged);
    }
    if documents::version_in_force(tx, DocumentKind::Terms, app.now()).await? != request.terms {
        problems.push(Problem::TermsChanged);
    }
    Ok(problems)
}
