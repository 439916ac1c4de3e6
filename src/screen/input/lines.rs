//! The lines of a text, of which none grows beyond what a row may have.

use std::io::{self, Read};
use std::path::PathBuf;

use super::row::LONGEST_ROW;
use crate::screen::error::ScreenError;

/// A line, without its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Its number, counted from 1.
    pub(super) at: u64,
    /// What stands in it; of a line that is too long, none.
    pub(super) bytes: Result<Vec<u8>, u64>,
}

/// Lines one after the other.
pub(super) struct Lines<R> {
    inner: R,
    eol: u8,
    path: PathBuf,
    buffer: Vec<u8>,
    rest: (usize, usize),
    at: u64,
    is_end: bool,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(inner: R, eol: u8, path: PathBuf) -> Self {
        Self { inner, eol, path, buffer: vec![0; 1 << 16], rest: (0, 0), at: 0, is_end: false }
    }

    fn fill(&mut self) -> Result<(), ScreenError> {
        while !self.is_end && self.rest.0 >= self.rest.1 {
            match self.inner.read(&mut self.buffer) {
                Ok(0) => self.is_end = true,
                Ok(read) => self.rest = (0, read),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(source) => return Err(ScreenError::Read { path: self.path.clone(), source }),
            }
        }
        Ok(())
    }

    /// The next line; of one that is too long, how long it is.
    fn line(&mut self) -> Result<Option<Line>, ScreenError> {
        let (mut line, mut length, mut has_any) = (Vec::new(), 0_u64, false);
        loop {
            self.fill()?;
            let rest = self.buffer.get(self.rest.0..self.rest.1).unwrap_or_default();
            if rest.is_empty() {
                break;
            }
            has_any = true;
            let end = memchr::memchr(self.eol, rest);
            let piece = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            length += piece.len() as u64;
            if length <= LONGEST_ROW as u64 {
                line.extend_from_slice(piece);
            }
            self.rest.0 += piece.len() + usize::from(end.is_some());
            if end.is_some() {
                break;
            }
        }
        if !has_any {
            return Ok(None);
        }
        self.at += 1;
        if self.eol == b'\n' && line.last() == Some(&b'\r') {
            line.pop();
        }
        Ok(Some(Line { at: self.at, bytes: if length > LONGEST_ROW as u64 { Err(length) } else { Ok(line) } }))
    }
}

impl<R: Read> Iterator for Lines<R> {
    type Item = Result<Line, ScreenError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.line().transpose()
    }
}

/// Why a line is not read.
pub(super) fn too_long(length: u64) -> String {
    let mebibytes = LONGEST_ROW >> 20;
    format!("the line has {length} bytes; a row of more than {mebibytes} MiB is no party")
}
