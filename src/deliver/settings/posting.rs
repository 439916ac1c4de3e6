//! `kind = "webhook"`.

use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;
use url::Url;

use super::check::{Mistakes, is_loopback, seconds, secret};
use crate::deliver::secret::Secret;

/// A web address that takes digests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// The address, or where it is kept.
    pub address: Address,
    /// What is posted.
    pub shape: Shape,
    /// The key of the signature.
    pub secret: Option<Secret>,
    /// Whether an address without TLS may be on another machine.
    pub allow_plain: bool,
    /// Limit for one request.
    pub timeout: Duration,
    /// How often one run tries.
    pub max_attempts: u32,
    /// Longest wait between attempts; a receiver that asks for more is served by the next run.
    pub max_wait: Duration,
}

/// An address, or where it is kept: the addresses of chats are secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// As written.
    Plain(Url),
    /// Kept as a secret.
    Kept(Secret),
}

/// What is posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// `earwatch/delivery/1`.
    Json,
    /// A message of Slack.
    Slack,
    /// An Adaptive Card for a workflow of Microsoft Teams.
    Teams,
    /// An issue of Jira.
    Jira(Tracker),
}

/// Where an issue belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tracker {
    /// The key of the project.
    pub project: String,
    /// The name of the type of issue.
    pub issue_type: String,
    /// The header `Authorization`.
    pub authorization: Option<Secret>,
}

impl Shape {
    /// Whether it is a message of a chat, whose address is a secret and whose answers say more than their status.
    pub fn is_chat(&self) -> bool {
        matches!(self, Self::Slack | Self::Teams)
    }

    /// What a request is authorized with.
    pub fn authorization(&self) -> Option<&Secret> {
        match self {
            Self::Jira(tracker) => tracker.authorization.as_ref(),
            Self::Json | Self::Slack | Self::Teams => None,
        }
    }
}

/// The name of a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ShapeName {
    Json,
    Slack,
    Teams,
    Jira,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WebhookTable {
    url: Option<String>,
    url_env: Option<String>,
    url_file: Option<PathBuf>,
    #[serde(default = "json")]
    shape: ShapeName,
    project: Option<String>,
    issue_type: Option<String>,
    authorization_env: Option<String>,
    authorization_file: Option<PathBuf>,
    secret_env: Option<String>,
    secret_file: Option<PathBuf>,
    #[serde(default)]
    allow_plain: bool,
    #[serde(default = "timeout")]
    timeout_seconds: u64,
    #[serde(default = "attempts")]
    max_attempts: u32,
    #[serde(default = "wait")]
    max_wait_seconds: u64,
}

fn json() -> ShapeName {
    ShapeName::Json
}

fn timeout() -> u64 {
    15
}

fn attempts() -> u32 {
    3
}

fn wait() -> u64 {
    30
}

pub(super) fn webhook(table: WebhookTable) -> Result<Webhook, Mistakes> {
    let mut mistakes = Vec::new();
    let kept = secret("url", table.url_env, table.url_file, &mut mistakes);
    let key = secret("secret", table.secret_env, table.secret_file, &mut mistakes);
    if key.is_some() && table.shape != ShapeName::Json {
        mistakes.push("secret: only shape = “json” is signed".to_owned());
    }
    let authorization = secret("authorization", table.authorization_env, table.authorization_file, &mut mistakes);
    let tracked = [&table.project, &table.issue_type].into_iter().any(Option::is_some) || authorization.is_some();
    let shape = match table.shape {
        ShapeName::Json => Shape::Json,
        ShapeName::Slack => Shape::Slack,
        ShapeName::Teams => Shape::Teams,
        ShapeName::Jira => Shape::Jira(tracker(table.project, table.issue_type, authorization, &mut mistakes)),
    };
    if tracked && table.shape != ShapeName::Jira {
        mistakes.push("project, issue_type and authorization: only for shape = “jira”".to_owned());
    }
    let address = match (table.url, kept) {
        (Some(_), Some(_)) => {
            mistakes.push("url: expected one of url, url_env and url_file".to_owned());
            None
        }
        (None, Some(kept)) => Some(Address::Kept(kept)),
        (Some(_), None) if shape.is_chat() => {
            mistakes.push(
                "url: the address of a chat is a secret and must not be in the configuration; say where it is with \
                 url_env or url_file"
                    .to_owned(),
            );
            None
        }
        (Some(text), None) => match web_address(&text, table.allow_plain) {
            Ok(url) if url.password().is_some() || !url.username().is_empty() => {
                mistakes.push(
                    "url: a password must not be in the configuration; keep the address in url_env or url_file"
                        .to_owned(),
                );
                None
            }
            Ok(url) => Some(Address::Plain(url)),
            Err(mistake) => {
                mistakes.push(format!("url: {mistake}"));
                None
            }
        },
        (None, None) => {
            mistakes.push("url: expected url, url_env or url_file".to_owned());
            None
        }
    };
    let timeout = seconds("timeout_seconds", table.timeout_seconds, &mut mistakes);
    let max_wait = seconds("max_wait_seconds", table.max_wait_seconds, &mut mistakes);
    if !(1..=MOST_ATTEMPTS).contains(&table.max_attempts) {
        mistakes.push(format!("max_attempts: expected 1 to {MOST_ATTEMPTS}, but found {}", table.max_attempts));
    }
    match address {
        Some(address) if mistakes.is_empty() => Ok(Webhook {
            address,
            shape,
            secret: key,
            allow_plain: table.allow_plain,
            timeout,
            max_attempts: table.max_attempts,
            max_wait,
        }),
        Some(_) | None => Err(mistakes),
    }
}

/// Where an issue belongs.
fn tracker(
    project: Option<String>,
    issue_type: Option<String>,
    authorization: Option<Secret>,
    mistakes: &mut Mistakes,
) -> Tracker {
    let project = project.unwrap_or_default();
    let is_key = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    if project.is_empty() || !project.chars().all(is_key) {
        mistakes.push(format!("project: expected the key of a Jira project, such as TRADE, but found “{project}”"));
    }
    let issue_type = issue_type.unwrap_or_else(|| "Task".to_owned());
    if issue_type.trim().is_empty() {
        mistakes.push("issue_type: expected the name of a type of issue, such as Task, but found nothing".to_owned());
    }
    Tracker { project, issue_type, authorization }
}

/// Attempts of one run.
const MOST_ATTEMPTS: u32 = 10;

/// An address that a digest may be sent to: by TLS, or to this machine.
pub(crate) fn web_address(text: &str, allow_plain: bool) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("expected an address that begins with https:// ({error})"))?;
    let host = url.host_str().unwrap_or_default();
    match url.scheme() {
        "https" if !host.is_empty() => Ok(url),
        "http" if is_loopback(host) || allow_plain => Ok(url),
        "http" => {
            Err(format!("without TLS the report can be read on the way to {host}; use https://, or allow_plain = true"))
        }
        _ => Err("expected an address that begins with https://".to_owned()),
    }
}
