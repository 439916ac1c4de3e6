//! Owners as statements of the Beneficial Ownership Data Standard 0.4.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use serde_json::Value;

use super::days::{days, held};
use super::value::{items, text};
use crate::ownership::holding::{Holding, Kind, Owners, Party, PassedOver};
use crate::ownership::share::{Percent, Share};

/// Interests by which a party owns.
const OWNERSHIP: [&str; 1] = ["shareholding"];
/// Interests that give no share of a company: offices, and what they are.
const OFFICES: [&str; 6] = ["boardMember", "boardChair", "seniorManagingOfficial", "nominee", "nominator", "protector"];

pub(super) fn owners(objects: &[(String, Value)], name: &str, owners: &mut Owners) {
    let mut records: BTreeMap<&str, Vec<Statement<'_>>> = BTreeMap::new();
    for (place, object) in objects {
        let record = text(object, "recordId");
        let Some(details) = object.get("recordDetails").filter(|_| !record.is_empty()) else {
            owners.note(place, "expected “recordId” and “recordDetails”; the statement was left out");
            continue;
        };
        match text(object, "recordType") {
            "relationship" => records.entry(record).or_default().push(Statement::of(object, details, place)),
            "entity" | "person" => owners.parties.push(party(record, details)),
            other => owners.note(
                place,
                format!("expected an entity, a person or a relationship, but found “{other}”; it was left out"),
            ),
        }
    }
    for statements in records.values_mut() {
        statements.sort_by_key(|statement| statement.stated);
    }
    let stated: HashMap<&str, bool> =
        records.iter().filter_map(|(record, statements)| Some((*record, statements.last()?.says_how_much()))).collect();
    let mut offices = PassedOver::default();
    for statements in records.values() {
        for (at, statement) in statements.iter().enumerate() {
            let first = if at == 0 { None } else { statement.stated };
            let last = statements.get(at + 1).and_then(|next| next.stated).and_then(|day| day.pred_opt());
            let (found, passed_over) = relationship(statement, (first, last), &stated, name, owners);
            owners.holdings.extend(found);
            for office in passed_over {
                offices.count(&office, &statement.place);
            }
        }
    }
    offices.tell(owners, |office| {
        format!("an interest of the kind {office} is an office and no share, and does not count")
    });
}

/// A statement about a relationship; later ones replace earlier ones of the same record.
struct Statement<'v> {
    place: String,
    stated: Option<NaiveDate>,
    closed: bool,
    details: &'v Value,
    source: &'v str,
}

impl<'v> Statement<'v> {
    fn of(object: &'v Value, details: &'v Value, place: &str) -> Self {
        let publisher = object.get("publicationDetails").and_then(|details| details.get("publisher"));
        Self {
            place: match text(object, "statementId") {
                "" => place.to_owned(),
                id => format!("{place} ({id})"),
            },
            stated: days(text(object, "statementDate")).map(|(first, _)| first),
            closed: text(object, "recordStatus") == "closed",
            details,
            source: publisher.map_or("", |publisher| text(publisher, "name")),
        }
    }

    /// Whether it gives a share in figures.
    fn says_how_much(&self) -> bool {
        items(self.details, "interests").iter().any(|interest| interest.get("share").is_some())
    }
}

fn party(record: &str, details: &Value) -> Party {
    let mut names: Vec<String> = Vec::new();
    let mut add = |name: &str| {
        if !name.is_empty() {
            names.push(name.to_owned());
        }
    };
    add(text(details, "name"));
    for name in items(details, "names") {
        add(text(name, "fullName"));
    }
    items(details, "alternateNames").iter().filter_map(Value::as_str).for_each(add);
    let places = ["jurisdiction", "incorporatedInJurisdiction"].into_iter().filter_map(|key| details.get(key));
    let addresses = items(details, "addresses").iter().filter_map(|address| address.get("country"));
    let countries = places.chain(addresses).map(|place| match text(place, "code") {
        "" => text(place, "name"),
        code => code,
    });
    let countries = countries.filter(|country| !country.is_empty()).map(ToOwned::to_owned).collect();
    Party { id: record.to_owned(), names, countries }
}

/// The interests of a statement, from the day on which it was made until the next one.
fn relationship(
    statement: &Statement<'_>,
    (first, last): (Option<NaiveDate>, Option<NaiveDate>),
    stated: &HashMap<&str, bool>,
    name: &str,
    owners: &mut Owners,
) -> (Vec<Holding>, Vec<String>) {
    let (mut found, mut offices) = (Vec::new(), Vec::new());
    let (details, place) = (statement.details, &statement.place);
    let (owned, owner) = (text(details, "subject"), text(details, "interestedParty"));
    if owned.is_empty() || owner.is_empty() {
        let reason = details.get("interestedParty").map_or("", |party| text(party, "reason"));
        owners.note(
            place,
            format!(
                "an owner is not disclosed ({}); nothing can be told of it",
                if reason.is_empty() { "no reason given" } else { reason }
            ),
        );
        return (found, offices);
    }
    let components = items(details, "componentRecords").iter().filter_map(Value::as_str);
    let mut components = components.filter_map(|record| stated.get(record)).peekable();
    let explained = components.peek().is_some() && components.all(|says| *says);
    // Nothing is said of how they are bound: it may be by a share.
    let unknown = [Value::Null];
    let interests = match items(details, "interests") {
        [] => &unknown,
        stated => stated,
    };
    for interest in interests {
        let kind = match (text(interest, "type"), text(interest, "directOrIndirect")) {
            (office, _) if OFFICES.contains(&office) => {
                offices.push(office.to_owned());
                continue;
            }
            // Its parts are there, each with its share: the sum of them says the same.
            (_, "indirect") if explained => continue,
            (kind, "indirect") if OWNERSHIP.contains(&kind) => Kind::OwnsIndirectly,
            (kind, _) if OWNERSHIP.contains(&kind) => Kind::Owns,
            _ => Kind::Controls,
        };
        let (since, until) = held(owners, place, text(interest, "startDate"), text(interest, "endDate"));
        let closed = if statement.closed { until.or(statement.stated) } else { until };
        let share = match (kind, interest.get("share")) {
            (Kind::Controls, _) | (_, None) => Share::UNKNOWN,
            (_, Some(share)) => range(share).unwrap_or_else(|| {
                owners.note(
                    place,
                    format!("expected a share from 0 to 100 percent, but found {share}; it counts as unknown"),
                );
                Share::UNKNOWN
            }),
        };
        found.push(Holding {
            owner: owner.to_owned(),
            owned: owned.to_owned(),
            kind,
            share,
            since: since.max(first),
            until: [closed, last].into_iter().flatten().min(),
            source: if statement.source.is_empty() { name } else { statement.source }.to_owned(),
            place: place.clone(),
        });
    }
    (found, offices)
}

/// A share in the standard's words.
fn range(share: &Value) -> Option<Share> {
    let bound = |key: &str| share.get(key).map(|value| value.as_f64().and_then(Percent::of));
    let (exact, closed_least, open_least) = (bound("exact"), bound("minimum"), bound("exclusiveMinimum"));
    let (closed_most, open_most) = (bound("maximum"), bound("exclusiveMaximum"));
    if let Some(exact) = exact {
        return exact.map(Share::exact);
    }
    let either = |closed: Option<Option<Percent>>, open: Option<Option<Percent>>| match (closed, open) {
        (Some(percent), _) => percent.map(|percent| Some((percent, true))),
        (None, Some(percent)) => percent.map(|percent| Some((percent, false))),
        (None, None) => Some(None),
    };
    Share::between(either(closed_least, open_least)?, either(closed_most, open_most)?)
}
