//! `earwatch text`.

use clap::Args;
use earwatch::query::provisions;
use earwatch_law::law::ListId;
use earwatch_report::render::{markdown, text};

use super::at::{At, Lists};
use super::clock::today;
use super::exit::Done;
use super::format::Plain;
use super::session::Session;
use super::values;

/// The introductory text and footnotes of a list and the provisions in force, with who set them
#[derive(Debug, Args)]
pub(super) struct Text {
    /// The list: entity-list, unverified-list or meu-list
    #[arg(long, value_name = "ID", default_value = "entity-list", value_parser = values::list_id)]
    list: ListId,
    #[command(flatten)]
    at: At,
}

impl Text {
    pub(super) fn run(self, session: &Session) -> anyhow::Result<Done> {
        let Self { list, at } = self;
        let store = session.open()?;
        let Lists { info, state, .. } = at.lists(&store)?;
        anyhow::ensure!(state.lists.contains_key(&list), "the baseline holds no {list}");
        let day = info.effective.filter(|_| at.version.is_some()).or(at.as_of).unwrap_or_else(today);
        let export = provisions::texts(&store, list, info, day, at.known_by)?;
        match session.global.format.plain()? {
            Plain::Text => {
                let (color, columns) = session.layout();
                session.print(&text::texts(&export, color, columns))
            }
            Plain::Md => session.print(&markdown::texts(&export)),
            Plain::Json => session.json(&export),
            Plain::Ndjson => session.ndjson(&export.provisions),
        }
    }
}
