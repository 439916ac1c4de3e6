//! Owners as CSV: our own columns, or those of GLEIF's files.

use csv::StringRecord;

use super::days::held;
use super::error::OwnersError;
use super::gleif;
use super::raw::{LONGEST, opens_unclosed};
use crate::ownership::holding::{Holding, Kind, Owners, Party};
use crate::ownership::share::{Percent, Share};

/// The columns of our own form, by the names that they may have.
const OWNER: [&str; 4] = ["owner", "parent", "shareholder", "owner name"];
const OWNED: [&str; 6] = ["owned", "subsidiary", "company", "asset", "owned name", "entity"];
const PERCENT: [&str; 6] = ["percent", "percentage", "share", "ownership", "pct", "%"];
const SINCE: [&str; 4] = ["since", "from", "start", "start date"];
const UNTIL: [&str; 4] = ["until", "to", "end", "end date"];
const SOURCE: [&str; 1] = ["source"];
const OWNER_COUNTRY: [&str; 1] = ["owner country"];
const OWNED_COUNTRY: [&str; 2] = ["owned country", "country"];

pub(super) fn owners(text: &str, name: &str) -> Result<Owners, OwnersError> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => return Err(OwnersError::Format(error.to_string())),
    };
    let columns: Vec<String> = header.iter().map(|column| column.to_lowercase().replace('_', " ")).collect();
    let mut table = Table { reader, text, columns, name };
    let mut owners = Owners::default();
    if table.column(gleif::CHILD).is_some() {
        gleif::relationships(&mut table, &mut owners)?;
    } else if table.column(gleif::LEI).is_some() && table.column(gleif::LEGAL_NAME).is_some() {
        gleif::names(&mut table, &mut owners)?;
    } else {
        owners.by_name = true;
        own(&mut table, &mut owners)?;
    }
    Ok(owners)
}

/// A file with columns.
pub(super) struct Table<'t> {
    reader: csv::Reader<&'t [u8]>,
    text: &'t str,
    /// The names of the columns, in small letters.
    pub(super) columns: Vec<String>,
    /// The file, as the source of lines that name none.
    pub(super) name: &'t str,
}

/// What separates the columns of the first line.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |delimiter: char| first.matches(delimiter).count();
    let likeliest = [',', ';', '\t'].into_iter().max_by_key(|delimiter| (count(*delimiter), *delimiter == ','));
    likeliest.map_or(b',', |delimiter| u8::try_from(delimiter).unwrap_or(b','))
}

impl Table<'_> {
    /// The place of a column.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// That a column is needed and not there.
    pub(super) fn lacks(&self, column: &'static str) -> OwnersError {
        OwnersError::Column { column, found: self.columns.join(", ") }
    }

    /// Each line with its number. One that cannot be read, or that has more cells than columns, is a note; a quotation mark
    /// that nothing closes would swallow all the lines behind it, and refuses the file.
    pub(super) fn lines(
        &mut self,
        owners: &mut Owners,
        mut each: impl FnMut(&StringRecord, &str, &mut Owners),
    ) -> Result<(), OwnersError> {
        let mut record = StringRecord::new();
        loop {
            match self.reader.read_record(&mut record) {
                Ok(false) => return Ok(()),
                Ok(true) => {
                    let (line, start) = record.position().map_or((0, 0), |place| (place.line(), place.byte()));
                    let end = self.reader.position().byte();
                    let raw = usize::try_from(start).ok().zip(usize::try_from(end).ok());
                    let raw = raw.and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default();
                    let place = format!("line {line}");
                    if opens_unclosed(raw) {
                        return Err(OwnersError::Quote { line });
                    }
                    if raw.len() > LONGEST {
                        owners.note(&place, too_long(raw.len()));
                    } else if record.iter().skip(self.columns.len()).any(|cell| !cell.is_empty()) {
                        owners.note(&place, too_many_cells(self.columns.len(), record.len()));
                    } else if record.iter().any(|cell| !cell.is_empty()) {
                        each(&record, &place, owners);
                    }
                }
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    owners.note(&format!("line {line}"), format!("the line cannot be read and was left out: {error}"));
                }
            }
        }
    }
}

fn too_many_cells(expected: usize, found: usize) -> String {
    format!(
        "expected {expected} cells, but found {found}; a name with a comma has to stand in quotation marks; the line was left \
         out"
    )
}

pub(super) fn too_long(bytes: usize) -> String {
    format!(
        "the line has {bytes} bytes, and {LONGEST} are read at most; it was left out: is a line break or a quotation mark \
         missing?"
    )
}

fn own(table: &mut Table<'_>, owners: &mut Owners) -> Result<(), OwnersError> {
    let find = |names: &[&str]| names.iter().find_map(|name| table.column(name));
    let needed = |column: &'static str, names: &[&str]| find(names).ok_or_else(|| table.lacks(column));
    let (owner, owned) = (needed("owner", &OWNER)?, needed("owned", &OWNED)?);
    let percent = needed("percent", &PERCENT)?;
    let (since, until, source) = (find(&SINCE), find(&UNTIL), find(&SOURCE));
    let countries = [(owner, find(&OWNER_COUNTRY)), (owned, find(&OWNED_COUNTRY))];
    let columns = table.columns.len();
    let (name, heading) = (table.name, table.columns[percent].clone());
    let mut whole = None;
    let (mut small, mut smalls) = (None, 0_usize);
    table.lines(owners, |record, place, owners| {
        let cell = |column: usize| record.get(column).unwrap_or_default();
        let optional = |column: Option<usize>| column.map_or("", cell);
        if record.get(percent.max(owner).max(owned)).is_none() {
            let found = record.len();
            owners.note(
                place,
                format!("expected an owner, what it owns and a share, but found {found} cells; the line was left out"),
            );
            return;
        }
        if cell(owner).is_empty() || cell(owned).is_empty() {
            owners.note(place, "expected an owner and what it owns, but one of them is empty; the line was left out");
            return;
        }
        let share = Share::parse(cell(percent));
        if share.is_none() && record.len() > columns {
            owners.note(place, too_many_cells(columns, record.len()));
            return;
        }
        let share = share.unwrap_or_else(|| {
            owners.note(
                place,
                format!("expected a share from 0 to 100 percent, but found “{}”; it counts as unknown", cell(percent)),
            );
            Share::UNKNOWN
        });
        if !share.is_unknown() && share.most > Percent::ZERO {
            whole = Some(whole.unwrap_or(false) || share.most > Percent::ONE);
            if share.most < Percent::ONE {
                smalls += 1;
                small.get_or_insert_with(|| (place.to_owned(), share));
            }
        }
        let (since, until) = held(owners, place, optional(since), optional(until));
        for (party, country) in countries {
            if !optional(country).is_empty() {
                owners.parties.push(Party {
                    id: cell(party).to_owned(),
                    names: vec![cell(party).to_owned()],
                    countries: vec![optional(country).to_owned()],
                });
            }
        }
        let said = optional(source);
        owners.holdings.push(Holding {
            owner: cell(owner).to_owned(),
            owned: cell(owned).to_owned(),
            kind: Kind::Owns,
            share,
            since,
            until,
            source: if said.is_empty() { name } else { said }.to_owned(),
            place: place.to_owned(),
        });
    })?;
    if let (Some(true), Some((place, share))) = (whole, small) {
        let others = if smalls > 1 { format!("; so do {} more below 1", smalls - 1) } else { String::new() };
        owners.note(&place, format!("the share counts as {share}, as others of the file are in percent{others}"));
    }
    match (whole, owners.holdings.as_slice()) {
        (Some(false), [_, _, ..]) => Err(OwnersError::Fractions { column: heading }),
        (Some(false), [only]) => {
            let message = format!("the share counts as {}; where a half is meant, write 50", only.share);
            let place = only.place.clone();
            owners.note(&place, message);
            Ok(())
        }
        _ => Ok(()),
    }
}
