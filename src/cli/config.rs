//! `earwatch config`.

use std::fmt::Write as _;

use clap::Args;
use earwatch::config::Setting;
use earwatch_report::visible::visible;

use super::exit::Done;
use super::session::Session;

/// Every key of the configuration, its value, and where the value comes from
#[derive(Debug, Args)]
pub(super) struct ShowConfig;

impl ShowConfig {
    pub(super) fn run(session: &Session) -> anyhow::Result<Done> {
        session.rows(&session.config.settings, table)
    }
}

fn table(settings: &[Setting]) -> String {
    let lines: Vec<_> = settings.iter().map(|setting| (visible(&setting.to_string()), &setting.origin)).collect();
    let longest = lines.iter().map(|(line, _)| line.chars().count()).max();
    let width = longest.unwrap_or(0).min(WIDEST);
    let mut out = String::new();
    for (line, origin) in lines {
        let _ = writeln!(out, "{line:<width$}  {}", visible(&origin.to_string()));
    }
    out
}

/// Where the column of origins begins at the latest.
const WIDEST: usize = 80;
