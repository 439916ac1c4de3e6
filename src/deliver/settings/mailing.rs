//! `kind = "mail"`.

use std::path::PathBuf;
use std::time::Duration;

use lettre::message::Mailbox;
use serde::Deserialize;

use super::check::{Mistakes, is_loopback, seconds, secret};
use crate::deliver::secret::Secret;
use earwatch_report::render::Rendering;

/// A mail server and the people it is to reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Name or address of the server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is secured.
    pub tls: Tls,
    /// Certificates to trust beside those of the system.
    pub ca_file: Option<PathBuf>,
    /// Account at the server.
    pub account: Option<(String, Secret)>,
    /// Sender.
    pub from: Mailbox,
    /// Recipients.
    pub to: Vec<Mailbox>,
    /// Formats in which the report is attached.
    pub attach: Vec<Rendering>,
    /// What stands before the headline in the subject.
    pub subject_prefix: String,
    /// What the program calls itself to the server, where it is not to be `[127.0.0.1]`.
    pub hello: Option<String>,
    /// Limit for each step of the conversation.
    pub timeout: Duration,
}

/// How a connection to a mail server is secured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tls {
    /// In the open at first; then TLS, or nothing is sent.
    Starttls,
    /// From the first byte.
    Tls,
    /// Not at all.
    None,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MailTable {
    host: String,
    port: Option<u16>,
    #[serde(default = "starttls")]
    tls: Tls,
    #[serde(default)]
    allow_plain: bool,
    ca_file: Option<PathBuf>,
    username: Option<String>,
    password_env: Option<String>,
    password_file: Option<PathBuf>,
    from: String,
    to: Vec<String>,
    #[serde(default)]
    attach: Vec<Rendering>,
    hello: Option<String>,
    #[serde(default = "prefix")]
    subject_prefix: String,
    #[serde(default = "timeout")]
    timeout_seconds: u64,
}

fn starttls() -> Tls {
    Tls::Starttls
}

fn prefix() -> String {
    "[earwatch]".to_owned()
}

fn timeout() -> u64 {
    30
}

pub(super) fn mail(table: MailTable) -> Result<Mail, Mistakes> {
    let mut mistakes = Vec::new();
    let host_like = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
    if table.host.is_empty() || !table.host.chars().all(host_like) {
        mistakes.push(format!("host: expected the name or address of a mail server, but found “{}”", table.host));
    }
    if table.tls == Tls::None && !table.allow_plain && !is_loopback(&table.host) {
        mistakes.push(format!(
            "tls: without TLS the report, and the password, can be read on the way to {}; use “starttls” or “tls”, or allow_plain = true",
            table.host
        ));
    }
    let word = |text: &String| !text.is_empty() && text.chars().all(|c| c.is_ascii_graphic());
    if !table.hello.as_ref().is_none_or(word) {
        mistakes.push("hello: expected the name of this machine".to_owned());
    }
    if table.subject_prefix.chars().any(char::is_control) {
        mistakes.push("subject_prefix: expected one line of text".to_owned());
    }
    let password = secret("password", table.password_env, table.password_file, &mut mistakes);
    let account = match (table.username, password) {
        (Some(username), Some(password)) => Some((username, password)),
        (None, None) => None,
        (Some(_), None) => {
            mistakes.push("username: expected password_env or password_file beside it".to_owned());
            None
        }
        (None, Some(_)) => {
            mistakes.push("password: expected username beside it".to_owned());
            None
        }
    };
    let from = mailbox("from", &table.from, &mut mistakes);
    if let Some(from) = from.as_ref().filter(|from| !from.email.domain().is_ascii()) {
        mistakes.push(format!("from: expected a domain in ASCII (xn--…), but found “{}”", from.email.domain()));
    }
    if table.to.is_empty() {
        mistakes.push("to: expected at least one recipient".to_owned());
    }
    let to = table.to.iter().filter_map(|to| mailbox("to", to, &mut mistakes)).collect();
    let mut attach = table.attach;
    attach.sort_unstable();
    attach.dedup();
    let timeout = seconds("timeout_seconds", table.timeout_seconds, &mut mistakes);
    match from {
        Some(from) if mistakes.is_empty() => Ok(Mail {
            port: table.port.unwrap_or(match table.tls {
                Tls::Starttls => 587,
                Tls::Tls => 465,
                Tls::None => 25,
            }),
            host: table.host,
            tls: table.tls,
            ca_file: table.ca_file,
            account,
            from,
            to,
            attach,
            subject_prefix: table.subject_prefix,
            hello: table.hello,
            timeout,
        }),
        Some(_) | None => Err(mistakes),
    }
}

/// Bytes of a name and an address: a line of a mail's header holds 998.
const LONGEST_MAILBOX: usize = 500;

fn mailbox(key: &str, text: &str, mistakes: &mut Mistakes) -> Option<Mailbox> {
    let fits = text.len() <= LONGEST_MAILBOX && !text.chars().any(char::is_control);
    let parsed = fits.then(|| text.parse().ok()).flatten();
    if parsed.is_none() {
        mistakes.push(format!(
            "{key}: expected an address such as “Export Control <trade@example.com>”, but found “{}”",
            earwatch_report::visible::visible(text)
        ));
    }
    parsed
}
