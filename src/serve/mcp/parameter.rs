//! What a tool may be asked with: described for a client, and read, by one table.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rmcp::model::JsonObject;
use serde_json::{Value, json};

use crate::query::day::day;
use earwatch_law::law::ListId;
use earwatch_report::visible::{shorten, visible};

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// Words with a letter or digit, up to [`LONGEST`] characters.
    Words,
    /// So many words at most.
    Several(usize),
    /// A day.
    Day,
    /// A whole number from, to, and without it.
    Count(usize, usize, usize),
    /// One of these; without it, the first.
    Choice(&'static [&'static str]),
}

/// Characters of words.
const LONGEST: usize = 2_000;

/// A value that a tool may be asked with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parameter {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) is_needed: bool,
    pub(super) about: &'static str,
}

/// The names of the lists, the Entity List first.
const LISTS: [&str; 3] = [ListId::EntityList.name(), ListId::UnverifiedList.name(), ListId::MeuList.name()];

impl Parameter {
    pub(super) const AS_OF: Self = Self::may(
        "as_of",
        Kind::Day,
        "The state in force on this day, YYYY-MM-DD, a day to come too; without it, today in Washington",
    );
    pub(super) const KNOWN_BY: Self = Self::may(
        "known_by",
        Kind::Day,
        "As it was known from what had been published by this day, YYYY-MM-DD; without it, as known now",
    );
    pub(super) const LIST: Self = Self::may("list", Kind::Choice(&LISTS), "Which list");
    pub(super) const OFFSET: Self =
        Self::may("offset", Kind::Count(0, 1_000_000, 0), "Leave out so many at the beginning");

    /// Up to so many; 200 at most.
    pub(super) const fn limit(usual: usize, about: &'static str) -> Self {
        Self::may("limit", Kind::Count(1, 200, usual), about)
    }

    pub(super) const fn may(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Self { name, kind, is_needed: false, about }
    }

    pub(super) const fn must(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Self { name, kind, is_needed: true, about }
    }

    fn schema(&self) -> Value {
        let mut schema = match self.kind {
            Kind::Words => json!({ "type": "string", "minLength": 1, "maxLength": LONGEST }),
            Kind::Several(most) => json!({
                "type": "array", "maxItems": most, "items": { "type": "string", "minLength": 1, "maxLength": LONGEST }
            }),
            Kind::Day => json!({ "type": "string", "format": "date" }),
            Kind::Count(least, most, usual) => {
                json!({ "type": "integer", "minimum": least, "maximum": most, "default": usual })
            }
            Kind::Choice(all) => json!({ "type": "string", "enum": all, "default": all.first() }),
        };
        schema["description"] = self.about.into();
        schema
    }

    /// The value, or what was expected in its place.
    fn read(&self, value: Value) -> Result<Option<Read>, String> {
        let found = |value: &Value| match value {
            Value::String(text) => format!("“{}”", visible(&shorten(text, 80))),
            Value::Array(_) => "an array".to_owned(),
            Value::Object(_) => "an object".to_owned(),
            other => other.to_string(),
        };
        let expected =
            |what: String, value: &Value| Err(format!("{}: expected {what}, but found {}", self.name, found(value)));
        Ok(Some(match (self.kind, value) {
            (_, Value::Null) => return Ok(None),
            // What is optional and left blank is left out.
            (_, Value::String(text)) if text.trim().is_empty() && !self.is_needed => return Ok(None),
            (Kind::Words, Value::String(text)) => Read::Words(words(self.name, text)?),
            (Kind::Words, other) => return expected("a string".to_owned(), &other),
            (Kind::Several(_), Value::String(text)) => Read::Several(vec![words(self.name, text)?]),
            (Kind::Several(most), Value::Array(all)) if all.len() <= most => {
                let text = |value| match value {
                    Value::String(text) => words(self.name, text),
                    other => Err(format!("{}: expected strings, but found {}", self.name, found(&other))),
                };
                Read::Several(all.into_iter().map(text).collect::<Result<_, _>>()?)
            }
            (Kind::Several(most), Value::Array(all)) => {
                return Err(format!("{}: expected up to {most} strings, but found {}", self.name, all.len()));
            }
            (Kind::Several(most), other) => return expected(format!("an array of up to {most} strings"), &other),
            (Kind::Day, Value::String(text)) => {
                Read::Day(day(&shorten(&visible(&text), 80)).map_err(|error| format!("{}: {error}", self.name))?)
            }
            (Kind::Day, other) => return expected("a day as YYYY-MM-DD".to_owned(), &other),
            (Kind::Count(least, most, _), value) => {
                let number = match &value {
                    Value::Number(number) => number.as_u64(),
                    Value::String(text) => text.trim().parse().ok(),
                    _ => None,
                };
                let number = number.and_then(|number| usize::try_from(number).ok());
                match number.filter(|number| (least..=most).contains(number)) {
                    Some(number) => Read::Count(number),
                    None => return expected(format!("a whole number from {least} to {most}"), &value),
                }
            }
            (Kind::Choice(all), Value::String(text)) if all.contains(&text.as_str()) => Read::Words(text),
            (Kind::Choice(all), other) => return expected(format!("one of {}", all.join(", ")), &other),
        }))
    }
}

fn words(name: &str, text: String) -> Result<String, String> {
    let length = text.chars().count();
    if length > LONGEST {
        return Err(format!("{name}: expected up to {LONGEST} characters, but found {length}"));
    }
    if !text.chars().any(char::is_alphanumeric) {
        let shown = visible(&shorten(&text, 80));
        return Err(format!("{name}: expected words, but found “{shown}”, which has no letter or digit"));
    }
    Ok(text)
}

/// The parameters of a tool, as JSON Schema.
pub(super) fn schema(parameters: &[Parameter]) -> JsonObject {
    let properties: JsonObject = parameters.iter().map(|one| (one.name.to_owned(), one.schema())).collect();
    let needed: Vec<_> = parameters.iter().filter(|one| one.is_needed).map(|one| one.name).collect();
    [
        ("type", Value::from("object")),
        ("properties", properties.into()),
        ("required", needed.into()),
        ("additionalProperties", false.into()),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .into_iter()
    .collect()
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Read {
    Words(String),
    Several(Vec<String>),
    Day(NaiveDate),
    Count(usize),
}

/// The values that a tool is asked with.
#[derive(Debug, Default)]
pub(super) struct Given(BTreeMap<&'static str, Read>);

impl Given {
    /// Reads them.
    ///
    /// # Errors
    /// In words that say what was expected, for each value that cannot be read.
    pub(super) fn read(parameters: &[Parameter], arguments: JsonObject) -> Result<Self, String> {
        let mut given = BTreeMap::new();
        let mut mistakes = Vec::new();
        for (name, value) in arguments {
            let Some(parameter) = parameters.iter().find(|one| one.name == name) else {
                let names: Vec<_> = parameters.iter().map(|one| one.name).collect();
                let known = if names.is_empty() { "no parameters".to_owned() } else { names.join(", ") };
                mistakes.push(format!("expected {known}, but found “{}”", visible(&shorten(&name, 80))));
                continue;
            };
            match parameter.read(value) {
                Ok(read) => given.extend(read.map(|read| (parameter.name, read))),
                Err(mistake) => mistakes.push(mistake),
            }
        }
        for one in parameters.iter().filter(|one| one.is_needed && !given.contains_key(one.name)) {
            if !mistakes.iter().any(|mistake| mistake.starts_with(one.name)) {
                mistakes.push(format!("{}: expected a value ({}), but found none", one.name, one.about));
            }
        }
        for one in parameters.iter().filter(|one| !given.contains_key(one.name)).collect::<Vec<_>>() {
            match one.kind {
                Kind::Count(_, _, usual) => _ = given.insert(one.name, Read::Count(usual)),
                Kind::Choice([first, ..]) => _ = given.insert(one.name, Read::Words((*first).to_owned())),
                Kind::Choice([]) | Kind::Words | Kind::Several(_) | Kind::Day => {}
            }
        }
        if mistakes.is_empty() { Ok(Self(given)) } else { Err(mistakes.join("; ")) }
    }

    /// Words; empty where none are given.
    pub(super) fn words(&self, name: &str) -> &str {
        match self.0.get(name) {
            Some(Read::Words(words)) => words,
            _ => "",
        }
    }

    pub(super) fn several(&self, name: &str) -> &[String] {
        match self.0.get(name) {
            Some(Read::Several(all)) => all,
            _ => &[],
        }
    }

    pub(super) fn day(&self, name: &str) -> Option<NaiveDate> {
        match self.0.get(name) {
            Some(Read::Day(day)) => Some(*day),
            _ => None,
        }
    }

    /// A number; 0 where the tool has none of the name.
    pub(super) fn count(&self, name: &str) -> usize {
        match self.0.get(name) {
            Some(Read::Count(number)) => *number,
            _ => 0,
        }
    }

    /// The list that is asked about; the Entity List where the tool asks for none.
    pub(super) fn list(&self) -> ListId {
        let named = self.words("list");
        ListId::ALL.into_iter().find(|list| list.name() == named).unwrap_or(ListId::EntityList)
    }
}
