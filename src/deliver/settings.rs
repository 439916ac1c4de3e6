//! `[delivery.<name>]` as written → a [`Channel`], all mistakes at once.
//!
//! Secrets never stand in the configuration: it names the environment variable or the file that holds them.

mod check;
mod mailing;
mod posting;

use std::path::PathBuf;

use serde::Deserialize;

pub use super::secret::Secret;
use check::Mistakes;
use earwatch_report::render::Rendering;
pub use mailing::{Mail, Tls};
pub(super) use posting::web_address;
pub use posting::{Address, Shape, Tracker, Webhook};

/// Where digests go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Channel {
    /// Into a folder.
    Files(Files),
    /// By mail.
    Mail(Box<Mail>),
    /// To a web address.
    Webhook(Webhook),
}

impl Channel {
    /// The form of its digests; one that was rendered for another form is of no use to it.
    pub fn form(&self) -> &'static str {
        match self {
            Self::Files(_) => "files",
            Self::Mail(_) => "mail",
            Self::Webhook(settings) => match &settings.shape {
                Shape::Json => "json",
                Shape::Slack => "slack",
                Shape::Teams => "teams",
                Shape::Jira(_) => "jira",
            },
        }
    }

    /// Whether what it sends shows the lists, which a report then has to hold.
    pub fn shows_listing(&self) -> bool {
        let formats: &[Rendering] = match self {
            Self::Files(settings) => &settings.formats,
            Self::Mail(settings) => &settings.attach,
            Self::Webhook(_) => &[],
        };
        formats.iter().any(|format| format.shows_listing())
    }

    /// Whether it can be served without a network.
    pub fn is_local(&self) -> bool {
        matches!(self, Self::Files(_))
    }
}

/// A folder of reports by date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// The folder; it is made if it is not there.
    pub dir: PathBuf,
    /// The formats, each in a file of its own.
    pub formats: Vec<Rendering>,
    /// Whether only the user who runs the program may read them: they tell of parties.
    pub is_private: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FilesTable {
    dir: PathBuf,
    #[serde(default = "default_formats")]
    formats: Vec<Rendering>,
}

fn default_formats() -> Vec<Rendering> {
    vec![Rendering::Html, Rendering::Md, Rendering::Json]
}

/// Keys that would hold a secret, and the keys that say where it is.
const SECRETS: [(&str, &str); 4] = [
    ("password", "password_env or password_file"),
    ("secret", "secret_env or secret_file"),
    ("token", "secret_env or secret_file"),
    ("api_key", "secret_env or secret_file"),
];

/// Reads the table of one channel.
pub fn channel(name: &str, table: &toml::Table) -> Result<Channel, Mistakes> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if name.is_empty() || name.len() > LONGEST_NAME || !name.chars().all(plain) {
        return Err(vec![format!("expected a name of at most {LONGEST_NAME} letters, digits, “-” and “_”")]);
    }
    let secrets: Vec<_> = SECRETS
        .iter()
        .filter(|(key, _)| table.contains_key(*key))
        .map(|(key, instead)| {
            format!("{key}: a secret must not be in the configuration; say where it is with {instead}")
        })
        .collect();
    if !secrets.is_empty() {
        return Err(secrets);
    }
    let mut rest = table.clone();
    let kind = rest.remove("kind");
    // Said of any kind, and read by `watch` and `hits`.
    rest.remove("watch");
    rest.remove("hits");
    match kind.as_ref().and_then(toml::Value::as_str) {
        Some("files") => files(parsed(rest)?, hits(table)?),
        Some("mail") => mailing::mail(parsed(rest)?).map(|mail| Channel::Mail(Box::new(mail))),
        Some("webhook") => posting::webhook(parsed(rest)?).map(Channel::Webhook),
        Some(other) => Err(vec![format!("kind: expected “files”, “mail” or “webhook”, but found “{other}”")]),
        None => Err(vec!["kind: expected “files”, “mail” or “webhook”, but there is none".to_owned()]),
    }
}

/// The watch list of a channel, where it has one.
pub fn watch(table: &toml::Table) -> Result<Option<PathBuf>, Mistakes> {
    match table.get("watch") {
        None => Ok(None),
        Some(toml::Value::String(path)) if !path.is_empty() => Ok(Some(PathBuf::from(path))),
        Some(_) => Err(vec!["watch: expected the path of a watch list".to_owned()]),
    }
}

/// Letters of the name of a channel.
const LONGEST_NAME: usize = 40;

fn parsed<T: serde::de::DeserializeOwned>(table: toml::Table) -> Result<T, Mistakes> {
    let table: Result<T, _> = table.try_into();
    table.map_err(|error| vec![error.message().to_owned()])
}

/// Whether a channel is told of the user's parties.
pub fn hits(table: &toml::Table) -> Result<bool, Mistakes> {
    match table.get("hits") {
        None => Ok(false),
        Some(toml::Value::Boolean(hits)) => Ok(*hits),
        Some(_) => Err(vec!["hits: expected true or false".to_owned()]),
    }
}

fn files(table: FilesTable, is_private: bool) -> Result<Channel, Mistakes> {
    let FilesTable { dir, mut formats } = table;
    let mut mistakes = Vec::new();
    if dir.as_os_str().is_empty() {
        mistakes.push("dir: expected a folder, but found nothing".to_owned());
    }
    if formats.is_empty() {
        mistakes
            .push("formats: expected at least one of md, txt, json, html, mail, csv, xlsx, atom, jsonfeed".to_owned());
    }
    formats.sort_unstable();
    formats.dedup();
    if mistakes.is_empty() { Ok(Channel::Files(Files { dir, formats, is_private })) } else { Err(mistakes) }
}

#[cfg(test)]
mod tests;
