//! `--watch`.

use std::fs::File;
use std::io::Read as _;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use earwatch_report::report::Report;
use earwatch_report::report::watch::WatchList;

use super::exit::Usage;
use super::output;

#[derive(Debug, Args)]
pub(super) struct Watch {
    /// Only entries that match a watch list: a name, country: …, citation: … or document: … on each line
    #[arg(long, value_name = "FILE")]
    watch: Option<PathBuf>,
}

/// Bytes of a watch list, beyond which it is something else.
const LARGEST: u64 = 16 * 1024 * 1024;

/// What a watch list leaves of a report: everything where none is named.
pub(super) struct Watched(Option<WatchList>);

impl Watch {
    /// Reads the watch list, where one is named. All mistakes are printed: the last one by the error that is returned.
    pub(super) fn list(&self) -> anyhow::Result<Watched> {
        let Some(path) = &self.watch else {
            return Ok(Watched(None));
        };
        let named = || format!("cannot read the watch list {}", path.display());
        let mut bytes = Vec::new();
        let file = File::open(path).with_context(named)?;
        file.take(LARGEST + 1).read_to_end(&mut bytes).with_context(named)?;
        if bytes.len() as u64 > LARGEST {
            let message = format!("{}: expected a watch list of at most {} MiB", path.display(), LARGEST >> 20);
            return Err(Usage(message).into());
        }
        // A report names the file, and not where it lies.
        let name = path.file_name().unwrap_or(path.as_os_str());
        let parsed = WatchList::parse(&name.to_string_lossy(), &bytes).map_err(|mut mistakes| {
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
