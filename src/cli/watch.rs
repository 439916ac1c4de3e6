//! `--watch`.

use std::path::PathBuf;

use clap::Args;
use earwatch::deliver::watch;
use earwatch_report::report::Report;
use earwatch_report::report::watch::WatchList;

use super::exit::Usage;
use super::output;

#[derive(Debug, Args)]
pub(super) struct Watch {
    /// Entries that match a watch list, the others by name only: a name, country: …, citation: … or document: … on each line
    #[arg(long, value_name = "FILE")]
    watch: Option<PathBuf>,
}

/// What a watch list leaves of a report: everything where none is named.
pub(super) struct Watched(Option<WatchList>);

impl Watch {
    /// Reads the watch list, where one is named. All mistakes are printed: the last one by the error that is returned.
    pub(super) fn list(&self) -> anyhow::Result<Watched> {
        let Some(path) = &self.watch else {
            return Ok(Watched(None));
        };
        let parsed = watch::read(path).map_err(|mut mistakes| {
            let last = mistakes.pop().unwrap_or_default();
            for mistake in mistakes {
                output::complain(&Usage(mistake).into());
            }
            Usage(last)
        });
        Ok(Watched(Some(parsed?)))
    }
}

impl Watched {
    pub(super) fn watched(&self, report: Report) -> Report {
        match &self.0 {
            Some(list) => report.watched(list),
            None => report,
        }
    }
}
