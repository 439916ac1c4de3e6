//! Where output goes: standard output, or a file that is there as a whole or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use earwatch::config::ConfigError;
use earwatch_report::visible::visible;

use super::exit::{Done, Usage};

/// Refuses a store of parties that is the database of the lists.
pub(super) fn apart(database: &Path, store: &Path) -> Result<(), Usage> {
    if resolved(database) == resolved(store) {
        let store = store.display();
        return Err(Usage(format!("{store} is the database of the lists; parties need a file of their own")));
    }
    Ok(())
}

/// Refuses an output that would take the place of the database, or of the store of parties.
pub(super) fn spare(database: &Path, output: Option<&Path>) -> Result<(), Usage> {
    let Some(output) = output else {
        return Ok(());
    };
    let (target, database) = (resolved(output), resolved(database));
    for suffix in ["", "-wal", "-shm", "-journal", ".lock"] {
        let mut file = database.clone().into_os_string();
        file.push(suffix);
        if target.as_os_str() == file {
            return Err(Usage(format!(
                "cannot write to {}: it is the database, or belongs to it; name another file",
                output.display()
            )));
        }
    }
    Ok(())
}

/// Where a path leads to in the end, whether something stands there already or not.
fn resolved(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        if let Ok(found) = fs::canonicalize(&path) {
            return found;
        }
        let Ok(target) = fs::read_link(&path) else {
            break;
        };
        path = folder(&path).join(target);
    }
    match path.file_name() {
        Some(name) if folder(&path) != path => resolved(folder(&path)).join(name),
        Some(_) | None => path,
    }
}

/// Links that are followed, as by the kernel of Linux.
const MOST_LINKS: usize = 40;

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes to a file atomically, or to standard output.
pub(super) fn write(bytes: &[u8], to: Option<&Path>) -> anyhow::Result<Done> {
    pour(bytes, to)
}

/// Writes what can be read to its end to a file atomically, or to standard output.
pub(super) fn pour(mut from: impl Read, to: Option<&Path>) -> anyhow::Result<Done> {
    // Opened by name, a file that standard output is appended to would be replaced.
    let Some(path) = to.filter(|path| *path != Path::new("/dev/stdout")) else {
        let mut stdout = io::stdout().lock();
        let written = io::copy(&mut from, &mut stdout).and_then(|_| stdout.flush());
        return match written {
            Ok(()) => Ok(Done(0)),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(ReaderLeft.into()),
            Err(error) => Err(error).context("cannot write to standard output"),
        };
    };
    write_file(from, path).map(|()| Done(0)).with_context(|| format!("cannot write {}", path.display()))
}

fn write_file(mut from: impl Read, path: &Path) -> io::Result<()> {
    let present = fs::metadata(path).ok();
    if present.as_ref().is_some_and(|present| !present.is_file()) {
        // A pipe or a device is written into; a rename would put a file in its place.
        let mut to = OpenOptions::new().write(true).open(path)?;
        return io::copy(&mut from, &mut to).map(drop);
    }
    let target = resolved(path);
    if path.as_os_str().is_empty() {
        return Err(io::Error::other("no file is named"));
    }
    let within = folder(&target);
    if !within.is_dir() {
        let problem = if within.exists() {
            format!("{} is no folder", within.display())
        } else {
            format!("the folder {} is not there; make it first", within.display())
        };
        return Err(io::Error::other(problem));
    }
    let mut file = new_file(within).map_err(|error| match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            io::Error::other(format!("the folder {} may not be written to", within.display()))
        }
        kind => io::Error::from(kind),
    })?;
    io::copy(&mut from, file.as_file_mut())?;
    if let Some(present) = present {
        file.as_file().set_permissions(present.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&target).map(drop).map_err(|error| error.error)
}

/// A file that others may read as the user's mask says, as they may what a shell writes.
fn new_file(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(permissions);
    builder.tempfile_in(folder)
}

/// One line on standard error for each mistake: what, where, and what to do next.
#[expect(clippy::print_stderr, reason = "diagnostics go to standard error")]
pub(super) fn complain(error: &anyhow::Error) {
    if let Some(ConfigError::Mistakes { mistakes }) = error.downcast_ref() {
        return mistakes.iter().for_each(|mistake| complain(&mistake.clone().into()));
    }
    eprintln!("earwatch: {}", in_words(error));
}

/// An error as it is told, in one line.
pub fn in_words(error: &anyhow::Error) -> String {
    // Most of our errors quote their cause; what is said already is not said again.
    let mut line = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        // SQLite's numbers say nothing that its words do not.
        if !line.contains(&cause) && !cause.starts_with("Error code ") {
            line = format!("{line}: {cause}");
        }
    }
    visible(&without_numbers(&line))
}

/// What the system says, without the number that it gives to it.
pub(super) fn without_numbers(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(" (os error ") {
        out.push_str(before);
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    out + rest
}

/// One line on standard error about something that does not stop the program.
#[expect(clippy::print_stderr, reason = "diagnostics go to standard error")]
pub(super) fn warn(message: &str) {
    eprintln!("earwatch: warning: {}", visible(message));
}

/// One line on standard error about what was done.
#[expect(clippy::print_stderr, reason = "diagnostics go to standard error")]
pub(super) fn tell(message: &str) {
    eprintln!("earwatch: {}", visible(message));
}

/// The reader of standard output went away, which is no mistake of ours. Other pipes and connections that break are one.
#[derive(Debug, thiserror::Error)]
#[error("the reader of standard output went away")]
struct ReaderLeft;

/// Whether the reader of standard output went away.
pub(super) fn reader_left(error: &anyhow::Error) -> bool {
    error.is::<ReaderLeft>()
}
