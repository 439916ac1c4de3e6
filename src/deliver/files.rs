//! Reports by date in a folder: `2025-03-28.html`, and `latest.html` for the newest.
//!
//! Each file is there as a whole or not at all: it is written beside its place, brought to disk and renamed.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use super::digest::Digest;
use super::error::DeliveryError;
use super::settings::Files;

/// The report of each day, and of the last day once more as the latest. A test leaves both alone.
pub(super) fn render(settings: &Files, digest: &Digest<'_>) -> Result<Vec<(String, Vec<u8>)>, DeliveryError> {
    let mut files = Vec::new();
    for format in &settings.formats {
        let extension = format.extension();
        let mut latest = None;
        for of in &digest.days {
            let name = match of.day {
                Some(day) => day.to_string(),
                None => TEST.to_owned(),
            };
            let bytes = format.render(&of.report)?;
            files.push((format!("{name}.{extension}"), bytes.clone()));
            latest = of.day.is_some().then_some(bytes);
        }
        files.extend(latest.map(|bytes| (format!("latest.{extension}"), bytes)));
    }
    Ok(files)
}

/// Writes the files into the folder.
///
/// # Errors
/// Where a file cannot be written. What was written stays; the same again does no harm.
pub fn write(settings: &Files, files: &[(String, Vec<u8>)]) -> Result<(), DeliveryError> {
    let dir = &settings.dir;
    fs::create_dir_all(dir).map_err(|source| DeliveryError::File {
        what: "make the folder",
        path: dir.clone(),
        source,
    })?;
    for (name, bytes) in files {
        put(&dir.join(name), bytes, settings.is_private)?;
    }
    // The names too are to outlive a loss of power.
    let synced = File::open(dir).and_then(|dir| dir.sync_all());
    synced.map_err(|source| DeliveryError::File { what: "bring to disk the folder", path: dir.clone(), source })
}

/// Name of the file that a test writes.
const TEST: &str = "test";

fn put(path: &Path, bytes: &[u8], is_private: bool) -> Result<(), DeliveryError> {
    // One name for each place: what a run that died left behind is gone with the next.
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".part");
    let part = path.with_file_name(name);
    let written = || -> std::io::Result<()> {
        match fs::remove_file(&part) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        if is_private {
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        let mut file = options.open(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&part, path)
    };
    written().map_err(|source| DeliveryError::File { what: "write", path: path.to_owned(), source })
}
