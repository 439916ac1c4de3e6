//! The configuration: file, environment and flags; and `config`, which shows it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use earwatch::config::{Config, ConfigError, Environment, Flags, Setting};
use earwatch_report::visible::visible;

use super::session::Session;
use super::{Done, Global};

/// Reads the configuration file, if there is one, the environment and the flags.
pub(super) fn configuration(global: &Global) -> anyhow::Result<Config> {
    let default = Path::new("config.toml");
    let variable = std::env::var_os("EARWATCH_CONFIG").filter(|path| !path.is_empty());
    let named = global.config.clone().or(variable.map(PathBuf::from));
    let path = match &named {
        Some(path) => Some(path.as_path()),
        // A link that leads nowhere is a file that cannot be read, not none.
        None => (default.is_file() || default.is_symlink()).then_some(default),
    };
    let text = path
        .map(|path| {
            let text = std::fs::read_to_string(path);
            text.map(|text| (path, text)).map_err(|source| ConfigError::Read { path: path.to_owned(), source })
        })
        .transpose()?;
    let config = Config::read(
        text.as_ref().map(|(path, text)| (*path, text.as_str())),
        &std::env::vars_os().collect::<Environment>(),
        &Flags { database: global.db.clone() },
    )?;
    for warning in &config.warnings {
        tracing::warn!("{warning}");
    }
    Ok(config)
}

impl Session {
    /// Every key with its value and origin.
    pub(super) fn configuration(&self) -> anyhow::Result<Done> {
        self.rows(&self.config.settings, table)
    }
}

fn table(settings: &[Setting]) -> String {
    let lines: Vec<_> = settings
        .iter()
        .map(|setting| {
            let line = visible(&setting.to_string());
            (line, setting.origin.to_string())
        })
        .collect();
    let longest = lines.iter().map(|(line, _)| line.chars().count()).max();
    let width = longest.unwrap_or(0).min(WIDEST);
    let mut out = String::new();
    for (line, origin) in lines {
        let _ = writeln!(out, "{line:<width$}  {}", visible(&origin));
    }
    out
}

/// Where the column of origins begins at the latest.
const WIDEST: usize = 80;
