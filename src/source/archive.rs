//! A directory of recorded publications: `<number>.xml` beside `<number>.json`, and whole daily issues
//! as `FR-YYYY-MM-DD.xml`, in folders of any depth.
//!
//! The JSON, the API's record of the document, may be absent. `baseline.xml` is no publication but the
//! list to begin with; it is not listed.

mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, TimeDelta};
use url::Url;

use super::capture::{Capture, Held, now};
use super::error::SourceError;
use super::{FullText, Listed, Publication, PublicationId, Source, Window};
use earwatch_law::digest::sha256_hex;
use earwatch_law::document::record::{DocumentRecord, RecordError};
use earwatch_law::law::citation::DocumentNumber;
use tree::PublicationFiles;

const BASELINE: &str = "baseline";

/// A whole daily issue is seldom larger than 30 MB.
const LARGEST: u64 = 64 * 1024 * 1024;

/// What `baseline.json` says.
#[derive(serde::Deserialize)]
struct BaselineFacts {
    as_of: NaiveDate,
}

/// The archive source.
#[derive(Debug)]
pub struct Archive {
    dir: PathBuf,
    files: BTreeMap<PublicationId, PublicationFiles>,
}

impl Archive {
    /// Reads the names of the files in a directory and all below it. A path of one XML file is an archive of that
    /// document alone.
    ///
    /// # Errors
    ///
    /// If a directory cannot be read, a file name is not UTF-8, or two files hold different texts of one publication.
    pub fn open(dir: impl Into<PathBuf>) -> Result<Self, SourceError> {
        let dir = dir.into();
        if dir.is_file() {
            let files = tree::single(&dir)?;
            let dir = dir.parent().map(Path::to_owned).unwrap_or_default();
            return Ok(Self { dir, files });
        }
        let files = tree::read(&dir)?;
        Ok(Self { dir, files })
    }

    /// The list to begin with, `baseline.xml`, and the publication date up to which it contains every document,
    /// which stands in `baseline.json` as `as_of`. `None` where the archive holds no list.
    ///
    /// # Errors
    ///
    /// If there is a list without its date.
    pub fn baseline(&self) -> Result<Option<(PathBuf, NaiveDate)>, SourceError> {
        let list = self.dir.join(BASELINE).with_extension("xml");
        if !list.is_file() {
            return Ok(None);
        }
        let path = list.with_extension("json");
        let failed = |why: String| SourceError::Baseline { path: path.clone(), why };
        let text = fs::read(&path).map_err(|error| failed(error.to_string()))?;
        let facts: BaselineFacts = serde_json::from_slice(&text).map_err(|error| failed(error.to_string()))?;
        Ok(Some((list, facts.as_of)))
    }

    /// The record beside a document. A lone JSON file may be something else than a record and is then
    /// none; beside an XML it must be one, and it must be the record of that document.
    fn record(
        number: &DocumentNumber,
        files: &PublicationFiles,
    ) -> Result<Option<(DocumentRecord, Capture)>, SourceError> {
        let Some(path) = &files.json else {
            return Ok(None);
        };
        let Some(capture) = read(path, "application/json")? else {
            return Ok(None);
        };
        let record = match DocumentRecord::from_json(&capture.bytes) {
            Ok(record) => record,
            Err(RecordError::Json(error)) if error.is_data() && files.xml.is_none() => {
                tracing::warn!(path = %path.display(), %error, "not the record of a document; left out");
                return Ok(None);
            }
            Err(cause) => {
                return Err(SourceError::Record { place: path.display().to_string(), cause });
            }
        };
        if !record.document_number.is_same(number) {
            return Err(SourceError::OtherDocument {
                place: path.display().to_string(),
                expected: number.to_string(),
                found: record.document_number.to_string(),
            });
        }
        Ok(Some((record, capture)))
    }

    fn list(kind: &PublicationId, files: &PublicationFiles) -> Result<Option<Listed>, SourceError> {
        let (published, record) = match kind {
            PublicationId::Issue(date) => (Some(*date), None),
            PublicationId::Document(number) => {
                let record = Self::record(number, files)?.map(|(record, _)| record);
                let published = record.as_ref().and_then(|record| record.publication_date);
                (published, record)
            }
        };
        let is_there = files.xml.is_some() || record.is_some();
        Ok(is_there.then(|| Listed {
            kind: kind.clone(),
            published,
            record,
            metadata: None,
            is_whole: false,
            cites: false,
        }))
    }
}

impl Source for Archive {
    /// What was published in the window, as far as known: a document without its record is listed
    /// always, because only its text tells the date.
    async fn documents(&mut self, window: Window) -> Result<Vec<Listed>, SourceError> {
        let mut listed = Vec::new();
        for (kind, files) in &self.files {
            listed.extend(
                Self::list(kind, files)?.filter(|listed| listed.published.is_none_or(|day| window.contains(day))),
            );
        }
        Ok(listed)
    }

    async fn citing(&mut self, _: Window, _: &[String]) -> Result<Vec<Listed>, SourceError> {
        Ok(Vec::new())
    }

    async fn fetch(&mut self, listed: &Listed, _: &Held) -> Result<Publication, SourceError> {
        let missing = |path: &Path| SourceError::File { path: path.to_owned(), cause: io::ErrorKind::NotFound.into() };
        let files = self.files.get(&listed.kind);
        let files = files.ok_or_else(|| missing(&self.dir.join(listed.kind.to_string())))?;
        let (record, metadata) = match &listed.kind {
            PublicationId::Document(number) => Self::record(number, files)?.unzip(),
            PublicationId::Issue(_) => (None, None),
        };
        let full_text = match &files.xml {
            Some(path) => FullText::Received(read(path, "application/xml")?.ok_or_else(|| missing(path))?),
            None => FullText::NotYet,
        };
        Ok(Publication { kind: listed.kind.clone(), record, metadata, full_text })
    }

    async fn issues(&mut self, _: Window) -> Result<Option<BTreeSet<NaiveDate>>, SourceError> {
        Ok(None)
    }

    async fn contents(&mut self, _: NaiveDate) -> Result<Option<BTreeSet<DocumentNumber>>, SourceError> {
        Ok(None)
    }

    fn lists_all(&self) -> bool {
        false
    }

    fn clock_skew(&self) -> Option<TimeDelta> {
        None
    }
}

/// The date in `FR-2031-05-06`.
fn issue_date(stem: &str) -> Option<NaiveDate> {
    let date = stem.strip_prefix("FR-")?.parse().ok()?;
    (stem == format!("FR-{date}")).then_some(date)
}

/// A text file as a capture; `None` if there is no such file.
fn read(path: &Path, media_type: &str) -> Result<Option<Capture>, SourceError> {
    let failed = |cause| SourceError::File { path: path.to_owned(), cause };
    if let Some(found) = fs::metadata(path).ok().map(|file| file.len()).filter(|len| *len > LARGEST) {
        return Err(SourceError::LargeFile { path: path.to_owned(), found, limit: LARGEST });
    }
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    if let Err(error) = std::str::from_utf8(&bytes) {
        return Err(SourceError::NotText { path: path.to_owned(), valid: error.valid_up_to() });
    }
    let absolute = std::path::absolute(path).map_err(failed)?;
    let url = Url::from_file_path(&absolute).map_or_else(|()| absolute.display().to_string(), String::from);
    Ok(Some(Capture {
        url,
        retrieved: now(),
        media_type: media_type.to_owned(),
        etag: None,
        last_modified: None,
        sha256: sha256_hex(&bytes),
        bytes,
    }))
}
