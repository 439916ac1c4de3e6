//! A file of parties, whatever it is written in: rows one after the other, each with its place.

mod decode;
mod lines;
pub mod most;
mod object;
mod party;
pub mod row;
pub mod said;
mod sniff;
mod text;
pub mod whole;
mod workbook;

use std::fs::File;
use std::io::{self, Cursor, Read, Seek as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use earwatch_report::report::screened::InputUsed;
use tempfile::NamedTempFile;

pub use self::most::Most;
pub use self::party::{Form, ReadRow, read};
pub use self::row::{Row, Rows, Said};
use self::sniff::{Kind, Sniffed};
use crate::screen::error::ScreenError;

/// A file that has been looked at.
#[derive(Debug)]
pub struct Input {
    path: PathBuf,
    held: Held,
    said: Said,
    most: Most,
    sniffed: Sniffed,
}

/// Where the bytes of a file are.
#[derive(Debug)]
enum Held {
    /// Where its path leads.
    There,
    /// Standard input or a pipe, which can be read once only, in a file of our own.
    Spooled(NamedTempFile),
    /// In memory, and nowhere else.
    InMemory(Arc<[u8]>),
}

/// The bytes of a file, from the first one on.
enum Bytes {
    OfFile(File),
    InMemory(Cursor<Arc<[u8]>>),
}

impl Read for Bytes {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::OfFile(file) => file.read(out),
            Self::InMemory(bytes) => bytes.read(out),
        }
    }
}

impl Input {
    /// Looks at a file; `-` is standard input.
    pub fn open(path: &Path, said: Said) -> Result<Self, ScreenError> {
        let failed = |source: io::Error| ScreenError::Read { path: path.to_owned(), source };
        let is_stdin = path == Path::new("-");
        let spool = |mut from: Box<dyn Read>| {
            let mut kept = NamedTempFile::new().map_err(ScreenError::Spool)?;
            io::copy(&mut from, kept.as_file_mut()).map_err(failed)?;
            Ok::<_, ScreenError>(kept)
        };
        let held = if is_stdin {
            Held::Spooled(spool(Box::new(io::stdin().lock()))?)
        } else {
            let file = File::open(path).map_err(failed)?;
            let kind = file.metadata().map_err(failed)?.file_type();
            if kind.is_file() || kind.is_dir() { Held::There } else { Held::Spooled(spool(Box::new(file))?) }
        };
        let path = if is_stdin { PathBuf::from("standard input") } else { path.to_owned() };
        Self { path, held, said, most: Most::OF_A_FILE, sniffed: Sniffed::default() }.seen()
    }

    /// Looks at bytes that somebody sent, under the name that they were given. Nothing of them is ever on a disk.
    pub fn in_memory(name: &str, bytes: Vec<u8>, said: Said, most: Most) -> Result<Self, ScreenError> {
        let held = Held::InMemory(bytes.into());
        Self { path: PathBuf::from(name), held, said, most, sniffed: Sniffed::default() }.seen()
    }

    /// Whether nothing of it is on a disk.
    pub fn is_in_memory(&self) -> bool {
        matches!(self.held, Held::InMemory(_))
    }

    fn seen(mut self) -> Result<Self, ScreenError> {
        let sniffed = sniff::sniff(&mut self.bytes()?, self.said.encoding);
        let sniffed = sniffed.map_err(|source| ScreenError::Read { path: self.path.clone(), source })?;
        self.sniffed = sniffed.map_err(|problem| self.problem(problem))?;
        Ok(self)
    }

    fn problem(&self, problem: String) -> ScreenError {
        ScreenError::File { path: self.path.clone(), problem }
    }

    fn bytes(&self) -> Result<Bytes, ScreenError> {
        let failed = |source: io::Error| ScreenError::Read { path: self.path.clone(), source };
        match &self.held {
            Held::InMemory(bytes) => Ok(Bytes::InMemory(Cursor::new(Arc::clone(bytes)))),
            Held::Spooled(spooled) => {
                let mut file = spooled.reopen().map_err(failed)?;
                file.rewind().map_err(failed)?;
                Ok(Bytes::OfFile(file))
            }
            Held::There => {
                let file = File::open(&self.path).map_err(failed)?;
                if file.metadata().map_err(failed)?.is_dir() {
                    return Err(self.problem("that is a folder; name the file of parties".to_owned()));
                }
                Ok(Bytes::OfFile(file))
            }
        }
    }

    /// Lines of a text, about as many as rows; none of a workbook.
    pub fn lines(&self) -> u64 {
        self.sniffed.lines
    }

    /// The rows, how they are read, and what a reader of the results is told of the file.
    pub fn rows(&self) -> Result<(Rows, Form, InputUsed), ScreenError> {
        let name = self.path.file_name().unwrap_or(self.path.as_os_str()).to_string_lossy().into_owned();
        let mut used = InputUsed { name, sha256: self.sniffed.sha256.clone(), ..InputUsed::default() };
        let of_columns = |problem: String| ScreenError::Columns { path: self.path.clone(), problem };
        let (rows, form) = match &self.sniffed.kind {
            Kind::Text { encoding, is_json } => {
                used.encoding = Some(encoding.name().to_owned());
                if *is_json { "ndjson" } else { "csv" }.clone_into(&mut used.kind);
                let decoded = decode::Decoded::new(self.bytes()?, encoding);
                let lines = lines::Lines::new(decoded, self.path.clone());
                if *is_json {
                    (text::objects(lines), Form::of_objects(self.said.columns.clone()))
                } else {
                    text::records(lines, &self.said).map_err(|problem| match problem {
                        text::Problem::Columns(problem) => of_columns(problem),
                        text::Problem::Read(error) => error,
                    })?
                }
            }
            Kind::Workbook => {
                "workbook".clone_into(&mut used.kind);
                let mut bytes = Vec::new();
                let read = self.bytes()?.read_to_end(&mut bytes);
                read.map_err(|source| ScreenError::Read { path: self.path.clone(), source })?;
                let (rows, form) = workbook::rows(bytes, &self.said, self.most).map_err(of_columns)?;
                (rows, form)
            }
        };
        self.most.columns_of(&form).map_err(of_columns)?;
        let rows = self.most.rows_of(rows, &self.path);
        let form = form.with_note(self.sniffed.note.clone());
        (used.columns, used.unread) = form.told();
        Ok((rows, form, used))
    }
}
