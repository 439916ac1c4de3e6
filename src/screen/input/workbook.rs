//! Rows of a sheet of a workbook (XLSX, XLSB, XLS, ODS). Of a formula, the value that the workbook stores for it.

use std::io::{self, Cursor, Read as _};

use calamine::{Data, DataRef, Range, Reader as _, SheetVisible, Sheets, Xlsb, Xlsx, open_workbook_auto_from_rs};

use super::most::{Most, MostOfWorkbook};
use super::party::Form;
use super::row::{Cell, Raw, Row, Rows, Said};

/// The rows of a workbook, and how they are read: the first row that is not empty is the header.
pub(super) fn rows(bytes: Vec<u8>, said: &Said, most: Most) -> Result<(Rows, Form), String> {
    let most = most.workbook;
    refuse_bomb(&bytes, most)?;
    let mut book = open(bytes, most)?;
    // What is hidden is read last.
    let mut sheets = book.sheets_metadata().to_vec();
    sheets.sort_by_key(|sheet| sheet.visible != SheetVisible::Visible);
    let names: Vec<String> = sheets.into_iter().map(|sheet| sheet.name).collect();
    let asked: Vec<_> = match &said.sheet {
        Some(asked) if names.contains(asked) => vec![asked.clone()],
        Some(asked) => return Err(format!("there is no sheet “{asked}”; there are “{}”", names.join("”, “"))),
        None => names.clone(),
    };
    let mut problem = format!("no sheet has rows; there are “{}”", names.join("”, “"));
    for name in asked {
        refuse_vast(&mut book, &name, most).map_err(|problem| format!("sheet “{name}” {problem}"))?;
        let range = book.worksheet_range(&name).map_err(|error| format!("sheet “{name}” cannot be read: {error}"))?;
        if range.is_empty() {
            continue;
        }
        match of_sheet(&mut book, &name, range, said) {
            Ok((rows, form)) => {
                let others: Vec<_> = names.iter().filter(|other| **other != name).cloned().collect();
                let is_told = !others.is_empty() && said.sheet.is_none();
                let note = || format!("sheet “{name}” was read, and not “{}”", others.join("”, “"));
                return Ok((rows, form.with_note(is_told.then(note))));
            }
            Err(of_sheet) => {
                problem = format!("sheet “{name}”: {of_sheet}");
                if said.sheet.is_none() {
                    // The first sheet with rows is the one that is meant.
                    break;
                }
            }
        }
    }
    Err(problem)
}

fn open(bytes: Vec<u8>, most: MostOfWorkbook) -> Result<Book, String> {
    let unread = |error: &dyn std::fmt::Display| {
        format!(
            "the workbook cannot be read: {error}; save it again, or as CSV in UTF-8; an archive (ZIP) is to be unpacked first"
        )
    };
    let bytes = Cursor::new(bytes);
    if !most.is_strict {
        return open_workbook_auto_from_rs(bytes).map_err(|error| unread(&error));
    }
    if !bytes.get_ref().starts_with(b"PK") {
        return Err(
            "this is an old workbook (XLS), or one with a password; save it as XLSX without password, or as CSV"
                .to_owned(),
        );
    }
    match Xlsx::new(bytes.clone()) {
        Ok(book) => Ok(Sheets::Xlsx(book)),
        Err(error) => match Xlsb::new(bytes) {
            Ok(book) => Ok(Sheets::Xlsb(book)),
            Err(_neither) => Err(format!("{}. Of workbooks, XLSX and XLSB are read here", unread(&error))),
        },
    }
}

/// Times that a workbook may grow by being unpacked,
const MOST_GROWTH: u64 = 120;
/// and bytes below which it may grow as it likes.
const SMALL: u64 = 64 << 20;

/// Refuses a workbook that is made to fill the memory: by the sizes that the directory of its archive gives for its parts,
/// and where need be by unpacking them.
fn refuse_bomb(bytes: &[u8], most: MostOfWorkbook) -> Result<(), String> {
    let said = unpacked(bytes).unwrap_or_default();
    let packed = bytes.len() as u64;
    let refused = |what: &str| {
        Err(format!(
            "the workbook has {packed} bytes and would unpack to {what}, which is no file of parties; save its sheet as CSV in UTF-8"
        ))
    };
    if said > most.unpacked || said > SMALL && said / packed.max(1) > MOST_GROWTH {
        return if said == u64::MAX { refused("more than 4 GiB") } else { refused(&said.to_string()) };
    }
    let most_true = most.unpacked.min(SMALL.max(packed.saturating_mul(MOST_GROWTH)));
    if most.is_strict && truly_unpacked(bytes, most_true) > most_true {
        return refused(&format!("more than {most_true}, whatever it says"));
    }
    Ok(())
}

/// Bytes that an archive (ZIP) unpacks to, counted until there are more than `most`. Parts that cannot be unpacked are none.
fn truly_unpacked(bytes: &[u8], most: u64) -> u64 {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return 0;
    };
    let mut sum: u64 = 0;
    for at in 0..archive.len() {
        let Ok(part) = archive.by_index(at) else {
            continue;
        };
        let mut counted = Counted(0);
        // What is damaged counts as far as it goes; whoever reads it says that it is.
        drop(io::copy(&mut part.take(most + 1), &mut counted));
        sum = sum.saturating_add(counted.0);
        if sum > most {
            break;
        }
    }
    sum
}

/// Counts what is written.
struct Counted(u64);

impl io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What the cells of a sheet take.
#[derive(Debug, Default)]
struct Extent {
    rows: Option<(u32, u32)>,
    columns: Option<(u32, u32)>,
    text: u64,
}

impl Extent {
    fn add(&mut self, (row, column): (u32, u32), value: &DataRef<'_>) {
        let wider =
            |of: Option<(u32, u32)>, at: u32| Some(of.map_or((at, at), |(first, last)| (first.min(at), last.max(at))));
        if !matches!(value, DataRef::Empty) {
            self.rows = wider(self.rows, row);
            self.columns = wider(self.columns, column);
        }
        self.text += match value {
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.len() as u64,
            DataRef::SharedString(text) => text.len() as u64,
            _ => 0,
        };
    }

    fn area(&self) -> u64 {
        let length = |of: Option<(u32, u32)>| of.map_or(0, |(first, last)| u64::from(last - first) + 1);
        length(self.rows) * length(self.columns)
    }
}

/// Refuses a sheet of which a few cells stand so far apart that what is between them fills the memory, or of which many
/// cells say the same long text.
fn refuse_vast(book: &mut Book, name: &str, most: MostOfWorkbook) -> Result<(), String> {
    let mut extent = Extent::default();
    // What cannot be read is told by whoever reads it.
    macro_rules! add_all {
        ($of:expr) => {
            if let Ok(mut cells) = $of.worksheet_cells_reader(name) {
                while let Ok(Some(cell)) = cells.next_cell() {
                    extent.add(cell.get_position(), cell.get_value());
                    if extent.text > most.text {
                        break;
                    }
                }
            }
        };
    }
    match book {
        Sheets::Xlsx(of) => add_all!(of),
        Sheets::Xlsb(of) => add_all!(of),
        // These are in memory already.
        Sheets::Xls(_) | Sheets::Ods(_) => {}
    }
    if extent.text > most.text {
        return Err(format!(
            "holds more than {} bytes of text, which is no file of parties; save it as CSV in UTF-8",
            most.text
        ));
    }
    if extent.area() > most.area {
        let last = |of: Option<(u32, u32)>| of.map_or(0, |(_, last)| u64::from(last) + 1);
        return Err(format!(
            "goes up to row {} and column {}, with mostly empty cells: delete what stands far from the parties, or save it as CSV in UTF-8",
            last(extent.rows),
            last(extent.columns)
        ));
    }
    Ok(())
}

/// Bytes that an archive (ZIP) unpacks to, by its directory; none where there is no archive.
fn unpacked(bytes: &[u8]) -> Option<u64> {
    const NUMBER: u64 = 0xFFFF_FFFF;
    let of = |at: usize, length: usize| -> Option<u64> {
        let digits = bytes.get(at..at.checked_add(length)?)?;
        Some(digits.iter().rev().fold(0, |number, digit| number << 8 | u64::from(*digit)))
    };
    let end = memchr::memmem::rfind(bytes, b"PK\x05\x06")?;
    let (entries, mut at) = (of(end + 10, 2)?, usize::try_from(of(end + 16, 4)?).ok()?);
    let mut sum: u64 = 0;
    for _ in 0..entries {
        let Some(b"PK\x01\x02") = bytes.get(at..at.checked_add(4)?) else {
            break;
        };
        // Where it stands elsewhere, it has more than four bytes.
        sum = sum.saturating_add(of(at + 24, 4).map(|size| if size == NUMBER { u64::MAX } else { size })?);
        let beside = of(at + 28, 2)? + of(at + 30, 2)? + of(at + 32, 2)?;
        at = at.checked_add(46)?.checked_add(usize::try_from(beside).ok()?)?;
    }
    Some(sum)
}

type Book = Sheets<Cursor<Vec<u8>>>;

fn of_sheet(book: &mut Book, name: &str, range: Range<Data>, said: &Said) -> Result<(Rows, Form), String> {
    let formulas = book.worksheet_formula(name).unwrap_or_default();
    let (first_row, first_column) = range.start().unwrap_or_default();
    let is_empty = |row: &[Data]| row.iter().all(|cell| matches!(cell, Data::Empty));
    let header_at = range.rows().position(|row| !is_empty(row)).ok_or("it has no rows")?;
    let headers = range.rows().nth(header_at).unwrap_or_default();
    let headers: Vec<String> = headers.iter().map(|cell| value(cell, false).unwrap_or_default()).collect();
    let form = Form::of_columns(headers, &said.columns).map_err(|unclear| unclear.to_string())?;
    let (height, width) = range.get_size();
    let rows = (header_at + 1..height).filter_map(move |at| {
        let cells: Vec<_> = (0..width)
            .map(|column| {
                let cell = range.get((at, column)).unwrap_or(&Data::Empty);
                let row = u32::try_from(at).unwrap_or(u32::MAX).saturating_add(first_row);
                let place = (row, u32::try_from(column).unwrap_or(u32::MAX).saturating_add(first_column));
                let is_formula = formulas.get_value(place).is_some_and(|formula| !formula.is_empty());
                value(cell, is_formula).map_or_else(Cell::Unreadable, Cell::Text)
            })
            .collect();
        let is_empty = cells.iter().all(Cell::is_empty);
        let row = Row { at: at as u64 + u64::from(first_row) + 1, raw: Raw::Cells(cells) };
        (!is_empty).then_some(Ok(row))
    });
    Ok((Box::new(rows), form))
}

/// A cell as text; what is wrong with it where it has no value.
fn value(cell: &Data, is_formula: bool) -> Result<String, String> {
    match cell {
        Data::Empty if is_formula => {
            Err("a formula whose value the workbook does not store; open and save it".to_owned())
        }
        Data::Empty => Ok(String::new()),
        Data::Error(error) => Err(format!("the error {error}")),
        // Numbers of customers are whole.
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => Ok(format!("{number:.0}")),
        Data::DateTime(day) if day.is_datetime() => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            Ok(format!("{year:04}-{month:02}-{day:02}"))
        }
        other => Ok(other.to_string()),
    }
}
