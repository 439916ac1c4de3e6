//! Owners as `FollowTheMoney` entities: companies, persons, and `Ownership` between them.

use serde_json::Value;

use super::days::held;
use super::value::{items, text};
use crate::ownership::holding::{Holding, Kind, Owners, Party};
use crate::ownership::share::Share;

pub(super) fn owners(objects: &[(String, Value)], name: &str, owners: &mut Owners) {
    for (place, object) in objects {
        let Some(properties) = object.get("properties") else {
            owners.note(place, "expected “properties”; the object was left out");
            continue;
        };
        if text(object, "schema") == "Ownership" {
            ownership(object, properties, place, name, owners);
        } else {
            let texts = |keys: &[&str]| -> Vec<String> {
                let values = keys.iter().flat_map(|key| items(properties, key));
                values.filter_map(Value::as_str).map(ToOwned::to_owned).collect()
            };
            let mut names = texts(&["name", "alias", "previousName"]);
            if names.is_empty() && !text(object, "caption").is_empty() {
                names.push(text(object, "caption").to_owned());
            }
            let countries = texts(&["jurisdiction", "mainCountry", "country"]);
            owners.parties.push(Party { id: text(object, "id").to_owned(), names, countries });
        }
    }
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
