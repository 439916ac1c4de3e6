//! Lists as `FollowTheMoney` entities, one a line.
//!
//! The list does not say whether an entry is a person. A name with a legal form is a `Company`, one of a ministry,
//! university or institute an `Organization`, an entry that is an address an `Address`; any other is a `LegalEntity`, which
//! leaves it open. What binds the bodies below an entry to it is not said either: `UnknownLink`, with the word of the heading.

pub mod graph;
mod unlisted;

pub use unlisted::unlisted;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Listing, cited, designations, page};
use crate::report::delta::{Step, steps};
use crate::report::links;
use crate::report::record::{EntryRecord, SubordinateRecord, stayed};
use earwatch_law::digest::sha256_hex;
use earwatch_law::entry::cell::{Nature, SubordinateKind, nature};
use earwatch_law::entry::is_address;
use earwatch_law::law::ListId;
use earwatch_law::law::canonical::canonical;
use earwatch_law::law::country;

/// An entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entity {
    id: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    caption: String,
    schema: &'static str,
    properties: BTreeMap<&'static str, Vec<String>>,
}

/// A step, as others publish the changes of entities: `ADD` and `MOD` with the entity, `DEL` with its id.
#[derive(Serialize)]
struct Op<'a> {
    op: &'static str,
    entity: Subject<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Subject<'a> {
    Whole(&'a Entity),
    Id { id: &'a str },
}

/// All entities, one a line.
pub fn lines(listing: &Listing<'_>) -> Result<Vec<u8>, serde_json::Error> {
    written(entities(listing).iter())
}

/// What differs from any of several earlier states, one step a line.
pub fn delta(earlier: &[Listing<'_>], now: &Listing<'_>) -> Result<Vec<u8>, serde_json::Error> {
    let (earlier, now): (Vec<_>, _) = (earlier.iter().map(entities).collect(), entities(now));
    let steps = steps(&earlier, &now, |entity| entity.id.as_str());
    let ops = steps.into_iter().map(|step| match step {
        Step::Put { before: None, now } => Op { op: "ADD", entity: Subject::Whole(now) },
        Step::Put { before: Some(_), now } => Op { op: "MOD", entity: Subject::Whole(now) },
        Step::Gone(then) => Op { op: "DEL", entity: Subject::Id { id: &then.id } },
    });
    written(ops)
}

fn written(values: impl Iterator<Item = impl Serialize>) -> Result<Vec<u8>, serde_json::Error> {
    let mut out = Vec::new();
    for value in values {
        serde_json::to_writer(&mut out, &value)?;
        out.push(b'\n');
    }
    Ok(out)
}

impl Entity {
    fn new(id: String, schema: &'static str) -> Self {
        Self { id, caption: String::new(), schema, properties: BTreeMap::new() }
    }

    /// The public id of an entry, or what is made of it or of an address.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What it is called; empty where it has no name.
    pub fn caption(&self) -> &str {
        &self.caption
    }

    /// The schema of `FollowTheMoney`.
    pub fn schema(&self) -> &'static str {
        self.schema
    }

    /// Its properties, none of them empty.
    pub fn properties(&self) -> &BTreeMap<&'static str, Vec<String>> {
        &self.properties
    }

    /// The values of a property.
    pub fn values(&self, property: &str) -> &[String] {
        self.properties.get(property).map(Vec::as_slice).unwrap_or_default()
    }

    /// Adds values of a property, each once, with single blanks: `FollowTheMoney` keeps no others.
    fn put(&mut self, property: &'static str, values: impl IntoIterator<Item = impl AsRef<str>>) {
        for value in values {
            let value = value.as_ref().split_whitespace().collect::<Vec<_>>().join(" ");
            let all = self.properties.entry(property).or_default();
            if !value.is_empty() && !all.contains(&value) {
                all.push(value);
            }
        }
        self.properties.retain(|_, values| !values.is_empty());
    }

    /// Adds the verbatim text of a property.
    fn put_text(&mut self, property: &'static str, text: &str) {
        if !text.trim().is_empty() {
            self.properties.entry(property).or_default().push(text.to_owned());
        }
    }
}

/// The entities of a listing: each entry with its sanction, its bodies and what binds them, and each address once.
fn entities(listing: &Listing<'_>) -> Vec<Entity> {
    by_record(listing).into_iter().flatten().collect()
}

/// The entities of a listing, entry by entry: it, its sanction, its bodies and what binds them, and addresses that no entry
/// before it has.
pub fn by_record(listing: &Listing<'_>) -> Vec<Vec<Entity>> {
    let mut known = BTreeSet::new();
    let of = |record| {
        let mut all = Vec::new();
        of_record(listing, record, &mut all, &mut known);
        all
    };
    listing.records.iter().map(of).collect()
}

/// The entity of one entry of a listing.
pub fn of_entry(listing: &Listing<'_>, record: &EntryRecord) -> Option<Entity> {
    let mut all = Vec::new();
    of_record(listing, record, &mut all, &mut BTreeSet::new());
    all.into_iter().find(|entity| entity.id == record.public_id.as_str())
}

fn of_record(listing: &Listing<'_>, record: &EntryRecord, all: &mut Vec<Entity>, known: &mut BTreeSet<String>) {
    let id = record.public_id.as_str();
    let mut subject = subject(record, id.to_owned());
    let mut bodies = Vec::new();
    for body in &record.subordinates {
        let of_body = format!("{id}-{}", short(&canonical(&body.text)));
        if bodies.iter().all(|(known, _): &(String, _)| *known != of_body) {
            bodies.push((of_body, body));
        }
    }
    let covered = std::iter::once(id).chain(bodies.iter().map(|(body, _)| body.as_str()));
    let sanction = sanction(listing, record, covered);
    if subject.schema == "Address" {
        subject.put("full", &record.addresses);
    } else {
        locate(&mut subject, &record.addresses, all, known);
    }
    all.push(subject);
    all.push(sanction);
    for (of_body, body) in bodies {
        let mut entity = self::body(record, body, of_body.clone());
        locate(&mut entity, &body.addresses, all, known);
        all.push(entity);
        let mut link = Entity::new(format!("{of_body}-link"), "UnknownLink");
        link.put("subject", [&of_body]);
        link.put("object", [id]);
        link.put("role", [role(body.kind)]);
        link.put("recordId", [id]);
        link.put("sourceUrl", [links::ecfr(record.list)]);
        all.push(link);
    }
}

/// Sixteen digits of a hash.
fn short(text: &str) -> String {
    sha256_hex(text.as_bytes()).chars().take(16).collect()
}

fn subject(record: &EntryRecord, id: String) -> Entity {
    let schema = if is_address(&record.name) { "Address" } else { schema(&record.name) };
    let mut entity = Entity::new(id, schema);
    entity.caption.clone_from(&record.name);
    entity.put("name", [&record.name]);
    let former = |alias: &&String| record.former_names.contains(alias);
    entity.put("alias", record.aliases.iter().filter(|alias| !former(alias)));
    entity.put("previousName", &record.former_names);
    entity.put("country", country::iso(&record.country).map(|code| small(&code)));
    entity.put_text("notes", &record.entity_text);
    listed(&mut entity, record);
    entity
}

/// What an entry and the bodies below it have in common.
fn listed(entity: &mut Entity, record: &EntryRecord) {
    entity.put("topics", [topic(record.list)]);
    entity.put("program", [program(record.list)]);
    entity.put("sourceUrl", [links::ecfr(record.list)]);
}

fn topic(list: ListId) -> &'static str {
    match list {
        ListId::EntityList | ListId::MeuList => "export.control",
        ListId::UnverifiedList => "export.risk",
    }
}

fn body(record: &EntryRecord, body: &SubordinateRecord, id: String) -> Entity {
    let is_place = body.kind == SubordinateKind::Facility;
    let mut entity = Entity::new(id, if is_place { "Asset" } else { schema(&body.name) });
    entity.caption.clone_from(&body.name);
    entity.put("name", [&body.name]);
    entity.put("alias", &body.aliases);
    entity.put_text("notes", &body.text);
    listed(&mut entity, record);
    entity
}

fn schema(name: &str) -> &'static str {
    match nature(name) {
        Nature::Company => "Company",
        Nature::Institution => "Organization",
        Nature::Untold => "LegalEntity",
    }
}

/// What the heading calls a body.
fn role(kind: SubordinateKind) -> &'static str {
    match kind {
        SubordinateKind::Subordinate => "subordinate entity of",
        SubordinateKind::Affiliated => "affiliated entity of",
        SubordinateKind::Institution => "subordinate institution of",
        SubordinateKind::Facility => "facility of",
    }
}

/// A code as `FollowTheMoney` writes it: two letters in lower case, but for a region without any.
fn small(code: &str) -> String {
    if code == "UA-43" { "ua-cri".to_owned() } else { code.to_lowercase() }
}

/// Adds addresses, and the entities of those that have none yet.
fn locate(entity: &mut Entity, addresses: &[String], all: &mut Vec<Entity>, known: &mut BTreeSet<String>) {
    for address in addresses {
        let id = format!("addr-{}", short(&canonical(address)));
        entity.put("address", [address]);
        entity.put("addressEntity", [&id]);
        if known.insert(id.clone()) {
            let mut place = Entity::new(id, "Address");
            place.caption.clone_from(address);
            place.put("full", [address]);
            place.put("country", country::at_end(address).map(|code| small(&code)));
            all.push(place);
        }
    }
}

/// `Entity List (Supplement No. 4 to 15 CFR Part 744)`.
fn program(list: ListId) -> String {
    format!("{} (Supplement No. {} to 15 CFR Part 744)", list.title(), list.supplement())
}

fn sanction<'a>(listing: &Listing<'_>, record: &EntryRecord, covered: impl Iterator<Item = &'a str>) -> Entity {
    let mut entity = Entity::new(format!("{}-sanction", record.public_id.as_str()), "Sanction");
    let citations = cited(record);
    entity.put("entity", covered);
    entity.put("authority", ["Bureau of Industry and Security, U.S. Department of Commerce"]);
    entity.put("authorityId", citations.iter().map(page));
    entity.put("country", ["us"]);
    entity.put("program", [program(record.list)]);
    entity.put("programUrl", [links::ecfr(record.list)]);
    entity.put("provisions", [&record.license_requirement, &record.license_review_policy]);
    entity.put("reason", designations(record));
    let is_held = stayed(record.stayed_until, listing.day).is_some_and(|stay| stay.holds);
    entity.put("status", [if is_held { "Suspended" } else { "Active" }]);
    entity.put("summary", record.qualified(listing.day));
    entity.put("startDate", listing.since(record).map(|day| day.to_string()));
    entity.put("listingDate", record.first_cited.map(|day| day.to_string()));
    entity.put("modifiedAt", record.effective_from.or(record.last_cited).map(|day| day.to_string()));
    entity.put("recordId", [record.public_id.as_str()]);
    entity.put("description", [&record.citation_text]);
    entity.put("sourceUrl", citations.iter().map(links::citation));
    entity.put("sourceUrl", [links::ecfr(record.list)]);
    entity
}
