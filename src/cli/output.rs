//! Where output goes: standard output, or a file that is there as a whole or not at all.

use std::io::{self, Write as _};
use std::path::Path;

use anyhow::Context as _;

/// Writes text to a file atomically, or to standard output.
pub(super) fn write(text: &str, to: Option<&Path>) -> anyhow::Result<()> {
    let Some(path) = to else {
        let mut stdout = io::stdout().lock();
        stdout.write_all(text.as_bytes())?;
        stdout.flush()?;
        return Ok(());
    };
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let name = || format!("cannot write {}", path.display());
    let mut file = tempfile::NamedTempFile::new_in(folder).with_context(name)?;
    file.write_all(text.as_bytes()).with_context(name)?;
    file.as_file().sync_all().with_context(name)?;
    file.persist(path).with_context(name)?;
    Ok(())
}

/// One line on standard error: what, where, and what to do next.
#[expect(clippy::print_stderr, reason = "diagnostics go to standard error")]
pub(super) fn complain(error: &anyhow::Error) {
    // Most of our errors quote their cause; what is said already is not said again.
    let mut line = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !line.contains(&cause) {
            line = format!("{line}: {cause}");
        }
    }
    eprintln!("earwatch: {}", line.replace('\n', " "));
}

/// Whether the reader of standard output went away, which is no mistake of ours.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
