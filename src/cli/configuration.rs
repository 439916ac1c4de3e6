//! The configuration: file and environment.

use std::path::Path;

use earwatch::config::{Config, ConfigError, Environment};

use super::Global;

/// Reads the configuration file, if there is one, and the environment.
pub(super) fn configuration(global: &Global) -> anyhow::Result<Config> {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let environment = Environment {
        federal_register_url: variable("EARWATCH_FEDERAL_REGISTER_URL"),
        ecfr_url: variable("EARWATCH_ECFR_URL"),
        contact: variable("EARWATCH_CONTACT"),
        min_interval_ms: variable("EARWATCH_MIN_INTERVAL_MS"),
    };
    let default = Path::new("config.toml");
    let path = match &global.config {
        Some(path) => Some(path.as_path()),
        None => default.is_file().then_some(default),
    };
    let text = path
        .map(|path| {
            let text = std::fs::read_to_string(path);
            text.map(|text| (path, text))
                .map_err(|source| ConfigError::Read {
                    path: path.to_owned(),
                    source,
                })
        })
        .transpose()?;
    Ok(Config::read(
        text.as_ref().map(|(path, text)| (*path, text.as_str())),
        &environment,
    )?)
}
