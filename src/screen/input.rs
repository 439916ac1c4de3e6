//! A file of parties, whatever it is written in: rows one after the other, each with its place.

mod decode;
mod lines;
mod object;
mod party;
pub mod row;
pub mod said;
mod sniff;
mod text;
pub mod whole;
mod workbook;

use std::fs::File;
use std::io::{self, Read as _, Seek as _};
use std::path::{Path, PathBuf};

use earwatch_report::report::screened::InputUsed;
use tempfile::NamedTempFile;

pub use self::party::{Form, ReadRow, read};
pub use self::row::{Row, Rows, Said};
use self::sniff::{Kind, Sniffed};
use crate::screen::error::ScreenError;

/// A file that has been looked at.
#[derive(Debug)]
pub struct Input {
    path: PathBuf,
    /// Standard input or a pipe, which can be read once only.
    kept: Option<NamedTempFile>,
    said: Said,
    sniffed: Sniffed,
}

impl Input {
    /// Looks at a file; `-` is standard input.
    pub fn open(path: &Path, said: Said) -> Result<Self, ScreenError> {
        let failed = |source: io::Error| ScreenError::Read { path: path.to_owned(), source };
        let is_stdin = path == Path::new("-");
        let spool = |mut from: Box<dyn io::Read>| {
            let mut kept = NamedTempFile::new().map_err(ScreenError::Spool)?;
            io::copy(&mut from, kept.as_file_mut()).map_err(failed)?;
            Ok::<_, ScreenError>(kept)
        };
        let kept = if is_stdin {
            Some(spool(Box::new(io::stdin().lock()))?)
        } else {
            let file = File::open(path).map_err(failed)?;
            let kind = file.metadata().map_err(failed)?.file_type();
            if kind.is_file() || kind.is_dir() { None } else { Some(spool(Box::new(file))?) }
        };
        let path = if is_stdin { PathBuf::from("standard input") } else { path.to_owned() };
        let mut input = Self { path, kept, said, sniffed: Sniffed::default() };
        let sniffed = sniff::sniff(&mut input.file()?, input.said.encoding);
        input.sniffed = sniffed.map_err(failed)?.map_err(|problem| input.problem(problem))?;
        Ok(input)
    }

    fn problem(&self, problem: String) -> ScreenError {
        ScreenError::File { path: self.path.clone(), problem }
    }

    fn file(&self) -> Result<File, ScreenError> {
        let failed = |source: io::Error| ScreenError::Read { path: self.path.clone(), source };
        if let Some(kept) = &self.kept {
            let mut file = kept.reopen().map_err(failed)?;
            file.rewind().map_err(failed)?;
            return Ok(file);
        }
        let file = File::open(&self.path).map_err(failed)?;
        if file.metadata().map_err(failed)?.is_dir() {
            return Err(self.problem("that is a folder; name the file of parties".to_owned()));
        }
        Ok(file)
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
                let decoded = decode::Decoded::new(self.file()?, encoding);
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
                let read = self.file()?.read_to_end(&mut bytes);
                read.map_err(|source| ScreenError::Read { path: self.path.clone(), source })?;
                let (rows, form) = workbook::rows(bytes, &self.said).map_err(of_columns)?;
                (rows, form)
            }
        };
        let form = form.with_note(self.sniffed.note.clone());
        (used.columns, used.unread) = form.told();
        Ok((rows, form, used))
    }
}
