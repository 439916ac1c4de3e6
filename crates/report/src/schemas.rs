//! JSON Schemas (draft 2020-12) of everything that is printed as JSON, for programs that read it.
//!
//! What several shapes have in common is defined once, in `schemas/shared.json`; a schema is given out with what it
//! refers to, so that it stands alone.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::value::RawValue;

const SHARED: &str = include_str!("schemas/shared.json");

macro_rules! schemas {
    ($($name:literal,)*) => {
        const SCHEMAS: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("schemas/", $name, ".json"))),)*];
    };
}

schemas! {
    "report",
    "diff",
    "list",
    "text",
    "entry",
    "delta",
    "entries",
    "lists",
    "history",
    "links",
    "show",
    "screen",
    "decisions",
    "replay",
    "verify",
    "fidelity",
    "delivery",
    "versions",
    "documents",
    "announcements",
    "findings",
    "acknowledgements",
    "runs",
    "deliveries",
    "backup",
    "doctor",
    "config",
    "calibration",
    "answer",
    "designation",
}

/// The names of the schemas.
pub fn names() -> impl Iterator<Item = &'static str> {
    SCHEMAS.iter().map(|(name, _)| *name)
}

/// A schema by its name, with all that it refers to.
pub fn schema(name: &str) -> Result<Option<String>, serde_json::Error> {
    let Some((_, text)) = SCHEMAS.iter().find(|(of, _)| *of == name) else {
        return Ok(None);
    };
    let shared: BTreeMap<&str, &RawValue> = serde_json::from_str(SHARED)?;
    let mut needed = BTreeSet::new();
    let mut texts = vec![*text];
    while let Some(text) = texts.pop() {
        for name in references(text) {
            if let Some(definition) = shared.get(name).filter(|_| needed.insert(name)) {
                texts.push(definition.get());
            }
        }
    }
    let Some(body) = text.trim_end().strip_suffix("\n}") else {
        return Ok(Some((*text).to_owned()));
    };
    let definitions: Vec<_> = shared
        .iter()
        .filter(|(name, _)| needed.contains(*name))
        .map(|(name, definition)| {
            // No text of JSON holds the end of a line.
            let definition = definition.get().replace('\n', "\n  ");
            format!("    \"{name}\": {definition}")
        })
        .collect();
    Ok(Some(if definitions.is_empty() {
        (*text).to_owned()
    } else {
        format!("{body},\n  \"$defs\": {{\n{}\n  }}\n}}\n", definitions.join(",\n"))
    }))
}

/// Names of the definitions that a schema refers to.
fn references(text: &str) -> impl Iterator<Item = &str> {
    text.split("\"#/$defs/").skip(1).filter_map(|rest| rest.split('"').next())
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn a_schema_stands_alone_and_holds_nothing_else() {
        for name in names() {
            let text = schema(name).unwrap().unwrap();
            let value: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(value["$id"], format!("urn:earwatch:{name}:1"), "{name} is called otherwise in its file");
            let defined: BTreeSet<_> =
                value["$defs"].as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
            assert_eq!(defined, references(&text).collect(), "{name}");
        }
        assert!(schema("nothing").unwrap().is_none());
    }

    #[test]
    fn every_shared_definition_is_used() {
        let shared: BTreeMap<&str, &RawValue> = serde_json::from_str(SHARED).unwrap();
        let texts: Vec<_> = names().filter_map(|name| schema(name).unwrap()).collect();
        for name in shared.keys() {
            let defined = format!("\"{name}\": ");
            assert!(texts.iter().any(|text| text.contains(&defined)), "{name} is in no schema");
        }
    }
}
