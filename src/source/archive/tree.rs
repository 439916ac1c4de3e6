//! The files of an archive: a folder with all folders below it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::{BASELINE, issue_date};
use crate::source::{PublicationId, SourceError};
use earwatch_law::law::citation::DocumentNumber;

/// The files of one publication.
#[derive(Debug, Default)]
pub(super) struct PublicationFiles {
    pub(super) xml: Option<PathBuf>,
    pub(super) json: Option<PathBuf>,
}

/// The files of a folder by publication. What is neither XML nor JSON is left out and said so.
pub(super) fn read(dir: &Path) -> Result<BTreeMap<PublicationId, PublicationFiles>, SourceError> {
    let mut files: BTreeMap<PublicationId, PublicationFiles> = BTreeMap::new();
    let mut records = Vec::new();
    for path in walk(dir)? {
        let is = |extension| path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension));
        let (xml, json) = (is("xml"), is("json"));
        if !xml && !json {
            tracing::info!(path = %path.display(), "neither XML nor JSON; left out");
            continue;
        }
        let stem = stem(&path)?;
        if stem == BASELINE {
            tracing::info!(path = %path.display(), "a list to begin with, no publication");
        } else if json {
            records.push((kind(stem), path));
        } else {
            let first = &mut files.entry(kind(stem)).or_default().xml;
            match first {
                Some(first) if !same(first, &path)? => {
                    return Err(SourceError::Twice { first: first.clone(), second: path });
                }
                Some(_) => {
                    tracing::info!(path = %path.display(), "a copy of another file; left out");
                }
                None => *first = Some(path),
            }
        }
    }
    for (kind, path) in records {
        let PublicationFiles { xml, json } = files.entry(kind).or_default();
        let is_beside = |json: &Path| xml.as_deref().and_then(Path::parent) == json.parent();
        match json {
            Some(first) if is_beside(first) || !is_beside(&path) => {
                if !same(first, &path)? {
                    tracing::warn!(path = %path.display(), "another file of this name is read; left out");
                }
            }
            Some(_) | None => *json = Some(path),
        }
    }
    Ok(files)
}

/// The publication that one file holds, with the record beside it.
pub(super) fn single(path: &Path) -> Result<BTreeMap<PublicationId, PublicationFiles>, SourceError> {
    let beside = |extension| Some(path.with_extension(extension)).filter(|path| path.is_file());
    let files = if path.extension().is_some_and(|found| found == "json") {
        PublicationFiles { xml: beside("xml"), json: Some(path.to_owned()) }
    } else {
        PublicationFiles { xml: Some(path.to_owned()), json: beside("json") }
    };
    Ok(BTreeMap::from([(kind(stem(path)?), files)]))
}

fn stem(path: &Path) -> Result<&str, SourceError> {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    stem.ok_or_else(|| SourceError::FileName { path: path.to_owned() })
}

fn kind(stem: &str) -> PublicationId {
    issue_date(stem).map_or_else(|| PublicationId::Document(DocumentNumber::new(stem)), PublicationId::Issue)
}

/// All files in a folder and the folders below it, sorted; a folder that is met again by a link is not entered twice.
fn walk(dir: &Path) -> Result<Vec<PathBuf>, SourceError> {
    let mut files = Vec::new();
    let mut entered = BTreeSet::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        let failed = |cause| SourceError::File { path: folder.clone(), cause };
        if !entered.insert(fs::canonicalize(&folder).map_err(failed)?) {
            continue;
        }
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn same(a: &Path, b: &Path) -> Result<bool, SourceError> {
    let bytes = |path: &Path| fs::read(path).map_err(|cause| SourceError::File { path: path.to_owned(), cause });
    Ok(bytes(a)? == bytes(b)?)
}
