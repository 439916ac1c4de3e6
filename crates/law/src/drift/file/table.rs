//! Parties of a CSV or a file of tabs: the Consolidated Screening List's, or BIS's own.

use csv::{ReaderBuilder, StringRecord};

use super::error::FileError;
use super::row::{Parties, Row, Table, countries};
use crate::drift::Printing;
use crate::law::canonical::canonical;

/// Bytes beyond which a field is what follows a quotation mark that nobody closed; the longest of a real table has 20 kB.
const LONGEST: usize = 200_000;

/// Where the columns stand that are compared.
struct Columns {
    printing: Printing,
    source: usize,
    name: usize,
    aliases: Option<usize>,
    /// The addresses of a party with their countries, or the country of one address.
    place: Option<usize>,
    notice: Option<usize>,
    /// How many the header has.
    count: usize,
}

impl Columns {
    /// Columns are known by their names, wherever they stand and whatever stands beside them.
    fn of(header: &StringRecord) -> Option<Self> {
        let names: Vec<_> = header.iter().map(canonical).collect();
        let at = |name: &str| names.iter().position(|one| one == name);
        let count = header.len();
        let name = at("name")?;
        let notice = at("federalregisternotice");
        match (at("source"), at("sourcelist")) {
            (Some(source), _) => {
                let (aliases, place) = (at("altnames"), at("addresses"));
                Some(Self { printing: Printing::Csl, source, name, aliases, place, notice, count })
            }
            (None, Some(source)) => {
                let (aliases, place) = (at("alternatename"), at("country"));
                Some(Self { printing: Printing::Bis, source, name, aliases, place, notice, count })
            }
            (None, None) => None,
        }
    }

    fn row(&self, record: &StringRecord) -> Row {
        let field = |at: usize| record.get(at).unwrap_or_default().to_owned();
        let optional = |at: Option<usize>| at.map(field).unwrap_or_default();
        let place = optional(self.place);
        Row {
            line: line(record),
            source: field(self.source),
            name: field(self.name),
            aliases: optional(self.aliases).split(';').map(str::to_owned).collect(),
            countries: if self.printing == Printing::Csl { countries(&place) } else { vec![place] },
            notice: optional(self.notice),
        }
    }
}

fn line(record: &StringRecord) -> u64 {
    record.position().map_or(0, csv::Position::line)
}

/// Lines before the header, as a program that made the file may put there: a title, a day, `sep=;`.
const BEFORE: usize = 10;

/// What parts the fields of the line that names the columns.
fn separator(text: &str) -> u8 {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).take(BEFORE);
    let names_columns = |line: &&str| canonical(line).contains("name") && canonical(line).contains("source");
    let first = lines.clone().find(names_columns).or(lines.clone().next()).unwrap_or_default();
    let times = |c: char| first.matches(c).count();
    if times('\t') > times(',') {
        b'\t'
    } else if times(';') > times(',') {
        b';'
    } else {
        b','
    }
}

/// Reads a table.
pub(super) fn read(text: &str) -> Result<Table, FileError> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut builder = ReaderBuilder::new();
    let separator = separator(text);
    builder.delimiter(separator).has_headers(false).flexible(true);
    let mut reader = builder.from_reader(text.as_bytes());
    // The text is UTF-8 already, and rows may have any length.
    let mut records =
        reader.records().filter_map(Result::ok).filter(|record| !record.iter().all(|field| field.trim().is_empty()));
    let mut before = 0;
    let found = records.by_ref().take(BEFORE).find_map(|record| {
        let columns = Columns::of(&record);
        before += usize::from(columns.is_none());
        Some((record, columns?))
    });
    let (header, columns) = found.ok_or_else(|| match before {
        0 => FileError::Empty,
        _ => FileError::Header { found: first.chars().take(80).collect() },
    })?;
    let mut parties = Parties::new(columns.printing);
    parties.rest("lines before the header", before, "left out");
    let (mut again, mut short, mut last_is_short, mut open) = (0, 0, false, 0);
    for record in records {
        if record.iter().any(|field| field.len() > LONGEST) {
            return Err(FileError::Open { line: line(&record) });
        }
        let is_row = |line: &str| 2 * line.matches(char::from(separator)).count() >= columns.count;
        open += usize::from(record.iter().any(|field| field.lines().skip(1).any(is_row)));
        let repeats = record.iter().eq(header.iter());
        last_is_short = record.len() < columns.count;
        again += usize::from(repeats);
        short += usize::from(last_is_short);
        if !repeats && !last_is_short {
            parties.put(columns.row(&record));
        }
    }
    parties.rest("lines that repeat the header", again, "left out");
    let why = "a quotation mark is not closed or not doubled; the rows within were not read";
    parties.rest("fields with whole rows in them", open, why);
    let why = if last_is_short {
        "the last line is one of them: the file may be cut off"
    } else {
        "nothing says which of them are missing"
    };
    parties.rest("rows with fewer fields than the header", short, why);
    for (at, name) in [
        (columns.place, "the column of countries"),
        (columns.notice, "the column of Federal Register notices"),
        (columns.aliases, "the column of alternate names"),
    ] {
        parties.rest(name, usize::from(at.is_none()), "the table has none; parties were matched without it");
    }
    parties.table()
}
