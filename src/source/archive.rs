//! A directory of recorded publications: `<number>.xml` beside `<number>.json`, and whole daily issues
//! as `FR-YYYY-MM-DD.xml`.
//!
//! The JSON, the API's record of the document, may be absent. `baseline.xml` is no publication but the
//! list to begin with; it is not listed.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use url::Url;

use super::error::SourceError;
use super::{Capture, Delivery, FullText, Kind, Listed, Source, Window, now};
use crate::citation::DocumentNumber;
use crate::digest::sha256_hex;
use crate::document::record::{DocumentRecord, RecordError};

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
    /// File names without `.xml` and `.json`, sorted.
    stems: BTreeSet<String>,
}

impl Archive {
    /// Reads the names of the files in a directory; directories in it are not entered. A path of one XML file is
    /// an archive of that document alone.
    ///
    /// # Errors
    ///
    /// If the directory cannot be read or a file name is not UTF-8.
    pub fn open(dir: impl Into<PathBuf>) -> Result<Self, SourceError> {
        let dir = dir.into();
        let failed = |cause| SourceError::File {
            path: dir.clone(),
            cause,
        };
        let mut stems = BTreeSet::new();
        if dir.is_file() {
            let stem = dir.file_stem().and_then(|stem| stem.to_str());
            let stem = stem.ok_or_else(|| SourceError::FileName { path: dir.clone() })?;
            stems.insert(stem.to_owned());
            let parent = dir.parent().map(Path::to_owned).unwrap_or_default();
            return Ok(Self { dir: parent, stems });
        }
        for entry in fs::read_dir(&dir).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if !path
                .extension()
                .is_some_and(|extension| extension == "xml" || extension == "json")
                || path.is_dir()
            {
                continue;
            }
            let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else {
                return Err(SourceError::FileName { path });
            };
            if stem != BASELINE {
                stems.insert(stem.to_owned());
            }
        }
        Ok(Self { dir, stems })
    }

    /// The list to begin with, `baseline.xml`, and the publication date up to which it contains every document,
    /// which stands in `baseline.json` as `as_of`. `None` where the archive holds no list.
    ///
    /// # Errors
    ///
    /// If there is a list without its date.
    pub fn baseline(&self) -> Result<Option<(PathBuf, NaiveDate)>, SourceError> {
        let list = self.path(BASELINE, "xml");
        if !list.is_file() {
            return Ok(None);
        }
        let path = self.path(BASELINE, "json");
        let failed = |why: String| SourceError::Baseline {
            path: path.clone(),
            why,
        };
        let text = fs::read(&path).map_err(|error| failed(error.to_string()))?;
        let facts: BaselineFacts =
            serde_json::from_slice(&text).map_err(|error| failed(error.to_string()))?;
        Ok(Some((list, facts.as_of)))
    }

    fn path(&self, stem: &str, extension: &str) -> PathBuf {
        self.dir.join(format!("{stem}.{extension}"))
    }

    /// The record beside a document. A lone JSON file may be something else than a record and is then
    /// none; beside an XML it must be one, and it must be the record of that document.
    fn record(&self, stem: &str) -> Result<Option<(DocumentRecord, Capture)>, SourceError> {
        let path = self.path(stem, "json");
        let Some(capture) = read(&path, "application/json")? else {
            return Ok(None);
        };
        let record = match DocumentRecord::from_json(&capture.bytes) {
            Ok(record) => record,
            Err(RecordError::Json(error)) if error.is_data() && !self.has_xml(stem) => {
                tracing::warn!(path = %path.display(), %error, "not the record of a document; left out");
                return Ok(None);
            }
            Err(cause) => {
                return Err(SourceError::Record {
                    place: path.display().to_string(),
                    cause,
                });
            }
        };
        let expected = DocumentNumber::new(stem);
        if record.document_number != expected {
            return Err(SourceError::OtherDocument {
                place: path.display().to_string(),
                expected: expected.to_string(),
                found: record.document_number.to_string(),
            });
        }
        Ok(Some((record, capture)))
    }

    fn has_xml(&self, stem: &str) -> bool {
        self.path(stem, "xml").is_file()
    }

    fn list(&self, stem: &str) -> Result<Option<Listed>, SourceError> {
        if let Some(date) = issue_date(stem) {
            let listed = Listed {
                kind: Kind::Issue(date),
                published: Some(date),
                record: None,
            };
            return Ok(self.has_xml(stem).then_some(listed));
        }
        let record = self.record(stem)?.map(|(record, _)| record);
        if record.is_none() && !self.has_xml(stem) {
            return Ok(None);
        }
        let published = record.as_ref().and_then(|record| record.publication_date);
        Ok(Some(Listed {
            kind: Kind::Document(DocumentNumber::new(stem)),
            published,
            record,
        }))
    }

    /// The file name of what was listed; a number with folded dashes may stand there as printed.
    fn stem(&self, kind: &Kind) -> String {
        match kind {
            Kind::Issue(date) => issue_stem(*date),
            Kind::Document(number) => self
                .stems
                .iter()
                .find(|stem| DocumentNumber::new(stem) == *number)
                .map_or_else(|| number.to_string(), Clone::clone),
        }
    }
}

impl Source for Archive {
    /// What was published in the window, as far as known: a document without its record is listed
    /// always, because only its text tells the date.
    async fn documents(&mut self, window: Window) -> Result<Vec<Listed>, SourceError> {
        let mut listed = Vec::new();
        for stem in &self.stems {
            listed.extend(
                self.list(stem)?
                    .filter(|listed| listed.published.is_none_or(|day| window.contains(day))),
            );
        }
        Ok(listed)
    }

    async fn fetch(&mut self, listed: &Listed) -> Result<Delivery, SourceError> {
        let stem = self.stem(&listed.kind);
        let (record, metadata) = match listed.kind {
            Kind::Document(_) => self.record(&stem)?.unzip(),
            Kind::Issue(_) => (None, None),
        };
        let path = self.path(&stem, "xml");
        let full_text = match read(&path, "application/xml")? {
            Some(xml) => FullText::Received(xml),
            None if metadata.is_some() => FullText::NotYet,
            None => {
                return Err(SourceError::File {
                    path,
                    cause: io::ErrorKind::NotFound.into(),
                });
            }
        };
        Ok(Delivery {
            kind: listed.kind.clone(),
            record,
            metadata,
            full_text,
        })
    }
}

fn issue_stem(date: NaiveDate) -> String {
    format!("FR-{date}")
}

/// The date in `FR-2031-05-06`.
fn issue_date(stem: &str) -> Option<NaiveDate> {
    let date = stem.strip_prefix("FR-")?.parse().ok()?;
    (stem == issue_stem(date)).then_some(date)
}

/// A text file as a capture; `None` if there is no such file.
fn read(path: &Path, media_type: &str) -> Result<Option<Capture>, SourceError> {
    let failed = |cause| SourceError::File {
        path: path.to_owned(),
        cause,
    };
    if let Some(found) = fs::metadata(path)
        .ok()
        .map(|file| file.len())
        .filter(|len| *len > LARGEST)
    {
        return Err(SourceError::LargeFile {
            path: path.to_owned(),
            found,
            limit: LARGEST,
        });
    }
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    if let Err(error) = std::str::from_utf8(&bytes) {
        return Err(SourceError::NotText {
            path: path.to_owned(),
            valid: error.valid_up_to(),
        });
    }
    let absolute = std::path::absolute(path).map_err(failed)?;
    let url = Url::from_file_path(&absolute)
        .map_or_else(|()| absolute.display().to_string(), String::from);
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
