//! Reads a file of pairs: CSV with the columns `query`, `candidate` and, if it has labels, `label`.

use super::LabelledPair;

/// What is wrong with a file of pairs.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum CalibrationError {
    /// Bytes that are no text.
    #[error(
        "line {line}: this is not UTF-8 text; save the file as UTF-8 (“CSV UTF-8” in a spreadsheet program) and try again"
    )]
    Encoding {
        /// The line, counted from 1.
        line: usize,
    },
    /// No header, or nothing at all.
    #[error("the file is empty; expected a header with the columns query, candidate and, with labels, label")]
    Empty,
    /// A column that has to be there.
    #[error(
        "line 1: there is no column “{column}”; the header has {found}; expected query, candidate and, with labels, label"
    )]
    NoColumn {
        /// The column.
        column: &'static str,
        /// The columns there are.
        found: String,
    },
    /// A column that is there twice.
    #[error("line 1: the column “{column}” is there twice; rename one of them")]
    Twice {
        /// The column.
        column: &'static str,
    },
    /// More or fewer cells than the header.
    #[error("line {line}: {cells} cells where the header has {columns}; put names with commas into quotation marks")]
    Cells {
        /// The line.
        line: u64,
        /// Its cells.
        cells: usize,
        /// Those of the header.
        columns: usize,
    },
    /// A label that says neither yes nor no.
    #[error("line {line}: the label is “{label}”; expected 1 or 0 (also true or false, yes or no), or nothing")]
    Label {
        /// The line.
        line: u64,
        /// What stands there.
        label: String,
    },
    /// What is no CSV.
    #[error("line {line}: cannot be read as CSV: {problem}")]
    Csv {
        /// The line.
        line: u64,
        /// What is wrong.
        problem: String,
    },
}

/// The header of a file of pairs, and the pairs.
///
/// # Errors
/// Where a column is missing, or a row cannot be read; with the line.
pub fn pairs(bytes: &[u8]) -> Result<(Vec<String>, Vec<LabelledPair>), CalibrationError> {
    let text = text(bytes)?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut records = reader.records();
    let header = records.next().ok_or(CalibrationError::Empty)?.map_err(|error| csv_error(&error))?;
    let header: Vec<String> = header.iter().map(|cell| cell.trim().to_owned()).collect();
    let place = |column: &'static str| {
        let mut places = header.iter().enumerate().filter(|(_, cell)| cell.eq_ignore_ascii_case(column));
        match (places.next(), places.next()) {
            (Some(_), Some(_)) => Err(CalibrationError::Twice { column }),
            (found, _) => Ok(found.map(|(place, _)| place)),
        }
    };
    let needed = |column: &'static str| {
        place(column)?.ok_or_else(|| CalibrationError::NoColumn { column, found: listed(&header) })
    };
    let (query, candidate, label) = (needed("query")?, needed("candidate")?, place("label")?);
    let mut pairs = Vec::new();
    for record in records {
        let record = record.map_err(|error| csv_error(&error))?;
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != header.len() {
            return Err(CalibrationError::Cells { line, cells: record.len(), columns: header.len() });
        }
        let cell = |place: usize| record.get(place).unwrap_or_default().to_owned();
        pairs.push(LabelledPair {
            line,
            row: record.iter().map(str::to_owned).collect(),
            query: cell(query),
            candidate: cell(candidate),
            label: label.map_or(Ok(None), |place| read_label(&cell(place), line))?,
        });
    }
    Ok((header, pairs))
}

/// UTF-8, or UTF-16 with its mark, as spreadsheet programs save it.
fn text(bytes: &[u8]) -> Result<String, CalibrationError> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
        let text: Option<String> = char::decode_utf16(units).map(Result::ok).collect();
        text.ok_or(CalibrationError::Encoding { line: 1 })
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] | rest => match std::str::from_utf8(rest) {
            Ok(text) if !text.contains('\0') => Ok(text.to_owned()),
            Ok(text) => {
                Err(CalibrationError::Encoding { line: line_of(text.as_bytes(), text.find('\0').unwrap_or(0)) })
            }
            Err(error) => Err(CalibrationError::Encoding { line: line_of(rest, error.valid_up_to()) }),
        },
    }
}

fn line_of(bytes: &[u8], at: usize) -> usize {
    bytes.iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}

fn read_label(label: &str, line: u64) -> Result<Option<bool>, CalibrationError> {
    match label.trim().to_lowercase().as_str() {
        "" => Ok(None),
        "1" | "1.0" | "true" | "yes" | "y" | "match" => Ok(Some(true)),
        "0" | "0.0" | "false" | "no" | "n" | "no match" => Ok(Some(false)),
        _ => Err(CalibrationError::Label { line, label: label.chars().take(40).collect() }),
    }
}

fn listed(header: &[String]) -> String {
    let shown: Vec<_> =
        header.iter().take(12).map(|cell| format!("“{}”", cell.chars().take(40).collect::<String>())).collect();
    shown.join(", ")
}

fn csv_error(error: &csv::Error) -> CalibrationError {
    CalibrationError::Csv { line: error.position().map_or(0, csv::Position::line), problem: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_told_with_its_line() {
        let labels =
            |text: &str| pairs(text.as_bytes()).map(|(_, pairs)| pairs.iter().map(|pair| pair.label).collect());
        assert_eq!(labels("query,candidate,label\na,b,1\nc,d,\ne,f,No\n"), Ok(vec![Some(true), None, Some(false)]));
        assert_eq!(labels("\u{FEFF}Candidate,QUERY\na,b\n"), Ok(vec![None]));
        for (text, said) in [
            ("", "the file is empty"),
            ("name,label\n", "line 1: there is no column “query”; the header has “name”, “label”"),
            ("query,query,candidate\n", "line 1: the column “query” is there twice"),
            ("query,candidate\na,b\na,b,c\n", "line 3: 3 cells where the header has 2"),
            ("query,candidate,label\na,b,1\n\"x\ny\",b,maybe\n", "line 3: the label is “maybe”"),
            ("query,candidate\na\0,b\n", "line 2: this is not UTF-8"),
        ] {
            let error = pairs(text.as_bytes()).unwrap_err().to_string();
            assert!(error.starts_with(said), "{error}");
        }
        let windows = b"query,candidate\nM\xFCller,Mueller\n";
        assert_eq!(pairs(windows), Err(CalibrationError::Encoding { line: 2 }));
        let wide: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain("query,candidate\na,b\n".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(pairs(&wide).unwrap().1.len(), 1);
    }
}
