//! What a run is: when and for whom it runs, what it came to, why it failed, and what findings have been answered.

pub mod answers;
pub mod check;
pub mod overlays;

use chrono::{DateTime, NaiveDate, Utc};

use crate::source::SourceError;
use crate::store::StoreError;
use crate::store::runs::RunId;
use crate::store::versions::VersionNumber;
use earwatch_law::document::record::RecordError;
use earwatch_law::document::xml::DocumentError;
use earwatch_law::drift::file::FileError;
use earwatch_law::finding::Finding;
use earwatch_law::law::citation::{CitationError, DocumentNumber};
use earwatch_law::law::quantity::quantity;
use earwatch_law::list::ecfr::EcfrError;
use earwatch_law::overlay::OverlayError;

/// When and on whose behalf something runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    /// The command, for the record.
    pub command: String,
    /// The legal day (Eastern) that "in force" refers to.
    pub as_of: NaiveDate,
    /// The instant, for the record.
    pub now: DateTime<Utc>,
    /// Whether `as_of` is the day of `now`, and not one that a person gave.
    pub is_today: bool,
}

/// Whether a run looked at public inspection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Inspection {
    /// It did not ask.
    #[default]
    NotAsked,
    /// It asked and could not see it.
    Failed,
    /// It saw so many documents that are or may be of the bureau.
    Seen(u32),
}

/// What a run came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunResult {
    /// The run.
    pub run: RunId,
    /// Versions that it made, in order.
    pub versions: Vec<VersionNumber>,
    /// Documents that it recorded.
    pub documents: Vec<DocumentNumber>,
    /// Documents that it read and that concern no list.
    pub unrelated: usize,
    /// Documents that were on record already.
    pub known: usize,
    /// Documents that are published and of which there is no text to read yet.
    pub missing: usize,
    /// Documents that the baseline contains.
    pub in_baseline: usize,
    /// Versions recorded before that came into force since the run before.
    pub in_force: Vec<VersionNumber>,
    /// Whether it looked at public inspection.
    pub inspection: Inspection,
    /// Documents on public inspection that are new, read otherwise, withdrawn or published.
    pub provisional: usize,
    /// Findings of the run.
    pub findings: Vec<Finding>,
    /// Findings that the run met and an earlier one had told.
    pub standing: Vec<Finding>,
    /// Those of both of severity `review` that nobody has answered.
    pub open: usize,
    /// What the run looked at, in words, where it asked a source.
    pub checked: Option<String>,
}

impl RunResult {
    pub(crate) fn new(run: RunId) -> Self {
        Self {
            run,
            versions: Vec::new(),
            documents: Vec::new(),
            unrelated: 0,
            known: 0,
            missing: 0,
            in_baseline: 0,
            in_force: Vec::new(),
            inspection: Inspection::default(),
            provisional: 0,
            findings: Vec::new(),
            standing: Vec::new(),
            open: 0,
            checked: None,
        }
    }

    /// Whether a person is needed.
    pub fn needs_review(&self) -> bool {
        self.open > 0
    }

    /// 0 done, 3 done but something needs a person.
    pub fn exit_code(&self) -> u8 {
        if self.needs_review() { 3 } else { 0 }
    }

    /// Whether the run recorded anything that a reader should see.
    pub fn is_news(&self) -> bool {
        !self.versions.is_empty()
            || !self.documents.is_empty()
            || !self.in_force.is_empty()
            || self.provisional > 0
            || !self.findings.is_empty()
    }

    /// The run in a line.
    pub fn message(&self) -> String {
        let inspection = match self.inspection {
            Inspection::NotAsked => String::new(),
            Inspection::Failed => "; public inspection not read".to_owned(),
            Inspection::Seen(documents) => {
                format!("; {documents} on public inspection, {} reported", self.provisional)
            }
        };
        format!(
            "{} recorded, {} known, {} in the baseline, {} unrelated; {}; {}{inspection}",
            quantity(self.documents.len(), "document"),
            self.known,
            self.in_baseline,
            self.unrelated,
            quantity(self.versions.len(), "version"),
            quantity(self.findings.len(), "finding")
        )
    }
}

/// Why a run failed. The last good version stands.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A source.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// A list file.
    #[error("{place}: {source}")]
    List {
        /// The file or address.
        place: String,
        /// What is wrong with it.
        source: EcfrError,
    },
    /// A file that is no printing of a list.
    #[error("{place}: {source}")]
    Printing {
        /// The file or address.
        place: String,
        /// What is wrong with it.
        source: FileError,
    },
    /// A printing of lists that are not tracked.
    #[error("{place}: it holds none of the lists that the baseline holds, so there is nothing to compare")]
    NothingToCompare {
        /// The file or address.
        place: String,
    },
    /// A document.
    #[error("{place}: {source}")]
    Document {
        /// The file or address.
        place: String,
        /// What is wrong with it.
        source: DocumentError,
    },
    /// The name of an overlay.
    #[error("{path}: expected an overlay to be named <document-number>.toml: {source}")]
    OverlayName {
        /// The file.
        path: std::path::PathBuf,
        /// What is wrong with it.
        source: CitationError,
    },
    /// An overlay.
    #[error("{path}: {source}")]
    Overlay {
        /// The file.
        path: std::path::PathBuf,
        /// What is wrong with it.
        source: Box<OverlayError>,
    },
    /// The record beside a document.
    #[error("{place}: {source}")]
    Record {
        /// The file or address.
        place: String,
        /// What is wrong with it.
        source: RecordError,
    },
    /// Bytes that are no text.
    #[error("{place}: expected UTF-8 text, but found other bytes at offset {offset}")]
    NotText {
        /// The file or address.
        place: String,
        /// Where.
        offset: usize,
    },
    /// There is a baseline already.
    #[error(
        "the database has a baseline as of {as_of} already; --replace starts over from the new list and applies the documents on record again"
    )]
    BaselineExists {
        /// Its date.
        as_of: NaiveDate,
    },
    /// A baseline of a day to come would hide every rule until then.
    #[error("expected a publication date up to {today} for the baseline, but found {as_of}")]
    BaselineToCome {
        /// The date given.
        as_of: NaiveDate,
        /// The legal day of the run, or the day to which the eCFR is up to date.
        today: NaiveDate,
    },
    /// On a baseline without the Entity List, rules about it would change nothing.
    #[error("{place} holds Part 744 without the entries of Supplement No. 4; run again, or give --list FILE")]
    NoEntityList {
        /// The address.
        place: String,
    },
    /// What the eCFR serves may be half of the old and half of the new.
    #[error("the eCFR is working amendments into Title 15 at this moment; run again in an hour, or give --list FILE")]
    ImportInProgress,
    /// There is no baseline yet.
    #[error("the database has no baseline yet; run `earwatch init` first")]
    NoBaseline,
    /// A list that lost more than any rule has removed.
    #[error(
        "source-shrunk: {place} holds {found} entries of the {list}, the current version holds {current}; \
         --allow-shrink accepts it as it is"
    )]
    Shrunk {
        /// The file.
        place: String,
        /// The list.
        list: earwatch_law::law::ListId,
        /// Entries in the file.
        found: usize,
        /// Entries in the current version.
        current: usize,
    },
    /// A list that the baseline does not hold.
    #[error("the baseline holds no {list}")]
    NotTracked {
        /// The list.
        list: earwatch_law::law::ListId,
    },
    /// What is to be compared does not exist.
    #[error(
        "expected a version number, a date, a document number or the path of an eCFR XML file, but found “{found}”: {why}"
    )]
    Endpoint {
        /// As given.
        found: String,
        /// Why it is none of them.
        why: String,
    },
    /// A date before all that is known.
    #[error("nothing is known about {asked}: the first version is in force from {first}")]
    BeforeBaseline {
        /// The date.
        asked: NaiveDate,
        /// The first date.
        first: NaiveDate,
    },
    /// What a report is asked for is not there.
    #[error("{what} is not on record; {next}")]
    NotOnRecord {
        /// A run or a document.
        what: String,
        /// Where to look.
        next: String,
    },
    /// Nobody is called so.
    #[error("no entry is called “{asked}”, and no name is close to it; that does not mean that a party is not listed")]
    NoSuchEntry {
        /// As asked.
        asked: String,
    },
    /// No entry has the public id.
    #[error("no entry is called “{asked}”; it has the form of a public id, and no entry bears or bore it here")]
    NoEntryOfId {
        /// As asked.
        asked: String,
    },
    /// Nobody has the address.
    #[error("no entry has an address with “{asked}”; that does not mean that a party is not listed")]
    NoSuchAddress {
        /// As asked.
        asked: String,
    },
    /// No entry has the number.
    #[error("no entry of this database has the number {number}; `earwatch list --format json` shows the numbers (id)")]
    NoEntryOfNumber {
        /// As asked.
        number: u32,
    },
    /// A watch list that cannot be read.
    #[error("{}", mistakes.join("; "))]
    WatchList {
        /// All mistakes, each with its line.
        mistakes: Vec<String>,
    },
    /// A folder of overlays that the configuration names and that is not there.
    #[error("the folder {0} that overlays.dir names is not there; make it, or see `earwatch config` for who names it")]
    NoOverlays(std::path::PathBuf),
    /// A file cannot be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: std::path::PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file is too large.
    #[error("expected a file of at most {most} MiB, but {path} has {found} MiB")]
    TooLarge {
        /// The file.
        path: std::path::PathBuf,
        /// Its size.
        found: u64,
        /// The limit.
        most: u64,
    },
}

/// Bytes as text.
pub(crate) fn text<'a>(bytes: &'a [u8], place: &str) -> Result<&'a str, RunError> {
    std::str::from_utf8(bytes)
        .map_err(|error| RunError::NotText { place: place.to_owned(), offset: error.valid_up_to() })
}
