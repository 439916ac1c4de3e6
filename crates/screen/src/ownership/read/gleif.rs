//! GLEIF's golden copies as CSV: relationship records (level 2) say who controls, entity records (level 1) who is who.

use super::days::held;
use super::error::OwnersError;
use super::table::Table;
use crate::ownership::holding::{Holding, Kind, Owners, Party, PassedOver};
use crate::ownership::share::Share;

/// The columns of relationship records.
pub(super) const CHILD: &str = "relationship.startnode.nodeid";
const PARENT: &str = "relationship.endnode.nodeid";
const RELATION: &str = "relationship.relationshiptype";
const STATUS: &str = "relationship.relationshipstatus";
const REGISTRATION: &str = "registration.registrationstatus";

/// The columns of entity records.
pub(super) const LEI: &str = "lei";
pub(super) const LEGAL_NAME: &str = "entity.legalname";
const OTHER_NAMES: [&str; 2] = ["entity.otherentitynames.", "entity.transliteratedotherentitynames."];
const COUNTRIES: [&str; 2] = ["entity.legaljurisdiction", "entity.legaladdress.country"];

/// What withdraws a record.
const WITHDRAWN: [&str; 3] = ["ANNULLED", "DUPLICATE", "TRANSFERRED"];

pub(super) fn relationships(table: &mut Table<'_>, owners: &mut Owners) -> Result<(), OwnersError> {
    let (child, relation, status) = (table.column(CHILD), table.column(RELATION), table.column(STATUS));
    let parent = table.column(PARENT).ok_or_else(|| table.lacks("Relationship.EndNode.NodeID"))?;
    let registration = table.column(REGISTRATION);
    // The periods of a record are numbered: accounting, relationship, document filing.
    let periods: Vec<[Option<usize>; 3]> = (1..=5)
        .map(|number| {
            ["periodtype", "startdate", "enddate"]
                .map(|what| table.column(&format!("relationship.period.{number}.{what}")))
        })
        .collect();
    let name = table.name;
    let (mut other, mut ended, mut withdrawn) = (PassedOver::default(), PassedOver::default(), PassedOver::default());
    table.lines(owners, |record, place, owners| {
        let cell = |column: Option<usize>| column.and_then(|column| record.get(column)).unwrap_or_default();
        let kind = cell(relation).to_uppercase();
        // Funds have managers and feeders as well; consolidation says who controls, and a branch is part of its head office.
        if !(kind.contains("CONSOLIDATED") || kind.contains("BRANCH")) {
            other.count(if kind.is_empty() { "no kind" } else { &kind }, place);
            return;
        }
        if WITHDRAWN.contains(&cell(registration)) {
            withdrawn.count(cell(registration), place);
            return;
        }
        let (child, parent) = (cell(child), cell(Some(parent)));
        if child.is_empty() || parent.is_empty() {
            owners.note(place, "expected two LEIs, but one of them is empty; the line was left out");
            return;
        }
        let period = periods.iter().find(|[what, ..]| cell(*what).eq_ignore_ascii_case("RELATIONSHIP_PERIOD"));
        let day = |what: usize| period.map_or("", |period| cell(period.get(what).copied().flatten()));
        let (since, until) = held(owners, place, day(1), day(2));
        if until.is_none() && cell(status).eq_ignore_ascii_case("INACTIVE") {
            ended.count(&kind, place);
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
    })?;
    other.tell(owners, |kind| {
        format!("a relationship of the kind {kind} says nothing of who controls, and does not count")
    });
    withdrawn.tell(owners, |status| format!("a relationship whose record is {status} does not count"));
    ended.tell(owners, |kind| {
        format!("a relationship ({kind}) is inactive since a day that the file does not say, and does not count")
    });
    Ok(())
}

pub(super) fn names(table: &mut Table<'_>, owners: &mut Owners) -> Result<(), OwnersError> {
    let (lei, legal) = (table.column(LEI), table.column(LEGAL_NAME));
    let others = table.columns.iter().enumerate().filter(|(_, column)| {
        OTHER_NAMES.iter().any(|start| column.starts_with(start))
            && column.rsplit('.').next().is_some_and(|last| last.bytes().all(|digit| digit.is_ascii_digit()))
    });
    let others: Vec<usize> = others.map(|(at, _)| at).collect();
    let countries = COUNTRIES.map(|name| table.column(name));
    table.lines(owners, |record, place, owners| {
        let cell = |column: Option<usize>| column.and_then(|column| record.get(column)).unwrap_or_default();
        let texts = |columns: &mut dyn Iterator<Item = Option<usize>>| -> Vec<String> {
            columns.map(cell).filter(|text| !text.is_empty()).map(ToOwned::to_owned).collect()
        };
        if cell(lei).is_empty() {
            owners.note(place, "expected a LEI, but it is empty; the line was left out");
            return;
        }
        owners.parties.push(Party {
            id: cell(lei).to_owned(),
            names: texts(&mut std::iter::once(legal).chain(others.iter().copied().map(Some))),
            countries: texts(&mut countries.iter().copied()),
        });
    })
}
