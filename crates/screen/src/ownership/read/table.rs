//! Owners as CSV: our own columns, or those of GLEIF's relationship records.

use csv::StringRecord;

use super::days::held;
use super::error::OwnersError;
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

/// The columns of GLEIF's relationship records (level 2, golden copy as CSV).
const CHILD: &str = "relationship.startnode.nodeid";
const PARENT: &str = "relationship.endnode.nodeid";
const RELATION: &str = "relationship.relationshiptype";
const STATUS: &str = "relationship.relationshipstatus";

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
    let mut owners = Owners::default();
    if columns.iter().any(|column| column == CHILD) {
        gleif(&mut reader, &columns, name, &mut owners)?;
    } else {
        own(&mut reader, &columns, name, &mut owners)?;
    }
    Ok(owners)
}

/// What separates the columns of the first line.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |delimiter: char| first.matches(delimiter).count();
    let likeliest = [',', ';', '\t'].into_iter().max_by_key(|delimiter| (count(*delimiter), *delimiter == ','));
    likeliest.map_or(b',', |delimiter| u8::try_from(delimiter).unwrap_or(b','))
}

/// Each line with its number; one that cannot be read is a note.
fn lines(reader: &mut csv::Reader<&[u8]>, owners: &mut Owners, mut each: impl FnMut(&StringRecord, &str, &mut Owners)) {
    let mut record = StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => return,
            Ok(true) => {
                let line = record.position().map_or(0, csv::Position::line);
                each(&record, &format!("line {line}"), owners);
            }
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                owners.note(&format!("line {line}"), format!("the line cannot be read and was left out: {error}"));
            }
        }
    }
}

fn own(
    reader: &mut csv::Reader<&[u8]>,
    columns: &[String],
    name: &str,
    owners: &mut Owners,
) -> Result<(), OwnersError> {
    let find = |names: &[&str]| names.iter().find_map(|name| columns.iter().position(|column| column == name));
    let needed = |column: &'static str, names: &[&str]| {
        find(names).ok_or_else(|| OwnersError::Column { column, found: columns.join(", ") })
    };
    let (owner, owned) = (needed("owner", &OWNER)?, needed("owned", &OWNED)?);
    let percent = needed("percent", &PERCENT)?;
    let (since, until, source) = (find(&SINCE), find(&UNTIL), find(&SOURCE));
    let countries = [(owner, find(&OWNER_COUNTRY)), (owned, find(&OWNED_COUNTRY))];
    let mut whole = None;
    lines(reader, owners, |record, place, owners| {
        let cell = |column: usize| record.get(column).unwrap_or_default();
        let optional = |column: Option<usize>| column.map_or("", cell);
        if record.iter().all(str::is_empty) {
            return;
        }
        if cell(owner).is_empty() || cell(owned).is_empty() {
            owners.note(place, "expected an owner and what it owns, but one of them is empty; the line was left out");
            return;
        }
        let share = Share::parse(cell(percent)).unwrap_or_else(|| {
            owners.note(
                place,
                format!("expected a share from 0 to 100 percent, but found “{}”; it counts as unknown", cell(percent)),
            );
            Share::UNKNOWN
        });
        if !share.is_unknown() && share.most > Percent::ZERO {
            whole = Some(whole.unwrap_or(false) || share.most > Percent::ONE);
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
    });
    match whole {
        Some(false) if owners.holdings.len() > 1 => Err(OwnersError::Fractions { column: columns[percent].clone() }),
        _ => Ok(()),
    }
}

fn gleif(
    reader: &mut csv::Reader<&[u8]>,
    columns: &[String],
    name: &str,
    owners: &mut Owners,
) -> Result<(), OwnersError> {
    let find = |name: &str| columns.iter().position(|column| column == name);
    let (child, parent) = (find(CHILD), find(PARENT));
    let parent =
        parent.ok_or(OwnersError::Column { column: "Relationship.EndNode.NodeID", found: columns.join(", ") })?;
    let (relation, status) = (find(RELATION), find(STATUS));
    lines(reader, owners, |record, place, owners| {
        let cell = |column: Option<usize>| column.and_then(|column| record.get(column)).unwrap_or_default();
        // Funds have managers and feeders as well; only consolidation says who controls.
        if !cell(relation).to_uppercase().contains("CONSOLIDATED") {
            return;
        }
        let (child, parent) = (cell(child), cell(Some(parent)));
        if child.is_empty() || parent.is_empty() {
            owners.note(place, "expected two LEIs, but one of them is empty; the line was left out");
            return;
        }
        // The periods of a record are numbered: accounting, relationship, document filing.
        let period = (1..=5).find(|number| {
            cell(find(&format!("relationship.period.{number}.periodtype"))).eq_ignore_ascii_case("RELATIONSHIP_PERIOD")
        });
        let day = |what: &str| {
            period.map_or("", |number| cell(find(&format!("relationship.period.{number}.{what}date")))).to_owned()
        };
        let (since, until) = held(owners, place, &day("start"), &day("end"));
        if until.is_none() && cell(status).eq_ignore_ascii_case("INACTIVE") {
            owners.note(place, "the relationship is inactive since a day that the file does not say; it was left out");
            return;
        }
        owners.holdings.push(Holding {
            owner: parent.to_owned(),
            owned: child.to_owned(),
            kind: Kind::Controls,
            share: Share::UNKNOWN,
            since,
            until,
            source: name.to_owned(),
            place: place.to_owned(),
        });
    });
    Ok(())
}
