//! A file that is being written beside the place where it will stand. Whoever dies while writing leaves one; the next to
//! write there removes it.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::{BackupError, failed, sync_folder, with_end};

/// A file that has no other name than its own for the moment.
#[derive(Debug)]
pub(super) struct Part {
    path: PathBuf,
    /// Locked as long as somebody writes.
    file: File,
}

impl Part {
    /// A new file for its owner alone.
    pub(super) fn new(place: &Path) -> Result<Self, BackupError> {
        let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let Some(name) = place.file_name() else {
            return Err(failed(place)(io::Error::other("no file is named")));
        };
        if place.is_dir() {
            return Err(failed(place)(io::Error::other("it is a folder")));
        }
        if !folder.is_dir() {
            let problem = format!("the folder {} is not there; make it first", folder.display());
            return Err(failed(place)(io::Error::other(problem)));
        }
        let name = format!(".{}.", name.to_string_lossy());
        sweep(folder, &name);
        let path = folder.join(format!("{name}{}.part", std::process::id()));
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(failed(&path))?;
        file.lock().map_err(failed(&path))?;
        Ok(Self { path, file })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The same with the rights of another file; its owner may write to it, if it is to be written to.
    pub(super) fn like(self, other: &Path, writable: bool) -> Result<Self, BackupError> {
        let permissions = fs::metadata(other).map_err(failed(other))?.permissions();
        #[cfg(unix)]
        let permissions = {
            use std::os::unix::fs::PermissionsExt as _;
            fs::Permissions::from_mode(permissions.mode() & 0o777 | if writable { 0o200 } else { 0 })
        };
        self.file.set_permissions(permissions).map_err(failed(&self.path))?;
        Ok(self)
    }

    /// Gives it its place. Where nothing may be replaced, it is not even if something has come there meanwhile.
    pub(super) fn stand(self, place: &Path, replace: bool, then: &'static str) -> Result<(), BackupError> {
        // SQLite wrote by another handle; this one makes it last.
        self.file.sync_all().map_err(failed(&self.path))?;
        let placed = if replace { fs::rename(&self.path, place) } else { self.link(place) };
        match placed {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(BackupError::Exists { path: place.to_owned(), then });
            }
            other => other.map_err(failed(place))?,
        }
        sync_folder(place);
        Ok(())
    }

    fn link(&self, place: &Path) -> io::Result<()> {
        match fs::hard_link(&self.path, place) {
            // Not every file system has links.
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists && !place.exists() => {
                fs::rename(&self.path, place)
            }
            linked => linked,
        }
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        for end in ["", "-journal"] {
            // It stands in its place, or nobody wants it; the next to write here looks again.
            drop(fs::remove_file(with_end(&self.path, end)));
        }
    }
}

/// Removes what was left by writers that died.
fn sweep(folder: &Path, name: &str) {
    let Ok(files) = fs::read_dir(folder) else { return };
    for file in files.flatten() {
        let found = file.file_name();
        let found = found.to_string_lossy();
        let is_part = found.starts_with(name) && (found.ends_with(".part") || found.ends_with(".part-journal"));
        let is_left = || File::open(file.path()).is_ok_and(|file| file.try_lock().is_ok());
        if is_part && is_left() {
            drop(fs::remove_file(file.path()));
        }
    }
}
