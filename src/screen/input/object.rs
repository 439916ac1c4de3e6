//! A party of a JSON object: its own keys, or those under `properties`, as `FollowTheMoney` writes them.

use std::fmt;

use earwatch_screen::party::Party;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value};

use super::party::{one_line, several};
use crate::screen::columns::{self, Role};

/// The keys of an object in their order; one that stands there twice is there twice.
struct Keys(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Keys;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                let mut keys = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    keys.push(pair);
                }
                Ok(Keys(keys))
            }
        }
        deserializer.deserialize_map(Each)
    }
}

/// Reads a party, with what is odd about it.
///
/// # Errors
/// Why it is none.
pub(super) fn of_object(bytes: &[u8], asked: &[(Role, String)]) -> Result<(Party, Vec<String>), String> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| format!("byte {} of the line is no UTF-8", error.valid_up_to() + 1))?;
    let Keys(mut keys) =
        serde_json::from_str(text).map_err(|error| format!("this is no JSON object: {error}; write one a line"))?;
    if let Some(Value::Object(within)) = keys.iter().find(|(key, _)| key == "properties").map(|(_, value)| value) {
        keys.extend(within.clone());
    }
    let mut texts = Texts::default();
    for (key, value) in &keys {
        if let Some(role) = columns::of_key(key, asked) {
            texts.take(role, value);
        }
    }
    let (party, mut notes) = texts.party();
    if party.name.is_empty() {
        let keys: Vec<_> = keys.iter().map(|(key, _)| key.as_str()).take(MOST_KEYS).collect();
        notes.push(format!("name: there is no name; the keys of the object are “{}”", keys.join("”, “")));
    }
    Ok((party, notes))
}

/// Keys that are told where none is a name.
const MOST_KEYS: usize = 20;

/// Keys of the parts of a person's name, in the order in which they are written.
const PARTS: [&[&str]; 4] = [
    &["first", "firstname", "given", "givenname", "forename", "forenames"],
    &["middle", "middlename", "secondname", "patronymic", "fathername"],
    &["last", "lastname", "family", "familyname", "surname"],
    &["suffix"],
];

/// Keys beside names that are none.
const BESIDE: [&str; 6] = ["type", "kind", "lang", "language", "script", "source"];

/// What an object says of each role.
#[derive(Debug, Default)]
struct Texts {
    ids: Vec<String>,
    /// By key.
    names: Vec<Vec<String>>,
    others: Vec<String>,
    addresses: Vec<String>,
    /// Parts of one address.
    parts: Vec<String>,
    countries: Vec<String>,
}

impl Texts {
    fn take(&mut self, role: Role, value: &Value) {
        if let (Role::Name | Role::OtherNames, Value::Object(object)) = (role, value) {
            return self.take_name(role, object);
        }
        let mut texts = Vec::new();
        flatten(value, role, &mut texts);
        match role {
            Role::Id => self.ids.extend(texts),
            Role::Name => self.names.extend(Some(texts).filter(|texts| !texts.is_empty())),
            Role::OtherNames => self.others.extend(texts),
            Role::Address if value.is_array() => self.addresses.extend(texts),
            Role::Address => self.parts.extend(texts),
            Role::Country => self.countries.extend(texts),
        }
    }

    /// A name that is an object: a party within, the parts of a name, or names of several kinds.
    fn take_name(&mut self, role: Role, object: &Map<String, Value>) {
        let part = |key: &str| PARTS.iter().position(|part| part.contains(&columns::key(key).as_str()));
        let mut parts: Vec<_> = object.iter().filter_map(|(key, value)| Some((part(key)?, value))).collect();
        parts.sort_by_key(|(at, _)| *at);
        let is_name = |key: &str| part(key).is_none() && !BESIDE.contains(&columns::key(key).as_str());
        for (key, value) in object.iter().filter(|(key, _)| is_name(key)) {
            self.take(columns::of_key(key, &[]).unwrap_or(role), value);
        }
        let parts: Vec<_> = parts.into_iter().filter_map(|(_, value)| value.as_str()).map(one_line).collect();
        self.names.extend(Some(vec![parts.join(" ")]).filter(|_| !parts.is_empty()));
    }

    fn party(self) -> (Party, Vec<String>) {
        let mut notes = Vec::new();
        let mut first = |what: &str, texts: Vec<String>| {
            if texts.len() > 1 {
                notes.push(format!("of several values of the {what} the first was read: “{}”", texts.join("”, “")));
            }
            texts.into_iter().next()
        };
        let id = first("id", self.ids).unwrap_or_default();
        let country = first("country", self.countries);
        let mut names = self.names.into_iter().flatten();
        let name = names.next().unwrap_or_default();
        // Nothing that may be a name is left out.
        let other_names = names.filter(|other| *other != name).chain(self.others).collect();
        let whole = Some(self.parts.join(", ")).filter(|address| !address.is_empty());
        let addresses = whole.into_iter().chain(self.addresses).collect();
        (Party { id, row: 0, name, other_names, addresses, country }, notes)
    }
}

/// The texts of a value: an address that is an object is one text.
fn flatten(value: &Value, role: Role, texts: &mut Vec<String>) {
    match value {
        Value::Null | Value::Bool(_) => {}
        Value::Number(number) => texts.push(number.to_string()),
        Value::String(text) if role == Role::OtherNames => texts.extend(several(text, &[';', '|', '\n'])),
        Value::String(text) => texts.extend(Some(one_line(text)).filter(|text| !text.is_empty())),
        Value::Array(values) => values.iter().for_each(|value| flatten(value, role, texts)),
        Value::Object(object) => {
            let mut parts = Vec::new();
            object.values().for_each(|value| flatten(value, role, &mut parts));
            texts.extend(Some(parts.join(", ")).filter(|text| !text.is_empty()));
        }
    }
}
