//! Owners as `FollowTheMoney` entities: companies, persons, and `Ownership` between them.

use std::collections::HashSet;

use serde_json::Value;

use super::days::held;
use super::value::{items, text};
use crate::ownership::holding::{Holding, Kind, Owners, Party, PassedOver};
use crate::ownership::share::Share;

/// Schemas of parties, and of what can be owned; the others say what binds two of them, or describe one.
const PARTIES: [&str; 15] = [
    "LegalEntity", "Company", "Organization", "PublicBody", "Person", "Asset", "Security", "Vessel", "Airplane",
    "Vehicle", "RealEstate", "CryptoWallet", "BankAccount", "Trust", "Thing",
];

pub(super) fn owners(objects: &[(String, Value)], name: &str, owners: &mut Owners) {
    let mut flat = Vec::new();
    for (place, object) in objects {
        flatten(place, object, None, &mut flat);
    }
    let objects = &flat;
    let is_ownership = |object: &Value| text(object, "schema") == "Ownership";
    for (place, object) in objects {
        match object.get("properties") {
            None => owners.note(place, "expected “properties”; the object was left out"),
            Some(properties) if is_ownership(object) => ownership(object, properties, place, name, owners),
            Some(_) => {}
        }
    }
    // Who owns or is owned is a party, whatever its schema.
    let holdings = owners.holdings.iter();
    let bound: HashSet<String> = holdings.flat_map(|it| [it.owner.clone(), it.owned.clone()]).collect();
    let mut other = PassedOver::default();
    for (place, object) in objects {
        let Some(properties) = object.get("properties").filter(|_| !is_ownership(object)) else {
            continue;
        };
        let (id, schema) = (text(object, "id"), text(object, "schema"));
        if !bound.contains(id) && !PARTIES.contains(&schema) {
            other.count(if schema.is_empty() { "no schema" } else { schema }, place);
            continue;
        }
        let party = party(id, object, properties);
        owners.parties.push(party);
    }
    other.tell(owners, |schema| {
        format!("an object of the schema {schema} says nothing of who owns, and does not count")
    });
}

/// The objects within an object, each by itself: a nested form has the whole entity where the flat one has its id, and
/// leaves out the way back.
fn flatten(place: &str, object: &Value, within: Option<(&str, &str)>, flat: &mut Vec<(String, Value)>) {
    let id = text(object, "id");
    let mut own = object.clone();
    if let Some(properties) = own.get_mut("properties").and_then(Value::as_object_mut) {
        for (key, value) in properties.iter_mut() {
            for item in value.as_array_mut().into_iter().flatten().filter(|item| item.get("schema").is_some()) {
                flatten(place, item, Some((id, key)), flat);
                *item = item.get("id").cloned().unwrap_or_default();
            }
        }
        match within {
            Some((parent, "ownershipOwner")) => properties.entry("owner").or_insert_with(|| parent.into()),
            Some((parent, "ownershipAsset")) => properties.entry("asset").or_insert_with(|| parent.into()),
            _ => &mut Value::Null,
        };
    }
    flat.push((place.to_owned(), own));
}

fn party(id: &str, object: &Value, properties: &Value) -> Party {
    let texts = |keys: &[&str]| -> Vec<String> {
        let values = keys.iter().flat_map(|key| items(properties, key));
        values.filter_map(Value::as_str).map(ToOwned::to_owned).collect()
    };
    let mut names = texts(&["name", "alias", "previousName"]);
    if names.is_empty() && !text(object, "caption").is_empty() {
        names.push(text(object, "caption").to_owned());
    }
    Party { id: id.to_owned(), names, countries: texts(&["jurisdiction", "mainCountry", "country"]) }
}

/// Every owner of every asset, with the share that is stated for all of them.
fn ownership(object: &Value, properties: &Value, place: &str, name: &str, owners: &mut Owners) {
    let place = &match text(object, "id") {
        "" => place.to_owned(),
        id => format!("{place} ({id})"),
    };
    // A nested form has the whole entity where the flat one has its id.
    let id = |value: &Value| value.as_str().unwrap_or_else(|| text(value, "id")).to_owned();
    let first = |key: &str| match items(properties, key).first() {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let shares = items(properties, "percentage");
    let shares = shares.iter().filter_map(|share| {
        let written = share.as_str().map_or_else(|| share.to_string(), ToOwned::to_owned);
        let share = Share::parse(&written);
        if share.is_none() {
            owners.note(
                place,
                format!("expected a share from 0 to 100 percent, but found “{written}”; it counts as unknown"),
            );
        }
        share
    });
    let share = shares.collect::<Vec<_>>().into_iter().reduce(Share::hull).unwrap_or(Share::UNKNOWN);
    let (since, until) = held(owners, place, &first("startDate"), &first("endDate"));
    let (owning, owned) = (items(properties, "owner"), items(properties, "asset"));
    if owning.is_empty() || owned.is_empty() {
        owners.note(place, "expected “owner” and “asset”, but one of them is missing; the object was left out");
    }
    for owner in owning {
        for asset in owned {
            owners.holdings.push(Holding {
                owner: id(owner),
                owned: id(asset),
                kind: Kind::Owns,
                share: if owning.len() > 1 { Share { least: Share::NONE.least, ..share } } else { share },
                since,
                until,
                source: items(object, "datasets").first().and_then(Value::as_str).unwrap_or(name).to_owned(),
                place: place.clone(),
            });
        }
    }
}
