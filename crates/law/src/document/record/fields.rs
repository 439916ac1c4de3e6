//! The fields of an API's record, each read as the kind of value that it should have.
//!
//! A value of another kind costs its field and is noted; one that can only mean one thing (`"91"` for 91) is read, and
//! noted too.

use chrono::NaiveDate;
use serde_json::{Map, Value};

/// The fields of one object, and what was odd about them.
#[derive(Debug)]
pub(crate) struct Fields<'a> {
    object: &'a Map<String, Value>,
    odd: Vec<String>,
}

impl<'a> Fields<'a> {
    /// Those of an object; `None` of anything else.
    pub(crate) fn of(value: &'a Value) -> Option<Self> {
        Some(Self { object: value.as_object()?, odd: Vec::new() })
    }

    /// What was odd, one sentence each.
    pub(crate) fn odd(self) -> Vec<String> {
        self.odd
    }

    /// Notes something about a field.
    pub(crate) fn note(&mut self, key: &str, what: &str) {
        self.odd.push(format!("the record's {key} {what}"));
    }

    /// The value of a key that is there; null is not.
    fn value(&self, key: &str) -> Option<&'a Value> {
        self.object.get(key).filter(|value| !value.is_null())
    }

    fn is_no(&mut self, key: &str, value: &Value, kind: &str) {
        self.note(key, &format!("is {}, which is no {kind}; it was left out", shown(value)));
    }

    /// A text, which may be empty.
    pub(crate) fn text(&mut self, key: &str) -> Option<String> {
        let value = self.value(key)?;
        if value.as_str().is_none() {
            self.is_no(key, value, "text");
        }
        value.as_str().map(ToOwned::to_owned)
    }

    /// A date, `2026-09-09`; the hour that may follow does not count.
    pub(crate) fn date(&mut self, key: &str) -> Option<NaiveDate> {
        let value = self.value(key)?;
        let text = value.as_str().map(str::trim).unwrap_or_default();
        let (day, hour) = text.split_at_checked(10).unwrap_or((text, ""));
        let read = day.parse().ok().filter(|_| hour.is_empty() || hour.starts_with(['T', ' ']));
        match read {
            None => self.is_no(key, value, "date"),
            Some(day) if !hour.is_empty() => self.note(key, &format!("is {}; it was read as {day}", shown(value))),
            Some(_) => {}
        }
        read
    }

    /// A date that lacks where its text is empty.
    pub(crate) fn day(&mut self, key: &str) -> Option<NaiveDate> {
        let is_empty = self.value(key)?.as_str().is_some_and(|text| text.trim().is_empty());
        if is_empty { None } else { self.date(key) }
    }

    /// A number from 1, as a volume or a page has.
    pub(crate) fn number(&mut self, key: &str) -> Option<u32> {
        let value = self.value(key)?;
        let read = as_number(value).filter(|number| *number > 0);
        match read {
            None => self.is_no(key, value, "number from 1"),
            Some(number) if value.is_string() => {
                self.note(key, &format!("is the text {}; it was read as {number}", shown(value)));
            }
            Some(_) => {}
        }
        read
    }

    /// A number that may be written in any way, or lack.
    pub(crate) fn quiet_number(&mut self, key: &str) -> Option<u32> {
        as_number(self.value(key)?)
    }

    /// The members of a list; a value that stands alone is the only one.
    pub(crate) fn list(&mut self, key: &str) -> Vec<&'a Value> {
        match self.value(key) {
            None => Vec::new(),
            Some(Value::Array(members)) => members.iter().collect(),
            Some(alone) => vec![alone],
        }
    }

    /// Notes a member of a list that is of another kind.
    pub(crate) fn odd_member(&mut self, key: &str, value: &Value) {
        self.note(key, &format!("holds {}, which was left out", shown(value)));
    }

    /// A list of texts.
    pub(crate) fn texts(&mut self, key: &str) -> Vec<String> {
        match self.value(key) {
            Some(Value::String(text)) => self.note(key, &format!("is “{text}”, a text instead of a list")),
            Some(Value::Array(_)) | None => {}
            Some(other) => {
                self.is_no(key, other, "list");
                return Vec::new();
            }
        }
        let mut texts = Vec::new();
        for value in self.list(key) {
            match value.as_str() {
                Some(text) => texts.push(text.to_owned()),
                None => self.odd_member(key, value),
            }
        }
        texts
    }
}

fn as_number(value: &Value) -> Option<u32> {
    match value {
        Value::String(text) => text.trim().parse().ok(),
        _ => value.as_u64().and_then(|number| u32::try_from(number).ok()),
    }
}

/// A value as a person reads it, cut where it is long.
fn shown(value: &Value) -> String {
    const ENOUGH: usize = 60;
    let text = match value {
        Value::String(text) if text.trim().is_empty() => return "an empty text".to_owned(),
        Value::String(text) => format!("“{text}”"),
        other => other.to_string(),
    };
    match text.char_indices().nth(ENOUGH) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
