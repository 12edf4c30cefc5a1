//! How letters leave: the part of the configuration that begins with `mail.`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use masthead_engines::Secret;
use masthead_engines::mail::{Encryption, Mailer, Sender, SmtpSettings};

use super::Values;

const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// How letters leave.
#[derive(Clone, Debug)]
pub(crate) struct MailConfig {
    /// The address they come from, if it was settled here.
    pub from: Option<String>,
    /// Where answers go.
    pub reply_to: Option<String>,
    way: Way,
}

#[derive(Clone, Debug)]
enum Way {
    Outbox(PathBuf),
    Smtp(Box<SmtpSettings>),
}

pub(super) fn settle(values: &Values, data: &Path) -> Result<MailConfig> {
    let port = values.parsed("mail.port", "a port")?;
    let way = match values.text("mail.way").unwrap_or("outbox") {
        "outbox" => Way::Outbox(data.join("outbox")),
        "smtp" => Way::Smtp(Box::new(smtp(values, port.unwrap_or(587))?)),
        other => bail!("mail.way = “{other}” is neither “outbox” nor “smtp”"),
    };
    Ok(MailConfig {
        from: values.text("mail.from").map(str::to_owned),
        reply_to: values.text("mail.reply_to").map(str::to_owned),
        way,
    })
}

fn smtp(values: &Values, port: u16) -> Result<SmtpSettings> {
    let host = values
        .text("mail.host")
        .context("mail.way = “smtp” needs mail.host, the name of the mail server")?;
    let encryption = match values.text("mail.encryption").unwrap_or("starttls") {
        "starttls" => Encryption::StartTls,
        "tls" => Encryption::Tls,
        "none" => Encryption::None,
        other => bail!("mail.encryption = “{other}” is none of “starttls”, “tls”, “none”"),
    };
    let authorities = values.text("mail.authorities");
    let authorities_pem = authorities
        .map(|file| {
            std::fs::read(file)
                .with_context(|| format!("mail.authorities = “{file}” cannot be read"))
        })
        .transpose()?;
    let sign_in = values.text("mail.account").map(|account| {
        (
            account.to_owned(),
            Secret::new(values.text("mail.password").unwrap_or("")),
        )
    });
    Ok(SmtpSettings {
        host: host.to_owned(),
        port,
        encryption,
        sign_in,
        authorities_pem,
        timeout: ANSWER_WITHIN,
    })
}

/// The door letters leave by, under the site's name. `office_mail` is the sender where the configuration names none.
pub(crate) fn mailer(config: &MailConfig, site_name: &str, office_mail: &str) -> Result<Mailer> {
    let address = config.from.as_deref().unwrap_or(office_mail);
    let address = address
        .parse()
        .with_context(|| format!("letters cannot come from “{address}”"))?;
    let reply_to = config
        .reply_to
        .as_deref()
        .map(str::parse)
        .transpose()
        .context("mail.reply_to is not an address")?;
    let sender = Sender {
        name: site_name.to_owned(),
        address,
        reply_to,
    };
    match &config.way {
        Way::Outbox(folder) => Ok(Mailer::outbox(sender, folder)),
        Way::Smtp(settings) => Mailer::smtp(sender, settings).map_err(|why| anyhow!("mail: {why}")),
    }
}
