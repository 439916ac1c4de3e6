//! What is known of an entry, a property each.

use std::fmt::Display;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::Named;
use crate::serve::problem::Problem;
use earwatch_report::report::record::EntryRecord;

/// A property of entries.
pub(super) struct Property {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    /// Its values, as the specification has them.
    pub(super) values: fn(&EntryRecord) -> Vec<Value>,
}

fn text(text: &(impl Display + ?Sized)) -> Value {
    json!({ "str": text.to_string() })
}

fn texts<T: Display>(all: &[T]) -> Vec<Value> {
    all.iter().map(text).collect()
}

fn day(day: Option<NaiveDate>) -> Vec<Value> {
    day.map(|day| json!({ "date": format!("{day}T00:00:00Z") })).into_iter().collect()
}

const ALL: [Property; 13] = [
    Property { id: "name", name: "Name", values: |entry| vec![text(&entry.name)] },
    Property { id: "aliases", name: "Aliases", values: |entry| texts(&entry.aliases) },
    Property { id: "country", name: "Country", values: |entry| vec![text(&entry.country)] },
    Property { id: "list", name: "List", values: |entry| vec![text(entry.list.title())] },
    Property { id: "addresses", name: "Addresses", values: |entry| texts(&entry.addresses) },
    Property { id: "designations", name: "Designations", values: designations },
    Property {
        id: "license_requirement",
        name: "License requirement",
        values: |entry| vec![text(&entry.license_requirement)],
    },
    Property {
        id: "license_review_policy",
        name: "License review policy",
        values: |entry| vec![text(&entry.license_review_policy)],
    },
    Property { id: "citations", name: "Federal Register citations", values: |entry| texts(&entry.citations) },
    Property {
        id: "document",
        name: "Document that set the text",
        values: |entry| entry.document.iter().map(text).collect(),
    },
    Property { id: "effective_from", name: "Effective from", values: |entry| day(entry.effective_from) },
    Property { id: "subordinates", name: "Subordinate entities", values: |entry| texts(&entry.subordinate_texts()) },
    Property { id: "former_public_ids", name: "Former public ids", values: |entry| texts(&entry.former_public_ids) },
];

fn designations(entry: &EntryRecord) -> Vec<Value> {
    entry.designations.iter().map(|mark| text(&entry.meanings.in_words(*mark))).collect()
}

impl Property {
    pub(super) fn all() -> &'static [Self] {
        &ALL
    }

    pub(super) fn named(id: &str) -> Result<&'static Self, Problem> {
        ALL.iter().find(|property| property.id == id).ok_or_else(|| {
            let ids: Vec<_> = ALL.iter().map(|property| property.id).collect();
            Problem::invalid(format!("expected one of the properties {}, but found “{id}”", ids.join(", ")))
        })
    }

    pub(super) fn told(&self) -> Named {
        Named { id: self.id, name: self.name }
    }
}
