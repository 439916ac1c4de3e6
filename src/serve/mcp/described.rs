//! What a tool is, and how it is described for a client.

use std::sync::Arc;

use chrono::NaiveDate;
use rmcp::model::{JsonObject, Tool as Described, ToolAnnotations};
use serde_json::{Value, json};

use super::answer::Found;
use super::parameter::{self, Parameter};
use super::question::Question;
use crate::serve::problem::Problem;
use earwatch_report::report::record::EntryRecord;
use earwatch_report::schemas;
use earwatch_report::visible::visible;

/// A tool.
pub(super) struct Tool {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) about: &'static str,
    pub(super) parameters: &'static [Parameter],
    /// The schema of its result, as `earwatch schema` names it.
    pub(super) schema: &'static str,
    /// Whether there may be no result.
    pub(super) is_optional: bool,
    pub(super) find: fn(&Question<'_>) -> Result<Found, Problem>,
}

impl Tool {
    /// As a client lists it.
    ///
    /// # Errors
    /// Where a schema of this program is no JSON.
    pub(super) fn described(&self) -> Result<Described, serde_json::Error> {
        let annotations = ToolAnnotations::with_title(self.title)
            .read_only(true)
            .destructive(false)
            .idempotent(true)
            .open_world(false);
        Ok(Described::new(self.name, self.about, Arc::new(parameter::schema(self.parameters)))
            .with_title(self.title)
            .with_raw_output_schema(Arc::new(self.output()?))
            .with_annotations(annotations))
    }

    /// The schema of answers, with that of the result in its place.
    fn output(&self) -> Result<JsonObject, serde_json::Error> {
        let mut answer = schema("answer")?;
        let mut result = schema(self.schema)?;
        let mut shared = JsonObject::new();
        for one in [&mut answer, &mut result] {
            for key in ["$schema", "$id", "title"] {
                one.remove(key);
            }
            if let Some(Value::Object(defined)) = one.remove("$defs") {
                shared.extend(defined);
            }
        }
        let mut result = Value::Object(result);
        if self.is_optional {
            result = json!({ "anyOf": [result, { "type": "null" }] });
        }
        if let Some(Value::Object(properties)) = answer.get_mut("properties") {
            properties.insert("result".to_owned(), result);
            properties.insert("tool".to_owned(), json!({ "const": self.name }));
        }
        answer.insert("$defs".to_owned(), shared.into());
        // `earwatch schema` says what each key means; here it would be most of what a client has to read.
        answer.values_mut().for_each(without_descriptions);
        Ok(answer)
    }
}

fn schema(name: &str) -> Result<JsonObject, serde_json::Error> {
    let text = schemas::schema(name)?.unwrap_or_else(|| "{}".to_owned());
    serde_json::from_str(&text)
}

fn without_descriptions(schema: &mut Value) {
    match schema {
        Value::Object(keys) => {
            keys.retain(|key, value| key != "description" || !value.is_string());
            keys.values_mut().for_each(without_descriptions);
        }
        Value::Array(all) => all.iter_mut().for_each(without_descriptions),
        _ => {}
    }
}

/// A value as JSON.
pub(super) fn value(of: &impl serde::Serialize) -> Result<Value, Problem> {
    serde_json::to_value(of).map_err(|error| Problem::failed(&error))
}

/// An entry in a line: who it is, and what qualifies it.
pub(super) fn line(entry: &EntryRecord, as_of: NaiveDate) -> String {
    let qualified = entry.qualified(as_of).map_or_else(String::new, |words| format!("; {words}"));
    visible(&format!("{} · {} ({}, public id {}){qualified}", entry.name, entry.country, entry.list, entry.public_id))
}
