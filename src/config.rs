//! `config.toml` as written → a validated [`Config`], all mistakes at once.
//!
//! Flags beat environment variables (`EARWATCH_…`), these beat the file, the file beats the defaults.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;
use url::Url;

use crate::pipeline::health::Alerts;
use crate::source::http::Settings;
use crate::source::{ecfr, federal_register};

/// What the program may rely on.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The database file.
    pub database: PathBuf,
    /// The folder of overlays.
    pub overlays: PathBuf,
    /// Whether it is named otherwise than by default, and so must be there.
    pub overlays_required: bool,
    /// The Federal Register's API.
    pub federal_register: Url,
    /// The API of the eCFR.
    pub ecfr: Url,
    /// From when on trouble of a source is told.
    pub alerts: Alerts,
    /// How sources are asked.
    pub http: Settings,
    /// Where digests go, as written; see [`crate::deliver::settings::read`].
    pub delivery: BTreeMap<String, toml::Table>,
    /// Asked for after each run as a sign of life.
    pub ping_url: Option<Url>,
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read the configuration {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is not TOML, or has keys that do not exist.
    #[error("{path}: {source}")]
    Toml {
        /// The file.
        path: PathBuf,
        /// What is wrong and where.
        source: Box<toml::de::Error>,
    },
    /// Values that cannot be.
    #[error("{place} has {} mistake(s): {}", mistakes.len(), mistakes.join("; "))]
    Values {
        /// The file, or the environment.
        place: String,
        /// The mistakes.
        mistakes: Vec<String>,
    },
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    database: Database,
    overlays: OverlayFolder,
    sources: Sources,
    delivery: BTreeMap<String, toml::Table>,
    heartbeat: Heartbeat,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Heartbeat {
    ping_url: Option<Url>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct OverlayFolder {
    dir: Option<PathBuf>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Database {
    path: Option<PathBuf>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Sources {
    contact: Option<String>,
    timeout_seconds: Option<u64>,
    min_interval_ms: Option<u64>,
    max_attempts: Option<u32>,
    max_mebibytes: Option<usize>,
    federal_register: FederalRegister,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FederalRegister {
    base_url: Option<String>,
}

/// Values of environment variables that the configuration looks at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Environment {
    /// `EARWATCH_FEDERAL_REGISTER_URL`.
    pub federal_register_url: Option<String>,
    /// `EARWATCH_ECFR_URL`.
    pub ecfr_url: Option<String>,
    /// `EARWATCH_CONTACT`.
    pub contact: Option<String>,
    /// `EARWATCH_MIN_INTERVAL_MS`.
    pub min_interval_ms: Option<String>,
}

impl Config {
    /// Reads a configuration; `text` is the file's, if there is one.
    ///
    /// # Errors
    /// [`ConfigError`], with all mistakes.
    pub fn read(
        text: Option<(&Path, &str)>,
        environment: &Environment,
    ) -> Result<Self, ConfigError> {
        let file: File = match text {
            Some((path, text)) => toml::from_str(text).map_err(|source| ConfigError::Toml {
                path: path.to_owned(),
                source: Box::new(source),
            })?,
            None => File::default(),
        };
        let mut mistakes = Vec::new();
        let mut settings = Settings::default();
        let sources = file.sources;
        if let Some(contact) = environment.contact.clone().or(sources.contact) {
            if contact.chars().any(char::is_control) {
                mistakes.push(
                    "sources.contact: expected one line of text, but found a control character"
                        .to_owned(),
                );
            }
            settings.contact = contact;
        }
        if let Some(seconds) = sources.timeout_seconds {
            positive("sources.timeout_seconds", seconds, &mut mistakes);
            settings.timeout = Duration::from_secs(seconds);
        }
        let interval = environment
            .min_interval_ms
            .as_ref()
            .map(|text| text.parse::<u64>());
        match interval {
            Some(Ok(milliseconds)) => settings.min_interval = Duration::from_millis(milliseconds),
            Some(Err(error)) => mistakes.push(format!(
                "EARWATCH_MIN_INTERVAL_MS: expected milliseconds: {error}"
            )),
            None => {
                if let Some(milliseconds) = sources.min_interval_ms {
                    settings.min_interval = Duration::from_millis(milliseconds);
                }
            }
        }
        if let Some(attempts) = sources.max_attempts {
            positive("sources.max_attempts", u64::from(attempts), &mut mistakes);
            settings.max_attempts = attempts;
        }
        if let Some(mebibytes) = sources.max_mebibytes {
            positive("sources.max_mebibytes", mebibytes as u64, &mut mistakes);
            settings.max_bytes = mebibytes.saturating_mul(1024 * 1024);
        }
        let base_url = environment
            .federal_register_url
            .clone()
            .or(sources.federal_register.base_url)
            .unwrap_or_else(|| federal_register::BASE_URL.to_owned());
        let federal_register = match Url::parse(&base_url) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => Some(url),
            Ok(url) => {
                mistakes.push(format!(
                    "sources.federal_register.base_url: expected an http or https address, but found {url}"
                ));
                None
            }
            Err(error) => {
                mistakes.push(format!(
                    "sources.federal_register.base_url: expected an address, but found “{base_url}” ({error})"
                ));
                None
            }
        };
        let base_url = environment.ecfr_url.as_deref().unwrap_or(ecfr::BASE_URL);
        let ecfr = Url::parse(base_url);
        if let Err(error) = &ecfr {
            mistakes.push(format!(
                "EARWATCH_ECFR_URL: expected an address, but found “{base_url}” ({error})"
            ));
        }
        if let Err(found) = crate::deliver::settings::read(&file.delivery) {
            mistakes.extend(found);
        }
        match (federal_register, ecfr) {
            (Some(federal_register), Ok(ecfr)) if mistakes.is_empty() => Ok(Self {
                database: file
                    .database
                    .path
                    .unwrap_or_else(|| PathBuf::from("snapshots/earwatch.db")),
                overlays_required: (file.overlays.dir.as_deref())
                    .is_some_and(|dir| dir != Path::new(OVERLAYS)),
                overlays: beside(text, file.overlays.dir),
                federal_register,
                ecfr,
                alerts: Alerts::default(),
                http: settings,
                delivery: file.delivery,
                ping_url: file.heartbeat.ping_url,
            }),
            _ => {
                let place = text.map_or_else(
                    || "the environment".to_owned(),
                    |(path, _)| path.display().to_string(),
                );
                Err(ConfigError::Values { place, mistakes })
            }
        }
    }
}

/// The folder of overlays, by default.
const OVERLAYS: &str = "overlays";

/// The folder of overlays lies beside the configuration, unless the file says where.
fn beside(text: Option<(&Path, &str)>, dir: Option<PathBuf>) -> PathBuf {
    let dir = dir.unwrap_or_else(|| PathBuf::from(OVERLAYS));
    let folder = text.and_then(|(path, _)| path.parent());
    folder.map_or_else(|| dir.clone(), |folder| folder.join(&dir))
}

fn positive(key: &str, value: u64, mistakes: &mut Vec<String>) {
    if value == 0 {
        mistakes.push(format!("{key}: expected at least 1, but found 0"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Config, ConfigError> {
        Config::read(
            Some((Path::new("config.toml"), text)),
            &Environment::default(),
        )
    }

    #[test]
    fn the_shipped_file_states_the_defaults() {
        let shipped = read(include_str!("../config.toml")).unwrap();
        assert_eq!(
            shipped,
            Config::read(None, &Environment::default()).unwrap()
        );
    }

    #[test]
    fn all_mistakes_are_told_at_once() {
        let error = read("[sources]\ntimeout_seconds = 0\nmax_attempts = 0\n[sources.federal_register]\nbase_url = \"x\"")
            .unwrap_err()
            .to_string();
        for part in [
            "3 mistake(s)",
            "timeout_seconds",
            "max_attempts",
            "base_url",
        ] {
            assert!(error.contains(part), "{error}");
        }
        assert!(
            read("[source]")
                .unwrap_err()
                .to_string()
                .contains("unknown field `source`")
        );
    }

    #[test]
    fn the_environment_beats_the_file() {
        let environment = Environment {
            federal_register_url: Some("http://localhost:1/api/v1".to_owned()),
            ..Environment::default()
        };
        let config = Config::read(Some((Path::new("c"), "")), &environment).unwrap();
        assert_eq!(
            config.federal_register.as_str(),
            "http://localhost:1/api/v1"
        );
    }
}
