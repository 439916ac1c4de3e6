//! The file of a watch list.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use earwatch_report::report::watch::WatchList;

/// Bytes of a watch list, beyond which it is something else.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Reads a watch list. A report names the file, and not where it lies.
///
/// # Errors
/// All mistakes, each with its line, or why the file cannot be read.
pub fn read(path: &Path) -> Result<WatchList, Vec<String>> {
    let unreadable = |error: std::io::Error| vec![format!("cannot read the watch list {}: {error}", path.display())];
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(vec![format!("{}: expected a watch list of at most {} MiB", path.display(), LARGEST >> 20)]);
    }
    let name = path.file_name().unwrap_or(path.as_os_str());
    WatchList::parse(&name.to_string_lossy(), &bytes)
}
