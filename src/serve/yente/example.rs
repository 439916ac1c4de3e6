//! Whom a client asks for, in the form of an entity.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::params::Refused;
use super::schemata::Schema;
use crate::screen::input::ReadRow;
use earwatch_screen::party::Party;

/// Names and addresses of a party at most.
const MOST: usize = 100;

/// Properties that name a party, those that say best who it is first.
const NAMES: [&str; 5] = ["name", "alias", "previousName", "weakAlias", "abbreviation"];
/// What the name of a person is put together from, where no property has it whole.
const PARTS: [&str; 5] = ["firstName", "secondName", "middleName", "fatherName", "lastName"];
/// Properties with whole addresses.
const ADDRESSES: [&str; 2] = ["address", "full"];
/// What an address is put together from, where no property has it whole.
const LINES: [&str; 8] = ["postOfficeBox", "street", "street2", "street3", "city", "postalCode", "region", "state"];
/// Properties with the country of a party, the one that it deals from first.
const COUNTRIES: [&str; 5] = ["country", "mainCountry", "jurisdiction", "nationality", "citizenship"];

/// What a batch asks.
#[derive(Debug, Deserialize)]
#[serde(expecting = "an object with queries")]
pub(super) struct Batch {
    #[serde(default)]
    pub(super) weights: BTreeMap<String, f64>,
    #[serde(default)]
    pub(super) config: BTreeMap<String, Value>,
    pub(super) queries: Queries,
}

/// Examples by the names that a client gives them, in its order.
#[derive(Debug)]
pub(super) struct Queries(pub(super) Vec<(String, Example)>);

/// An entity that is looked for.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(expecting = "an entity with schema and properties")]
pub(super) struct Example {
    id: Option<String>,
    pub(super) schema: String,
    properties: BTreeMap<String, Values>,
}

#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(untagged, expecting = "expected a text or a list of texts as the values of a property")]
enum Values {
    One(String),
    Several(Vec<Value>),
}

impl<'de> Deserialize<'de> for Queries {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Queries;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("queries by their names")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Queries, A::Error> {
                let mut queries: Vec<(String, Example)> = Vec::new();
                while let Some((name, example)) = map.next_entry()? {
                    // Of two answers of one name a client would lose one.
                    if queries.iter().any(|(known, _)| *known == name) {
                        return Err(serde::de::Error::custom(format!("two queries are called “{name}”")));
                    }
                    queries.push((name, example));
                }
                Ok(Queries(queries))
            }
        }
        from.deserialize_map(Each)
    }
}

/// Whom an example means.
pub(super) struct Meant {
    /// The example as it was understood: values in lists, without those that are empty.
    pub(super) example: Example,
    pub(super) party: Party,
    /// Why it cannot be compared.
    pub(super) skipped: Option<String>,
    /// What of it is not compared, in words.
    pub(super) notes: Vec<String>,
}

impl Meant {
    /// How much there is to compare.
    pub(super) fn letters(&self) -> usize {
        let Party { name, other_names, addresses, .. } = &self.party;
        name.len() + other_names.iter().chain(addresses).map(String::len).sum::<usize>()
    }
}

impl Example {
    /// Whom it means.
    ///
    /// # Errors
    /// In words, where it is no example of anybody.
    pub(super) fn read(mut self) -> Result<Meant, Refused> {
        let no = |why: String| Refused::invalid(format!("Cannot parse example entity: {why}"));
        match Schema::named(&self.schema) {
            None => return Err(no(format!("Unknown schema: '{}'", self.schema))),
            Some(schema) if !schema.is_matchable => {
                return Err(no(format!("Non-matchable schema for query: {}", schema.name)));
            }
            Some(_) => {}
        }
        let used = [&NAMES[..], &PARTS, &ADDRESSES, &LINES, &COUNTRIES].concat();
        for (property, values) in &mut self.properties {
            if let Some(odd) = values.cleaned().filter(|_| used.contains(&property.as_str())) {
                return Err(no(format!("expected texts in “{property}”, but found {odd}")));
            }
        }
        self.properties.retain(|_, values| !matches!(values, Values::Several(values) if values.is_empty()));
        let is_place = self.schema == "Address";
        let mut names = if is_place { Vec::new() } else { self.texts(&NAMES) };
        if names.is_empty() && !is_place {
            names.extend(self.joined(&PARTS, " "));
        }
        let mut addresses = self.texts(&ADDRESSES);
        if addresses.is_empty() {
            addresses.extend(self.joined(&LINES, ", "));
        }
        let country = self.texts(&COUNTRIES).into_iter().next();
        let count = names.len() + addresses.len();
        let mut names = names.into_iter();
        let party = Party {
            name: names.next().unwrap_or_default(),
            other_names: names.collect(),
            addresses,
            country,
            ..Party::default()
        };
        Ok(self.meaning(party, count))
    }

    fn meaning(self, party: Party, count: usize) -> Meant {
        if count == 0 || count > MOST {
            let why = match count {
                0 => "expected a name or an address, but found none that could be compared".to_owned(),
                more => format!("expected up to {MOST} names and addresses, but found {more}"),
            };
            return Meant { example: self, party, skipped: Some(why), notes: Vec::new() };
        }
        if party.name.is_empty() {
            return Meant { example: self, party, skipped: None, notes: Vec::new() };
        }
        let ReadRow { party, notes, skipped } = ReadRow::of_party(party, Vec::new());
        Meant { example: self, party, skipped, notes }
    }

    /// The values of properties, in the order of these, each once.
    fn texts(&self, properties: &[&str]) -> Vec<String> {
        let mut all = Vec::new();
        for property in properties {
            for text in self.properties.get(*property).into_iter().flat_map(Values::texts) {
                if !all.iter().any(|known| known == text) {
                    all.push(text.to_owned());
                }
            }
        }
        all
    }

    /// What its parts make together, where there are any.
    fn joined(&self, parts: &[&str], between: &str) -> Option<String> {
        let parts: Vec<_> = parts.iter().flat_map(|part| self.texts(&[part])).collect();
        (!parts.is_empty()).then(|| parts.join(between))
    }
}

impl Values {
    /// Makes texts of the values, in a list, and leaves out what is empty; the kind of one that is no text, where there is
    /// one.
    fn cleaned(&mut self) -> Option<&'static str> {
        let mut odd = None;
        let mut clean = |value: Value| match value {
            Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()).map(Value::String),
            Value::Number(number) => Some(Value::String(number.to_string())),
            Value::Bool(truth) => Some(Value::String(truth.to_string())),
            Value::Null => None,
            Value::Array(_) => {
                odd = Some("a list in a list");
                Some(value)
            }
            Value::Object(_) => {
                odd = Some("an object");
                Some(value)
            }
        };
        let values = match std::mem::replace(self, Self::Several(Vec::new())) {
            Self::One(text) => vec![Value::String(text)],
            Self::Several(values) => values,
        };
        *self = Self::Several(values.into_iter().filter_map(&mut clean).collect());
        odd
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let (one, several) = match self {
            Self::One(text) => (Some(text.as_str()), &[][..]),
            Self::Several(values) => (None, values.as_slice()),
        };
        one.into_iter().chain(several.iter().filter_map(Value::as_str))
    }
}
