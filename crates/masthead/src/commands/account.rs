//! `masthead account …`: the first doors, for whoever can sit at the machine.

use std::io::{BufRead, IsTerminal, Write};

use anyhow::{Context, Result, anyhow};
use masthead_core::accounts::{self, AccountError, Create, Problem};
use masthead_core::kernel::{Lang, Role};
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

use crate::config::Config;

/// What can be done to an account from here. A password is never an argument: those stand in the shell's history and
/// in the list of processes. It is asked for, or read from the standard input.
#[derive(clap::Subcommand)]
pub(crate) enum Account {
    /// Registers a confirmed account.
    Create {
        /// The e-mail address to sign in with.
        email: String,
        /// The person's name; the part of the address before the @ if not given.
        #[arg(long)]
        name: Option<String>,
        /// The name beside their posts; the person's name if not given.
        #[arg(long)]
        display_name: Option<String>,
        /// reader, moderator, editor, office or administrator.
        #[arg(long, default_value = "reader")]
        role: Role,
        /// The language they are written to in: de or en.
        #[arg(long, default_value = "de")]
        lang: Lang,
    },
    /// Gives an account another role.
    Role {
        /// The e-mail address of the account.
        email: String,
        /// reader, moderator, editor, office or administrator.
        role: Role,
    },
    /// Sets an account's password and signs it out everywhere.
    Password {
        /// The e-mail address of the account.
        email: String,
    },
}

/// Does it and says that it is done.
#[expect(clippy::print_stdout, reason = "the person at the console reads it")]
pub(crate) async fn account(config: &Config, asked: Account) -> Result<()> {
    match asked {
        Account::Create {
            email,
            name,
            display_name,
            role,
            lang,
        } => {
            let name = name.unwrap_or_else(|| email.split('@').next().unwrap_or("").to_owned());
            let display_name = display_name.unwrap_or_else(|| name.clone());
            let password = Some(ask_password(&email)?);
            let request = Create {
                name,
                display_name,
                email,
                password,
                role,
                lang,
            };
            let app = super::app(config).await?;
            accounts::create(&app, &request).await.map_err(in_words)?;
            println!("{} is registered as {role}.", request.email);
        }
        Account::Role { email, role } => {
            let app = super::app(config).await?;
            accounts::set_role_by_email(&app, &email, role)
                .await
                .map_err(in_words)?;
            println!("{email} is {role} now.");
        }
        Account::Password { email } => {
            let password = ask_password(&email)?;
            let app = super::app(config).await?;
            accounts::set_password(&app, &email, &password)
                .await
                .map_err(in_words)?;
            println!("{email} has a new password and is signed out everywhere.");
        }
    }
    Ok(())
}

/// One line of the standard input; at a terminal it is asked for and not shown.
fn ask_password(email: &str) -> Result<String> {
    let input = std::io::stdin();
    let mut password = String::new();
    if input.is_terminal() {
        eprint!("Password for {email}: ");
        std::io::stderr().flush()?;
        let shown = tcgetattr(&input).context("the terminal does not answer")?;
        let mut hidden = shown.clone();
        hidden.local_modes.remove(LocalModes::ECHO);
        tcsetattr(&input, OptionalActions::Now, &hidden)?;
        let read = input.lock().read_line(&mut password);
        tcsetattr(&input, OptionalActions::Now, &shown)?;
        eprintln!();
        read?;
    } else {
        input.lock().read_line(&mut password)?;
    }
    let password = password.trim_end_matches(['\r', '\n']).to_owned();
    anyhow::ensure!(
        !password.is_empty(),
        "no password was given on the standard input"
    );
    Ok(password)
}

/// What the form would say beside its fields, for a terminal.
fn in_words(error: AccountError) -> anyhow::Error {
    match error {
        AccountError::Invalid(problems) => {
            let words: Vec<_> = problems.into_iter().map(in_a_word).collect();
            anyhow!(words.join("; "))
        }
        AccountError::Unknown => anyhow!("no account has this address"),
        other => other.into(),
    }
}

fn in_a_word(problem: Problem) -> &'static str {
    match problem {
        Problem::NameLength => "the name (--name) needs one to a hundred letters",
        Problem::DisplayNameLength => {
            "the display name (--display-name) needs two to forty letters"
        }
        Problem::DisplayNameSigns => "the display name has signs that do not belong in a name",
        Problem::DisplayNameTaken => "the display name is taken; choose one with --display-name",
        Problem::DisplayNameReserved => "the display name would pass for the house itself",
        Problem::EmailMalformed => "this is no address that a letter can be sent to",
        Problem::EmailKnown => "an account has this address already",
        Problem::EmailSame => "this is the account's address already",
        Problem::DocumentEmpty => "the document has no text in one of the site's languages",
        Problem::ChangesMissing => "the document does not say what it changes",
        Problem::DayOver => "the day is over, or is none",
        Problem::PasswordShort => "the password has fewer than twelve letters",
        Problem::PasswordLong => "the password has more than 256 bytes",
        Problem::PasswordCommon => "the password is one of those that are tried first",
        Problem::PasswordIsName => "the password is the name or the address itself",
        Problem::PasswordWrong => "the present password is another",
        Problem::NetiquetteNotAccepted | Problem::NetiquetteChanged => {
            "the netiquette is not accepted"
        }
        Problem::TermsNotAccepted | Problem::TermsChanged => "the terms are not accepted",
    }
}
