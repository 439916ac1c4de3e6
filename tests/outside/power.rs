//! What is left on a disk when the power goes: what was synchronised, and any part of the rest.
//!
//! The bytes of a file are safe once the file is synchronised; that it exists, has gone or has another name, once its
//! folder is. Before that, each write may be there, or not, or in some of its sectors; entries of a folder come in order.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::io_fault::Call;
use crate::support::random::Random;

const SECTOR: usize = 512;

/// The files of one folder, as a disk holds them.
#[derive(Debug, Clone)]
pub(crate) struct Disk {
    /// Files by their first path, what is safe of their bytes.
    safe: BTreeMap<PathBuf, Vec<u8>>,
    pending: Vec<Call>,
}

impl Disk {
    pub(crate) fn new(files: BTreeMap<PathBuf, Vec<u8>>) -> Self {
        Self { safe: files, pending: Vec::new() }
    }

    /// A call of the program reaches the system.
    pub(crate) fn take(&mut self, call: &Call) {
        let Call::Sync(synced) = call else {
            self.pending.push(call.clone());
            return;
        };
        let (of_it, rest): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.pending).into_iter().partition(|call| becomes_safe(call, synced));
        for call in of_it {
            apply(&mut self.safe, &call);
        }
        self.pending = rest;
    }

    /// Power goes: without `random`, nothing is left but what is safe.
    pub(crate) fn cut(&self, random: Option<&mut Random>) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut left = self.safe.clone();
        let Some(random) = random else { return left };
        let mut folder_stops = false;
        for call in &self.pending {
            match call {
                Call::Write { path, at, bytes } => {
                    for (n, sector) in bytes.chunks(SECTOR).enumerate() {
                        if random.one_in(2) {
                            let part = Call::Write { path: path.clone(), at: at + n * SECTOR, bytes: sector.to_vec() };
                            apply(&mut left, &part);
                        }
                    }
                }
                Call::Truncate { .. } if random.one_in(2) => apply(&mut left, call),
                Call::Unlink(_) | Call::Rename { .. } | Call::Create(_) => {
                    folder_stops |= random.one_in(3);
                    if !folder_stops {
                        apply(&mut left, call);
                    }
                }
                Call::Truncate { .. } | Call::Stream(_) | Call::Sync(_) => {}
            }
        }
        left
    }
}

fn becomes_safe(call: &Call, synced: &Path) -> bool {
    match call {
        Call::Write { path, .. } | Call::Truncate { path, .. } => path == synced,
        Call::Unlink(path) | Call::Create(path) | Call::Rename { to: path, .. } => path.parent() == Some(synced),
        Call::Sync(_) | Call::Stream(_) => false,
    }
}

fn apply(files: &mut BTreeMap<PathBuf, Vec<u8>>, call: &Call) {
    match call {
        Call::Write { path, at, bytes } => {
            let file = files.entry(path.clone()).or_default();
            let end = at + bytes.len();
            if file.len() < end {
                file.resize(end, 0);
            }
            file[*at..end].copy_from_slice(bytes);
        }
        Call::Truncate { path, length } => {
            files.entry(path.clone()).or_default().resize(*length, 0);
        }
        Call::Unlink(path) => drop(files.remove(path)),
        Call::Rename { from, to } => {
            if let Some(file) = files.remove(from) {
                files.insert(to.clone(), file);
            }
        }
        Call::Create(path) => drop(files.entry(path.clone()).or_default()),
        Call::Sync(_) | Call::Stream(_) => {}
    }
}
