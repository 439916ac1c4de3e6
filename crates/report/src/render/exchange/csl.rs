//! Lists as rows of the Consolidated Screening List: its columns, in its order, one row for each entry.
//!
//! Several values of a column are parted by `; ` there, and an address ends with the code of its country. A row is known
//! by `_id`, which is the public id. Bodies below an entry are among its other names, so that nobody is lost who
//! screens by names; `remarks` says what they are. As in other tables, what a spreadsheet would take for a formula gets an
//! apostrophe.

use csv::{Error, WriterBuilder};

use super::{Listing, cited, designations, page};
use crate::render::table::csv::safe;
use crate::report::delta::{Step, steps};
use crate::report::links;
use crate::report::record::EntryRecord;
use crate::visible::visible;
use earwatch_law::entry::cell::SubordinateKind;
use earwatch_law::law::ListId;
use earwatch_law::law::country;

/// The columns of the Consolidated Screening List.
pub const COLUMNS: [&str; 29] = [
    "_id", "source", "entity_number", "type", "programs", "name", "title", "addresses", "federal_register_notice",
    "start_date", "end_date", "standard_order", "license_requirement", "license_policy", "call_sign", "vessel_type",
    "gross_tonnage", "gross_registered_tonnage", "vessel_flag", "vessel_owner", "remarks", "source_list_url",
    "alt_names", "citizenships", "dates_of_birth", "nationalities", "places_of_birth", "source_information_url", "ids",
];

/// What of them an entry fills, in their order.
type Row = [(&'static str, String); 12];

/// All entries.
pub fn table(listing: &Listing<'_>) -> Result<Vec<u8>, Error> {
    write(rows(listing).iter().map(|row| (row, None)), false)
}

/// What differs from any of several earlier states, with a column `op` behind the others: `added`, `changed`, or
/// `removed` with the row as it was.
pub fn delta(earlier: &[Listing<'_>], now: &Listing<'_>) -> Result<Vec<u8>, Error> {
    let (earlier, now): (Vec<_>, _) = (earlier.iter().map(rows).collect(), rows(now));
    let steps = steps(&earlier, &now, |row| row[0].1.as_str());
    let rows = steps.iter().map(|step| match step {
        Step::Put { before: None, now } => (*now, Some("added")),
        Step::Put { before: Some(_), now } => (*now, Some("changed")),
        Step::Gone(row) => (*row, Some("removed")),
    });
    write(rows, true)
}

fn write<'a>(rows: impl Iterator<Item = (&'a Row, Option<&'static str>)>, with_op: bool) -> Result<Vec<u8>, Error> {
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    let op = with_op.then_some("op");
    writer.write_record(COLUMNS.into_iter().chain(op))?;
    for (row, op) in rows {
        let mut filled = row.iter().peekable();
        for column in COLUMNS {
            let value = filled.next_if(|(of, _)| *of == column).map_or("", |(_, value)| value);
            writer.write_field(safe(value).as_bytes())?;
        }
        if let Some(op) = op {
            writer.write_field(op)?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.into_inner().map_err(|error| Error::from(error.into_error()))
}

fn rows(listing: &Listing<'_>) -> Vec<Row> {
    listing.records.iter().map(|record| row(listing, record)).collect()
}

fn row(listing: &Listing<'_>, record: &EntryRecord) -> Row {
    let day = listing.since(record).or(record.first_cited);
    let notices = cited(record).iter().map(page).collect::<Vec<_>>();
    let url = links::ecfr(record.list);
    let names = record.aliases.iter().chain(record.subordinate_names());
    [
        ("_id", record.public_id.as_str().to_owned()),
        ("source", source(record.list).to_owned()),
        ("name", visible(&record.name)),
        ("addresses", addresses(record)),
        ("federal_register_notice", notices.join("; ")),
        ("start_date", day.map(|day| day.to_string()).unwrap_or_default()),
        ("license_requirement", visible(&record.license_requirement)),
        ("license_policy", visible(&record.license_review_policy)),
        ("remarks", visible(&remarks(listing, record))),
        ("source_list_url", url.clone()),
        ("alt_names", joined(names)),
        ("source_information_url", url),
    ]
}

/// The list as the Consolidated Screening List calls it.
fn source(list: ListId) -> &'static str {
    match list {
        ListId::EntityList => "Entity List (EL) - Bureau of Industry and Security",
        ListId::UnverifiedList => "Unverified List (UVL) - Bureau of Industry and Security",
        ListId::MeuList => "Military End User (MEU) List - Bureau of Industry and Security",
    }
}

/// Each with the code of its country, that of the heading where it does not end with one; without addresses, that alone.
fn addresses(record: &EntryRecord) -> String {
    let heading = country::iso(&record.country).map_or_else(|| record.country.clone(), |code| called(&code));
    if record.addresses.is_empty() {
        return visible(&heading);
    }
    let coded = record.addresses.iter().map(|address| {
        let code = country::at_end(address).map_or_else(|| heading.clone(), |code| called(&code));
        format!("{}, {code}", address.trim_end_matches(['.', ' ']))
    });
    joined(&coded.collect::<Vec<_>>())
}

/// A country as the Consolidated Screening List has it: two letters, but for a region without any.
fn called(code: &str) -> String {
    if code == "UA-43" { "CRIMEA (OCCUPIED)".to_owned() } else { code.to_owned() }
}

/// Values in one field; a semicolon within one would part it.
fn joined<'a>(values: impl IntoIterator<Item = &'a String>) -> String {
    let one = |value: &String| visible(value).replace(';', ",");
    values.into_iter().map(one).collect::<Vec<_>>().join("; ")
}

fn remarks(listing: &Listing<'_>, record: &EntryRecord) -> String {
    let within = record.subordinates.iter().map(|one| {
        let kind = match one.kind {
            SubordinateKind::Subordinate => "subordinate entity",
            SubordinateKind::Affiliated => "affiliated entity",
            SubordinateKind::Institution => "subordinate institution",
            SubordinateKind::Facility => "facility",
        };
        format!("{kind}: {}", one.name)
    });
    let stands = record.qualified(listing.day);
    let footnotes = designations(record);
    stands
        .into_iter()
        .chain(footnotes)
        .chain(record.cross_references.iter().cloned())
        .chain(within)
        .collect::<Vec<_>>()
        .join("; ")
}
