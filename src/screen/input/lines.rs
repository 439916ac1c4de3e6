//! The lines of a text, of which none grows beyond what a row may have. A line feed ends a line, a return, or both.

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
    path: PathBuf,
    buffer: Vec<u8>,
    rest: (usize, usize),
    at: u64,
    is_end: bool,
    /// Whether a return ended the last line: a line feed behind it belongs to it.
    was_return: bool,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(inner: R, path: PathBuf) -> Self {
        Self { inner, path, buffer: vec![0; 1 << 16], rest: (0, 0), at: 0, is_end: false, was_return: false }
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
            if std::mem::take(&mut self.was_return) && self.buffer.get(self.rest.0) == Some(&b'\n') {
                self.rest.0 += usize::from(self.rest.0 < self.rest.1);
                continue;
            }
            let rest = self.buffer.get(self.rest.0..self.rest.1).unwrap_or_default();
            if rest.is_empty() {
                break;
            }
            has_any = true;
            let end = memchr::memchr2(b'\n', b'\r', rest);
            self.was_return = end.is_some_and(|end| rest.get(end) == Some(&b'\r'));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_as_they_like() {
        /// Gives one byte at a time.
        struct Slow<'a>(&'a [u8]);
        impl Read for Slow<'_> {
            fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
                self.0.read(&mut out[..1])
            }
        }
        for (text, expected) in [
            ("a\nb\n", vec!["a", "b"]),
            ("a\r\nb", vec!["a", "b"]),
            ("a\rb\r", vec!["a", "b"]),
            ("a\r\n\r\nb\rc\nd", vec!["a", "", "b", "c", "d"]),
            ("\n\ra", vec!["", "", "a"]),
            ("", vec![]),
            ("\r\n", vec![""]),
        ] {
            let lines = |text: &[u8], is_slow: bool| -> Vec<String> {
                let text = text.to_vec();
                let of = |line: Result<Line, ScreenError>| String::from_utf8(line.unwrap().bytes.unwrap()).unwrap();
                if is_slow {
                    Lines::new(Slow(&text), PathBuf::new()).map(of).collect()
                } else {
                    Lines::new(text.as_slice(), PathBuf::new()).map(of).collect()
                }
            };
            assert_eq!(lines(text.as_bytes(), false), expected, "{text:?}");
            assert_eq!(lines(text.as_bytes(), true), expected, "{text:?}");
        }
    }
}
