//! Rows of a text: records of a table, objects of JSON.
//!
//! A record may go over several lines, where a quotation mark is open at the end of one. One that is never closed would
//! take all that follows for its own: then its line is told, and the lines after it are read by themselves.

use std::collections::VecDeque;
use std::io::Read;

use super::lines::{Line, Lines, too_long};
use super::party::{Form, cells};
use super::row::{LONGEST_ROW, Raw, Row, Rows, Said};
use crate::screen::error::ScreenError;

/// Lines that a record may go over.
const MOST_LINES: usize = 200;

/// Why rows cannot be read at all.
pub(super) enum Problem {
    Read(ScreenError),
    Columns(String),
}

/// The objects of a text, one on each line.
pub(super) fn objects<R: Read + Send + 'static>(lines: Lines<R>) -> Rows {
    let row = |line: Line| match line.bytes {
        Err(length) => Some(Row { at: line.at, raw: Raw::Bad(too_long(length)) }),
        Ok(bytes) if bytes.trim_ascii().is_empty() => None,
        Ok(bytes) => Some(Row { at: line.at, raw: Raw::Json(bytes) }),
    };
    Box::new(lines.filter_map(move |line| line.map(row).transpose()))
}

/// The records of a table, and how they are read: the first line that is not empty is the header.
pub(super) fn records<R: Read + Send + 'static>(lines: Lines<R>, said: &Said) -> Result<(Rows, Form), Problem> {
    let mut records = Records { lines, delimiter: said.delimiter.unwrap_or(b','), width: 0, waiting: VecDeque::new() };
    let mut said_in_file = None;
    let header = loop {
        let Some(line) = records.line() else {
            return Err(Problem::Columns(
                "there is no header: expected a first line with a column of names".to_owned(),
            ));
        };
        let line = line.map_err(Problem::Read)?;
        let bytes = match line.bytes {
            Ok(bytes) if bytes.trim_ascii().is_empty() => continue,
            Ok(bytes) => bytes,
            Err(length) => return Err(Problem::Columns(format!("line {}: {}", line.at, too_long(length)))),
        };
        // What Excel writes and reads.
        if let Some(delimiter) = bytes.strip_prefix(b"sep=").and_then(|rest| rest.first()) {
            said_in_file = Some(*delimiter);
            continue;
        }
        records.delimiter = said.delimiter.or(said_in_file).unwrap_or_else(|| delimiter(&bytes));
        records.waiting.push_front(Line { at: line.at, bytes: Ok(bytes) });
        match records.next() {
            Some(Ok(Row { raw: Raw::Table(bytes), .. })) => break bytes,
            Some(Ok(Row { at, raw: Raw::Bad(problem) })) => {
                return Err(Problem::Columns(format!("line {at}: {problem}")));
            }
            Some(Err(error)) => return Err(Problem::Read(error)),
            Some(Ok(_)) | None => {}
        }
    };
    let is_one = said.delimiter.is_none() && said_in_file.is_none() && delimiter(&header) == WHOLE;
    let headers = cells(&header, records.delimiter)
        .map_err(|problem| Problem::Columns(format!("the header (line 1) cannot be read: {problem}")))?;
    let form = Form::of_table(headers, records.delimiter, &said.columns);
    let form = form.map_err(|unclear| Problem::Columns(unclear.to_string()))?;
    let form = form.with_note(is_one.then(|| {
        "the header is one column, so each line was read as one cell; where a line holds several, say the --delimiter"
            .to_owned()
    }));
    records.width = form.width();
    Ok((Box::new(records), form))
}

/// What stands between the cells of a table with one column: nothing that occurs in a text.
const WHOLE: u8 = b'\x1F';

/// The delimiter of a header: the one that makes the most columns of it.
fn delimiter(header: &[u8]) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut is_quoted = false;
    for byte in header {
        is_quoted ^= *byte == b'"';
        for (delimiter, count) in &mut counts {
            *count += usize::from(!is_quoted && byte == delimiter);
        }
    }
    let most = counts.iter().rev().filter(|(_, count)| *count > 0).max_by_key(|(_, count)| *count);
    most.map_or(WHOLE, |(delimiter, _)| *delimiter)
}

/// Records one after the other.
struct Records<R> {
    lines: Lines<R>,
    delimiter: u8,
    /// Columns of the header; 0 before it is known.
    width: usize,
    /// Lines that were looked at and are still to be read.
    waiting: VecDeque<Line>,
}

impl<R: Read> Records<R> {
    fn line(&mut self) -> Option<Result<Line, ScreenError>> {
        self.waiting.pop_front().map(Ok).or_else(|| self.lines.next())
    }

    fn record(&mut self) -> Option<Result<Row, ScreenError>> {
        loop {
            let line = match self.line()? {
                Ok(line) => line,
                Err(error) => return Some(Err(error)),
            };
            let bad = |problem: String| Some(Ok(Row { at: line.at, raw: Raw::Bad(problem) }));
            let bytes = match line.bytes {
                Err(length) => return bad(too_long(length)),
                Ok(bytes) if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == self.delimiter) => continue,
                Ok(bytes) => bytes,
            };
            if !is_open(&bytes, self.delimiter, false) {
                return Some(Ok(Row { at: line.at, raw: Raw::Table(bytes) }));
            }
            return match self.joined(&bytes) {
                Err(error) => Some(Err(error)),
                Ok(Some(bytes)) => Some(Ok(Row { at: line.at, raw: Raw::Table(bytes) })),
                Ok(None) => {
                    bad("a quotation mark that opens in this line is not closed where the row ends; lines after \
                                 it are read by themselves"
                        .to_owned())
                }
            };
        }
    }

    /// A record that goes on in the lines that follow; none where it does not end as a row does, and the lines wait.
    fn joined(&mut self, first: &[u8]) -> Result<Option<Vec<u8>>, ScreenError> {
        let (mut record, mut taken) = (first.to_owned(), Vec::new());
        let mut is_open_still = true;
        while is_open_still && taken.len() < MOST_LINES {
            let Some(line) = self.line().transpose()? else {
                break;
            };
            let Ok(bytes) = &line.bytes else {
                taken.push(line);
                break;
            };
            record.push(b'\n');
            record.extend_from_slice(bytes);
            is_open_still = is_open(bytes, self.delimiter, true);
            let is_too_long = record.len() > LONGEST_ROW;
            taken.push(line);
            if is_too_long {
                break;
            }
        }
        let fits = !is_open_still
            && is_strict(&record, self.delimiter)
            && record.len() <= LONGEST_ROW
            && (self.width == 0 || cells(&record, self.delimiter).is_ok_and(|cells| cells.len() == self.width));
        if fits {
            return Ok(Some(record));
        }
        for line in taken.into_iter().rev() {
            self.waiting.push_front(line);
        }
        Ok(None)
    }
}

impl<R: Read> Iterator for Records<R> {
    type Item = Result<Row, ScreenError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.record()
    }
}

/// Whether each quotation mark that closes a cell stands at its end: else one of them opens a cell, and another is missing.
fn is_strict(record: &[u8], delimiter: u8) -> bool {
    let (mut is_quoted, mut begins) = (false, true);
    let mut bytes = record.iter().peekable();
    while let Some(byte) = bytes.next() {
        if is_quoted {
            if *byte == b'"' && bytes.next_if_eq(&&b'"').is_none() {
                is_quoted = false;
                if bytes.peek().is_some_and(|next| **next != delimiter && **next != b'\n') {
                    return false;
                }
            }
        } else {
            is_quoted = *byte == b'"' && begins;
            begins = *byte == delimiter;
        }
    }
    true
}

/// Whether a quotation mark is open at the end of a line, given whether one is at its beginning.
fn is_open(line: &[u8], delimiter: u8, mut is_open: bool) -> bool {
    if !is_open && memchr::memchr(b'"', line).is_none() {
        return false;
    }
    let mut begins = !is_open;
    let mut bytes = line.iter().peekable();
    while let Some(byte) = bytes.next() {
        if is_open {
            if *byte == b'"' && bytes.next_if_eq(&&b'"').is_none() {
                is_open = false;
            }
        } else if *byte == b'"' && begins {
            is_open = true;
        }
        begins = !is_open && *byte == delimiter;
    }
    is_open
}
