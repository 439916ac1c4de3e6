//! The archive site: what it is made of, from the database, and its files in a folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::answers::Answers;
use super::compare::{state_at, version_as_of};
use super::report::{self, Scope};
use super::{Occasion, PipelineError, history};
use crate::diff::Origin;
use crate::digest::sha256_hex;
use crate::report::record::EntryRecord;
use crate::report::rendering::RenderError;
use crate::report::site::{self, Archive, Files, Life};
use crate::store::Store;
use crate::store::findings::Which;

/// What is on record of a site in its folder.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Manifest {
    schema: String,
    /// What the pages were made from: the same key gives the same pages.
    key: String,
    /// SHA-256 of each file.
    files: BTreeMap<String, String>,
}

/// The file that holds the [`Manifest`].
const MANIFEST: &str = "site.json";
const SCHEMA: &str = "earwatch/site/1";

/// What writing a site came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Written {
    /// Files of the site.
    pub files: usize,
    /// Files that are new or differ.
    pub written: usize,
    /// Files of pages that are no more.
    pub removed: usize,
}

/// Why a site was not written.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// The database.
    #[error(transparent)]
    Pipeline(#[from] PipelineError),
    /// A template.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// A folder that is somebody else's.
    #[error(
        "{path} holds files and no site of earwatch ({MANIFEST}); name a folder that is empty or not there yet"
    )]
    Foreign {
        /// The folder.
        path: PathBuf,
    },
    /// A file.
    #[error("cannot {what} {path}: {source}")]
    File {
        /// What was to be done.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
}

/// Writes the site of a database into a folder that is published at `base`, if it is: only what differs from what stands there, and the manifest last, so that
/// a run that dies is completed by the next.
///
/// # Errors
/// Where the database fails, the folder is somebody else's, or a file cannot be written.
pub fn write(
    store: &Store,
    dir: &Path,
    base: Option<&str>,
    occasion: &Occasion,
) -> Result<Written, SiteError> {
    let before = manifest(dir)?;
    let key = key(store, base, occasion.as_of)?;
    let stands = |name: &String| dir.join(name).is_file();
    if before.key == key && before.files.keys().all(stands) {
        return Ok(Written {
            files: before.files.len(),
            written: 0,
            removed: 0,
        });
    }
    let files = site::render(&archive(store, base, occasion)?)?;
    let hashes: BTreeMap<_, _> = files
        .iter()
        .map(|(name, text)| (name.clone(), sha256_hex(text)))
        .collect();
    let written = put(dir, &files, &hashes, &before)?;
    let gone = before
        .files
        .keys()
        .filter(|name| !files.contains_key(*name));
    let mut removed = 0;
    for name in gone {
        match fs::remove_file(dir.join(name)) {
            Ok(()) => removed += 1,
            Err(source) if source.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => return Err(failed("remove", dir.join(name), source)),
        }
    }
    let manifest = Manifest {
        schema: SCHEMA.to_owned(),
        key,
        files: hashes,
    };
    let text = serde_json::to_string_pretty(&manifest).map_err(RenderError::from)?;
    put_file(&dir.join(MANIFEST), text.as_bytes())?;
    Ok(Written {
        files: files.len(),
        written,
        removed,
    })
}

fn failed(what: &'static str, path: PathBuf, source: std::io::Error) -> SiteError {
    SiteError::File { what, path, source }
}

/// What is on record of the folder; nothing of one that is empty or not there.
fn manifest(dir: &Path) -> Result<Manifest, SiteError> {
    let path = dir.join(MANIFEST);
    match fs::read_to_string(&path) {
        // What cannot be read is written anew.
        Ok(text) => Ok(serde_json::from_str(&text).unwrap_or_default()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let mut others = match fs::read_dir(dir) {
                Ok(others) => others,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    return Ok(Manifest::default());
                }
                Err(source) => return Err(failed("read the folder", dir.to_owned(), source)),
            };
            match others.next() {
                None => Ok(Manifest::default()),
                Some(_) => Err(SiteError::Foreign {
                    path: dir.to_owned(),
                }),
            }
        }
        Err(source) => Err(failed("read", path, source)),
    }
}

/// Everything that the pages depend on, as one hash.
fn key(store: &Store, base: Option<&str>, as_of: NaiveDate) -> Result<String, PipelineError> {
    let content = store.reader().fingerprint()?;
    let program = env!("CARGO_PKG_VERSION");
    Ok(sha256_hex(
        format!("{SCHEMA} {program} {as_of} {base:?} {content}").as_bytes(),
    ))
}

/// Writes files that differ from those on record.
fn put(
    dir: &Path,
    files: &Files,
    hashes: &BTreeMap<String, String>,
    before: &Manifest,
) -> Result<usize, SiteError> {
    let make = |path: &Path| {
        fs::create_dir_all(path)
            .map_err(|source| failed("make the folder", path.to_owned(), source))
    };
    make(dir)?;
    // A run that dies leaves a folder that is known to be ours.
    if before.key.is_empty() {
        put_file(&dir.join(MANIFEST), b"{}")?;
    }
    let mut written = 0;
    for (name, text) in files {
        let path = dir.join(name);
        if before.files.get(name) == hashes.get(name) && path.is_file() {
            continue;
        }
        if let Some(folder) = path.parent() {
            make(folder)?;
        }
        put_file(&path, text)?;
        written += 1;
    }
    Ok(written)
}

/// A file as a whole: a reader finds the old page or the new one.
fn put_file(path: &Path, bytes: &[u8]) -> Result<(), SiteError> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    fs::write(&part, bytes)
        .and_then(|()| fs::rename(&part, path))
        .map_err(|source| failed("write", path.to_owned(), source))
}

/// Everything on record, for the site.
fn archive(
    store: &Store,
    base: Option<&str>,
    occasion: &Occasion,
) -> Result<Archive, PipelineError> {
    let reader = store.reader();
    let chain = reader.chain()?;
    let version = version_as_of(&chain, occasion.as_of)?;
    let (state, origins) = state_at(store, version.number)?;
    let lives = history::lives(store)?.into_iter().map(|(last, history)| {
        let listed = state.lists.values().find_map(|list| {
            let entry = list.entries.get(&history.id)?;
            let origin = origins.get(&history.id).cloned().unwrap_or_default();
            Some(EntryRecord::new(entry, origin).with_stay(list.frame.stay_of(history.id)))
        });
        Life {
            listed: listed.is_some(),
            entry: listed.unwrap_or_else(|| EntryRecord::new(&last, Origin::default())),
            history,
        }
    });
    let lives = lives.collect();
    let mut documents = reader.documents()?;
    documents.sort_by(|a, b| (b.published, &b.number).cmp(&(a.published, &a.number)));
    let reports: Vec<_> = documents
        .into_iter()
        .map(|document| report::build(store, &Scope::Document(document.number), occasion))
        .collect::<Result<_, _>>()?;
    let answers = Answers::read(reader)?;
    let findings = reader.findings(&Which::Current)?;
    let open = findings
        .iter()
        .filter(|finding| finding.needs_review() && answers.of(finding).is_none());
    Ok(Archive {
        as_of: occasion.as_of,
        sources: report::sources(store, &chain, occasion)?,
        releases: report::releases(store, &chain)?,
        documents: reports,
        lives,
        review: open.count(),
        base: base.map(|base| format!("{}/", base.trim_end_matches('/'))),
    })
}
