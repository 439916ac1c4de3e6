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

    /// The schema of answers, with that of the result in its place, in outline: an assistant pays for each word of it in
    /// every conversation. The whole is a resource, and `earwatch schema`.
    fn output(&self) -> Result<JsonObject, serde_json::Error> {
        let mut answer = Outline::of(schema("answer")?);
        let mut result = Outline::of(schema(self.schema)?).keys(1);
        if self.is_optional {
            result = json!({ "anyOf": [result, { "type": "null" }] });
        }
        if let Some(Value::Object(properties)) = answer.root.get_mut("properties") {
            properties.remove("result");
        }
        let mut outline = answer.keys(1);
        outline["properties"]["result"] = result;
        outline["properties"]["tool"] = json!({ "const": self.name });
        serde_json::from_value(outline)
    }
}

/// A schema by its name.
fn schema(name: &str) -> Result<JsonObject, serde_json::Error> {
    let text = schemas::schema(name)?.unwrap_or_else(|| "{}".to_owned());
    serde_json::from_str(&text)
}

/// A schema, to be told in short: what it refers to is put in its place, and below its keys only types and the names of the
/// keys that have to be there are left.
struct Outline {
    root: JsonObject,
    defined: JsonObject,
}

impl Outline {
    fn of(mut root: JsonObject) -> Self {
        for key in ["$schema", "$id", "title"] {
            root.remove(key);
        }
        let defined = match root.remove("$defs") {
            Some(Value::Object(defined)) => defined,
            _ => JsonObject::new(),
        };
        Self { root, defined }
    }

    fn keys(&self, levels: usize) -> Value {
        self.cut(&self.root, levels)
    }

    /// A schema with so many levels of keys.
    fn cut(&self, schema: &JsonObject, levels: usize) -> Value {
        let mut schema = self.resolved(schema);
        schema.remove("description");
        if levels == 0 {
            schema.retain(|key, _| matches!(key.as_str(), "type" | "required" | "items" | "anyOf" | "oneOf" | "const"));
        }
        for (key, value) in &mut schema {
            match (key.as_str(), value) {
                ("properties", Value::Object(all)) => {
                    for one in all.values_mut() {
                        *one = self.below(one, levels.saturating_sub(1));
                    }
                }
                ("anyOf" | "oneOf" | "allOf", Value::Array(all)) => {
                    for one in all {
                        *one = self.below(one, levels);
                    }
                }
                ("items", one) => *one = self.below(one, levels),
                _ => {}
            }
        }
        schema.into()
    }

    fn below(&self, schema: &Value, levels: usize) -> Value {
        schema.as_object().map_or_else(|| schema.clone(), |schema| self.cut(schema, levels))
    }

    /// A schema with what it refers to in its place.
    fn resolved(&self, schema: &JsonObject) -> JsonObject {
        let mut schema = schema.clone();
        while let Some(Value::String(reference)) = schema.remove("$ref") {
            let name = reference.rsplit('/').next().unwrap_or_default();
            let Some(Value::Object(referred)) = self.defined.get(name) else {
                break;
            };
            let mut referred = referred.clone();
            for (key, value) in schema {
                match (referred.get_mut(&key), value) {
                    (Some(Value::Object(known)), Value::Object(more)) => known.extend(more),
                    (Some(Value::Array(known)), Value::Array(more)) => known.extend(more),
                    (_, value) => _ = referred.insert(key, value),
                }
            }
            schema = referred;
        }
        schema
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
