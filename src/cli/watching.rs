//! `--watch`.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::Context as _;
use earwatch_report::report::Report;
use earwatch_report::report::watch::WatchList;

use super::commands::Usage;
use super::output;

/// Bytes of a watch list, beyond which it is something else.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Reads a watch list, where one is named. All mistakes are told: the last one by the error that is returned.
pub(super) fn list(path: Option<&Path>) -> anyhow::Result<Option<WatchList>> {
    let Some(path) = path else {
        return Ok(None);
    };
    let named = || format!("cannot read the watch list {}", path.display());
    let mut bytes = Vec::new();
    let file = File::open(path).with_context(named)?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).with_context(named)?;
    if bytes.len() as u64 > LARGEST {
        let message = format!("{}: expected a watch list of at most {} MiB", path.display(), LARGEST >> 20);
        return Err(Usage(message).into());
    }
    // A report tells the name of the file, and not where it lies.
    let name = path.file_name().unwrap_or(path.as_os_str());
    match WatchList::parse(&name.to_string_lossy(), &bytes) {
        Ok(list) => Ok(Some(list)),
        Err(mut mistakes) => {
            let last = mistakes.pop().unwrap_or_default();
            for mistake in mistakes {
                output::complain(&Usage(mistake).into());
            }
            Err(Usage(last).into())
        }
    }
}

/// The report as the watch list leaves it.
pub(super) fn watched(report: Report, list: Option<&WatchList>) -> Report {
    match list {
        Some(list) => report.watched(list),
        None => report,
    }
}
