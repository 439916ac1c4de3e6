//! `config.toml` as written → a validated [`Config`], all mistakes at once.
//!
//! A flag beats an environment variable (`EARWATCH_…`), this beats the file, this beats the default. The defaults are
//! the file `config.toml` that the program is built with. A new key is a line there and a line in [`Config::read`].

mod environment;
mod origin;
mod reader;
mod secret;
mod written;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use url::Url;

pub use self::environment::Environment;
pub use self::origin::{Mistake, Origin, Setting};
use self::reader::ConfigReader;
use crate::deliver::settings::{self, Channel};
use crate::ingest::source_health::Alerts;
use crate::screen::input::{Said, said};
use crate::screen::ownership::Files;
use crate::screen::{Polled, Settings as ScreenSettings};
use crate::source::http::Settings;
use earwatch_screen::screening::Thresholds;
use earwatch_screen::screening::hit::Bands;
use toml::Value;

/// The file that states every key with its default.
pub const SHIPPED: &str = include_str!("../config.toml");

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
    /// Whether documents on public inspection are read.
    pub public_inspection: bool,
    /// The API of the eCFR.
    pub ecfr: Url,
    /// How sources are asked.
    pub http: Settings,
    /// When somebody is to be told that something is wrong with the sources or the clock.
    pub alerts: Alerts,
    /// Asked for after a run that did its work.
    pub ping_url: Option<Url>,
    /// The channels by name.
    pub delivery: BTreeMap<String, Channel>,
    /// The watch lists of channels that have one, by the name of the channel.
    pub watch: BTreeMap<String, PathBuf>,
    /// The names of channels that are told of the user's parties.
    pub hits: BTreeSet<String>,
    /// How parties are screened.
    pub screening: Screening,
    /// Every key with its value and origin, in the order of the shipped file.
    pub settings: Vec<Setting>,
    /// What is odd and no mistake: variables that nothing looks at.
    pub warnings: Vec<String>,
}

/// How parties are screened.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Screening {
    /// What counts as a match, and what matches are called.
    pub settings: ScreenSettings,
    /// Where hits are remembered.
    pub store: PathBuf,
    /// What each poll screens; `None`: nothing.
    pub polled: Option<Polled>,
}

/// What flags of the command line say.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// `--db`.
    pub database: Option<PathBuf>,
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
    /// Keys that do not exist, and values that cannot be.
    #[error("the configuration has {}: {}", count(mistakes), lines(mistakes))]
    Mistakes {
        /// All of them, in the order of their places.
        mistakes: Vec<Mistake>,
    },
}

fn count(mistakes: &[Mistake]) -> String {
    match mistakes.len() {
        1 => "a mistake".to_owned(),
        many => format!("{many} mistakes"),
    }
}

fn lines(mistakes: &[Mistake]) -> String {
    let lines: Vec<_> = mistakes.iter().map(ToString::to_string).collect();
    lines.join("; ")
}

impl Config {
    /// Reads a configuration; `file` is its path and text, if there is one.
    pub fn read(file: Option<(&Path, &str)>, environment: &Environment, flags: &Flags) -> Result<Self, ConfigError> {
        let mut reader = ConfigReader::new(file, environment, flags);
        let folder = file.and_then(|(path, _)| path.parent());
        let Some(mut config) = Self::values(&mut reader, folder, flags) else {
            return Err(reader.mistakes());
        };
        (config.settings, config.warnings) = reader.finish()?;
        Ok(config)
    }

    /// Each key with its kind and bounds; none if an address cannot be read. `folder` is that of the file.
    fn values(reader: &mut ConfigReader, folder: Option<&Path>, flags: &Flags) -> Option<Self> {
        let database = reader.path("database.path");
        let overlays = overlays(reader, folder);
        let federal_register = reader.address("sources.federal_register.base_url");
        let ecfr = reader.address("sources.ecfr.base_url");
        let http = Settings {
            contact: reader.line("sources.contact"),
            timeout: Duration::from_secs(reader.number("sources.timeout_seconds", 1..=3600)),
            min_interval: Duration::from_millis(reader.number("sources.min_interval_ms", 0..=3_600_000)),
            max_attempts: reader.number("sources.max_attempts", 1..=100),
            max_wait: Duration::from_secs(reader.number("sources.max_wait_seconds", 0..=86_400)),
            max_bytes: reader.number::<usize>("sources.max_mebibytes", 1..=4096).saturating_mul(1024 * 1024),
            ..Settings::default()
        };
        let alerts = Alerts {
            after_failures: reader.number("alerts.after_failures", 1..=1000),
            stale_after_days: reader.number("alerts.stale_after_days", 1..=3650),
            clock_skew_minutes: reader.number("alerts.clock_skew_minutes", 1..=10_080),
        };
        let public_inspection = reader.flag("sources.public_inspection.enabled");
        let ping_url = reader.optional_address("heartbeat.ping_url");
        let (delivery, watch, hits) = channels(reader, folder);
        let screening = screening(reader, folder, flags.database.as_ref().unwrap_or(&database));
        for name in hits.iter().filter(|_| screening.polled.is_none()) {
            let key = format!("{}.hits", written::join("delivery", name));
            reader.object(&key, "there are no parties to be told of; name their file in screening.parties".to_owned());
        }
        Some(Self {
            database: flags.database.clone().unwrap_or(database),
            overlays,
            overlays_required: !reader.is_default("overlays.dir"),
            federal_register: federal_register?,
            public_inspection,
            ecfr: ecfr?,
            http,
            alerts,
            ping_url,
            delivery,
            watch,
            hits,
            screening,
            settings: Vec::new(),
            warnings: Vec::new(),
        })
    }
}

/// The folder of overlays lies beside the configuration, unless a variable says where.
fn overlays(reader: &mut ConfigReader, folder: Option<&Path>) -> PathBuf {
    let dir = reader.path("overlays.dir");
    match (reader.origin("overlays.dir"), folder) {
        (Origin::Default | Origin::File { .. }, Some(folder)) => folder.join(dir),
        (Origin::Default | Origin::File { .. }, None) | (Origin::Environment { .. } | Origin::Flag { .. }, _) => dir,
    }
}

/// How parties are screened. `folder` is that of the configuration.
fn screening(reader: &mut ConfigReader, folder: Option<&Path>, database: &Path) -> Screening {
    let thresholds =
        Thresholds { name: reader.score("screening.threshold"), address: reader.score("screening.address_threshold") };
    let bands = Bands { strong: reader.score("screening.strong_from"), likely: reader.score("screening.likely_from") };
    if bands.likely > bands.strong {
        reader.object("screening.likely_from", "must not be higher than screening.strong_from".to_owned());
    }
    // Beside the database, unless the path says where it starts.
    let store = reader.path("screening.store");
    let store = database.parent().map_or_else(|| store.clone(), |folder| folder.join(&store));
    let polled = polled(reader, folder);
    Screening { settings: ScreenSettings { thresholds, bands }, store, polled }
}

/// What each poll screens.
fn polled(reader: &mut ConfigReader, folder: Option<&Path>) -> Option<Polled> {
    let parties = texts(reader, "screening.parties", "the path of a file");
    let owners = texts(reader, "screening.ownership", "paths of files");
    let blocked = texts(reader, "screening.sdn", "paths of files");
    let said = said(reader);
    if owners.is_empty() && !blocked.is_empty() {
        reader
            .object("screening.sdn", "its parties count as owners only; name files in screening.ownership".to_owned());
    }
    if parties.is_empty() && !owners.is_empty() {
        reader.object("screening.ownership", "there are no parties; name their file in screening.parties".to_owned());
    }
    if parties.len() > 1 {
        reader.object("screening.parties", "expected one file".to_owned());
    }
    let paths = |key: &str, texts: Vec<String>| texts.iter().map(|text| beside(reader, key, folder, text)).collect();
    Some(Polled {
        parties: beside(reader, "screening.parties", folder, parties.first()?),
        said,
        owners: Files { owners: paths("screening.ownership", owners), blocked: paths("screening.sdn", blocked) },
    })
}

/// A file lies beside the configuration, unless a variable says where.
fn beside(reader: &ConfigReader, key: &str, folder: Option<&Path>, text: &str) -> PathBuf {
    match (reader.origin(key), folder) {
        (Origin::Default | Origin::File { .. }, Some(folder)) => folder.join(text),
        (Origin::Default | Origin::File { .. }, None) | (Origin::Environment { .. } | Origin::Flag { .. }, _) => {
            PathBuf::from(text)
        }
    }
}

/// How the file of parties is to be read.
fn said(reader: &mut ConfigReader) -> Said {
    let mut read = Said { sheet: Some(reader.line("screening.sheet")).filter(|it| !it.is_empty()), ..Said::default() };
    let encoding = reader.line("screening.encoding");
    if !encoding.is_empty() {
        match said::encoding(&encoding) {
            Ok(encoding) => read.encoding = Some(encoding),
            Err(expected) => reader.object("screening.encoding", expected),
        }
    }
    let delimiter = reader.text("screening.delimiter");
    if !delimiter.is_empty() {
        match said::delimiter(&delimiter) {
            Ok(delimiter) => read.delimiter = Some(delimiter),
            Err(expected) => reader.object("screening.delimiter", expected),
        }
    }
    for text in texts(reader, "screening.columns", "texts such as “name=Firma”") {
        match said::column(&text) {
            Ok(column) => read.columns.push(column),
            Err(expected) => reader.object("screening.columns", expected),
        }
    }
    read
}

/// One text, or a list of them; none of an empty one.
fn texts(reader: &mut ConfigReader, key: &str, expected: &str) -> Vec<String> {
    let text = |value: &Value| {
        let text = value.as_str()?;
        (!text.contains('\0')).then(|| text.to_owned())
    };
    let read = |value: &Value| match value {
        Value::String(_) => text(value).map(|text| if text.is_empty() { Vec::new() } else { vec![text] }),
        Value::Array(items) => items.iter().map(|item| text(item).filter(|text| !text.is_empty())).collect(),
        _ => None,
    };
    reader.texts(key, expected, read)
}

/// Channels by name, their watch lists, and the names of those that are told of parties.
type ChannelsRead = (BTreeMap<String, Channel>, BTreeMap<String, PathBuf>, BTreeSet<String>);

/// The channels by name, and their watch lists, which lie beside the configuration.
fn channels(reader: &mut ConfigReader, folder: Option<&Path>) -> ChannelsRead {
    let (mut channels, mut watch, mut hits) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
    for (name, keys) in reader.tables("delivery") {
        let table = written::join("delivery", &name);
        let read = settings::channel(&name, &keys)
            .and_then(|channel| Ok((channel, settings::watch(&keys)?, settings::hits(&keys)?)));
        match read {
            Ok((channel, list, is_told)) => {
                hits.extend(is_told.then(|| name.clone()));
                let beside = |list: PathBuf| folder.map_or(list.clone(), |folder| folder.join(list));
                watch.extend(list.map(|list| (name.clone(), beside(list))));
                channels.insert(name, channel);
            }
            Err(mistakes) => {
                for mistake in mistakes {
                    let of_key = mistake.split_once(": ").filter(|(key, _)| !key.contains(' '));
                    let (key, problem) = match of_key {
                        Some((key, problem)) => (written::join(&table, key), problem),
                        None => (table.clone(), mistake.as_str()),
                    };
                    reader.object(&key, problem.to_owned());
                }
            }
        }
    }
    (channels, watch, hits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::federal_register;

    fn defaults() -> Config {
        Config::read(None, &Environment::default(), &Flags::default()).unwrap()
    }

    #[test]
    fn the_shipped_file_has_every_key_that_is_read_and_no_other() {
        let mut reader = ConfigReader::new(None, &Environment::default(), &Flags::default());
        assert!(Config::values(&mut reader, None, &Flags::default()).is_some());
        assert_eq!(reader.unread(), Vec::<String>::new());
        reader.finish().unwrap();
    }

    #[test]
    fn the_library_has_the_same_defaults() {
        let defaults = defaults();
        assert_eq!(defaults.http, Settings::default());
        assert_eq!(defaults.federal_register.as_str(), federal_register::BASE_URL);
    }

    #[test]
    fn the_shipped_file_names_the_variables_of_every_key() {
        for setting in defaults().settings {
            for name in environment::names(&setting.key) {
                let named = SHIPPED.lines().any(|line| line.split([' ', '(', ')', ',', '.']).any(|word| word == name));
                assert!(named, "{name}");
            }
        }
    }
}
