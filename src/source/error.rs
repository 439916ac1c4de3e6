//! Why a source could not deliver: one line each, with the address, what was expected and what to do.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};

use earwatch_law::document::record::RecordError;
use earwatch_law::finding::Code;
use earwatch_law::law::quantity::quantity;

/// Why a source could not deliver. Nothing is ever concluded from one of these.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The client could not be set up.
    #[error(
        "cannot set up the HTTP client ({problem}): check the certificates of the system (ca-certificates), and the contact and \
         the proxy in the configuration"
    )]
    Client {
        /// What was wrong.
        problem: String,
    },
    /// A configured or received text that is no web address.
    #[error("{text:?} is not an address of a source ({problem}): expected http:// or https:// with a host")]
    Address {
        /// The text.
        text: String,
        /// What was wrong.
        problem: String,
    },
    /// No answer, or none that arrived in time.
    #[error("no answer from {url} after {} ({cause}): check the network and run again", quantity(*attempts, "attempt"), url = without_query(url))]
    Unreachable {
        /// Address asked for.
        url: String,
        /// How often it was tried.
        attempts: u32,
        /// What failed.
        cause: String,
    },
    /// An answer that broke off.
    #[error("the answer of {url} broke off after {received} bytes ({cause}): run again", url = without_query(url))]
    Incomplete {
        /// Address asked for.
        url: String,
        /// Bytes received.
        received: usize,
        /// What failed.
        cause: String,
    },
    /// A status that is no success.
    #[error("expected data from {url}, but it answered {status} after {} ({message}): check the address, or run again later", quantity(*attempts, "attempt"), url = without_query(url))]
    Refused {
        /// Address asked for.
        url: String,
        /// HTTP status.
        status: u16,
        /// How often it was tried.
        attempts: u32,
        /// The server's own words, on one line.
        message: String,
        /// The body as received.
        body: Vec<u8>,
    },
    /// A wait longer than this program keeps a run waiting.
    #[error("{url} answered {status} and asks to wait {seconds} s, longer than the {limit} s that a run waits: run again after that", url = without_query(url))]
    Busy {
        /// Address asked for.
        url: String,
        /// HTTP status.
        status: u16,
        /// The wait asked for.
        seconds: u64,
        /// The longest wait.
        limit: u64,
    },
    /// A source that asked an earlier run to wait.
    #[error("{name} asked for no further requests before {until} UTC: run again after that", until = until.format("%Y-%m-%d %H:%M:%S"))]
    NotBefore {
        /// The source.
        name: &'static str,
        /// When it may be asked again.
        until: DateTime<Utc>,
    },
    /// A page for people where data was expected: a bot wall or an error page.
    #[error("expected {expected} from {url}, but found a web page titled {title:?}: open the address in a browser; if it asks for access, request it", url = without_query(url))]
    Blocked {
        /// Address asked for.
        url: String,
        /// What was expected, `JSON` or `XML`.
        expected: &'static str,
        /// Title of the page.
        title: String,
    },
    /// Data of another kind.
    #[error("expected {expected} from {url}, but found {found}: check the address", url = without_query(url))]
    WrongType {
        /// Address asked for.
        url: String,
        /// What was expected, `JSON` or `XML`.
        expected: &'static str,
        /// Media type and beginning of the body.
        found: String,
    },
    /// Success without a body.
    #[error("expected {expected} from {url}, but found an empty answer: run again later", url = without_query(url))]
    Empty {
        /// Address asked for.
        url: String,
        /// What was expected, `JSON` or `XML`.
        expected: &'static str,
    },
    /// A body over the limit.
    #[error("the answer of {url} is larger than {limit} bytes: raise the limit if the address is right", url = without_query(url))]
    TooLarge {
        /// Address asked for.
        url: String,
        /// The limit.
        limit: usize,
    },
    /// A redirect or a link to another host.
    #[error("{url} points to {target}, which is another host: not followed; check the base URL in the configuration", url = without_query(url))]
    ForeignHost {
        /// Address that was asked.
        url: String,
        /// Where it points.
        target: String,
    },
    /// More redirects than any source needs.
    #[error("{url} redirects more than {limit} times: check the address", url = without_query(url))]
    Redirects {
        /// Address asked for.
        url: String,
        /// The limit.
        limit: usize,
    },
    /// JSON of another shape.
    #[error("the answer of {url} has another shape than expected: {problem}; check the base URL in the configuration", url = without_query(url))]
    Shape {
        /// Address asked for.
        url: String,
        /// What was wrong.
        problem: String,
    },
    /// A list that does not add up.
    #[error("{url} announces {announced} documents, but lists {collected}: run again; no short list is used", url = without_query(url))]
    Count {
        /// First address of the list.
        url: String,
        /// Documents announced.
        announced: u64,
        /// Different documents listed.
        collected: u64,
    },
    /// A list of other days than those asked for: a condition was ignored, or an old answer served again.
    #[error("{url} lists {what} of {day}, a day that was not asked for, so it answers another question: run again; the list is not used", url = without_query(url))]
    OtherDays {
        /// Address of the list.
        url: String,
        /// The document, or that it is an issue.
        what: String,
        /// Its day of publication.
        day: NaiveDate,
    },
    /// A page that was served before, as the API does beyond its last page.
    #[error("{url} repeats a page that was read before (first document {number}): run again with a shorter window", url = without_query(url))]
    RepeatedPage {
        /// Address of the repeated page.
        url: String,
        /// First document of the page.
        number: String,
    },
    /// A document that is not the one asked for.
    #[error(
        "expected the record of document {expected} at {place}, but found {found}: check which of the two is right"
    )]
    OtherDocument {
        /// Address or path of the record.
        place: String,
        /// Number asked for, or that of the file name.
        expected: String,
        /// Number in the record.
        found: String,
    },
    /// A record that cannot be read.
    #[error("cannot read {place}: {cause}")]
    Record {
        /// Address or path of the record.
        place: String,
        /// What was wrong.
        cause: RecordError,
    },
    /// A whole issue asked of a source that has documents only.
    #[error(
        "expected a document, but found the issue of {date}: the API serves no whole issues, put the file into an archive"
    )]
    IssueAsked {
        /// The issue.
        date: NaiveDate,
    },
    /// A file that cannot be read.
    #[error("cannot read {path}: {cause}", path = path.display())]
    File {
        /// The file or directory.
        path: PathBuf,
        /// What failed.
        cause: std::io::Error,
    },
    /// A file that is not text.
    #[error("expected UTF-8 text in {path}, but found other bytes after the first {valid}: fetch the file again", path = path.display())]
    NotText {
        /// The file.
        path: PathBuf,
        /// Length of the part that is text.
        valid: usize,
    },
    /// A list to begin with whose date is not known.
    #[error("expected {path} to say {{\"as_of\": \"YYYY-MM-DD\"}}, the publication date up to which baseline.xml contains every document, but {why}", path = path.display())]
    Baseline {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A file larger than any publication.
    #[error("expected a publication of at most {} MiB, but {path} has {}", limit >> 20, found >> 20, path = path.display())]
    LargeFile {
        /// The file.
        path: PathBuf,
        /// Its size.
        found: u64,
        /// The limit.
        limit: u64,
    },
    /// Two files that hold different texts of one publication.
    #[error("expected each document once, but {first} and {second} differ: take one of them away", first = first.display(), second = second.display())]
    Twice {
        /// The one.
        first: PathBuf,
        /// The other.
        second: PathBuf,
    },
    /// A file name that cannot be read.
    #[error("expected a file name in UTF-8, but found {path}: rename the file", path = path.display())]
    FileName {
        /// The file.
        path: PathBuf,
    },
}

/// An address as a person reads it: what is asked for in detail stands in the log.
fn without_query(url: &str) -> &str {
    url.split_once('?').map_or(url, |(address, _)| address)
}

impl SourceError {
    /// The finding this becomes: blocked if something answered that cannot be used, else unreachable.
    pub fn code(&self) -> Code {
        match self {
            Self::Client { .. }
            | Self::Address { .. }
            | Self::Unreachable { .. }
            | Self::Incomplete { .. }
            | Self::Refused { .. }
            | Self::Busy { .. }
            | Self::NotBefore { .. }
            | Self::Empty { .. }
            | Self::IssueAsked { .. }
            | Self::File { .. }
            | Self::NotText { .. }
            | Self::Baseline { .. }
            | Self::Twice { .. }
            | Self::LargeFile { .. }
            | Self::FileName { .. } => Code::SourceUnreachable,
            Self::Blocked { .. }
            | Self::WrongType { .. }
            | Self::TooLarge { .. }
            | Self::ForeignHost { .. }
            | Self::Redirects { .. }
            | Self::Shape { .. }
            | Self::Count { .. }
            | Self::RepeatedPage { .. }
            | Self::OtherDays { .. }
            | Self::OtherDocument { .. }
            | Self::Record { .. } => Code::SourceBlocked,
        }
    }
}
